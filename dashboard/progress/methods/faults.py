"""Faults of a series that make every computed class a guess: found before any method is asked."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from dashboard.plan.indicators import Operator, Series
from dashboard.plan.scales import is_leap, is_percent_unit, same_unit
from dashboard.progress.methods.verdict import Reason


@dataclass(frozen=True, slots=True)
class Fault:
    """One contradiction in the data of an indicator, and the cell to look at."""

    reason: Reason
    cell: str


def first_fault(series: Series, /) -> Fault | None:
    """The gravest fault, None where the data go together."""
    return next(faults(series), None)


def faults(series: Series, /) -> Iterator[Fault]:
    """Every fault of a series, the gravest first."""
    yield from _not_read(series)
    yield from _two_values(series)
    yield from _unit_changes(series)
    yield from _mixed_scales(series)
    yield from _future_values(series)
    yield from _range_order(series)
    yield from _ambition_before_base(series)


def _not_read(series: Series) -> Iterator[Fault]:
    yield from (Fault(Reason.NOT_READ, cell) for cell in (*series.unread, *series.unclear))
    for value, cell in _numbers(series):
        if not math.isfinite(value):
            yield Fault(Reason.NOT_READ, cell)


def _numbers(series: Series) -> Iterator[tuple[float, str]]:
    """Every number a method may compute with, and its cell."""
    yield from ((o.value, o.cell) for o in series.observations)
    base, ambition = series.baseline, series.ambition
    if base is not None:
        yield base.value, base.cell
    if ambition is not None:
        ends = (ambition.value, ambition.upper, series.natural_limit, series.threshold)
        yield from ((end, ambition.cell) for end in ends if end is not None)
    yield from ((step.value, series.steps_cell) for step in series.steps)


def _two_values(series: Series) -> Iterator[Fault]:
    for earlier, later in pairwise(series.observations):
        if earlier.year == later.year:
            yield Fault(Reason.TWO_VALUES, later.cell)


def _unit_changes(series: Series) -> Iterator[Fault]:
    told = [(same_unit(o.unit), o.cell) for o in series.observations if o.unit]
    known = set(map(same_unit, series.units)) or {unit for unit, _ in told[:1]}
    yield from (Fault(Reason.UNIT_CHANGE, cell) for unit, cell in told if unit not in known)


def _mixed_scales(series: Series) -> Iterator[Fault]:
    """A percentage written as 0.45 beside one written as 45."""
    if not any(map(is_percent_unit, series.units)):
        return
    base, ambition = series.baseline, series.ambition
    values = [] if base is None else [(base.value, base.cell)]
    values += [(o.value, o.cell) for o in series.observations]
    values += [(step.value, series.steps_cell) for step in series.steps]
    if ambition is not None:
        ends = (ambition.value, ambition.upper)
        values += [(end, ambition.cell) for end in ends if end is not None]
    for (one, here), (other, there) in pairwise(values):
        if is_leap(one, other):
            yield Fault(Reason.MIXED_SCALE, here if abs(one) < abs(other) else there)


def _future_values(series: Series) -> Iterator[Fault]:
    now = series.status_year
    if now is None:
        return
    yield from (Fault(Reason.FUTURE_VALUE, o.cell) for o in series.observations if o.year > now)


def _range_order(series: Series) -> Iterator[Fault]:
    """An ambition between two values needs both, the lower one first."""
    ambition = series.ambition
    if ambition is None or ambition.operator is not Operator.RANGE or ambition.value is None:
        return
    if ambition.upper is None or ambition.upper < ambition.value:
        yield Fault(Reason.RANGE_ORDER, ambition.cell)


def _ambition_before_base(series: Series) -> Iterator[Fault]:
    base, ambition = series.baseline, series.ambition
    if base is None or base.year is None or ambition is None or ambition.year is None:
        return
    if ambition.operator is not Operator.NONE and ambition.year <= base.year:
        yield Fault(Reason.AMBITION_BEFORE_BASE, ambition.cell)
