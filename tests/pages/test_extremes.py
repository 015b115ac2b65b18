"""Enormous, empty and nothing but zeros: each page stands, says what is so, and leads on."""

from pathlib import Path

import pytest

from dashboard.language.words import Language, words_for
from dashboard.pages import PAGES
from dashboard.plan.findings import Code
from dashboard.records.columnar import pack
from dashboard.workbooks.checkingapart import check_workbook
from dashboard.workbooks.mapping import frames_of, layout_of
from dashboard.workbooks.template import write_workbook
from tests.extremes import EXTREMES, MANY, extreme, no_rows, one_row, places
from tests.pages.conftest import server_on, store_with
from tests.pages.markup import Markup
from tests.samples import store_in

# What a page may hold before it is packed; ten thousand rows would be twenty megabytes.
MOST = 250_000


def _stands(client, path: str, language: Language) -> Markup:
    answer = client.get(f"/{language}{path}")
    assert answer.status_code == 200, path
    page = Markup(answer.text)
    assert page.faults == [], path
    assert [tag for tag, _ in page.tags].count("h1") == 1, path
    assert "{" not in page.text, path
    assert "nan" not in page.text.casefold().split(), path
    assert len(answer.data) < MOST, path
    _, _, after = answer.text.partition("<main")
    ways = Markup("<main" + after.partition("</main>")[0] + "</main>").links
    # The statement is about the pages, not about the plan; the menu leads on from there.
    if path != "/accessibility":
        assert any(link.href.startswith(f"/{language}/") for link in ways), path
    return page


def test_the_walk_knows_every_page():
    assert {page.name for page in PAGES} == set(places(one_row()))


@pytest.mark.parametrize("name", EXTREMES)
def test_every_page_of_an_extreme_plan_stands_and_leads_on(tmp_path: Path, name: str):
    client = server_on(store_with(tmp_path, extreme(name))).test_client()
    for path in (path for many in places(EXTREMES[name]()).values() for path in many):
        for language in Language:
            _stands(client, path, language)


def test_a_plan_without_a_row_is_refused_and_stands_where_it_was_published_before(tmp_path: Path):
    content = write_workbook(no_rows(), language=Language.DA)
    checked = check_workbook(content, filename="plan.xlsx")
    assert [f.code for f in checked.findings] == [Code.EMPTY_PLAN]
    store = store_in(tmp_path)
    tables = pack(frames_of(checked), layout=layout_of(checked))
    store.publish(content, tables=tables, filename="plan.xlsx", by="test", note="")
    client = server_on(store).test_client()
    for path in (path for many in places(no_rows()).values() for path in many):
        for language in Language:
            _stands(client, path, language)


@pytest.mark.parametrize("language", Language)
def test_ten_thousand_actions_are_counted_whole_and_shown_in_part(
    tmp_path: Path, language: Language
):
    client = server_on(store_with(tmp_path, extreme("ten-thousand"))).test_client()
    goal = Markup(client.get(f"/{language}/goals/11").text)
    told = {Language.DA: "10.000", Language.EN: "10,000"}[language]
    (whole,) = {a.href for a in goal.links if a.number == MANY and "goal=11" in a.href}
    assert told in goal.text
    assert told in Markup(client.get(whole).text).text
    listed = Markup(client.get(f"/{language}/actions?goal=11").text)
    assert any(a.attributes.get("rel") == "next" for a in listed.links)


@pytest.mark.parametrize("language", Language)
def test_what_is_not_there_is_said(tmp_path: Path, language: Language):
    words = words_for(language)
    client = server_on(store_with(tmp_path, extreme("no-indicators"))).test_client()
    headline = words("explore.indicators.headline_empty")
    assert headline in Markup(client.get(f"/{language}/indicators").text).text
    none = words("interface.scores.none_indicators")
    assert none in Markup(client.get(f"/{language}/").text).text


def test_zero_is_a_value_and_no_gap(tmp_path: Path):
    client = server_on(store_with(tmp_path, extreme("zeros"))).test_client()
    page = Markup(client.get("/da/indicators/I-1").text).text
    assert "0 %" in page.replace("\u00a0", " ")
