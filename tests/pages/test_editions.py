"""Any page as it was in an edition: under an address of its own, for ever."""

import json
import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient

from dashboard.language.words import Language, words_for
from dashboard.pages.packed import FRESH, YEAR
from tests.pages.conftest import server_on, store_with
from tests.pages.markup import Markup
from tests.pages.test_addresses import paths
from tests.pages.test_hostile import SLOTS, ask_chart
from tests.workbooks.books import saved, sound

# What is the same whichever edition is read, or names its edition in another way.
_FREE = re.compile(r"/(assets|was)\b|/(da|en)/(upload|changes\.atom|about/\d+/workbook)")


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """A city with three editions; what an action is called tells them apart."""
    folder: Path = tmp_path_factory.mktemp("editions")
    for title, status in (("Alpha", "Forsinket"), ("Beta", "Gennemført")):
        action = {"title_da": title, "title_en": title, "status": status}
        store_with(folder, saved(sound(action=action)))
    last = saved(sound(action={"title_da": "Gamma", "title_en": "Gamma", "status": "Gennemført"}))
    return server_on(store_with(folder, last)).test_client()


@pytest.mark.parametrize("number", [1, 2, 3])
@pytest.mark.parametrize("language", Language)
def test_a_page_of_an_edition_shows_that_edition_and_holds_for_ever(client, language, number):
    answer = client.get(f"/{language}/actions?edition={number}")
    shown = [name for name in ("Alpha", "Beta", "Gamma") if name in answer.text]
    assert shown == [("Alpha", "Beta", "Gamma")[number - 1]]
    assert answer.headers["Cache-Control"] == YEAR
    again = client.get(
        f"/{language}/actions?edition={number}", headers={"If-None-Match": answer.headers["ETag"]}
    )
    assert (again.status_code, again.data) == (304, b"")
    plain = client.get(f"/{language}/actions")
    assert plain.headers["Cache-Control"] == FRESH
    assert "Gamma" in plain.text


@pytest.mark.parametrize("language", Language)
def test_a_page_of_an_edition_says_so_and_can_be_cited(client, language):
    words = words_for(language)
    page = Markup(client.get(f"/{language}/goals/11?edition=2").text)
    cited = f"http://localhost/{language}/goals/11?edition=2"
    assert [a.href for a in page.links if a.text == cited] == [f"/{language}/goals/11?edition=2"]
    onward = [a.href for a in page.links if a.text == words("interface.as_of.newest")]
    assert onward == [f"/{language}/goals/11"]
    assert words("interface.as_of.never") in page.text
    (robots,) = [m["content"] for m in page.all("meta") if m.get("name") == "robots"]
    assert "noindex" in robots
    (here,) = [link["href"] for link in page.all("link") if link["rel"] == "canonical"]
    assert here == cited


def test_every_page_leads_to_itself_in_its_edition(client):
    page = Markup(client.get("/da/actions?q=Gamma&order=due").text)
    assert "/da/actions?q=Gamma&order=due&edition=3" in [a.href for a in page.links]
    assert "as-of" not in [aside.get("class") for aside in page.all("aside")]


@pytest.mark.parametrize("language", Language)
def test_every_way_on_from_a_page_of_an_edition_stays_in_it(client, language):
    words, seen = words_for(language), 0
    for path in {p.partition("?")[0] for many in paths("copenhagen").values() for p in many}:
        answer = client.get(f"/{language}{path}?edition=2")
        if path.startswith("/upload") or answer.status_code == 404:
            continue
        page = Markup(answer.text)
        assert page.faults == [], path
        leading = [a.href for a in page.links if a.text != words("interface.as_of.newest")]
        inside = [h for h in leading if h.startswith("/") and not _FREE.match(h)]
        assert [h for h in inside if _editions(h) != ["2"]] == [], path
        searches = [f for f in page.all("form") if f.get("method") == "get"]
        kept = [f for f in page.all("input") if f.get("name") == "edition"]
        assert [f["value"] for f in kept] == ["2"] * len(searches), path
        seen += len(inside)
    assert seen > 500


def _editions(address: str) -> list[str]:
    return parse_qs(urlsplit(address).query).get("edition", [])


NONE = ("4", "0", "02", "-1", "x", "1e0", "９", "9" * 400, "%00", "2%20")


@pytest.mark.parametrize("named", NONE, ids=lambda named: named[:8])
@pytest.mark.parametrize("path", ["/", "/goals/13", "/actions?q=a", "/nowhere", "/search?q=x"])
def test_an_edition_that_is_none_is_told_and_leads_on(client, path, named):
    sign = "&" if "?" in path else "?"
    for language in Language:
        answer = client.get(f"/{language}{path}{sign}edition={named}")
        assert answer.status_code == 404
        assert answer.headers["Cache-Control"] == FRESH
        page = Markup(answer.text)
        assert page.faults == []
        ways = [a.href for a in page.links]
        assert f"/{language}{path}" in ways
        assert [f"/{language}{path}{sign}edition={n}" in ways for n in (1, 2, 3)] == [True] * 3


def test_before_the_first_edition_none_can_be_named(tmp_path):
    client = server_on(store_with(tmp_path, None)).test_client()
    answer = client.get("/da/goals/13?edition=1")
    assert answer.status_code == 200
    assert words_for(Language.DA)("interface.empty.heading") in answer.text
    assert answer.headers["Cache-Control"] == FRESH
    assert client.get("/da/newest.json").json is None


@pytest.mark.parametrize("language", Language)
def test_which_edition_is_the_newest_can_be_asked(client, language):
    answer = client.get(f"/{language}/newest.json")
    told = json.loads(answer.data)
    assert told["edition"] == 3
    assert "3" in told["said"]
    assert answer.headers["Cache-Control"] == FRESH


def test_a_slash_too_many_keeps_the_edition(client):
    assert client.get("/da/goals/13/?edition=2").location == "/da/goals/13?edition=2"
    assert client.get("/da/goals?edition=2").location == "/da/?edition=2#goals"


def test_a_chart_of_an_edition_is_that_editions(client):
    first, second, newest, none = (
        ask_chart(client, "light", SLOTS[1], "da", named).data for named in ("1", "2", "", "9")
    )
    assert second == newest != first
    assert b"figure" not in none
