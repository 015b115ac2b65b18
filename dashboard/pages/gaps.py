"""Where the city can take further action, who owes it, and which targets are its own."""

from collections.abc import Mapping

from dashboard.components.gaps import FEW, board, cards, filters, lists
from dashboard.components.pager import pager, titled
from dashboard.components.printing import Html, Printed, Section
from dashboard.components.reader import Reader
from dashboard.components.register import register
from dashboard.flows.say_gaps import conclude_gaps
from dashboard.flows.show_gaps import GapQuestion, find_gaps, tally
from dashboard.flows.turn_pages import on_page, pages_of
from dashboard.pages.page import Page, View
from dashboard.pages.queries import clipped, whole
from dashboard.plan.goals import GOAL_NUMBERS
from dashboard.progress.gaps import GapKind

SHOWN = 50
_KEYS = ("kind", "goal", "administration", "page")


def show(view: View) -> Printed:
    """The gaps that answer the question in the address; all of them, by kind, without one."""
    reader, words = view.reader, view.words
    asked = {key: text for key in _KEYS if (text := view.query.get(key, "").strip())}
    strange = _strange(reader, asked)
    if strange is not None:
        return _unknown(reader, strange)
    question = _question(asked)
    found = find_gaps(reader.opened, question)
    most = max(tally(found).values())
    pages = pages_of(most, SHOWN) if question.kind else 1
    page = int(asked.get("page", "1"))
    if page > pages:
        return _unknown(reader, asked["page"])
    part = on_page(page, SHOWN) if question.kind else slice(FEW)
    said = conclude_gaps(reader.opened, found, question, words)
    paged = pager(page, pages, lambda n: reader.to.gaps(question, page=n))
    sections: list[Section] = [
        Html("gap_head.html", {"said": said, "filters": _chosen(reader, question)}),
        cards(reader, question),
        filters(reader, question),
        *lists(reader, found, question, part=part),
        *([paged] if paged else []),
    ]
    if not question.is_narrow:
        sections[3:3] = [board(reader, question)]
        sections.append(register(reader))
    title = " – ".join((words("gaps.title"), *_chosen(reader, question)))
    return Printed(titled(title, page, words), said.headline, sections, narrows=True)


def _strange(reader: Reader, asked: Mapping[str, str]) -> str | None:
    """The first value in the address that this edition does not know."""
    known = {
        "kind": lambda text: text in list(GapKind),
        "goal": lambda text: whole(text) in GOAL_NUMBERS,
        "administration": lambda text: reader.opened.summary.administration(text) is not None,
        "page": lambda text: (whole(text) or 0) > 0,
    }
    return next((text for key, text in asked.items() if not known[key](text)), None)


def _question(asked: Mapping[str, str]) -> GapQuestion:
    return GapQuestion(
        kind=GapKind(asked["kind"]) if "kind" in asked else None,
        goal=int(asked["goal"]) if "goal" in asked else None,
        administration=asked.get("administration"),
    )


def _chosen(reader: Reader, question: GapQuestion) -> list[str]:
    """What the question narrows by, in words."""
    words = reader.words
    found: list[str] = []
    if question.administration is not None:
        name = reader.administration(question.administration)
        found.append(name.text if name else question.administration)
    if question.goal is not None:
        name = reader.goal(question.goal).name
        found.append(words("interface.goal.numbered", number=str(question.goal), name=name))
    if question.kind is not None:
        found.append(words(f"gaps.kind.{question.kind.value}.heading"))
    return found


def _unknown(reader: Reader, value: str) -> Printed:
    """An address with a word the edition does not know: what it was, and ways on."""
    words = reader.words
    headline = words("gaps.headline.unknown")
    lead = words("gaps.lead.unknown", value=clipped(value))
    sections: list[Section] = [
        Html("gap_unknown.html", {"headline": headline, "lead": lead}),
        cards(reader, GapQuestion()),
        filters(reader, GapQuestion()),
    ]
    return Printed(headline, lead, sections, status=404)


PAGE = Page("gaps", "/gaps", show)
