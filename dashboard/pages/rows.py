"""The rows behind a number."""

from dataclasses import replace

from dashboard.components.pager import pager, titled
from dashboard.components.printing import Html, Printed, Section
from dashboard.components.reader import Reader
from dashboard.components.tables import row_table
from dashboard.flows.explore import wanted_for
from dashboard.flows.show_rows import Question, counts, rows
from dashboard.flows.turn_pages import on_page, pages_of
from dashboard.pages import actions, indicators
from dashboard.pages.page import Page, View
from dashboard.pages.queries import whole
from dashboard.plan.goals import GOAL_NUMBERS
from dashboard.plan.kinds import Confidence
from dashboard.plan.sheets import MAPPED, SheetKey
from dashboard.plan.status import ActionStatus, Progress
from dashboard.plan.targets import is_target
from dashboard.progress.gaps import GapKind

SHOWN = 100


def show(view: View) -> Printed | None:
    """The rows that answer the question in the address, a hundred at a time."""
    question = _question(view)
    page = whole(view.query.get("page", "1"))
    if question is None or page is None or page < 1:
        return None
    if (wanted := wanted_for(question)) is not None:  # these rows have a list of their own
        there = actions if wanted.sheet is SheetKey.ACTIONS else indicators
        return there.listed(view, replace(wanted, page=page))
    reader, words = view.reader, view.words
    totals = counts(reader.opened, question)
    pages = pages_of(max(totals.values()), SHOWN)
    if page > pages:
        return None
    found = rows(reader.opened, question, part=on_page(page, SHOWN))
    headline = words.count("interface.rows.headline", sum(totals.values()))
    edition = reader.opened.edition
    lead = words(
        "interface.rows.lead", edition=str(edition.number), date=reader.day(edition.published_at)
    )
    sections: list[Section] = [
        Html(
            "question.html",
            {
                "headline": headline,
                "lead": lead,
                "filters": _filters(reader, question),
                "hint": words("suggestions.page.hint") if question.unmapped else None,
            },
        ),
        *(
            row_table(reader, sheet, many, total=totals[sheet])
            for sheet, many in found.items()
            if many  # shorter tables end on an earlier page
        ),
    ]
    if not found:
        sections.append(Html("nothing.html"))
    if paged := pager(page, pages, lambda n: reader.to.rows(question, page=n)):
        sections.append(paged)
    told = ", ".join(text for text, _ in _filters(reader, question))
    description = f"{headline}: {told}" if told else headline
    title = words("interface.rows.title")
    title = titled(f"{title}: {told}" if told else title, page, words)
    return Printed(title, description, sections)


def _question(view: View) -> Question | None:
    """The question in the query, or None where it asks for something that cannot be."""
    asked = view.query
    goal = whole(asked["goal"]) if "goal" in asked else None
    summary = view.reader.opened.summary
    codes = [asked[key] for key in ("administration", "contributing") if key in asked]
    known = all(summary.administration(code) is not None for code in codes)
    sheet = next((s for s in MAPPED if s.value == asked.get("sheet")), None)
    sure = next((c for c in Confidence if c.value == asked.get("confidence")), None)
    marks: dict[str, ActionStatus | Progress] = (
        {s.value: s for s in ActionStatus}
        if sheet is SheetKey.ACTIONS
        else {p.value: p for p in Progress}
    )
    right = (
        ("goal" not in asked or goal in GOAL_NUMBERS),
        ("target" not in asked or is_target(asked["target"])),
        ("sheet" not in asked or sheet is not None),
        ("mark" not in asked or asked["mark"] in marks),
        ("confidence" not in asked or sure is not None),
        ("gap" not in asked or asked["gap"] in list(GapKind)),
        known,
    )
    if not all(right):
        return None
    return Question(
        sheet=sheet,
        goal=goal,
        target=asked.get("target"),
        administration=asked.get("administration"),
        contributing=asked.get("contributing"),
        mark=marks[asked["mark"]] if "mark" in asked else None,
        confidence=sure,
        unsourced="unsourced" in asked,
        unmapped="unmapped" in asked,
        efforts="efforts" in asked,
        attention="attention" in asked,
        gap=GapKind(asked["gap"]) if "gap" in asked else None,
    )


def _filters(reader: Reader, question: Question) -> list[tuple[str, str]]:
    """What the question narrows by, each with the address of the question without it."""
    words = reader.words
    found: list[tuple[str, Question]] = []
    if question.sheet is not None:
        wider = replace(question, sheet=None, mark=None)
        found.append((words(f"workbook.sheets.{question.sheet.value}"), wider))
    elif question.efforts:
        found.append((words("interface.targets.efforts"), replace(question, efforts=False)))
    if question.goal is not None:
        name = reader.goal(question.goal).name
        text = words("interface.goal.numbered", number=str(question.goal), name=name)
        found.append((text, replace(question, goal=None)))
    if question.target is not None:
        text = f"{question.target} {reader.target(question.target)}"
        found.append((text, replace(question, target=None)))
    if question.administration is not None:
        name = reader.administration(question.administration)
        found.append((name.text if name else "", replace(question, administration=None)))
    if question.contributing is not None:
        name = reader.administration(question.contributing)
        text = words("interface.rows.contributing", name=name.text if name else "")
        found.append((text, replace(question, contributing=None)))
    if question.mark is not None:
        found.append((reader.mark(question.mark).word, replace(question, mark=None)))
    if question.confidence is not None:
        found.append((words.choice(question.confidence), replace(question, confidence=None)))
    if question.unsourced:
        found.append((words("about.sure.unstated"), replace(question, unsourced=False)))
    if question.attention:
        text = words("interface.attention.heading")
        found.append((text, replace(question, attention=False)))
    if question.gap is not None:
        text = words(f"gaps.kind.{question.gap.value}.heading")
        found.append((text, replace(question, gap=None)))
    if question.unmapped:
        found.append((words("interface.tables.unmapped"), replace(question, unmapped=False)))
    return [(text, reader.to.rows(wider)) for text, wider in found]


PAGE = Page("rows", "/rows", show)
