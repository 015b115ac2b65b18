"""Does each cell hold what its column is for?"""

from collections.abc import Iterator

from dashboard.plan.columns import MONEY
from dashboard.plan.findings import Code, Finding
from dashboard.plan.sheets import MAPPED, SheetKey
from dashboard.workbooks.book import Book


def cells_understood(book: Book) -> Iterator[Finding]:
    """What the parsers found while the cells were read."""
    for table in book.tables:
        for row in table.rows:
            for cell in row.cells.values():
                yield from cell.findings


def required_filled(book: Book) -> Iterator[Finding]:
    """Cells that a row cannot do without."""
    for table in book.tables:
        required = [column for column in table.columns() if column.required]
        for row in table.rows:
            for column in required:
                cell = row.cells[column.key]
                if cell.is_blank:
                    yield table.finding(Code.MISSING_VALUE, at=cell, column=column.key)


def amounts_positive(book: Book) -> Iterator[Finding]:
    """Money granted and money spent are not below nothing."""
    for table, row in book.rows(SheetKey.ACTIONS):
        for key in sorted(MONEY):
            amount = row.number_in(key)
            if amount is not None and amount < 0:
                yield table.finding(Code.NEGATIVE_AMOUNT, at=row.cells[key], column=key)


def titles_given(book: Book) -> Iterator[Finding]:
    """Every row that people read about has a title in one of the languages."""
    for table, row in book.rows(*MAPPED):
        if row.is_empty_at("title_da") and row.is_empty_at("title_en"):
            at = table.at(row, "title_da", "title_en", "id")
            yield table.finding(Code.MISSING_TITLE, at=at, column="title_da")
