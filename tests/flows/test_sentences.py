"""Sentences made from numbers exist for every number, and say no other."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

import pytest
from babel.numbers import parse_decimal
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.flows.say_conclusion import Conclusion, conclude
from dashboard.flows.say_indicator import aim, amount, describe, explain
from dashboard.language.told import tell
from dashboard.language.words import Language, words_for
from dashboard.plan.findings import Code
from dashboard.plan.goals import GOAL_NUMBERS
from dashboard.plan.indicators import Ambition, Operator
from dashboard.plan.sheets import SheetKey
from dashboard.plan.status import ActionStatus, Progress
from dashboard.progress.summary import Mark, Summary
from tests.samples import ADMINISTRATIONS, EXAMPLES, action, example, plan
from tests.workbooks.books import check, found, sound

_A, _I, _C = SheetKey.ACTIONS, SheetKey.INDICATORS, SheetKey.CONTRIBUTIONS
_COUNTS = st.sampled_from([0, 0, 1, 2, 3, 17, 100, 1234, 1_000_000])


@cache
def _nothing() -> Summary:
    return plan({}).summary


def _summary(statuses: Mapping[Mark, int], classes: Mapping[Mark, int], rows: int) -> Summary:
    """A summary that counted these."""
    return replace(
        _nothing(),
        marks={_A: {(None, None): statuses}, _I: {(None, None): classes}},
        rows={_A: {}, _I: {}, _C: {(None, None): rows}},
    )


def _numbers(text: str, language: Language) -> set[int]:
    found = re.findall(r"\d[\d.,]*\d|\d", text)
    return {int(parse_decimal(number, locale=language.locale)) for number in found}


def _sums(marks: Mapping[Mark, int], groups: Sequence[Sequence[Mark]]) -> set[int]:
    return {sum(marks[mark] for mark in group) for group in groups}


_OF_ACTIONS: Sequence[Sequence[Mark]] = [
    tuple(ActionStatus),
    (ActionStatus.UNKNOWN,),
    (ActionStatus.COMPLETED, ActionStatus.ON_TRACK),
    (ActionStatus.DELAYED,),
]
_OF_INDICATORS: Sequence[Sequence[Mark]] = [
    tuple(Progress),
    tuple(p for p in Progress if p.is_verdict),
    tuple(p for p in Progress if not p.is_verdict),
    (Progress.ACHIEVED, Progress.ON_TRACK),
    (Progress.ACCELERATE, Progress.LIMITED),
    (Progress.MOVING_AWAY,),
]


def _check(said: Conclusion) -> None:
    text = f"{said.headline} {said.lead}"
    assert said.headline
    assert "{" not in text
    assert "  " not in text
    assert said.headline[0].isupper() or said.headline[0].isdigit()
    assert not said.headline.endswith(".")
    assert not said.lead or said.lead.endswith(".")
    assert said.lead == said.lead.strip()


@settings(max_examples=150, deadline=None)
@given(
    st.fixed_dictionaries(dict.fromkeys(ActionStatus, _COUNTS)),
    st.fixed_dictionaries(dict.fromkeys(Progress, _COUNTS)),
    _COUNTS,
    st.sampled_from(Language),
)
def test_a_conclusion_says_only_numbers_that_were_counted(statuses, classes, rows, language):
    said = conclude(_summary(statuses, classes, rows), words_for(language))
    _check(said)
    known = {rows, *_sums(statuses, _OF_ACTIONS), *_sums(classes, _OF_INDICATORS)}
    assert _numbers(f"{said.headline} {said.lead}", language) <= known


@pytest.mark.parametrize("language", Language)
def test_when_most_actions_are_reported_the_headline_speaks_of_them(language: Language):
    counts = {ActionStatus.COMPLETED: 3, ActionStatus.DELAYED: 4, ActionStatus.UNKNOWN: 6}
    said = conclude(_summary(counts, {}, 9), words_for(language))
    assert _numbers(said.headline, language) == {3, 13, 4}
    assert _numbers(said.lead, language) == {6, 13}


@pytest.mark.parametrize("language", Language)
def test_without_reports_the_headline_speaks_of_indicators(language: Language):
    classes = {Progress.ACHIEVED: 2, Progress.LIMITED: 5, Progress.MOVING_AWAY: 1}
    said = conclude(_summary({}, {**classes, Progress.NO_DATA: 3}, 9), words_for(language))
    assert _numbers(said.headline, language) == {2, 8}
    assert _numbers(said.lead, language) == {5, 1, 3, 11}


@pytest.mark.parametrize("language", Language)
def test_when_few_indicators_can_be_judged_that_is_said_first(language: Language):
    said = conclude(
        _summary({}, {Progress.ACHIEVED: 2, Progress.NO_DATA: 30}, 9), words_for(language)
    )
    assert _numbers(said.headline, language) == {2, 32}


@pytest.mark.parametrize("language", Language)
def test_a_plan_without_anything_says_so_without_a_number(language: Language):
    said = conclude(_summary({}, {}, 0), words_for(language))
    assert _numbers(said.headline, language) == set()
    assert said.lead == ""


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("language", Language)
def test_every_place_of_an_example_has_a_conclusion(name: str, language: Language):
    summary, words = example(name).summary, words_for(language)
    _check(conclude(summary, words))
    for goal in GOAL_NUMBERS:
        _check(conclude(summary, words, goal=goal))
    for each in summary.administrations:
        _check(conclude(summary, words, administration=each.code))


@pytest.mark.parametrize("language", Language)
def test_an_administration_nobody_knows_has_nothing_to_judge(language: Language):
    said = conclude(example("copenhagen").summary, words_for(language), administration="?")
    assert _numbers(said.headline, language) == set()


@pytest.mark.parametrize("language", Language)
def test_a_range_is_told_with_both_its_limits_even_where_one_is_zero(language: Language):
    words = words_for(language)
    for low, high in ((-5.0, 0.0), (0.0, 5.0), (-2.0, -1.0)):
        told = aim(Ambition(Operator.RANGE, low, high, 2030, "x"), "%", words)
        assert amount(high, "%", words) in told
        assert f"{low:.0f}".replace("-", "") in told
        assert "2030" in told


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("operator", Operator)
def test_every_sort_of_ambition_has_words(language: Language, operator: Operator):
    words = words_for(language)
    for value, year in ((None, None), (0.0, None), (12.5, 2030)):
        told = aim(Ambition(operator, value, None, year, "x"), "", words)
        assert told
        assert "{" not in told


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("value", [1e308, -1e308, 5e-324, 1e15, 0.0004])
def test_absurd_figures_are_told_without_a_fault(language: Language, value: float):
    indicator = action("I-1", direction="up", unit_da="%", baseline_value=-value)
    aimed = {"ambition_operator": "at_least", "ambition_value": 1e308, "ambition_year": 2030}
    rows = {
        SheetKey.ADMINISTRATIONS: ADMINISTRATIONS,
        _I: [{**indicator, **aimed, "baseline_year": 2010}],
        SheetKey.OBSERVATIONS: [{"indicator": ["I-1"], "year": 2020, "value": value}],
    }
    (outcome,) = plan(rows).summary.outcomes
    assert describe(outcome, words_for(language))
    assert explain(outcome, words_for(language))


@pytest.mark.parametrize("language", Language)
def test_a_finding_about_an_absurd_number_is_told_without_a_fault(language: Language):
    checked = check(sound(action={"budget": "9" * 38}))
    (finding,) = found(checked, Code.NUMBER_AS_TEXT)
    assert "1E38" in tell(finding, words_for(language)).text
