"""Writing a workbook: the empty template, or a plan's rows in the same dress.

The same rows give the same bytes, so that two workbooks can be compared by checksum.
"""

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import cast

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from dashboard.language.words import Language, Words, words_for
from dashboard.plan.columns import COLUMNS, Choices, Column, columns_of
from dashboard.plan.kinds import Kind
from dashboard.plan.sheets import SHEETS, SheetKey
from dashboard.workbooks.instructions import spoken_from, write_instructions
from dashboard.workbooks.packing import packed
from dashboard.workbooks.stamp import LISTS_SHEET, OURS, STAMP_SHEET
from dashboard.workbooks.writing import AS_TEXT, BODY, TEXT_FORMAT, cell_text, put

Row = Mapping[str, object]

_LAST_ROW = 1_048_576
_WIDTHS: Mapping[Kind, int] = {
    Kind.TEXT: 36,
    Kind.LINK: 32,
    Kind.CHOICE: 20,
    Kind.TARGETS: 18,
    Kind.ADMINISTRATIONS: 18,
    Kind.REFERENCE: 18,
}
_HEADER_FONT = Font(bold=True, color="FF0B2A4A")
_HEADER_FILL = PatternFill("solid", start_color="FFDCE8F4")
_HEADER_LINE = Border(bottom=Side(style="thin", color="FF0B2A4A"))
_HEADER_PLACE = Alignment(wrap_text=True, vertical="center")


def write_template(*, language: Language) -> bytes:
    """An empty workbook to fill in."""
    return write_workbook({}, language=language)


def write_workbook(rows: Mapping[SheetKey, Sequence[Row]], *, language: Language) -> bytes:
    """A whole workbook in a language; `rows` hold plan values by column key.

    Lists are tuples or lists, choices their value, dates ISO text (`2025-12-31` or
    `2025`); what is absent, None or empty stays an empty cell.
    """
    words = words_for(language)
    book = Workbook()
    write_instructions(cast("Worksheet", book.active), language=language)
    lists = _lists(words)
    for sheet in SHEETS:
        page = book.create_sheet(words(f"workbook.sheets.{sheet.key}"))
        _write_headers(page, sheet=sheet.key, words=words)
        _write_rows(page, rows.get(sheet.key, ()), sheet=sheet.key, words=words)
        _add_lists(page, sheet=sheet.key, lists=lists, words=words)
    _write_lists(book.create_sheet(LISTS_SHEET), lists)
    _write_stamp(book.create_sheet(STAMP_SHEET))
    out = BytesIO()
    book.save(out)
    return packed(out.getvalue())


def _write_headers(page: Worksheet, *, sheet: SheetKey, words: Words) -> None:
    columns = columns_of(sheet)
    for number, column in enumerate(columns, start=1):
        _write_header(cast("Cell", page.cell(1, number)), column, words=words)
        dimension = page.column_dimensions[get_column_letter(number)]
        dimension.width = _WIDTHS.get(column.kind, 14)
        dimension.alignment = BODY
        # A date column stays plain: formatted as dates, a typed 2025 would become a day in 1905.
        if column.kind in AS_TEXT:
            dimension.number_format = TEXT_FORMAT
    page.row_dimensions[1].height = 34
    page.freeze_panes = "B2" if columns[0].kind is Kind.CODE else "A2"


def _write_header(cell: Cell, column: Column, *, words: Words) -> None:
    cell.value = words.header(column.key) + (" *" if column.required else "")
    cell.font, cell.fill = _HEADER_FONT, _HEADER_FILL
    cell.border, cell.alignment = _HEADER_LINE, _HEADER_PLACE
    cell.comment = _hint(column.key, words.language)


def _hint(key: str, language: Language) -> Comment:
    """What a column holds, first in the workbook's language, then in the others."""
    hints = [words_for(each)(f"workbook.columns.{key}.hint") for each in spoken_from(language)]
    lines = sum(1 + len(hint) // 42 for hint in hints) + len(hints)
    return Comment("\n\n".join(hints), OURS.template, width=300, height=24 + 18 * lines)


def _write_rows(page: Worksheet, rows: Sequence[Row], *, sheet: SheetKey, words: Words) -> None:
    columns = columns_of(sheet)
    for number, row in enumerate(rows, start=2):
        for place, column in enumerate(columns, start=1):
            content = cell_text(row.get(column.key), column=column, words=words)
            if content is not None:
                put(cast("Cell", page.cell(number, place)), content)
    page.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{max(len(rows) + 1, 2)}"


def _lists(words: Words) -> Mapping[Choices, tuple[str, ...]]:
    """The answers of every closed set, in the words of the workbook."""
    sets = dict.fromkeys(column.choices for column in COLUMNS if column.choices)
    return {choices: tuple(words.choice(choice) for choice in choices) for choices in sets}


def _write_lists(page: Worksheet, lists: Mapping[Choices, tuple[str, ...]]) -> None:
    """The answers get a sheet of their own: a list inside a rule holds only 255 signs."""
    for place, labels in enumerate(lists.values(), start=1):
        for number, label in enumerate(labels, start=1):
            page.cell(number, place, label)
    page.sheet_state = Worksheet.SHEETSTATE_VERYHIDDEN


def _write_stamp(page: Worksheet) -> None:
    page.append([OURS.template, OURS.version])
    page.sheet_state = Worksheet.SHEETSTATE_VERYHIDDEN


def _add_lists(
    page: Worksheet, *, sheet: SheetKey, lists: Mapping[Choices, tuple[str, ...]], words: Words
) -> None:
    places = {choices: number for number, choices in enumerate(lists, start=1)}
    for number, column in enumerate(columns_of(sheet), start=1):
        if column.choices:
            letter = get_column_letter(places[column.choices])
            source = f"'{LISTS_SHEET}'!${letter}$1:${letter}${len(column.choices)}"
            _add_list(page, number, source, strict=True)
        elif column.kind is Kind.ADMINISTRATION:
            tab = words(f"workbook.sheets.{SheetKey.ADMINISTRATIONS}")
            letter = get_column_letter(_code_place())
            # Not strict: a row may name an administration before its own row is written.
            _add_list(page, number, f"'{tab}'!${letter}$2:${letter}$500", strict=False)


def _code_place() -> int:
    columns = columns_of(SheetKey.ADMINISTRATIONS)
    return next(n for n, c in enumerate(columns, start=1) if c.kind is Kind.CODE)


def _add_list(page: Worksheet, place: int, source: str, *, strict: bool) -> None:
    """Offer a drop-down list. Excel judges only what is typed: answers already there stay."""
    letter = get_column_letter(place)
    rule = DataValidation(
        type="list",
        formula1=source,
        allow_blank=True,
        errorStyle="stop",
        showErrorMessage=strict,
        sqref=f"{letter}2:{letter}{_LAST_ROW}",
    )
    page.add_data_validation(rule)
