"""Distance to the limit: how far the latest value is off, whatever way it came.

    deviation = distance to the limit / size of the limit

Within the limit is achieved. With 30 % or more off, the indicator needs a solution: the
City of Copenhagen's own rule for its doughnut, from the papers of its committees in 2025.
The workbook may set another threshold. A status, not a development: the colour in between
says only that the limit is not kept.
"""

from dashboard.plan.indicators import MethodKey, Operator, Series
from dashboard.plan.status import Progress
from dashboard.progress.methods.ground import Aim, Ground, aim_of, gap, stand
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

THRESHOLD = 30.0  # per cent


def thresholds_for(percent: float) -> tuple[Threshold, ...]:
    """The classes with a threshold in per cent."""
    return (
        Threshold(Progress.ACHIEVED, Bound.AT_MOST, 0.0, Grade.WITHIN),
        Threshold(Progress.ACCELERATE, Bound.BELOW, percent / 100, Grade.NEAR),
        Threshold(Progress.LIMITED, Bound.AT_LEAST, percent / 100, Grade.NEEDS_SOLUTION),
    )


def assess(series: Series, /) -> Verdict:
    """Judge one indicator by how far it is off its limit."""
    ground = stand(series)
    if isinstance(ground, Verdict):
        return ground
    aim = aim_of(series, ground)
    if isinstance(aim, Verdict):
        return aim
    percent = THRESHOLD if series.threshold is None else series.threshold
    if percent <= 0:
        return ground.refuse(Reason.BAD_THRESHOLD)
    limit = _limit(aim, ground.latest.value)
    distance = gap(ground.latest.value, aim.ambition)
    if limit == 0 and distance > 0:
        return ground.refuse(Reason.ZERO_LIMIT)
    return _judged(ground, distance, limit, percent)


def _limit(aim: Aim, value: float) -> float:
    """The limit that is not kept: of a range, the edge on that side."""
    upper = aim.ambition.upper
    if aim.ambition.operator is Operator.RANGE and upper is not None and value > upper:
        return upper
    return aim.value


def _judged(ground: Ground, distance: float, limit: float, percent: float) -> Verdict:
    deviation = distance / abs(limit) if distance else 0.0
    thresholds = thresholds_for(percent)
    found = classed(thresholds, deviation)
    terms = (("distance", distance), ("limit", abs(limit)), ("ratio", deviation))
    return Verdict(
        progress=found.progress,
        ratio=deviation,
        grade=found.grade,
        latest=ground.latest,
        sum=Sum("limit_distance", terms),
        thresholds=thresholds,
        since_break=ground.since_break,
    )


METHOD = Method(
    key=MethodKey.LIMIT_DISTANCE,
    rule=assess,
    source="Københavns Kommune: doughnut, 2025",
    url=None,
    least=1,
    refuses=(
        Reason.NO_DATA,
        Reason.AMBITION_UNSTATED,
        Reason.NO_AMBITION,
        Reason.NO_DIRECTION,
        Reason.DIRECTION_CONFLICT,
        Reason.SERIES_BREAK,
        Reason.ZERO_LIMIT,
        Reason.BAD_THRESHOLD,
        Reason.TOO_LARGE,
    ),
    thresholds=(thresholds_for(THRESHOLD),),
)
