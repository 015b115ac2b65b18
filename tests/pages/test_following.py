"""Every link leads somewhere, and every number to as many rows as it says."""

from urllib.parse import unquote

import pytest
from flask.testing import FlaskClient

from dashboard.language.words import Language
from dashboard.plan.sheets import MAPPED
from tests.pages.conftest import Open
from tests.pages.markup import Link, Markup
from tests.samples import EXAMPLES, example

STARTS = {
    "copenhagen": ("/", "/goals/11", "/administrations/TMF", "/rows?page=1", "/gaps", "/method"),
    "example-city": ("/", "/goals/13", "/administrations/AEF", "/rows?page=2", "/gaps", "/method"),
}

_LISTS = ("/rows", "/actions?", "/indicators?")


def _links(client: FlaskClient, path: str) -> list[Link]:
    return [link for link in Markup(client.get(path).text).links if link.href.startswith("/")]


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("language", Language)
def test_every_link_leads_to_a_page(site: Open, name: str, language: Language):
    client = site(name)
    found = {
        link.href.split("#")[0]
        for start in STARTS[name]
        for link in _links(client, f"/{language}{start}")
    }
    assert len(found) > 100
    answers = {href: client.get(href).status_code for href in found}
    assert [href for href, status in answers.items() if status != 200] == []


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_part_of_a_page_that_is_linked_to_is_there(site: Open, name: str):
    client = site(name)
    links = [link.href for start in STARTS[name] for link in _links(client, f"/da{start}")]
    for page, part in {tuple(href.split("#")) for href in links if "#" in href}:
        assert unquote(part) in Markup(client.get(page).text).ids, f"{page}#{part}"


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("language", Language)
def test_every_number_leads_to_as_many_rows_as_it_says(site: Open, name: str, language: Language):
    client = site(name)
    numbers = {
        (link.href, link.number)
        for start in STARTS[name]
        for link in _links(client, f"/{language}{start}")
        if any(part in link.href for part in _LISTS)
        and link.number is not None
        and "page=" not in link.href
        and link.number is not None
        and "page=" not in link.href
    }
    assert len(numbers) > 30
    wrong = {href: (said, _rows(client, href)) for href, said in numbers}
    assert {href: pair for href, pair in wrong.items() if pair[0] != pair[1]} == {}


def _rows(client: FlaskClient, href: str) -> int:
    """How many rows an address has, by counting them on its pages."""
    page = Markup(client.get(href).text)
    more = [link for link in page.links if link.attributes.get("rel") == "next"]
    here = sum("cell" in given.get("class", "").split() for given in page.all("a"))
    return here + (_rows(client, more[0].href) if more else 0)


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_row_page_names_edition_sheet_and_cells(site: Open, name: str):
    client = site(name)
    rows = {
        link.href for link in _links(client, "/en/rows") if link.attributes.get("class") == "cell"
    }
    assert len(rows) > 50
    for href in sorted(rows)[::9]:
        page = Markup(client.get(href).text)
        assert "Edition 1" in page.text
        assert sum(given.get("class") == "cell" for given in page.all("span")) >= 4


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_row_stands_on_one_page_of_the_list_and_no_table_is_empty(site: Open, name: str):
    client, href, seen = site(name), "/da/rows", []
    while href:
        page = Markup(client.get(href).text)
        assert [g for g in page.all("p") if g.get("class") == "empty"] == []
        seen += [link.href for link in page.links if link.attributes.get("class") == "cell"]
        href = next((a.href for a in page.links if a.attributes.get("rel") == "next"), "")
    assert len(seen) == len(set(seen))
    tables = example(name).summary.tables
    assert len(seen) == sum(tables.count(sheet) for sheet in MAPPED)
