"""A workbook on its way as its sender sees it: progress, cancelling, a lost line, no script."""

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from dashboard.language.words import Language, Words, words_for
from tests.browser.places import LANGUAGES
from tests.browser.room import sideways
from tests.browser.test_sending_a_workbook import enter
from tests.browser.visiting import NARROW, WIDE, visiting
from tests.running import EXAMPLE_CITY, Running

_BOX = ".sending"
expect.set_options(timeout=30_000)  # as every other waiting in a window
# What is said to a screen reader, in the order in which it is said.
_LISTEN = """() => {
  window.spoken = [];
  const line = document.querySelector('[data-spoken]');
  new MutationObserver(() => window.spoken.push(line.textContent)).observe(line, {childList: true});
}"""


def _large(folder: Path) -> Path:
    """A file that takes a while on a slow line; it need not be a workbook."""
    path = folder / "large.xlsx"
    path.write_bytes(b"x" * 6_000_000)
    return path


def _slow(page: Page, rate: int) -> None:
    """A line of so many bytes a second."""
    line = page.context.new_cdp_session(page)
    line.send(
        "Network.emulateNetworkConditions",
        {"offline": False, "latency": 20, "downloadThroughput": -1, "uploadThroughput": rate},
    )


def _begin(page: Page, path: Path) -> None:
    page.set_input_files("input[type=file]", path)
    # Without a script the answer is the next page, and is waited for where it is looked at.
    page.click("main form[enctype] button[type=submit]", no_wait_after=True)


def _words(lang: str) -> Words:
    return words_for(Language(lang))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_the_transfer_is_shown_in_percent_and_bytes_and_can_be_cancelled(
    browser: Browser, example_city: Running, tmp_path: Path, lang: str, width: int
) -> None:
    words = _words(lang)
    with visiting(browser, width=width) as visit:
        page = visit.page
        enter(page, example_city, lang)
        expect(page.locator(_BOX)).to_be_hidden()
        page.evaluate(_LISTEN)
        _slow(page, 500_000)
        _begin(page, _large(tmp_path))
        expect(page.locator(f"{_BOX} .now")).to_have_text(words("sending.sending"))
        expect(page.locator(f"{_BOX} .so-far")).to_have_text(re.compile(r"\d+ % – \d+[.,]\d "))
        expect(page.locator(f"{_BOX} button")).to_be_focused()
        expect(page.locator("main form[enctype] button[type=submit]")).to_be_hidden()
        page.wait_for_function("() => document.querySelector('.sending progress').value > 30")
        found = Axe().run(page).response["violations"]
        assert [each["id"] for each in found] == []
        assert sideways(page) == []
        page.keyboard.press("Enter")
        expect(page.locator("[data-problem]")).to_have_text(words("sending.cancelled"))
        expect(page.locator(_BOX)).to_be_hidden()
        expect(page.locator("main form[enctype] button[type=submit]")).to_be_focused()
        assert page.evaluate("document.querySelector('input[type=file]').files.length") == 1
        spoken: list[str] = page.evaluate("window.spoken")
        assert words("sending.sending") in spoken[0]
        assert 2 <= len(spoken) <= 5, "it chatters"
        assert visit.complaints == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_step_is_told_and_the_draft_opens(
    browser: Browser, example_city: Running, lang: str
) -> None:
    words = _words(lang)
    steps = words.under("commands.steps")
    with visiting(browser) as visit:
        page = visit.page
        enter(page, example_city, lang)
        page.evaluate(
            """() => {
              const seen = [], now = document.querySelector('.sending .now');
              new MutationObserver((changes) => {
                for (const change of changes)
                  for (const node of change.addedNodes) seen.push(node.textContent);
                sessionStorage.setItem('seen', JSON.stringify(seen));
              }).observe(now, {childList: true});
            }"""
        )
        _begin(page, EXAMPLE_CITY)
        page.wait_for_url(re.compile(rf"/{lang}/upload/[\w-]+$"))
        expect(page.locator("#findings-h")).to_be_visible()
        seen: list[str] = page.evaluate("JSON.parse(sessionStorage.getItem('seen'))")
        order = [words("sending.sending"), words("sending.received")]
        order += [steps[each] for each in ("gate", "read", "recognise", "check", "keep")]
        order += [words("sending.opening")]
        assert [each for each in order if each in seen] == [each for each in seen if each in order]
        assert {steps["read"], steps["check"], words("sending.opening")} <= set(seen)
        assert visit.complaints == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_line_that_breaks_is_told_and_the_file_stays_chosen(
    browser: Browser, example_city: Running, lang: str
) -> None:
    with visiting(browser) as visit:
        page = visit.page
        enter(page, example_city, lang)
        page.route(f"**/{lang}/upload", lambda route: route.abort("connectionreset"))
        _begin(page, EXAMPLE_CITY)
        expect(page.locator("[data-problem]")).to_have_text(_words(lang)("sending.lost"))
        page.unroute(f"**/{lang}/upload")
        assert page.evaluate("document.querySelector('input[type=file]').files.length") == 1
        page.click("main form[enctype] button[type=submit]")
        expect(page.locator("#findings-h")).to_be_visible()


def test_why_a_file_cannot_be_read_is_told_where_it_was_chosen(
    browser: Browser, example_city: Running, tmp_path: Path
) -> None:
    words = _words("da")
    with visiting(browser) as visit:
        page = visit.page
        enter(page, example_city, "da")
        _begin(page, _large(tmp_path))
        problem = page.locator("[data-problem]")
        expect(problem).to_contain_text(words("interface.draft.unreadable"))
        assert page.url.endswith("/da/upload")


def test_a_busy_server_is_asked_again(browser: Browser, example_city: Running) -> None:
    asked: list[int] = []
    with visiting(browser) as visit:
        page = visit.page
        enter(page, example_city, "en")

        def answer(route) -> None:
            if route.request.method == "POST" and not asked:
                asked.append(1)
                route.fulfill(status=503, headers={"Retry-After": "2"}, body="busy")
            else:
                route.continue_()

        page.route("**/en/upload", answer)
        _begin(page, EXAMPLE_CITY)
        now = page.locator(f"{_BOX} .now")
        expect(now).to_have_text(_words("en")("sending.again", seconds=2))
        expect(page.locator("#findings-h")).to_be_visible()


def test_a_draft_that_takes_long_to_open_is_waited_for(
    browser: Browser, example_city: Running
) -> None:
    asked: list[str] = []
    with visiting(browser) as visit:
        page = visit.page
        enter(page, example_city, "en")

        def answer(route) -> None:
            asked.append(route.request.resource_type)
            if len(asked) == 1:
                route.fulfill(status=503, headers={"Retry-After": "2"}, body="busy")
            else:
                route.continue_()

        page.route(re.compile(r"/en/upload/[\w-]+$"), answer)
        _begin(page, EXAMPLE_CITY)
        now = page.locator(f"{_BOX} .now")
        expect(now).to_have_text(_words("en")("sending.opening"))
        assert page.url.endswith("/en/upload")
        expect(page.locator("#findings-h")).to_be_visible()
        assert asked == ["xhr", "xhr", "document"]


def test_who_was_signed_out_meanwhile_is_told_so(browser: Browser, example_city: Running) -> None:
    with visiting(browser) as visit:
        page = visit.page
        enter(page, example_city, "en")
        page.context.clear_cookies()
        _begin(page, EXAMPLE_CITY)
        expect(page.locator("main h1")).to_have_text(
            _words("en")("people.refused.stranger.heading")
        )


def test_a_file_over_the_limit_is_not_sent_at_all(
    browser: Browser, example_city: Running, tmp_path: Path
) -> None:
    path = tmp_path / "huge.xlsx"
    with path.open("wb") as file:
        file.truncate(26 * 1024 * 1024)
    with visiting(browser) as visit:
        page = visit.page
        enter(page, example_city, "en")
        visit.asked.clear()
        _begin(page, path)
        told = _words("en")("interface.upload.too_large", limit=25)
        expect(page.locator("[data-problem]")).to_have_text(told)
        assert not visit.asked_for("/upload")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_without_javascript_the_form_sends_and_the_draft_opens(
    browser: Browser, example_city: Running, lang: str
) -> None:
    with visiting(browser, java_script_enabled=False) as visit:
        page = visit.page
        enter(page, example_city, lang)
        expect(page.locator(_BOX)).to_be_hidden()
        expect(page.locator("[data-problem]")).to_be_hidden()
        _begin(page, EXAMPLE_CITY)
        expect(page.locator("#findings-h")).to_be_visible()
        assert re.search(rf"/{lang}/upload/[\w-]+$", page.url)


def test_where_the_script_fails_the_form_is_sent_as_it_is(
    browser: Browser, example_city: Running
) -> None:
    with visiting(browser) as visit:
        page = visit.page
        page.add_init_script(
            "XMLHttpRequest.prototype.open = () => { throw new Error('not here'); }"
        )
        enter(page, example_city, "en")
        _begin(page, EXAMPLE_CITY)
        expect(page.locator("#findings-h")).to_be_visible()
