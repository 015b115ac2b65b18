"""Reading a workbook: bytes in, cells with addresses out."""

import warnings
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any, cast

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from dashboard.plan.findings import Code, Finding
from dashboard.workbooks.gate import Limits, Unreadable, let_in, within_cells
from dashboard.workbooks.raw import ExcelError, Place, Raw, Tab, Uncalculated, Workbook
from dashboard.workbooks.stamp import STAMP_SHEET, Stamp
from dashboard.workbooks.uncalculated import uncalculated

# As Excel stores them, and as Danish Excel shows them when they were pasted as text.
_ERRORS = frozenset(
    (
        *("#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#SPILL!", "#CALC!"),
        *("#NUL!", "#DIVISION/0!", "#VÆRDI!", "#REFERENCE!", "#NAVN?", "#I/T"),
    )
)


def read_workbook(content: bytes, *, filename: str, limits: Limits | None = None) -> Workbook:
    """Every sheet of a workbook; raises `Unreadable` when the file cannot be used."""
    limits = limits or Limits()
    let_in(content, limits=limits)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _read(content, filename=filename, limits=limits)
    except Unreadable:
        raise
    except Exception as error:
        # A broken part surfaces in the reader as anything from KeyError to RecursionError.
        raise Unreadable(Finding(Code.DAMAGED)) from error


def _read(content: bytes, *, filename: str, limits: Limits) -> Workbook:
    # Not the faster read-only mode: it believes a wrong <dimension> and drops the rest.
    book = load_workbook(BytesIO(content), data_only=True, keep_links=False)
    sheets = [cast("Worksheet", sheet) for sheet in book.worksheets]
    if not sheets:
        # Saved as "strict" Open XML, whose sheets the reader passes over without a word.
        raise Unreadable(Finding(Code.NOT_A_WORKBOOK))
    waiting = uncalculated(content)
    tabs = tuple(
        _tab(sheet, waiting=waiting.get(str(sheet.title), {}), limits=limits) for sheet in sheets
    )
    within_cells(sum(_filled(tab) for tab in tabs), limit=limits.cells)
    return Workbook(filename, tabs, _stamp(tabs))


def _tab(sheet: Worksheet, *, waiting: Mapping[Place, str], limits: Limits) -> Tab:
    # The sparse store itself: walking a sheet row by row makes every cell up to the last one.
    store = cast("Mapping[Place, Any]", vars(sheet)["_cells"])
    cells: dict[int, dict[int, Raw]] = {}
    formats: dict[Place, str] = {}
    for (row, column), cell in store.items():
        value = _raw(cell.value, is_error=cell.data_type == "e")
        if value is None and (row - 1, column - 1) in waiting:
            value = Uncalculated(waiting[row - 1, column - 1])
        if value is None:
            continue
        cells.setdefault(row - 1, {})[column - 1] = value
        if isinstance(value, int | float) and cell.number_format != "General":
            formats[row - 1, column - 1] = str(cell.number_format)
    within_cells(sum(max(filled) + 1 for filled in cells.values()), limit=limits.area)
    hidden = sheet.sheet_state != Worksheet.SHEETSTATE_VISIBLE
    ranges = sheet.merged_cells.ranges
    merged = tuple((r.min_row - 1, r.min_col - 1, r.max_row - 1, r.max_col - 1) for r in ranges)
    return Tab(str(sheet.title), _rows(cells), formats, hidden, merged)


def _rows(cells: Mapping[int, Mapping[int, Raw]]) -> tuple[tuple[Raw, ...], ...]:
    """Rows from the first on, each as long as its last filled cell."""
    numbers = range(max(cells, default=-1) + 1)
    return tuple(_row(cells[number]) if number in cells else () for number in numbers)


def _row(filled: Mapping[int, Raw]) -> tuple[Raw, ...]:
    return tuple(filled.get(column) for column in range(max(filled) + 1))


def _raw(value: object, *, is_error: bool) -> Raw:
    if isinstance(value, str):
        text = value.strip()
        return ExcelError(text) if is_error or text in _ERRORS else value or None
    if value is None or isinstance(value, bool | int | float | date | datetime | time):
        return value
    # A length of time (36:00) has no counterpart in a plan; its text says what it was.
    return str(value) if isinstance(value, timedelta) else ExcelError(str(value))


def _filled(tab: Tab) -> int:
    return sum(cell is not None for row in tab.rows for cell in row)


def _stamp(tabs: Iterable[Tab]) -> Stamp | None:
    for tab in tabs:
        name, version = tab.at(0, 0), tab.at(0, 1)
        if tab.name == STAMP_SHEET and isinstance(name, str) and isinstance(version, int):
            return Stamp(name, version)
    return None
