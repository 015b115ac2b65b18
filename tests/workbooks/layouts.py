"""Sheets of every layout, built as a reader hands them on."""

from collections.abc import Mapping, Sequence

from dashboard.workbooks.raw import Area, Place, Raw, Tab, Workbook, columns_of_rows
from dashboard.workbooks.tables import Reading, ReadTable, read_tables

Cells = Sequence[Sequence[Raw]]


def tab(
    rows: Cells,
    *,
    name: str = "Ark1",
    merged: tuple[Area, ...] = (),
    hidden: bool = False,
    formats: Mapping[Place, str] | None = None,
) -> Tab:
    return Tab(name, columns_of_rows(rows), formats or {}, hidden, merged)


def read(*tabs: Tab) -> Reading:
    return read_tables(Workbook("fil.xlsx", tabs))


def table(rows: Cells, **more: object) -> ReadTable:
    """The one table of a sheet."""
    (found,) = read(tab(rows, **more)).tables  # type: ignore[arg-type]
    return found


def keys(found: ReadTable) -> dict[str, str | None]:
    return {column.header: column.key for column in found.columns}


def goals(found: ReadTable) -> list[tuple[int, ...]]:
    return [row.goals for row in found.rows]


def plan(goal_header: str, *cells: Raw) -> Cells:
    """A small plan of actions with one column that may hold goals."""
    header = ("Tiltag", "Ansvarlig", "Frist", goal_header)
    rows = (
        (f"Indsats nummer {n} for byen", "Teknik", 2026 + n, cell) for n, cell in enumerate(cells)
    )
    return (header, *rows)
