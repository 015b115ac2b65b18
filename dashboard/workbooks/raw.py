"""What a reader hands on: cells as the file holds them, each with its address.

Nothing here knows which library read the file, so that the reader can be exchanged.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time

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


@dataclass(frozen=True, slots=True)
class Tab:
    """One sheet as it stands in the file; `rows[0]` is row 1 and starts in column A.

    Rows end at their last filled cell. `formats` holds the number formats of those numbers
    (by row and column, from 0) that are shown otherwise than they are stored. `merged` are
    areas of which only the first cell holds something.
    """

    name: str
    rows: tuple[tuple[Raw, ...], ...]
    formats: Mapping[Place, str] = field(default_factory=dict[Place, str])
    hidden: bool = False
    merged: tuple[Area, ...] = ()

    def at(self, row: int, column: int) -> Raw:
        """The cell at a place counted from 0; beyond the filled area there is nothing."""
        if row >= len(self.rows):
            return None
        cells = self.rows[row]
        return cells[column] if column < len(cells) else None


@dataclass(frozen=True, slots=True)
class Workbook:
    """A workbook as it was sent; `template` is the hidden mark of our own, if it has one."""

    filename: str
    tabs: tuple[Tab, ...]
    template: Stamp | None = None


def letters(column: int) -> str:
    """The letters Excel shows above a column counted from 0: 0 is A, 27 is AB."""
    found = ""
    number = column + 1
    while number > 0:
        number, rest = divmod(number - 1, 26)
        found = chr(ord("A") + rest) + found
    return found


def address(row: int, column: int) -> str:
    """The address Excel shows for a cell counted from 0: (13, 2) is C14."""
    return f"{letters(column)}{row + 1}"


def is_blank(raw: Raw) -> bool:
    """Whether a cell holds nothing a person can see."""
    return raw is None or (isinstance(raw, str) and not raw.strip())
