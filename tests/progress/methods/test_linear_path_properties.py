"""What must hold for every indicator, whatever its unit, years and sign."""

from dataclasses import replace
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.plan.indicators import Ambition, Direction, Operator, Point, Series
from dashboard.plan.status import Progress
from dashboard.progress.methods.linear_path import ACCELERATE, ON_TRACK, assess
from tests.progress.series import series

_QUICK = settings(max_examples=200, deadline=None)
_RANK = {p: n for n, p in enumerate(Progress) if p.is_verdict}
# Halves are exact in binary, so that scaling cannot move a value over a limit by rounding.
_VALUES = st.integers(-2000, 2000).map(lambda n: n / 2)
_YEARS = st.integers(1990, 2040)
_BOUNDED = (Operator.AT_LEAST, Operator.AT_MOST, Operator.EQUAL, Operator.RANGE)


# A limit lies the way that is better; otherwise the indicator is not judged at all.
_WITH = {Operator.AT_LEAST: Direction.UP, Operator.AT_MOST: Direction.DOWN}


@st.composite
def judged(draw: st.DrawFn, *, operators: tuple[Operator, ...] = _BOUNDED) -> Series:
    low, high = sorted((draw(_VALUES), draw(_VALUES)))
    operator = draw(st.sampled_from(operators))
    observed = draw(st.dictionaries(_YEARS, _VALUES, min_size=1, max_size=5))
    return series(
        observed,
        operator=operator,
        value=low,
        upper=high if operator is Operator.RANGE else None,
        year=draw(st.none() | _YEARS),
        direction=_WITH.get(operator) or draw(st.sampled_from(Direction)),
        baseline=draw(st.none() | st.tuples(st.none() | _YEARS, _VALUES)),
        breaks=tuple(draw(st.lists(st.sampled_from(sorted(observed)), max_size=1))),
    )


def _with_values(given: Series, change, *, operator: Operator | None = None) -> Series:
    """The same series with every value changed in the same way."""
    ambition = given.ambition
    assert ambition is not None
    ends = [change(v) for v in (ambition.value, ambition.upper) if v is not None]
    return replace(
        given,
        baseline=given.baseline
        and Point(given.baseline.year, change(given.baseline.value), given.baseline.cell),
        observations=tuple(replace(o, value=change(o.value)) for o in given.observations),
        ambition=replace(
            ambition,
            operator=operator or ambition.operator,
            value=min(ends),
            upper=max(ends) if ambition.upper is not None else None,
        ),
    )


def _is_on_a_limit(given: Series) -> bool:
    """Whether the ratio lies so near a limit that the last bit of a sum decides."""
    ratio = assess(given).ratio
    return ratio is not None and any(abs(ratio - at) < 1e-9 for at in (0, ACCELERATE, ON_TRACK))


@_QUICK
@given(judged(), st.sampled_from([0.001, 0.125, 0.5, 3.0, 1000.0, 1e9]))
def test_tonnes_and_kilos_have_the_same_class(given_series: Series, k: float):
    if not _is_on_a_limit(given_series) and not _is_met_by_rounding(given_series, k):
        scaled = _with_values(given_series, lambda value: value * k)
        assert assess(scaled).progress is assess(given_series).progress


def _is_met_by_rounding(given_series: Series, k: float) -> bool:
    ambition = given_series.ambition
    assert ambition is not None
    values = {o.value for o in given_series.observations} | {ambition.value, ambition.upper}
    exact = {Fraction(v) * Fraction(k) for v in values if v is not None}
    return len({float(v) for v in exact}) != len(exact)


@_QUICK
@given(judged(), st.integers(-80, 80))
def test_moving_all_years_changes_no_class(given_series: Series, by: int):
    baseline, ambition = given_series.baseline, given_series.ambition
    assert ambition is not None
    moved = replace(
        given_series,
        baseline=baseline and replace(baseline, year=baseline.year and baseline.year + by),
        ambition=replace(ambition, year=ambition.year and ambition.year + by),
        observations=tuple(replace(o, year=o.year + by) for o in given_series.observations),
    )
    assert assess(moved).progress is assess(given_series).progress


_MIRROR = {Operator.AT_LEAST: Operator.AT_MOST, Operator.AT_MOST: Operator.AT_LEAST}


@_QUICK
@given(judged())
def test_a_mirrored_indicator_has_the_same_class(given_series: Series):
    ambition = given_series.ambition
    assert ambition is not None
    operator = _MIRROR.get(ambition.operator, ambition.operator)
    turned = Direction.DOWN if given_series.direction is Direction.UP else Direction.UP
    mirrored = _with_values(given_series, lambda value: -value, operator=operator)
    mirrored = replace(mirrored, direction=turned)
    assert assess(mirrored).progress is assess(given_series).progress


@_QUICK
@given(judged(operators=(Operator.AT_LEAST, Operator.AT_MOST)), st.integers(0, 4000))
def test_a_better_latest_value_never_makes_the_class_worse(given_series: Series, by: int):
    *before, latest = given_series.observations
    ambition = given_series.ambition
    assert ambition is not None
    step = by / 2 if ambition.operator is Operator.AT_LEAST else -by / 2
    better = replace(
        given_series, observations=(*before, replace(latest, value=latest.value + step))
    )
    then, now = assess(given_series).progress, assess(better).progress
    if then.is_verdict:
        assert now.is_verdict
        assert _RANK[now] <= _RANK[then]


_ANY = st.floats(allow_nan=False, allow_infinity=False)
_ANY_YEAR = st.integers(1900, 2200)


@_QUICK
@given(
    st.dictionaries(_ANY_YEAR, _ANY, max_size=4),
    st.fixed_dictionaries(
        {
            "operator": st.none() | st.sampled_from(Operator),
            "value": st.none() | _ANY,
            "upper": st.none() | _ANY,
            "year": st.none() | _ANY_YEAR,
            "direction": st.none() | st.sampled_from(Direction),
            "baseline": st.none() | st.tuples(st.none() | _ANY_YEAR, _ANY),
        }
    ),
)
def test_nothing_that_can_stand_in_a_workbook_stops_the_rule(observed, given_else):
    verdict = assess(series(observed, **given_else))
    assert (verdict.reason is None) == verdict.progress.is_verdict
    if verdict.ratio is not None:
        assert verdict.base is not None
        assert verdict.latest is not None


@_QUICK
@given(judged())
def test_achieved_means_that_the_ambition_is_met_and_nothing_else(given_series: Series):
    ambition: Ambition | None = given_series.ambition
    assert ambition is not None
    met = ambition.met_by(given_series.observations[-1].value)
    assert (assess(given_series).progress is Progress.ACHIEVED) == met
