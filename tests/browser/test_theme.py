"""Light, dark or as the system: chosen on the page, kept without a cookie, charts follow."""

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.views import Light, View, barriers
from tests.browser.visiting import PHONE, WIDE, show_chart, visiting
from tests.running import Running

NEW = ("/cooperation", "/targets/11.6", "/targets/17.3", "/about", "/accessibility", "/goals/99")


def paper(page: Page) -> str:
    return page.evaluate("getComputedStyle(document.body).backgroundColor")


def choose(page: Page, theme: str) -> None:
    page.locator("#theme").select_option(theme)


LIGHT, DARK = "rgb(245, 244, 240)", "rgb(16, 22, 28)"


@pytest.mark.parametrize("system", ["light", "dark"])
def test_a_choice_holds_on_the_next_page_and_can_be_taken_back(
    browser: Browser, example_city: Running, system: str
) -> None:
    with visiting(browser, color_scheme=system) as visit:
        page = visit.page
        page.goto(example_city.at("/da/about"))
        assert paper(page) == (DARK if system == "dark" else LIGHT)
        for theme, colour in (("dark", DARK), ("light", LIGHT)):
            choose(page, theme)
            assert paper(page) == colour
            page.goto(example_city.at("/en/cooperation"))
            assert paper(page) == colour
            assert page.locator("#theme").input_value() == theme
        choose(page, "system")
        page.reload()
        assert paper(page) == (DARK if system == "dark" else LIGHT)
        assert page.context.cookies() == []
        assert visit.complaints == []


def test_paper_is_light_whatever_was_chosen(browser: Browser, example_city: Running) -> None:
    with visiting(browser) as visit:
        visit.page.goto(example_city.at("/da/about"))
        choose(visit.page, "dark")
        visit.page.emulate_media(media="print")
        assert paper(visit.page) == "rgb(255, 255, 255)"
        assert visit.page.evaluate("getComputedStyle(document.body).color") == "rgb(20, 32, 43)"


def test_charts_follow_the_choice(browser: Browser, example_city: Running) -> None:
    with visiting(browser, color_scheme="light") as visit:
        visit.page.goto(example_city.at("/da/targets/11.6"))
        show_chart(visit.page)
        tick = visit.page.locator(".js-plotly-plot .xtick text").first
        before = tick.evaluate("e => getComputedStyle(e).fill")
        choose(visit.page, "dark")
        visit.page.wait_for_function(
            "was => { const e = document.querySelector('.js-plotly-plot .xtick text');"
            " return e && getComputedStyle(e).fill !== was; }",
            arg=before,
        )


def test_without_a_script_there_is_no_dead_choice(browser: Browser, example_city: Running) -> None:
    with visiting(browser, java_script_enabled=False, color_scheme="dark") as visit:
        visit.page.goto(example_city.at("/da/cooperation"))
        assert not visit.page.locator("#theme").is_visible()
        assert visit.page.locator(".coop").count() == 12


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_a_chosen_theme_brings_no_barrier(
    browser: Browser, copenhagen: Running, theme: str, width: int
) -> None:
    other: Light = "light" if theme == "dark" else "dark"
    found: list[str] = []
    with visiting(browser, width=width, color_scheme=other, bypass_csp=True) as visit:
        for path in NEW:
            visit.page.goto(copenhagen.at(f"/da{path}"))
            choose(visit.page, theme)
            view = View("da", width, other)  # the choice stands against what the system says
            found += [f"{path}: {line}" for line in barriers(visit.page, (view,))]
    assert not found, "\n".join(found)
