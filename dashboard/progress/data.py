"""The data behind an indicator, apart from how it goes: what is there, and how new it is."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from dashboard.plan.indicators import MethodKey, Operator, Series
from dashboard.plan.status import DataStatus, Freshness, Lack


def data_status(series: Series, *, applicable: bool = True) -> DataStatus:
    """Whether everything an indicator is judged by is there."""
    if not applicable:
        return DataStatus.NOT_APPLICABLE
    if not (series.observations or series.unread):
        return DataStatus.MISSING
    blocking = [lack for lack in lacks(series) if lack is not Lack.RHYTHM]
    return DataStatus.IN_PROGRESS if blocking else DataStatus.COMPLETE


def lacks(series: Series) -> tuple[Lack, ...]:
    """Everything an indicator still lacks, the most pressing first."""
    return tuple(_lacks(series))


def _lacks(series: Series) -> Iterator[Lack]:
    ambition = series.ambition
    if not series.observations:
        yield Lack.VALUES
    if series.unread:
        yield Lack.READABLE_VALUES
    by_hand = series.method is MethodKey.BY_HAND
    if len(series.observations) == 1 and series.baseline is None and not by_hand:
        yield Lack.SECOND_VALUE
    if series.direction is None and not _says_where(series):
        yield Lack.DIRECTION
    has_none = ambition is not None and ambition.operator is Operator.NONE
    if ambition is None or (ambition.value is None and not has_none):
        yield Lack.AMBITION
    elif ambition.year is None and not has_none:
        yield Lack.AMBITION_YEAR
    if series.baseline is None or series.baseline.year is None:
        yield Lack.BASELINE
    if series.rhythm is None:
        yield Lack.RHYTHM


def _says_where(series: Series) -> bool:
    """Whether the ambition is a range, which says itself where the figure should be."""
    return series.ambition is not None and series.ambition.operator is Operator.RANGE


@dataclass(frozen=True, slots=True)
class Due:
    """The month from which the next value ought to be here."""

    year: int
    month: int


def next_due(series: Series) -> Due | None:
    """When the next value is due, by the indicator's own rhythm and its usual lag.

    A value for a year is due when the year is over and the lag has passed; counted in months,
    for no calendar reaches as far as a lag that a person may type.
    """
    every = series.rhythm.years if series.rhythm else None
    if every is None or not series.observations:
        return None
    months = (series.observations[-1].year + every + 1) * 12 + (series.release_lag_months or 0)
    return Due(months // 12, months % 12 + 1)


def freshness(series: Series, *, on: date) -> Freshness:
    """Whether the next value ought to be here on a day."""
    due = next_due(series)
    if due is None:
        return Freshness.UNKNOWN
    late = (due.year, due.month) <= (on.year, on.month)
    return Freshness.LATE if late else Freshness.FRESH
