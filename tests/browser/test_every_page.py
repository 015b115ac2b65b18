"""What holds on every page of both cities."""

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.places import LANGUAGES, places
from tests.browser.visiting import NARROW, PHONE, show_chart, visiting
from tests.running import Running

_SIDEWAYS = """() => {
  const width = document.documentElement.clientWidth;
  const inScroll = e => e.closest('.scroll') !== null;
  const wide = [...document.querySelectorAll('body *')].filter(
    e => !inScroll(e) && e.getBoundingClientRect().right > width + 1);
  return document.documentElement.scrollWidth > width
    ? wide.slice(0, 3).map(e => e.outerHTML.slice(0, 160)) : [];
}"""


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_request_leaves_the_machine_and_nothing_complains(
    browser: Browser, city: Running, lang: str
) -> None:
    with visiting(browser) as visit:
        for place in places(city):
            visit.page.goto(city.at(f"/{lang}{place.path}"))
            if charts := visit.page.locator("[data-slot]").count():
                show_chart(visit.page, charts - 1)
            assert visit.hosts() == {"127.0.0.1"}, place.kind
            if place.kind == "not_found":
                assert "404" in visit.complaints.pop()
            assert visit.complaints == [], place.kind


@pytest.mark.parametrize("width", [PHONE, NARROW])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_phone_never_has_to_scroll_sideways(
    browser: Browser, city: Running, lang: str, width: int
) -> None:
    with visiting(browser, width=width) as visit:
        for place in places(city):
            visit.page.goto(city.at(f"/{lang}{place.path}"))
            assert visit.page.evaluate(_SIDEWAYS) == [], place.kind
            # What only a reader of the screen hears can make a page wide too.
            assert visit.page.evaluate("document.documentElement.scrollWidth") == width, place.kind


@pytest.mark.parametrize(
    "path",
    ["/da/nothing", "/en/goals/18", "/da/actions/none", "/fr/", "/x/y", "/da/rows?goal=99"],
)
def test_an_address_that_leads_nowhere_is_a_404_with_ways_on(
    browser: Browser, example_city: Running, path: str
) -> None:
    with visiting(browser) as visit:
        answer = visit.page.goto(example_city.at(path))
        assert answer is not None
        assert answer.status == 404
        ways = visit.page.locator("main a")
        assert ways.count()
        ways.first.click()
        expect(visit.page.locator("#goals")).to_have_count(1)


def test_every_page_says_whose_numbers_these_are(browser: Browser, city: Running) -> None:
    with visiting(browser) as visit:
        for place in places(city):
            visit.page.goto(city.at(f"/en{place.path}"))
            notice = visit.page.locator(".notice").inner_text()
            said = "invented" if city.workbook.stem == "example-city" else "inferred"
            assert said in notice, place.kind


def test_every_page_has_one_heading_and_a_name_of_its_own(browser: Browser, city: Running) -> None:
    with visiting(browser) as visit:
        names: set[str] = set()
        for place in places(city):
            visit.page.goto(city.at(f"/da{place.path}"))
            assert visit.page.locator("h1").count() == 1, place.kind
            names.add(visit.page.title())
        assert len(names) == len(places(city))
