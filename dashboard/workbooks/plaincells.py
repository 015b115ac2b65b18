"""The cells of plain rows, gathered while a sheet is looked through.

Most sheets hold few different cells: the same words, days and codes over and over. Each
different cell gets a number here, and the reader of values reads each of them once
(`distinct`). Numbers that are nothing but numbers say themselves.

A sheet with a row that is not plain is not read here at all; the reader reads it whole.
"""

import math
import re
from collections.abc import Collection, Sequence
from itertools import repeat

from dashboard.workbooks.gathering import Gathered
from dashboard.workbooks.raw import Raw, column_of
from dashboard.workbooks.texts import Texts

_KEY = rb"([^<>/]*+><(?:v>[^<]++</v|is><t>[^<]++</t></is)>)</c>"
_CELL = re.compile(rb'<c r="([A-Z]{1,2})[0-9]{1,7}"' + _KEY)
_NUMBERED = re.compile(rb'<c r="([A-Z]{1,2})([0-9]{1,7})"' + _KEY)
_FORMULA = re.compile(rb"<f>[^<]*+</f>")
_NUMBER = re.compile(rb'(?: s="([0-9]{1,5})")?(?: t="n")?><v>')
_END = b"</v>"
# Where none of the first cells of a piece is a number, each number in it is read as a key.
_LOOK_AT = 5
# Signs alone are no number, and only the reader knows what it is.
_HAS_DIGIT = re.compile(rb"<v>[^0-9<]*+<|<v>[^<]*?[eE.+-][eE.+-]")
_NUMERIC = b"0123456789.eE+-\n"
# More empty cells than this between filled ones are left to the reader.
_MOST_EMPTY = 2_000_000
# As many as the rows of a sheet, for each stands in a row of its own when it is read.
_MOST_KEYS = 1_000_000

Value = float | int


class Keys(dict[bytes, int]):
    """What stands in a cell, as bytes → its number; 0 is the empty cell."""

    __slots__ = ()

    def __init__(self) -> None:
        super().__init__({b"": 0})

    def __missing__(self, key: bytes) -> int:
        number = self[key] = len(self)
        return number


class PlainCells:
    """The columns of a sheet: numbers as they are, everything else by its number among `keys`.

    `plain_styles` are the cell styles that show a number as a number. `given_up` says that
    the sheet is not plain.
    """

    __slots__ = ("_columns", "_empty", "_keys", "_plain_styles", "given_up")

    def __init__(self, keys: Keys, *, plain_styles: Collection[int]) -> None:
        self._keys = keys
        self._plain_styles = frozenset(b"%d" % style for style in plain_styles)
        self._columns: dict[bytes, list[Value]] = {}
        self._empty = 0
        self.given_up = False

    def take(self, block: bytes, rows: Sequence[int]) -> None:
        """Plain rows, with their numbers as Excel shows them."""
        if self.given_up:
            return
        if b"<f>" in block:
            block = _FORMULA.sub(b"", block)
        pieces = _CELL.split(block)
        gaps, places, cells = pieces[::3], pieces[1::3], pieces[2::3]
        width, rest = divmod(len(places), len(rows))
        first = places[:width]
        is_even = (
            not rest
            and width > 0
            and rows[-1] - rows[0] + 1 == len(rows)
            and gaps.count(b"") == len(places) - len(rows)
            and all(gaps[::width])
            and places == first * len(rows)
            and len(set(first)) == width
        )
        if is_even and self._can_follow(first, rows[0] - 1):
            for at, place in enumerate(first):
                self._extend(place, cells[at::width], row=rows[0] - 1)
        else:
            self._one_by_one(block)
        if len(self._keys) > _MOST_KEYS:
            self.give_up()

    def give_up(self) -> None:
        """Leave the sheet to the reader."""
        self.given_up = True
        self._columns.clear()

    def _can_follow(self, places: Sequence[bytes], row: int) -> bool:
        return all(len(self._columns.get(place, ())) <= row for place in places)

    def _extend(self, place: bytes, cells: list[bytes], *, row: int) -> None:
        """A piece of a column, below what is known of it."""
        column = self._columns.setdefault(place, [])
        self._pad(column, row)
        if self.given_up:
            return
        prefix = self._prefix(cells)
        if prefix is None:
            column.extend(map(self._keys.__getitem__, cells))
            return
        start, end, keys = len(prefix), -len(_END), self._keys
        if _are_numbers(cells, prefix):
            column.extend([float(cell[start:end]) for cell in cells])
        elif _are_numbers([cell for cell in cells if cell.startswith(prefix)], prefix):
            column.extend([float(c[start:end]) if c.startswith(prefix) else keys[c] for c in cells])
        else:
            column.extend(map(self._value, cells))

    def _prefix(self, cells: list[bytes]) -> bytes | None:
        """What stands before the numbers in a piece of a column; None where it holds none."""
        for cell in cells[:_LOOK_AT]:
            number = _NUMBER.match(cell)
            if number and self._is_plain(number[1]):
                return number[0]
        return None

    def _one_by_one(self, block: bytes) -> None:
        """Rows with gaps in them, or out of order."""
        for place, number, cell in _NUMBERED.findall(block):
            column = self._columns.setdefault(place, [])
            row = int(number) - 1
            if row >= len(column):
                self._pad(column, row)
                if self.given_up:
                    return
                column.append(self._value(cell))
            elif column[row] == 0 and type(column[row]) is int:
                column[row] = self._value(cell)
            else:
                # The same cell twice: whoever reads the whole sheet says so.
                self.give_up()
                return

    def _pad(self, column: list[Value], row: int) -> None:
        self._empty += row - len(column)
        if self._empty > _MOST_EMPTY:
            self.give_up()
            return
        column.extend(repeat(0, row - len(column)))

    def _value(self, cell: bytes) -> Value:
        number = _NUMBER.match(cell)
        if number and self._is_plain(number[1]) and _are_numbers([cell], number[0]):
            return float(cell[number.end() : -len(_END)])
        return self._keys[cell]

    def _is_plain(self, style: bytes | None) -> bool:
        return style is None or style in self._plain_styles

    def gathered(self, told: Sequence[object], texts: Texts) -> Gathered:
        """The columns with their values; `told` is what the reader gives for each key."""
        values = [_read(value, texts) for value in told]
        found, is_odd = Gathered(), texts.has_odd(told)
        is_broken = not _is_finite(told)
        # Texts of which nothing is left are no empty cells.
        lost = {n for n, v in enumerate(told) if values[n] is None and v not in texts.blanks and v}
        for place in sorted(self._columns, key=column_of):
            codes, at = self._columns.pop(place), column_of(place)
            found.columns.extend(repeat(None, at - len(found.columns)))
            kinds = set(map(type, codes))
            column: list[Raw]
            if kinds == {float}:
                column = list[Raw](codes)
            elif kinds == {int}:
                column = list(map(values.__getitem__, codes))  # type: ignore[arg-type]
            else:
                column = [v if type(v) is float else values[v] for v in codes]  # type: ignore[index]
            found.columns.append(column)
            found.filled += len(column) - column.count(None)
            if lost:
                found.filled += sum(type(v) is int and v in lost for v in codes)
            if is_broken or (float in kinds and not _is_finite(codes)):
                found.note_numbers(at, column)
            if is_odd:
                given = [told[v] if type(v) is int else None for v in codes]
                found.note_texts(at, given, texts)
        return found


def _is_finite(values: Sequence[object]) -> bool:
    """Whether all numbers among these are numbers that can be counted with."""
    return math.isfinite(sum(v for v in values if type(v) is float))


def _read(value: object, texts: Texts) -> Raw:
    return float(value) if type(value) in (float, int) else texts[value]  # type: ignore[arg-type]


def _are_numbers(cells: list[bytes], prefix: bytes) -> bool:
    """Whether all of these are numbers in digits, each behind this prefix."""
    joined = b"\n" + b"\n".join(cells)
    skeleton = (prefix + _END).translate(None, _NUMERIC)
    return (
        joined.count(b"\n" + prefix) == len(cells)
        and joined.translate(None, _NUMERIC) == skeleton * len(cells)
        and _HAS_DIGIT.search(joined) is None
    )
