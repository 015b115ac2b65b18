"""A workbook understood: which sheet is which table, and what each cell says.

A table is kept as columns: a plan may have a hundred thousand rows, and most questions about
it are answered by looking down a column once.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeGuard

from dashboard.plan.columns import Column, columns_of
from dashboard.plan.findings import Code, Finding
from dashboard.plan.kinds import AboutKey, Kind
from dashboard.plan.records import Value
from dashboard.plan.sheets import SheetKey
from dashboard.plan.tables import NOWHERE, PlanTable
from dashboard.workbooks.columnparsing import Memory, parse_column
from dashboard.workbooks.days import parse_date
from dashboard.workbooks.raw import Filled, Raw, Tab, Workbook, address
from dashboard.workbooks.recognising import Recognised
from dashboard.workbooks.shownas import shown_down
from dashboard.workbooks.values import shown


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table, to point at: its address and what stands there."""

    address: str
    raw: Raw
    shown_as: str | None = None

    @property
    def shown(self) -> str | None:
        """What a person sees in the cell, None where it is empty."""
        return None if self.raw is None else shown(self.raw, shown_as=self.shown_as)


@dataclass(frozen=True, slots=True)
class Table:
    """One recognised sheet with its rows, as columns of one length.

    `places` are where the columns of the schema stand, counted from 0, and `numbers` the row
    numbers Excel shows; `raws` and `values` go by column key: what
    stands in the cells, None where they are empty, and what it was read as, None where it
    says nothing we understand. `findings` are what was said while the cells were read.
    `is_foreign` tells that the sheet has another layout than ours; `cells` are then the
    addresses of values that stand elsewhere than where their row and column meet.
    """

    key: SheetKey
    recognised: Recognised
    places: Mapping[str, int]
    numbers: Sequence[int]
    raws: Mapping[str, Filled]
    values: Mapping[str, Sequence[Value | None]]
    findings: tuple[Finding, ...]
    cells: Mapping[str, Mapping[int, str]] = field(default_factory=dict[str, Mapping[int, str]])
    is_foreign: bool = False

    @property
    def tab(self) -> str:
        """The sheet's name in the workbook."""
        return self.recognised.tab.name

    @property
    def plan(self) -> PlanTable:
        """The table as it is handed on."""
        return PlanTable(self.key, self.tab, self.numbers, self.places, self.values, self.cells)

    def is_asked(self, key: str) -> bool:
        """Whether this column can be missed: a sheet of another layout has what it has."""
        return not self.is_foreign or key in self.values

    def columns(self) -> Iterator[Column]:
        """The columns of the schema that this sheet has."""
        return (column for column in columns_of(self.key) if column.key in self.values)

    def filled(self, *keys: str) -> Iterator[tuple[int, *tuple[Raw, ...]]]:
        """Each row with what stands in these columns; nothing where a column is missing."""
        columns = [self.raws.get(key, _nothing(self)) for key in keys]
        return zip(range(len(self.numbers)), *columns, strict=True)

    def said(self, *keys: str) -> Iterator[tuple[int, *tuple[Value | None, ...]]]:
        """Each row with what these columns say."""
        columns = [self.values.get(key, _nothing(self)) for key in keys]
        return zip(range(len(self.numbers)), *columns, strict=True)

    def numbers_in(self, *keys: str) -> Iterator[tuple[int, *tuple[float, ...]]]:
        """The rows in which each of these columns says a number, with the numbers."""
        return (row for row in self.said(*keys) if None not in row)  # type: ignore[misc]

    def texts_in(self, *keys: str) -> Iterator[tuple[int, *tuple[str, ...]]]:
        """The rows in which each of these columns says something, with the texts."""
        return (row for row in self.said(*keys) if None not in row)  # type: ignore[misc]

    def column(self, key: str) -> Sequence[Value | None]:
        """What a column says, row by row."""
        return self.values.get(key) or _nothing(self)

    def text(self, key: str, row: int) -> str | None:
        """What a column of texts says in a row."""
        value = self.column(key)[row]
        return value if isinstance(value, str) else None

    def codes(self, key: str, row: int) -> tuple[str, ...]:
        """The codes in a column, be it one or a list."""
        return codes_of(self.column(key)[row])

    def address(self, row: int, key: str) -> str:
        """The address of a cell in a column that is there."""
        own = self.cells.get(key, {}).get(row)
        return own or address(self.numbers[row] - 1, self.places[key])

    def cell(self, row: int, *keys: str) -> Cell | None:
        """The first of these columns' cells that is there, to point at."""
        key = next((key for key in keys if key in self.raws), None)
        if key is None:
            return None
        if self.is_foreign:
            return self._foreign_cell(row, key)
        place, number = self.places[key], self.numbers[row] - 1
        shown_as = self.recognised.tab.formats.get((number, place))
        return Cell(address(number, place), self.raws[key][row], shown_as)

    def _foreign_cell(self, row: int, key: str) -> Cell | None:
        """A cell of a sheet of another layout; an id we gave a row stands in none."""
        own = self.cells.get(key, {}).get(row)
        if own == NOWHERE or (own is None and key not in self.places):
            return None
        return Cell(self.address(row, key), self.raws[key][row])

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


@dataclass(frozen=True, slots=True)
class Book:
    """All that was understood of a workbook; `unknown` are sheets that are no table of a plan.

    `findings` are about sheets that say something of a plan and could not be taken over.
    `left` are sheets of which somebody said that they are not to be read, `told` the names of
    those that are read as somebody said.
    """

    workbook: Workbook
    tables: tuple[Table, ...]
    unknown: tuple[Tab, ...]
    findings: tuple[Finding, ...] = ()
    left: tuple[Tab, ...] = ()
    told: frozenset[str] = frozenset()

    @property
    def is_foreign(self) -> bool:
        """Whether any of its tables has another layout than ours."""
        return any(table.is_foreign for table in self.tables)

    def of(self, *keys: SheetKey) -> tuple[Table, ...]:
        """The tables of these kinds: normally one of each, none where the sheet is missing."""
        return tuple(table for key in keys for table in self.tables if table.key is key)


def tables_of(found: Iterable[Recognised]) -> tuple[Table, ...]:
    """Sheets with our own headers, every cell of them read."""
    memory: Memory = {}
    return tuple(_table(recognised, memory) for recognised in found)


def _table(recognised: Recognised, memory: Memory) -> Table:
    columns = {column.key: column for column in columns_of(recognised.key)}
    rows = _filled_rows(recognised)
    raws: dict[str, Filled] = {}
    values: dict[str, Sequence[Value | None]] = {}
    findings: list[Finding] = []
    for place, key in recognised.columns.items():
        raws[key] = _at_rows(recognised.tab.columns[place], rows)
        formats = shown_down(recognised.tab.formats, column=place, rows=rows)
        values[key], found = parse_column(
            raws[key], column=columns[key], formats=formats, memory=memory
        )
        for row, said in found:
            cell = Cell(
                address(rows[row], place), raws[key][row], formats[row] if formats else None
            )
            tab = recognised.tab.name
            findings.extend(_placed(f, tab=tab, cell=cell, column=columns[key]) for f in said)
    places = {key: place for place, key in recognised.columns.items()}
    numbers, said = _numbers(rows), tuple(findings)
    table = Table(recognised.key, recognised, places, numbers, raws, values, said)
    return _dated(table, columns) if table.key is SheetKey.ABOUT else table


def _filled_rows(recognised: Recognised) -> Sequence[int]:
    """The rows below the header with something in a column we understand, from 0."""
    tab, first = recognised.tab, recognised.header_row + 1
    empty: Sequence[int] = range(first, tab.height)
    for place in recognised.columns:
        cells = tab.columns[place]
        empty = [row for row in empty if cells[row] is None]
        if not empty:
            return range(first, tab.height)
    without = frozenset(empty)
    return [row for row in range(first, tab.height) if row not in without]


def _at_rows(cells: Filled, rows: Sequence[int]) -> Filled:
    if isinstance(rows, range):
        return cells[rows.start : rows.stop]
    return [cells[row] for row in rows]


def _numbers(rows: Sequence[int]) -> Sequence[int]:
    if isinstance(rows, range):
        return range(rows.start + 1, rows.stop + 1)
    return [row + 1 for row in rows]


def codes_of(value: Value | None) -> tuple[str, ...]:
    """The codes in the value of a cell, be it one or a list."""
    if isinstance(value, str):
        return (value,)
    return tuple(v for v in value if isinstance(v, str)) if isinstance(value, tuple) else ()


def is_numbers(values: tuple[Value | None, ...]) -> TypeGuard[tuple[float, ...]]:
    """Whether all of these are numbers."""
    return all(isinstance(value, int | float) for value in values)


def _nothing(table: Table) -> Sequence[None]:
    return (None,) * len(table.numbers)


def _dated(table: Table, columns: Mapping[str, Column]) -> Table:
    """The status date is a date although its column holds text: all marks are judged on it."""
    values = dict(table.values)
    findings: list[Finding] = list(table.findings)
    for row, name in table.said("key"):
        for key in ("text_da", "text_en") if name == AboutKey.STATUS_DATE else ():
            cell = table.cell(row, key)
            if cell is not None and cell.raw is not None:
                parsed = parse_date(cell.raw)
                column = replace(columns[key], kind=Kind.DATE)
                values[key] = [*values[key][:row], parsed.value, *values[key][row + 1 :]]
                findings = [f for f in findings if f.cell != cell.address]
                wrong = (f for f in parsed.findings if f.code is not Code.DATE_AS_TEXT)
                findings += [_placed(f, tab=table.tab, cell=cell, column=column) for f in wrong]
    return replace(table, values=values, findings=tuple(findings))


def _placed(finding: Finding, *, tab: str, cell: Cell, column: Column) -> Finding:
    """The finding of a parser with the place it was made at."""
    facts: dict[str, str | int | float] = {
        "column": column.key,
        "table": column.sheet.value,
        "kind": column.kind.value,
    }
    value = cell.shown if finding.value is None else finding.value
    facts.update(finding.facts)
    return Finding(finding.code, tab, cell.address, value, finding.nearest, facts)
