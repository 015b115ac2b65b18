"""Cells in the bytes of a sheet: found, given another style, or put in where none is.

Only rows with a mark are looked into, so that a large sheet costs little more than
unpacking it. The content of a cell is never touched.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dashboard.workbooks.marking.markup import (
    Edit,
    Unmarkable,
    with_attribute,
    without_attribute,
    without_hidden,
)
from dashboard.workbooks.raw import address

# Column → whether what was found there is grave, for every row with a mark; both from 0.
Marks = Mapping[int, Mapping[int, bool]]
Restyle = Callable[[int, bool], int]

_NUMBER = re.compile(rb"""\sr\s*=\s*["'](\d+)["']""")
# The number nearly always comes first; there are many rows, so it is caught on the way.
_ROW = rb"""<%srow(?=[\s/>])(?:\sr="(\d+)")?([^>]*)>"""
_LETTERS = re.compile(rb"""\sr\s*=\s*["']\$?([A-Za-z]+)\$?\d*["']""")
_STYLE = re.compile(rb"""\ss\s*=\s*["'](\d+)["']""")
_OWN_STYLE = re.compile(rb"""\scustomFormat\s*=\s*["'](?:1|true)["']""")


@dataclass(frozen=True, slots=True)
class Span:
    """Where a sheet's data begins, opens, closes and ends, and the prefix of its tags.

    `shadow` is the sheet with nothing in it that only looks like a tag.
    """

    shadow: bytes
    prefix: bytes
    start: int
    inner: int
    stop: int
    end: int


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet's rows by number, from 0: where each begins and where it opens."""

    part: bytes
    shadow: bytes
    data: Span
    numbers: Sequence[int]
    places: Mapping[int, tuple[int, int]]

    def before(self, row: int) -> int:
        """Where a row that is not there yet belongs."""
        at = bisect_left(self.numbers, row)
        return self.places[self.numbers[at]][0] if at < len(self.numbers) else self.data.stop


def data_span(part: bytes) -> Span | None:
    """Where the cells of a sheet stand, or None where it is a sheet without any."""
    shadow = without_hidden(part)
    found = re.search(rb"<((?:[\w.-]+:)?)sheetData\b[^>]*>", shadow)
    if found is None:
        return None
    prefix, start, inner = found[1], found.start(), found.end()
    if shadow[inner - 2 : inner] == b"/>":
        return Span(shadow, prefix, start, inner, inner, inner)
    stop = shadow.rfind(b"</%ssheetData" % prefix, inner)
    if stop < 0:
        raise Unmarkable
    return Span(shadow, prefix, start, inner, stop, shadow.index(b">", stop) + 1)


def cell_edits(
    part: bytes,
    marks: Marks,
    *,
    data: Span,
    restyle: Restyle,
    column_styles: Mapping[int, int],
) -> list[Edit]:
    """The edits that give every marked cell its new style; missing cells are put in."""
    grid = _grid(part, data)
    paint = _Paint(data.prefix, restyle, column_styles)
    edits: list[Edit] = []
    missing: list[tuple[int, bytes]] = []
    for row in sorted(marks):
        if row in grid.places:
            edits.extend(_row_edits(grid, row, marks[row], paint))
        else:
            missing.append((row, paint.row(row, marks[row])))
    return edits + _new_rows(grid, missing)


@dataclass(frozen=True, slots=True)
class _Paint:
    """How a new cell is written."""

    prefix: bytes
    restyle: Restyle
    columns: Mapping[int, int]

    def cell(self, row: int, column: int, *, grave: bool, row_style: int | None = None) -> bytes:
        """An empty cell in red that shows what is typed as its row or column would."""
        style = self.columns.get(column, 0) if row_style is None else row_style
        place = address(row, column).encode()
        return b'<%sc r="%s" s="%d"/>' % (self.prefix, place, self.restyle(style, grave))

    def row(self, row: int, columns: Mapping[int, bool]) -> bytes:
        """A whole new row."""
        cells = b"".join(self.cell(row, c, grave=columns[c]) for c in sorted(columns))
        return b'<%srow r="%d">%s</%srow>' % (self.prefix, row + 1, cells, self.prefix)


def _new_rows(grid: Grid, missing: Sequence[tuple[int, bytes]]) -> list[Edit]:
    data = grid.data
    if not missing:
        return []
    if data.start < data.inner == data.end:
        text = b"".join(text for _, text in missing)
        opening = grid.part[data.start : data.inner - 2].rstrip()
        return [
            Edit(data.start, data.end, b"%s>%s</%ssheetData>" % (opening, text, data.prefix)),
        ]
    return [Edit(at, at, text) for row, text in missing for at in (grid.before(row),)]


def _grid(part: bytes, data: Span) -> Grid:
    shadow = data.shadow
    row = re.compile(_ROW % re.escape(data.prefix))
    places: dict[int, tuple[int, int]] = {}
    number = -1
    for match in row.finditer(shadow, data.inner, data.stop):
        found = match[1] or _number_in(match[2])
        number = int(found) - 1 if found else number + 1
        places.setdefault(number, match.span())
    return Grid(part, shadow, data, sorted(places), places)


def _number_in(attributes: bytes) -> bytes | None:
    found = _NUMBER.search(attributes)
    return found[1] if found else None


def _elements(shadow: bytes, tag: bytes, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """Where each element of a name begins and opens."""
    at = shadow.find(tag, start, stop)
    while at >= 0:
        inner = shadow.index(b">", at) + 1
        # Not <rowBreaks> nor <col>: the name ends here.
        if shadow[at + len(tag)] in b" \t\r\n/>":
            yield at, inner
        at = shadow.find(tag, inner, stop)


def _row_edits(grid: Grid, row: int, columns: Mapping[int, bool], paint: _Paint) -> Iterator[Edit]:
    start, inner = grid.places[row]
    shadow, missing = grid.shadow, list[int]()
    is_empty = shadow[inner - 2 : inner] == b"/>"
    stop = inner if is_empty else shadow.find(b"</%srow" % paint.prefix, inner)
    for column in sorted(columns):
        found = None if is_empty else _cell(grid, inner, stop, row, column)
        if found is None:
            missing.append(column)
        else:
            yield _restyled(grid.part, *found, grave=columns[column], paint=paint)
    if missing:
        opening = shadow[start:inner]
        style = _STYLE.search(opening) if _OWN_STYLE.search(opening) else None
        own = int(style[1]) if style else None
        new = {c: paint.cell(row, c, grave=columns[c], row_style=own) for c in missing}
        yield from _with_cells(grid, (start, inner, stop), new, is_empty=is_empty)


def _with_cells(
    grid: Grid, row: tuple[int, int, int], new: Mapping[int, bytes], *, is_empty: bool
) -> Iterator[Edit]:
    """Put cells into a row, each before the first one that stands further right."""
    start, inner, stop = row
    # The hint which columns a row spans would no longer be true.
    opening = without_attribute(grid.part[start:inner], "spans")
    if is_empty:
        cells = b"".join(new[column] for column in sorted(new))
        whole = b"%s>%s</%srow>" % (opening[:-2].rstrip(), cells, grid.data.prefix)
        yield Edit(start, inner, whole)
        return
    yield Edit(start, inner, opening)
    there = list(_cells(grid, inner, stop))
    end = _after_last(grid, there, inner)
    for column in sorted(new):
        at = next((begin for place, begin, _ in there if place > column), end)
        yield Edit(at, at, new[column])


def _after_last(grid: Grid, there: Sequence[tuple[int, int, int]], inner: int) -> int:
    """Where the cells of a row end: what may follow them is not for us to move."""
    if not there:
        return inner
    _, _, opened = there[-1]
    if grid.shadow[opened - 2 : opened] == b"/>":
        return opened
    close = grid.shadow.find(b"</%sc>" % grid.data.prefix, opened)
    return close + len(b"</%sc>" % grid.data.prefix) if close >= 0 else inner


def _cell(grid: Grid, inner: int, stop: int, row: int, column: int) -> tuple[int, int] | None:
    """Where a cell begins and opens; nearly always its address is found as it stands."""
    shadow, tag = grid.shadow, b"<%sc" % grid.data.prefix
    at = shadow.find(b' r="%s"' % address(row, column).encode(), inner, stop)
    if at >= 0:
        start = shadow.rfind(b"<", inner, at)
        if shadow[start : start + len(tag) + 1].rstrip() == tag:
            return start, shadow.index(b">", at) + 1
    cells = _cells(grid, inner, stop)
    return next(((start, opened) for place, start, opened in cells if place == column), None)


def _cells(grid: Grid, inner: int, stop: int) -> Iterator[tuple[int, int, int]]:
    """Column, beginning and opening of every cell of a row; one may lack its address."""
    column = -1
    for start, opened in _elements(grid.shadow, b"<%sc" % grid.data.prefix, inner, stop):
        found = _LETTERS.search(grid.shadow, start, opened)
        column = column_of(found[1].decode()) if found else column + 1
        yield column, start, opened


def _restyled(part: bytes, start: int, opened: int, *, grave: bool, paint: _Paint) -> Edit:
    opening = part[start:opened]
    style = _STYLE.search(opening)
    new = paint.restyle(int(style[1]) if style else 0, grave)
    if style:
        return Edit(start + style.start(1), start + style.end(1), b"%d" % new)
    return Edit(start, opened, with_attribute(opening, "s", new))


def column_of(letters: str) -> int:
    """The column, from 0, that letters stand for: AB is 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
