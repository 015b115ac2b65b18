"""Cooperation, targets, data and accessibility: what they say when little is known or set."""

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from dashboard.app import create_app
from dashboard.errors import Trouble
from dashboard.language.words import Language, words_for
from dashboard.plan.sheets import SheetKey
from dashboard.settings import read_settings
from dashboard.workbooks.template import write_workbook
from tests.pages.conftest import Open, store_with
from tests.pages.markup import Markup
from tests.samples import ADMINISTRATIONS, action, settings, workbook

FEW = ("/cooperation", "/targets/11.6", "/targets/17.3", "/about", "/accessibility")


def served(folder: Path, content: bytes | None = None, **given: str) -> FlaskClient:
    kept = store_with(folder, content or workbook("example-city"))
    return create_app(settings(**given), kept).test_client()


def loops() -> bytes:
    """A plan with one action, a cooperation that is part of itself, and one of 300 letters."""
    rows = [
        {"id": "S1", "title_da": "Æ" * 300, "kind": "network", "responsible": "TMF"},
        {
            "id": "S2",
            "title_da": "<b>&",
            "kind": "bilateral",
            "responsible": "GAM",
            "since": "1950",
        },
    ]
    plan = {
        SheetKey.ADMINISTRATIONS: ADMINISTRATIONS,
        SheetKey.ACTIONS: [action("H1")],
        SheetKey.COOPERATION: rows,
    }
    return write_workbook(plan, language=Language.DA)


@pytest.mark.parametrize("language", Language)
def test_an_almost_empty_plan_is_told_plainly(tmp_path: Path, language: Language):
    plan = {SheetKey.ADMINISTRATIONS: ADMINISTRATIONS, SheetKey.ACTIONS: [action("H1")]}
    client = served(tmp_path, write_workbook(plan, language=Language.DA))
    words = words_for(language)
    for path in FEW:
        answer = client.get(f"/{language}{path}")
        assert answer.status_code == 200
        assert Markup(answer.text).faults == []
    shown = Markup(client.get(f"/{language}/cooperation").text).text
    assert words("cooperation.headline.nothing") in shown
    shown = Markup(client.get(f"/{language}/targets/11.6").text).text
    assert words("targets.headline.nobody") in shown
    assert words("targets.ours.unknown") in shown


def test_odd_rows_of_cooperation_are_shown_and_escaped(tmp_path: Path):
    client = served(tmp_path, loops())
    for path in ("/cooperation", "/cooperation/S1", "/cooperation/S2"):
        page = Markup(client.get(f"/da{path}").text)
        assert page.faults == []
        assert not page.all("b")


def test_a_city_in_the_register_says_whose_a_target_is(site: Open):
    page = Markup(site("example-city").get("/da/targets/7.a").text)
    assert "Relevance!B" in page.text
    assert any(link.href.startswith("/da/administrations/") for link in page.links)


def test_the_uns_own_words_are_marked_as_english_on_a_danish_page(site: Open):
    page = Markup(site("copenhagen").get("/da/targets/11.6").text)
    assert {"class": "official", "lang": "en"} in page.all("blockquote")
    page = Markup(site("copenhagen").get("/en/targets/11.6").text)
    assert {"class": "official"} in page.all("blockquote")


def test_targets_of_a_goal_and_of_a_row_lead_to_their_pages(site: Open):
    client = site("example-city")
    goal = {link.href for link in Markup(client.get("/da/goals/11").text).links}
    assert "/da/targets/11.6" in goal
    row = {link.href for link in Markup(client.get("/da/cooperation/S-08").text).links}
    assert {"/da/targets/11.2", "/da/targets/11.6", "/da/cooperation"} <= row


@pytest.mark.parametrize("name", ["copenhagen", "example-city"])
def test_counts_of_certainty_lead_to_as_many_rows(site: Open, name: str):
    client = site(name)
    links = [
        link
        for link in Markup(client.get("/da/about").text).links
        if "confidence=" in link.href or "unsourced=" in link.href
    ]
    assert links
    for link in links:
        found = Markup(client.get(link.href).text).text
        assert f"{link.number} ræk" in found.replace(".", ""), link.href


def test_what_is_not_set_is_said_with_who_can_set_it(tmp_path: Path):
    client = served(tmp_path)
    shown = Markup(client.get("/da/accessibility").text).text
    for name in ("ACCESSIBILITY_STATEMENT", "CONTACT_PHONE", "CONTACT_EMAIL"):
        assert name in shown
    assert client.get("/was").location == "/da/accessibility"


def test_statement_and_contact_are_those_of_the_settings(tmp_path: Path):
    client = served(
        tmp_path,
        PUBLIC_URL="https://maal.example.dk/",
        CONTACT_PHONE="+45 12 34 56 78",
        CONTACT_EMAIL="hjælp@example.dk",
    )
    assert client.get("/was").location == "https://was.digst.dk/maal.example.dk"
    links = {link.href for link in Markup(client.get("/en/accessibility").text).links}
    assert {"tel:+4512345678", "mailto:hjælp@example.dk"} <= links
    assert "https://was.digst.dk/maal.example.dk" in links
    page = Markup(client.get("/en/about", headers={"Host": "elsewhere.dk"}).text)
    canonical = [link["href"] for link in page.all("link") if link["rel"] == "canonical"]
    assert canonical == ["https://maal.example.dk/en/about"]


def test_the_statement_that_is_set_comes_first(tmp_path: Path):
    given = {"ACCESSIBILITY_STATEMENT": "https://x.dk/s", "PUBLIC_URL": "https://y.dk"}
    assert served(tmp_path, **given).get("/was").location == "https://x.dk/s"


@pytest.mark.parametrize(
    "value", ["maal.dk", "javascript:alert(1)", "ftp://x", "https://", "http://["]
)
@pytest.mark.parametrize("name", ["PUBLIC_URL", "ACCESSIBILITY_STATEMENT"])
def test_an_address_that_is_none_is_trouble_at_the_start(name: str, value: str):
    with pytest.raises(Trouble):
        read_settings({name: value})


@pytest.mark.parametrize("path", ["/da/about", "/da/nowhere"])
def test_a_strange_host_does_no_harm_and_is_not_kept_for_others(site: Open, path: str):
    client = site("example-city")
    strange = client.get(path, headers={"Host": "evil.example"}).text
    usual = client.get(path).text
    assert "evil.example" not in usual
    assert ('href="http://evil.example/da/about"' in strange) == (path == "/da/about")


def test_a_page_that_is_not_there_is_not_to_be_found_by_search(site: Open):
    page = Markup(site("example-city").get("/da/targets/99.9").text)
    assert {"name": "robots", "content": "noindex"} in page.all("meta")
    assert not [link for link in page.all("link") if link["rel"] == "canonical"]
    ways = {link.href for link in page.links}
    assert {"/da/", "/da/cooperation", "/da/about", "/da/goals/17"} <= ways


def test_the_workbook_can_be_had_only_where_the_city_says_so(tmp_path: Path):
    closed = served(tmp_path)
    assert closed.get("/da/about/1/workbook").status_code == 404
    assert "WORKBOOK_DOWNLOAD" in Markup(closed.get("/da/about").text).text


def test_the_workbook_comes_byte_for_byte(tmp_path: Path):
    client = served(tmp_path, WORKBOOK_DOWNLOAD="1")
    links = {link.href for link in Markup(client.get("/da/about").text).links}
    assert "/da/about/1/workbook" in links
    answer = client.get("/da/about/1/workbook")
    assert answer.data == workbook("example-city")
    assert "attachment" in answer.headers["Content-Disposition"]
    assert client.get("/da/about/2/workbook").status_code == 404


@pytest.mark.parametrize("path", ["/da/", "/en/goals/13", "/da/nowhere", "/en/upload"])
@pytest.mark.parametrize("name", ["example-city", "nothing"])
def test_every_page_leads_to_data_and_accessibility(site: Open, name: str, path: str):
    links = {link.href for link in Markup(site(name).get(path).text).links}
    lang = path[1:3]
    assert {f"/{lang}/about", f"/{lang}/accessibility"} <= links
