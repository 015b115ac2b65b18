"""What a chart says aloud is what its table says, in the same words and numbers."""

import pytest

from dashboard.components.indicators import indicator_card
from dashboard.components.reader import Reader
from dashboard.components.status_charts import by_administration
from dashboard.flows.draw_chart import draw
from dashboard.flows.say_ahead import say_ahead
from dashboard.language.words import Language, words_for
from tests.samples import EXAMPLES, example


def spoken(name: str, language: Language, chart: str, of: str) -> dict[str, list[str | None]]:
    figure = draw(example(name), words_for(language), chart=chart, of=of)
    assert figure is not None
    metas = [trace["meta"] for trace in figure["data"] if "meta" in trace]
    return {meta["part"]: meta["said"] for meta in metas if "said" in meta}


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("language", Language)
def test_every_measured_value_is_said_as_the_table_writes_it(name: str, language: Language):
    opened, words = example(name), words_for(language)
    for outcome in opened.summary.outcomes:
        if not outcome.series.observations:
            continue
        said = spoken(name, language, "trajectory", outcome.series.indicator)
        card = indicator_card(Reader(opened, words), outcome)
        assert len(said["values"]) == len(card.twin.rows)
        for n, (text, row) in enumerate(zip(said["values"], card.twin.rows, strict=True), start=1):
            assert text is not None
            assert text.startswith(f"{row[0]}: {row[1]}.")
            assert text.endswith(
                words(
                    "charts.say.place",
                    what=words("interface.chart.values"),
                    n=n,
                    all=len(card.twin.rows),
                )
            )
        told = [text for part in said if part != "values" for text in said[part] if text]
        lines = say_ahead(outcome, words)
        assert len(told) == len(lines)
        for year, what, value, _ in lines:
            assert any(t.startswith(f"{year}: {value}. {what}") for t in told), (year, what)


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("language", Language)
def test_every_part_of_a_bar_is_said_with_its_number_and_its_place(name: str, language: Language):
    opened, words = example(name), words_for(language)
    said = spoken(name, language, "status_by_administration", "")
    twin = by_administration(Reader(opened, words)).twin
    for at, row in enumerate(twin.rows):
        numbers = [cell if isinstance(cell, str) else cell[0] for cell in row[1:]]
        for texts, header, number in zip(said.values(), twin.headers[1:], numbers, strict=False):
            text = texts[at]
            assert (text is None) == (number == "0")
            if text is not None:
                assert text.startswith(f"{header}: {number} ")
                assert f" {numbers[-1]} " in text
                assert str(row[0]) in text


def test_the_path_is_said_beside_a_value_as_the_reasons_say_it():
    said = spoken("example-city", Language.DA, "trajectory", "I-05")
    assert said["values"][-1] is not None
    assert "Vejen til ambitionen: 9,17\u00a0%." in said["values"][-1]
    assert said["values"][0] is not None
    assert "Vejen" not in said["values"][0]
