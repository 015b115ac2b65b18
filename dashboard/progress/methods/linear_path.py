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

from dashboard.plan.indicators import Ambition, MethodKey, Operator, Point, Series
from dashboard.plan.status import Progress
from dashboard.progress.methods.ground import Aim, Ground, aim_of, gap, stand, time_lack
from dashboard.progress.methods.method import Method
from dashboard.progress.methods.verdict import (
    Bound,
    Reason,
    Sum,
    Threshold,
    Verdict,
    classed,
)

ON_TRACK = 0.95
ACCELERATE = 0.60

THRESHOLDS = (
    Threshold(Progress.ON_TRACK, Bound.AT_LEAST, ON_TRACK),
    Threshold(Progress.ACCELERATE, Bound.AT_LEAST, ACCELERATE),
    Threshold(Progress.LIMITED, Bound.AT_LEAST, 0.0),
    Threshold(Progress.MOVING_AWAY, Bound.BELOW, 0.0),
)


def assess(series: Series, /) -> Verdict:
    """Judge one indicator by the straight line from its base to its ambition."""
    ground = stand(series)
    if isinstance(ground, Verdict):
        return ground
    aim = aim_of(series, ground)
    if isinstance(aim, Verdict):
        return aim
    if gap(ground.latest.value, aim.ambition) == 0:
        return met(ground)
    lack = time_lack(ground, aim.ambition)
    if lack is not None or ground.base is None:
        return ground.refuse(lack or ground.lone)
    return _judged(ground, ground.base, aim)


def met(ground: Ground) -> Verdict:
    """The verdict where the latest value fulfils the ambition: no sum is needed."""
    return Verdict(
        Progress.ACHIEVED,
        base=ground.base,
        base_is_first=ground.base_is_first,
        latest=ground.latest,
        since_break=ground.since_break,
    )


def in_time(progress: Progress, ground: Ground, ambition: Ambition) -> Progress:
    """What was not met in its year is no longer on track."""
    late = ambition.year is not None and ground.latest.year >= ambition.year
    return Progress.ACCELERATE if late and progress is Progress.ON_TRACK else progress


def _judged(ground: Ground, base: Point, aim: Aim) -> Verdict:
    ambition, year = aim.ambition, ground.latest.year
    share = time_share(base.year or year, year, ambition.year or year)
    gap_then, gap_now = gap(base.value, ambition), gap(ground.latest.value, ambition)
    # What was met at the base and is not met any more has moved away, by nothing that can be
    # divided by; the product of gap and share may be too small for a float.
    ratio = (gap_then - gap_now) / gap_then / share if gap_then else -1.0
    progress = classed(THRESHOLDS, ratio).progress
    shown = in_time(progress, ground, ambition)
    terms = (("gap_then", gap_then), ("gap_now", gap_now), ("share", share), ("ratio", ratio))
    return Verdict(
        progress=shown,
        ratio=ratio,
        base=base,
        base_is_first=ground.base_is_first,
        latest=ground.latest,
        required=_required(base, share, ambition),
        sum=Sum("linear_path" if gap_then else "lost", terms),
        thresholds=THRESHOLDS,
        since_break=ground.since_break,
        capped=shown is not progress,
    )


def time_share(base_year: int, year: int, ambition_year: int) -> float:
    """The part of the way from base to ambition year that had passed in `year`; at most 1."""
    return min(1.0, (year - base_year) / (ambition_year - base_year))


def _required(base: Point, share: float, ambition: Ambition) -> float | None:
    end = nearer_end(ambition, base.value)
    return None if end is None else base.value + (end - base.value) * share


def nearer_end(ambition: Ambition, value: float) -> float | None:
    """Where the way to an ambition leads from a value: for a range, its nearer edge."""
    low, high = ambition.value, ambition.upper
    if ambition.operator is Operator.RANGE and low is not None and high is not None and value > low:
        return min(value, high)
    return low


METHOD = Method(
    key=MethodKey.LINEAR_PATH,
    rule=assess,
    source=None,
    url=None,
    least=2,
    refuses=(
        Reason.NO_DATA,
        Reason.AMBITION_UNSTATED,
        Reason.NO_AMBITION,
        Reason.NO_DIRECTION,
        Reason.DIRECTION_CONFLICT,
        Reason.ONE_POINT,
        Reason.SERIES_BREAK,
        Reason.NO_YEAR,
        Reason.AMBITION_BEFORE_BASE,
        Reason.YEAR_PASSED,
        Reason.TOO_LARGE,
    ),
    thresholds=(THRESHOLDS,),
)
