"""Is every row one thing, and everything only one row?"""

from collections.abc import Callable, Iterable, Iterator

from dashboard.plan.columns import identity_of
from dashboard.plan.findings import Code, Finding
from dashboard.plan.sheets import SHEETS, SheetKey
from dashboard.workbooks.book import Book, Table, codes_of

# Sheets whose rows are named by something else than an id.
_NAMED_BY = {SheetKey.ABOUT: "key", SheetKey.RELEVANCE: "target"}
# A table and a row of it.
_Place = tuple[Table, int]


def ids_unique(book: Book) -> Iterator[Finding]:
    """An id names one row of its sheet; the finding says where it stood first."""
    for sheet in SHEETS:
        key = identity_of(sheet.key) or _NAMED_BY.get(sheet.key)
        if key is None:
            continue
        for (table, row), first in _again(book, sheet.key, _by(key)):
            at, where = table.cell(row, key), _where(table, first, key)
            yield table.finding(Code.DUPLICATE_ID, at=at, column=key, first=where)


def observations_unique(book: Book) -> Iterator[Finding]:
    """An indicator has one value for a year, also where a row names several indicators."""
    seen: dict[tuple[str, int], _Place] = {}
    for table in book.of(SheetKey.OBSERVATIONS):
        for row, codes, year in table.said("indicator", "year"):
            if not isinstance(year, int):
                continue
            for code in codes_of(codes):
                first = seen.setdefault((code, year), (table, row))
                if first != (table, row):
                    at, where = table.cell(row, "year"), _where(table, first, "year")
                    facts = {"indicator": code, "year": str(year), "first": where}
                    yield table.finding(Code.DUPLICATE_OBSERVATION, at=at, column="year", **facts)


def successors_single(book: Book) -> Iterator[Finding]:
    """An administration is followed by one other: its rows cannot go to two."""
    key = "predecessor"
    for (table, row), first in _again(book, SheetKey.ADMINISTRATIONS, _by(key)):
        # A repeated code is one administration written twice, and is told as such.
        if table.column("code")[row] != first[0].column("code")[first[1]]:
            at, where = table.cell(row, key), _where(table, first, key)
            yield table.finding(Code.TWO_SUCCESSORS, at=at, column=key, first=where)


def _by(key: str) -> Callable[[Table], Iterable[object]]:
    return lambda table: table.column(key)


def _again(
    book: Book, sheet: SheetKey, names: Callable[[Table], Iterable[object]]
) -> Iterator[tuple[_Place, _Place]]:
    """Rows that bear the name of an earlier row, with that row."""
    named = [(table, list(names(table))) for table in book.of(sheet)]
    said = [name for _, each in named for name in each if name is not None]
    if len(set(said)) == len(said):
        return
    seen: dict[object, _Place] = {}
    for table, each in named:
        for row, name in enumerate(each):
            if name is None:
                continue
            if name in seen:
                yield (table, row), seen[name]
            else:
                seen[name] = (table, row)


def _where(here: Table, first: _Place, key: str) -> str:
    """The address of the first row's cell, with its sheet when that is another one."""
    table, row = first
    cell = table.address(row, key)
    return cell if table is here else f"{table.tab}!{cell}"
