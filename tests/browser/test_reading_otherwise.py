"""With the keyboard alone: a column is corrected, goals are accepted, and no barrier is met."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from dashboard.language.words import Language, words_for
from tests.browser.places import LANGUAGES
from tests.browser.room import sideways, too_small
from tests.browser.test_sending_a_workbook import enter, send
from tests.browser.views import View, barriers
from tests.browser.visiting import PHONE, WIDE, visiting
from tests.running import Running
from tests.workbooks.books import book_of

_ROWS = {
    "da": (("Xyz", "Abc"), ("Nye cykelstier i byen", "Teknik"), ("Flere træer", "Miljø")),
    "en": (("Qqq", "Www"), ("New cycle paths", "Roads"), ("More trees and nature", "Parks")),
}
_FAR = 200


def _to(page: Page, selector: str) -> None:
    """Go on with the tabulator until something has the focus."""
    wanted = page.locator(selector).first.element_handle()
    for _ in range(_FAR):
        if page.evaluate("e => e === document.activeElement", wanted):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the keyboard never came to {selector}")


def _choose(page: Page, selector: str, name: str) -> None:
    """Choose an entry of a list by typing how it begins."""
    _to(page, selector)
    page.keyboard.type(name)
    assert page.locator(f"{selector} option:checked").first.inner_text() == name


def _press(page: Page, selector: str) -> None:
    _to(page, selector)
    with page.expect_navigation():
        page.keyboard.press("Enter")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_sheet_is_corrected_and_its_rows_are_tagged_with_the_keyboard_alone(
    browser: Browser, own_city: Running, tmp_path: Path, lang: str
) -> None:
    words = words_for(Language(lang))
    path = tmp_path / "odd.xlsx"
    path.write_bytes(book_of({"Ark": _ROWS[lang]}))
    with visiting(browser) as visit:
        page = visit.page
        enter(page, own_city, lang)
        send(page, path)
        kind = words("workbook.sheets.contributions")
        _choose(page, ".read-form select[name=kind]", kind)
        _press(page, "button[value=show]")
        _choose(page, "select[name=column-0]", words.header(f"title_{lang}"))
        _choose(page, "select[name=column-1]", words.header("responsible"))
        _press(page, "button[value=save]")
        assert words("recognised.as", kind=kind) in page.locator("#read-0 summary").inner_text()
        _press(page, "a[href$='/goals']")
        _to(page, "input[name=row-0]")
        page.keyboard.press("Space")
        _to(page, "input[name=free-1]")
        page.keyboard.type("15; 13.2")
        _press(page, "button[value=save]")
        assert page.locator("h1").inner_text() == words("tagging.none")
        assert words.count("tagging.saved", 2) in page.locator(".alert.good").inner_text()
        assert visit.complaints == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_forms_have_no_barrier_and_room_for_their_words(
    browser: Browser, own_city: Running, tmp_path: Path, lang: str
) -> None:
    path = tmp_path / "plan.xlsx"
    header = ("Tiltag", "Ansvarlig", "Frist")
    path.write_bytes(book_of({"Plan": (header, *((*row, 2090) for row in _ROWS[lang][1:]))}))
    views = tuple(
        View(lang, width, light) for width in (WIDE, PHONE) for light in ("light", "dark")
    )
    with visiting(browser, width=PHONE, bypass_csp=True) as visit:
        page = visit.page
        enter(page, own_city, lang)
        send(page, path)
        at = page.url
        for address, form in ((f"{at}?read=0", "/read"), (f"{at}/goals", "/goals")):
            page.goto(address)
            assert page.locator(f"form[action*='{form}']").count()
            assert sideways(page) == []
            assert too_small(page) == []
            assert barriers(page, views) == []
