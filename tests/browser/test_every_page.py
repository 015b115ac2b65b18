"""What holds on every page of both cities."""

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.places import LANGUAGES, places
from tests.browser.room import lost_words, sideways, too_small
from tests.browser.views import View, look_as
from tests.browser.visiting import NARROW, PHONE, WIDE, show_chart, visiting
from tests.running import Running


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


# How a page is read by someone with a small screen, or with text of twice the size.
_CLOSE = (("a narrow phone", NARROW, 100), ("a phone", PHONE, 100),
          ("large text on a phone", PHONE, 200), ("large text", WIDE, 200))  # fmt: skip


@pytest.mark.parametrize("lang", LANGUAGES)
def test_there_is_room_for_every_word_and_every_finger(
    browser: Browser, city: Running, lang: str
) -> None:
    found: list[str] = []
    with visiting(browser) as visit:
        for place in places(city):
            visit.page.goto(city.at(f"/{lang}{place.path}"))
            for name, width, text in _CLOSE:
                look_as(visit.page, View(lang, width, "light", text))
                faults = [*sideways(visit.page), *lost_words(visit.page)]
                faults += too_small(visit.page) if text == 100 else []
                found += [f"{place.kind}, {name}: {fault}" for fault in faults]
            look_as(visit.page, View(lang, WIDE, "light"))
    assert not found, "\n".join(found)


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
            notice = visit.page.locator(".notice, .embed-source").inner_text()
            said = "invented" if city.workbook.stem == "example-city" else "inferred"
            assert said in notice, place.kind
