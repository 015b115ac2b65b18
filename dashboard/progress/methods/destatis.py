"""Destatis' weather symbols, from the indicators of the German sustainability strategy.

With a target: the average yearly change over the last five years is carried on to the
target's year; the miss is the distance then against the distance now. Sun when the target
would be met or missed by less than 5 %, sun and cloud up to 20 %, cloud beyond that, and
thunderstorm when the figure does not move towards the target. With a direction alone: sun
when average and last change are both right, sun and cloud when only the average is, cloud
when only the last one is, thunderstorm when neither is.

Six points are used, four at the least. Points are taken from the last five years; where
years are missing the average is the change divided by the years.
"""

from dashboard.plan.indicators import MethodKey, Observation, Operator, Series
from dashboard.plan.status import Progress
from dashboard.progress.methods.ground import Aim, Ground, aim_of, gap, sign_of, stand
from dashboard.progress.methods.linear_path import METHOD as LINEAR
from dashboard.progress.methods.linear_path import met
from dashboard.progress.methods.method import Method
from dashboard.progress.methods.verdict import (
    Bound,
    Grade,
    Reason,
    Sum,
    Threshold,
    Verdict,
    classed,
)

YEARS, LEAST = 5, 4

THRESHOLDS = (
    Threshold(Progress.ON_TRACK, Bound.BELOW, 0.05, Grade.SUN),
    Threshold(Progress.ACCELERATE, Bound.AT_MOST, 0.20, Grade.SUN_CLOUD),
    Threshold(Progress.LIMITED, Bound.BELOW, 1.0, Grade.CLOUD),
    Threshold(Progress.MOVING_AWAY, Bound.AT_LEAST, 1.0, Grade.THUNDERSTORM),
)
_BY_SIGNS = {
    (True, True): (Progress.ON_TRACK, Grade.SUN),
    (True, False): (Progress.ACCELERATE, Grade.SUN_CLOUD),
    (False, True): (Progress.LIMITED, Grade.CLOUD),
    (False, False): (Progress.MOVING_AWAY, Grade.THUNDERSTORM),
}


def assess(series: Series, /) -> Verdict:
    """Judge one indicator by where its last five years would lead."""
    ground = stand(series)
    if isinstance(ground, Verdict):
        return ground
    recent = tuple(o for o in ground.observations if o.year >= ground.latest.year - YEARS)
    ambition = series.ambition
    if ambition is not None and ambition.operator is Operator.NONE:
        if series.direction is None:
            return ground.refuse(Reason.NO_DIRECTION)
        return _by_direction(ground, recent, sign_of(series.direction))
    aim = aim_of(series, ground)
    if isinstance(aim, Verdict):
        return aim
    if not aim.is_limit:
        return ground.refuse(Reason.LIMITS_ONLY)
    if gap(ground.latest.value, aim.ambition) == 0:
        return met(ground)
    return _towards(ground, recent, aim)


def _towards(ground: Ground, recent: tuple[Observation, ...], aim: Aim) -> Verdict:
    year, latest = aim.ambition.year, ground.latest
    if year is None:
        return ground.refuse(Reason.NO_YEAR)
    if year <= recent[0].year:
        return ground.refuse(Reason.AMBITION_BEFORE_BASE)
    if latest.year < year < ground.now:
        return ground.refuse(Reason.YEAR_PASSED)
    if len(recent) < LEAST:
        return ground.refuse(Reason.FEW_POINTS)
    change = _average(recent)
    expected = latest.value + change * max(0, year - latest.year)
    miss = max(0.0, aim.sign * (aim.value - expected)) / abs(aim.value - latest.value)
    found = classed(THRESHOLDS, miss)
    if aim.sign * change <= 0:
        found = THRESHOLDS[-1]
    elif found is THRESHOLDS[-1]:  # the right way, but its year has come: as far off as before
        found = THRESHOLDS[-2]
    terms = (("change", change), ("expected", expected), ("target", aim.value), ("ratio", miss))
    return _verdict(ground, found.progress, found.grade, Sum("destatis", terms), ratio=miss)


def _by_direction(ground: Ground, recent: tuple[Observation, ...], sign: int) -> Verdict:
    if len(recent) < LEAST:
        return ground.refuse(Reason.FEW_POINTS)
    change, last = _average(recent), recent[-1].value - recent[-2].value
    progress, grade = _BY_SIGNS[sign * change > 0, sign * last > 0]
    terms = (("change", change), ("last", last))
    return _verdict(ground, progress, grade, Sum("destatis_direction", terms))


def _average(recent: tuple[Observation, ...]) -> float:
    """The average yearly change."""
    return (recent[-1].value - recent[0].value) / (recent[-1].year - recent[0].year)


def _verdict(
    ground: Ground, progress: Progress, grade: Grade | None, total: Sum, ratio: float | None = None
) -> Verdict:
    return Verdict(
        progress=progress,
        ratio=ratio,
        grade=grade,
        base=None,
        latest=ground.latest,
        sum=total,
        thresholds=() if ratio is None else THRESHOLDS,
        since_break=ground.since_break,
    )


METHOD = Method(
    key=MethodKey.DESTATIS,
    rule=assess,
    source="Destatis: Status of indicators, methodology (German sustainability strategy)",
    url="https://dns-indikatoren.de/en/status",
    least=LEAST,
    refuses=(
        *(r for r in LINEAR.refuses if r is not Reason.ONE_POINT),
        Reason.FEW_POINTS,
        Reason.LIMITS_ONLY,
    ),
    thresholds=(THRESHOLDS,),
)
