"""A workbook understood: which sheet is which table, and what each cell says."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from dashboard.plan.columns import Column, columns_of
from dashboard.plan.findings import Code, Finding
from dashboard.plan.kinds import AboutKey, Kind
from dashboard.plan.records import Value
from dashboard.plan.sheets import SheetKey
from dashboard.workbooks.days import parse_date
from dashboard.workbooks.raw import Raw, Tab, Workbook, address, is_blank
from dashboard.workbooks.recognising import Recognised, is_helper, recognise
from dashboard.workbooks.values import parse, shown


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table: what stands there, what it was read as, and what is wrong with it."""

    address: str
    raw: Raw
    shown_as: str | None = None
    value: Value | None = None
    findings: tuple[Finding, ...] = ()

    @property
    def shown(self) -> str | None:
        """What a person sees in the cell, None where it is empty."""
        return None if self.is_blank else shown(self.raw, shown_as=self.shown_as)

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands in the cell."""
        return is_blank(self.raw)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table; `number` is the row number Excel shows, `cells` go by column key."""

    number: int
    cells: Mapping[str, Cell]

    def value(self, key: str) -> Value | None:
        """What a column says in this row, or None where it says nothing we understand."""
        cell = self.cells.get(key)
        return None if cell is None else cell.value

    def text(self, key: str) -> str | None:
        """The value of a text column in this row."""
        value = self.value(key)
        return value if isinstance(value, str) else None

    def number_in(self, key: str) -> float | None:
        """The value of a number or year column in this row."""
        value = self.value(key)
        return value if isinstance(value, int | float) else None

    def codes(self, key: str) -> tuple[str, ...]:
        """The codes in a column, be it one or a list."""
        value = self.value(key)
        if isinstance(value, str):
            return (value,)
        return tuple(v for v in value if isinstance(v, str)) if isinstance(value, tuple) else ()

    def goals(self) -> tuple[int, ...]:
        """The goals typed in this row."""
        value = self.value("goals")
        return tuple(v for v in value if isinstance(v, int)) if isinstance(value, tuple) else ()

    def is_empty_at(self, key: str) -> bool:
        """Whether the column is not there or its cell is empty."""
        cell = self.cells.get(key)
        return cell is None or cell.is_blank


@dataclass(frozen=True, slots=True)
class Table:
    """One recognised sheet with its rows."""

    key: SheetKey
    recognised: Recognised
    rows: tuple[Row, ...]

    @property
    def tab(self) -> str:
        """The sheet's name in the workbook."""
        return self.recognised.tab.name

    def columns(self) -> Iterator[Column]:
        """The columns of the schema that this sheet has."""
        present = set(self.recognised.columns.values())
        return (column for column in columns_of(self.key) if column.key in present)

    def finding(
        self,
        code: Code,
        *,
        at: Cell | None,
        column: str,
        value: str | None = None,
        nearest: str | None = None,
        **facts: str | int | float,
    ) -> Finding:
        """A finding about one cell of this table, or about the sheet where `at` is None.

        `value` is given where only one part of the cell is meant.
        """
        return Finding(
            code,
            self.tab,
            None if at is None else at.address,
            value if value is not None or at is None else at.shown,
            nearest,
            {"column": column, "table": self.key.value, **facts},
        )

    def at(self, row: Row, *keys: str) -> Cell | None:
        """The first of these columns' cells that is there, to point at."""
        return next((row.cells[key] for key in keys if key in row.cells), None)


@dataclass(frozen=True, slots=True)
class Book:
    """All that was understood of a workbook; `unknown` are sheets that are no table of a plan."""

    workbook: Workbook
    tables: tuple[Table, ...]
    unknown: tuple[Tab, ...]

    def of(self, key: SheetKey) -> tuple[Table, ...]:
        """The tables of one kind: normally one, none where the sheet is missing."""
        return tuple(table for table in self.tables if table.key is key)

    def rows(self, *keys: SheetKey) -> Iterator[tuple[Table, Row]]:
        """Every row of these kinds of table, with its table."""
        return ((table, row) for key in keys for table in self.of(key) for row in table.rows)


def understand(workbook: Workbook) -> Book:
    """Recognise the sheets of a workbook and read every cell of them."""
    found = [(tab, recognise(tab)) for tab in workbook.tabs if not is_helper(tab)]
    tables = tuple(_table(recognised) for _, recognised in found if recognised is not None)
    unknown = tuple(tab for tab, recognised in found if recognised is None and not tab.hidden)
    return Book(workbook, tables, unknown)


def _table(recognised: Recognised) -> Table:
    columns = {column.key: column for column in columns_of(recognised.key)}
    places = {place: columns[key] for place, key in recognised.columns.items()}
    tab = recognised.tab
    numbers = range(recognised.header_row + 1, len(tab.rows))
    filled = (n for n in numbers if any(not is_blank(tab.at(n, place)) for place in places))
    rows = (_row(tab, n, places=places) for n in filled)
    if recognised.key is SheetKey.ABOUT:
        rows = (_dated(row, tab=tab, columns=columns) for row in rows)
    return Table(recognised.key, recognised, tuple(rows))


def _dated(row: Row, *, tab: Tab, columns: Mapping[str, Column]) -> Row:
    """The status date is a date although its column holds text: all marks are judged on it."""
    if row.value("key") != AboutKey.STATUS_DATE:
        return row
    cells = dict(row.cells)
    for key in ("text_da", "text_en"):
        cell = cells.get(key)
        if cell is not None and not cell.is_blank:
            parsed = parse_date(cell.raw)
            column = replace(columns[key], kind=Kind.DATE)
            wrong = [f for f in parsed.findings if f.code is not Code.DATE_AS_TEXT]
            found = tuple(_placed(f, tab=tab.name, cell=cell, column=column) for f in wrong)
            cells[key] = replace(cell, value=parsed.value, findings=found)
    return Row(row.number, cells)


def _row(tab: Tab, number: int, *, places: Mapping[int, Column]) -> Row:
    cells = {
        column.key: _cell(tab, number, place, column=column) for place, column in places.items()
    }
    return Row(number + 1, cells)


def _cell(tab: Tab, number: int, place: int, *, column: Column) -> Cell:
    raw, where = tab.at(number, place), address(number, place)
    if is_blank(raw):
        return Cell(where, None)
    shown_as = tab.formats.get((number, place))
    parsed = parse(raw, column=column, shown_as=shown_as)
    cell = Cell(where, raw, shown_as, parsed.value)
    if not parsed.findings:
        return cell
    found = (_placed(f, tab=tab.name, cell=cell, column=column) for f in parsed.findings)
    return replace(cell, findings=tuple(found))


def _placed(finding: Finding, *, tab: str, cell: Cell, column: Column) -> Finding:
    """The finding of a parser with the place it was made at."""
    facts = {"column": column.key, "table": column.sheet.value, "kind": column.kind.value}
    value = cell.shown if finding.value is None else finding.value
    facts = {**facts, **finding.facts}
    return replace(finding, sheet=tab, cell=cell.address, value=value, facts=facts)
