"""Does what a cell points to exist?"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from dashboard.plan.columns import COLUMNS, Column, columns_of
from dashboard.plan.findings import Code, Finding
from dashboard.plan.kinds import Kind
from dashboard.plan.sheets import SheetKey
from dashboard.workbooks.book import Book, Table, codes_of
from dashboard.workbooks.likeness import folded, nearest_each

_NAMING = (Kind.ADMINISTRATION, Kind.ADMINISTRATIONS)


@dataclass(frozen=True, slots=True)
class _Wrong:
    """One code that points to nothing, and where it stands."""

    table: Table
    row: int
    column: Column
    code: str

    def finding(self, code: Code, *, nearest: str | None, **facts: str) -> Finding:
        """What is to be said about it."""
        at, key = self.table.cell(self.row, self.column.key), self.column.key
        value = self.code[:80]
        return self.table.finding(code, at=at, column=key, value=value, nearest=nearest, **facts)


def administrations_known(book: Book) -> Iterator[Finding]:
    """Administrations are named by a code that stands on their own sheet."""
    names = _administration_names(book)
    columns = [column for column in COLUMNS if column.kind in _NAMING]
    wrong = list(_wrong(book, columns, known=frozenset(names.values())))
    near = nearest_each((each.code for each in wrong), tuple(names))
    same = {folded(name): code for name, code in names.items()}
    for each in wrong:
        meant = near.get(each.code)
        code = same.get(folded(each.code)) or (names[meant] if meant else None)
        yield each.finding(Code.UNKNOWN_ADMINISTRATION, nearest=code)


def references_known(book: Book) -> Iterator[Finding]:
    """Ids point to rows on the sheets the column may point to."""
    for column in COLUMNS:
        # Observations have a finding of their own, for there the reference is the row's name.
        if column.kind is Kind.REFERENCE and column.sheet is not SheetKey.OBSERVATIONS:
            ids = _ids(book, column.refers)
            wrong = list(_wrong(book, [column], known=frozenset(ids)))
            near = nearest_each((each.code for each in wrong), ids)
            tables = ";".join(sheet.value for sheet in column.refers)
            for each in wrong:
                hint = near.get(each.code)
                yield each.finding(Code.UNKNOWN_REFERENCE, nearest=hint, tables=tables)


def indicators_known(book: Book) -> Iterator[Finding]:
    """An observation belongs to one indicator, and the indicator is there."""
    ids = _ids(book, (SheetKey.INDICATORS,))
    column = next(c for c in columns_of(SheetKey.OBSERVATIONS) if c.key == "indicator")
    wrong = list(_wrong(book, [column], known=frozenset(ids)))
    near = nearest_each((each.code for each in wrong), ids)
    for each in wrong:
        if len(each.table.codes("indicator", each.row)) == 1:
            yield each.finding(Code.UNKNOWN_INDICATOR, nearest=near.get(each.code))
    for table in book.of(SheetKey.OBSERVATIONS):
        for row, codes in table.said("indicator"):
            if isinstance(codes, tuple) and len(codes) > 1:
                at, kind = table.cell(row, "indicator"), Kind.REFERENCE.value
                yield table.finding(Code.WRONG_KIND, at=at, column="indicator", kind=kind)


def successions_end(book: Book) -> Iterator[Finding]:
    """Going from predecessor to predecessor comes to an end."""
    rows = [
        (table, row, code)
        for table in book.of(SheetKey.ADMINISTRATIONS)
        for row, code in table.texts_in("code")
    ]
    before = {code: table.text("predecessor", row) for table, row, code in rows}
    told: set[str] = set()
    for table, row, code in rows:
        loop = _loop(code, before)
        if loop and not told.intersection(loop):
            told.update(loop)
            at, chain = table.cell(row, "predecessor"), " → ".join((*loop, loop[0]))
            yield table.finding(Code.SUCCESSION_LOOP, at=at, column="predecessor", chain=chain)


def _loop(code: str, before: Mapping[str, str | None]) -> tuple[str, ...]:
    """The codes on the way back to `code`, empty where the way does not lead back."""
    way = [code]
    here = before.get(code)
    while here is not None and here not in way:
        way.append(here)
        here = before.get(here)
    return tuple(way) if here == code else ()


def _wrong(book: Book, columns: Iterable[Column], *, known: frozenset[str]) -> Iterator[_Wrong]:
    """Every code in these columns that is not among the known ones."""
    for column in columns:
        for table in book.of(column.sheet):
            said = table.column(column.key)
            wrong = {v for v in set(said) if not known.issuperset(codes_of(v))}
            for row, value in enumerate(said) if wrong else ():
                if value in wrong:
                    unknown = (code for code in codes_of(value) if code not in known)
                    yield from (_Wrong(table, row, column, code) for code in unknown)


def _ids(book: Book, sheets: tuple[SheetKey, ...]) -> tuple[str, ...]:
    found = (str(code) for table in book.of(*sheets) for _, code in table.texts_in("id"))
    return tuple(dict.fromkeys(found))


def _administration_names(book: Book) -> Mapping[str, str]:
    """Code, Danish and English name of every administration, each with its code."""
    named = ("name_en", "name_da", "code")
    rows = [
        (table, row, code)
        for table in book.of(SheetKey.ADMINISTRATIONS)
        for row, code in table.texts_in("code")
    ]
    # A code is always itself, even where it is also somebody's name.
    names = [(table.text(key, row), code) for key in named for table, row, code in rows]
    return {name: code for name, code in names if name is not None}
