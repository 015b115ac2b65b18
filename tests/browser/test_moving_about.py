"""Languages, keyboard, and a browser without JavaScript."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.places import places
from tests.browser.visiting import NARROW, PHONE, visiting
from tests.running import Running

# What has the focus, and whether it is on the screen.
_FOCUS = """() => {
  const e = document.activeElement, r = e.getBoundingClientRect();
  return {tag: e.tagName, href: e.getAttribute('href'), text: e.innerText || '',
          classes: e.className.toString(), html: e.outerHTML.slice(0, 200),
          seen: r.width > 0 && r.bottom > 0 && r.right > 0 && r.top < innerHeight
                && r.left < innerWidth};
}"""


def tab(page: Page) -> dict[str, Any]:
    """Press Tab; what has the focus now."""
    page.keyboard.press("Tab")
    return page.evaluate(_FOCUS)


def tab_to(page: Page, part: str) -> dict[str, Any]:
    """Press Tab until a link to this has the focus."""
    for _ in range(60):
        focus = tab(page)
        if part in (focus["href"] or ""):
            return focus
    raise AssertionError(f"Tab never reached a link to {part}")


def test_the_language_changes_and_the_page_stays(browser: Browser, example_city: Running) -> None:
    with visiting(browser) as visit:
        page = visit.page
        for place in places(example_city):
            if place.kind.startswith("embed"):  # it stands in a page of somebody else
                continue
            page.goto(example_city.at(f"/da{place.path}"))
            page.locator("a.language").click()
            page.wait_for_selector("html[lang=en]")
            page.wait_for_load_state()
            if place.kind != "not_found":
                assert page.url == example_city.at(f"/en{place.path}")
            page.locator("a.language").click()
            page.wait_for_selector("html[lang=da]")
            page.wait_for_load_state()


@pytest.mark.parametrize(("asked", "given"), [("en-GB", "en"), ("da-DK", "da"), ("fr-FR", "da")])
def test_the_front_door_follows_the_browsers_language_danish_first(
    browser: Browser, example_city: Running, asked: str, given: str
) -> None:
    with visiting(browser, locale=asked) as visit:
        visit.page.goto(example_city.at("/"))
        assert visit.page.url == example_city.at(f"/{given}/")
        assert visit.page.locator("html").get_attribute("lang") == given


def test_the_first_tab_offers_to_skip_the_menu(browser: Browser, example_city: Running) -> None:
    with visiting(browser) as visit:
        page = visit.page
        page.goto(example_city.at("/en/"))
        first = tab(page)
        assert first["href"] == "#main"
        assert first["seen"]
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main"
        after = page.evaluate_handle("document.querySelector('main')")
        tab(page)
        assert page.evaluate("main => main.contains(document.activeElement)", after)


def test_a_goal_opens_by_keyboard_alone(browser: Browser, example_city: Running) -> None:
    with visiting(browser) as visit:
        page = visit.page
        page.goto(example_city.at("/en/"))
        assert tab_to(page, "/en/method")["seen"]
        tab_to(page, "/en/goals/1")
        assert page.locator(":focus").get_attribute("class") == "tile"
        page.keyboard.press("Enter")
        page.wait_for_url("**/en/goals/1")


def test_without_javascript_links_lead_from_the_overview_to_a_cell(
    browser: Browser, city: Running
) -> None:
    with visiting(browser, java_script_enabled=False) as visit:
        page = visit.page
        page.goto(city.at("/da/"))
        page.locator("#goals a.tile:not(.is-empty)").first.click()
        page.wait_for_url("**/goals/*")
        page.wait_for_load_state()
        assert page.locator(".headline").inner_text()
        page.locator("table.rows:not(.targets) tbody th a").first.click()
        expect(page.locator("table.cells .cell").first).to_contain_text("!")


def test_without_javascript_a_chart_is_its_sentence_and_its_table(
    browser: Browser, example_city: Running
) -> None:
    with visiting(browser, java_script_enabled=False) as visit:
        page = visit.page
        page.goto(example_city.at("/da/goals/11"))
        chart = page.locator("figure.chart").first
        assert chart.locator(".sentence").inner_text()
        assert not chart.locator(".slot").is_visible()
        chart.locator("details:has(table.twin) > summary").click()
        assert chart.locator("table.twin").is_visible()


@pytest.mark.parametrize("script", [True, False], ids=["with-script", "without-script"])
@pytest.mark.parametrize("width", [NARROW, PHONE])
def test_on_a_phone_the_menu_takes_one_line_and_opens_by_keyboard(
    browser: Browser, example_city: Running, width: int, script: bool
) -> None:
    with visiting(browser, width=width, java_script_enabled=script) as visit:
        page = visit.page
        page.goto(example_city.at("/da/actions"))
        menu = page.locator("details.menu")
        assert not page.locator("header.site nav a").first.is_visible()
        assert menu.bounding_box()["height"] < 60  # pyright: ignore[reportOptionalSubscript]
        menu.locator("summary").focus()
        page.keyboard.press("Enter")
        current = page.locator("header.site nav a[aria-current=page]")
        expect(current).to_be_visible()
        assert current.inner_text() == "Handlinger"
        page.locator("header.site nav a").first.click()
        page.wait_for_url("**/da/")


def test_on_a_wide_screen_the_menu_needs_no_opening(
    browser: Browser, example_city: Running
) -> None:
    with visiting(browser, java_script_enabled=False) as visit:
        visit.page.goto(example_city.at("/da/actions"))
        assert not visit.page.locator(".menu summary").is_visible()
        expect(visit.page.get_by_role("navigation", name="Hovedmenu")).to_be_visible()
        assert visit.page.locator("header.site nav a:visible").count() >= 8


@pytest.mark.parametrize("script", [True, False], ids=["with-script", "without-script"])
@pytest.mark.parametrize("path", ["/da/actions", "/en/actions", "/da/indicators?view=list"])
def test_the_first_row_of_a_list_stands_on_the_first_screen_of_a_phone(
    browser: Browser, city: Running, path: str, script: bool
) -> None:
    with visiting(browser, width=PHONE, height=844, java_script_enabled=script) as visit:
        page = visit.page
        page.goto(city.at(path))
        box = page.locator("table.rows tbody th").first.bounding_box()
        assert box
        assert box["y"] + 24 < 844


def test_on_a_phone_filters_are_folded_away_until_one_is_used(
    browser: Browser, example_city: Running
) -> None:
    with visiting(browser, width=PHONE, java_script_enabled=False) as visit:
        page = visit.page
        page.goto(example_city.at("/da/actions"))
        assert not page.locator("#x-goal").is_visible()
        page.locator(".narrow summary").click()
        page.locator("#x-goal").select_option("13")
        page.locator(".explore button").click()
        page.wait_for_url("**goal=13**")
        page.wait_for_load_state()
        assert page.locator("#x-goal").is_visible()
        assert page.locator("#x-goal").input_value() == "13"
