"""Everything counted in an edition: on a small plan by hand, and by its own sums."""

from datetime import date

import pytest

from dashboard.flows.open_edition import OpenEdition
from dashboard.plan.goals import GOAL_NUMBERS
from dashboard.plan.sheets import MAPPED, SheetKey
from dashboard.plan.status import ActionStatus, Progress
from dashboard.progress.summary import empty_goals
from tests.samples import ADMINISTRATIONS, EXAMPLES, action, example, plan

_C, _A, _I = SheetKey.CONTRIBUTIONS, SheetKey.ACTIONS, SheetKey.INDICATORS


@pytest.fixture(scope="module")
def small() -> OpenEdition:
    return plan(
        {
            SheetKey.ADMINISTRATIONS: ADMINISTRATIONS,
            _C: [
                action("B-1", kind="plan", goals=[11, 13], targets=["11.6", "13.2"]),
                action("B-2", kind="policy", goals=[11], responsible="GAM", contributing=["TMF"]),
                action("B-3", kind="policy", contributing=["GAM", "NY"]),
            ],
            _A: [
                action("H-1", goals=[3, 11, 13], targets=["3.9"], status="on_track", due_date=2030),
                action("H-2", goals=[11], responsible="NY", status="delayed"),
                action("H-3", goals=[11], responsible="GAM", due_date="2026-02-01"),
            ],
            _I: [action("I-1", goals=[11], direction="up")],
        },
        on=date(2026, 3, 1),
    )


def test_a_row_of_several_goals_counts_under_each_and_once_in_total(small: OpenEdition):
    count = small.summary.count
    assert [count(_C, goal, None) for goal in (11, 13, 3)] == [2, 1, 0]
    assert [count(_A, goal, None) for goal in (11, 13, 3)] == [3, 1, 1]
    assert count(_C, None, None) == 3
    assert count(_A, None, None) == 3


def test_a_row_counts_with_the_administration_that_has_the_task_today(small: OpenEdition):
    summary = small.summary
    assert summary.current == {"GAM": "NY", "NY": "NY", "TMF": "TMF"}
    assert [a.code for a in summary.in_charge()] == ["NY", "TMF"]
    assert summary.count(_A, None, "NY") == 2
    assert summary.count(_A, 11, "NY") == 2
    assert summary.count(_C, None, "NY") == 1
    assert summary.count(_A, None, "GAM") == 0


def test_before_the_new_administration_begins_the_old_one_has_the_task():
    rows = {SheetKey.ADMINISTRATIONS: ADMINISTRATIONS, _A: [action("H-1", responsible="GAM")]}
    summary = plan(rows, on=date(2025, 12, 31)).summary
    assert summary.count(_A, None, "GAM") == 1
    assert summary.count(_A, None, "NY") == 0


def test_taking_part_under_two_names_of_one_administration_counts_once(small: OpenEdition):
    index = small.summary.index[_C]
    assert index.by_contributing == {"TMF": (1,), "NY": (2,)}


def test_statuses_are_counted_as_they_are_shown(small: OpenEdition):
    found = {s: n for s, n in small.summary.statuses(None, None).items() if n}
    assert found == {
        ActionStatus.ON_TRACK: 1,
        ActionStatus.DELAYED: 1,
        ActionStatus.UNKNOWN: 1,  # overdue, but nobody said where it stands
    }
    assert list(small.summary.statuses(13, "TMF").values()).count(1) == 1


def test_targets_are_served_by_contributions_and_actions_only(small: OpenEdition):
    assert small.summary.served == {"11.6", "13.2", "3.9"}


def test_what_has_ended_or_was_cancelled_serves_no_target():
    rows = {
        SheetKey.ADMINISTRATIONS: ADMINISTRATIONS,
        _C: [
            action("B-1", kind="plan", goals=[11], targets=["11.1"], valid_to="2026-02-28"),
            action("B-2", kind="plan", goals=[11], targets=["11.2"], valid_to="2026-03-01"),
        ],
        _A: [
            action("H-1", goals=[11], targets=["11.3"], status="cancelled"),
            action("H-2", goals=[11], targets=["11.4"], status="completed"),
            action("H-3", goals=[11], targets=["11.3", "11.5"]),
        ],
    }
    summary = plan(rows, on=date(2026, 3, 1)).summary
    assert summary.served == {"11.2", "11.3", "11.4", "11.5"}


def test_goals_without_an_effort_are_named(small: OpenEdition):
    assert empty_goals(small.summary) == tuple(g for g in GOAL_NUMBERS if g not in (3, 11, 13))


def test_rows_without_a_goal_are_counted_in_total_and_found(small: OpenEdition):
    assert small.summary.index[_C].unmapped == (2,)


def test_a_plan_without_a_row_has_zeros_everywhere():
    summary = plan({}).summary
    for sheet in MAPPED:
        assert summary.count(sheet, None, None) == 0
    assert set(summary.statuses(None, None).values()) == {0}
    assert set(summary.classes(1, "X").values()) == {0}
    assert summary.in_charge() == ()
    assert empty_goals(summary) == GOAL_NUMBERS


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_marks_of_every_place_add_up_to_its_rows(name: str):
    summary = example(name).summary
    codes = (None, *(a.code for a in summary.administrations))
    for goal in (None, *GOAL_NUMBERS):
        for code in codes:
            assert sum(summary.statuses(goal, code).values()) == summary.count(_A, goal, code)
            assert sum(summary.classes(goal, code).values()) == summary.count(_I, goal, code)


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("sheet", MAPPED)
def test_the_administrations_add_up_to_the_city_and_the_goals_to_at_least_that(
    name: str, sheet: SheetKey
):
    summary = example(name).summary
    total = summary.count(sheet, None, None)
    assert total == summary.tables.count(sheet) > 0
    assert sum(summary.count(sheet, None, a.code) for a in summary.in_charge()) == total
    mapped = total - len(summary.index[sheet].unmapped)
    assert sum(summary.count(sheet, goal, None) for goal in GOAL_NUMBERS) >= mapped
    for goal in GOAL_NUMBERS:
        here = sum(summary.count(sheet, goal, a.code) for a in summary.in_charge())
        assert here == summary.count(sheet, goal, None)


def test_the_invented_city_shows_every_mark():
    summary = example("example-city").summary
    assert all(summary.statuses(None, None).values())
    classes = summary.classes(None, None)
    assert {p for p in Progress if classes[p]} >= {p for p in Progress if p.is_verdict}
