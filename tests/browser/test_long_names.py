"""A name of three hundred letters without a space: nothing is pushed off the page."""

from pathlib import Path

from playwright.sync_api import Browser

from tests.browser.visiting import NARROW, WIDE, visiting
from tests.extremes import EXTREMES, extreme, places
from tests.running import running

NAME = "long-names-unspaced"


def test_names_of_300_letters_never_make_a_page_scroll_sideways(
    browser: Browser, tmp_path: Path
) -> None:
    workbook = tmp_path / f"{NAME}.xlsx"
    workbook.write_bytes(extreme(NAME))
    wide: list[str] = []
    with running(workbook, tmp_path) as city:
        for width in (NARROW, WIDE):
            with visiting(browser, width=width) as visit:
                for path in (path for many in places(EXTREMES[NAME]()).values() for path in many):
                    visit.page.goto(city.at(f"/da{path}"))
                    if visit.page.evaluate("document.documentElement.scrollWidth") > width:
                        wide.append(f"{width} {path}")
    assert wide == []
