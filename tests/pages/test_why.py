"""Why this colour? Beside every mark, with cells that lead on; and what is summed up, and how."""

import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from dashboard.app import create_app
from dashboard.flows.say_indicator import say_band, say_pace
from dashboard.language.words import Language, sentence, words_for
from dashboard.plan.sheets import SheetKey
from dashboard.progress.rollup import rollup
from tests.pages.conftest import Open, store_with
from tests.pages.markup import Markup
from tests.samples import EXAMPLES, example, settings, workbook

WHERE = {
    "copenhagen": ("/goals/13", "/administrations/TMF", "/rows?sheet=indicators", "/"),
    "example-city": ("/goals/13", "/administrations/BYM", "/rows?sheet=actions", "/"),
}
_WHY = re.compile(r"<details class=\"why.*?</div></details>", re.DOTALL)


def _panels(client: FlaskClient, path: str) -> list[str]:
    return _WHY.findall(client.get(path).text)


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("language", Language)
def test_reasons_stand_beside_every_mark_of_a_row(site: Open, name: str, language: Language):
    client = site(name)
    for path in WHERE[name]:
        answer = client.get(f"/{language}{path}").text
        page = Markup(answer)
        assert page.faults == []
        cards = answer.count('<figure class="card chart"') - answer.count('id="h-status_by')
        label = words_for(language)("interface.tables.mark")
        in_tables = answer.count(f'<td data-label="{label}">')
        assert answer.count('<details class="why over">') == in_tables
        assert answer.count('<details class="why">') >= cards
        assert in_tables + answer.count('<details class="why">') > 0, path


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_input_leads_to_its_cell_on_the_page_of_its_row(site: Open, name: str):
    client = site(name)
    refs = {
        link.href: link.text
        for path in WHERE[name][:2]
        for link in Markup(client.get(f"/da{path}").text).links
        if link.attributes.get("class") == "ref"
    }
    assert len(refs) > 10
    for href, address in sorted(refs.items())[::5]:
        path, _, part = href.partition("#")
        page = Markup(client.get(path).text)
        assert re.fullmatch(r".+![A-Z]+\d+", address)
        assert part.replace("%C3%A5", "å") in page.ids or part == "edition", href
        assert address in page.text or part == "edition", href


@pytest.mark.parametrize("language", Language)
def test_an_indicators_reasons_hold_formula_pace_projection_and_what_others_say(
    site: Open, language: Language
):
    words = words_for(language)
    outcome = example("example-city").summary.outcomes[0]
    (panel,) = _panels(site("example-city"), f"/{language}/indicators/I-01")
    text = Markup(panel).text
    for said in (say_pace(outcome, words), say_band(outcome, words)):
        assert said
        assert said.replace("\u00a0", " ") in text.replace("\u00a0", " ")
    assert "= 1" in text
    for opinion in outcome.others:
        assert words.choice(opinion.method.key) in text
    assert words("interface.why.data_rule") in text


@pytest.mark.parametrize("language", Language)
def test_a_contradicted_action_shows_the_typed_status_and_why_it_is_overdue(
    site: Open, language: Language
):
    opened, words = example("example-city"), words_for(language)
    rows = opened.summary.tables.records(SheetKey.ACTIONS)
    pairs = zip(rows, opened.summary.standings, strict=True)
    record, standing = next((r, s) for r, s in pairs if s.contradicted)
    path = f"/{language}/actions/{record.text('id')}"
    answer = site("example-city").get(path).text
    reported = words.choice(standing.reported)
    assert words("interface.tables.reported", status=reported) in Markup(answer).text
    (panel,) = _WHY.findall(answer)
    text = Markup(panel).text
    assert reported in text
    assert f"{record.tab}!{record.cells['due_date']}" in text
    assert f"{record.tab}!{record.cells['status']}" in text


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("language", Language)
def test_missing_data_are_in_the_denominator_wherever_indicators_are_summed_up(
    site: Open, name: str, language: Language
):
    words, summary = words_for(language), example(name).summary
    for path, place in (("/", {}), ("/goals/13", {"goal": 13})):
        found = rollup(summary, **place)
        text = Markup(site(name).get(f"/{language}{path}").text).text
        reached = sum(list(found.classes.values())[:2])
        facts = {"n": found.indicators, "reached": words.some(reached)}
        assert sentence(words("interface.rollup.reached", **facts)) in text
    assert words("interface.rollup.each") in text


def test_the_one_word_can_be_switched_off(tmp_path: Path):
    store = store_with(tmp_path, workbook("example-city"))
    words = words_for(Language.EN)
    for value, is_there in (("on", True), ("off", False)):
        client = create_app(settings(OVERALL_WORD=value), store).test_client()
        for path in ("/en/", "/en/goals/13", "/en/administrations/BYM"):
            shown = words("interface.rollup.word") in Markup(client.get(path).text).text
            assert shown is is_there, path
        method = Markup(client.get("/en/method").text).text
        assert words(f"interface.method.methods.word_{value}") in method
