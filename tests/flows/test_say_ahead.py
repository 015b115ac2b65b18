"""The table of what lies ahead says the same numbers as the chart draws."""

import pytest

from dashboard.charts.theme import PALETTES, Scheme
from dashboard.charts.trajectory import base_of
from dashboard.components.indicators import LEGEND, indicator_card
from dashboard.components.reader import Reader
from dashboard.flows.draw_chart import draw
from dashboard.flows.say_ahead import say_ahead
from dashboard.language.numbers import precise
from dashboard.language.words import Language, words_for
from tests.samples import EXAMPLES, example

LIGHT = PALETTES[Scheme.LIGHT]


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("language", Language)
def test_the_twin_has_every_number_of_the_chart(name: str, language: Language):
    words, opened = words_for(language), example(name)
    drawn = [o for o in opened.summary.outcomes if o.series.observations]
    assert drawn
    for outcome in drawn:
        figure = draw(opened, words, chart="trajectory", of=outcome.series.indicator)
        assert figure is not None
        named = {t["name"]: t for t in figure["data"] if "name" in t}
        rows = say_ahead(outcome, words)
        band = named.get(words("interface.chart.band"))
        told = [row for row in rows if row[1] == words("interface.chart.band")]
        assert [row[0] for row in told] == [str(year) for year in (band or {"x": []})["x"]]
        for row, high in zip(told, (band or {"y": []})["y"], strict=True):
            assert precise(high, language) in row[2]
        for key in ("steps", "ambition"):
            trace = named.get(words(f"interface.chart.{key}"))
            said = {row[0] for row in rows if row[1] == words(f"interface.chart.{key}")}
            assert said == {str(year) for year in (trace or {"x": []})["x"]}
        path = [t for t in figure["data"] if t.get("line", {}).get("dash") == "dash"]
        starts = [row[0] for row in rows if row[1] == words("interface.ahead.start")]
        assert starts == [str(t["x"][0]) for t in path]


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_legend_names_what_is_drawn_and_nothing_else(name: str):
    opened, words = example(name), words_for(Language.DA)
    reader = Reader(opened, words)
    for outcome in opened.summary.outcomes:
        card = indicator_card(reader, outcome, alone=True)
        legend = card.values["legend"]
        assert isinstance(legend, list)
        figure = draw(opened, words, chart="trajectory", of=outcome.series.indicator)
        names = {t.get("name") for t in (figure or {"data": []})["data"]}
        for key in ("values", "steps", "ambition", "band"):
            assert (key in legend) == (words(f"interface.chart.{key}") in names)
        shapes = figure["layout"]["shapes"] if figure else []
        assert ("break" in legend) == bool(shapes)
        assert legend == [key for key in LEGEND if key in legend]


def test_no_path_is_drawn_across_a_break():
    for name in EXAMPLES:
        for outcome in example(name).summary.outcomes:
            base, cuts = base_of(outcome), [o.year for o in outcome.series.observations if o.breaks]
            if base is not None and base.year is not None and not outcome.series.across_break:
                assert all(cut <= base.year for cut in cuts), outcome.series.indicator
