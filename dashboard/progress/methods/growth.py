"""Compound annual growth, for the two methods that rest on it.

A growth rate says nothing about a series that touches zero or changes its sign, and with an
ambition of zero it would depend on the unit: tonnes and megatonnes would get different
classes. Such series are refused, in both methods, and never replaced by a small number.
"""

from dataclasses import dataclass

from dashboard.plan.indicators import Operator, Point, Series
from dashboard.progress.methods.ground import Aim, Ground, aim_of, gap, sign_of, stand, time_lack
from dashboard.progress.methods.linear_path import met
from dashboard.progress.methods.verdict import Reason, Verdict


@dataclass(frozen=True, slots=True)
class Growth:
    """A series that growth can be computed on; `aim` is None where there is no ambition."""

    ground: Ground
    base: Point
    aim: Aim | None
    sign: int
    rate: float

    @property
    def years_left(self) -> int:
        """Years from the latest value to the ambition's year, 0 where that has come."""
        year = self.aim.ambition.year if self.aim else None
        return 0 if year is None else max(0, year - self.ground.latest.year)

    @property
    def years_in_all(self) -> int:
        """Years from the base to the ambition's year."""
        year = self.aim.ambition.year if self.aim else None
        return (year or 0) - (self.base.year or 0)


def growth_of(series: Series, /) -> Growth | Verdict:
    """The growth of a series, or its verdict where none is needed or none can be computed."""
    ground = stand(series)
    if isinstance(ground, Verdict):
        return ground
    aim: Aim | None = None
    if series.ambition is None or series.ambition.operator is not Operator.NONE:
        found = aim_of(series, ground)
        if isinstance(found, Verdict):
            return found
        if not found.is_limit:
            return ground.refuse(Reason.LIMITS_ONLY)
        if gap(ground.latest.value, found.ambition) == 0:
            return met(ground)
        aim = found
    lack = _lack(series, ground, aim)
    if lack is not None or ground.base is None:
        return ground.refuse(lack or ground.lone)
    rate = rate_of(ground.base.value, ground.latest.value, ground.latest.year - _year(ground.base))
    return Growth(ground, ground.base, aim, sign_of(series.direction), rate)


def _lack(series: Series, ground: Ground, aim: Aim | None) -> Reason | None:
    if series.direction is None:
        return Reason.NO_DIRECTION
    if ground.base is None:
        return ground.lone
    lack = time_lack(ground, aim.ambition) if aim else None
    if lack is not None:
        return lack
    values = [ground.base.value, *(o.value for o in ground.observations)]
    values += [aim.value] if aim else []
    return None if all(v > 0 for v in values) else Reason.NOT_POSITIVE


def _year(base: Point) -> int:
    return base.year or 0


def rate_of(begin: float, end: float, years: int) -> float:
    """The yearly growth that leads from one positive value to another."""
    return (end / begin) ** (1 / years) - 1
