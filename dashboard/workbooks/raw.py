"""What a reader hands on: cells as the file holds them, each with its address.

Nothing here knows which library read the file, so that the reader can be exchanged.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import cache
from itertools import zip_longest
from typing import overload

from dashboard.plan.findings import Finding
from dashboard.workbooks.stamp import Stamp


class ExcelError(str):
    """A cell whose formula failed, such as `#REF!`; it is text, but never a value."""

    __slots__ = ()


class Uncalculated(str):
    """A cell whose formula has no result in the file; it is the text of the formula."""

    __slots__ = ()


Raw = str | int | float | bool | date | datetime | time | ExcelError | Uncalculated | None
Place = tuple[int, int]
# The top row, left column, bottom row and right column of an area, each counted from 0.
Area = tuple[int, int, int, int]


Cells = tuple[Raw, ...]
Filled = Sequence[Raw]


@dataclass(frozen=True, slots=True)
class Tab:
    """One sheet as it stands in the file, column by column; row 1 and column A come first.

    All columns are as long as the sheet is high. `formats` holds the number formats of those
    numbers (by row and column, from 0) that are shown otherwise than they are stored.
    `merged` are areas of which only the first cell holds something; hidden rows and columns
    count from 0.
    """

    name: str
    columns: tuple[Filled, ...]
    formats: Mapping[Place, str] = field(default_factory=dict[Place, str])
    hidden: bool = False
    merged: tuple[Area, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    has_comments: bool = False

    @property
    def height(self) -> int:
        """How many rows there are down to the last filled one."""
        return len(self.columns[0]) if self.columns else 0

    @property
    def rows(self) -> "Rows":
        """The same cells row by row."""
        return Rows(self.columns)

    def at(self, row: int, column: int) -> Raw:
        """The cell at a place counted from 0; beyond the filled area there is nothing."""
        if column >= len(self.columns) or row >= len(self.columns[column]):
            return None
        return self.columns[column][row]


class Rows(Sequence[Cells]):
    """The rows of a tab, made when they are asked for; each ends at its last filled cell."""

    __slots__ = ("_columns",)

    def __init__(self, columns: Sequence[Filled]) -> None:
        self._columns = columns

    def __len__(self) -> int:
        return len(self._columns[0]) if self._columns else 0

    def __iter__(self) -> Iterator[Cells]:
        return map(_ended, zip(*self._columns, strict=True))

    @overload
    def __getitem__(self, at: int) -> Cells: ...
    @overload
    def __getitem__(self, at: slice) -> "Rows": ...
    def __getitem__(self, at: int | slice) -> "Cells | Rows":
        """One row, or the rows of a part of the sheet."""
        if isinstance(at, slice):
            return Rows([column[at] for column in self._columns])
        return _ended(tuple(column[at] for column in self._columns))


def columns_of_rows(rows: Iterable[Filled]) -> tuple[Filled, ...]:
    """Rows of any length as columns of one length."""
    return tuple(zip_longest(*rows))


def _ended(cells: Cells) -> Cells:
    """A row without the empty cells behind its last filled one."""
    end = len(cells)
    while end and cells[end - 1] is None:
        end -= 1
    return cells[:end]


@dataclass(frozen=True, slots=True)
class Workbook:
    """A workbook as it was sent; `template` is the hidden mark of our own, if it has one.

    `findings` are about signs and links in it that no table shows.
    """

    filename: str
    tabs: tuple[Tab, ...]
    template: Stamp | None = None
    findings: tuple[Finding, ...] = ()


@cache
def letters(column: int) -> str:
    """The letters Excel shows above a column counted from 0: 0 is A, 27 is AB."""
    found = ""
    number = column + 1
    while number > 0:
        number, rest = divmod(number - 1, 26)
        found = chr(ord("A") + rest) + found
    return found


@cache
def column_of(named: bytes) -> int:
    """The column of these letters, counted from 0: A is 0."""
    number = 0
    for letter in named:
        number = number * 26 + letter - 64
    return number - 1


def address(row: int, column: int) -> str:
    """The address Excel shows for a cell counted from 0: (13, 2) is C14."""
    return f"{letters(column)}{row + 1}"


def is_blank(raw: Raw) -> bool:
    """Whether a cell holds nothing a person can see."""
    return raw is None or (isinstance(raw, str) and not raw.strip())
