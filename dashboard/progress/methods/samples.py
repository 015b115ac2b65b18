"""The same series judged by every method: the table of the method page.

The series are those against which the methods are proved, from 2015 to 2023 with an ambition
for 2030, so that every class on the page can be checked with a pocket calculator.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from dashboard.plan.indicators import Ambition, Direction, Observation, Operator, Point, Series
from dashboard.progress.methods import METHODS
from dashboard.progress.methods.verdict import Verdict

_UP, _DOWN = Direction.UP, Direction.DOWN
BEGIN, LATEST, END = 2015, 2023, 2030


@dataclass(frozen=True, slots=True)
class Sample:
    """One series: its letter, value at the base and the latest, direction, ambition and limit."""

    key: str
    base: float
    latest: float
    direction: Direction
    ambition: float | None
    natural_limit: float | None = None


SAMPLES: tuple[Sample, ...] = (
    Sample("A", 50, 40, _DOWN, 20),
    Sample("B", 20, 30, _UP, 35),
    Sample("C", 20, 24, _UP, 35),
    Sample("D", 20, 19, _UP, 35),
    Sample("E", 20, 36, _UP, 35),
    Sample("F", 10, 12, _UP, None),
    Sample("G", 10, 10.3, _UP, None),
    Sample("H", 8, 8.4, _DOWN, None),
    Sample("I", 95, 96, _UP, None, natural_limit=100),
    Sample("J", 30, 0, _DOWN, 0),
    Sample("K", 30, 10, _DOWN, 0),
)


def series_of(sample: Sample, /) -> Series:
    """A sample as a series of six values on a straight line; without ambition it says so."""
    operator = Operator.AT_LEAST if sample.direction is _UP else Operator.AT_MOST
    has_none = sample.ambition is None
    return Series(
        indicator=sample.key,
        direction=sample.direction,
        baseline=Point(BEGIN, float(sample.base), ""),
        ambition=Ambition(
            Operator.NONE if has_none else operator,
            sample.ambition,
            None,
            None if has_none else END,
            "",
        ),
        observations=tuple(_values(sample)),
        natural_limit=sample.natural_limit,
        status_year=LATEST,
    )


def _values(sample: Sample) -> Iterator[Observation]:
    step = (sample.latest - sample.base) / (LATEST - BEGIN)
    for year in range(LATEST - 5, LATEST):
        yield Observation(year, sample.base + step * (year - BEGIN), "")
    yield Observation(LATEST, float(sample.latest), "")


def judged() -> tuple[tuple[Sample, tuple[Verdict, ...]], ...]:
    """Every sample with the verdict of every method, in the order of the methods."""
    return tuple((s, tuple(m.judge(series_of(s)) for m in METHODS)) for s in SAMPLES)
