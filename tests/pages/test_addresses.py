"""Every address answers as it should, in both languages, on each example and on nothing."""

from urllib.parse import quote

import pytest

from dashboard.language.words import Language, words_for
from dashboard.pages import PAGES
from dashboard.plan.findings import Code
from dashboard.plan.goals import GOAL_NUMBERS
from dashboard.plan.sheets import MAPPED, SheetKey
from dashboard.plan.targets import TARGETS
from dashboard.progress.gaps import GapKind
from dashboard.workbooks.template import write_workbook
from tests.pages.conftest import Open, server_on, store_with
from tests.pages.markup import Markup
from tests.samples import ADMINISTRATIONS, EXAMPLES, action, example
from tests.workbooks.books import check, found, sound

SITES = (*EXAMPLES, "nothing")
SITE = "http://localhost"  # where a test client asks


def paths(name: str) -> dict[str, list[str]]:
    """Addresses of every page, by the name of the page, without their language."""
    opened = example("copenhagen" if name == "nothing" else name)
    rows = [
        f"/{sheet}/{record.text('id')}"
        for sheet in MAPPED
        for record in opened.summary.tables.records(sheet)[::13]
    ]
    codes = [a.code for a in opened.summary.administrations]
    return {
        "overview": ["/"],
        "goal": [f"/goals/{n}" for n in GOAL_NUMBERS],
        "administration": [f"/administrations/{code}" for code in codes],
        "meeting": [
            *(f"/meeting/goals/{n}" for n in GOAL_NUMBERS),
            *(f"/meeting/administrations/{code}" for code in codes),
        ],
        "actions": [
            "/actions",
            "/actions?view=timeline&page=2",
            f"/actions?q=klima&administration={codes[0]}&order=title",
            "/actions?goal=11&status=delayed&order=due",
            "/actions?goal=99",
        ],
        "indicators": [
            "/indicators",
            "/indicators?view=list&order=latest",
            "/indicators?class=no_data&data=missing",
            "/indicators?q=xyzzy",
        ],
        "search": ["/search", "/search?q=klima", "/search?q=klima&group=targets", "/search?q=xy"],
        "rows": [
            "/rows",
            "/rows?page=2",
            "/rows?goal=13&sheet=actions",
            "/rows?sheet=indicators&mark=no_data",
            f"/rows?administration={codes[0]}&efforts=1",
            f"/rows?contributing={codes[-1]}",
            "/rows?target=11.6",
            "/rows?unmapped=1",
            "/rows?attention=1",
            "/rows?sheet=actions&gap=overdue",
        ],
        "gaps": [
            "/gaps",
            "/gaps?kind=&goal=&administration=",
            "/gaps?kind=incomplete&goal=13",
            f"/gaps?administration={codes[0]}",
            *(f"/gaps?kind={kind}" for kind in GapKind),
        ],
        "changes": [
            "/changes",
            "/changes?from=1&to=1",
            "/changes?from=&to=&goal=13&administration=",
            "/changes?from=9&to=x&goal=99&administration=none&sheet=none&page=0",
        ],
        "flows": ["/flows", "/flows?what=actions", "/flows?what=contributions"],
        "compare": [
            "/compare",
            "/compare?what=goals&a=13&b=11",
            "/compare?what=goals&a=13&b=13",
            "/compare?what=goals&a=99&b=",
            f"/compare?what=administrations&a={codes[0]}&b={codes[1]}",
            "/compare?what=editions&a=1&b=2",
            "/compare?what=nothing",
        ],
        "record": [path for path in rows if "/cooperation/" not in path],
        "target": [f"/targets/{code}" for code in TARGETS[::7]],
        "cooperation": ["/cooperation"],
        "one_cooperation": [
            f"/cooperation/{record.text('id')}"
            for record in opened.summary.tables.records(SheetKey.COOPERATION)
        ],
        "about": ["/about"],
        "accessibility": ["/accessibility"],
        "method": ["/method"],
        "embed": [
            "/embed/status_by_administration/city",
            f"/embed/status_by_goal/{codes[0]}",
            *(p.replace("indicators", "embed/trajectory") for p in rows if "/indicators/" in p),
        ],
        "upload": ["/upload"],
    }


def test_every_page_is_visited_by_these_tests():
    assert {page.name for page in PAGES} | {"upload"} == set(paths("copenhagen"))


@pytest.mark.parametrize("name", SITES)
@pytest.mark.parametrize("language", Language)
def test_every_page_is_whole(site: Open, name: str, language: Language):
    client, words = site(name), words_for(language)
    for path in (path for many in paths(name).values() for path in many):
        answer = client.get(f"/{language}{path}")
        # Without an edition nothing is wrong with the question; there is no answer yet.
        assert answer.status_code == 200, path
        page = Markup(answer.text)
        assert page.faults == [], path
        _whole(page, language, path)
        shown = page.text
        assert "{" not in shown, path
        if name == "nothing" and path not in ("/upload", "/accessibility"):
            assert words("interface.empty.heading") in shown


def _whole(page: Markup, language: Language, path: str) -> None:
    """What every document has to have."""
    (html,) = page.all("html")
    assert html["lang"] == language
    metas = {m["name"]: m.get("content", "") for m in page.all("meta") if "name" in m}
    assert metas["description"].strip()
    assert "viewport" in metas
    alternates = {
        link["hreflang"]: link["href"] for link in page.all("link") if link.get("hreflang")
    }
    whole = {lang: f"{SITE}/{lang}{quote(path, safe='/?=&')}" for lang in Language}
    assert alternates == {lang.value: address for lang, address in whole.items()}
    (canonical,) = [link["href"] for link in page.all("link") if link["rel"] == "canonical"]
    graph = [(m["property"], m["content"]) for m in page.all("meta") if "property" in m]
    told = dict(graph)
    assert canonical == told["og:url"] == whole[language]
    assert told["og:description"] == metas["description"]
    assert told["og:title"].strip()
    assert told["og:locale"] == str(language.locale)
    assert [value for name, value in graph if name == "og:locale:alternate"] == [
        str(lang.locale) for lang in Language if lang is not language
    ]
    alone = path.startswith("/embed/")  # within somebody else's page there is nothing to skip
    assert ("robots" in metas) == alone, path
    tags = [tag for tag, _ in page.tags]
    # A drawing has titles of its own.
    assert tags[: tags.index("body")].count("title") == 1, path
    assert (tags.count("main"), tags.count("h1")) == (1, 1), path
    assert page.all("main")[0]["id"] == "main"
    assert alone or page.links[0].href == "#main"


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("language", Language)
def test_what_the_workbook_says_of_itself_stands_on_every_page(
    site: Open, name: str, language: Language
):
    notices = {
        ("copenhagen", Language.DA): "udledt af dette projekt",
        ("copenhagen", Language.EN): "inferred by this project",
        ("example-city", Language.DA): "opdigtede",
        ("example-city", Language.EN): "invented",
    }
    client = site(name)
    everywhere = [path for many in paths(name).values() for path in many]
    for path in (*everywhere, "/nowhere", "/goals/99"):
        assert notices[name, language] in Markup(client.get(f"/{language}{path}").text).text, path


NOWHERE = (
    "/goals/0",
    "/goals/18",
    "/goals/-1",
    "/goals/1.5",
    "/goals/x",
    "/goals/" + "9" * 5000,
    "/administrations/nobody",
    "/administrations/<script>",
    "/actions/nothing",
    "/targets/99.9",
    "/targets/11.60",
    "/targets/11",
    "/targets/1.A",
    "/targets",
    "/targets/11.6/x",
    "/cooperation/nothing",
    "/cooperation/CPH-001",
    "/about/1/workbook",
    "/about/999999999999999999999/workbook",
    "/about/x/workbook",
    "/accessibility/1",
    "/rows?confidence=sure",
    "/rows?confidence=",
    "/about/1",
    "/observations/1",
    "/rows?goal=18",
    "/rows?goal=x",
    "/rows?goal=",
    "/rows?target=1.99",
    "/rows?sheet=about",
    "/goals/013",
    "/goals/%D9%A1%D9%A3",
    "/goals/+13",
    "/meeting/goals/013",
    "/meeting/goals/%D9%A1%D9%A3",
    "/rows?sheet=",
    "/rows?mark=splendid",
    "/rows?gap=chasm",
    "/rows?administration=nobody",
    "/rows?contributing=nobody",
    "/flows?what=nothing",
    "/flows/1",
    "/changes/1",
    "/rows?page=0",
    "/rows?page=999",
    "/rows?page=-1",
    "/rows?page=x",
    "/rows?page=" + "9" * 5000,
    "/rows/1",
    "/index.html",
    "/upload/nothing",
    "/%00",
    "//goals/1",
    "/../../etc/passwd",
)


@pytest.mark.parametrize("path", NOWHERE, ids=lambda path: path[:30])
@pytest.mark.parametrize("language", Language)
def test_an_address_that_leads_nowhere_is_a_real_404(site: Open, path: str, language: Language):
    answer = site("copenhagen").get(f"/{language}{path}")
    assert answer.status_code == 404
    page = Markup(answer.text)
    assert page.faults == []
    assert page.all("html")[0]["lang"] == language
    assert words_for(language)("interface.not_found.heading") in page.text


@pytest.mark.parametrize(
    "path", ["/xx/", "/da-DK/", "/goals/1", "/DA/", "/favicon.ico", "/assets/x"]
)
def test_an_address_without_a_language_is_a_404_in_the_browsers_language(site: Open, path: str):
    for accepted, language in (("en", "en"), ("fr", "da"), ("", "da")):
        answer = site("copenhagen").get(path, headers={"Accept-Language": accepted})
        assert answer.status_code == 404
        assert Markup(answer.text).all("html")[0]["lang"] == language


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("", "da"),
        ("da", "da"),
        ("en", "en"),
        ("en-GB,en;q=0.9", "en"),
        ("en-US", "en"),
        ("fr,de;q=0.8", "da"),
        ("*", "da"),
        ("fr, en;q=0.5", "en"),
        ("da;q=0.5, en;q=0.5", "da"),
        ("da;q=0.4, en;q=0.5", "en"),
        (";;;q=,,", "da"),
        ("æ" * 3000, "da"),
    ],
)
def test_the_front_door_follows_the_browsers_language_danish_first(site: Open, accepted, language):
    answer = site("copenhagen").get("/", headers={"Accept-Language": accepted})
    assert answer.status_code == 302
    assert answer.headers["Location"] == f"/{language}/"


@pytest.mark.parametrize("language", Language)
def test_a_language_without_its_slash_leads_to_the_overview(site: Open, language: Language):
    answer = site("copenhagen").get(f"/{language}")
    assert answer.status_code in (301, 308)
    assert answer.headers["Location"].endswith(f"/{language}/")


def test_two_questions_outside_ascii_are_never_mixed_up(site: Open):
    client = site("copenhagen")
    known = client.get("/da/rows?administration=ØKF")
    assert known.status_code == 200
    assert client.get("/da/rows?administration=ÆKF").status_code == 404
    assert client.get("/da/rows?administration=%C3%98KF").status_code == 200
    rows = client.get("/da/rows?administration=%C3%98KF").text
    assert Markup(rows).text == Markup(known.text).text


def test_the_other_language_leads_to_the_same_page(site: Open):
    for path in ("/", "/goals/13", "/rows?goal=13&sheet=actions&page=1", "/method"):
        page = Markup(site("example-city").get(f"/da{path}").text)
        (other,) = [link for link in page.links if link.attributes.get("class") == "language"]
        assert other.href == f"/en{path}"
        assert site("example-city").get(other.href).status_code == 200


def test_an_id_with_signs_of_its_own_has_a_page_in_both_languages(tmp_path):
    ids = ("50%", "A/B", "A#1", "A?x=1", "Ø&Æ", "%2F", "A..B", ".5", "1.a.")
    plan = {
        SheetKey.ADMINISTRATIONS: ADMINISTRATIONS,
        SheetKey.ACTIONS: [action(identifier, goals=[11]) for identifier in ids],
    }
    content = write_workbook(plan, language=Language.DA)
    client = server_on(store_with(tmp_path, content)).test_client()
    for identifier in ids:
        path = f"/da/actions/{quote(identifier, safe='')}"
        assert client.get(path).status_code == 200, identifier
        page = Markup(client.get(path).text)
        (other,) = [link for link in page.links if link.attributes.get("class") == "language"]
        assert client.get(other.href).status_code == 200, identifier
    links = Markup(client.get("/da/goals/11").text).links
    rows = [link.href for link in links if "/actions/" in link.href]
    assert {client.get(href).status_code for href in rows} == {200}


@pytest.mark.parametrize("identifier", ["/A", "A/", "A//B", ".", "..", "A/../B", "./A"])
def test_an_id_that_could_have_no_page_is_an_error(identifier: str):
    checked = check(sound(action={"id": identifier}))
    assert [f.cell for f in found(checked, Code.WRONG_KIND)] == ["A2"]


@pytest.mark.parametrize("language", Language)
def test_every_page_has_one_address(site: Open, language: Language):
    for path, there in (
        ("/method/", "/method"),
        ("/goals/13/", "/goals/13"),
        ("/goals", "/#goals"),
        ("/administrations/", "/#administrations"),
    ):
        answer = site("copenhagen").get(f"/{language}{path}")
        assert (answer.status_code, answer.location) == (308, f"/{language}{there}")
