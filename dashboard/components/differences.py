"""Differences line by line: what a cell said, what it says now, and both its addresses."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dashboard.components.cells import written
from dashboard.components.reader import MarkView, Reader
from dashboard.flows.compare_editions import Compared
from dashboard.flows.say_sum import named
from dashboard.flows.show_rows import find
from dashboard.plan.columns import Column, columns_of
from dashboard.plan.editions import Edition
from dashboard.plan.records import Record, Value
from dashboard.plan.sheets import MAPPED, SheetKey
from dashboard.plan.status import Progress
from dashboard.progress.compare import Change, Field, Shift
from dashboard.progress.methods.verdict import Grade
from dashboard.progress.summary import Mark

_CLIPPED = 180


@dataclass(frozen=True, slots=True)
class Line:
    """One value before and after; None where the cell says nothing.

    `cells` are its addresses, one where it stayed in its place; `href` leads to the newer one.
    """

    header: str
    old: str | None
    new: str | None
    lang: str | None
    cells: tuple[str, ...]
    href: str | None


def is_shown(reader: Reader, newer: Edition) -> bool:
    """Whether the newer edition is the one the pages show, so that its cells can be led to."""
    return newer.number == reader.opened.edition.number


def lines_of(
    reader: Reader, record: Record, fields: Iterable[Field], /, *, linked: bool
) -> list[Line]:
    """The values of a row that are different."""
    columns = {c.key: c for c in columns_of(record.sheet)}
    href = way_to(reader, record) if linked else None
    return [_line(reader, columns[f.key], f, href) for f in fields]


def _line(reader: Reader, column: Column, field: Field, href: str | None) -> Line:
    key = column.key
    cells = tuple(dict.fromkeys(c for c in (field.old_cell, field.new_cell) if c))
    at = field.new_cell.rpartition("!")[2] if field.new_cell else ""
    lang = key[-2:] if key.endswith(("_da", "_en")) else None

    def said(value: Value | None) -> str | None:
        return None if value is None else _clipped(written(reader, column, value))

    return Line(
        reader.words.header(key),
        said(field.old),
        said(field.new),
        None if lang == reader.words.language else lang,
        cells,
        f"{href}#{at}" if href and at else None,
    )


def _clipped(text: str) -> str:
    return text if len(text) <= _CLIPPED else f"{text[:_CLIPPED].rstrip()}…"


def way_to(reader: Reader, record: Record) -> str | None:
    """The page that shows a row, where the edition on show still has it."""
    name = record.text("id")
    if record.sheet in MAPPED and name and find(reader.opened, record.sheet, name):
        return reader.href(record)
    if record.sheet is SheetKey.RELEVANCE and (code := record.text("target")):
        return reader.to.target(code)
    if record.sheet is SheetKey.ADMINISTRATIONS and (code := record.text("code")):
        known = reader.opened.summary.administration(code)
        return reader.to.administration(code) if known else None
    return None


def value_lines(reader: Reader, changes: Iterable[Change], /) -> list[Line]:
    """Measured values that came, went or were corrected, one line each."""
    return [line for change in changes for line in _values(reader, change)]


def _values(reader: Reader, change: Change) -> Iterator[Line]:
    old, new = change.old, change.new
    year = change.record.number("year")
    header = reader.words("changes.rows.value", year=str(int(year)) if year else "–")
    numbers = [r.number("value") if r else None for r in (old, new)]
    cells = [r.place("value") for r in (old, new) if r]
    said = [None if n is None else reader.number(n) for n in numbers]
    if numbers[0] != numbers[1]:
        yield Line(header, said[0], said[1], None, tuple(dict.fromkeys(cells)), None)
    if new is not None:  # what else the row says, such as that the value is provisional
        rest = [f for f in change.fields if f.key != "value"]
        yield from lines_of(reader, new, rest, linked=False)


def mark_view(reader: Reader, mark: Mark, grade: Grade | None) -> MarkView:
    """A mark as it was shown, by the name its method gave it."""
    if isinstance(mark, Progress):
        return MarkView(mark.value, "progress", named(mark, grade, reader.words))
    return reader.mark(mark)


def reasons(reader: Reader, held: Compared, shift: Shift) -> tuple[list[Line], str | None]:
    """What gave a mark its new colour: the lines, or a sentence where nobody changed anything."""
    linked = is_shown(reader, held.newer)
    lines = lines_of(reader, shift.record, shift.fields, linked=linked)
    lines += value_lines(reader, shift.values)
    if lines:
        return lines, None
    old, new = (reader.day(when) for when in held.whole.days)
    if old == new:
        return [], reader.words("changes.marks.nothing")
    return [], reader.words("changes.marks.calendar", old=old, new=new)
