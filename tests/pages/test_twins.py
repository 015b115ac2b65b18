"""The table under a chart has exactly the numbers that the chart draws, in each language."""

import html
import re

import pytest

from dashboard.flows.draw_chart import draw
from dashboard.language.words import Language, words_for
from tests.samples import EXAMPLES, example

_FIGURE = re.compile(r'<figure class="card chart".*?</figure>', re.DOTALL)
_TWIN = re.compile(r'<table class="twin">.*?</table>', re.DOTALL)
_CELL = re.compile(r"<t[hd][^>]*>(.*?)</t[hd]>", re.DOTALL)


def table(figure: str) -> list[list[str]]:
    """The cells of the twin, its headers first."""
    (twin,) = _TWIN.findall(figure)
    rows = re.findall(r"<tr.*?</tr>", twin, re.DOTALL)
    return [[plain(cell) for cell in _CELL.findall(row)] for row in rows]


def plain(cell: str) -> str:
    """What is read in a cell or a label of a chart."""
    text = html.unescape(re.sub("<br>", " ", cell))
    return " ".join(re.sub("<[^>]*>", "", text).replace("\u00ad", "").split())


def number(text: str, language: Language) -> float:
    """The number a reader of a language reads."""
    decimal, thousands = (",", ".") if language is Language.DA else (".", ",")
    bare = text.replace(thousands, "").replace(decimal, ".").replace("−", "-")
    found = re.match(r"-?[\d.]+", bare)
    assert found, text
    return float(found[0])


def charts(site, name: str, language: Language, paths: list[str]):
    """Every chart of the pages: what it is of, its figure and its twin."""
    for path in paths:
        page = site(name).get(f"/{language}{path}").text
        for printed in _FIGURE.findall(page):
            if slot := re.search(r'data-slot="([^"]*)"', printed):
                chart, _, of = html.unescape(slot[1]).partition(":")
                drawn = draw(example(name), words_for(language), chart=chart, of=of)
                assert drawn is not None
                yield chart, drawn["data"], table(printed)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("name", EXAMPLES)
def test_a_line_is_drawn_through_the_values_of_its_table(site, name: str, language: Language):
    word = words_for(language)("interface.chart.values")
    paths = [f"/goals/{goal}" for goal in (3, 11, 13)]
    seen = 0
    for chart, traces, rows in charts(site, name, language, paths):
        if chart == "trajectory":
            (values,) = (trace for trace in traces if trace.get("name") == word)
            said = [(int(row[0]), number(row[1], language)) for row in rows[1:]]
            assert said == list(zip(values["x"], values["y"], strict=True))
            seen += 1
    assert seen >= 9


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("name", EXAMPLES)
def test_bars_are_as_long_as_the_numbers_of_their_table(site, name: str, language: Language):
    codes = [a.code for a in example(name).summary.in_charge()]
    paths = ["/", *(f"/administrations/{code}" for code in codes[:2])]
    seen = 0
    for chart, traces, rows in charts(site, name, language, paths):
        if chart.startswith("status_by"):
            heads = rows[0]
            said = {
                (row[0], head): int(cell)
                for row in rows[1:]
                for head, cell in zip(heads[1:-1], row[1:-1], strict=True)
                if int(cell)
            }
            drawn = {
                (plain(label), plain(trace["name"]).partition(" ")[2]): count
                for trace in traces
                for label, count in zip(trace["y"], trace["x"], strict=True)
                if count
            }
            assert said == drawn
            seen += 1
    assert seen >= 2
