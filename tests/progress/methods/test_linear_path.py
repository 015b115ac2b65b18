"""The rule by which an indicator is judged, against figures worked out elsewhere."""

import pytest

from dashboard.plan.indicators import Direction, Operator
from dashboard.plan.status import Progress
from dashboard.progress.methods.ground import gap
from dashboard.progress.methods.linear_path import METHOD, time_share
from dashboard.progress.methods.verdict import Reason
from tests.progress.series import series

assess = METHOD.judge
# Baseline in 2015, latest value in 2023, ambition for 2030: base, latest, direction,
# ambition, and the ratio of actual to required change computed independently.
GOLDEN = (
    (50.0, 40.0, Direction.DOWN, 20.0, 0.625, Progress.ACCELERATE),
    (20.0, 30.0, Direction.UP, 35.0, 1.25, Progress.ON_TRACK),
    (20.0, 24.0, Direction.UP, 35.0, 0.5, Progress.LIMITED),
    (20.0, 19.0, Direction.UP, 35.0, -0.125, Progress.MOVING_AWAY),
    (30.0, 10.0, Direction.DOWN, 0.0, 1.25, Progress.ON_TRACK),
)
OPERATORS = {Direction.UP: Operator.AT_LEAST, Direction.DOWN: Operator.AT_MOST}


@pytest.mark.parametrize("figures", GOLDEN)
def test_the_ratio_is_that_of_an_independent_sum(figures):
    base, latest, direction, ambition, ratio, progress = figures
    verdict = assess(
        series(
            {2023: latest},
            baseline=(2015, base),
            direction=direction,
            operator=OPERATORS[direction],
            value=ambition,
        )
    )
    assert verdict.ratio == pytest.approx(ratio)
    assert verdict.progress is progress
    assert verdict.required == pytest.approx(base + (ambition - base) * 8 / 15)


@pytest.mark.parametrize(("base", "latest", "direction"), [(20.0, 36.0, "up"), (30.0, 0.0, "down")])
def test_an_ambition_that_is_met_is_achieved(base, latest, direction):
    operator = OPERATORS[Direction(direction)]
    met = series(
        {2023: latest},
        baseline=(2015, base),
        direction=Direction(direction),
        operator=operator,
        value=35.0,
    )
    verdict = assess(met)
    assert verdict.progress is Progress.ACHIEVED
    assert verdict.ratio is None
    assert verdict.reason is None


@pytest.mark.parametrize(
    ("latest", "progress"),
    [
        (99.6, Progress.ON_TRACK),
        (95.0, Progress.ON_TRACK),
        (94.9, Progress.ACCELERATE),
        (60.0, Progress.ACCELERATE),
        (59.9, Progress.LIMITED),
        (0.0, Progress.LIMITED),
        (-0.1, Progress.MOVING_AWAY),
    ],
)
def test_the_limits_belong_to_the_better_class(latest: float, progress: Progress):
    # Half of the time has passed, and 200 is wanted: at 100 the ratio is 1.
    judged = series({2020: latest}, baseline=(2010, 0.0), value=200.0)
    assert assess(judged).progress is progress


@pytest.mark.parametrize(
    ("year", "latest", "progress"),
    [
        (2018, 5.5015, Progress.ON_TRACK),
        (2020, 5.1025, Progress.ON_TRACK),
        (2018, 5.5016, Progress.ACCELERATE),
        (2018, 5.722, Progress.ACCELERATE),
        (2018, 5.7221, Progress.LIMITED),
    ],
)
def test_a_figure_typed_on_a_limit_lies_on_it_whatever_floats_make_of_it(year, latest, progress):
    # From 6.1 in 2015 to 4 in 2025: 2.1 × 3/10 × 0.95 = 0.5985, and 6.1 − 0.5985 = 5.5015.
    judged = series(
        {year: latest}, baseline=(2015, 6.1), value=4.0, year=2025,
        operator=Operator.AT_MOST, direction=Direction.DOWN,
    )  # fmt: skip
    assert assess(judged).progress is progress


def test_without_a_baseline_the_first_value_is_used_and_said_so():
    verdict = assess(series({2015: 20, 2019: 22, 2023: 30}))
    assert verdict.base_is_first
    assert verdict.base is not None
    assert (verdict.base.year, verdict.base.value) == (2015, 20)
    assert verdict.base.cell == "Målinger!C2"
    assert verdict.ratio == pytest.approx(1.25)


@pytest.mark.parametrize("year", [None, 2023, 2025])
def test_a_baseline_that_is_not_before_the_latest_value_is_not_used(year: int | None):
    verdict = assess(series({2015: 20, 2023: 30}, baseline=(year, 5.0)))
    assert verdict.base_is_first
    assert verdict.base is not None
    assert verdict.base.value == 20


@pytest.mark.parametrize(
    ("given", "progress", "reason"),
    [
        (series({}), Progress.NO_DATA, Reason.NO_DATA),
        (series({2020: 1}, operator=None), Progress.NOT_ASSESSED, Reason.AMBITION_UNSTATED),
        (series({2020: 1}, operator=Operator.NONE), Progress.NOT_ASSESSED, Reason.NO_AMBITION),
        (series({2020: 1}, value=None), Progress.NOT_ASSESSED, Reason.NO_AMBITION),
        (series({2020: 1}, direction=None), Progress.NOT_ASSESSED, Reason.NO_DIRECTION),
        (series({2020: 99}, direction=None), Progress.NOT_ASSESSED, Reason.NO_DIRECTION),
        (series({2020: 1}), Progress.NOT_ASSESSED, Reason.ONE_POINT),
        (series({2020: 1}, baseline=(None, 0)), Progress.NOT_ASSESSED, Reason.ONE_POINT),
        (series({2015: 1, 2020: 2}, year=None), Progress.NOT_ASSESSED, Reason.NO_YEAR),
        (
            series({2015: 1, 2018: 9, 2020: 2}, breaks=(2020,)),
            Progress.NOT_ASSESSED,
            Reason.SERIES_BREAK,
        ),
        (
            series({2015: 0, 2020: 28}, year=2010),
            Progress.NOT_ASSESSED,
            Reason.AMBITION_BEFORE_BASE,
        ),
    ],
)
def test_what_cannot_be_judged_says_why(given, progress, reason):
    verdict = assess(given)
    assert (verdict.progress, verdict.reason) == (progress, reason)
    assert verdict.ratio is None


def test_one_value_that_meets_the_ambition_needs_no_second():
    assert assess(series({2020: 40})).progress is Progress.ACHIEVED


def test_a_break_before_the_baseline_does_not_matter():
    judged = series({2010: 1, 2015: 20, 2023: 30}, breaks=(2015,), baseline=(2015, 20))
    assert assess(judged).progress is Progress.ON_TRACK


@pytest.mark.parametrize(
    ("latest", "progress"),
    [
        (15.0, Progress.ACHIEVED),
        (10.0, Progress.ACHIEVED),
        (20.0, Progress.ACHIEVED),
        (25.0, Progress.ON_TRACK),
        (39.0, Progress.LIMITED),
        (41.0, Progress.MOVING_AWAY),
        (9.0, Progress.ON_TRACK),
    ],
)
def test_a_range_is_reached_from_either_side(latest: float, progress: Progress):
    judged = series(
        {2020: latest}, baseline=(2010, 40.0), operator=Operator.RANGE, value=10.0, upper=20.0
    )
    assert assess(judged).progress is progress


@pytest.mark.parametrize(
    ("base", "required"),
    [(40.0, 30.0), (0.0, 5.0), (15.0, 15.0)],
)
def test_the_way_to_a_range_leads_to_its_nearer_edge(base: float, required: float):
    judged = series(
        {2020: 99.0}, baseline=(2010, base), operator=Operator.RANGE, value=10.0, upper=20.0
    )
    assert assess(judged).required == pytest.approx(required)


@pytest.mark.parametrize(
    ("latest", "progress"),
    [
        (10.0, Progress.ACHIEVED),
        (10.1, Progress.ON_TRACK),
        (9.0, Progress.ON_TRACK),
        (31.0, Progress.MOVING_AWAY),
        (-30.0, Progress.MOVING_AWAY),
    ],
)
def test_a_point_is_missed_on_either_side(latest: float, progress: Progress):
    judged = series({2020: latest}, baseline=(2010, 30.0), operator=Operator.EQUAL, value=10.0)
    assert assess(judged).progress is progress


def test_an_ambition_whose_year_has_come_is_not_on_track_however_near():
    assert assess(series({2015: 0, 2029: 34.9})).progress is Progress.ON_TRACK
    for year in (2030, 2035):
        assert assess(series({2015: 0, year: 34.9})).progress is Progress.ACCELERATE


def test_an_ambition_that_was_met_and_is_not_any_more_moves_away():
    verdict = assess(series({2015: 36, 2020: 34}))
    assert (verdict.progress, verdict.ratio) == (Progress.MOVING_AWAY, -1.0)


def test_more_time_than_there_was_is_never_counted():
    assert time_share(2015, 2016, 2020) == 0.2
    assert time_share(2015, 2035, 2030) == 1.0


def test_a_gap_is_never_negative():
    ambition = series({}, value=10.0).ambition
    assert ambition is not None
    assert [gap(v, ambition) for v in (7.0, 10.0, 12.0)] == [3.0, 0.0, 0.0]


def test_tiny_gaps_are_judged_like_large_ones():
    judged = series({2011: 0.0, 2012: 0.0}, value=5e-324, baseline=(2010, 0.0), year=2030)
    assert assess(judged).progress is Progress.LIMITED


def test_a_year_that_passed_without_a_value_is_not_judged():
    values = {2012: 36, 2018: 49}
    missed = [series(values, value=50.0, year=2025, status_year=year) for year in (2025, 2026)]
    assert assess(missed[0]).progress is Progress.ON_TRACK
    verdict = assess(missed[1])
    assert (verdict.progress, verdict.reason) == (Progress.NOT_ASSESSED, Reason.YEAR_PASSED)


def test_a_direction_against_the_ambition_is_not_judged():
    crossed = series({2012: 10, 2018: 12}, direction=Direction.DOWN, value=20.0, year=2030)
    assert assess(crossed).reason is Reason.DIRECTION_CONFLICT


def test_a_range_needs_no_direction():
    within = series({2020: 15}, direction=None, operator=Operator.RANGE, value=10.0, upper=20.0)
    assert assess(within).progress is Progress.ACHIEVED
