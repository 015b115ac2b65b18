"""The page on what is missing: a conclusion, who owes what, and the register's face."""

import re
from html import unescape
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from dashboard.language.words import Language, words_for
from dashboard.plan.goals import GOAL_NUMBERS
from dashboard.plan.sheets import SheetKey
from dashboard.plan.targets import TARGETS
from dashboard.progress.gaps import GapKind
from dashboard.records.columnar import pack
from dashboard.workbooks.checkingapart import check_workbook
from dashboard.workbooks.mapping import frames_of, layout_of
from dashboard.workbooks.template import write_workbook
from tests.pages.conftest import Open, server_on
from tests.pages.markup import Markup
from tests.samples import ADMINISTRATIONS, EXAMPLES, action, example, store_in


def _page(client: FlaskClient, path: str) -> Markup:
    return Markup(client.get(path).text)


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("language", Language)
def test_the_headline_is_a_sentence_with_the_numbers_of_the_plan(
    site: Open, name: str, language: Language
):
    answer = site(name).get(f"/{language}/gaps").text
    headline = re.search(r"<h1>(.*?)</h1>", answer, re.DOTALL)
    assert headline is not None
    late = sum(gap.kind is GapKind.OVERDUE for gap in example(name).gaps)
    assert words_for(language).count("gaps.headline.overdue", late) in headline[1]


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_line_says_who_must_act_by_full_name_and_what_would_close_it(site: Open, name: str):
    client = site(name)
    names = {a.name_da for a in example(name).summary.administrations}
    words = words_for(Language.DA)
    for kind in GapKind:
        text = client.get(f"/da/gaps?kind={kind}").text.replace("\u00ad", "")
        rows = re.findall(r"<tr><th scope=\"row\">.*?</tr>", text, re.DOTALL)
        for row in rows:
            who = re.search(r"data-label=\"Hvem skal handle\?\">.*?>([^<]+)</a></td>", row)
            assert who is not None
            assert who[1] in names
            assert re.search(rf"data-label=\"{re.escape(words('gaps.closes_head'))}\">\w", row)


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_count_on_the_page_leads_to_as_many_lines(site: Open, name: str):
    client = site(name)
    links = {
        (link.href, link.number)
        for link in _page(client, "/da/gaps").links
        if link.href.startswith("/da/gaps?") and link.number is not None
    }
    assert len(links) > 20
    for href, number in links:
        page = client.get(href).text
        counted = [int(n) for n in re.findall(r"<h2[^>]*>[^<]*<span class=\"count\">(\d+)", page)]
        assert sum(counted) == number, href


def test_a_long_list_goes_on_over_pages_and_loses_nothing(site: Open):
    client, href, seen = site("copenhagen"), "/da/gaps?kind=incomplete", []
    while href:
        page = _page(client, href)
        seen += [a.href for a in page.links if a.attributes.get("class") == "cell"]
        href = next((a.href for a in page.links if a.attributes.get("rel") == "next"), "")
    wanted = sum(gap.kind is GapKind.INCOMPLETE for gap in example("copenhagen").gaps)
    assert len(seen) == len(set(seen)) == wanted


STRANGE = (
    "administration=nobody",
    "goal=18",
    "goal=x",
    "goal=²",
    "kind=chasm",
    "page=0",
    "page=9",
    "page=" + "9" * 5000,
    "kind=incomplete&page=99",
    "administration=%3Cscript%3Ealert(1)%3C/script%3E",
)


@pytest.mark.parametrize("query", STRANGE, ids=lambda query: query[:24])
@pytest.mark.parametrize("language", Language)
def test_an_unknown_word_in_the_address_is_named_and_leads_on(
    site: Open, query: str, language: Language
):
    answer = site("example-city").get(f"/{language}/gaps?{query}")
    page, words = Markup(answer.text), words_for(language)
    assert answer.status_code == 404
    assert page.faults == []
    assert words("gaps.headline.unknown") in page.text
    assert f"/{language}/gaps" in {link.href for link in page.links}
    assert "<script>alert" not in answer.text


def test_empty_choices_of_the_form_ask_for_everything(site: Open):
    client = site("example-city")
    chosen = client.get("/da/gaps?kind=&goal=&administration=").text
    assert re.findall(r"<h1>.*?</h1>", chosen) == re.findall(
        r"<h1>.*?</h1>", client.get("/da/gaps").text
    )


@pytest.mark.parametrize("language", Language)
def test_a_plan_without_a_register_says_so_and_offers_the_template(site: Open, language: Language):
    page, words = _page(site("copenhagen"), f"/{language}/gaps"), words_for(language)
    assert words("gaps.lead.unregistered") in page.text
    assert words("gaps.register.empty") in page.text
    assert f"/{language}/upload/template.xlsx" in {link.href for link in page.links}


@pytest.mark.parametrize("language", Language)
def test_the_register_shows_every_target_with_its_word(site: Open, language: Language):
    answer, words = site("example-city").get(f"/{language}/gaps").text, words_for(language)
    found = re.findall(
        r"<li class=\"target-face is-(\w+)[^>]*>.*?</span>([\d.a-z]+)<span class=\"sr-only\">"
        r": ([^,.<]+)",
        answer,
    )
    assert [code for _, code, _ in found] == list(TARGETS)
    register = example("example-city").summary.relevance
    for face, code, word in found:
        assert face == register[code].text("relevance")
        assert unescape(word) == words(f"workbook.choices.Relevance.{face}")
    assert answer.count('<tr><th scope="row"><a href="/') >= len(GOAL_NUMBERS)


@pytest.mark.parametrize(
    ("rows", "headline"),
    [
        ({}, "gaps.headline.empty"),
        (
            {SheetKey.ACTIONS: [action("H-1", goals=[11], status="on_track", due_date=2090)]},
            "gaps.headline.none",
        ),
    ],
)
@pytest.mark.parametrize("language", Language)
def test_an_empty_and_a_finished_plan_say_so(
    tmp_path: Path, rows: dict[SheetKey, list[dict[str, object]]], headline: str, language: Language
):
    given = {SheetKey.ADMINISTRATIONS: ADMINISTRATIONS, **rows}
    content = write_workbook(given, language=Language.DA)
    checked = check_workbook(content, filename="plan.xlsx")
    store = store_in(tmp_path)
    store.publish(
        content,
        tables=pack(frames_of(checked), layout=layout_of(checked)),
        filename="plan.xlsx",
        by="test",
        note="",
    )
    answer = server_on(store).test_client().get(f"/{language}/gaps")
    page = Markup(answer.text)
    assert (answer.status_code, page.faults) == (200, [])
    assert words_for(language)(headline) in page.text
