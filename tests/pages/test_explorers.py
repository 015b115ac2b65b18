"""The lists of actions and indicators, and the search, as a browser without scripts sees them."""

import re
from urllib.parse import parse_qs, quote, urlencode, urlsplit

import pytest
from flask.testing import FlaskClient

from dashboard.flows.explore import EXPLORERS, VIEWS
from dashboard.language.words import Language, words_for
from dashboard.plan.sheets import SheetKey
from dashboard.workbooks.template import write_workbook
from tests.pages.conftest import Open, server_on, store_with
from tests.pages.markup import Markup
from tests.samples import ADMINISTRATIONS, EXAMPLES, action

HOSTILE = (
    "q=" + "x" * 5000,
    "q=%00%FF%FE",
    "q=" + quote("<script>alert(1)</script>"),
    "q=" + quote("æøå" * 200),
    "q=" + quote("( [ * ? \\ ^ $ | + {"),
    "q=%F0%9F%8C%8D",
    "q=a&q=b&q=c",
    "q=",
    "q=.",
    "goal=11&goal=12",
    "goal=⑪",
    "goal=1e1&target=..%2f&administration=%00&status=%27",
    "order=__class__&view=__init__&page=-1",
    "page=99999999999",
    "page=2.5",
    "view=timeline&order=match",
    "status=delayed&class=no_data&kind=plan&data=missing",
    "group=__class__&q=klima",
    "&&==&;",
    "&".join(f"k{n}=v" for n in range(2000)),
)


@pytest.mark.parametrize("query", HOSTILE, ids=lambda query: query[:24])
@pytest.mark.parametrize("language", Language)
def test_no_query_is_an_error(site: Open, query: str, language: Language):
    for name in (*EXAMPLES, "nothing"):
        for path in ("actions", "indicators", "search"):
            answer = site(name).get(f"/{language}/{path}?{query}")
            assert answer.status_code == 200
            assert Markup(answer.text).faults == []
            assert "<script>alert" not in answer.text


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("language", Language)
def test_the_search_box_stands_on_every_page_and_needs_no_script(site: Open, name, language):
    for path in ("/", "/goals/13", "/method", "/actions", "/rows", "/upload", "/nowhere"):
        page = Markup(site(name).get(f"/{language}{path}").text)
        box = next(f for f in page.all("form") if f.get("class") == "site-search")
        assert (box["method"], box["action"]) == ("get", f"/{language}/search")


def _labels(page: Markup) -> set[str]:
    return {label["for"] for label in page.all("label")}


@pytest.mark.parametrize("path", ["/actions", "/indicators", "/search"])
def test_every_field_has_a_label(site: Open, path: str):
    page = Markup(site("example-city").get(f"/da{path}").text)
    fields = [f for tag in ("input", "select") for f in page.all(tag) if f.get("type") != "hidden"]
    assert {f["id"] for f in fields} <= _labels(page)


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("sheet", EXPLORERS)
def test_every_choice_that_is_offered_leads_to_as_many_rows_as_it_says(
    site: Open, name: str, language: Language, sheet: SheetKey
):
    client = site(name)
    base = {"view": "list"} if "list" in VIEWS[sheet] else {}
    text = client.get(f"/{language}/{sheet}").text
    selects = re.findall(r'<select id="x-\w+" name="(\w+)">(.*?)</select>', text)
    offered = [
        (key, value, int(count))
        for key, options in selects
        for value, count in re.findall(r'<option value="([^"]+)">[^<]*\((\d+)\)', options)
    ]
    assert len(offered) > 10
    for key, value, count in offered[::3]:
        page = client.get(f"/{language}/{sheet}?{urlencode({**base, key: value})}").text
        assert _cells(client, page) == count, (key, value)


def _cells(client: FlaskClient, text: str) -> int:
    page = Markup(text)
    more = [link.href for link in page.links if link.attributes.get("rel") == "next"]
    here = sum("cell" in link.get("class", "").split() for link in page.all("a"))
    return here + (_cells(client, client.get(more[0]).text) if more else 0)


@pytest.mark.parametrize("language", Language)
def test_what_is_chosen_is_said_and_can_be_cleared(site: Open, language: Language):
    words = words_for(language)
    client = site("example-city")
    path = f"/{language}/actions?q=skole&goal=4&status=delayed&order=due"
    page = Markup(client.get(path).text)
    assert "skole" in page.text
    (clear,) = [a for a in page.links if a.text == words("explore.chosen.clear")]
    assert clear.href == f"/{language}/actions"
    removing = [a for a in page.links if a.text.startswith(words("explore.chosen.remove"))]
    left = [set(parse_qs(urlsplit(a.href).query)) for a in removing]
    assert left == [
        {"status", "goal", "order"},
        {"q", "goal", "order"},
        {"q", "status", "order"},
    ]
    kept = [f for f in page.all("input") if f.get("type") == "hidden"]
    assert {f["name"]: f["value"] for f in kept} == {"status": "delayed"}


@pytest.mark.parametrize("language", Language)
def test_an_empty_answer_says_what_to_try(site: Open, language: Language):
    client, words = site("example-city"), words_for(language)
    page = Markup(client.get(f"/{language}/actions?q=cykelsti&goal=1").text)
    assert words("explore.unmatched.heading") in page.text
    ways = [a for a in page.links if a.text == words("explore.unmatched.words")]
    assert "goal=1" in ways[0].href
    assert client.get(ways[0].href).status_code == 200


@pytest.mark.parametrize("language", Language)
def test_the_words_that_were_found_are_marked(site: Open, language: Language):
    typed = {Language.DA: ("KLIMAplan", "klimaplan"), Language.EN: ("CLIMATE", "climate")}
    asked, meant = typed[language]
    for path in ("search", "actions"):
        text = site("example-city").get(f"/{language}/{path}?q={asked}").text
        assert meant in {m.casefold() for m in re.findall(r"<mark>(.*?)</mark>", text)}


@pytest.mark.parametrize("name", EXAMPLES)
def test_everything_a_search_finds_has_a_page(site: Open, name: str):
    client = site(name)
    for typed in ("klima", "13", "11.6", "forvaltning", "plan", "cykel"):
        page = Markup(client.get(f"/da/search?q={typed}").text)
        links = {link.href.split("#")[0] for link in page.links if link.href.startswith("/da/")}
        assert {href: s for href in links if (s := client.get(href).status_code) != 200} == {}


@pytest.mark.parametrize("language", Language)
def test_a_group_of_finds_can_be_seen_whole(site: Open, language: Language):
    client = site("example-city")
    page = Markup(client.get(f"/{language}/search?q=plan&group=contributions").text)
    assert "contributions" in page.ids
    assert "targets" not in page.ids
    assert any(a.href == f"/{language}/search?q=plan" for a in page.links)


def test_old_addresses_of_the_list_show_the_same_list(site: Open):
    client = site("example-city")
    for old, new in (
        ("/da/rows?sheet=actions&goal=13", "/da/actions?goal=13"),
        ("/da/rows?sheet=indicators&mark=no_data", "/da/indicators?class=no_data"),
        ("/en/rows?sheet=actions&mark=delayed&page=1", "/en/actions?status=delayed"),
    ):
        first, second = Markup(client.get(old).text), Markup(client.get(new).text)
        # The address at the foot of a printed page is its own.
        told = [
            each.text.partition(f"localhost{at}")[0] for each, at in ((first, old), (second, new))
        ]
        assert told[0] == told[1] != ""
        assert not any("rows?sheet=actions" in link.href for link in second.links)


@pytest.mark.parametrize("language", Language)
def test_the_timeline_says_in_words_and_in_a_table_what_it_draws(site: Open, language: Language):
    client = site("example-city")
    page = Markup(client.get(f"/{language}/actions?view=timeline&goal=13").text)
    lanes = [d for d in page.all("div") if d.get("class", "").startswith("lane ")]
    tables = [t for t in page.all("table") if t.get("class") == "twin"]
    assert len(lanes) == 25
    assert all(lane["aria-hidden"] == "true" for lane in lanes)
    assert len(tables) == 1
    assert words_for(language)("explore.timeline.line") in page.text


@pytest.mark.parametrize("language", Language)
def test_every_picture_is_passed_over_and_has_a_sentence_and_a_link(site: Open, language: Language):
    text = site("example-city").get(f"/{language}/indicators").text
    cards = re.findall(r'<li class="card picture.*?</li>', text, re.DOTALL)
    assert len(cards) == 60
    for card in cards:
        page = Markup(card)
        assert f"/{language}/indicators/" in page.links[0].href
        assert re.search(r'<p class="sentence">[^<]{20,}', card)
        assert 'class="drawn" aria-hidden="true"' in card or "undrawn" in card


LONG = "Meget langt navn på en handling " * 10


@pytest.mark.parametrize("language", Language)
def test_long_names_odd_dates_and_nothing_at_all_stand(tmp_path, language: Language):
    dates = (
        (None, None),
        ("2020", None),
        (None, "2030"),
        ("1990", "2090"),
        ("2026-02-28", "2026-02-28"),
    )
    rows = [
        action(f"H-{n}", title_da=LONG[:300], goals=[11], start_date=start, due_date=due)
        for n, (start, due) in enumerate(dates)
    ]
    plan = {SheetKey.ADMINISTRATIONS: ADMINISTRATIONS, SheetKey.ACTIONS: rows}
    content = write_workbook(plan, language=Language.DA)
    client = server_on(store_with(tmp_path, content)).test_client()
    for path in ("actions", "actions?view=timeline", "indicators", "search?q=meget", "search?q=x"):
        answer = client.get(f"/{language}/{path}")
        assert answer.status_code == 200
        assert Markup(answer.text).faults == []
    headline = words_for(language)("explore.indicators.headline_empty")
    assert headline in Markup(client.get(f"/{language}/indicators").text).text


def test_every_list_is_linked_to_from_the_menu(site: Open):
    page = Markup(site("example-city").get("/da/actions").text)
    menu = [link for link in page.links if link.attributes.get("aria-current") == "page"]
    assert [link.href for link in menu] == ["/da/actions"]
    assert "/da/indicators" in {link.href for link in page.links}
