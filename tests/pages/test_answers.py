"""How answers travel: kept by browsers, and told what they may do."""

import re

import pytest

from dashboard.pages.packed import FRESH
from dashboard.settings import assets_folder
from tests.pages.conftest import Open, server_on, store_with
from tests.pages.markup import Markup
from tests.samples import workbook
from tests.workbooks.books import saved, sound

PATHS = ("/da/", "/en/goals/13", "/da/rows", "/en/method")


@pytest.mark.parametrize("path", PATHS)
def test_a_page_that_has_not_changed_is_not_sent_again(site: Open, path: str):
    client = site("copenhagen")
    first = client.get(path)
    assert first.headers["Cache-Control"] == FRESH
    tag = first.headers["ETag"]
    again = client.get(path, headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")
    assert client.get(path, headers={"If-None-Match": '"other"'}).status_code == 200
    assert client.get(path).data == first.data


def test_dash_brings_only_the_script_that_fills_its_slots(site: Open):
    page = site("example-city").get("/da/goals/13").text
    ours = re.findall(r'src="/assets/([a-z]+\.js)', page)
    assert sorted(ours) == ["charts.js", "slot.js", "theme.js"]


def test_languages_and_questions_are_never_mixed_up(site: Open):
    client = site("example-city")
    answers = [client.get(p).data for p in (*PATHS, "/en/", "/da/goals/13", "/da/rows?goal=13")]
    assert len(set(answers)) == len(answers)


def test_a_new_edition_is_shown_at_once(tmp_path):
    store = store_with(tmp_path, workbook("copenhagen"))
    client = server_on(store).test_client()
    before = client.get("/da/")
    store_with(tmp_path, saved(sound(action={"status": "Forsinket"})))
    after = client.get("/da/", headers={"If-None-Match": before.headers["ETag"]})
    assert after.status_code == 200
    assert after.data != before.data


@pytest.mark.parametrize("path", [*PATHS, "/da/nowhere", "/da/upload", "/", "/_dash-layout"])
@pytest.mark.parametrize("name", ["copenhagen", "nothing"])
def test_every_answer_tells_the_browser_what_it_may_do(site: Open, name: str, path: str):
    headers = site(name).get(path).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    policy = dict(
        part.strip().split(" ", 1) for part in headers["Content-Security-Policy"].split(";")
    )
    assert policy["default-src"] == "'none'"
    assert policy["frame-ancestors"] == "'none'"
    assert policy["form-action"] == "'self'"
    assert "unsafe" not in policy["script-src"]
    assert not re.search(r"https?:", headers["Content-Security-Policy"])


@pytest.mark.parametrize("path", PATHS)
def test_nothing_on_a_page_is_fetched_from_another_machine(site: Open, path: str):
    page = Markup(site("example-city").get(path).text)
    fetched = [given.get("src", "") for given in page.all("script")]
    fetched += [g["href"] for g in page.all("link") if g["rel"] not in ("alternate", "canonical")]
    assert all(re.match(r"/(?!/)|$", address) for address in fetched)
    assert not [g for tag, g in page.tags if any(name.startswith("on") for name in g)]


def test_a_page_with_charts_brings_dash_and_one_without_does_not(site: Open):
    client = site("example-city")
    assert "react-entry-point" in client.get("/da/").text
    assert "react-entry-point" not in client.get("/da/method").text
    # What chooses light or dark before the page is painted is all that is left.
    (script,) = Markup(client.get("/da/method").text).all("script")
    assert script["src"].startswith("/assets/theme.js?v=")


def test_everything_a_page_needs_is_there(site: Open):
    client = site("example-city")
    page = Markup(client.get("/da/").text)
    wanted = [g["src"] for g in page.all("script") if g.get("src")]
    wanted += [g["href"] for g in page.all("link") if g["rel"] in ("stylesheet", "icon")]
    assert len(wanted) > 5
    for address in wanted:
        with client.get(address) as answer:
            assert answer.status_code == 200, address


def test_the_address_of_the_style_sheet_changes_with_it(site: Open):
    page = Markup(site("copenhagen").get("/da/").text)
    (style,) = [g["href"] for g in page.all("link") if g["rel"] == "stylesheet"]
    assert re.fullmatch(r"/assets/style\.css\?v=[0-9a-f]{12}", style)
    with site("copenhagen").get(style) as answer:
        assert answer.data == (assets_folder() / "style.css").read_bytes()
        assert "max-age=31536000" in answer.headers["Cache-Control"]


@pytest.mark.parametrize("encoding", ["gzip", "br"])
def test_pages_travel_packed(site: Open, encoding: str):
    client = site("example-city")
    plain = client.get("/da/").data
    packed = client.get("/da/", headers={"Accept-Encoding": encoding})
    assert packed.headers["Content-Encoding"] == encoding
    assert len(packed.data) * 3 < len(plain)


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_public_pages_can_only_be_read(site: Open, method: str):
    assert getattr(site("copenhagen"), method)("/da/goals/1").status_code == 405


def test_a_broken_database_is_told_without_a_trace(tmp_path):
    store = store_with(tmp_path, workbook("copenhagen"))
    client = server_on(store).test_client()
    for part in tmp_path.glob("plan.sqlite*"):
        part.unlink()
    (tmp_path / "plan.sqlite").write_bytes(b"no database" * 500)
    for path, language in (("/da/", "da"), ("/en/goals/1", "en"), ("/en/upload", "en")):
        answer = client.get(path)
        assert answer.status_code == 503
        assert Markup(answer.text).faults == []
        assert Markup(answer.text).all("html")[0]["lang"] == language
        assert "Traceback" not in answer.text
        assert "sqlite" not in answer.text
