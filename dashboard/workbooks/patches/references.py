"""What a formula refers to: areas, names and tables, as its text says.

Nothing is calculated. A text that cannot be read whole is not sure: it may refer to anything.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from dashboard.workbooks.raw import Area
from dashboard.workbooks.splicing.grid import column_of

_ROWS, _COLUMNS = 1_048_576, 16_384
# Functions whose answer may come from cells that do not stand in the formula.
_ANYWHERE = frozenset(
    {"INDIRECT", "OFFSET", "EVALUATE", "CALL", "REGISTER.ID", "GET.CELL", "GET.FORMULA"}
)
_COLUMN = "(?:[A-Z]{1,2}|[A-W][A-Z]{2}|X[A-E][A-Z]|XF[A-D])"
_CELL = rf"\$?{_COLUMN}\$?[1-9]\d{{0,6}}"
_AREA = (
    rf"(?:{_CELL}(?::{_CELL})?|\$?{_COLUMN}:\$?{_COLUMN}|\$?[1-9]\d{{0,6}}:\$?[1-9]\d{{0,6}})"
    r"(?![\w.(!\[\\?])"
)
_SHEET = (
    r"""(?:'(?:[^']|'')*+'|\[[^\[\]']*+\][^\s'"()\[\]+\-*/^&=<>,;{}%!\#@]*+"""
    r"""|[^\s'"()\[\]+\-*/^&=<>,;{}%!\#@:][^\s'"()\[\]+\-*/^&=<>,;{}%!\#@]*+)!"""
)
_NAME = r"(?:[^\W\d][\w.?\\]*+|\\[\w.?\\]*+)(?![\w.?\\(\[!])"
_TOKEN = re.compile(
    rf"""
      "(?:[^"]|"")*+"
    | (?:ROWS?|COLUMNS?)\(\s*(?:{_SHEET})?{_AREA}\s*\)      # where it stands, not what it holds
    | (?:{_SHEET})?\#(?:REF!(?:{_AREA})?|[A-Z0-9/_]+[!?]?)
    | (?P<sheet>{_SHEET})?(?:(?P<area>{_AREA})|(?P<name>{_NAME}))
    | (?P<call>[^\W\d][\w.]*+)\(
    | (?P<table>[^\W\d][\w.]*+)\[(?P<inner>(?:[^\[\]']|'.|\[(?:[^\[\]']|'.)*+\])*+)\]
    | (?:\d+\.?\d*|\.\d+)(?:E[+-]?\d+)?(?![\w.])
    | [\s()+\-*/^&=<>,;{{}}%@]+
    | (?P<odd>.)
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
# Functions whose last area is taken to be as large as their first, however it is written.
_AS_LARGE = frozenset({"SUMIF", "AVERAGEIF", "LOOKUP"})
_LAST = re.compile(rf",\s*(?P<sheet>{_SHEET})?(?P<area>{_AREA})\s*\)", re.IGNORECASE)
_CORNER = re.compile(r"(\$?)([A-Za-z]*)(\$?)(\d*)")
# Words that mean themselves, and what a formula calls its own parts.
_OWN = re.compile(r"TRUE|FALSE|_xlpm\..*|_xleta\..*", re.IGNORECASE)


class Corner(NamedTuple):
    """A row and a column from 0, and whether each stays where it is when the formula moves."""

    row: int
    column: int
    row_stays: bool
    column_stays: bool

    def moved(self, down: int, right: int) -> tuple[int, int]:
        """Where it is for a cell that shares the formula, so far from the first one."""
        row = self.row if self.row_stays else self.row + down
        return row, self.column if self.column_stays else self.column + right


class Reference(NamedTuple):
    """An area of a sheet: `sheet` as it is written, empty for the one the formula stands on."""

    sheet: str
    first: Corner
    last: Corner

    @property
    def stays(self) -> bool:
        """Whether it means the same area wherever it is read."""
        ends = (self.first, self.last)
        return bool(self.sheet) and all(end.row_stays and end.column_stays for end in ends)

    def area(self, down: int = 0, right: int = 0) -> Area:
        """The area, for a cell so far from the first that shares the formula.

        What is moved over an edge comes in at the other: there it fills the sheet.
        """
        rows, columns = zip(self.first.moved(down, right), self.last.moved(down, right))  # noqa: B905
        top, bottom = _within(rows, _ROWS)
        left, right = _within(columns, _COLUMNS)
        return top, left, bottom, right


@dataclass(frozen=True, slots=True)
class Told:
    """What a formula's text refers to; not `sure` where it may refer to more."""

    references: tuple[Reference, ...]
    names: tuple[str, ...]
    calls: tuple[str, ...]
    tables: tuple[tuple[str, str], ...]
    sure: bool


def told(text: str, /) -> Told:
    """What a formula refers to, by its text without the leading sign."""
    references: list[Reference] = []
    names: list[str] = []
    calls: list[str] = []
    tables: list[tuple[str, str]] = []
    sure = True
    for found in _TOKEN.finditer(text):
        match found.lastgroup:
            case "area":
                sheet = _sheet(found["sheet"])
                if sheet is not None:
                    references.append(_reference(sheet, found["area"]))
            case "name":
                if _sheet(found["sheet"]) is not None and not _OWN.fullmatch(found["name"]):
                    names.append(found["name"])
            case "call":
                calls.append(found["call"])
                sure = sure and found["call"].upper() not in _ANYWHERE
            case "inner":
                tables.append((found["table"], found["inner"]))
            case "odd":
                # The rest need not be read: it could not make this any surer.
                sure = False
                break
            case _:
                pass
    if not _AS_LARGE.isdisjoint(call.upper() for call in calls):
        grown = _grown(text, references)
        sure = sure and not (grown and (names or tables))
        references += grown
    return Told(tuple(references), tuple(names), tuple(calls), tuple(tables), sure)


def sheets_between(sheet: str, /) -> tuple[str, str]:
    """The first and the last sheet of a reference, as `Ark1:Ark3` says; mostly the same."""
    first, _, last = sheet.partition(":")
    return first, last or first


def columns_in(inner: str, /) -> Iterator[str]:
    """What stands in the brackets behind a table's name, part by part, as it is written."""
    if "[" not in inner:
        yield inner.strip()
        return
    yield from re.findall(r"\[((?:[^\[\]']|'.)*)\]", inner)


@lru_cache(maxsize=1024)
def _sheet(written: str | None) -> str | None:
    """The sheet that a reference names; empty for its own, None for another workbook."""
    if not written:
        return ""
    name = written[:-1]
    if name.startswith("'"):
        name = name[1:-1].replace("''", "'")
    # This workbook is its own first one.
    name = name.removeprefix("[0]").replace("$", "")
    return None if "[" in name else name


def _reference(sheet: str, area: str) -> Reference:
    first, _, last = area.partition(":")
    begins = _corner(first, 0, 0)
    return Reference(sheet, begins, _corner(last, _ROWS - 1, _COLUMNS - 1) if last else begins)


def _grown(text: str, references: Sequence[Reference]) -> list[Reference]:
    """The last areas of functions, as large as the largest area of the formula."""
    areas = [reference.area() for reference in references]
    down = max((bottom - top for top, _, bottom, _ in areas), default=0)
    right = max((end - left for _, left, _, end in areas), default=0)
    found: list[Reference] = []
    for last in _LAST.finditer(text):
        sheet = _sheet(last["sheet"])
        if sheet is not None:
            first = _reference(sheet, last["area"]).first
            end = first._replace(row=first.row + down, column=first.column + right)
            found.append(Reference(sheet, first, end))
    return found


def _corner(text: str, row: int, column: int) -> Corner:
    """A corner; a whole row has no column, and a whole column no row."""
    found = _CORNER.fullmatch(text)
    assert found is not None  # it is part of an area
    has_row, has_column = bool(found[4]), bool(found[2])
    return Corner(
        int(found[4]) - 1 if has_row else row,
        column_of(found[2]) if has_column else column,
        not has_row or bool(found[3] or (found[1] and not has_column)),
        not has_column or bool(found[1]),
    )


def _within(ends: tuple[int, ...], many: int) -> tuple[int, int]:
    first, last = min(ends), max(ends)
    return (first, last) if first >= 0 and last < many else (0, many - 1)
