"""The UN's SDG progress chart, by the technical note of 2023 as Eustat (Basque Country) uses it.

With a target: the observed growth is carried on to the target's year, and q is the change
that would then have happened against the change that was to happen; 3 from 0.95, 2 from
0.10, 1 below. Without one: d · CAGR, 3 from 2 % a year, 2 from 0.5 %, 1 below. A latest
value that meets the target is 3.

The source has one class for stagnation and regression; the colour here parts the two by the
sign of the change. Its exception for values within 1 % of 0 or 100 per cent is left out, for
it would depend on the unit. A base that stood on or beyond its target is not divided by: a
latest value that does not meet it any more is 1.
"""

from dashboard.plan.indicators import MethodKey, Series
from dashboard.plan.status import Progress
from dashboard.progress.methods.growth import Growth, growth_of
from dashboard.progress.methods.linear_path import METHOD as LINEAR
from dashboard.progress.methods.linear_path import in_time
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


def _thresholds(high: float, low: float) -> tuple[Threshold, ...]:
    return (
        Threshold(Progress.ON_TRACK, Bound.AT_LEAST, high, Grade.UN_ON_TRACK),
        Threshold(Progress.ACCELERATE, Bound.AT_LEAST, low, Grade.UN_FAIR),
        Threshold(Progress.LIMITED, Bound.AT_LEAST, 0.0, Grade.UN_STAGNANT),
        Threshold(Progress.MOVING_AWAY, Bound.BELOW, 0.0, Grade.UN_STAGNANT),
    )


WITH_TARGET = _thresholds(0.95, 0.10)
WITHOUT_TARGET = _thresholds(0.02, 0.005)


def assess(series: Series, /) -> Verdict:
    """Judge one indicator by where its growth would lead."""
    growth = growth_of(series)
    if isinstance(growth, Verdict):
        return growth
    rate = growth.sign * growth.rate
    if growth.aim is None:
        return _judged(
            growth, rate, Sum("growth", (("rate", rate), ("factor", 1.0))), WITHOUT_TARGET
        )
    target, base = growth.aim.value, growth.base.value
    if growth.sign * (target - base) <= 0:
        return _judged(growth, -1.0, Sum("lost", ()), WITH_TARGET)
    expected = growth.ground.latest.value * (1 + growth.rate) ** growth.years_left
    ratio = (expected - base) / (target - base)
    terms = (("expected", expected), ("base", base), ("target", target), ("ratio", ratio))
    return _judged(growth, ratio, Sum("un_chart", terms), WITH_TARGET)


def _judged(growth: Growth, ratio: float, total: Sum, thresholds: tuple[Threshold, ...]) -> Verdict:
    found = classed(thresholds, ratio)
    ground = growth.ground
    shown = in_time(found.progress, ground, growth.aim.ambition) if growth.aim else found.progress
    capped = shown is not found.progress
    return Verdict(
        progress=shown,
        ratio=ratio,
        grade=Grade.UN_FAIR if capped else found.grade,
        base=growth.base,
        base_is_first=ground.base_is_first,
        latest=ground.latest,
        sum=total,
        thresholds=thresholds,
        since_break=ground.since_break,
        capped=capped,
    )


METHOD = Method(
    key=MethodKey.UN_CHART,
    rule=assess,
    source="UNSD: Sustainable Development Goals Progress Chart 2023, technical note (Eustat)",
    url="https://unstats.un.org/sdgs/files/report/2023/Progress_Chart_Technical_Note_2023.pdf",
    least=2,
    refuses=(*LINEAR.refuses, Reason.NOT_POSITIVE, Reason.LIMITS_ONLY),
    thresholds=(WITH_TARGET, WITHOUT_TARGET),
)
