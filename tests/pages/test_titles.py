"""A title tells a page apart from every other."""

import pytest

from dashboard.language.words import Language
from tests.pages.conftest import Open
from tests.pages.test_addresses import paths

_PAGES = (
    *("overview", "goal", "administration", "method", "upload"),
    *("target", "cooperation", "one_cooperation", "about", "accessibility"),
)


@pytest.mark.parametrize("language", Language)
def test_pages_have_titles_of_their_own(site: Open, language: Language):
    client = site("example-city")
    titles = [
        client.get(f"/{language}{path}").text.split("<title>")[1].split("</title>")[0]
        for page in _PAGES
        for path in paths("example-city")[page]
    ]
    assert len(titles) == len(set(titles))


@pytest.mark.parametrize("language", Language)
def test_what_an_address_asks_for_stands_in_the_title(site: Open, language: Language):
    client = site("example-city")
    asked = (
        "/rows",
        "/rows?page=2",
        "/rows?goal=13",
        "/rows?goal=13&sheet=cooperation",
        "/actions",
        "/actions?goal=13",
        "/actions?page=2&view=timeline",
        "/gaps?kind=incomplete",
        "/changes",
        "/changes?goal=13",
        "/changes?goal=11",
        "/flows?what=actions",
        "/flows?what=contributions",
        "/compare?what=goals&a=13&b=11",
        "/compare?what=goals&a=13&b=12",
    )
    pages = [client.get(f"/{language}{path}").text for path in asked]
    titles = {page.split("<title>")[1].split("</title>")[0] for page in pages}
    assert len(titles) == len(asked)
