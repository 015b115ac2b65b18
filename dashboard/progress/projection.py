# pyright: standard
# numpy hands out arrays whose types no checker follows
"""Where a straight line through the values would lead, and how little is known of that.

The band is the ordinary prediction interval of a least-squares line: of the values that may
be measured in a later year, 95 in 100 would lie in it if the figure went on as it did. It is
drawn only from five comparable values on, and never counted as data. A straight line knows no
bounds, but figures do: it is followed no further than to zero, to 100 per cent or to the
natural limit, as long as no value and no ambition lies beyond.
"""

import math
from dataclasses import dataclass
from itertools import takewhile

import numpy as np

from dashboard.plan.indicators import Series
from dashboard.plan.scales import is_percent_unit
from dashboard.progress.methods.ground import stand
from dashboard.progress.methods.verdict import Verdict

LEAST = 5
FURTHEST = 60  # years: beyond that nobody plans

# Student's t, 97.5 %, for 3, 4, 5 ... degrees of freedom; a test computes it anew.
_T = (
    3.1824, 2.7764, 2.5706, 2.4469, 2.3646, 2.3060, 2.2622, 2.2281, 2.2010, 2.1788,
    2.1604, 2.1448, 2.1314, 2.1199, 2.1098, 2.1009, 2.0930, 2.0860, 2.0796, 2.0739,
    2.0687, 2.0639, 2.0595, 2.0555, 2.0518, 2.0484, 2.0452, 2.0423,
)  # fmt: skip
_Z = 1.959964


@dataclass(frozen=True, slots=True)
class BandPoint:
    """One year of a projection: the line, and the limits of the interval around it."""

    year: int
    low: float
    middle: float
    high: float


def band_of(series: Series, /) -> tuple[BandPoint, ...]:
    """The projection from the latest value to the ambition's year; empty where none is allowed."""
    ground = stand(series)
    end = series.ambition.year if series.ambition else None
    if isinstance(ground, Verdict) or end is None or len(ground.observations) < LEAST:
        return ()
    begin = ground.latest.year
    years = np.array([o.year for o in ground.observations], dtype=float)
    values = np.array([o.value for o in ground.observations], dtype=float)
    if len(set(years.tolist())) < LEAST or end <= begin or end - begin > FURTHEST:
        return ()
    if end < ground.now:  # what would have come of it by then is no longer ahead
        return ()
    with np.errstate(all="ignore"):  # what cannot be counted with gives no band
        points = _band(years, values, np.arange(begin, end + 1, dtype=float))
    return _within(points, *bounds_of(series))


def bounds_of(series: Series, /) -> tuple[float, float]:
    """The values between which a figure is known to stay; infinite where nothing tells."""
    ambition, base = series.ambition, series.baseline
    known = [o.value for o in series.observations] + [step.value for step in series.steps]
    known += [] if base is None else [base.value]
    known += [] if ambition is None else [v for v in (ambition.value, ambition.upper) if v]
    limits = [100.0] if any(map(is_percent_unit, series.units)) else []
    limits += [] if series.natural_limit is None else [series.natural_limit]
    high = min((limit for limit in limits if limit >= max(known)), default=math.inf)
    return (0.0 if min(known) >= 0 else -math.inf, high)


def limit_met(series: Series, band: tuple[BandPoint, ...], /) -> float | None:
    """The bound at which a projection ends before the ambition's year, if it does."""
    end = series.ambition.year if series.ambition else None
    if not band or end is None or band[-1].year >= end:
        return None
    low, high = bounds_of(series)
    return low if band[-1].middle < band[0].middle else high


def _within(points: tuple[BandPoint, ...], low: float, high: float) -> tuple[BandPoint, ...]:
    """A projection as far as its line stays within bounds; one year alone is none."""
    kept = tuple(
        BandPoint(p.year, max(low, p.low), p.middle, min(high, p.high))
        for p in takewhile(lambda p: low <= p.middle <= high, points)
    )
    return kept if len(kept) > 1 else ()


def _band(years: np.ndarray, values: np.ndarray, ahead: np.ndarray) -> tuple[BandPoint, ...]:
    n, centre = len(years), years.mean()
    spread = float(((years - centre) ** 2).sum())
    slope = float(((years - centre) * (values - values.mean())).sum()) / spread
    residuals = values - values.mean() - slope * (years - centre)
    error = math.sqrt(float((residuals**2).sum()) / (n - 2))
    middle = values.mean() + slope * (ahead - centre)
    reach = quantile(n - 2) * error * np.sqrt(1 + 1 / n + (ahead - centre) ** 2 / spread)
    if not (np.isfinite(middle).all() and np.isfinite(reach).all()):
        return ()
    rows = zip(ahead.tolist(), middle.tolist(), reach.tolist(), strict=True)
    return tuple(BandPoint(int(year), m - r, m, m + r) for year, m, r in rows)


def quantile(freedom: int) -> float:
    """Student's t, 97.5 %: from the table, beyond it by its expansion around the normal one."""
    if freedom - 3 < len(_T):
        return _T[freedom - 3]
    z, v = _Z, freedom
    return z + (z**3 + z) / (4 * v) + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * v**2)
