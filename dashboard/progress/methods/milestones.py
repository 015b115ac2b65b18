"""Dated milestones: the linear path with a bend in each year that has an ambition of its own.

    ratio = (latest − base) / (path in the latest year − base)

The path leads in straight lines from the base through every dated ambition to the last
one. Classes are those of the linear path. Where the path asks for no improvement yet, a
value that keeps to it is on track and one that falls behind it moves away. A milestone
that came and was not met is not on track, however near. The rule is this project's own.
"""

from itertools import pairwise

from dashboard.plan.indicators import MethodKey, Point, Series
from dashboard.plan.status import Progress
from dashboard.plan.steps import Step
from dashboard.progress.methods.ground import Aim, Ground, aim_of, gap, stand, time_lack
from dashboard.progress.methods.linear_path import METHOD as LINEAR
from dashboard.progress.methods.linear_path import THRESHOLDS, in_time, met
from dashboard.progress.methods.method import Method
from dashboard.progress.methods.verdict import Reason, Sum, Verdict, classed


def assess(series: Series, /) -> Verdict:
    """Judge one indicator by the way through its dated ambitions."""
    ground = stand(series)
    if isinstance(ground, Verdict):
        return ground
    aim = aim_of(series, ground)
    if isinstance(aim, Verdict):
        return aim
    if not aim.is_limit:
        return ground.refuse(Reason.LIMITS_ONLY)
    if not series.steps:
        return ground.refuse(Reason.NO_STEPS)
    if gap(ground.latest.value, aim.ambition) == 0:
        return met(ground)
    lack = time_lack(ground, aim.ambition)
    if lack is not None or ground.base is None:
        return ground.refuse(lack or ground.lone)
    path = path_of(series, ground.base)
    if path is None:
        return ground.refuse(Reason.STEPS_ORDER)
    return _judged(ground, ground.base, aim, path)


def path_of(series: Series, base: Point, /) -> tuple[Step, ...] | None:
    """The bends of the way from base to ambition; None where one lies beyond the ambition."""
    ambition = series.ambition
    if ambition is None or ambition.value is None or ambition.year is None or base.year is None:
        return None
    begin, end = Step(base.year, base.value), Step(ambition.year, ambition.value)
    between = sorted((s for s in series.steps if s.year > begin.year), key=lambda s: s.year)
    years = [s.year for s in (begin, *between, end)]
    return (begin, *between, end) if all(a < b for a, b in pairwise(years)) else None


def value_in(path: tuple[Step, ...], year: int) -> float:
    """What the way asks for in a year; after its end, what it asked for at its end."""
    for a, b in pairwise(path):
        if year <= b.year:
            return a.value + (b.value - a.value) * (year - a.year) / (b.year - a.year)
    return path[-1].value


def _judged(ground: Ground, base: Point, aim: Aim, path: tuple[Step, ...]) -> Verdict:
    latest = ground.latest
    required = value_in(path, latest.year)
    asked, done = aim.sign * (required - base.value), aim.sign * (latest.value - base.value)
    ratio = done / asked if asked > 0 else None
    if ratio is None:
        progress = Progress.ON_TRACK if done >= asked else Progress.MOVING_AWAY
    else:
        progress = classed(THRESHOLDS, ratio).progress
    shown = in_time(progress, ground, aim.ambition)
    if shown is Progress.ON_TRACK and _missed(path, ground, aim):
        shown = Progress.ACCELERATE
    terms = (("latest", latest.value), ("base", base.value), ("required", required))
    return Verdict(
        progress=shown,
        ratio=ratio,
        base=base,
        base_is_first=ground.base_is_first,
        latest=latest,
        required=required,
        sum=Sum(
            "milestones" if ratio is not None else "plateau", (*terms, ("ratio", ratio or 0.0))
        ),
        thresholds=THRESHOLDS,
        since_break=ground.since_break,
        capped=shown is not progress,
    )


def _missed(path: tuple[Step, ...], ground: Ground, aim: Aim) -> bool:
    """Whether the newest dated ambition that has come is not met by the latest value."""
    due = [step.value for step in path[1:] if step.year <= ground.latest.year]
    return bool(due) and aim.sign * (ground.latest.value - due[-1]) < 0


METHOD = Method(
    key=MethodKey.MILESTONES,
    rule=assess,
    source=None,
    url=None,
    least=2,
    refuses=(*LINEAR.refuses, Reason.NO_STEPS, Reason.STEPS_ORDER, Reason.LIMITS_ONLY),
    thresholds=(THRESHOLDS,),
)
