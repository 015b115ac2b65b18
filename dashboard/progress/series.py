# pyright: standard
# pandas hands out frames whose columns no checker knows
"""The series of every indicator, out of an edition's tables."""

from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from dashboard.plan.indicators import (
    Ambition,
    Change,
    ChangeKind,
    Direction,
    Manual,
    MethodKey,
    Observation,
    Operator,
    Point,
    Rhythm,
    Series,
    ValueStatus,
)
from dashboard.plan.records import Record
from dashboard.plan.sheets import SheetKey
from dashboard.plan.status import Progress
from dashboard.plan.steps import steps_read
from dashboard.plan.tables import cells_read
from dashboard.progress.frame import Tables, cells_in


@dataclass(slots=True)
class Observed:
    """What was observed of one indicator, and the cells of rows whose year or value nobody read."""

    values: list[Observation] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)


def observed(tables: Tables) -> Mapping[str, Observed]:
    """Every observation by the id of its indicator, the earliest first.

    Read column by column: there are many more observations than rows of any other sheet.
    """
    frame = tables.frames[SheetKey.OBSERVATIONS]
    years, values = _numbers(frame, "year"), _numbers(frame, "value")
    is_read = (np.isfinite(years) & np.isfinite(values)).tolist()
    columns = (_column(frame, key) for key in ("value_status", "series_break", "unit"))
    told = zip(years.tolist(), values.tolist(), _cells(tables, frame), *columns, strict=True)
    found: dict[str, Observed] = {}
    for many, whole, row in zip(_column(frame, "indicator"), is_read, told, strict=True):
        observation = _observation(*row) if whole else None
        for indicator in () if many is None else many:
            seen = found.get(indicator) or found.setdefault(indicator, Observed())
            if observation is None:
                seen.unread.append(row[2])
            else:
                seen.values.append(observation)
    for seen in found.values():
        seen.values.sort(key=lambda o: o.year)
    return found


def _numbers(frame: pd.DataFrame, key: str) -> np.ndarray:
    """A column of numbers, NaN where nothing was read."""
    return frame[key].to_numpy(dtype="float64", na_value=float("nan"))


def _column(frame: pd.DataFrame, key: str) -> list[Any]:
    """A column as a list; one that an older edition lacks is empty all the way down."""
    return frame[key].tolist() if key in frame.columns else [None] * len(frame)


def _cells(tables: Tables, frame: pd.DataFrame) -> list[str]:
    """The address of every value."""
    tabs, rows = _column(frame, "tab"), _column(frame, "row")
    begun = {tab: f"{tab}!{tables.layout.get(tab, {}).get('value', '')}" for tab in set(tabs)}
    usual = (f"{begun[tab]}{row}" for tab, row in zip(tabs, rows, strict=True))
    return [
        f"{tab}!{own}" if elsewhere and (own := cells_read(elsewhere).get("value")) else cell
        for cell, tab, elsewhere in zip(usual, tabs, cells_in(frame), strict=True)
    ]


def _observation(  # noqa: PLR0913, PLR0917 - the columns of a row, in the order of the sheet
    year: float, value: float, cell: str, status: Any, breaks: Any, unit: Any
) -> Observation:
    return Observation(
        int(year),
        value,
        cell,
        ValueStatus(status) if isinstance(status, str) else None,
        breaks if isinstance(breaks, str) else None,
        unit if isinstance(unit, str) else None,
    )


# What an indicator is judged by; a cell among these that nobody can read leaves it grey.
_JUDGED_BY = (
    "direction", "baseline_value", "baseline_year", "ambition_operator", "ambition_value",
    "ambition_upper", "ambition_year", "method", "interim_ambitions", "natural_limit",
    "limit_threshold", "change_kind", "change_year",
)  # fmt: skip


def series_of(
    record: Record, seen: Observed, *, on: date, unread: Set[str] = frozenset()
) -> Series:
    """The series of one indicator as it is judged on a day; `unread` are cells nobody can read."""
    direction, rhythm = record.text("direction"), record.text("rhythm")
    lag, method = record.number("release_lag_months"), record.text("method")
    return Series(
        indicator=record.text("id") or "",
        direction=Direction(direction) if direction else None,
        baseline=_baseline(record),
        ambition=_ambition(record),
        observations=tuple(seen.values),
        rhythm=Rhythm(rhythm) if rhythm else None,
        release_lag_months=None if lag is None else int(lag),
        method=MethodKey(method) if method else None,
        status_year=on.year,
        units=frozenset(u for key in ("unit_da", "unit_en") if (u := record.text(key))),
        steps=steps_read(record.text("interim_ambitions")),
        steps_cell=_cell(record, "interim_ambitions"),
        natural_limit=record.number("natural_limit"),
        threshold=record.number("limit_threshold"),
        change=_change(record),
        across_break=record.text("across_break"),
        manual=_manual(record),
        unread=tuple(seen.unread),
        unclear=_unclear(record, unread) if unread else (),
    )


def _unclear(record: Record, unread: Set[str]) -> tuple[str, ...]:
    """The cells of an indicator's own row in which something stands that says nothing."""
    empty = (key for key in _JUDGED_BY if key in record.cells and key not in record.values)
    cells = (_cell(record, key) for key in empty)
    return tuple(cell for cell in cells if cell in unread)


def _cell(record: Record, *keys: str) -> str:
    """The address of the first of these columns that the sheet has."""
    found = next((record.cells[key] for key in keys if key in record.cells), str(record.row))
    return f"{record.tab}!{found}"


def _baseline(record: Record) -> Point | None:
    value, year = record.number("baseline_value"), record.number("baseline_year")
    if value is None:
        return None
    return Point(None if year is None else int(year), value, _cell(record, "baseline_value"))


def _ambition(record: Record) -> Ambition | None:
    operator, year = record.text("ambition_operator"), record.number("ambition_year")
    if operator is None:
        return None
    is_none = operator == Operator.NONE  # that there is none stands in its own cell
    return Ambition(
        operator=Operator(operator),
        value=record.number("ambition_value"),
        upper=record.number("ambition_upper"),
        year=None if year is None else int(year),
        cell=_cell(record, "ambition_operator" if is_none else "ambition_value"),
    )


def _change(record: Record) -> Change | None:
    kind, year = record.text("change_kind"), record.number("change_year")
    if kind is None or year is None:
        return None
    reason = record.text("change_reason")
    return Change(ChangeKind(kind), int(year), reason, _cell(record, "change_year"))


def _manual(record: Record) -> Manual | None:
    given = record.text("manual_class")
    reason, name = record.text("manual_reason"), record.text("manual_name")
    if given is None and reason is None and name is None:
        return None
    cell = _cell(record, "manual_class")
    return Manual(Progress(given) if given else None, reason, name, cell)
