"""Small workbooks built in memory, for tests."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any

from openpyxl import Workbook

from dashboard.language.words import Language, words_for
from dashboard.plan.columns import columns_of
from dashboard.plan.findings import Code, Finding
from dashboard.plan.sheets import SheetKey
from dashboard.workbooks.checkingapart import Checked, check_workbook
from dashboard.workbooks.tables import Reading

Rows = Mapping[str, Sequence[Sequence[Any]]]


def saved(book: Workbook) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def book_of(sheets: Rows) -> bytes:
    """A workbook of these sheets, the first row of each being its headers."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        page = book.create_sheet(name)
        for row in rows:
            page.append(list(row))
    return saved(book)


def plan_of(rows: Mapping[SheetKey, Sequence[Mapping[str, Any]]]) -> Workbook:
    """A whole workbook with Danish sheets whose rows are raw cells, put in by column key."""
    words = words_for(Language.DA)
    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet in SheetKey:
        page = book.create_sheet(words(f"workbook.sheets.{sheet}"))
        keys = [column.key for column in columns_of(sheet)]
        page.append([words.header(key) for key in keys])
        for number, row in enumerate(rows.get(sheet, ()), start=2):
            for key, value in row.items():
                page.cell(number, keys.index(key) + 1, value)
    return book


ADMINISTRATION = {"code": "TMF", "name_da": "Teknik- og Miljøforvaltningen"}
ACTION = {"id": "H-1", "title_da": "Flere træer", "goals": "11", "responsible": "TMF"}
INDICATOR = {
    "id": "I-1",
    "title_da": "Træer",
    "goals": "11",
    "responsible": "TMF",
    "direction": "Stigende",
    "ambition_operator": "Ingen ambition",
}


def sound(
    *,
    action: Mapping[str, Any] | None = None,
    indicator: Mapping[str, Any] | None = None,
    more: Mapping[SheetKey, Sequence[Mapping[str, Any]]] | None = None,
) -> Workbook:
    """A plan without a fault, except for what is put into it."""
    rows: dict[SheetKey, Sequence[Mapping[str, Any]]] = {
        SheetKey.ADMINISTRATIONS: [ADMINISTRATION],
        SheetKey.ACTIONS: [{**ACTION, **(action or {})}],
        SheetKey.INDICATORS: [{**INDICATOR, **(indicator or {})}],
    }
    for sheet, extra in (more or {}).items():
        rows[sheet] = [*rows.get(sheet, []), *extra]
    return plan_of(rows)


def check(content: bytes | Workbook) -> Checked:
    data = saved(content) if isinstance(content, Workbook) else content
    return check_workbook(data, filename="plan.xlsx")


def found(checked: Checked | Reading, code: Code) -> list[Finding]:
    return [finding for finding in checked.findings if finding.code is code]


def places(checked: Checked) -> list[tuple[Code, str | None, str | None]]:
    return [(f.code, f.sheet, f.cell) for f in checked.findings]
