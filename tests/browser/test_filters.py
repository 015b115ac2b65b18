"""Filters of a list that is all in the page ask for nothing, and say what the server says."""

import re
from random import Random
from typing import Any
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.visiting import PHONE, Visit, visiting
from tests.running import Running

LANGUAGES = ("da", "en")
# All that a reader is told by a list, with where each link leads.
_TOLD = """() => {
  const all = (css) => [...document.querySelectorAll(css)];
  const shown = (css) => all(css).filter(e => !e.hidden).map(e => e.textContent.trim());
  const query = (a) => [new URL(a.href).pathname, [...new URL(a.href).searchParams].sort()];
  return {
    title: document.title, headline: shown('h1'), lead: shown('.lead'),
    count: shown('.how-many'), heading: shown('section.block h2 .count'),
    intro: shown('#pictures .intro'),
    rows: all('table.rows tbody th a, ol.pictures h3 a').map(a => a.getAttribute('href')),
    chosen: all('.shown .filters a').map(a => [a.textContent.trim(), query(a)]),
    strip: all('.facet-strip li a').map(a =>
      [a.textContent.trim(), a.getAttribute('aria-current'), query(a)]),
    bar: all('.facet-strip .bar > *').map(e => [e.className, e.textContent, e.style.flexGrow]),
    fields: all('form.explore select').map(s =>
      [s.name, s.value, [...s.options].map(o => [o.value, o.textContent])]),
    kept: all('form.explore input[type=hidden]:enabled').map(i => [i.name, i.value]).sort(),
    views: all('.views a').map(query),
    ways: all('a.language, .on-date a, .as-of a, link[rel=canonical], link[hreflang]').map(query),
    paper: all('.paper-address').map(e => new URL(e.textContent, location).pathname),
  };
}"""


def told(page: Page) -> dict[str, Any]:
    """What the page tells."""
    return page.evaluate(_TOLD)


def opened(visit: Visit, city: Running, path: str) -> Page:
    """The page with its filters ready, and nothing noted of how it came."""
    visit.page.goto(city.at(path))
    visit.page.wait_for_selector("p[role=status]", state="attached")
    visit.asked.clear()
    return visit.page


def asked(visit: Visit) -> list[str]:
    """The addresses a page asked for; a browser takes its icon again, when the address changes."""
    return [address for address in visit.asked if "/assets/icon.svg" not in address]


def choose(page: Page, rng: Random) -> None:
    """Narrow by one more select, or order, or take a mark of the bar."""
    keys = page.eval_on_selector_all("form.explore select", "found => found.map(s => s.name)")
    key = rng.choice([*keys, "mark"])
    if key == "mark":
        links = page.locator(".facet-strip li a")
        links.nth(rng.randrange(links.count())).click()
        return
    values = page.eval_on_selector_all(f"#x-{key} option", "found => found.map(o => o.value)")
    page.locator(f"#x-{key}").select_option(rng.choice(values), force=True)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("path", ["actions", "indicators", "indicators?view=list&edition=1"])
def test_what_is_narrowed_in_place_is_what_the_server_answers_and_asks_for_nothing(
    browser: Browser, example_city: Running, lang: str, path: str
) -> None:
    rng = Random(f"{lang}{path}")
    with visiting(browser) as visit, visiting(browser) as fresh:
        page = opened(visit, example_city, f"/{lang}/{path}")
        seen: list[dict[str, Any]] = []
        for step in range(8):
            if step in (2, 5) and page.locator(".clear").count():
                page.locator(".clear").click()
            choose(page, rng)
            fresh.page.goto(page.url)
            here = told(page)
            assert here == told(fresh.page), page.url
            seen.append(here)
        assert asked(visit) == []
        assert len({tuple(each["rows"]) for each in seen}) > 3
        assert ("edition=1" in page.url) == ("edition=1" in path)
        assert not visit.complaints


def test_titles_with_danish_letters_stand_in_the_order_of_the_alphabet(
    browser: Browser, example_city: Running
) -> None:
    with visiting(browser) as visit:
        page = opened(visit, example_city, "/da/actions")
        page.locator("#x-order").select_option("title")
        here = told(page)["rows"]
        assert asked(visit) == []
        page.reload()
        assert told(page)["rows"] == here
        assert any(letter in page.inner_text("table.rows") for letter in "æøåÆØÅ")


def test_the_keyboard_narrows_and_what_came_of_it_is_spoken(
    browser: Browser, example_city: Running
) -> None:
    with visiting(browser, width=PHONE) as visit:
        page = opened(visit, example_city, "/en/actions")
        page.locator(".narrow summary").focus()
        page.keyboard.press("Enter")
        page.locator("#x-goal").focus()
        page.keyboard.press("ArrowDown")
        spoken = page.locator("p[role=status]")
        expect(spoken).to_have_text(f"{page.inner_text('.how-many')}. {page.inner_text('h1')}")
        assert page.evaluate("document.activeElement.id") == "x-goal"
        page.locator(".filters a").first.focus()
        page.keyboard.press("Enter")
        expect(page.locator(".filters")).to_have_count(0)
        assert page.evaluate("document.activeElement.closest('.views') !== null")
        assert asked(visit) == []


def test_back_and_forward_go_through_what_was_chosen_and_clearing_works(
    browser: Browser, example_city: Running
) -> None:
    with visiting(browser) as visit:
        page = opened(visit, example_city, "/da/actions")
        whole = told(page)
        page.locator(".facet-strip li a").first.click()
        marked = told(page)
        page.locator("#x-goal").select_option(index=3)
        page.locator(".clear").click()
        assert told(page) == whole
        page.go_back()
        expect(page.locator(".filters li")).to_have_count(3)
        page.go_back()
        expect(page.locator(".filters")).to_have_count(0)
        page.go_forward()
        expect(page.locator(".filters li")).to_have_count(3)
        assert marked != told(page)
        assert asked(visit) == []


@pytest.mark.parametrize("query", ["view=timeline", "q=skole", "goal=11"])
def test_where_not_all_rows_are_here_the_page_is_asked_for_once(
    browser: Browser, example_city: Running, query: str
) -> None:
    with visiting(browser) as visit, visiting(browser) as fresh:
        page = opened(visit, example_city, f"/da/actions?{query}")
        page.evaluate("window.stays = true")
        page.locator(".narrow").evaluate("e => { e.open = true; }")
        page.locator("#x-administration").focus()
        page.locator("#x-administration").select_option(index=1)
        expect(page).to_have_url(re.compile("administration="))
        assert len(asked(visit)) == 1
        assert page.evaluate("[window.stays, document.activeElement.id]") == [
            True,
            "x-administration",
        ]
        fresh.page.goto(page.url)
        assert told(page) == told(fresh.page)
        page.locator(".clear").click()
        expect(page).not_to_have_url(re.compile("administration="))
        visit.asked.clear()
        if "view" not in query:
            page.locator("#x-goal").select_option("11", force=True)
            assert asked(visit) == []


def test_words_are_searched_for_by_the_server_and_back_leads_to_the_whole_list(
    browser: Browser, example_city: Running
) -> None:
    with visiting(browser) as visit:
        page = opened(visit, example_city, "/da/actions")
        whole = told(page)
        page.fill("#x-q", "grøn")
        page.keyboard.press("Enter")
        expect(page).to_have_url(re.compile("q="))
        assert [address.partition("?")[2] for address in asked(visit)] == [urlencode({"q": "grøn"})]
        assert page.evaluate("document.activeElement.id") == "x-q"
        page.go_back()
        expect(page.locator("h1")).to_have_text(whole["headline"][0])
        assert told(page) == whole


def test_gaps_are_narrowed_without_leaving_the_page(
    browser: Browser, example_city: Running
) -> None:
    with visiting(browser) as visit, visiting(browser) as fresh:
        page = opened(visit, example_city, "/da/gaps")
        page.evaluate("window.stays = true")
        page.locator("#x-goal").focus()
        page.locator("#x-goal").select_option("11")
        expect(page).to_have_url(re.compile("goal=11"))
        assert page.evaluate("window.stays && document.activeElement.id") == "x-goal"
        fresh.page.goto(page.url)
        assert page.inner_text("main") == fresh.page.inner_text("main")


def test_where_the_answer_does_not_come_the_browser_goes_there_itself(
    browser: Browser, example_city: Running
) -> None:
    with visiting(browser) as visit:
        page = opened(visit, example_city, "/da/actions?view=timeline")
        page.evaluate("() => { window.fetch = () => Promise.reject(new Error()); }")
        page.locator("#x-goal").select_option(index=2)
        page.wait_for_url("**goal=**")
        assert page.locator(".filters li").count() == 2


def test_without_scripts_the_form_and_the_links_narrow(
    browser: Browser, example_city: Running
) -> None:
    with visiting(browser, java_script_enabled=False) as visit:
        page = visit.page
        page.goto(example_city.at("/da/actions?edition=1"))
        page.locator("#x-goal").select_option("11")
        page.locator(".go button").click()
        page.wait_for_url("**goal=11**")
        assert "edition=1" in page.url
        assert page.locator(".filters li").count() == 2
