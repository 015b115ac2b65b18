"""Charts come when a reader comes near, and draw what their table says."""

import re

import pytest
from playwright.sync_api import Browser, Locator

from tests.browser.places import LANGUAGES, places
from tests.browser.visiting import PHONE, WIDE, show_chart, visiting
from tests.running import Running

_WITH_CHARTS = {
    "overview",
    "goal",
    "administration",
    "indicators",
    "target",
    "cooperation",
    "embed",
    "embed_of_bars",
}
_SHIFT = """() => new Promise(done => {
  let sum = 0;
  new PerformanceObserver(list => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) sum += entry.value;
  }).observe({type: 'layout-shift', buffered: true});
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(sum), 50)));
})"""


def marks(figure: Locator) -> list[int]:
    """How many points each trace has drawn, traces of lines left out."""
    drawn = figure.locator(".scatterlayer .trace").evaluate_all(
        "traces => traces.map(t => t.querySelectorAll('path.point').length)"
    )
    return [n for n in drawn if n]


def twin(figure: Locator) -> list[list[str]]:
    """The rows of the table under a chart."""
    return figure.locator("table.twin tbody tr").evaluate_all(
        "rows => rows.map(r => [...r.cells].map(c => c.textContent.trim()))"
    )


def test_an_indicator_draws_a_mark_for_each_row_of_its_table(
    browser: Browser, city: Running
) -> None:
    with visiting(browser) as visit:
        visit.page.goto(city.at("/da/goals/13"))
        slots = visit.page.locator("figure.chart:has([data-slot])")
        assert slots.count()
        for number in range(slots.count()):
            show_chart(visit.page, number)
            figure = slots.nth(number)
            assert marks(figure)[0] == len(twin(figure)), figure.inner_text()
        assert visit.complaints == []


@pytest.mark.parametrize("path", ["/en/", "/en/administrations/BYM"])
def test_bars_carry_the_numbers_of_their_table(
    browser: Browser, example_city: Running, path: str
) -> None:
    with visiting(browser) as visit:
        page = visit.page
        page.goto(example_city.at(path))
        show_chart(page)
        figure = page.locator("figure.chart:has([data-slot])").first
        texts = [text for text in figure.locator(".bartext").all_text_contents() if text]
        shown = sorted(re.sub(r"\D", "", text) for text in texts)
        signs = {re.sub(r"\d", "", text) for text in texts}
        assert len(signs) == figure.locator(".key li").count(), "a sign for each status"
        table = sorted(n for row in twin(figure) for n in row[1:-1] if n != "0")
        assert shown == table
        assert visit.complaints == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_numbers_on_the_axes_are_written_as_the_language_writes_them(
    browser: Browser, example_city: Running, lang: str
) -> None:
    with visiting(browser) as visit:
        page = visit.page
        page.goto(example_city.at(f"/{lang}/goals/11"))
        show_chart(page)
        texts = page.locator(".js-plotly-plot .xtick text").all_text_contents()
        assert texts
        assert all(re.fullmatch(r"\d{4}", text) for text in texts), texts


def test_dash_and_plotly_wait_until_a_chart_is_near(
    browser: Browser, example_city: Running
) -> None:
    with visiting(browser, width=PHONE, height=640) as visit:
        page = visit.page
        page.goto(example_city.at("/da/goals/11"), wait_until="networkidle")
        assert not [a for a in visit.asked if "plotly" in a or "dash" in a or "slot" in a]
        show_chart(page)
        assert visit.asked_for("/plotly/")
        assert visit.asked_for("/_dash-update-component")
        assert not visit.asked_for("plotly.min.js")
        assert visit.complaints == []
        assert "Loading" not in page.locator("body").inner_text()
        drawn = page.locator(".js-plotly-plot").count()
        assert drawn < page.locator("[data-slot]").count(), "charts far below are drawn too"


def test_pages_without_charts_ask_for_no_scripts_of_charts(
    browser: Browser, example_city: Running
) -> None:
    with visiting(browser) as visit:
        for place in places(example_city):
            if place.kind not in _WITH_CHARTS:
                visit.page.goto(example_city.at(f"/da{place.path}"))
                scripts = {a.partition("?")[0] for a in visit.asked if ".js" in a}
                known = {"theme.js", "meeting.js", "filters.js", "sending.js"}
                assert {s.rpartition("/")[2] for s in scripts} <= known, place.kind


@pytest.mark.parametrize("width", [WIDE, PHONE])
@pytest.mark.parametrize("path", ["/da/", "/da/goals/11"])
def test_nothing_on_a_page_jumps_while_it_loads_and_draws(
    browser: Browser, example_city: Running, path: str, width: int
) -> None:
    with visiting(browser, width=width) as visit:
        page = visit.page
        page.goto(example_city.at(path), wait_until="networkidle")
        show_chart(page)
        assert page.evaluate(_SHIFT) <= 0.02


def test_a_chart_has_no_button_that_sends_data_away(
    browser: Browser, example_city: Running
) -> None:
    with visiting(browser) as visit:
        visit.page.goto(example_city.at("/da/goals/11"))
        show_chart(visit.page)
        visit.page.locator(".js-plotly-plot").first.hover()
        assert visit.page.locator(".modebar-btn").count() == 0
