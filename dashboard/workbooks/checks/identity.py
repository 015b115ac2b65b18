"""Is every row one thing, and everything only one row?"""

from collections.abc import Callable, Iterator

from dashboard.plan.columns import identity_of
from dashboard.plan.findings import Code, Finding
from dashboard.plan.sheets import SHEETS, SheetKey
from dashboard.workbooks.book import Book, Cell, Row, Table

# Sheets whose rows are named by something else than an id.
_NAMED_BY = {SheetKey.ABOUT: "key", SheetKey.RELEVANCE: "target"}


def ids_unique(book: Book) -> Iterator[Finding]:
    """An id names one row of its sheet; the finding says where it stood first."""
    for sheet in SHEETS:
        column = identity_of(sheet.key) or _NAMED_BY.get(sheet.key)
        if column is not None:
            for table, cell, first in _repeated(book, sheet.key, column):
                yield table.finding(Code.DUPLICATE_ID, at=cell, column=column, first=first)


def observations_unique(book: Book) -> Iterator[Finding]:
    """An indicator has one value for a year."""

    def name(row: Row) -> object:
        codes, year = row.codes("indicator"), row.number_in("year")
        return (codes, year) if codes and year is not None else None

    for table, row, first in _again(book, SheetKey.OBSERVATIONS, name):
        indicator, year = row.codes("indicator")[0], row.number_in("year")
        at = table.at(row, "year")
        where = _where(table, first, "year")
        facts = {"indicator": indicator, "year": f"{year:.0f}", "first": where}
        yield table.finding(Code.DUPLICATE_OBSERVATION, at=at, column="year", **facts)


def successors_single(book: Book) -> Iterator[Finding]:
    """An administration is followed by one other: its rows cannot go to two."""
    key = "predecessor"
    for table, row, first in _again(book, SheetKey.ADMINISTRATIONS, lambda row: row.text(key)):
        # A repeated code is one administration written twice, and is told as such.
        if row.text("code") != first[1].text("code"):
            where, at = _where(table, first, key), row.cells[key]
            yield table.finding(Code.TWO_SUCCESSORS, at=at, column=key, first=where)


def _repeated(book: Book, key: SheetKey, column: str) -> Iterator[tuple[Table, Cell, str]]:
    for table, row, first in _again(book, key, lambda row: row.text(column)):
        yield table, row.cells[column], _where(table, first, column)


def _again(
    book: Book, key: SheetKey, name: Callable[[Row], object]
) -> Iterator[tuple[Table, Row, tuple[Table, Row]]]:
    """Rows that bear the name of an earlier row, with that row."""
    seen: dict[object, tuple[Table, Row]] = {}
    for table, row in book.rows(key):
        named = name(row)
        if named is None:
            continue
        if named in seen:
            yield table, row, seen[named]
        else:
            seen[named] = (table, row)


def _where(here: Table, first: tuple[Table, Row], column: str) -> str:
    """The address of the first row's cell, with its sheet when that is another one."""
    table, row = first
    cell = row.cells[column].address
    return cell if table is here else f"{table.tab}!{cell}"
