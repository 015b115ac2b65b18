"""The first sheet of a workbook: how to fill it in, in every language."""

from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from dashboard.language.words import Language, Words, words_for
from dashboard.plan.sheets import SHEETS
from dashboard.workbooks.stamp import OURS

_TITLE = Font(bold=True, size=14, color="FF0B2A4A")
_NAME = Font(bold=True)
_PLACE = Alignment(wrap_text=True, vertical="top")
_RULES = ("one_row", "headers", "required", "lists", "targets", "empty", "check")


def write_instructions(page: Worksheet, *, language: Language) -> None:
    """Fill the sheet: the workbook's own language first, the others below it."""
    page.title = words_for(language)("workbook.sheets.instructions")
    page.sheet_view.showGridLines = False
    page.column_dimensions["A"].width = 22
    page.column_dimensions["B"].width = 92
    row = 1
    for each in spoken_from(language):
        row = _write_part(page, row, words=words_for(each)) + 2


def spoken_from(language: Language) -> tuple[Language, ...]:
    """Every language, the given one first."""
    return (language, *(other for other in Language if other is not language))


def _write_part(page: Worksheet, row: int, *, words: Words) -> int:
    """One language's instructions from `row` on; answers with the last row written."""
    page.cell(row, 1, words("workbook.instructions.title")).font = _TITLE
    for number, rule in enumerate(_RULES, start=1):
        row += 1
        _write_line(page, row, str(number), words(f"workbook.instructions.{rule}"))
    row += 1
    for sheet in SHEETS:
        row += 1
        name = words(f"workbook.sheets.{sheet.key}")
        _write_line(page, row, name, words(f"workbook.about_sheets.{sheet.key}"))
    row += 2
    version = str(OURS.version)
    page.cell(row, 1, words("workbook.instructions.template", id=OURS.template, version=version))
    return row


def _write_line(page: Worksheet, row: int, name: str, text: str) -> None:
    page.cell(row, 1, name).font = _NAME
    page.cell(row, 1).alignment = _PLACE
    page.cell(row, 2, text).alignment = _PLACE
    # Spreadsheets do not grow a row by themselves when a program wrote the text.
    page.row_dimensions[row].height = 16 * (1 + len(text) // 95)
