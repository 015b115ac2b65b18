"""What every method stands on: the comparable part of a series, its base and its latest value.

No method computes across a break: where a definition, an ambition or the way of measuring
changed, only what came after it is used, unless the workbook says outright, with a reason,
that figures may be computed across it.
"""

from dataclasses import dataclass, replace

from dashboard.plan.indicators import Ambition, Direction, Observation, Operator, Point, Series
from dashboard.progress.methods.verdict import Reason, Verdict, refusal

LIMITS = (Operator.AT_LEAST, Operator.AT_MOST)


@dataclass(frozen=True, slots=True)
class Ground:
    """The part of a series that can be compared with itself.

    `base` is None where there is only one value and no baseline; `since_break` is the year
    of the break before it, `now` the year the indicator is judged in.
    """

    observations: tuple[Observation, ...]
    latest: Observation
    base: Point | None
    base_is_first: bool
    since_break: int | None
    now: int

    def refuse(self, reason: Reason) -> Verdict:
        """No class, with what is known."""
        return refusal(reason, latest=self.latest, since_break=self.since_break)

    @property
    def lone(self) -> Reason:
        """Why there is no base: one value in all, or one value after a break."""
        return Reason.ONE_POINT if self.since_break is None else Reason.SERIES_BREAK


@dataclass(frozen=True, slots=True)
class Aim:
    """An ambition that can be held against values: it has a number and lies the right way."""

    ambition: Ambition
    value: float
    sign: int

    @property
    def is_limit(self) -> bool:
        """Whether it is an upper or a lower limit, not a point or a range."""
        return self.ambition.operator in LIMITS


def last_break(series: Series) -> int | None:
    """The first year after the newest break, None where the series holds together."""
    years = [o.year for o in series.observations if o.breaks is not None]
    if series.change is not None and series.change.kind.breaks_series:
        years.append(series.change.year)
    return max(years, default=None)


def stand(series: Series, /) -> Ground | Verdict:
    """The ground of a series, or the refusal where there is none."""
    if not series.observations:
        return refusal(Reason.NO_DATA)
    since = None if series.across_break else last_break(series)
    usable = tuple(o for o in series.observations if since is None or o.year >= since)
    if not usable:
        return refusal(Reason.SERIES_BREAK, latest=series.observations[-1], since_break=since)
    latest = usable[-1]
    stated, first = series.baseline, usable[0]
    reaches = since if since is not None and _begins_before(series, since) else None
    now = latest.year if series.status_year is None else series.status_year
    ground = Ground(usable, latest, None, False, reaches, now)
    if _usable(stated, latest, since):
        return replace(ground, base=stated)
    if first.year < latest.year:
        return replace(ground, base=Point(first.year, first.value, first.cell), base_is_first=True)
    return ground


def _usable(stated: Point | None, latest: Observation, since: int | None) -> bool:
    if stated is None or stated.year is None or stated.year >= latest.year:
        return False
    return since is None or stated.year >= since


def _begins_before(series: Series, year: int) -> bool:
    """Whether a break leaves anything out: values or a baseline before it."""
    stated = series.baseline.year if series.baseline else None
    return series.observations[0].year < year or (stated is not None and stated < year)


def aim_of(series: Series, ground: Ground, /) -> Aim | Verdict:
    """The ambition of a series as it can be used, or why it cannot."""
    ambition = series.ambition
    if ambition is None:
        return ground.refuse(Reason.AMBITION_UNSTATED)
    if ambition.operator is Operator.NONE or ambition.value is None:
        return ground.refuse(Reason.NO_AMBITION)
    if ambition.operator is Operator.RANGE:
        return Aim(ambition, ambition.value, 1)
    lack = direction_lack(series.direction, ambition.operator)
    if lack is not None:
        return ground.refuse(lack)
    return Aim(ambition, ambition.value, sign_of(series.direction))


def direction_lack(direction: Direction | None, operator: Operator) -> Reason | None:
    """A range says itself where it lies; a limit must lie the way that is better."""
    if operator is Operator.RANGE:
        return None
    if direction is None:
        return Reason.NO_DIRECTION
    against = {Direction.UP: Operator.AT_MOST, Direction.DOWN: Operator.AT_LEAST}
    return Reason.DIRECTION_CONFLICT if against[direction] is operator else None


def sign_of(direction: Direction | None) -> int:
    """+1 where more is better, −1 where less is; a direction that is missing was refused before."""
    return -1 if direction is Direction.DOWN else 1


def time_lack(ground: Ground, ambition: Ambition, /) -> Reason | None:
    """What is missing before a pace can be judged, the first lack first."""
    if ground.base is None or ground.base.year is None:
        return ground.lone
    if ambition.year is None:
        return Reason.NO_YEAR
    if ambition.year <= ground.base.year:
        return Reason.AMBITION_BEFORE_BASE
    return Reason.YEAR_PASSED if ground.latest.year < ambition.year < ground.now else None


def gap(value: float, ambition: Ambition, /) -> float:
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
