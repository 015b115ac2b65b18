"""The table of a chart has the numbers of its twin, and the cells of each."""

import csv
from io import StringIO

import pytest

from dashboard.charts.trajectory import base_of
from dashboard.flows.draw_chart import CHARTS, draw
from dashboard.flows.open_edition import OpenEdition
from dashboard.flows.say_ahead import say_ahead
from dashboard.flows.say_indicator import unit_of
from dashboard.flows.tabulate_chart import TABLES, tabulate
from dashboard.flows.write_csv import harmless, write_csv
from dashboard.language.numbers import number
from dashboard.language.words import Language, words_for
from dashboard.plan.sheets import SheetKey
from tests.samples import EXAMPLES, example


def read(opened: OpenEdition, chart: str, of: str, language: Language) -> list[dict[str, str]]:
    """The rows of a chart's CSV as a program reads them, by their headers."""
    table = tabulate(opened, words_for(language), chart=chart, of=of)
    assert table is not None
    text = write_csv(table.headers, table.rows, language).decode("utf-8-sig")
    mark = ";" if language is Language.DA else ","
    return list(csv.DictReader(StringIO(text), delimiter=mark))


def test_every_chart_has_a_table_and_no_other_has():
    assert set(TABLES) == {drawing.name for drawing in CHARTS}
    for language in Language:
        words = words_for(language)
        for keys, _ in TABLES.values():
            headers = [words(f"charts.columns.{key}") for key in keys]
            assert len(set(headers)) == len(headers)


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("language", Language)
def test_every_measured_value_stands_in_the_table_with_its_own_cell(name: str, language: Language):
    opened, words = example(name), words_for(language)
    for outcome in opened.summary.outcomes:
        rows = read(opened, "trajectory", outcome.series.indicator, language)
        measured = [
            r for r in rows if r[words("charts.columns.what")] == words("interface.chart.values")
        ]
        assert [
            (r[words("charts.columns.year")], r[words("charts.columns.cells")]) for r in measured
        ] == [(str(o.year), o.cell) for o in outcome.series.observations]
        for row, seen in zip(measured, outcome.series.observations, strict=True):
            written = row[words("charts.columns.value")]
            value = float(written.replace(",", ".") if language is Language.DA else written)
            assert value == pytest.approx(seen.value, rel=1e-14)
            assert row[words("charts.columns.unit")] == unit_of(outcome.record, words)
            assert row[words("charts.columns.checksum")] == opened.edition.checksum
            assert row[words("charts.columns.edition")] == str(opened.edition.number)


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("language", Language)
def test_what_lies_ahead_stands_in_the_table_as_in_the_twin(name: str, language: Language):
    opened, words = example(name), words_for(language)
    for outcome in opened.summary.outcomes:
        rows = read(opened, "trajectory", outcome.series.indicator, language)
        year, what = words("charts.columns.year"), words("charts.columns.what")
        cells = words("charts.columns.cells")
        ahead = [
            (r[year], r[what], r[cells]) for r in rows if r[what] != words("interface.chart.values")
        ]
        assert ahead == [(line[0], line[1], line[3]) for line in say_ahead(outcome, words)]
        start = [r for r in rows if r[what] == words("interface.ahead.start")]
        base = base_of(outcome)
        for row in start:
            assert base is not None
            assert row[cells] == base.cell


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("language", Language)
def test_every_part_of_a_bar_has_the_cell_of_each_action_counted_in_it(
    name: str, language: Language
):
    opened, words = example(name), words_for(language)
    rows = read(opened, "status_by_administration", "", language)
    told = [(r[words("charts.columns.count")], r[words("charts.columns.cells")]) for r in rows]
    assert sum(int(n) for n, _ in told) == opened.summary.count(SheetKey.ACTIONS, None, None)
    cells = [cell for _, many in told for cell in many.split(", ") if cell]
    status = {r.place("status") for r in opened.summary.tables.records(SheetKey.ACTIONS)}
    assert status <= set(cells)
    assert all(len(many.split(", ")) >= int(n) for n, many in told if int(n))


@pytest.mark.parametrize("chart", [*TABLES, "", "nothing"])
@pytest.mark.parametrize("of", ["nobody", "<script>", "x" * 5000])
def test_what_is_not_there_has_no_table_and_no_chart(chart: str, of: str):
    opened, words = example("example-city"), words_for(Language.DA)
    assert tabulate(opened, words, chart=chart, of=of) is None
    assert draw(opened, words, chart=chart, of=of) is None


@pytest.mark.parametrize(
    "text", ["=1+1", "+A1", "-A1", "@x", "\t=1", "\r=1", " =1", "＝1+1", "－A1", "-5 kg", "\x00=1"]
)
def test_no_text_is_taken_for_a_formula(text: str):
    assert harmless(text).startswith("'")


@pytest.mark.parametrize("text", ["-5", "-5,2", "+3.5", "Klima", "5 kg", "", "CO₂-udslip", "50 %"])
def test_numbers_and_plain_texts_stay_as_they_are(text: str):
    assert harmless(text) == text


def test_numbers_are_written_as_the_language_writes_them():
    rows = [["a;b", 45.25, 1234567, -0.5]]
    assert write_csv(["x"], rows, Language.DA).decode() == '\ufeffx\r\n"a;b";45,25;1234567;-0,5\r\n'
    assert write_csv(["x"], rows, Language.EN).decode() == "\ufeffx\r\na;b,45.25,1234567,-0.5\r\n"
    assert number(45.25, Language.DA) == "45,25"
