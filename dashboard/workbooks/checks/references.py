"""Does what a cell points to exist?"""

from collections.abc import Iterable, Iterator, Mapping

from dashboard.plan.columns import COLUMNS, Column
from dashboard.plan.findings import Code, Finding
from dashboard.plan.kinds import Kind
from dashboard.plan.sheets import SheetKey
from dashboard.workbooks.book import Book, Row, Table
from dashboard.workbooks.likeness import folded, nearest

_NAMING = (Kind.ADMINISTRATION, Kind.ADMINISTRATIONS)


def administrations_known(book: Book) -> Iterator[Finding]:
    """Administrations are named by a code that stands on their own sheet."""
    names = _administration_names(book)
    codes = set(names.values())
    for table, row, column in _pointing(book, _NAMING):
        for code in _unknown(row, column, known=codes):
            yield table.finding(
                Code.UNKNOWN_ADMINISTRATION,
                at=row.cells[column.key],
                column=column.key,
                value=code[:80],
                nearest=_nearest_administration(code, names=names),
            )


def references_known(book: Book) -> Iterator[Finding]:
    """Ids point to rows on the sheets the column may point to."""
    ids = {column.refers: _ids(book, column.refers) for column in COLUMNS if column.refers}
    known = {refers: set(found) for refers, found in ids.items()}
    for table, row, column in _pointing(book, (Kind.REFERENCE,)):
        # Observations have a finding of their own, for there the reference is the row's name.
        if column.sheet is SheetKey.OBSERVATIONS:
            continue
        for code in _unknown(row, column, known=known[column.refers]):
            yield table.finding(
                Code.UNKNOWN_REFERENCE,
                at=row.cells[column.key],
                column=column.key,
                value=code[:80],
                nearest=nearest(code, ids[column.refers]),
                tables=";".join(sheet.value for sheet in column.refers),
            )


def indicators_known(book: Book) -> Iterator[Finding]:
    """An observation belongs to one indicator, and the indicator is there."""
    ids = _ids(book, (SheetKey.INDICATORS,))
    known = set(ids)
    for table, row in book.rows(SheetKey.OBSERVATIONS):
        codes = row.codes("indicator")
        if len(codes) > 1:
            at = row.cells["indicator"]
            yield table.finding(Code.WRONG_KIND, at=at, column="indicator", kind=Kind.REFERENCE)
        elif codes and codes[0] not in known:
            yield table.finding(
                Code.UNKNOWN_INDICATOR,
                at=row.cells["indicator"],
                column="indicator",
                nearest=nearest(codes[0], ids),
            )


def successions_end(book: Book) -> Iterator[Finding]:
    """Going from predecessor to predecessor comes to an end."""
    rows = [(t, r) for t, r in book.rows(SheetKey.ADMINISTRATIONS) if r.text("code")]
    before = {r.text("code"): r.text("predecessor") for _, r in rows}
    told: set[str] = set()
    for table, row in rows:
        loop = _loop(row.text("code") or "", before)
        if loop and not told.intersection(loop):
            told.update(loop)
            at, chain = row.cells["predecessor"], " → ".join((*loop, loop[0]))
            yield table.finding(Code.SUCCESSION_LOOP, at=at, column="predecessor", chain=chain)


def _loop(code: str, before: Mapping[str | None, str | None]) -> tuple[str, ...]:
    """The codes on the way back to `code`, empty where the way does not lead back."""
    way = [code]
    here = before.get(code)
    while here is not None and here not in way:
        way.append(here)
        here = before.get(here)
    return tuple(way) if here == code else ()


def _pointing(book: Book, kinds: tuple[Kind, ...]) -> Iterator[tuple[Table, Row, Column]]:
    for table in book.tables:
        columns = [column for column in table.columns() if column.kind in kinds]
        yield from ((table, row, column) for row in table.rows for column in columns)


def _unknown(row: Row, column: Column, *, known: set[str]) -> Iterable[str]:
    return (code for code in row.codes(column.key) if code not in known)


def _ids(book: Book, sheets: tuple[SheetKey, ...]) -> tuple[str, ...]:
    found = (row.text("id") for _, row in book.rows(*sheets))
    return tuple(dict.fromkeys(code for code in found if code is not None))


def _administration_names(book: Book) -> Mapping[str, str]:
    """Code, Danish and English name of every administration, each with its code."""
    named = ("name_en", "name_da", "code")
    rows = [(r, r.text("code")) for _, r in book.rows(SheetKey.ADMINISTRATIONS)]
    # A code is always itself, even where it is also somebody's name.
    names = [(r.text(key), code) for key in named for r, code in rows]
    return {name: code for name, code in names if name is not None and code is not None}


def _nearest_administration(text: str, *, names: Mapping[str, str]) -> str | None:
    """The code a person meant: by its full name, by another case, or by a slip."""
    same = next((code for name, code in names.items() if folded(name) == folded(text)), None)
    near = nearest(text, tuple(names)) if same is None else None
    return same if near is None else names[near]
