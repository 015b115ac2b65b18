"""A goal or an administration on the wall of a meeting room, and on the paper before it."""

import re
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.places import ADMINISTRATIONS, LANGUAGES, first_id
from tests.browser.visiting import PHONE, WIDE, visiting
from tests.running import Running

# An A4 sheet at 96 dots an inch, without its margins.
_SHEET_WIDTH = 680
_HERE = """() => {
  const at = [...document.querySelectorAll('.slide')].findIndex(
    s => Math.abs(s.getBoundingClientRect().top) < innerHeight / 2);
  return at + 1;
}"""
_TOO_WIDE = """() => [...document.querySelectorAll('.committee *')].filter(
  e => e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 0
       && getComputedStyle(e).display !== 'inline').map(e => e.outerHTML.slice(0, 120))"""


def position(page: Page) -> str:
    """What a screen reader is told of the screen that has the focus."""
    return page.evaluate(
        "document.activeElement.getAttribute('aria-labelledby').split(' ')"
        ".map(id => document.getElementById(id).innerText).join(': ')"
    )


def screens(page: Page) -> int:
    return page.locator(".slide").count()


def test_keys_lead_from_screen_to_screen_and_the_place_is_spoken(
    browser: Browser, example_city: Running
) -> None:
    with visiting(browser) as visit:
        page = visit.page
        page.goto(example_city.at("/da/meeting/goals/13"))
        last = screens(page)
        assert last >= 5
        for key, place in (
            ("ArrowRight", 2), ("Space", 3), ("PageDown", 4), ("ArrowLeft", 3),
            ("Shift+Space", 2), ("PageUp", 1), ("End", last), ("Home", 1),
        ):  # fmt: skip
            page.keyboard.press(key)
            assert position(page).startswith(f"{place} af {last}: "), key
            assert page.evaluate(_HERE) == place, key
            expect(page.locator(f"#s{place} .slide-at")).to_be_visible()
        page.keyboard.press("Escape")
        page.wait_for_url("**/da/goals/13")
        assert visit.complaints == []


def test_the_way_back_from_a_meeting_is_one_step(browser: Browser, example_city: Running) -> None:
    with visiting(browser) as visit:
        page = visit.page
        page.goto(example_city.at("/en/goals/13"))
        page.locator(".meeting-way a").click()
        page.wait_for_url("**/en/meeting/goals/13")
        page.locator("#s1 a[rel=next]").click()
        page.keyboard.press("ArrowRight")
        assert page.url.endswith("#s3")
        page.go_back()
        page.wait_for_url("**/en/goals/13")


@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_without_javascript_links_lead_through_the_screens(
    browser: Browser, city: Running, width: int
) -> None:
    code = first_id(city.workbook, ADMINISTRATIONS)
    with visiting(browser, width=width, java_script_enabled=False) as visit:
        page = visit.page
        page.goto(city.at(f"/da/administrations/{code}"))
        page.locator(".meeting-way a").click()
        page.wait_for_url("**/meeting/administrations/**")
        page.wait_for_load_state()
        last = screens(page)
        for place in range(1, last):
            page.locator(f"#s{place} a[rel=next]").click()
            expect(page.locator(f"#s{place + 1}")).to_be_focused()
        assert page.locator(f"#s{last} a[rel=next]").count() == 0
        page.locator(f"#s{last} .leave").click()
        page.wait_for_url(f"**/da/administrations/{quote(code)}")


def test_a_screen_higher_than_the_window_is_read_before_the_next_one(
    browser: Browser, example_city: Running
) -> None:
    with visiting(browser, width=PHONE, height=500) as visit:
        page = visit.page
        page.goto(example_city.at("/da/meeting/goals/13#s3"))
        page.locator("#s3").focus()
        before = page.evaluate("scrollY")
        page.keyboard.press("ArrowDown")
        page.wait_for_function("was => scrollY > was", arg=before)
        assert page.url.endswith("#s3")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_number_on_a_screen_leads_to_as_many_rows(
    browser: Browser, example_city: Running, lang: str
) -> None:
    with visiting(browser, java_script_enabled=False) as visit:
        page = visit.page
        page.goto(example_city.at(f"/{lang}/meeting/goals/11"))
        told = page.locator("#s2 .legend a").evaluate_all(
            "links => links.map(a => [a.href, parseInt(a.querySelector('.figure').textContent)])"
        )
        told += page.locator(".slide-owed li a.figure").evaluate_all(
            "links => links.map(a => [a.href, parseInt(a.textContent)])"
        )
        assert len(told) > 6
        for href, count in told:
            page.goto(href)
            assert page.locator("table.rows tbody tr, .picture").count() == count, href


@pytest.mark.parametrize("path", ["/goals/{}", "/administrations/{}"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_page_prints_as_one_sheet_or_two_with_the_conclusion_on_the_first(
    browser: Browser, city: Running, lang: str, path: str
) -> None:
    code = first_id(city.workbook, ADMINISTRATIONS)
    wanted = ("5", "11", "13") if "goals" in path else (code,)
    with visiting(browser, width=_SHEET_WIDTH) as visit:
        page = visit.page
        for of in wanted:
            page.goto(city.at(f"/{lang}{path.format(of)}"))
            said = page.locator("meta[name=description]").get_attribute("content")
            page.emulate_media(media="print")
            headline = page.locator(".paper-headline")
            assert headline.inner_text() == said
            box = headline.bounding_box()
            assert box
            assert box["y"] < 300
            assert page.evaluate(_TOO_WIDE) == []
            assert not page.locator("header.site").is_visible()
            assert page.locator(".paper-address").inner_text().startswith("http")
            pages = re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True))
            assert 1 <= len(pages) <= 2, of
            page.emulate_media(media="screen")


def test_the_sheet_shows_each_mark_as_a_shape_and_a_word(
    browser: Browser, example_city: Running
) -> None:
    with visiting(browser, width=_SHEET_WIDTH) as visit:
        page = visit.page
        page.goto(example_city.at("/da/goals/13"))
        assert not page.locator(".committee").is_visible()
        page.emulate_media(media="print")
        marks = page.locator(".committee .mark")
        assert marks.count() > 8
        for mark in marks.all():
            assert mark.inner_text().strip()
            assert mark.locator("svg").is_visible()
        shown = page.locator(".paper-scores .legend strong").all_inner_texts()
        page.emulate_media(media="screen")
        assert shown == page.locator("main > .scores .legend .figure").all_inner_texts()
