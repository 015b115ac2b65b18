"""The parts of the page of changes: marks, numbers and rows, each before and after."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from dashboard.components.differences import (
    Line,
    is_shown,
    lines_of,
    mark_view,
    reasons,
    value_lines,
    way_to,
)
from dashboard.components.printing import Html
from dashboard.components.reader import MarkView, Reader, Text
from dashboard.flows.compare_editions import Compared, Side, pairs
from dashboard.flows.say_changes import conclude_changes, sentences
from dashboard.flows.show_rows import Question
from dashboard.language.numbers import signed
from dashboard.plan.editions import Edition
from dashboard.plan.records import Record
from dashboard.plan.sheets import SHEETS, SheetKey
from dashboard.progress.compare import Change, Shift

FEW, SHOWN = 20, 100


@dataclass(frozen=True, slots=True)
class Marked:
    """A mark that is another one now, with what gave it."""

    name: Text
    href: str | None
    who: str
    cell: str
    old: MarkView
    new: MarkView
    lines: list[Line]
    said: str | None


@dataclass(frozen=True, slots=True)
class Changed:
    """A row that came, went, or says something else."""

    name: Text
    href: str | None
    fate: str
    cell: str
    lines: list[Line]


@dataclass(frozen=True, slots=True)
class Total:
    """One number before and after, and the way to its rows where they are on show."""

    name: str
    mark: MarkView | None
    old: int
    new: int
    difference: str
    href: str | None


def since_last_part(reader: Reader, held: Compared | None) -> Html:
    """The front page's part: what changed since the last edition, in a few sentences."""
    words = reader.words
    said = conclude_changes(held, words)
    found = sentences(held, words) if held else []
    values: dict[str, object] = {
        "said": said,
        "found": [(s.text, reader.to.changes(held.span, part=s.part)) for s in found]
        if held
        else [],
        "held": held,
        "all": reader.to.changes(held.span) if held else reader.to.changes(),
    }
    return Html("since_last.html", values)


def noted(editions: Sequence[Edition], held: Compared) -> list[Edition]:
    """The editions of a difference of which something was said, in the order given.

    What is said of a restored edition stands at the head of its page.
    """
    newest = held.newer.number - (held.newer.rolled_back_to is not None)
    return [e for e in editions if held.older.number < e.number <= newest and e.note]


def marks_part(reader: Reader, held: Compared) -> Html:
    """Every mark that is another one now."""
    marks = [_marked(reader, held, s) for s in held.shifts]
    return Html("changed_marks.html", {"marks": marks, "ahead": held.is_ahead})


def _marked(reader: Reader, held: Compared, shift: Shift) -> Marked:
    lines, said = reasons(reader, held, shift)
    return Marked(
        reader.title(shift.record),
        way_to(reader, shift.record),
        shift.record.text("responsible") or "",
        reader.place(shift.record),
        mark_view(reader, shift.old, shift.old_grade),
        mark_view(reader, shift.new, shift.new_grade),
        lines,
        said,
    )


def totals_part(reader: Reader, held: Compared) -> Html:
    """Every count before and after."""
    return Html("changed_totals.html", {"held": held, "totals": _totals(reader, held)})


def _totals(reader: Reader, held: Compared) -> list[Total]:
    words, linked = reader.words, is_shown(reader, held.newer)
    sides = [Side(s, held.goal, held.administration) for s in (held.whole.older, held.whole.newer)]
    return [
        Total(
            words(f"workbook.sheets.{pair.sheet.value}"),
            reader.mark(pair.mark) if pair.mark else None,
            pair.left,
            pair.right,
            signed(pair.right - pair.left, words.language) if pair.left != pair.right else "",
            _rows(reader, held, pair.sheet, pair.mark) if linked and pair.right else None,
        )
        for pair in pairs(*sides)
    ]


def _rows(reader: Reader, held: Compared, sheet: SheetKey, mark: object) -> str:
    asked = {"sheet": sheet, "goal": held.goal, "administration": held.administration}
    return reader.to.rows(Question(**asked, mark=mark))  # pyright: ignore[reportArgumentType]


def rows_part(
    reader: Reader, held: Compared, /, *, at: Callable[[SheetKey], str] | None = None
) -> Html:
    """The rows of each sheet that are different, the first of many; `at` leads to them all."""
    at = at or (lambda sheet: reader.to.changes(replace(held.span, sheet=sheet)))
    groups = [
        (
            sheet.key,
            [_changed(reader, held, c) for c in found[:FEW]],
            len(found),
            at(sheet.key),
        )
        for sheet in SHEETS
        if (found := held.of(sheet.key))
    ]
    return Html("changed_rows.html", {"groups": groups, "held": held})


def sheet_part(reader: Reader, held: Compared, sheet: SheetKey, part: slice, /) -> Html:
    """The rows of one sheet that are different, a hundred at a time."""
    found = held.of(sheet)
    group = (sheet, [_changed(reader, held, c) for c in found[part]], len(found), None)
    return Html("changed_rows.html", {"groups": [group], "held": held})


def _changed(reader: Reader, held: Compared, change: Change) -> Changed:
    record, linked = change.record, is_shown(reader, held.newer)
    return Changed(
        _title(reader, record),
        way_to(reader, _indicator_of(reader, record)),
        change.fate.value,
        f"{record.tab}!{record.row}",
        value_lines(reader, [change])
        if record.sheet is SheetKey.OBSERVATIONS
        else lines_of(reader, record, change.fields, linked=linked),
    )


def _indicator_of(reader: Reader, record: Record) -> Record:
    """The indicator that a value was measured for, or the row itself."""
    if record.sheet is not SheetKey.OBSERVATIONS:
        return record
    tables = reader.opened.summary.tables
    found = (tables.found(SheetKey.INDICATORS, "id", code) for code in record.codes("indicator"))
    return next((row for row in found if row is not None), record)


def _title(reader: Reader, record: Record) -> Text:
    """What a row is called; what has no title of its own goes by what it is about."""
    match record.sheet:
        case SheetKey.OBSERVATIONS:
            told = _indicator_of(reader, record)
            unknown = Text("; ".join(record.codes("indicator")))
            return unknown if told is record else reader.title(told)
        case SheetKey.RELEVANCE:
            code = record.text("target") or ""
            return Text(f"{code} {reader.target(code)}")
        case SheetKey.ADMINISTRATIONS:
            named = reader.either(lambda lang: record.text(f"name_{lang}"))
            return named or Text(record.text("code") or "")
        case SheetKey.ABOUT:
            return Text(reader.choice(record, "key") or record.text("key") or "")
        case _:
            return reader.title(record)
