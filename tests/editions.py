"""The invented city a while later: the same workbook with known changes, sent again."""

from functools import cache
from io import BytesIO

from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.samples import workbook

# What was done to the first edition, and nothing else.
COMPLETED, DELAYED, RECOVERED, REMOVED, ADDED = "H-001", "H-004", "H-005", "H-168", "H-900"
PASSED = ("H-158", "H-165")  # due on the last day of 2026, which the status date has passed
MEASURED, RESTATED = "I-05", "I-29"
RENAMED = "B-02"


@cache
def second() -> bytes:
    """The edition after the first: 15 January 2027."""
    book = load_workbook(BytesIO(workbook("example-city")))
    about = book["About"]
    for row in about.iter_rows(min_row=2):
        if row[0].value == "Status date":
            row[1].value, row[2].value = "15.01.2027", "2027-01-15"
    _change(book["Actions"], COMPLETED, {"Status": "Completed"})
    _change(book["Actions"], DELAYED, {"Status": "Delayed", "Due date": "2029-12-31"})
    _change(book["Actions"], RECOVERED, {"Status": "On track", "Due date": "2029-06-30"})
    _remove(book["Actions"], REMOVED)
    _add(book["Actions"], ADDED)
    _values(book["Observations"])
    _change(
        book["Contributions"],
        RENAMED,
        {"Title (Danish)": "Et nyt navn", "Title (English)": "A new name"},
    )
    return _bytes(book)


@cache
def third() -> bytes:
    """One more: a single word in a single contribution is another one."""
    book = load_workbook(BytesIO(second()))
    _change(book["Contributions"], RENAMED, {"Title (English)": "A newer name"})
    return _bytes(book)


def _bytes(book: Workbook) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _headers(sheet: Worksheet) -> dict[str, int]:
    return {str(cell.value).removesuffix(" *"): int(cell.column) for cell in sheet[1]}


def _row(sheet: Worksheet, identifier: str) -> int:
    return next(row[0].row for row in sheet.iter_rows(min_row=2) if row[0].value == identifier)


def _change(sheet: Worksheet, identifier: str, values: dict[str, str]) -> None:
    headers, row = _headers(sheet), _row(sheet, identifier)
    for header, value in values.items():
        sheet.cell(row, headers[header]).value = value  # pyright: ignore


def _remove(sheet: Worksheet, identifier: str) -> None:
    sheet.delete_rows(_row(sheet, identifier))


def _last(sheet: Worksheet) -> int:
    return max(row[0].row for row in sheet.iter_rows(min_row=2) if row[0].value)


def _add(sheet: Worksheet, identifier: str) -> None:
    last = _last(sheet)
    for cell in sheet[last]:
        sheet.cell(last + 1, int(cell.column)).value = cell.value  # pyright: ignore
    sheet.cell(last + 1, 1).value = identifier  # pyright: ignore


def _values(sheet: Worksheet) -> None:
    """A new value for one indicator, and the latest one of another corrected."""
    headers = _headers(sheet)
    last = _last(sheet)
    for header, value in (("Indicator", MEASURED), ("Year", 2026), ("Value", 4)):
        sheet.cell(last + 1, headers[header]).value = value  # pyright: ignore
    rows = [row for row in sheet.iter_rows(min_row=2) if row[0].value == RESTATED]
    latest = max(rows, key=lambda row: row[1].value or 0)  # pyright: ignore
    latest[2].value = 9.9
