"""Every number leads on, from the overview to the cell it came from."""

import re
from datetime import datetime

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.places import (
    ADMINISTRATIONS,
    SHEETS,
    cell_under,
    first_id,
    sheet_of,
    value_at,
    workbook,
)
from tests.browser.visiting import visiting
from tests.running import Running

# Every link that is a number, by where it leads.
_COUNTS = """() => Object.fromEntries(
  [...document.querySelectorAll('main a[href*="/rows?"]')]
    .filter(a => /^[0-9]+/.test(a.textContent.trim()))
    .map(a => [a.getAttribute('href'), parseInt(a.textContent)]))"""


def own_language(city: Running) -> str:
    """The language a city's workbook is written in."""
    return "da" if "Bidrag" in workbook(city.workbook).sheetnames else "en"


def lines(page: Page) -> list[tuple[str, str, str]]:
    """Header, value and cell address of each line of a row's page."""
    found = page.locator("table.cells tbody tr")
    return [
        (
            line.locator("th").inner_text(),
            line.locator("td").nth(0).inner_text(),
            line.locator("td .cell").inner_text(),
        )
        for line in found.all()
    ]


def said_as(value: object, shown: str, *, city: Running) -> bool:
    """Whether a page says what a cell says, in the language of the workbook."""
    if isinstance(value, datetime):
        return str(value.day) in shown and str(value.year) in shown
    if isinstance(value, int | float):
        decimal, thousands = (",", ".") if own_language(city) == "da" else (".", ",")
        plain = shown.replace(thousands, "").replace(decimal, ".").replace("−", "-")
        return float(re.findall(r"-?[\d.]+", plain)[0]) == value
    parts = [part.strip() for part in re.split(r"[;|]", str(value))]
    names = administrations(city)
    return all(names.get(part, part) in shown for part in parts)


def administrations(city: Running) -> dict[str, str]:
    """The name of each administration by its code, in the language of the workbook."""
    page = sheet_of(workbook(city.workbook), ADMINISTRATIONS)
    header = {"da": "Navn (dansk)", "en": "Name (English)"}[own_language(city)]
    return {
        str(page.cell(row, 1).value): str(cell_under(page, header, row).value)
        for row in range(2, page.max_row + 1)
    }


def test_from_the_overview_over_a_goal_to_a_row_and_its_cells(
    browser: Browser, city: Running
) -> None:
    with visiting(browser) as visit:
        page = visit.page
        page.goto(city.at(f"/{own_language(city)}/"))
        tile = page.locator("#goals a.tile:not(.is-empty)").first
        goal = tile.locator(".tile-name").inner_text()
        tile.click()
        page.wait_for_url("**/goals/*")
        expect(page.locator("h1")).to_contain_text(goal)
        page.wait_for_load_state()

        row = page.locator("table.rows:not(.targets) tbody tr").first
        title, place = row.locator("th a").inner_text(), row.locator("a.cell").inner_text()
        row.locator("th a").click()
        expect(page.locator("h1")).to_have_text(title)
        page.wait_for_load_state()

        said = lines(page)
        assert place in [address for _, _, address in said]
        assert title in [shown for _, shown, _ in said]
        for header, shown, address in said:
            assert said_as(value_at(city.workbook, address), shown, city=city), (header, address)


@pytest.mark.parametrize("kind", SHEETS)
def test_what_a_page_says_of_a_row_stands_in_the_cells_it_names(
    browser: Browser, city: Running, kind: str
) -> None:
    with visiting(browser) as visit:
        identifier = first_id(city.workbook, SHEETS[kind])
        visit.page.goto(city.at(f"/{own_language(city)}/{kind}/{identifier}"))
        said = lines(visit.page)
        assert identifier in [shown for _, shown, _ in said]
        for header, shown, address in said:
            assert said_as(value_at(city.workbook, address), shown, city=city), (header, address)


def test_each_value_of_a_chart_names_the_cell_it_came_from(browser: Browser, city: Running) -> None:
    with visiting(browser) as visit:
        page = visit.page
        page.goto(city.at(f"/{own_language(city)}/goals/13"))
        twin = page.locator("table.twin").first
        twin.locator("xpath=ancestor::details").locator("summary").click()
        for row in twin.locator("tbody tr").all():
            year, value = row.locator("th").inner_text(), row.locator("td").first.inner_text()
            tab = "Målinger" if own_language(city) == "da" else "Observations"
            cell = row.locator("td").last.inner_text().rpartition("!")[2]
            stands = value_at(city.workbook, f"{tab}!{cell}")
            assert said_as(stands, value, city=city)
            assert str(value_at(city.workbook, f"{tab}!B{cell[1:]}")) == year


def test_a_count_leads_to_as_many_rows(browser: Browser, city: Running) -> None:
    with visiting(browser) as visit:
        page = visit.page
        page.goto(city.at("/en/"))
        link = page.locator(".legend a").first
        count = int(link.locator(".figure").inner_text())
        link.click()
        page.wait_for_url("**status=**")
        page.wait_for_load_state()
        assert page.locator("table.rows tbody tr").count() == count


@pytest.mark.parametrize("path", ["/en/", "/en/goals/11"])
def test_every_count_leads_to_exactly_the_rows_it_counted(
    browser: Browser, city: Running, path: str
) -> None:
    with visiting(browser) as visit:
        page = visit.page
        page.goto(city.at(path))
        counts: dict[str, int] = page.evaluate(_COUNTS)
        assert counts
        for address, count in counts.items():
            if count <= 100:  # a page of rows shows a hundred
                rows = page.request.get(city.at(address)).text()
                assert rows.count('<tr><th scope="row">') == count, address
