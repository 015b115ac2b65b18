"""Indicators out of an edition's tables: their series, verdicts and data status."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.plan.indicators import (
    Ambition,
    Direction,
    Observation,
    Operator,
    Point,
    Rhythm,
    Series,
    ValueStatus,
)
from dashboard.plan.records import Record
from dashboard.plan.sheets import SheetKey
from dashboard.plan.status import DataStatus, Freshness
from dashboard.progress.frame import Tables
from dashboard.progress.methods.linear_path import Verdict, assess


@dataclass(frozen=True, slots=True)
class Outcome:
    """One indicator with its three marks: progress, data status and freshness."""

    record: Record
    series: Series
    verdict: Verdict
    data: DataStatus
    freshness: Freshness


def outcomes(tables: Tables, *, on: date) -> list[Outcome]:
    """Every indicator of an edition, in the workbook's order.

    A value for a year that has not begun is not a measurement yet and is left out.
    """
    observed = _observations(tables.records(SheetKey.OBSERVATIONS), on=on)
    return [
        _outcome(record, observed.get(record.text("id") or "", ()), on=on)
        for record in tables.records(SheetKey.INDICATORS)
    ]


def _observations(rows: Sequence[Record], *, on: date) -> Mapping[str, tuple[Observation, ...]]:
    found: dict[str, list[Observation]] = {}
    for row in rows:
        year, value = row.number("year"), row.number("value")
        if year is None or value is None or year > on.year:
            continue
        status = row.text("value_status")
        observation = Observation(
            year=int(year),
            value=value,
            cell=f"{row.tab}!{row.cells['value']}",
            status=ValueStatus(status) if status else None,
            breaks=row.text("series_break"),
        )
        for indicator in row.codes("indicator"):
            found.setdefault(indicator, []).append(observation)
    return {key: tuple(sorted(many, key=lambda o: o.year)) for key, many in found.items()}


def _outcome(record: Record, observations: tuple[Observation, ...], *, on: date) -> Outcome:
    series = _series(record, observations)
    return Outcome(
        record=record,
        series=series,
        verdict=assess(series, on=on),
        data=data_status(series),
        freshness=freshness(series, on=on),
    )


def _series(record: Record, observations: tuple[Observation, ...]) -> Series:
    direction, rhythm = record.text("direction"), record.text("rhythm")
    lag = record.number("release_lag_months")
    return Series(
        indicator=record.text("id") or "",
        direction=Direction(direction) if direction else None,
        baseline=_baseline(record),
        ambition=_ambition(record),
        observations=observations,
        rhythm=Rhythm(rhythm) if rhythm else None,
        release_lag_months=None if lag is None else int(lag),
    )


def _baseline(record: Record) -> Point | None:
    value, year = record.number("baseline_value"), record.number("baseline_year")
    if value is None:
        return None
    cell = f"{record.tab}!{record.cells['baseline_value']}"
    return Point(None if year is None else int(year), value, cell)


def _ambition(record: Record) -> Ambition | None:
    operator = record.text("ambition_operator")
    if operator is None:
        return None
    year = record.number("ambition_year")
    key = "ambition_value" if "ambition_value" in record.cells else "ambition_operator"
    return Ambition(
        operator=Operator(operator),
        value=record.number("ambition_value"),
        upper=record.number("ambition_upper"),
        year=None if year is None else int(year),
        cell=f"{record.tab}!{record.cells[key]}",
    )


def data_status(series: Series) -> DataStatus:
    """What is there to judge the indicator by, the first lack first."""
    if not series.observations:
        return DataStatus.NO_DATA
    if series.ambition is None or series.ambition.value is None:
        return DataStatus.NO_AMBITION
    if len(series.observations) == 1 and series.baseline is None:
        return DataStatus.ONE_POINT
    return DataStatus.COMPLETE if series.baseline is not None else DataStatus.NO_BASELINE


def freshness(series: Series, *, on: date) -> Freshness:
    """Whether the next value ought to be here, by the indicator's own rhythm and lag."""
    every = series.rhythm.years if series.rhythm else None
    if every is None or not series.observations:
        return Freshness.UNKNOWN
    # A value for a year is due when the year is over and its usual lag has passed.
    # Counted in months, for no calendar reaches as far as a lag that a person may type.
    next_year = series.observations[-1].year + every
    due = (next_year + 1) * 12 + (series.release_lag_months or 0)
    return Freshness.LATE if due <= on.year * 12 + on.month - 1 else Freshness.FRESH
