"""A table of a plan as columns: every value with the row and the column it stands in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.plan.records import Value
from dashboard.plan.sheets import SheetKey


@dataclass(frozen=True, slots=True)
class PlanTable:
    """One sheet of a workbook after reading.

    `tab` is the sheet's name in the workbook and `numbers` the row numbers Excel shows.
    `values` go by column key, each as long as `numbers`, None where a cell says nothing;
    `places` are the columns they stand in, counted from 0.
    """

    key: SheetKey
    tab: str
    numbers: Sequence[int]
    places: Mapping[str, int]
    values: Mapping[str, Sequence[Value | None]]
