"""Does each cell hold what its column is for?"""

from collections.abc import Iterator

from dashboard.plan.columns import MONEY
from dashboard.plan.findings import Code, Finding
from dashboard.plan.sheets import MAPPED, SheetKey
from dashboard.workbooks.book import Book


def cells_understood(book: Book) -> Iterator[Finding]:
    """What the parsers found while the cells were read."""
    for table in book.tables:
        yield from table.findings


def required_filled(book: Book) -> Iterator[Finding]:
    """Cells that a row cannot do without."""
    for table in book.tables:
        for column in table.columns():
            raws = table.raws[column.key]
            if column.required and None in raws and not table.is_foreign:
                for row, raw in enumerate(raws):
                    if raw is None:
                        at = table.cell(row, column.key)
                        yield table.finding(Code.MISSING_VALUE, at=at, column=column.key)


def amounts_positive(book: Book) -> Iterator[Finding]:
    """Money granted and money spent are not below nothing."""
    for table in book.of(SheetKey.ACTIONS):
        for key in sorted(MONEY):
            for row, amount in table.numbers_in(key):
                if amount < 0:
                    at = table.cell(row, key)
                    yield table.finding(Code.NEGATIVE_AMOUNT, at=at, column=key)


def titles_given(book: Book) -> Iterator[Finding]:
    """Every row that people read about has a title in one of the languages."""
    for table in book.of(*MAPPED):
        for row, danish, english in table.filled("title_da", "title_en"):
            if danish is None and english is None:
                at = table.cell(row, "title_da", "title_en", "id")
                yield table.finding(Code.MISSING_TITLE, at=at, column="title_da")
