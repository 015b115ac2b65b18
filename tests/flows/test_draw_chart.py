"""A chart is asked for by name; what is not there gives no chart."""

import pytest

from dashboard.charts.theme import PALETTES, Scheme
from dashboard.flows.draw_chart import CHARTS, bars_by_administration, bars_by_goal, draw
from dashboard.language.words import Language, words_for
from dashboard.plan.sheets import SheetKey
from tests.samples import EXAMPLES, example, plan

HOSTILE = ("", "nobody", "None", "../x", "<script>", "I-1\x00", "x" * 5000, "trajectory")


@pytest.mark.parametrize("chart", ["", "nothing", "Trajectory", "draw", "__class__", "x" * 5000])
def test_an_unknown_chart_is_none(chart: str):
    assert draw(example("copenhagen"), words_for(Language.DA), chart=chart, of="") is None


@pytest.mark.parametrize("drawing", CHARTS, ids=lambda d: d.name)
@pytest.mark.parametrize("of", HOSTILE)
def test_a_chart_of_something_unknown_is_none(drawing, of: str):
    if drawing.name == "status_by_administration" and of == "":
        return  # the whole city has no name
    found = draw(example("example-city"), words_for(Language.EN), chart=drawing.name, of=of)
    assert found is None


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_indicator_with_a_value_has_a_trajectory(name: str):
    words = words_for(Language.DA)
    for outcome in example(name).summary.outcomes:
        figure = draw(example(name), words, chart="trajectory", of=outcome.series.indicator)
        assert (figure is not None) == bool(outcome.series.observations)


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_bars_of_the_city_add_up_to_its_actions(name: str):
    opened = example(name)
    bars = bars_by_administration(opened, words_for(Language.EN))
    total = sum(sum(bar.counts.values()) for bar in bars)
    assert total == opened.summary.count(SheetKey.ACTIONS, None, None)


def test_the_bars_of_an_administration_show_only_goals_it_has_actions_for():
    opened = example("example-city")
    for code in (a.code for a in opened.summary.in_charge()):
        bars = bars_by_goal(opened, code, words_for(Language.DA))
        assert bars
        assert all(sum(bar.counts.values()) for bar in bars)


def test_a_plan_without_rows_has_no_chart_but_the_empty_one_of_the_city():
    for drawing in CHARTS:
        figure = draw(plan({}), words_for(Language.DA), chart=drawing.name, of="")
        assert (figure is None) == (drawing.name != "status_by_administration")


@pytest.mark.parametrize("drawing", CHARTS, ids=lambda d: d.name)
def test_a_chart_is_drawn_with_the_traces_it_declares_and_no_others(drawing):
    opened, words = example("example-city"), words_for(Language.DA)
    of = ["", *(a.code for a in opened.summary.in_charge())]
    of += [outcome.series.indicator for outcome in opened.summary.outcomes]
    figures = [drawing.draw(opened, each, words, PALETTES[Scheme.LIGHT]) for each in of]
    found = {trace["type"] for figure in figures if figure for trace in figure["data"]}
    assert found == set(drawing.traces)
