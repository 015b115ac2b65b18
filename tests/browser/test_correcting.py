"""An analyst corrects a value with the keyboard alone, and the draft says what became what."""

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.places import LANGUAGES
from tests.browser.room import lost_words, sideways, too_small
from tests.browser.test_sending_a_workbook import enter
from tests.browser.views import FEW_VIEWS, barriers
from tests.browser.visiting import PHONE, visiting
from tests.running import Running


def reach(page: Page, selector: str) -> None:
    """Press Tab until something has the focus."""
    for _ in range(200):
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the keyboard never reaches {selector}")


def fits(page: Page) -> None:
    """Everything can be read and hit."""
    assert sideways(page) == too_small(page) == lost_words(page) == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_pages_of_a_correction_have_no_barrier(
    browser: Browser, own_city: Running, lang: str
) -> None:
    # Axe is put into the page, which the page's own rules forbid.
    with visiting(browser, bypass_csp=True) as visit:
        page = visit.page
        enter(page, own_city, lang)
        page.goto(own_city.at(f"/{lang}/correct/actions/H-002"))
        form = page.get_attribute("a[href*='field=actions.budget']", "href") or ""
        for address in (f"/{lang}/correct?row=nobody", f"/{lang}/correct/actions/H-002", form):
            page.goto(own_city.at(address))
            assert barriers(page, FEW_VIEWS) == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_value_is_corrected_with_the_keyboard_alone(
    browser: Browser, own_city: Running, lang: str
) -> None:
    with visiting(browser) as visit:
        page = visit.page
        enter(page, own_city, lang)
        reach(page, "input#row")
        page.keyboard.type("H-002")
        page.keyboard.press("Enter")
        page.wait_for_url(f"**/{lang}/correct/actions/H-002")
        fits(page)
        reach(page, "a[href*='field=actions.budget']")
        page.keyboard.press("Enter")
        page.wait_for_selector("input#new")
        reach(page, "input#new")
        page.keyboard.press("ControlOrMeta+A")
        page.keyboard.type("mange")
        reach(page, "input#reason")
        page.keyboard.type("Tastefejl")
        page.keyboard.press("Enter")
        page.wait_for_selector("#value [role=alert]")
        assert page.locator("#value [role=alert]").is_visible()
        assert page.evaluate("() => document.activeElement.id") == "problem"
        assert page.input_value("input#reason") == "Tastefejl"
        fits(page)
        page.set_viewport_size({"width": PHONE, "height": 844})
        page.emulate_media(color_scheme="dark")
        fits(page)
        reach(page, "input#new")
        page.keyboard.press("ControlOrMeta+A")
        page.keyboard.type("1234567")
        reach(page, "#value button")
        page.keyboard.press("Enter")
        page.wait_for_url(f"**/{lang}/upload/*")
        assert "Tastefejl (Actions!V3" in page.inner_text(".steps-taken")
        fits(page)
        assert visit.hosts() == {"127.0.0.1"}
        # A value that is refused is an answer too: browsers write its status down.
        assert [c for c in visit.complaints if "422" not in c] == []
