"""What changed, who carries what, and two side by side: every number leads to its rows."""

import json
import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from dashboard.flows.open_edition import Library
from dashboard.flows.publish_edition import publish_workbook
from dashboard.language.words import Language, words_for
from dashboard.plan.kinds import AboutKey
from tests import editions
from tests.cli.conftest import Shell, shell  # noqa: F401
from tests.pages.conftest import Open, server_on
from tests.pages.markup import Link, Markup
from tests.samples import store_in, workbook


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory):
    """A store with three editions of the invented city."""
    folder = tmp_path_factory.mktemp("editions")
    store = store_in(folder)
    for content in (workbook("example-city"), editions.second(), editions.third()):
        assert publish_workbook(store, content, filename="p.xlsx", by="t", note="").edition
    return folder


@pytest.fixture(scope="module")
def client(folder) -> FlaskClient:
    return server_on(store_in(folder)).test_client()


def page(client: FlaskClient, path: str) -> Markup:
    answer = client.get(path)
    assert answer.status_code == 200, path
    found = Markup(answer.text)
    assert found.faults == [], path
    return found


def test_a_difference_says_what_happened_with_both_values_and_the_cell(client: FlaskClient):
    told = page(client, "/en/changes?from=1&to=2").text
    assert "1 action has been completed, 3 actions have become delayed" in told
    assert "31 March 2029 → became 31 December 2029 Actions!L5" in told
    assert "The status date moved from 1 November 2026 to 15 January 2027" in told
    assert "Actions!169 in edition 1" in told


def test_the_first_edition_says_that_there_is_nothing_to_compare(site: Open):
    for path in ("/en/", "/en/changes", "/en/changes?from=1&to=1"):
        assert "first edition" in page(site("example-city"), path).text


def test_the_overview_tells_what_is_new_and_leads_to_it(client: FlaskClient):
    found = page(client, "/en/")
    (link,) = [a for a in found.links if "1 row says something new" in a.text]
    assert link.href == "/en/changes?from=2&to=3#rows"
    assert "A newer name" in page(client, link.href).text


def test_wrong_choices_are_told_and_the_page_still_answers(client: FlaskClient):
    told = page(client, "/en/changes?from=9&to=2&goal=99&administration=no&sheet=no").text
    for value in ("“9”", "“99”", "“no”"):
        assert value in told
    words = words_for(Language.EN)
    for asked, value in (("goal", "99"), ("administration", "NOPE")):
        told = page(client, f"/en/changes?{asked}={value}").text
        assert words(f"changes.told.{asked}", value=value) in told
    assert "changed places" in page(client, "/en/changes?from=2&to=1").text
    assert "same edition twice" in page(client, "/en/changes?from=2&to=2").text
    assert client.get("/en/changes?from=1&to=2&sheet=actions&page=9").status_code == 404


def test_a_goal_and_an_administration_see_only_their_own_changes(client: FlaskClient):
    told = page(client, "/en/changes?from=1&to=2&goal=1").text
    assert "Housing First" in told
    assert "Daily smokers" not in told
    own = page(client, "/en/changes?from=1&to=2&administration=SUN").text
    assert "Daily smokers" in own
    assert "Housing First" not in own


def test_a_row_says_what_each_edition_said_of_it(client: FlaskClient):
    told = page(client, f"/en/actions/{editions.DELAYED}").text
    history = told[told.index("What the editions said") :]
    assert re.search(r"Edition 3.*Delayed.*Edition 2.*Actions!M5.*Edition 1.*On track", history)
    moved = page(client, "/en/actions/H-170").text
    assert "Actions!A171" in moved  # where it stood before another row was taken out


def test_a_goal_says_how_it_stood_in_each_edition(client: FlaskClient):
    found = page(client, "/en/goals/1")
    assert "/en/changes?from=1&to=2&goal=1" in [a.href for a in found.links]


def _counts(found: Markup) -> list[Link]:
    """The links of a page that show a number of rows."""
    asked = re.compile(r"/en/(rows|actions|indicators)\?")
    return [a for a in found.links if asked.match(a.href) and re.search(r"\d+\s*$", a.text.strip())]


@pytest.mark.parametrize("path", ["/en/flows", "/en/flows?what=actions"])
def test_every_number_of_the_bands_leads_to_so_many_rows(client: FlaskClient, path: str):
    links = _counts(page(client, path))
    assert len(links) > 80
    for link in links[::9]:
        n = int(re.findall(r"\d+", link.text)[-1])
        assert re.search(rf"\b{n} ", page(client, link.href).text), link
        assert (
            f"{n} row" in page(client, link.href).text or f"{n} of" in page(client, link.href).text
        )


def test_every_number_side_by_side_leads_to_so_many_rows(client: FlaskClient):
    found = page(client, "/en/compare?what=goals&a=13&b=11")
    links = [a for a in found.links if "goal=1" in a.href and a.number is not None]
    assert len(links) > 20
    for link in links[::4]:
        assert re.search(rf"\b{link.number}\b", page(client, link.href).text), link


@pytest.mark.parametrize("language", Language)
def test_two_that_cannot_be_compared_say_why(client: FlaskClient, language: Language):
    words = words_for(language)
    for query, key in (
        ("", "missing"),
        ("?what=goals&a=13", "one_missing"),
        ("?what=goals&a=13&b=13", "same"),
        ("?what=goals&a=99&b=13", "unknown"),
    ):
        assert words(f"compare.headline.{key}") in page(client, f"/{language}/compare{query}").text


def test_two_editions_side_by_side_lead_to_what_changed(client: FlaskClient):
    found = page(client, "/en/compare?what=editions&a=1&b=3")
    assert "Furthest in edition 1" in found.text
    assert "/en/changes?from=1&to=3" in [a.href for a in found.links]


def test_the_command_says_the_same_as_data(folder, shell: Shell):  # noqa: F811
    place = {"DATABASE_URL": f"sqlite:///{folder / 'plan.sqlite'}"}
    said = shell("diff", "1", "2", "--json", **place)
    assert said.code == 0
    found = json.loads(said.out)
    assert list(found) == ["from", "to", "totals", "marks", "rows"]
    assert {m["id"] for m in found["marks"]} >= {editions.COMPLETED, *editions.PASSED}
    assert "1 action has been completed" in shell("diff", "1", "2", **place).out
    unknown = shell("diff", "1", "9", **place)
    assert unknown.code == 1
    assert "1, 2, 3" in unknown.err


@pytest.mark.parametrize("query", ["goal=99", "goal=0", "goal=x", "administration=NOPE"])
def test_a_feed_of_what_is_not_there_is_not_the_feed_of_everything(client: FlaskClient, query: str):
    assert client.get(f"/en/changes.atom?{query}").status_code == 404


def test_a_feed_of_a_goal_or_administration_says_which_in_its_own_address(client: FlaskClient):
    for query in ("goal=1", "administration=SUN"):
        assert f"/en/changes.atom?{query}<" in client.get(f"/en/changes.atom?{query}").text
    whole, blank = (client.get(f"/en/changes.atom{q}").text for q in ("", "?goal=&administration="))
    assert whole == blank


@pytest.mark.parametrize("language", Language)
def test_a_feed_is_by_the_city_that_the_workbook_names(
    client: FlaskClient, folder: Path, tmp_path: Path, language: Language
):
    opened = Library(store_in(folder)).current()
    assert opened is not None
    city = opened.told(AboutKey.CITY, language)
    assert city
    path = f"/{language}/changes.atom"
    assert f"<author><name>{city}</name></author>" in client.get(path).text
    nobody = server_on(store_in(tmp_path)).test_client().get(path).text
    city = words_for(language)("interface.site.no_city")
    assert f"<author><name>{city}</name></author>" in nobody
