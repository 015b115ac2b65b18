"""A table of a plan as columns: every value with the row and the column it stands in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dashboard.plan.records import Value
from dashboard.plan.sheets import SheetKey

# The address of what stands in no cell: a cell that was not understood is not empty either.
NOWHERE = ""


@dataclass(frozen=True, slots=True)
class PlanTable:
    """One sheet of a workbook after reading.

    `tab` is the sheet's name in the workbook and `numbers` the row numbers Excel shows.
    `values` go by column key, each as long as `numbers`, None where a cell says nothing;
    `places` are the columns they stand in, counted from 0. `cells` are the addresses of values
    that stand elsewhere than where their row and column meet, by column key and place in
    `numbers`: a year in a header, goals in a heading or in several cells. A cell that was not
    understood is `NOWHERE`.
    """

    key: SheetKey
    tab: str
    numbers: Sequence[int]
    places: Mapping[str, int]
    values: Mapping[str, Sequence[Value | None]]
    cells: Mapping[str, Mapping[int, str]] = field(default_factory=dict[str, Mapping[int, str]])


def cells_as_text(cells: Mapping[str, str]) -> str | None:
    """The cells of one row's values as they are stored; None where all stand in their column."""
    return ";".join(f"{key}={cell}" for key, cell in cells.items()) or None


def cells_read(text: str | None) -> dict[str, str]:
    """Column key → cell, as stored."""
    return dict(part.split("=", 1) for part in text.split(";")) if text else {}
