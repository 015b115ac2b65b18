"""A record: one row of a workbook whose every value knows its cell."""

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.plan.sheets import SheetKey

Value = str | float | int | tuple[int, ...] | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """One row: `values` by column key (empty cells are absent), `cells` the address of each.

    `tab` is the sheet's name in the workbook, `row` the row number Excel shows.
    """

    sheet: SheetKey
    tab: str
    row: int
    values: Mapping[str, Value]
    cells: Mapping[str, str]

    def place(self, key: str = "id") -> str:
        """The cell of a value, sheet and address; the row where the workbook has no such column."""
        return f"{self.tab}!{self.cells.get(key, self.row)}"

    def text(self, key: str) -> str | None:
        """The value of a text column, or None where the cell is empty."""
        value = self.values.get(key)
        return value if isinstance(value, str) else None

    def number(self, key: str) -> float | None:
        """The value of a number or year column, or None where the cell is empty."""
        value = self.values.get(key)
        return value if isinstance(value, int | float) else None

    def goals(self) -> tuple[int, ...]:
        """The goals the row is mapped to; the goals of its targets belong to them."""
        return tuple(v for v in self._many("goals") if isinstance(v, int))

    def codes(self, key: str) -> tuple[str, ...]:
        """The codes of a list column: targets, administrations or ids."""
        return tuple(v for v in self._many(key) if isinstance(v, str))

    def _many(self, key: str) -> tuple[int, ...] | tuple[str, ...]:
        value = self.values.get(key)
        return value if isinstance(value, tuple) else ()
