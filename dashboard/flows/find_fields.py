"""The values of one row that can be corrected, each with the only cell it stands in."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from dashboard.flows.open_edition import OpenEdition
from dashboard.flows.show_rows import find, observations
from dashboard.plan.columns import NAMED_BY, Column, columns_of
from dashboard.plan.kinds import Kind
from dashboard.plan.records import Record, Value
from dashboard.plan.sheets import MAPPED, SheetKey
from dashboard.progress.frame import Tables


class Fixed(StrEnum):
    """Why a value cannot be corrected alone; words for each stand in the language files."""

    NAME = "name"  # the row is known by it
    NOWHERE = "nowhere"
    SEVERAL = "several"
    ELSEWHERE = "elsewhere"  # in a heading or on another sheet, for several rows


@dataclass(frozen=True, slots=True)
class Field:
    """One value of a row, or the empty cell it would stand in.

    `cell` is its address on the row's own sheet; `fixed` tells why it cannot be corrected.
    """

    record: Record
    column: Column
    cell: str
    fixed: Fixed | None

    @property
    def value(self) -> Value | None:
        """What is published."""
        return self.record.values.get(self.column.key)

    @property
    def key(self) -> str:
        """What the field is called in an address: its column and where it stands."""
        return f"{self.record.sheet}.{self.column.key}@{self.place}"

    @property
    def place(self) -> str:
        """Sheet and cell, or the cells where there are several."""
        whole = "!" in self.cell or not self.cell
        return self.cell if whole else f"{self.record.tab}!{self.cell}"

    @property
    def year(self) -> int | None:
        """The year of an observation."""
        if self.record.sheet is not SheetKey.OBSERVATIONS:
            return None
        year = self.record.number("year")
        return None if year is None else int(year)


# What an observation says beside its value; the rest stands with its indicator.
_OBSERVED = ("value", "unit", "value_status", "series_break", "note")


def fields_of(opened: OpenEdition, sheet: str, identifier: str) -> tuple[Field, ...]:
    """The values of a row, and the observations of an indicator; none where there is no row."""
    key = next((each for each in MAPPED if each.value == sheet), None)
    row = find(opened, key, identifier) if key else None
    if row is None:
        return ()
    found = list(_fields(row.record))
    if key is SheetKey.INDICATORS:
        for record in observations(opened, identifier):
            found += [f for f in _fields(record) if f.column.key in _OBSERVED]
    return tuple(found)


def again(tables: Tables, field: Field) -> Record | None:
    """The row of a field in other tables, as far as it is still there."""
    record = field.record
    names = NAMED_BY[record.sheet]
    wanted = [record.values.get(name) for name in names]
    return next(
        (
            each
            for each in tables.records(record.sheet)
            if [each.values.get(name) for name in names] == wanted
        ),
        None,
    )


def _fields(record: Record) -> Iterator[Field]:
    for column in columns_of(record.sheet):
        cell = record.cells.get(column.key, "")
        if cell or column.key in record.values:
            yield Field(record, column, cell, _fixed(record, column, cell))


def _fixed(record: Record, column: Column, cell: str) -> Fixed | None:
    if column.kind is Kind.CODE or column.key in NAMED_BY[record.sheet]:
        return Fixed.NAME
    if not cell:
        return Fixed.NOWHERE
    if "," in cell:
        return Fixed.SEVERAL
    is_own = "!" not in cell and cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") == str(record.row)
    return None if is_own else Fixed.ELSEWHERE
