"""How fast it went so far, and how fast it must go from now on."""

import math
from dataclasses import dataclass

from dashboard.plan.indicators import Series
from dashboard.progress.methods.ground import aim_of, gap, stand
from dashboard.progress.methods.linear_path import nearer_end
from dashboard.progress.methods.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Pace:
    """Change a year in the indicator's own unit, with its sign.

    `needed` is the change a year from the latest value (`begin`) until the ambition's year
    (`end`); `so_far` the one from the base year (`since`) to the latest value, None where
    there is no base.
    """

    needed: float
    begin: int
    end: int
    so_far: float | None
    since: int | None


def pace_of(series: Series, /) -> Pace | None:
    """The pace of a series; None where nothing is needed, or no time is left, or no number."""
    ground = stand(series)
    aim = ground if isinstance(ground, Verdict) else aim_of(series, ground)
    if isinstance(ground, Verdict) or isinstance(aim, Verdict):
        return None
    latest, year = ground.latest, aim.ambition.year
    goal = nearer_end(aim.ambition, latest.value)
    if goal is None or year is None or year <= max(latest.year, ground.now - 1):
        return None
    if gap(latest.value, aim.ambition) == 0:
        return None
    base, so_far = ground.base, None
    if base is not None and base.year is not None:
        so_far = (latest.value - base.value) / (latest.year - base.year)
    needed = (goal - latest.value) / (year - latest.year)
    if not (math.isfinite(needed) and math.isfinite(so_far or 0)):
        return None
    return Pace(needed, latest.year, year, so_far, base.year if base else None)
