"""What is needed from now on, and where a straight line would lead."""

import math

import numpy as np
import pytest

from dashboard.plan.indicators import Direction, Operator
from dashboard.progress.pace import pace_of
from dashboard.progress.projection import band_of, limit_met, quantile
from tests.progress.series import series


def test_what_is_needed_is_told_beside_what_was_done():
    pace = pace_of(series({2015: 20, 2023: 29.6}, value=51.3))
    assert pace is not None
    assert pace.needed == pytest.approx(3.1)
    assert pace.so_far == pytest.approx(1.2)
    assert (pace.since, pace.begin, pace.end) == (2015, 2023, 2030)


def test_a_fall_that_is_wanted_has_its_sign():
    falling = series(
        {2015: 50, 2023: 40}, direction=Direction.DOWN, operator=Operator.AT_MOST, value=19.0
    )
    pace = pace_of(falling)
    assert pace is not None
    assert (pace.needed, pace.so_far) == (-3.0, -1.25)


def test_one_value_tells_what_is_needed_but_not_what_was_done():
    pace = pace_of(series({2023: 28}))
    assert pace is not None
    assert (pace.needed, pace.so_far, pace.since) == (1.0, None, None)


@pytest.mark.parametrize(
    "given",
    [
        series({}),
        series({2015: 20, 2023: 36}),  # met already
        series({2015: 20, 2030: 30}),  # the year has come
        series({2015: 20, 2023: 30}, status_year=2031),
        series({2015: 20, 2023: 30}, year=None),
        series({2015: 20, 2023: 30}, operator=Operator.NONE, value=None),
    ],
)
def test_nothing_is_needed_where_nothing_can_be_said(given):
    assert pace_of(given) is None


def test_the_way_to_a_range_is_that_to_its_nearer_edge():
    within = {"operator": Operator.RANGE, "value": 10.0, "upper": 20.0}
    above, below = series({2020: 30}, **within), series({2020: 0}, **within)
    assert [p.needed for p in map(pace_of, (above, below)) if p] == [-1.0, 1.0]


_FIVE = {2015: 1.0, 2016: 2.0, 2018: 2.5, 2021: 5.0, 2023: 5.5}


def test_the_band_is_the_prediction_interval_of_a_least_squares_line():
    x, y = np.array(list(_FIVE)), np.array(list(_FIVE.values()))
    slope, start = np.polyfit(x - 2019, y, 1)
    error = math.sqrt(float(((y - start - slope * (x - 2019)) ** 2).sum()) / 3)
    spread = float(((x - x.mean()) ** 2).sum())
    band = band_of(series(_FIVE))
    assert [p.year for p in band] == list(range(2023, 2031))
    for point in band:
        reach = 3.1824 * error * math.sqrt(1 + 1 / 5 + (point.year - x.mean()) ** 2 / spread)
        middle = start + slope * (point.year - 2019)
        assert point.middle == pytest.approx(middle)
        assert (point.low, point.high) == pytest.approx((middle - reach, middle + reach))


@pytest.mark.parametrize(
    "given",
    [
        series(dict(list(_FIVE.items())[1:])),  # four values
        series(_FIVE, breaks=(2018,)),  # three after the break
        series(_FIVE, year=None),
        series(_FIVE, year=2023),
        series(_FIVE, year=2200),
        series({year: value * 1e308 for year, value in _FIVE.items()}),
    ],
)
def test_too_little_gives_no_band(given):
    assert band_of(given) == ()


def test_no_projection_is_made_of_a_year_that_is_over():
    assert band_of(series(_FIVE, year=2025, status_year=2025))
    assert band_of(series(_FIVE, year=2025, status_year=2026)) == ()


_FALLING = {2019: 5200.0, 2020: 4627.0, 2021: 4149.0, 2022: 3624.0, 2023: 3029.0, 2025: 1940.0}


def test_homes_heated_with_gas_are_never_fewer_than_none():
    down = {"direction": Direction.DOWN, "operator": Operator.AT_MOST}
    given = series(_FALLING, value=0.0, **down)
    band = band_of(given)
    assert band[-1].year == 2028  # the line passes zero in 2029
    assert all(point.low >= 0 for point in band)
    assert limit_met(given, band) == 0
    assert band_of(series(_FALLING, value=-1000.0, **down))[-1].year == 2030


def test_a_share_is_never_more_than_all():
    seen = {2016: 52.0, 2018: 62.0, 2020: 70.0, 2022: 81.0, 2024: 87.0}
    given = series(seen, value=99.0, units=frozenset({"% af boliger"}))
    band = band_of(given)
    assert max(point.high for point in band) == 100
    assert limit_met(given, band) == 100
    assert band_of(series(seen, value=99.0, units=frozenset({"kr."})))[-1].year == 2030
    assert limit_met(series(_FIVE), band_of(series(_FIVE))) is None


def test_a_break_that_may_be_crossed_gives_a_band():
    assert band_of(series(_FIVE, breaks=(2018,), across_break="Samme spørgsmål"))


def _area(t: float, freedom: int) -> float:
    """The share of Student's distribution below t, summed up anew."""
    x = np.linspace(0, t, 200_001)
    size = math.gamma((freedom + 1) / 2) / (math.sqrt(freedom * math.pi) * math.gamma(freedom / 2))
    density = size * (1 + x**2 / freedom) ** (-(freedom + 1) / 2)
    return 0.5 + float(np.trapezoid(density, x))


@pytest.mark.parametrize("freedom", [*range(3, 31), 31, 40, 60, 100])
def test_the_quantiles_are_those_of_students_distribution(freedom: int):
    assert _area(quantile(freedom), freedom) == pytest.approx(0.975, abs=2e-5)
