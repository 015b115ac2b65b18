"""The cells of plain rows, gathered while a sheet is looked through.

Most sheets hold few different cells: the same words, days and codes over and over. Each
different cell gets a number here, and the reader of values reads each of them once
(`distinct`). Numbers that are nothing but numbers say themselves.

A sheet with a row that is not plain is not read here at all; the reader reads it whole.
"""

import re
from array import array
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import repeat
from typing import TypeAlias, TypeVar, cast

import orjson

from dashboard.workbooks.gathering import Gathered
from dashboard.workbooks.plainrows import CELL, INLINE, SHARED, AlikeRows, Piece, parted
from dashboard.workbooks.raw import Raw, column_of
from dashboard.workbooks.texts import Texts

_NUMBER = re.compile(rb'(?: s="([0-9]{1,5})")?(?: t="n")?><v>')
# More empty cells than this between filled ones are left to the reader.
_MOST_EMPTY = 2_000_000
# As many as the rows of a sheet, for each stands in a row of its own when it is read.
_MOST_KEYS = 1_000_000
# The number of the empty cell among the keys.
_EMPTY = -1

# A number as it is, or the number of a text or a key.
Value = float | int
# A piece of a column: numbers, numbers of texts and keys, or both.
Values: TypeAlias = "array[float] | array[int] | list[Value]"
_V = TypeVar("_V", "array[float]", "array[int]", "array[float] | array[int]", list[Value])
_ANY_NUMBERS = (float, int)


class _Form(dict[bytes, int]):
    """Cells that are written alike: their value as bytes → the number of the cell."""

    __slots__ = ("_before", "_cells")

    def __init__(self, before: bytes, cells: list[bytes]) -> None:
        super().__init__()
        self._before, self._cells = before, cells

    def __missing__(self, value: bytes) -> int:
        after = b"</t></is>" if self._before.endswith(INLINE) else b"</v>"
        self._cells.append(self._before + value + after)
        number = self[value] = -len(self._cells)
        return number


class Keys:
    """What stands in cells, each with a number below zero: that of `cells[n]` is -1 - n.

    Cells that name a shared text go by its number; `texts` is how many of those are needed.
    The first cell is the empty one.
    """

    __slots__ = ("_forms", "cells", "texts")

    def __init__(self) -> None:
        self.cells: list[bytes] = [b""]
        self.texts = 0
        self._forms: dict[bytes, _Form] = {}

    def form(self, before: bytes) -> _Form:
        """The cells with this before their value."""
        form = self._forms.get(before)
        if form is None:
            form = self._forms[before] = _Form(before, self.cells)
        return form


@dataclass(slots=True)
class _Column:
    """A column from the top, in parts of any length; `height` is that of all of them."""

    height: int = 0
    parts: list[Values] = field(default_factory=list[Values])

    def add(self, part: Values) -> None:
        """Something below what is there."""
        self.parts.append(part)
        self.height += len(part)


class PlainCells:
    """The columns of a sheet: numbers as they are, everything else by its number among `keys`.

    `plain_styles` are the cell styles that show a number as a number, `texts` is how many
    shared texts there are. `given_up` says that the sheet is not plain.
    """

    __slots__ = ("_columns", "_empty", "_keys", "_numbers", "_plain_styles", "_texts", "given_up")

    def __init__(self, keys: Keys, *, plain_styles: Collection[int], texts: int = 0) -> None:
        self._keys = keys
        self._plain_styles = frozenset(b"%d" % style for style in plain_styles)
        self._texts = texts
        self._numbers: dict[bytes, bool] = {}
        self._columns: dict[bytes, _Column] = {}
        self._empty = 0
        self.given_up = False

    def take(self, block: bytes) -> None:
        """Plain rows of any kind."""
        needed = self._keys.texts
        found: dict[bytes, list[Value]] = {}
        for place, number, cell in CELL.findall(block):
            column = self._columns.setdefault(place, _Column())
            values = found.setdefault(place, [])
            gap = int(number) - 1 - column.height - len(values)
            if gap < 0 or not self._may_skip(gap):
                # Rows out of order, or the same cell twice: whoever reads all of it says so.
                self.give_up()
                return
            values.extend(repeat(_EMPTY, gap))
            values.append(self._value(cell))
        if not self.given_up:
            for place, values in found.items():
                self._columns[place].add(values)
        self._settle(needed)

    def take_alike(self, rows: AlikeRows) -> int:
        """Rows that are written alike; answers how many cells of them hold something."""
        needed, filled = self._keys.texts, 0
        for piece in rows.pieces:
            unusual = list(piece.unusual())
            odd = {n: cell for n in unusual if (cell := piece.others[n]) is not None}
            there = len(piece.usual) - len(unusual) + len(odd)
            filled += there
            if there and not self.given_up:
                self._extend(piece, unusual, odd, row=rows.numbers[0] - 1)
        self._settle(needed)
        return filled

    def give_up(self) -> None:
        """Leave the sheet to the reader."""
        self.given_up = True
        self._columns.clear()

    def _settle(self, needed: int) -> None:
        """Give up when there are more different cells than can be read at once."""
        if len(self._keys.cells) + self._keys.texts > _MOST_KEYS:
            self._keys.texts = needed
            self.give_up()

    def _may_skip(self, many: int) -> bool:
        self._empty += many
        return self._empty <= _MOST_EMPTY

    def _extend(
        self, piece: Piece, unusual: Sequence[int], odd: Mapping[int, bytes], *, row: int
    ) -> None:
        """A piece of a column, below what is known of it."""
        column = self._columns.setdefault(piece.form.place, _Column())
        gap = row - column.height
        if gap < 0 or not self._may_skip(gap):
            self.give_up()
            return
        if gap:
            column.add(array("i", [_EMPTY]) * gap)
        values = self._usual(piece, unusual)
        others = {n: self._value(odd[n]) if n in odd else _EMPTY for n in unusual}
        kind = float if values.typecode == "d" else int
        if any(type(value) is not kind for value in others.values()):
            mixed = list[Value](values)
            column.add(_with(mixed, others))
        else:
            column.add(_with(values, others))

    def _usual(self, piece: Piece, unusual: Sequence[int]) -> "array[float] | array[int]":
        """The cells that are written as most are; where another one stands, it does not matter."""
        cells, before = piece.usual, piece.form.before
        instead = next(filter(None, cells), None)
        if instead is None:
            return array("i", [_EMPTY]) * len(cells)
        for n in unusual:
            cells[n] = instead
        given = cast("list[bytes]", cells)
        if before.endswith(SHARED):
            return self._needed(orjson.loads(b"[%b]" % b",".join(given)))
        if self._is_number(before):
            return _numbers(given)
        return array("i", map(self._keys.form(before).__getitem__, given))

    def _needed(self, texts: list[int]) -> "array[int]":
        most = max(texts) + 1
        if most > self._texts:
            # There is no such text; what that means is said by whoever reads all of it.
            self.give_up()
        elif most > self._keys.texts:
            self._keys.texts = most
        return array("i", texts)

    def _value(self, cell: bytes) -> Value:
        before, value = parted(cell)
        if before.endswith(SHARED):
            return self._needed([int(value)])[0]
        return float(value) if self._is_number(before) else self._keys.form(before)[value]

    def _is_number(self, before: bytes) -> bool:
        """Whether what is written so is shown as the number it is."""
        if before not in self._numbers:
            found = _NUMBER.fullmatch(before)
            is_plain = found is not None and found[1] in self._plain_styles | {None}
            self._numbers[before] = is_plain
        return self._numbers[before]

    def gathered(self, told: Sequence[object], texts: Texts) -> Gathered:
        """The columns with their values; `told` is what the reader gives for each number."""
        values = [float(v) if type(v) in _ANY_NUMBERS else texts[v] for v in told]  # type: ignore[arg-type]
        found, is_odd = Gathered(), texts.has_odd(told)
        # Texts of which nothing is left are no empty cells.
        lost = {n for n, v in enumerate(told) if values[n] is None and v not in texts.blanks and v}
        for place in sorted(self._columns, key=column_of):
            parts, at = self._columns.pop(place).parts, column_of(place)
            found.columns.extend(repeat(None, at - len(found.columns)))
            column: list[Raw] = []
            for part in parts:
                column.extend(_read(part, values))
            found.columns.append(column)
            found.filled += len(column) - column.count(None)
            if lost:
                numbers = (v % len(told) for part in parts for v in part if type(v) is int)
                found.filled += sum(n in lost for n in numbers)
            if is_odd:
                given = [told[v] if type(v) is int else None for part in parts for v in part]
                found.note_texts(at, given, texts)
        return found


def _read(part: Values, values: Sequence[Raw]) -> Iterable[Raw]:
    if isinstance(part, list):
        return [v if type(v) is float else values[v] for v in part]  # type: ignore[index]
    return part if part.typecode == "d" else map(values.__getitem__, part)  # type: ignore[arg-type]


def _with(values: _V, others: Mapping[int, Value]) -> _V:
    for n, value in others.items():
        values[n] = value  # type: ignore[index]
    return values


def _numbers(cells: list[bytes]) -> "array[float]":
    """Numbers in digits. Read as a list at once where they are written as JSON would."""
    joined = b",".join(cells)
    if b"-0" not in joined:
        with suppress(orjson.JSONDecodeError):
            return array("d", orjson.loads(b"[%b]" % joined))
    return array("d", map(float, cells))
