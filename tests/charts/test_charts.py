"""Every chart draws empty, single and full values in each language, as valid Plotly."""

import json
from collections.abc import Callable

import plotly.graph_objects as go
import pytest

from dashboard.charts.status_bars import SIGNS, Bar, status_bars
from dashboard.charts.theme import PALETTES, Figure, Scheme, config, escaped
from dashboard.charts.trajectory import trajectory
from dashboard.flows.draw_chart import CHARTS, draw
from dashboard.language.words import Language, Words, words_for
from dashboard.plan.indicators import (
    Change,
    ChangeKind,
    MethodKey,
    Observation,
    Operator,
    Point,
    Rhythm,
    Series,
    ValueStatus,
)
from dashboard.plan.sheets import SheetKey
from dashboard.plan.status import ActionStatus
from dashboard.plan.steps import Step
from dashboard.progress.projection import band_of
from dashboard.settings import assets_folder
from tests.progress.series import series
from tests.samples import EXAMPLES, action, example, plan

LIGHT = PALETTES[Scheme.LIGHT]
_FULL = series({2010: 1.5, 2014: -3, 2015: 0, 2019: 20, 2023: 31}, breaks=(2019,))
_RANGE = series({2010: 1, 2011: 2}, operator=Operator.RANGE, value=4, upper=9)
HOSTILE = '<script>alert(1)</script>&{evil}%{evil}"'


def _trajectory(given: Series, *, base: Point | None = None) -> Callable[[Words], Figure]:
    return lambda words: trajectory(given, words, LIGHT, unit="pct.", base=base)


_STEPPED = series(
    {2015 + n: 20.0 + n + n % 2 for n in range(7)},
    steps=(Step(2024, 28.0), Step(2027, 30.0)),
    method=MethodKey.MILESTONES,
)


def _whole(words: Words) -> Figure:
    """A chart with everything there is to draw."""
    base = Point(2015, 20.0, "x")
    return trajectory(_STEPPED, words, LIGHT, unit="pct.", base=base, projection=band_of(_STEPPED))


def _bars(*bars: Bar) -> Callable[[Words], Figure]:
    return lambda words: status_bars(bars, words, LIGHT)


_EVERY = Bar("Alle", {s: n for n, s in enumerate(ActionStatus, start=1)})
DRAWN: dict[str, Callable[[Words], Figure]] = {
    "trajectory, empty": _trajectory(series({}, operator=None)),
    "trajectory, only an ambition": _trajectory(series({})),
    "trajectory, single": _trajectory(series({2020: 1}, operator=None)),
    "trajectory, full": _trajectory(_FULL, base=Point(2005, -7, "x")),
    "trajectory, a range": _trajectory(_RANGE, base=Point(2010, 1, "x")),
    "trajectory, no year": _trajectory(series({2020: 1, 2021: 2}, year=None)),
    "trajectory, with all": _whole,
    "bars, empty": _bars(),
    "bars, no action": _bars(Bar("A", {})),
    "bars, single": _bars(Bar("A", {ActionStatus.DELAYED: 1})),
    "bars, full": _bars(_EVERY, Bar("A", {}), _EVERY),
}


def _checked(figure: Figure) -> None:
    go.Figure(figure)  # refuses what Plotly does not know
    assert json.loads(json.dumps(figure, allow_nan=False)) == figure


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("name", DRAWN)
def test_every_chart_draws_what_little_or_much_there_is(name: str, language: Language):
    _checked(DRAWN[name](words_for(language)))


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("name", EXAMPLES)
def test_every_chart_of_the_examples_is_valid(name: str, language: Language):
    opened, words = example(name), words_for(language)
    asked = [("trajectory", o.series.indicator) for o in opened.summary.outcomes[::7]]
    asked += [("status_by_goal", a.code) for a in opened.summary.in_charge()]
    figures = [draw(opened, words, chart=chart, of=of) for chart, of in asked]
    figures.append(draw(opened, words, chart="status_by_administration", of=""))
    drawn = [figure for figure in figures if figure is not None]
    assert len(drawn) > 3
    for figure in drawn:
        _checked(figure)


def test_every_chart_that_can_be_asked_for_is_drawn_by_these_tests():
    asked = {"trajectory", "status_by_goal", "status_by_administration"}
    assert asked == {drawing.name for drawing in CHARTS}


def _lines(figure: Figure) -> list[dict]:
    return [t for t in figure["data"] if t["mode"] == "lines" and t["line"]["dash"] != "dash"]


def _joined(figure: Figure) -> set[tuple[int, int]]:
    """The pairs of years that a line joins."""
    pairs: set[tuple[int, int]] = set()
    for trace in _lines(figure):
        pairs |= {
            (a, b)
            for a, b in zip(trace["x"], trace["x"][1:], strict=False)
            if a is not None and b is not None
        }
    return pairs


def test_values_lie_at_their_true_years():
    figure = DRAWN["trajectory, full"](words_for(Language.EN))
    (marks,) = [t for t in figure["data"] if t["mode"] == "markers" and t["name"] == "Values"]
    assert marks["x"] == [2010, 2014, 2015, 2019, 2023]
    assert marks["y"] == [1.5, -3, 0, 20, 31]
    assert marks["customdata"] == [f"Målinger!C{row}" for row in range(2, 7)]


def test_no_line_is_drawn_across_a_break_and_the_break_is_marked():
    figure = DRAWN["trajectory, full"](words_for(Language.EN))
    assert _joined(figure) == {(2010, 2014), (2014, 2015), (2019, 2023)}
    assert [shape["x0"] for shape in figure["layout"]["shapes"]] == [2018.5]


def test_a_gap_longer_than_the_rhythm_is_dotted():
    given = series({2010: 1, 2011: 2, 2015: 3}, rhythm=None)
    dashes = [t["line"]["dash"] for t in _lines(_trajectory(given)(words_for(Language.EN)))]
    assert dashes == ["dot"]
    given = series({2010: 1, 2011: 2, 2015: 3}, rhythm=Rhythm.YEARLY)
    whole, dotted = _lines(_trajectory(given)(words_for(Language.EN)))
    assert (whole["line"]["dash"], whole["x"]) == ("solid", [2010, 2011, None])
    assert (dotted["line"]["dash"], dotted["x"]) == ("dot", [2011, 2015, None])


def test_the_way_to_the_ambition_goes_from_the_baseline_to_the_year_of_the_ambition():
    figure = DRAWN["trajectory, a range"](words_for(Language.EN))
    way = next(t for t in figure["data"] if t.get("line", {}).get("dash") == "dash")
    assert (way["x"], way["y"]) == ([2010, 2030], [1, 4])


def test_the_way_bends_where_the_method_follows_dated_ambitions():
    figure = _whole(words_for(Language.EN))
    way = next(t for t in figure["data"] if t.get("line", {}).get("dash") == "dash")
    assert (way["x"], way["y"]) == ([2015, 2024, 2027, 2030], [20, 28, 30, 35])


def test_a_projection_is_an_area_without_marks_and_says_what_it_is():
    figure = _whole(words_for(Language.EN))
    (area,) = [t for t in figure["data"] if "fill" in t]
    assert area["name"] == words_for(Language.EN)("interface.chart.band")
    assert (area["mode"], area["line"]["dash"]) == ("lines", "dot")
    assert area["line"]["width"] < 1
    assert area["fillpattern"]["shape"]
    assert (area["x"][0], area["x"][-1]) == (2021, 2030)


def test_no_line_is_drawn_across_a_change_of_the_rules():
    change = Change(ChangeKind.DEFINITION, 2017, "ny opgørelse", "X2")
    given = series({2015: 1, 2016: 2, 2018: 3, 2019: 4}, change=change)
    figure = _trajectory(given)(words_for(Language.EN))
    assert _joined(figure) == {(2015, 2016), (2018, 2019)}
    assert [shape["x0"] for shape in figure["layout"]["shapes"]] == [2016.5]


def test_a_provisional_value_is_hollow():
    seen = (
        Observation(2020, 1, "a"),
        Observation(2021, 2, "b", status=ValueStatus.PROVISIONAL),
    )
    given = Series("I", None, None, None, seen)
    figure = trajectory(given, words_for(Language.DA), LIGHT, unit="", base=None)
    colours = figure["data"][-1]["marker"]["color"]
    assert colours[0] != colours[1] == "#ffffff"


def _texts(value: object) -> list[str]:
    if isinstance(value, dict):
        # What is said aloud is never drawn: a script puts it into the page as text.
        return [text for key, each in value.items() if key != "meta" for text in _texts(each)]
    if isinstance(value, list | tuple):
        return [text for each in value for text in _texts(each)]
    return [value] if isinstance(value, str) else []


def _hostile_figures(words: Words) -> list[Figure | None]:
    rows = {
        SheetKey.ADMINISTRATIONS: [{"code": "TMF", "name_da": HOSTILE, "name_en": HOSTILE}],
        SheetKey.ACTIONS: [action("H-1", goals=[11], status="on_track")],
        SheetKey.INDICATORS: [action("I-1", direction="up", unit_da=HOSTILE, unit_en=HOSTILE)],
        SheetKey.OBSERVATIONS: [
            {"indicator": ["I-1"], "year": 2020, "value": 1, "series_break": HOSTILE}
        ],
    }
    opened = plan(rows)
    asked = (("trajectory", "I-1"), ("status_by_administration", ""), ("status_by_goal", "TMF"))
    return [draw(opened, words, chart=chart, of=of) for chart, of in asked]


@pytest.mark.parametrize("language", Language)
def test_text_from_a_workbook_becomes_neither_markup_nor_a_slot(language: Language):
    for figure in _hostile_figures(words_for(language)):
        assert figure is not None
        _checked(figure)
        for text in _texts(figure):
            assert "<script" not in text
            assert "{evil}" not in text


def test_the_cell_shown_beside_a_mark_is_text_even_in_a_sheet_of_a_strange_name():
    seen = (Observation(2020, 1, f"{HOSTILE}!C3"),)
    figure = trajectory(
        Series("I", None, None, None, seen), words_for(Language.DA), LIGHT, unit="", base=None
    )
    assert all("<script" not in text for text in _texts(figure))


def test_escaping_leaves_plain_text_alone():
    assert escaped("Teknik- og Miljøforvaltningen 50 %") == "Teknik- og Miljøforvaltningen 50 %"


@pytest.mark.parametrize("language", Language)
def test_a_chart_sends_nothing_anywhere(language: Language):
    found = config(language)
    assert found["showSendToCloud"] is False
    assert found["displayModeBar"] is False
    assert found["plotlyServerURL"] == ""
    assert "http" not in json.dumps(found)


def test_numbers_are_written_as_each_language_writes_them():
    figure = DRAWN["bars, full"]
    assert figure(words_for(Language.DA))["layout"]["separators"] == ",."
    assert figure(words_for(Language.EN))["layout"]["separators"] == ".,"


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("scheme", Scheme)
@pytest.mark.parametrize("status", ActionStatus)
def test_numbers_in_the_bars_can_be_read(status: ActionStatus, scheme: Scheme):
    palette = PALETTES[scheme]
    figure = status_bars([Bar("A", {status: 1})], words_for(Language.DA), palette)
    (trace,) = figure["data"]
    colours = (trace["insidetextfont"]["color"], trace["marker"]["color"])
    dark, bright = sorted(map(_luminance, colours))
    assert (bright + 0.05) / (dark + 0.05) >= 4.5


@pytest.mark.parametrize("scheme", Scheme)
def test_charts_have_the_colours_of_the_style_sheet(scheme: Scheme):
    style = (assets_folder() / "style.css").read_text(encoding="utf-8").lower()
    palette = PALETTES[scheme]
    own = (palette.ink, palette.muted, palette.card, *palette.statuses.values())
    assert [colour for colour in own if colour.lower() not in style] == []


def test_the_numbers_of_a_full_bar_are_all_there():
    figure = DRAWN["bars, full"](words_for(Language.EN))
    assert sum(sum(trace["x"]) for trace in figure["data"]) == 2 * sum(range(1, 9))
    assert [t["name"] for t in figure["data"]] == [
        f"{SIGNS[s]} {words_for(Language.EN).choice(s)}" for s in ActionStatus
    ]
