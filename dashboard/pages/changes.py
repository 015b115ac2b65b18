"""What changed from one edition to another: marks, numbers and rows, with both their cells."""

from dataclasses import dataclass, replace
from itertools import pairwise

from dashboard.components.changes import (
    SHOWN,
    marks_part,
    noted,
    rows_part,
    sheet_part,
    totals_part,
)
from dashboard.components.pager import pager, titled
from dashboard.components.printing import Html, Printed, Section
from dashboard.components.reader import Reader
from dashboard.flows.compare_editions import REACH, Compared, Span, hold
from dashboard.flows.say_changes import conclude_changes
from dashboard.flows.turn_pages import on_page, pages_of
from dashboard.pages.page import Page, View
from dashboard.pages.queries import clipped, whole
from dashboard.plan.editions import Edition
from dashboard.plan.goals import GOAL_NUMBERS
from dashboard.plan.sheets import SHEETS


@dataclass(frozen=True, slots=True)
class _Asked:
    """The question in the address, and the values in it that mean nothing here."""

    span: Span
    strange: tuple[tuple[str, str], ...] = ()


def show(view: View) -> Printed | None:
    """A difference in full, the newest one where none is asked for."""
    reader, words = view.reader, view.words
    asked = _asked(view)
    older, newer, told = _editions(view, asked.span)
    strange = [words(f"changes.told.{key}", value=clipped(v)) for key, v in asked.strange]
    place = {"goal": asked.span.goal, "administration": asked.span.administration}
    held = hold(view.library, older, newer, **place) if older and newer else None  # pyright: ignore[reportArgumentType]
    said = conclude_changes(held, words)
    head = _head(view, held, asked.span)
    sections: list[Section] = [
        Html("changes_head.html", head | {"said": said, "told": [*strange, *told]})
    ]
    if held is not None:
        found = _parts(reader, held, asked.span)
        if found is None:
            return None
        sections += found
    sections.append(_others(view, held))
    return Printed(_title(reader, held, asked.span), said.headline, sections)


def _title(reader: Reader, held: Compared | None, span: Span) -> str:
    """The place, the two editions and the sheet, as far as the address chose them."""
    words, place = reader.words, _place(reader, span)
    old, new = (str(held.older.number), str(held.newer.number)) if held else ("", "")
    is_chosen = held is not None and (span.old or span.new)
    parts = [words("changes.other.step", old=old, new=new)] if is_chosen else []
    parts += [place[0]] if place else []
    parts += [words(f"workbook.sheets.{span.sheet}")] if span.sheet else []
    title = " – ".join((words("changes.title"), *parts))
    return titled(title, span.page, words) if span.sheet and held else title


def _asked(view: View) -> _Asked:
    """The span in the address; what the edition does not know is told and left out."""
    query = {key: text.strip() for key, text in view.query.items() if text.strip()}
    summary = view.reader.opened.summary
    numbers = {e.number for e in view.editions}
    goal, code, sheet = (query.get(key) for key in ("goal", "administration", "sheet"))
    known = next((s.key for s in SHEETS if s.key == sheet), None)
    strange = [
        ("edition", query[key])
        for key in ("from", "to")
        if key in query and whole(query[key]) not in numbers
    ]
    if goal and whole(goal) not in GOAL_NUMBERS:
        strange.append(("goal", goal))
    if code and (code := summary.current.get(code)) is None:
        strange.append(("administration", query["administration"]))
    if sheet and known is None:
        strange.append(("sheet", sheet))
    span = Span(
        old=_in(numbers, query.get("from")),
        new=_in(numbers, query.get("to")),
        goal=_in(set(GOAL_NUMBERS), goal),
        administration=code,
        sheet=known,
        page=whole(query.get("page", "1")) or 0,
    )
    return _Asked(span, tuple(strange))


def _in(known: set[int], text: str | None) -> int | None:
    found = whole(text) if text else None
    return found if found in known else None


def _editions(view: View, span: Span) -> tuple[Edition | None, Edition | None, list[str]]:
    """The two editions, the older first, and what has to be said about the choice."""
    by_number = {e.number: e for e in view.editions}
    newer = by_number.get(span.new or 0) or view.editions[0]
    before = [e for e in view.editions if e.number < newer.number]
    older = by_number.get(span.old or 0) or (before[0] if before else None)
    if older is None or len(view.editions) < 2:
        return None, None, []
    words, facts = view.words, {"old": str(newer.number), "new": str(older.number)}
    if older.number == newer.number:
        return older, newer, [words("changes.told.same")]
    if older.number > newer.number:
        return newer, older, [words("changes.told.swapped", **facts)]
    return older, newer, []


def _head(view: View, held: Compared | None, span: Span) -> dict[str, object]:
    reader = view.reader
    summary = reader.opened.summary
    eyebrow = ""
    if held is not None:
        old, new = held.older, held.newer
        eyebrow = view.words(
            "changes.eyebrow",
            old=str(old.number),
            old_date=reader.day(old.published_at),
            new=str(new.number),
            new_date=reader.day(new.published_at),
        )
    notes = noted(view.editions, held) if held else []
    return {
        "eyebrow": eyebrow,
        "place": _place(reader, span),
        "editions": view.editions,
        "restored": held.newer if held and held.newer.rolled_back_to else None,
        "old": held.older.number if held else None,
        "new": held.newer.number if held else None,
        "notes": notes[:REACH],
        "more_notes": len(notes) > REACH,
        "goals": [(reader.goal(n), n == span.goal) for n in GOAL_NUMBERS],
        "codes": [(a.code, a.code == span.administration) for a in summary.in_charge()],
    }


def _place(reader: Reader, span: Span) -> tuple[str, str] | None:
    """What the difference is narrowed to, with its page."""
    if span.administration is not None:
        code = span.administration
        return reader.administration_name(code), reader.to.administration(code)
    if span.goal is not None:
        goal = reader.goal(span.goal)
        said = reader.words("interface.goal.numbered", number=str(goal.number), name=goal.name)
        return said, goal.href
    return None


def _parts(reader: Reader, held: Compared, span: Span) -> list[Section] | None:
    """The parts of a difference; None for a page beyond the last."""
    if span.sheet is None:
        rows = [rows_part(reader, held)] if held.changes else []
        return [marks_part(reader, held), totals_part(reader, held), *rows]
    pages = pages_of(len(held.of(span.sheet)), SHOWN)
    if not 0 < span.page <= pages:
        return None
    part = on_page(span.page, SHOWN)
    sections: list[Section] = [sheet_part(reader, held, span.sheet, part)]
    asked = replace(held.span, sheet=span.sheet)
    if paged := pager(span.page, pages, lambda n: reader.to.changes(replace(asked, page=n))):
        sections.append(paged)
    return sections


def _others(view: View, held: Compared | None) -> Html:
    """The way to every step from one edition to the next, and to what else there is to see."""
    reader, words = view.reader, view.words
    here = (held.older.number, held.newer.number) if held else None
    steps = [
        (
            words("changes.other.step", old=str(older.number), new=str(newer.number)),
            reader.to.changes(Span(older.number, newer.number)),
            (older.number, newer.number) == here,
        )
        for newer, older in pairwise(view.editions[: REACH + 1])
    ]
    further = [(words("compare.ways.editions"), reader.to.compare("editions"))]
    return Html("changes_other.html", {"steps": steps, "further": further})


PAGE = Page("changes", "/changes", show)
