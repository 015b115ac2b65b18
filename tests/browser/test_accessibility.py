"""No page has a barrier that axe knows, in any language, width, light or size of text."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from dashboard.plan.goals import GOALS
from tests.browser.places import LANGUAGES, Place, places
from tests.browser.test_sending_a_workbook import enter, send
from tests.browser.views import FEW_VIEWS, VIEWS, View, barriers, look_as
from tests.browser.visiting import PHONE, WIDE, show_chart, visiting
from tests.browser.workbooks import mended, with_mistakes
from tests.running import Running

_CHIPS = """() => [...document.querySelectorAll('.tile .chip')].map(e => {
  const s = getComputedStyle(e); return [s.color, s.backgroundColor];
})"""


def look(page: Page, place: Place, views: tuple[View, ...]) -> list[str]:
    """The barriers of an open page in each of the views, with its first chart drawn."""
    if page.locator("[data-slot]").count():
        show_chart(page)
    return [f"{place.kind}: {line}" for line in barriers(page, views)]


def look_at_all(browser: Browser, city: Running, lang: str, views: tuple[View, ...]) -> list[str]:
    """The barriers of every page in those of the views that are in a language."""
    found: list[str] = []
    views = tuple(view for view in views if view.lang == lang)
    # Axe is put into the page, which the page's own rules forbid.
    with visiting(browser, bypass_csp=True) as visit:
        for place in places(city):
            look_as(visit.page, views[0])
            visit.page.goto(city.at(f"/{lang}{place.path}"))
            found += look(visit.page, place, views)
    return found


@pytest.fixture(scope="module")
def drafts(
    browser: Browser, example_city: Running, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Place, ...]]:
    """A draft with findings and one that is ready, kept on the server."""
    folder: Path = tmp_path_factory.mktemp("drafts")
    with visiting(browser) as visit:
        found: list[Place] = []
        for kind, workbook in (
            ("draft with findings", with_mistakes(folder)[0]),
            ("draft that is ready", mended(folder, title="Another title")),
        ):
            enter(visit.page, example_city, "da")
            send(visit.page, workbook)
            found.append(Place(kind, visit.page.url.removeprefix(example_city.at("/da"))))
        yield tuple(found)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_page_has_a_barrier(browser: Browser, example_city: Running, lang: str) -> None:
    found = look_at_all(browser, example_city, lang, VIEWS)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_city_with_few_figures_has_no_barrier(
    browser: Browser, copenhagen: Running, lang: str
) -> None:
    found = look_at_all(browser, copenhagen, lang, FEW_VIEWS)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_analysts_room_has_no_barrier(
    browser: Browser, example_city: Running, drafts: tuple[Place, ...], lang: str
) -> None:
    found: list[str] = []
    views = tuple(view for view in VIEWS if view.lang == lang)
    with visiting(browser, bypass_csp=True) as visit:
        enter(visit.page, example_city, lang)
        found += look(visit.page, Place("upload with the link", ""), views)
        for place in drafts:
            look_as(visit.page, views[0])
            visit.page.goto(example_city.at(f"/{lang}{place.path}"))
            found += look(visit.page, place, views)
    assert not found, "\n".join(found)


def _rgb(colour: str) -> str:
    """A colour as a browser tells it."""
    return "rgb({}, {}, {})".format(*(int(colour[i : i + 2], 16) for i in (1, 3, 5)))


@pytest.mark.parametrize("light", ["light", "dark"])
def test_chips_are_shown_in_the_colours_that_were_computed(
    browser: Browser, example_city: Running, light: str
) -> None:
    with visiting(browser, color_scheme=light) as visit:
        visit.page.goto(example_city.at("/da/"))
        shown = visit.page.evaluate(_CHIPS)
    assert shown == [[_rgb(goal.on_colour), _rgb(goal.colour)] for goal in GOALS]


@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_reasons_are_reached_and_opened_by_keyboard_alone(
    browser: Browser, example_city: Running, width: int
) -> None:
    with visiting(browser, width=width, java_script_enabled=False) as visit:
        page = visit.page
        page.goto(example_city.at("/da/rows?sheet=indicators"))
        panel = page.locator("details.why").first
        panel.locator("summary").first.focus()
        page.keyboard.press("Enter")
        assert panel.locator(".why-body").is_visible()
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "ref"
        page.keyboard.press("Enter")
        page.wait_for_url("**/indicators/**")
        expect(page.locator(":target")).to_be_visible()
