"""Cells in the bytes of a sheet: found, exchanged, or put in where none is.

Only rows with something to change are looked into, so that a large sheet costs little more
than unpacking it.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol, TypeVar

from dashboard.workbooks.raw import Place, address
from dashboard.workbooks.splicing.markup import (
    Edit,
    Unchangeable,
    without_attribute,
    without_hidden,
)

What = TypeVar("What")
Written_contra = TypeVar("Written_contra", contravariant=True)

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
class Cell:
    """Where a cell that is there begins, opens and ends, as it stands in the sheet."""

    place: Place
    start: int
    inner: int
    end: int


class Pen(Protocol[Written_contra]):
    """How a change of a cell is written."""

    def new(self, place: Place, what: Written_contra, *, row_style: int | None) -> bytes:
        """The whole of a cell that is not there yet; nothing where it need not be."""
        ...

    def change(self, part: bytes, cell: Cell, what: Written_contra) -> Edit:
        """_Written becomes of a cell that is there."""
        ...


@dataclass(frozen=True)
class Grid:
    """A sheet's rows by number, from 0: where each begins and where it opens."""

    part: bytes
    data: Span

    @cached_property
    def rows(self) -> Mapping[int, tuple[int, int]]:
        """Row → where it begins and where it opens."""
        row = re.compile(_ROW % re.escape(self.data.prefix))
        places: dict[int, tuple[int, int]] = {}
        number = -1
        for match in row.finditer(self.data.shadow, self.data.inner, self.data.stop):
            found = match[1] or _number_in(match[2])
            number = int(found) - 1 if found else number + 1
            places.setdefault(number, match.span())
        return places

    @cached_property
    def numbers(self) -> Sequence[int]:
        """The rows that are there, in order."""
        return sorted(self.rows)

    def before(self, row: int) -> int:
        """Where a row that is not there yet belongs."""
        at = bisect_left(self.numbers, row)
        return self.rows[self.numbers[at]][0] if at < len(self.numbers) else self.data.stop

    def inside(self, row: int) -> tuple[int, int]:
        """Where the cells of a row begin and where they end; the same place for an empty one."""
        _, inner = self.rows[row]
        shadow = self.data.shadow
        if shadow[inner - 2 : inner] == b"/>":
            return inner, inner
        return inner, shadow.find(b"</%srow" % self.data.prefix, inner)

    def cell(self, row: int, column: int) -> Cell | None:
        """One cell, if it is there; nearly always its address is found as it stands."""
        if row not in self.rows:
            return None
        inner, stop = self.inside(row)
        shadow, tag = self.data.shadow, b"<%sc" % self.data.prefix
        at = shadow.find(b' r="%s"' % address(row, column).encode(), inner, stop)
        if at >= 0:
            start = shadow.rfind(b"<", inner, at)
            if shadow[start : start + len(tag) + 1].rstrip() == tag:
                return self._whole((row, column), start, shadow.index(b">", at) + 1)
        return next((cell for cell in self.cells(row) if cell.place[1] == column), None)

    def cells(self, row: int) -> Iterator[Cell]:
        """Every cell of a row; one may lack its address."""
        shadow, column = self.data.shadow, -1
        for start, opened in _elements(shadow, b"<%sc" % self.data.prefix, *self.inside(row)):
            found = _LETTERS.search(shadow, start, opened)
            column = column_of(found[1].decode()) if found else column + 1
            yield self._whole((row, column), start, opened)

    def _whole(self, place: Place, start: int, inner: int) -> Cell:
        shadow, close = self.data.shadow, b"</%sc" % self.data.prefix
        if shadow[inner - 2 : inner] == b"/>":
            return Cell(place, start, inner, inner)
        at = shadow.find(close, inner)
        while at >= 0 and shadow[at + len(close)] not in b" \t\r\n>":
            at = shadow.find(close, at + 1)
        if at < 0:
            raise Unchangeable
        return Cell(place, start, inner, shadow.index(b">", at) + 1)


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
        raise Unchangeable
    return Span(shadow, prefix, start, inner, stop, shadow.index(b">", stop) + 1)


def cell_edits(
    grid: Grid, wanted: Mapping[int, Mapping[int, What]], *, pen: Pen[What]
) -> list[Edit]:
    """The edits that change cells, by row and column from 0; missing ones are put in."""
    edits: list[Edit] = []
    missing: list[tuple[int, bytes]] = []
    for row in sorted(wanted):
        if row in grid.rows:
            edits.extend(_row_edits(grid, row, wanted[row], pen))
            continue
        columns = sorted(wanted[row].items())
        cells = b"".join(pen.new((row, c), what, row_style=None) for c, what in columns)
        if cells:
            tag = b"%srow" % grid.data.prefix
            missing.append((row, b'<%s r="%d">%s</%s>' % (tag, row + 1, cells, tag)))
    return edits + _new_rows(grid, missing)


def style_of(part: bytes, cell: Cell) -> int:
    """The number of a cell's style."""
    found = _STYLE.search(part[cell.start : cell.inner])
    return int(found[1]) if found else 0


def column_of(letters: str) -> int:
    """The column, from 0, that letters stand for: AB is 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


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


def _row_edits(grid: Grid, row: int, columns: Mapping[int, What], pen: Pen[What]) -> Iterator[Edit]:
    missing: dict[int, What] = {}
    for column in sorted(columns):
        found = grid.cell(row, column)
        if found is None:
            missing[column] = columns[column]
        else:
            yield pen.change(grid.part, found, columns[column])
    start, inner = grid.rows[row]
    opening = grid.data.shadow[start:inner]
    style = _STYLE.search(opening) if _OWN_STYLE.search(opening) else None
    own = int(style[1]) if style else None
    written = ((c, pen.new((row, c), what, row_style=own)) for c, what in missing.items())
    if new := {column: cell for column, cell in written if cell}:
        yield from _with_cells(grid, row, new)


def _with_cells(grid: Grid, row: int, new: Mapping[int, bytes]) -> Iterable[Edit]:
    """Put cells into a row, each before the first one that stands further right."""
    start, inner = grid.rows[row]
    # The hint which columns a row spans would no longer be true.
    opening = without_attribute(grid.part[start:inner], "spans")
    if grid.data.shadow[inner - 2 : inner] == b"/>":
        cells = b"".join(new[column] for column in sorted(new))
        whole = b"%s>%s</%srow>" % (opening[:-2].rstrip(), cells, grid.data.prefix)
        return [Edit(start, inner, whole)]
    there = list(grid.cells(row))
    # What may follow the cells of a row is not for us to move.
    end = there[-1].end if there else inner
    edits = [Edit(start, inner, opening)]
    for column in sorted(new):
        at = next((cell.start for cell in there if cell.place[1] > column), end)
        edits.append(Edit(at, at, new[column]))
    return edits
