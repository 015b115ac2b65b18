"""How answers travel: kept by browsers, and told what they may do."""

import re

import pytest

from dashboard.pages.packed import FRESH, YEAR
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


def _run_and_listed(page: str) -> tuple[list[str], list[str]]:
    """The scripts a page runs, and those it lists for when a reader comes near a chart."""
    read, near, listed = page.partition("<template data-near>")
    assert near
    return re.findall(r'src="([^"]+)', read), re.findall(r'src="([^"]+)', listed)


@pytest.mark.parametrize("path", ["/da/", "/en/goals/13"])
def test_a_page_with_charts_runs_nothing_of_dash_until_a_reader_is_near(site: Open, path: str):
    run, listed = _run_and_listed(site("example-city").get(path).text)
    names = [re.sub(r"[?.@].*", "", address.rpartition("/")[2]) for address in listed]
    assert [re.sub(r"\?.*", "", address) for address in run] == [
        "/assets/theme.js",
        "/assets/near.js",
        "/assets/charts.js",
    ]
    assert names[:-1] == ["react", "react-dom", "prop-types", "dash_renderer", "slot"]
    assert re.fullmatch(r"/plotly/[0-9a-f]{12}\.js", listed[-1])


def test_plotly_lies_under_an_address_of_its_own_for_ever(site: Open):
    client = site("example-city")
    address = _run_and_listed(client.get("/da/").text)[1][-1]
    answer = client.get(address, headers={"Accept-Encoding": "br"})
    assert answer.headers["Cache-Control"] == YEAR
    assert answer.headers["Content-Encoding"] == "br"
    assert answer.mimetype == "text/javascript"
    for other in ("/plotly/000000000000.js", "/plotly/.js", "/plotly/", "/plotly/x/../y.js"):
        assert client.get(other).status_code == 404


def test_all_that_is_sent_before_a_page_can_be_read_is_under_60_kilobytes(site: Open):
    client = site("example-city")
    lists = ("/da/actions", "/en/actions", "/da/indicators", "/en/indicators")
    for path in ("/da/", "/en/", "/da/goals/11", "/en/goals/13", *lists):
        page = client.get(path, headers={"Accept-Encoding": "br"})
        run = re.findall(
            r'src="([^"]+)', client.get(path).text.partition("<template data-near>")[0]
        )
        style = re.findall(r'href="(/assets/[^"]+)', client.get(path).text)
        files = [client.get(a, headers={"Accept-Encoding": "br"}) for a in (*run, *style)]
        assert sum(len(answer.data) for answer in (page, *files)) < 60_000, path


@pytest.mark.parametrize("path", ["/da/", "/en/goals/13"])
def test_no_script_stands_in_a_page_itself(site: Open, path: str):
    answer = site("example-city").get(path)
    policy = answer.headers["Content-Security-Policy"]
    assert "script-src 'self';" in policy
    scripts = Markup(answer.text).all("script")
    assert [g for g in scripts if "src" not in g and g.get("type") != "application/json"] == []


def test_a_page_does_not_tell_which_python_or_dash_runs_here(site: Open):
    page = site("example-city").get("/da/").text
    for word in ("python_version", "dash_version", "plotly.com"):
        assert word not in page


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


def test_a_page_without_charts_lists_nothing_of_dash(site: Open):
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
    assert client.get("/da/goals/1").status_code == 200  # readers keep the edition they had
    for path, language in (("/da/?edition=7", "da"), ("/en/goals/1?edition=7", "en")):
        answer = client.get(path)
        assert answer.status_code == 503
        assert Markup(answer.text).faults == []
        assert Markup(answer.text).all("html")[0]["lang"] == language
        assert "Traceback" not in answer.text
        assert "sqlite" not in answer.text
