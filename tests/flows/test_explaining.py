"""Why a colour: told for every verdict of every method, in each language, whatever the data."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.flows.say_indicator import (
    describe,
    explain,
    say_data,
    say_freshness,
    say_others,
    say_pace,
)
from dashboard.flows.say_methods import say_methods, say_samples
from dashboard.flows.say_sum import say_class, say_sum
from dashboard.language.words import Language, words_for
from dashboard.plan.indicators import Direction, MethodKey, Operator, Series
from dashboard.plan.records import Record
from dashboard.plan.sheets import SheetKey
from dashboard.plan.status import DataStatus, Freshness, Lack
from dashboard.progress.data import data_status, freshness
from dashboard.progress.methods import METHODS, method_of
from dashboard.progress.methods.samples import judged
from dashboard.progress.methods.verdict import Bound, Grade, Reason
from dashboard.progress.outcomes import Outcome
from tests.progress.methods.test_properties import anything
from tests.progress.methods.test_properties import judged as sound
from tests.progress.series import series

_ON = date(2026, 1, 1)


def _outcome(given_series: Series, method: MethodKey, unit: str = "%") -> Outcome:
    given_series = replace(given_series, method=method)
    values = {"id": "I-1", "unit_da": unit, "unit_en": unit}
    return Outcome(
        record=Record(SheetKey.INDICATORS, "Indikatorer", 2, values, {"across_break": "AA2"}),
        series=given_series,
        verdict=method_of(method).judge(given_series),
        data=data_status(given_series),
        freshness=freshness(given_series, on=_ON),
    )


def _told(outcome: Outcome, language: Language) -> list[str]:
    words = words_for(language)
    others = [text for pair in say_others(outcome, words) for text in pair]
    data = [say_data(outcome, words), say_freshness(outcome, words)]
    return [describe(outcome, words), *explain(outcome, words), *data, *others]


@pytest.mark.parametrize("language", Language)
@settings(max_examples=150, deadline=None)
@given(given_series=anything() | sound(), method=st.sampled_from(MethodKey))
def test_every_colour_is_explained(language: Language, given_series: Series, method: MethodKey):
    told = _told(_outcome(given_series, method), language)
    assert all(told)
    assert all("{" not in text and "  " not in text for text in told)


@pytest.mark.parametrize("language", Language)
def test_every_reason_grade_bound_and_status_has_words(language: Language):
    words = words_for(language)
    assert all(words(f"interface.indicator.reason.{r}") for r in Reason)
    assert all(words(f"interface.indicator.grade.{g}") for g in Grade)
    assert all(words(f"interface.indicator.why.bound.{b}", value="1") for b in Bound)
    assert all(words(f"interface.indicator.data.{s}") for s in DataStatus)
    assert all(words(f"interface.indicator.freshness.{f}") for f in Freshness)
    assert all(words(f"interface.indicator.lack.{lack}") for lack in Lack)
    forms = {v.sum.form for _, verdicts in judged() for v in verdicts if v.sum}
    assert forms <= set(words.under("interface.indicator.sum"))


@pytest.mark.parametrize("language", Language)
def test_the_method_page_tells_every_method_with_its_source_and_its_refusals(language: Language):
    told = say_methods(words_for(language))
    assert [m.key for m in told] == [m.key for m in METHODS]
    for view, method in zip(told, METHODS, strict=True):
        assert all((view.name, view.about, view.formula, view.refuses))
        assert len(view.thresholds) == len(method.thresholds)
    rows = say_samples(words_for(language))
    assert [len(row.classes) for row in rows] == [len(METHODS)] * len(rows)


_RISING = series({2015: 20, 2023: 24}, units=frozenset({"%"}))


def test_a_formula_is_told_with_its_numbers_and_the_threshold_it_met():
    verdict = method_of(MethodKey.LINEAR_PATH).judge(_RISING)
    assert verdict.sum is not None
    assert say_sum(verdict.sum, words_for(Language.DA)) == "(15 − 11) ÷ (15 × 0,5333) = 0,5"
    assert say_class(verdict, words_for(Language.EN)) == ["At least 0 and below 0.6: Too slow."]
    growth = method_of(MethodKey.STATCAN).judge(_RISING)
    assert growth.sum is not None
    assert say_sum(growth.sum, words_for(Language.EN)) == "2.305% a year ÷ 3.801% a year = 0.6"


def test_a_share_changes_in_points_and_shows_its_sign():
    outcome = _outcome(_RISING, MethodKey.LINEAR_PATH)
    assert "+1,57\u00a0procentpoint" in (say_pace(outcome, words_for(Language.DA)) or "")
    falling = series(
        {2015: 50, 2023: 40}, direction=Direction.DOWN, operator=Operator.AT_MOST, value=19.0
    )
    told = say_pace(_outcome(falling, MethodKey.LINEAR_PATH, "kg"), words_for(Language.EN))
    assert told is not None
    assert "\u22123\u00a0kg" in told
    assert "\u22121.25\u00a0kg" in told


@pytest.mark.parametrize(
    ("latest", "told"), [(162.0, "62 ÷ 100 = 62 %"), (129.96, "29,96 ÷ 100 = 29,9 %")]
)
def test_a_result_is_rounded_down_but_not_by_the_noise_of_floats(latest: float, told: str):
    down = {"direction": Direction.DOWN, "operator": Operator.AT_MOST, "value": 100.0}
    verdict = method_of(MethodKey.LIMIT_DISTANCE).judge(series({2023: latest}, **down))
    assert verdict.sum is not None
    assert say_sum(verdict.sum, words_for(Language.DA)) == told


def test_a_figure_that_is_on_track_is_not_said_to_stand_still():
    values = {year: 10.0 - year + 2018 for year in range(2018, 2024)}
    sunny = series(values, direction=Direction.DOWN, operator=Operator.AT_MOST, value=3.0)
    outcome = _outcome(sunny, MethodKey.DESTATIS)
    assert outcome.verdict.ratio == 0
    words = words_for(Language.DA)
    assert words("interface.indicator.verdict.on_track") in describe(outcome, words)


def test_after_a_break_the_base_is_said_to_be_the_first_value_after_it():
    broken = series({2015: 20, 2018: 9, 2023: 12}, breaks=(2018,), baseline=(2015, 20.0))
    told = " ".join(explain(_outcome(broken, MethodKey.LINEAR_PATH), words_for(Language.EN)))
    assert "The first value after the break" in told
    assert "from 2018 on" in told
