"""Linear required path: this project's own rule, with the cut-offs common in the field.

How much of the distance to the ambition has been covered, against the part of the time
that has passed:

    ratio = (gap at base − gap now) / (gap at base × share of the time passed)

The gap is the distance to the ambition: to a lower or upper limit, to a range, or to a
point; 0 where it is met. Distances make the rule safe with zero and negative values and
independent of the unit. Classes: achieved when the gap is 0; on track from 0.95;
acceleration needed from 0.60; limited from 0; moving away below. An ambition that was
not met in its year is not on track, however small the gap. When its year is over and no
value is that new, nobody knows whether it was met, and nothing is said.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dashboard.plan.indicators import Ambition, Direction, Observation, Operator, Point, Series
from dashboard.plan.status import Progress

ON_TRACK = 0.95
ACCELERATE = 0.60


class Reason(StrEnum):
    """Why an indicator cannot be assessed."""

    NO_DATA = "no_data"
    NO_AMBITION = "no_ambition"
    NO_DIRECTION = "no_direction"
    DIRECTION_CONFLICT = "direction_conflict"
    NO_YEAR = "no_year"
    YEAR_PASSED = "year_passed"
    ONE_POINT = "one_point"
    SERIES_BREAK = "series_break"


@dataclass(frozen=True, slots=True)
class Verdict:
    """A class and everything that led to it.

    `ratio` is actual over required change, None where none was computed; `base` is the
    stated baseline or, where none can be used, the first observation (`base_is_first`);
    `required` is the value the straight line asks for in the year of the latest value.
    """

    progress: Progress
    ratio: float | None = None
    reason: Reason | None = None
    base: Point | None = None
    base_is_first: bool = False
    latest: Observation | None = None
    required: float | None = None


def assess(series: Series, /, *, on: date | None = None) -> Verdict:
    """Judge one indicator as it stands on a day. Never raises; what cannot be judged says why.

    Without a day the year of the latest value counts as now.
    """
    if not series.observations:
        return Verdict(Progress.NO_DATA, reason=Reason.NO_DATA)
    latest = series.observations[-1]
    ambition = series.ambition
    if ambition is None or ambition.operator is Operator.NONE or ambition.value is None:
        return Verdict(Progress.NOT_ASSESSED, reason=Reason.NO_AMBITION, latest=latest)
    lack = _direction_lack(series.direction, ambition.operator)
    if lack is not None:
        return Verdict(Progress.NOT_ASSESSED, reason=lack, latest=latest)
    base, is_first = _base(series, latest)
    if gap(latest.value, ambition) == 0:
        return Verdict(Progress.ACHIEVED, base=base, base_is_first=is_first, latest=latest)
    lack = _lack(series, base, latest, ambition, now=on.year if on else latest.year)
    if lack is not None or base is None or ambition.year is None:
        return Verdict(Progress.NOT_ASSESSED, reason=lack, base=base, latest=latest)
    ratio = _ratio(base, latest, ambition, ambition.year)
    return Verdict(
        progress=_class(ratio, in_time=latest.year < ambition.year),
        ratio=ratio,
        base=base,
        base_is_first=is_first,
        latest=latest,
        required=_required(base, latest.year, ambition, ambition.year),
    )


def _direction_lack(direction: Direction | None, operator: Operator) -> Reason | None:
    """A range says itself where it lies; a limit must lie the way that is better."""
    if operator is Operator.RANGE:
        return None
    if direction is None:
        return Reason.NO_DIRECTION
    against = {Direction.UP: Operator.AT_MOST, Direction.DOWN: Operator.AT_LEAST}
    return Reason.DIRECTION_CONFLICT if against[direction] is operator else None


def _lack(
    series: Series, base: Point | None, latest: Observation, ambition: Ambition, *, now: int
) -> Reason | None:
    """What is missing for a ratio, the first lack first."""
    if base is None or base.year is None:
        return Reason.ONE_POINT
    if _broken(series, base.year):
        return Reason.SERIES_BREAK
    if ambition.year is None:
        return Reason.NO_YEAR
    return Reason.YEAR_PASSED if latest.year < ambition.year < now else None


def gap(value: float, ambition: Ambition) -> float:
    """The distance from a value to its ambition; 0 where the ambition is met."""
    low = ambition.value if ambition.value is not None else value
    match ambition.operator:
        case Operator.AT_LEAST:
            return max(0.0, low - value)
        case Operator.AT_MOST:
            return max(0.0, value - low)
        case Operator.RANGE:
            high = low if ambition.upper is None else ambition.upper
            return max(0.0, low - value, value - high)
        case _:
            return abs(value - low)


def time_share(base_year: int, year: int, ambition_year: int) -> float:
    """The part of the way from base to ambition year that had passed in `year`; at most 1."""
    if ambition_year <= base_year:
        return 1.0
    return min(1.0, (year - base_year) / (ambition_year - base_year))


def _base(series: Series, latest: Observation) -> tuple[Point | None, bool]:
    stated = series.baseline
    if stated is not None and stated.year is not None and stated.year < latest.year:
        return stated, False
    first = series.observations[0]
    if first.year < latest.year:
        return Point(first.year, first.value, first.cell), True
    return None, False


def _broken(series: Series, since: int) -> bool:
    return any(o.breaks is not None and o.year > since for o in series.observations)


def _ratio(base: Point, latest: Observation, ambition: Ambition, ambition_year: int) -> float:
    gap_then, gap_now = gap(base.value, ambition), gap(latest.value, ambition)
    share = time_share(base.year or latest.year, latest.year, ambition_year)
    if gap_then == 0:  # it was met at the base and is not met any more
        return -1.0
    return (gap_then - gap_now) / gap_then / share  # their product may be too small for a float


def _required(base: Point, year: int, ambition: Ambition, ambition_year: int) -> float | None:
    share = time_share(base.year or year, year, ambition_year)
    if ambition.value is None:
        return None
    goal = ambition.value
    if ambition.operator is Operator.RANGE and base.value > goal and ambition.upper is not None:
        goal = min(base.value, ambition.upper)
    return base.value + (goal - base.value) * share


def _class(ratio: float, *, in_time: bool) -> Progress:
    """The class of a ratio; what was not met in its year is no longer on track."""
    if ratio >= ON_TRACK and in_time:
        return Progress.ON_TRACK
    if ratio >= ACCELERATE:
        return Progress.ACCELERATE
    return Progress.LIMITED if ratio >= 0 else Progress.MOVING_AWAY
