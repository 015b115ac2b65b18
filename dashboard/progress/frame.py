# pyright: standard
# pandas hands out frames whose columns no checker knows
"""An edition's tables and the way from any of their values back to its cell."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from dashboard.plan.columns import columns_of
from dashboard.plan.kinds import Kind
from dashboard.plan.records import Record, Value
from dashboard.plan.sheets import SheetKey
from dashboard.plan.tables import cells_read

_WHOLE = (Kind.YEAR,)
_NOTHING = np.nan  # what pandas has for text that is not there: always this object


@dataclass(frozen=True, slots=True)
class Tables:
    """One frame a sheet, and `layout`: tab → key → the column letter it stood in.

    `unread` are the cells, with their sheets, in which something stands that nobody could
    read; a workbook with such cells is never published.
    """

    frames: Mapping[SheetKey, pd.DataFrame]
    layout: Mapping[str, Mapping[str, str]]
    unread: frozenset[str] = frozenset()

    def count(self, sheet: SheetKey) -> int:
        """How many rows a sheet has."""
        return len(self.frames[sheet])

    def tabs(self, sheet: SheetKey) -> frozenset[str]:
        """The names the sheet goes by in the workbook."""
        return frozenset(map(str, self.frames[sheet]["tab"].unique()))

    def record(self, sheet: SheetKey, position: int) -> Record:
        """The row at a position of a sheet's frame."""
        return next(iter(self.records(sheet, (position,))))

    def records(self, sheet: SheetKey, positions: Iterable[int] | None = None) -> list[Record]:
        """The rows at `positions`, or all of them, in the workbook's order."""
        frame = self.frames[sheet]
        chosen = frame if positions is None else frame.iloc[list(positions)]
        keys = [c for c in columns_of(sheet) if c.key in chosen.columns]
        columns = [_plain(chosen[c.key], c.kind) for c in keys]
        names = [c.key for c in keys]
        return [
            self._record(
                sheet, str(tab), int(row), elsewhere, dict(zip(names, values, strict=True))
            )
            for tab, row, elsewhere, *values in zip(
                chosen["tab"].tolist(),
                chosen["row"].tolist(),
                cells_in(chosen),
                *columns,
                strict=True,
            )
        ]

    def _record(
        self,
        sheet: SheetKey,
        tab: str,
        row: int,
        elsewhere: str | None,
        values: Mapping[str, Value | None],
    ) -> Record:
        letters = self.layout.get(tab, {})
        filled = {key: value for key, value in values.items() if value not in (None, ())}
        cells = {key: f"{letter}{row}" for key, letter in letters.items()}
        if elsewhere:
            told = cells | cells_read(elsewhere)
            cells = {key: cell for key, cell in told.items() if cell}
        return Record(sheet=sheet, tab=tab, row=row, values=filled, cells=cells)

    def column(
        self, sheet: SheetKey, key: str, positions: Sequence[int] | None = None
    ) -> list[Value | None]:
        """A column's values at `positions`, or all; a column that is not there is empty."""
        frame = self.frames[sheet]
        kind = next(c.kind for c in columns_of(sheet) if c.key == key)
        if key not in frame.columns:
            return [None] * (len(frame) if positions is None else len(positions))
        column = frame[key]
        return _plain(column if positions is None else column.iloc[list(positions)], kind)

    def places(self, sheet: SheetKey, key: str) -> list[str]:
        """The cell of a column in every row: sheet and address."""
        frame = self.frames[sheet]
        rows = zip(frame["tab"].tolist(), frame["row"].tolist(), strict=True)
        return [f"{tab}!{self.layout.get(str(tab), {}).get(key, '')}{row}" for tab, row in rows]

    def filled(self, sheet: SheetKey) -> int:
        """How many cells of a sheet say something."""
        keys = [c.key for c in columns_of(sheet) if c.key in self.frames[sheet].columns]
        return sum(v not in (None, ()) for key in keys for v in self.column(sheet, key))

    def found(self, sheet: SheetKey, key: str, value: str) -> Record | None:
        """The first row of a sheet with a value in an identifying column."""
        position = self.positions(sheet, key).get(value)
        return None if position is None else self.record(sheet, position)

    def positions(self, sheet: SheetKey, key: str) -> dict[str, int]:
        """Value of an identifying column → its position; the first wins."""
        found: dict[str, int] = {}
        for position, value in enumerate(self.frames[sheet][key].tolist()):
            if isinstance(value, str):
                found.setdefault(value, position)
        return found


def cells_in(frame: pd.DataFrame) -> list[str | None]:
    """For each row the cells of values that stand elsewhere than in their column.

    Editions published before this was known have none.
    """
    if "cells" not in frame.columns:
        return [None] * len(frame)
    return [each if isinstance(each, str) else None for each in frame["cells"].tolist()]


def exploded(frame: pd.DataFrame, key: str) -> tuple[np.ndarray, np.ndarray]:
    """A list column as pairs: positions, and one value each."""
    lists = frame[key].tolist()
    lengths = np.fromiter((0 if v is None else len(v) for v in lists), dtype=np.int64)
    positions = np.repeat(np.arange(len(lists)), lengths)
    values = [item for many in lists if many is not None for item in many]
    return positions, np.array(values, dtype=object)


def _plain(column: pd.Series, kind: Kind) -> list[Value | None]:
    """A column's values as the rest of the program knows them."""
    # Nearly all are text or nothing, and a call for each of them would take most of the time.
    return [
        v if v is None or v.__class__ is str else None if v is _NOTHING else _one(v, kind)
        for v in column.tolist()
    ]


def _one(value: object, kind: Kind) -> Value | None:
    if isinstance(value, str):
        return str(value)
    if isinstance(value, np.ndarray | list):
        return tuple(int(v) for v in value) if kind is Kind.GOALS else tuple(map(str, value))
    if not isinstance(value, int | float):
        return None
    if isinstance(value, float) and math.isnan(value):
        return None
    if isinstance(value, float) and kind in _WHOLE:
        return int(value)
    return value
