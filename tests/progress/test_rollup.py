"""How it goes at a place: every class, coverage, and one word by a stated rule."""

from collections.abc import Mapping
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.flows.open_edition import OpenEdition
from dashboard.plan.goals import GOAL_NUMBERS
from dashboard.plan.sheets import SheetKey
from dashboard.plan.status import VERDICTS, ActionStatus, Progress
from dashboard.plan.targets import TARGETS, goal_of
from dashboard.progress.rollup import coverage, rollup, word_of
from tests.samples import ADMINISTRATIONS, EXAMPLES, action, example, plan

_AIM = {"direction": "up", "ambition_operator": "at_least", "ambition_value": 35}
_AIMED = {**_AIM, "ambition_year": 2030, "baseline_value": 20, "baseline_year": 2015}


@pytest.fixture(scope="module")
def small() -> OpenEdition:
    values = {"I-1": 30, "I-2": 19, "I-3": 40}
    return plan(
        {
            SheetKey.ADMINISTRATIONS: ADMINISTRATIONS,
            SheetKey.ACTIONS: [
                action("H-1", goals=[11, 13], targets=["11.6"], status="on_track", due_date="2026"),
                action("H-2", goals=[11], status="on_track", due_date="2025-02-01"),
                action("H-3", goals=[11], responsible="GAM", due_date="2025-02-01"),
            ],
            SheetKey.INDICATORS: [
                action("I-1", goals=[11, 13], targets=["11.6"], **_AIMED),
                action("I-2", goals=[11], responsible="GAM", **_AIMED),
                action("I-3", goals=[11], **_AIMED),
                action("I-4", goals=[11], **_AIMED),
            ],
            SheetKey.OBSERVATIONS: [
                {"indicator": [key], "year": 2023, "value": value} for key, value in values.items()
            ],
            SheetKey.RELEVANCE: [
                {"target": "11.6", "relevance": "ours", "administration": "TMF"},
                {"target": "11.7", "relevance": "shared", "administration": "GAM"},
                {"target": "13.a", "relevance": "not_ours"},
            ],
        },
        on=date(2026, 3, 1),
    )


def _told(counts: Mapping[Progress, int]) -> dict[str, int]:
    return {progress.value: n for progress, n in counts.items() if n}


def test_the_distribution_holds_every_class_and_what_has_none(small: OpenEdition):
    city, climate = rollup(small.summary), rollup(small.summary, goal=13)
    assert tuple(city.classes) == tuple(Progress)
    assert tuple(city.actions) == tuple(ActionStatus)
    assert _told(city.classes) == {"achieved": 1, "on_track": 1, "moving_away": 1, "no_data": 1}
    assert (city.indicators, city.assessed) == (4, 3)
    assert _told(climate.classes) == {"on_track": 1}


def test_a_row_of_two_goals_counts_under_both_and_once_in_the_city(small: OpenEdition):
    goals = [rollup(small.summary, goal=n).indicators for n in (11, 13)]
    assert goals == [4, 1]
    assert rollup(small.summary).indicators == 4


def test_places_can_be_narrowed_down(small: OpenEdition):
    summary = small.summary
    assert _told(rollup(summary, administration="NY").classes) == {"moving_away": 1}
    assert rollup(summary, goal=13, administration="NY").indicators == 0
    assert _told(rollup(summary, target="11.6").classes) == {"on_track": 1}
    assert rollup(summary, target="17.1").indicators == 0


def test_what_is_overdue_is_counted_whatever_was_typed(small: OpenEdition):
    city = rollup(small.summary)
    assert (city.overdue, city.contradicted) == (2, 1)
    assert city.actions[ActionStatus.DELAYED] == 1
    assert city.actions[ActionStatus.UNKNOWN] == 1


def test_coverage_counts_targets_that_are_ours_and_served(small: OpenEdition):
    found = rollup(small.summary).targets
    assert (found.registered, found.ours, found.served) == (3, 2, 1)
    of_goal = coverage(small.summary, goal=13)
    assert (of_goal.registered, of_goal.ours, of_goal.served) == (1, 0, 0)
    mine = coverage(small.summary, administration="TMF")
    assert (mine.registered, mine.ours, mine.served) == (1, 1, 1)
    theirs = coverage(small.summary, administration="NY")  # who took over from GAM
    assert (theirs.ours, theirs.served) == (1, 0)
    assert coverage(small.summary, target="11.7").ours == 1


@pytest.mark.parametrize(
    ("counts", "word"),
    [
        ({}, None),
        ({Progress.NO_DATA: 3}, None),
        ({Progress.ACHIEVED: 1, Progress.NO_DATA: 1}, Progress.ACHIEVED),
        ({Progress.ACHIEVED: 1, Progress.NO_DATA: 2}, None),
        ({Progress.ON_TRACK: 1, Progress.LIMITED: 1, Progress.NOT_ASSESSED: 2}, Progress.LIMITED),
        ({Progress.ON_TRACK: 2, Progress.MOVING_AWAY: 3}, Progress.MOVING_AWAY),
    ],
)
def test_a_word_is_the_class_that_half_of_all_reach(counts, word):
    assert word_of(counts) is word


def test_the_word_can_be_switched_off(small: OpenEdition):
    assert rollup(small.summary).word is not None
    assert rollup(small.summary, with_word=False).word is None


@settings(deadline=None)
@given(st.fixed_dictionaries(dict.fromkeys(Progress, st.integers(0, 9))), st.sampled_from(VERDICTS))
def test_one_more_without_data_never_makes_the_word_better(counts, progress):
    def rank(found: Progress | None) -> int:
        return len(VERDICTS) if found is None else VERDICTS.index(found)

    grey = {**counts, Progress.NO_DATA: counts[Progress.NO_DATA] + 1}
    assert rank(word_of(grey)) >= rank(word_of(counts))
    better = {**counts, progress: counts[progress] + 1}
    if word_of(counts) is not None:
        assert rank(word_of(better)) <= max(rank(word_of(counts)), rank(progress))


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_rollup_agrees_with_the_counts_of_the_pages(name: str):
    summary = example(name).summary
    for goal in (None, *GOAL_NUMBERS):
        for code in (None, *(a.code for a in summary.in_charge())):
            found = rollup(summary, goal=goal, administration=code)
            assert found.classes == summary.classes(goal, code)
            assert found.actions == summary.statuses(goal, code)
    ours = sum(coverage(summary, target=code).ours for code in TARGETS)
    assert ours == coverage(summary).ours
    assert ours == sum(coverage(summary, goal=n).ours for n in {goal_of(c) for c in TARGETS})
