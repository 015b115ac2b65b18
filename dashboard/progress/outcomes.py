"""Indicators with their marks: progress by a method, data status and freshness, kept apart."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from dashboard.plan.indicators import MethodKey, Series
from dashboard.plan.kinds import Relevance
from dashboard.plan.records import Record
from dashboard.plan.sheets import SheetKey
from dashboard.plan.status import DataStatus, Freshness, Lack
from dashboard.progress.data import Due, data_status, freshness, lacks, next_due
from dashboard.progress.frame import Tables
from dashboard.progress.methods import DEFAULT, METHODS, method_of
from dashboard.progress.methods.faults import Fault, faults
from dashboard.progress.methods.method import Method
from dashboard.progress.methods.verdict import Verdict
from dashboard.progress.pace import Pace, pace_of
from dashboard.progress.projection import BandPoint, band_of
from dashboard.progress.series import Observed, observed, series_of


@dataclass(frozen=True, slots=True)
class Opinion:
    """What one method says of an indicator: a verdict, or in it the reason for none."""

    method: Method
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Outcome:
    """One indicator with its three marks, and everything a reader may ask about them.

    `verdict` is that of the indicator's own method. What the other methods say, the pace, the
    projection and the faults are worked out when they are asked for: a page shows a dozen
    indicators, an edition has thousands.
    """

    record: Record
    series: Series
    verdict: Verdict
    data: DataStatus
    freshness: Freshness

    @property
    def method(self) -> MethodKey:
        """The method that gave the verdict."""
        return self.series.method or DEFAULT

    @property
    def method_is_stated(self) -> bool:
        """Whether the workbook chose the method; otherwise the default was used, and is said."""
        return self.series.method is not None

    @property
    def others(self) -> tuple[Opinion, ...]:
        """What every other method says of the same series, refusals too."""
        rest = (m for m in METHODS if m.key is not self.method)
        return tuple(Opinion(m, m.judge(self.series)) for m in rest)

    @property
    def faults(self) -> tuple[Fault, ...]:
        """Everything that contradicts itself in the data, with its cell."""
        return tuple(faults(self.series))

    @property
    def lacks(self) -> tuple[Lack, ...]:
        """What is still missing, the most pressing first."""
        return lacks(self.series)

    @property
    def due(self) -> Due | None:
        """The month from which the next value ought to be here."""
        return next_due(self.series)

    @property
    def pace(self) -> Pace | None:
        """What is needed a year from now on, against so far; None where the data are at fault."""
        return None if self.faults else pace_of(self.series)

    @property
    def band(self) -> tuple[BandPoint, ...]:
        """The projection, empty where five values do not allow one or the data are at fault."""
        return () if self.faults else band_of(self.series)


def outcomes(
    tables: Tables, *, on: date, relevance: Mapping[str, Record] | None = None
) -> list[Outcome]:
    """Every indicator of an edition, in the workbook's order."""
    seen = observed(tables)
    return [
        _outcome(
            record,
            series_of(record, _seen(seen, record), on=on, unread=tables.unread),
            on,
            relevance or {},
        )
        for record in tables.records(SheetKey.INDICATORS)
    ]


def _seen(seen: Mapping[str, Observed], record: Record) -> Observed:
    return seen.get(record.text("id") or "") or Observed()


def _outcome(record: Record, series: Series, on: date, relevance: Mapping[str, Record]) -> Outcome:
    return Outcome(
        record=record,
        series=series,
        verdict=method_of(series.method or DEFAULT).judge(series),
        data=data_status(series, applicable=_applies(record, relevance)),
        freshness=freshness(series, on=on),
    )


def _applies(record: Record, relevance: Mapping[str, Record]) -> bool:
    """Whether the indicator measures anything that is the city's to work on.

    Not when every one of its targets is registered as not ours; a target nobody has judged
    yet counts as ours.
    """
    targets = record.codes("targets")
    judged = [row.text("relevance") for code in targets if (row := relevance.get(code))]
    return not targets or any(r != Relevance.NOT_OURS for r in judged) or len(judged) < len(targets)
