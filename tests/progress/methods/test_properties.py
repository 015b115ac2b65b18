"""What must hold for every method and every indicator, whatever its unit, years and sign."""

import itertools
import math
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.plan.indicators import (
    Ambition,
    Change,
    ChangeKind,
    Direction,
    Manual,
    MethodKey,
    Observation,
    Operator,
    Point,
    Rhythm,
    Series,
)
from dashboard.plan.status import VERDICTS, Progress
from dashboard.plan.steps import Step
from dashboard.progress.methods import METHODS
from dashboard.progress.methods.faults import first_fault
from dashboard.progress.methods.method import Method
from dashboard.progress.methods.verdict import NOISE, Reason, Verdict
from dashboard.progress.pace import pace_of
from dashboard.progress.projection import band_of, bounds_of
from tests.progress.series import series

_QUICK = settings(max_examples=120, deadline=None)
_RANK = {p: n for n, p in enumerate(VERDICTS)}
_LIMITS = (Operator.AT_LEAST, Operator.AT_MOST)
# A limit lies the way that is better; otherwise the indicator is not judged at all.
_WITH = {Operator.AT_LEAST: Direction.UP, Operator.AT_MOST: Direction.DOWN}
_SIGNED = (Reason.NOT_POSITIVE, Reason.BAD_NATURAL_LIMIT)

# Halves are exact in binary, so that scaling cannot move a value over a limit by rounding.
_POSITIVE = st.integers(1, 2000).map(lambda n: n / 2)
_EITHER = st.integers(-2000, 2000).map(lambda n: n / 2)
_YEARS = st.integers(2000, 2040)


@st.composite
def judged(draw: st.DrawFn, *, operators: tuple[Operator, ...] = tuple(Operator)) -> Series:
    """Mostly series that go together, for otherwise every method would only refuse them."""
    values = draw(st.sampled_from((_POSITIVE, _POSITIVE, _EITHER)))
    low, high = sorted((draw(values), draw(values)))
    operator = draw(st.sampled_from(operators))
    begin = draw(st.integers(2000, 2015))
    size = draw(st.integers(1, 9))
    years = draw(st.lists(st.integers(begin + 1, 2025), min_size=1, max_size=size, unique=True))
    has_none = operator is Operator.NONE
    return series(
        {year: draw(values) for year in years},
        operator=operator,
        value=None if has_none else low,
        upper=high if operator is Operator.RANGE else None,
        year=None if has_none else draw(st.none() | st.integers(begin + 1, 2040)),
        direction=_WITH.get(operator) or draw(st.sampled_from(Direction)),
        baseline=draw(st.none() | st.tuples(st.just(begin), values)),
        breaks=tuple(draw(st.lists(st.sampled_from(years), max_size=1))),
        steps=tuple(
            Step(y, v) for y, v in draw(st.dictionaries(_YEARS, values, max_size=3)).items()
        ),
        status_year=draw(st.none() | st.integers(2025, 2040)),
        natural_limit=draw(st.none() | values),
        threshold=draw(st.none() | _POSITIVE),
        across_break=draw(st.none() | st.just("samme metode")),
    )


def _with_values(given_series: Series, change: Any, *, mirrored: bool = False) -> Series:
    """The same series with every value changed in the same way."""
    ambition, base = given_series.ambition, given_series.baseline
    assert ambition is not None
    ends = [change(v) for v in (ambition.value, ambition.upper) if v is not None]
    turned = {Operator.AT_LEAST: Operator.AT_MOST, Operator.AT_MOST: Operator.AT_LEAST}
    operator = turned.get(ambition.operator, ambition.operator) if mirrored else ambition.operator
    limit = given_series.natural_limit
    return replace(
        given_series,
        baseline=base and replace(base, value=change(base.value)),
        observations=tuple(replace(o, value=change(o.value)) for o in given_series.observations),
        ambition=replace(
            ambition,
            operator=operator,
            value=min(ends, default=None),
            upper=max(ends) if ambition.upper is not None else None,
        ),
        steps=tuple(replace(s, value=change(s.value)) for s in given_series.steps),
        natural_limit=None if limit is None else change(limit),
    )


def _same(one: Verdict, other: Verdict) -> None:
    found = (other.progress, other.grade, other.reason)
    assert (one.progress, one.grade, one.reason) == found


@pytest.mark.parametrize("method", METHODS, ids=lambda m: m.key)
@_QUICK
@given(given_series=judged(), power=st.integers(-40, 40))
def test_a_unit_of_another_size_changes_no_class(method: Method, given_series: Series, power: int):
    scaled = _with_values(given_series, lambda value: math.ldexp(value, power))
    _same(method.judge(scaled), method.judge(given_series))


def _is_on_a_limit(verdict: Verdict) -> bool:
    """Whether the last bit of a sum decides: nowhere but where a threshold's noise ends.

    A ratio that is the threshold itself has the same class whatever the unit.
    """
    ratio = verdict.ratio
    limits = [t.value for t in verdict.thresholds]
    return ratio is not None and any(
        0 < abs(ratio) < 1e-12 if not at else abs(abs(ratio / at - 1) - NOISE) < 1e-11
        for at in limits
    )


def _rounds_together(given_series: Series, k: float) -> bool:
    """Whether two values that differ are the same after scaling, or the other way round."""
    ambition = given_series.ambition
    assert ambition is not None
    steps = {s.value for s in given_series.steps}
    values = {o.value for o in given_series.observations} | {ambition.value, ambition.upper} | steps
    exact = {Fraction(v) * Fraction(k) for v in values if v is not None}
    return len({float(v) for v in exact}) != len(exact)


@pytest.mark.parametrize("method", METHODS, ids=lambda m: m.key)
@_QUICK
@given(given_series=judged(), k=st.sampled_from([0.001, 3.0, 1000.0, 907.185, 1e9]))
def test_tonnes_and_kilos_have_the_same_class(method: Method, given_series: Series, k: float):
    verdict = method.judge(given_series)
    if not _is_on_a_limit(verdict) and not _rounds_together(given_series, k):
        _same(method.judge(_with_values(given_series, lambda value: value * k)), verdict)


@pytest.mark.parametrize("method", METHODS, ids=lambda m: m.key)
@_QUICK
@given(given_series=judged(), by=st.integers(-80, 80))
def test_moving_all_years_changes_no_class(method: Method, given_series: Series, by: int):
    baseline, ambition, now = (
        given_series.baseline, given_series.ambition, given_series.status_year,
    )  # fmt: skip
    assert ambition is not None
    moved = replace(
        given_series,
        baseline=baseline and replace(baseline, year=baseline.year and baseline.year + by),
        ambition=replace(ambition, year=ambition.year and ambition.year + by),
        observations=tuple(replace(o, year=o.year + by) for o in given_series.observations),
        steps=tuple(replace(s, year=s.year + by) for s in given_series.steps),
        status_year=None if now is None else now + by,
    )
    _same(method.judge(moved), method.judge(given_series))


@pytest.mark.parametrize("method", METHODS, ids=lambda m: m.key)
@_QUICK
@given(given_series=judged())
def test_a_mirrored_indicator_has_the_same_class(method: Method, given_series: Series):
    turned = Direction.DOWN if given_series.direction is Direction.UP else Direction.UP
    mirrored = _with_values(given_series, lambda value: -value, mirrored=True)
    mirrored = replace(mirrored, direction=turned)
    one, other = method.judge(given_series), method.judge(mirrored)
    # Growth needs positive figures: a mirrored series is refused for its sign, not judged.
    if not {one.reason, other.reason} & set(_SIGNED):
        _same(one, other)


@pytest.mark.parametrize("method", METHODS, ids=lambda m: m.key)
@_QUICK
@given(
    given_series=judged(operators=(*_LIMITS, Operator.NONE)),
    steps=st.lists(st.integers(0, 4000), min_size=1, max_size=3),
)
def test_a_better_latest_value_never_makes_the_class_worse(
    method: Method, given_series: Series, steps: list[int]
):
    *before, latest = given_series.observations
    sign = 1 if given_series.direction is Direction.UP else -1
    then = method.judge(given_series)
    for step in sorted(steps):  # and so the class is monotone in the latest value
        better = replace(latest, value=latest.value + sign * step / 2)
        now = method.judge(replace(given_series, observations=(*before, better)))
        if then.progress.is_verdict and now.reason is not Reason.NOT_POSITIVE:
            assert now.progress.is_verdict
            assert _RANK[now.progress] <= _RANK[then.progress]
            then = now


@pytest.mark.parametrize("method", METHODS, ids=lambda m: m.key)
@_QUICK
@given(given_series=judged(operators=(*_LIMITS, Operator.RANGE, Operator.EQUAL)))
def test_achieved_means_that_the_ambition_is_met_and_nothing_else(
    method: Method, given_series: Series
):
    verdict, ambition = method.judge(given_series), given_series.ambition
    assert ambition is not None
    if verdict.progress.is_verdict:
        met = ambition.met_by(given_series.observations[-1].value)
        assert (verdict.progress is Progress.ACHIEVED) == met


_ANY = st.floats() | st.sampled_from([0.0, -0.0, math.nan, math.inf, -math.inf, 5e-324, 1e308])
_ANY_YEAR = st.integers(-(10**12), 10**12) | _YEARS
_TEXT = st.none() | st.just("") | st.just("grund")
_MAYBE = st.none() | _ANY


@st.composite
def anything(draw: st.DrawFn) -> Series:
    seen = draw(st.lists(st.tuples(_ANY_YEAR, _ANY, _TEXT, _TEXT), max_size=8))
    kind = draw(st.none() | st.sampled_from(ChangeKind))
    return Series(
        indicator="I",
        direction=draw(st.none() | st.sampled_from(Direction)),
        baseline=draw(st.none() | st.builds(Point, st.none() | _ANY_YEAR, _ANY, st.just("N2"))),
        ambition=draw(
            st.none()
            | st.builds(
                Ambition,
                st.sampled_from(Operator),
                _MAYBE,
                _MAYBE,
                st.none() | _ANY_YEAR,
                st.just("Q2"),
            )
        ),
        observations=tuple(
            Observation(y, v, "C2", breaks=b, unit=u)
            for y, v, b, u in sorted(seen, key=lambda s: s[0])
        ),
        rhythm=draw(st.none() | st.sampled_from(Rhythm)),
        method=draw(st.none() | st.sampled_from(MethodKey)),
        status_year=draw(st.none() | _ANY_YEAR),
        units=draw(st.sampled_from([frozenset(), frozenset({"%"}), frozenset({"kg"})])),
        steps=tuple(Step(y, v) for y, v in draw(st.lists(st.tuples(_ANY_YEAR, _ANY), max_size=3))),
        natural_limit=draw(_MAYBE),
        threshold=draw(_MAYBE),
        change=None if kind is None else Change(kind, draw(_ANY_YEAR), draw(_TEXT), "X2"),
        across_break=draw(_TEXT),
        manual=draw(
            st.none()
            | st.builds(Manual, st.none() | st.sampled_from(Progress), _TEXT, _TEXT, st.just("Y2"))
        ),
        unread=tuple(draw(st.lists(st.just("C9"), max_size=1))),
    )


@pytest.mark.parametrize("method", METHODS, ids=lambda m: m.key)
@settings(max_examples=400, deadline=None)
@given(given_series=anything())
def test_nothing_makes_a_method_raise(method: Method, given_series: Series):
    verdict = method.judge(given_series)
    assert (verdict.reason is None) == verdict.progress.is_verdict
    if verdict.reason is not None:
        assert verdict.ratio is None
        assert verdict.progress in (Progress.NO_DATA, Progress.NOT_ASSESSED)
    assert verdict.is_countable


@settings(max_examples=300, deadline=None)
@given(judged())
def test_a_pace_leads_where_the_ambition_is_and_a_band_never_narrows(given_series: Series):
    pace = pace_of(given_series)
    if pace is not None and given_series.ambition is not None:
        reached = given_series.observations[-1].value + pace.needed * (pace.end - pace.begin)
        off = min(
            abs(reached - end)
            for end in (given_series.ambition.value, given_series.ambition.upper)
            if end is not None
        )
        assert off < 1e-6
    band, (low, high) = band_of(given_series), bounds_of(given_series)
    widths = [p.high - p.low for p in band if low < p.low and p.high < high]
    assert all(a <= b * (1 + 1e-9) + 1e-9 for a, b in itertools.pairwise(widths))
    assert all(low <= p.low <= p.middle <= p.high <= high for p in band)


@settings(max_examples=300, deadline=None)
@given(anything())
def test_whatever_is_no_fault_has_a_pace_and_a_band_that_can_be_written(given_series: Series):
    if first_fault(given_series) is None:
        pace = pace_of(given_series)
        assert pace is None or math.isfinite(pace.needed)
        assert all(math.isfinite(point.high) for point in band_of(given_series))
