"""An analyst sends a workbook, reads what is wrong, mends it, and sees it in public."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from dashboard.language.words import Language, words_for
from tests.browser.places import LANGUAGES, first_id
from tests.browser.visiting import visiting
from tests.browser.workbooks import mended, with_mistakes
from tests.running import Running

TITLES = {
    "da": "Fritidspas på flere sprog end før",
    "en": "A leisure pass for every child in town",
}

MENDED = {"da": "Send den rettede fil", "en": "Send the corrected file"}


def enter(page: Page, city: Running, lang: str) -> None:
    """Open the analyst link as it would stand in a language."""
    page.goto(city.analyst_link.replace("/da/", f"/{lang}/"))
    page.wait_for_url(f"**/{lang}/upload")


def send(page: Page, workbook: Path) -> None:
    """Choose a workbook and send it."""
    choose(page, workbook)
    page.wait_for_selector("#findings-h")
    page.wait_for_load_state()


def choose(page: Page, workbook: Path) -> None:
    """Choose a workbook and press the button."""
    page.set_input_files("input[type=file]", workbook)
    page.click("main form[enctype] button")


def findings(page: Page) -> dict[str, str]:
    """What was found wrong: the value by its sheet and cell."""
    rows = page.locator("table.findings tbody tr.sev-error")
    return {
        row.locator("th .cell").inner_text(): row.locator("td code").inner_text()
        for row in rows.all()
    }


def shown(reader: Page, address: str, *, title: str) -> None:
    """Ask for a page until it has a title: each worker shows a new edition when it is counted."""
    for _ in range(60):
        reader.goto(address)
        if reader.locator("h1").inner_text() == title:
            return
        reader.wait_for_timeout(500)
    raise AssertionError(f"the public never saw “{title}”")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_five_mistakes_are_read_by_cell_and_the_mended_workbook_is_seen_in_public(
    browser: Browser, own_city: Running, tmp_path: Path, lang: str
) -> None:
    wrong, mistakes = with_mistakes(tmp_path)
    title = TITLES[lang]
    with visiting(browser) as visit, visiting(browser) as public:
        page, reader = visit.page, public.page
        reader.goto(own_city.at(f"/{lang}/"))
        before = reader.locator(".site-foot").inner_text()

        enter(page, own_city, lang)
        send(page, wrong)
        assert findings(page) == mistakes
        assert page.locator("form[action$='/publish']").count() == 0, "errors can be published"

        page.get_by_role("link", name=MENDED[lang]).click()
        page.wait_for_selector("#findings-h", state="detached")
        page.wait_for_load_state()
        send(page, mended(tmp_path, title=title))
        assert findings(page) == {}
        page.fill("input#note-publish", "The first action has a new title")
        page.click("main form[action$='/publish'] button")
        page.wait_for_selector(".alert.good")
        page.wait_for_load_state()

        identifier = first_id(own_city.workbook, ("Actions",))
        shown(reader, own_city.at(f"/{lang}/actions/{identifier}"), title=title)
        assert reader.locator(".site-foot").inner_text() != before
        assert "mended" in reader.locator(".site-foot").inner_text()
        assert visit.hosts() == public.hosts() == {"127.0.0.1"}
        assert visit.complaints == public.complaints == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_without_the_link_no_form_is_offered_and_nothing_is_taken(
    browser: Browser, example_city: Running, lang: str
) -> None:
    with visiting(browser) as visit:
        page, address = visit.page, example_city.at(f"/{lang}/upload")
        page.goto(address)
        assert page.locator("main form").count() == 0
        page.goto(f"{address}?ticket=guessed")
        assert page.locator("main form").count() == 0
        sent = {"name": "a.xlsx", "mimeType": "application/zip", "buffer": b"PK"}
        assert page.request.post(address, multipart={"workbook": sent}).status == 403
        assert page.request.post(f"{address}/1/publish", form={"note": "x"}).status == 403


def test_a_form_on_somebody_elses_page_is_refused(browser: Browser, example_city: Running) -> None:
    with visiting(browser) as visit:
        enter(visit.page, example_city, "en")
        answer = visit.page.request.post(
            example_city.at("/en/upload"),
            headers={"Origin": "http://elsewhere.example"},
            multipart={"workbook": {"name": "a.xlsx", "mimeType": "x/y", "buffer": b"PK"}},
        )
        assert answer.status == 403


def test_a_draft_is_seen_only_by_who_has_the_link(
    browser: Browser, example_city: Running, tmp_path: Path
) -> None:
    wrong, _ = with_mistakes(tmp_path)
    with visiting(browser) as visit, visiting(browser) as stranger:
        enter(visit.page, example_city, "en")
        send(visit.page, wrong)
        answer = stranger.page.goto(visit.page.url)
        assert answer is not None
        assert answer.status == 404


def test_without_javascript_a_workbook_can_be_sent(
    browser: Browser, example_city: Running, tmp_path: Path
) -> None:
    wrong, mistakes = with_mistakes(tmp_path)
    with visiting(browser, java_script_enabled=False) as visit:
        enter(visit.page, example_city, "da")
        send(visit.page, wrong)
        assert findings(visit.page) == mistakes


def test_a_text_file_that_calls_itself_a_workbook_is_told_so(
    browser: Browser, example_city: Running, tmp_path: Path
) -> None:
    letter = tmp_path / "letter.xlsx"
    letter.write_text("Dear city, here are our numbers.")
    with visiting(browser) as visit:
        enter(visit.page, example_city, "en")
        choose(visit.page, letter)
        said = visit.page.locator("[data-problem]")
        said.wait_for()
        headline = words_for(Language.EN)("interface.draft.unreadable")
        assert said.inner_text().startswith(headline)


def test_the_browser_keeps_nothing_but_a_signed_cookie_no_script_can_read(
    browser: Browser, example_city: Running
) -> None:
    with visiting(browser) as visit:
        enter(visit.page, example_city, "en")
        (kept,) = visit.page.context.cookies()
        assert kept.get("httpOnly")
        assert kept.get("sameSite") == "Lax"
        assert visit.page.evaluate("document.cookie + localStorage.length") == "0"
