"""Statistics Canada's rule, as Open SDG 2.4 publishes it.

With a target: R = d · CAGR observed / |CAGR required|; on track from 0.95, acceleration
needed from 0.60, limited from 0, deterioration below. Without one: d · CAGR against 1.5 %,
0.5 % and 0 a year. Where the figure has a natural limit, the two upper thresholds shrink by
a factor C between 0 and 1 as the base comes near it.

Departures, each stated on the method page: the base is the plan's own baseline instead of
2015; values of zero or below are refused where the source puts 0.001; the direction is never
assumed, where the source takes "negative" when none is given; a target that was not met in
its year is not called on track.
"""

from dashboard.plan.indicators import MethodKey, Series
from dashboard.plan.status import Progress
from dashboard.progress.methods.growth import Growth, growth_of, rate_of
from dashboard.progress.methods.linear_path import METHOD as LINEAR
from dashboard.progress.methods.linear_path import THRESHOLDS, in_time
from dashboard.progress.methods.method import Method
from dashboard.progress.methods.verdict import (
    Bound,
    Reason,
    Sum,
    Threshold,
    Verdict,
    classed,
)

FAST, SLOW = 0.015, 0.005
_POWER = 4.44


def thresholds_for(factor: float) -> tuple[Threshold, ...]:
    """The thresholds for growth without a target, shrunk near a natural limit."""
    return (
        Threshold(Progress.ON_TRACK, Bound.AT_LEAST, FAST * factor),
        Threshold(Progress.ACCELERATE, Bound.AT_LEAST, SLOW * factor),
        Threshold(Progress.LIMITED, Bound.AT_LEAST, 0.0),
        Threshold(Progress.MOVING_AWAY, Bound.BELOW, 0.0),
    )


def assess(series: Series, /) -> Verdict:
    """Judge one indicator by its compound annual growth."""
    growth = growth_of(series)
    if isinstance(growth, Verdict):
        return growth
    if growth.aim is None:
        return _without_target(series, growth)
    needed = rate_of(growth.base.value, growth.aim.value, growth.years_in_all)
    if needed == 0:  # the base stood on the target, and the latest value does not meet it
        return _judged(growth, -1.0, Sum("lost", ()), THRESHOLDS)
    ratio = growth.sign * growth.rate / abs(needed)
    terms = (("observed", growth.sign * growth.rate), ("needed", abs(needed)), ("ratio", ratio))
    return _judged(growth, ratio, Sum("growth_ratio", terms), THRESHOLDS)


def _without_target(series: Series, growth: Growth) -> Verdict:
    limit = series.natural_limit
    if limit is not None and limit <= 0:
        return growth.ground.refuse(Reason.BAD_NATURAL_LIMIT)
    factor = 1.0 if limit is None else factor_near(limit, growth.base.value)
    rate = growth.sign * growth.rate
    form = "growth" if factor == 1 else "growth_limit"
    terms = (("rate", rate), ("factor", factor))
    return _judged(growth, rate, Sum(form, terms), thresholds_for(factor))


def factor_near(limit: float, base: float) -> float:
    """C: how much the thresholds shrink for a base near a natural limit."""
    if base >= 2 * limit:
        return 1.0
    distance = base if base <= limit else 2 * limit - base
    return 1 - (distance / limit) ** _POWER


def _judged(growth: Growth, ratio: float, total: Sum, thresholds: tuple[Threshold, ...]) -> Verdict:
    progress = classed(thresholds, ratio).progress
    ground = growth.ground
    shown = in_time(progress, ground, growth.aim.ambition) if growth.aim else progress
    return Verdict(
        progress=shown,
        ratio=ratio,
        base=growth.base,
        base_is_first=ground.base_is_first,
        latest=ground.latest,
        sum=total,
        thresholds=thresholds,
        since_break=ground.since_break,
        capped=shown is not progress,
    )


METHOD = Method(
    key=MethodKey.STATCAN,
    rule=assess,
    source="Statistics Canada / Open SDG: Progress Measurement Methodology for the SDGs",
    url=(
        "https://github.com/open-sdg/open-sdg/blob/"
        "26d2e38700e4fee329fea4823e908c4298064693/docs/progress-methodology.md"
    ),
    least=2,
    refuses=(*LINEAR.refuses, Reason.NOT_POSITIVE, Reason.LIMITS_ONLY, Reason.BAD_NATURAL_LIMIT),
    thresholds=(THRESHOLDS, thresholds_for(1.0)),
)
