"""Where the city can do more: found by stated rules, in a stated order."""

from datetime import date

import pytest

from dashboard.flows.open_edition import OpenEdition
from dashboard.flows.show_gaps import GapQuestion, find_gaps, tally
from dashboard.flows.show_rows import Question, counts
from dashboard.plan.kinds import Relevance
from dashboard.plan.sheets import SheetKey
from dashboard.plan.status import Lack
from dashboard.plan.targets import TARGETS, goal_of
from dashboard.progress.gaps import GAPS, Gap, GapKind
from tests.samples import ADMINISTRATIONS, EXAMPLES, action, example, plan

_KIND = {"kind": "plan"}
_AIMED = {"direction": "up", "ambition_operator": "at_least", "ambition_value": 9}
_WHOLE = {**_AIMED, "ambition_year": 2030, "baseline_value": 1, "baseline_year": 2015}


@pytest.fixture(scope="module")
def small() -> OpenEdition:
    return plan(
        {
            SheetKey.ADMINISTRATIONS: ADMINISTRATIONS,
            SheetKey.CONTRIBUTIONS: [
                action("B-1", goals=[11], targets=["11.6"], **_KIND),
                action("B-2", goals=[11], **_KIND),
                action("B-3", goals=[11], valid_to="2025", **_KIND),
            ],
            SheetKey.ACTIONS: [
                action("late", goals=[13], status="on_track", due_date="2026-02-01"),
                action("later", goals=[13], status="delayed", due_date="2025-02-01"),
                action("silent", goals=[13], due_date="2026-02-27", contributing=["GAM"]),
                action("done", goals=[13], status="completed", due_date="2020"),
                action("open", goals=[13], status="on_track", due_date="2026"),
            ],
            SheetKey.INDICATORS: [
                action("I-1", goals=[11], measures=["B-1"], rhythm="yearly", **_WHOLE),
                action("I-2", goals=[4], responsible="GAM"),
                action("I-3", goals=[11], direction="up", ambition_operator="none"),
            ],
            SheetKey.OBSERVATIONS: [{"indicator": ["I-1"], "year": 2019, "value": 3}],
            SheetKey.RELEVANCE: [
                {"target": "1.2", "relevance": "shared", "administration": "TMF"},
                {"target": "11.6", "relevance": "ours", "administration": "TMF"},
                {"target": "12.3", "relevance": "ours", "administration": "GAM"},
                {"target": "13.a", "relevance": "not_ours", "administration": "NY"},
                {"target": "14.1", "relevance": "ours"},
            ],
        },
        on=date(2026, 3, 1),
    )


def _found(opened: OpenEdition, kind: GapKind) -> list[Gap]:
    return [gap for gap in opened.gaps if gap.kind is kind]


def _ids(opened: OpenEdition, kind: GapKind) -> list[str]:
    index = {f.kind: f.sheet for f in GAPS}[kind]
    assert index is not None
    names = {at: name for name, at in opened.summary.index[index].by_id.items()}
    return [names[gap.position or 0] for gap in _found(opened, kind)]


def test_overdue_actions_come_longest_overdue_first_whatever_was_reported(small: OpenEdition):
    assert _ids(small, GapKind.OVERDUE) == ["later", "late", "silent"]
    assert [g.days_late for g in _found(small, GapKind.OVERDUE)] == [393, 28, 2]


def test_targets_nobody_serves_are_the_citys_own_first_with_who_keeps_them(small: OpenEdition):
    found = _found(small, GapKind.UNSERVED)
    # The old administration was replaced; a target nobody was named for has nobody.
    assert [(g.target, g.administration) for g in found] == [
        ("12.3", "NY"),
        ("14.1", None),
        ("1.2", "TMF"),
    ]


def test_a_goal_could_be_served_by_the_register_or_by_the_plans_own_rows(small: OpenEdition):
    found = {(g.administration, g.goal): g for g in _found(small, GapKind.UNUSED)}
    assert set(found) == {("NY", 12), ("TMF", 1), ("NY", 13), ("NY", 4)}
    assert found["NY", 12].targets == ("12.3",)
    assert (found["NY", 13].shares, found["NY", 13].watches) == (1, 0)
    assert (found["NY", 4].shares, found["NY", 4].watches) == (0, 1)


def test_a_contribution_that_ended_need_not_be_measured(small: OpenEdition):
    assert _ids(small, GapKind.UNMEASURED) == ["B-2"]


def test_an_indicator_that_lacks_most_comes_first_and_no_ambition_is_no_gap(small: OpenEdition):
    assert _ids(small, GapKind.INCOMPLETE) == ["I-2", "I-3", "I-1"]
    most, said_none, late = _found(small, GapKind.INCOMPLETE)
    assert most.lacks == (Lack.VALUES, Lack.DIRECTION, Lack.AMBITION, Lack.BASELINE)
    assert Lack.AMBITION not in said_none.lacks
    assert (late.lacks, late.is_late) == ((), True)


def test_a_past_administration_answers_with_its_successor(small: OpenEdition):
    asked = GapQuestion(administration="GAM")
    assert find_gaps(small, asked) == find_gaps(small, GapQuestion(administration="NY"))
    assert find_gaps(small, asked)


@pytest.mark.parametrize("name", EXAMPLES)
def test_gaps_come_in_the_order_of_their_kinds(name: str):
    kinds = [gap.kind for gap in example(name).gaps]
    assert kinds == sorted(kinds, key=list(GapKind).index)


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_question_gives_the_gaps_it_asks_for_and_no_others(name: str):
    opened = example(name)
    everything = find_gaps(opened, GapQuestion())
    assert everything == list(opened.gaps)
    for kind, n in tally(everything).items():
        assert len(find_gaps(opened, GapQuestion(kind=kind))) == n
    by_goal = [find_gaps(opened, GapQuestion(goal=goal)) for goal in range(1, 18)]
    assert {id(g) for many in by_goal for g in many} <= {id(g) for g in everything}
    codes = {g.administration for g in everything}
    alone = [len(find_gaps(opened, GapQuestion(administration=code))) for code in codes if code]
    assert sum(alone) == sum(g.administration is not None for g in everything)


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_rows_behind_gaps_are_as_many_as_the_gaps(name: str):
    opened = example(name)
    for finder in (f for f in GAPS if f.sheet is not None):
        asked = Question(sheet=finder.sheet, gap=finder.kind)
        n = len(find_gaps(opened, GapQuestion(kind=finder.kind)))
        assert sum(counts(opened, asked).values()) == n


def test_what_the_register_says_is_not_ours_is_never_a_gap():
    opened = example("example-city")
    relevance = opened.summary.relevance
    targets = [g.target for g in _found(opened, GapKind.UNSERVED) if g.target]
    assert targets
    assert all(relevance[t].text("relevance") != Relevance.NOT_OURS for t in targets)
    assert not set(targets) & opened.summary.served
    given = [t for g in _found(opened, GapKind.UNUSED) for t in g.targets]
    assert all(relevance[t].text("relevance") != Relevance.NOT_OURS for t in given)
    assert all(goal_of(t) in range(1, 18) for t in TARGETS)


def test_an_empty_plan_has_no_gaps():
    assert plan({SheetKey.ADMINISTRATIONS: ADMINISTRATIONS}).gaps == ()
