"""Data that contradict themselves are grey with a reason and a cell, whatever the method."""

from dataclasses import replace

import pytest

from dashboard.plan.indicators import (
    Change,
    ChangeKind,
    Direction,
    Manual,
    MethodKey,
    Observation,
    Operator,
)
from dashboard.plan.scales import is_percent_unit
from dashboard.plan.status import Progress
from dashboard.plan.steps import Step
from dashboard.progress.methods import METHODS, method_of
from dashboard.progress.methods.faults import faults, first_fault
from dashboard.progress.methods.verdict import Reason
from tests.progress.series import series

_PERCENT = frozenset({"%"})
_HOMES = frozenset({"% af boliger", "% of homes"})
_SOUND = series({2015: 20, 2018: 22, 2020: 25, 2021: 26, 2022: 27, 2023: 30}, status_year=2026)


def _also(*more: Observation):
    return replace(_SOUND, observations=(*_SOUND.observations, *more))


FAULTY = (
    (_also(Observation(2023, 31.0, "C9")), Reason.TWO_VALUES, "C9"),
    (_also(Observation(2024, 31.0, "C9", unit="kg")), Reason.UNIT_CHANGE, "C9"),
    (_also(Observation(2024, float("nan"), "C9")), Reason.NOT_READ, "C9"),
    (_also(Observation(2024, float("inf"), "C9")), Reason.NOT_READ, "C9"),
    (_also(Observation(2027, 31.0, "C9")), Reason.FUTURE_VALUE, "C9"),
    (replace(_SOUND, unread=("C9",)), Reason.NOT_READ, "C9"),
    (replace(_also(Observation(2024, 0.31, "C9")), units=_PERCENT), Reason.MIXED_SCALE, "C9"),
    (
        series({2015: 0.45, 2023: 47.0}, value=50.0, units=frozenset({"procent"})),
        Reason.MIXED_SCALE,
        "Målinger!C2",
    ),
    (
        series({2015: 45.0, 2023: 47.0}, value=0.5, units=_PERCENT),
        Reason.MIXED_SCALE,
        "Indikatorer!Q2",
    ),
    (
        series(
            {2015: 20.0, 2023: 30.0},
            units=_HOMES,
            steps=(Step(2027, 0.33),),
            steps_cell="Indikatorer!W2",
        ),
        Reason.MIXED_SCALE,
        "Indikatorer!W2",
    ),
    (
        series({2015: 20.0, 2023: 30.0}, operator=Operator.RANGE, upper=0.6, units=_HOMES),
        Reason.MIXED_SCALE,
        "Indikatorer!Q2",
    ),
    (
        series({2015: 20.0, 2023: 30.0}, operator=Operator.RANGE, upper=34.0),
        Reason.RANGE_ORDER,
        "Indikatorer!Q2",
    ),
    (
        series({2015: 20.0, 2023: 30.0}, operator=Operator.RANGE, upper=None),
        Reason.RANGE_ORDER,
        "Indikatorer!Q2",
    ),
    (replace(_SOUND, unclear=("N2",)), Reason.NOT_READ, "N2"),
    (
        series({2015: 20, 2023: 30}, baseline=(2015, 20.0), year=2015),
        Reason.AMBITION_BEFORE_BASE,
        "Indikatorer!Q2",
    ),
)


@pytest.mark.parametrize(("given", "reason", "cell"), FAULTY)
def test_a_fault_is_found_with_its_cell_and_no_method_guesses(given, reason, cell):
    if reason is Reason.UNIT_CHANGE:
        given = replace(given, units=_PERCENT)
    fault = first_fault(given)
    assert fault is not None
    assert (fault.reason, fault.cell) == (reason, cell)
    for method in METHODS:
        verdict = method.judge(given)
        assert verdict.progress is Progress.NOT_ASSESSED
        if method.calculates:
            assert verdict.reason is reason


def test_a_sound_series_has_no_fault():
    assert list(faults(_SOUND)) == []
    growing = {2018: 0.6, 2019: 1.4, 2020: 4.0, 2021: 11.0, 2022: 30.0}
    assert list(faults(series(growing, value=35.0, units=_PERCENT))) == []


def test_the_same_unit_in_either_language_is_no_change():
    told = (Observation(2024, 31.0, "C9", unit="Tons"), Observation(2025, 32.0, "C10", unit="ton"))
    given = replace(_also(*told), units=frozenset({"ton", "tons"}))
    assert list(faults(given)) == []


def test_two_spellings_of_per_cent_are_one_unit():
    told = (Observation(2024, 31.0, "C9", unit="Pct."), Observation(2025, 32.0, "C10", unit="%"))
    given = replace(_also(*told), units=frozenset({"procent", "per cent"}))
    assert list(faults(given)) == []


@pytest.mark.parametrize(
    ("unit", "is_percent"),
    [
        ("%", True),
        ("% af boliger", True),
        ("andel i pct.", True),
        ("procent af borgerne", True),
        ("per cent of residents", True),
        ("procentpoint", False),
        ("%-point", False),
        ("pct. point", False),
        ("percentage points", False),
        ("ton", False),
    ],
)
def test_a_unit_is_per_cent_in_any_spelling_and_points_are_not(unit: str, is_percent: bool):
    assert is_percent_unit(unit) is is_percent


def test_growth_says_why_it_refuses_zero_and_signs():
    for values, target in (
        ({2015: 0, 2023: 5}, 35),
        ({2015: -4, 2023: 5}, 35),
        ({2015: 4, 2023: 5}, 0),
    ):
        down = target == 0
        given = series(
            values,
            value=float(target),
            direction=Direction.DOWN if down else Direction.UP,
            operator=Operator.AT_MOST if down else Operator.AT_LEAST,
        )
        for key in (MethodKey.STATCAN, MethodKey.UN_CHART):
            assert method_of(key).judge(given).reason is Reason.NOT_POSITIVE
        assert method_of(MethodKey.LINEAR_PATH).judge(given).progress.is_verdict


def _changed(kind: ChangeKind, year: int):
    return replace(_SOUND, change=Change(kind, year, "ny opgørelse", "X2"))


@pytest.mark.parametrize("kind", [ChangeKind.DEFINITION, ChangeKind.AMBITION])
def test_a_change_is_a_break_and_only_what_follows_is_used(kind: ChangeKind):
    verdict = method_of(MethodKey.LINEAR_PATH).judge(_changed(kind, 2020))
    assert verdict.since_break == 2020
    assert verdict.base is not None
    assert (verdict.base.year, verdict.base_is_first) == (2020, True)
    alone = method_of(MethodKey.LINEAR_PATH).judge(_changed(kind, 2023))
    assert alone.reason is Reason.SERIES_BREAK
    later = method_of(MethodKey.LIMIT_DISTANCE).judge(_changed(kind, 2025))
    assert later.reason is Reason.SERIES_BREAK


def test_a_restated_series_holds_together():
    verdict = method_of(MethodKey.LINEAR_PATH).judge(_changed(ChangeKind.RESTATED, 2020))
    assert verdict.base is not None
    assert (verdict.base.year, verdict.since_break) == (2015, None)


def test_a_break_is_crossed_only_for_a_reason():
    broken = replace(_changed(ChangeKind.DEFINITION, 2020), across_break="Samme spørgsmål")
    verdict = method_of(MethodKey.LINEAR_PATH).judge(broken)
    assert verdict.base is not None
    assert (verdict.base.year, verdict.since_break) == (2015, None)


@pytest.mark.parametrize(
    ("manual", "progress", "reason"),
    [
        (
            Manual(Progress.LIMITED, "Arbejdet er standset", "A. Jensen", "Y2"),
            Progress.LIMITED,
            None,
        ),
        (Manual(Progress.LIMITED, "", "A. Jensen", "Y2"), None, Reason.MANUAL_INCOMPLETE),
        (Manual(Progress.LIMITED, "Grund", None, "Y2"), None, Reason.MANUAL_INCOMPLETE),
        (Manual(None, "Grund", "A. Jensen", "Y2"), None, Reason.MANUAL_INCOMPLETE),
        (None, None, Reason.NO_MANUAL),
    ],
)
def test_a_judgement_by_hand_counts_only_with_a_reason_and_a_name(manual, progress, reason):
    verdict = method_of(MethodKey.BY_HAND).judge(series({}, manual=manual))
    assert verdict.progress is (progress or Progress.NOT_ASSESSED)
    assert verdict.reason is reason


_STEPS = (Step(2020, 24.0), Step(2025, 32.0))


@pytest.mark.parametrize(
    ("values", "progress", "ratio"),
    [
        ({2015: 20, 2020: 24}, Progress.ON_TRACK, 1.0),
        ({2015: 20, 2020: 23.9}, Progress.ACCELERATE, 0.975),  # near, but 2020 was not met
        ({2015: 20, 2022: 26}, Progress.ACCELERATE, 6 / 7.2),
        ({2015: 20, 2023: 21}, Progress.LIMITED, 1 / 8.8),
        ({2015: 20, 2023: 19}, Progress.MOVING_AWAY, -1 / 8.8),
        ({2015: 20, 2023: 40}, Progress.ACHIEVED, None),
    ],
)
def test_dated_ambitions_bend_the_way(values, progress, ratio):
    verdict = method_of(MethodKey.MILESTONES).judge(series(values, steps=_STEPS))
    assert verdict.progress is progress
    assert verdict.ratio == (None if ratio is None else pytest.approx(ratio))


def test_a_way_that_asks_for_nothing_yet_is_kept_or_left():
    flat = (Step(2025, 20.0),)
    rule = method_of(MethodKey.MILESTONES)
    assert rule.judge(series({2015: 20, 2022: 20}, steps=flat)).progress is Progress.ON_TRACK
    assert rule.judge(series({2015: 20, 2022: 19}, steps=flat)).progress is Progress.MOVING_AWAY


@pytest.mark.parametrize(
    ("steps", "reason"), [((), Reason.NO_STEPS), ((Step(2030, 30.0),), Reason.STEPS_ORDER)]
)
def test_dated_ambitions_must_be_there_and_come_before_the_last(steps, reason):
    given = series({2015: 20, 2022: 26}, steps=steps)
    assert method_of(MethodKey.MILESTONES).judge(given).reason is reason
