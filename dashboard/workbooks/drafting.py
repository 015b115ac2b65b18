"""Drafts: a sheet of another layout on its way to being a table of the plan.

What a cell says is taken over where its column can hold it. What it cannot hold stays
unknown, and how often is told; nothing is put in its place.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from dashboard.plan.columns import Column, columns_of
from dashboard.plan.kinds import Kind
from dashboard.plan.records import Value
from dashboard.plan.sheets import SheetKey
from dashboard.plan.tables import NOWHERE
from dashboard.workbooks.cellvalues import ReadValue, Typed
from dashboard.workbooks.columnreading import language_of
from dashboard.workbooks.gatheredrows import ReadRow
from dashboard.workbooks.raw import Raw, address, column_of
from dashboard.workbooks.tables import Judged
from dashboard.workbooks.values import parse

# Whoever answers for a row is named in words, and gets a code when all sheets are known.
NAMED = (Kind.ADMINISTRATION, Kind.ADMINISTRATIONS)
_CODES = (Kind.GOALS, Kind.TARGETS, Kind.TARGET)
# Where a sheet has no title, these name its rows, the first that says anything.
_TITLES = ("indicator", "description", "category", "network", "role", "commitment", "place")


@dataclass(slots=True)
class Draft:
    """The rows of one table as far as they are known.

    `values` go by column key, each as long as `numbers`; `places` and `cells` tell where they
    stand as in a `Table`. `names` are cells that name administrations and `ids` the sheet's
    own names of its rows, both still in words. `unread` are cells whose column cannot hold
    what they say, `used` the columns of the sheet that gave anything.
    """

    judged: Judged
    key: SheetKey
    numbers: list[int] = field(default_factory=list[int])
    values: dict[str, list[Value | None]] = field(default_factory=dict[str, list[Value | None]])
    places: dict[str, int] = field(default_factory=dict[str, int])
    cells: dict[str, dict[int, str]] = field(default_factory=dict[str, dict[int, str]])
    names: dict[str, dict[int, ReadValue]] = field(default_factory=dict[str, dict[int, ReadValue]])
    ids: dict[int, ReadValue] = field(default_factory=dict[int, ReadValue])
    unread: dict[str, list[ReadValue]] = field(default_factory=dict[str, list[ReadValue]])
    used: set[int] = field(default_factory=set[int])
    untitled: list[int] = field(default_factory=list[int])
    suffix: str = ""

    def __post_init__(self) -> None:
        """The language whose columns the texts of the sheet go into."""
        self.suffix = "da" if language_of(self.judged.layout.columns) == "da" else "en"

    @property
    def tab(self) -> str:
        """The sheet's name in the workbook."""
        return self.judged.layout.tab.name

    def put(self, key: str, value: Value | None, cell: str | None = None) -> None:
        """Put a value into the row begun last; `cell` is where it stands."""
        at = len(self.numbers) - 1
        column = self.values.get(key)
        if column is None:
            column = self.values[key] = []
        if at > len(column):
            column.extend([None] * (at - len(column)))
        column[at:] = (value,)
        if cell is not None:
            self.place(key, at, cell)

    def place(self, key: str, at: int, cell: str) -> None:
        """Tell where a value stands: in the usual column of its key, or by itself."""
        column = _column(cell)
        if column is not None:
            self.places.setdefault(key, column)
            self.used.add(column)
        usual = self.places.get(key)
        if usual is None or cell != address(self.numbers[at] - 1, usual):
            self.cells.setdefault(key, {})[at] = cell

    def finished(self) -> None:
        """Make all columns as long as there are rows."""
        for column in self.values.values():
            column.extend([None] * (len(self.numbers) - len(column)))


def draft_of(judged: Judged, rows: Iterable[ReadRow], *, key: SheetKey) -> Draft:
    """The rows of a sheet whose every record is one row of the plan."""
    draft = Draft(judged, key)
    for row in rows:
        add(draft, row)
    draft.finished()
    return draft


def add(draft: Draft, row: ReadRow, *, title: ReadValue | None = None) -> bool:
    """Add a record; one that nothing names is left out, and its number kept."""
    columns = _columns(draft.key)
    titled = "title_da" in columns
    suffix = draft.suffix
    named = title or (_title(row) if titled else None)
    if titled and named is None:
        draft.untitled.append(row.row)
        return False
    draft.numbers.append(row.row)
    if titled and named is not None and (title or not _has_title(row)):
        draft.put(f"title_{suffix}", str(named.value), named.cell or None)
    for key, value in row.values.items():
        column = columns.get(key)
        if column is None or (title is not None and key.startswith("title_")):
            continue
        if value is named and not key.startswith("title_"):
            continue
        _take(draft, column, value)
    _codes(draft, row, columns)
    return True


@cache
def _columns(key: SheetKey) -> Mapping[str, Column]:
    return {column.key: column for column in columns_of(key)}


def _title(row: ReadRow) -> ReadValue | None:
    """What names a record."""
    keys = (f"{name}{end}" for name in ("title", *_TITLES) for end in ("", "_da", "_en"))
    return next((row.values[key] for key in keys if key in row.values), None)


def _has_title(row: ReadRow) -> bool:
    return "title_da" in row.values or "title_en" in row.values


def _take(draft: Draft, column: Column, value: ReadValue) -> None:
    at = len(draft.numbers) - 1
    if column.kind is Kind.CODE:
        draft.ids[at] = value
    elif column.kind in NAMED:
        draft.names.setdefault(column.key, {})[at] = value
    elif column.kind not in _CODES:
        said = taken(value.value, column)
        if said is None:
            miss(draft, column.key, at, value)
        draft.put(column.key, said, None if said is None else value.cell)


def miss(draft: Draft, key: str, at: int, value: ReadValue) -> None:
    """Note a cell that its column cannot hold: it is not empty, and stands for nothing."""
    draft.unread.setdefault(key, []).append(value)
    draft.cells.setdefault(key, {})[at] = NOWHERE
    if (column := _column(value.cell)) is not None:
        draft.used.add(column)


def taken(value: Typed, column: Column) -> Value | None:
    """What a cell says in a column of ours, None where that column cannot hold it."""
    if column.kind is Kind.NUMBER:
        return float(value) if isinstance(value, int | float) else None
    return parse(value, column=column).value


def _codes(draft: Draft, row: ReadRow, columns: Mapping[str, Column]) -> None:
    """The goals and targets of a record, with all cells that name them."""
    cell = ", ".join(row.goal_cells) or None
    if "goals" in columns and row.goals:
        draft.put("goals", row.goals, cell)
    if "targets" in columns and row.targets:
        draft.put("targets", row.targets, cell)
    if "target" in columns and len(row.targets) == 1:
        draft.put("target", row.targets[0], cell)


def _column(cell: str) -> int | None:
    """The column of an address; several cells stand in none."""
    letters = cell.rstrip("0123456789")
    return column_of(letters.encode()) if letters.isascii() and letters.isalpha() else None


def kept(draft: Draft, rows: Sequence[int]) -> Draft:
    """A draft with only some of its rows, by their place in `numbers`."""
    new = {old: at for at, old in enumerate(rows)}
    cells = {
        key: {new[at]: cell for at, cell in each.items() if at in new}
        for key, each in draft.cells.items()
    }
    return replace(
        draft,
        numbers=[draft.numbers[at] for at in rows],
        values={key: [column[at] for at in rows] for key, column in draft.values.items()},
        cells=cells,
    )


def raws_of(values: Sequence[Value | None]) -> Sequence[Raw]:
    """Values as cells to point at; a list is shown as it would be written."""
    return ["; ".join(map(str, v)) if isinstance(v, tuple) else v for v in values]
