"""What a reader can do with a chart, in a real browser: keys, voice, pictures, links, paper."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from dashboard.language.words import Language, words_for
from tests.browser.test_charts import twin
from tests.browser.visiting import PHONE, show_chart, visiting
from tests.running import Running

_INDICATOR, _BARS = "#trajectory-I-05", "#status_by_administration"


def ready(page: Page, chart: str) -> Locator:
    """A chart that is drawn and listens to keys."""
    figure = page.locator(chart)
    figure.scroll_into_view_if_needed()
    figure.locator(".plot[role=application]").wait_for()
    return figure


def enter(page: Page, figure: Locator) -> None:
    """By the Tab key into a chart, from what stands before it."""
    plot = figure.locator(".plot")
    plot.focus()
    page.keyboard.press("Shift+Tab")
    expect(plot).not_to_be_focused()
    page.keyboard.press("Tab")
    expect(plot).to_be_focused()


def said(figure: Locator) -> str:
    """What the live region of a chart says."""
    return (figure.locator(".told").text_content() or "").replace("\u00a0", " ")


@pytest.mark.parametrize("lang", Language)
def test_the_keyboard_reads_every_measured_value_as_the_table_writes_it(
    browser: Browser, example_city: Running, lang: Language
) -> None:
    with visiting(browser) as visit:
        page, words = visit.page, words_for(lang)
        page.goto(example_city.at(f"/{lang}/goals/3"))
        figure = ready(page, _INDICATOR)
        enter(page, figure)
        assert said(figure) == words("charts.say.hint")
        rows = [[cell.replace("\u00a0", " ") for cell in row] for row in twin(figure)]
        for row in rows:
            page.keyboard.press("ArrowRight")
            assert said(figure).startswith(f"{row[0]}: {row[1]}. "), row
            assert figure.locator(".ring").is_visible()
        page.keyboard.press("ArrowRight")
        assert said(figure).startswith(f"{rows[-1][0]}: "), "the last point is the last"
        page.keyboard.press("Home")
        assert said(figure).startswith(f"{rows[0][0]}: ")
        page.keyboard.press("End")
        assert said(figure).startswith(f"{rows[-1][0]}: ")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowDown")
        assert words("interface.chart.ambition") in said(figure)
        assert visit.complaints == []


@pytest.mark.parametrize("lang", Language)
def test_the_keyboard_reads_every_part_of_every_bar(
    browser: Browser, example_city: Running, lang: Language
) -> None:
    with visiting(browser) as visit:
        page = visit.page
        page.goto(example_city.at(f"/{lang}/"))
        figure = ready(page, _BARS)
        enter(page, figure)
        heads = figure.locator("table.twin thead th").all_text_contents()
        page.keyboard.press("Home")
        for row in twin(figure):
            told = [(h, n) for h, n in zip(heads[1:-1], row[1:-1], strict=True) if n != "0"]
            for n, (head, count) in enumerate(told):
                if n:
                    page.keyboard.press("ArrowRight")
                assert said(figure).startswith(f"{head}: {count} "), (row[0], head)
                assert row[0] in said(figure)
            page.keyboard.press("Home")
            page.keyboard.press("ArrowDown")
        assert visit.complaints == []


def test_tab_and_escape_leave_a_chart_and_nothing_stays_marked(
    browser: Browser, example_city: Running
) -> None:
    with visiting(browser) as visit:
        page = visit.page
        page.goto(example_city.at("/da/goals/3"))
        figure = ready(page, _INDICATOR)
        enter(page, figure)
        page.keyboard.press("ArrowRight")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('.use') !== null")
        assert not figure.locator(".ring").is_visible()
        assert said(figure) == ""
        enter(page, figure)
        page.keyboard.press("ArrowRight")
        page.keyboard.press("Escape")
        expect(figure.locator("[data-use] a").first).to_be_focused()
        assert said(figure) == ""
        assert figure.locator(".plot [tabindex='0'], .plot a, .plot button").count() == 0


def test_enter_leads_from_a_point_to_its_number_and_so_to_its_cell(
    browser: Browser, example_city: Running
) -> None:
    with visiting(browser) as visit:
        page = visit.page
        page.goto(example_city.at("/da/goals/3"))
        figure = ready(page, _INDICATOR)
        enter(page, figure)
        page.keyboard.press("ArrowRight")
        page.keyboard.press("Enter")
        cell = figure.locator("table.twin tbody tr").first.locator("a")
        expect(cell).to_be_focused()
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile(r"/da/indicators/I-05#"))


def test_a_reader_of_the_screen_is_told_what_a_drawn_chart_is(
    browser: Browser, example_city: Running
) -> None:
    with visiting(browser) as visit:
        page = visit.page
        page.goto(example_city.at("/da/goals/3"))
        plot = ready(page, _INDICATOR).locator(".plot")
        expect(plot).to_have_accessible_name("Dagligrygere")
        expect(plot).to_have_accessible_description(re.compile("Ambitionen er højst 5"))
        assert plot.get_attribute("aria-roledescription") == "interaktiv graf"
        assert plot.locator(".slot").get_attribute("aria-hidden") == "true"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_picture_is_saved_with_everything_that_is_to_be_known_of_it(
    browser: Browser, example_city: Running, tmp_path: Path, scheme: str
) -> None:
    with visiting(browser, color_scheme=scheme) as visit:
        page = visit.page
        page.goto(example_city.at("/da/goals/3"))
        figure = page.locator(_INDICATOR)
        for kind in ("svg", "png"):  # the first before the chart was near the screen
            with page.expect_download() as saved:
                figure.locator(f"[data-save={kind}]").click()
            assert saved.value.suggested_filename == f"I-05-1.{kind}"
            saved.value.save_as(tmp_path / f"saved.{kind}")
            expect(figure.locator(".told")).to_have_text("Billedet er hentet.")
        drawn = (tmp_path / "saved.svg").read_text(encoding="utf-8").replace("\u00a0", " ")
        for text in ("Dagligrygere", "11,2 % i 2025", "Kilde: Eksempelby, udgave 1", "Ambition"):
            assert text in drawn
        assert "rgb(255, 255, 255)" in drawn
        dots = (tmp_path / "saved.png").read_bytes()
        assert dots.startswith(b"\x89PNG")
        assert int.from_bytes(dots[16:20], "big") == 1920
        assert visit.complaints == []


def test_the_link_is_copied_and_opens_the_chart_it_was_copied_from(
    browser: Browser, example_city: Running
) -> None:
    with visiting(browser, permissions=["clipboard-read", "clipboard-write"]) as visit:
        page = visit.page
        page.goto(example_city.at("/da/goals/3"))
        figure = page.locator("figure.chart").last
        figure.locator("[data-copy]").click()
        expect(figure.locator(".told")).to_have_text(re.compile("Linket er kopieret"))
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied == example_city.at(f"/da/goals/3?edition=1#{figure.get_attribute('id')}")
        page.goto(copied)
        expect(page.locator("figure.chart").last).to_be_in_viewport()


def test_without_scripts_link_numbers_and_code_are_there_and_no_empty_button(
    browser: Browser, example_city: Running
) -> None:
    with visiting(browser, java_script_enabled=False, width=PHONE) as visit:
        page = visit.page
        page.goto(example_city.at("/da/goals/3"))
        figure = page.locator(_INDICATOR)
        assert figure.locator(".use > a").count() == 2
        assert not any(button.is_visible() for button in figure.locator("button").all())
        assert figure.locator(".on-paper .line").is_visible(), "a small picture stands instead"
        figure.locator(".embed summary").click()
        code = figure.locator("textarea").input_value()
        assert code.startswith(f'<iframe src="{example_city.at("/da/embed/trajectory/I-05")}"')
        page.goto(example_city.at("/da/embed/trajectory/I-05"))
        page.locator("summary").first.click()
        assert page.locator("table.twin").is_visible()


@contextmanager
def _other_site(page: str) -> Iterator[str]:
    """A site of somebody else with one page: another name, so another origin."""

    class Other(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(page.encode())

        def log_message(self, *_: object) -> None: ...

    with ThreadingHTTPServer(("127.0.0.1", 0), Other) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://localhost:{server.server_port}/"
        server.shutdown()


def test_an_embedded_chart_is_shown_in_a_page_of_somebody_else(
    browser: Browser, example_city: Running
) -> None:
    frame = '<iframe src="{}" title="t" width="100%" height="700"></iframe>'
    paths = ("/da/embed/trajectory/I-05", "/da/goals/3")
    other = "".join(frame.format(example_city.at(path)) for path in paths)
    with _other_site(other) as address, visiting(browser) as visit:
        visit.page.goto(address)
        inside = visit.page.frame_locator("iframe").first
        expect(inside.locator("h1")).to_have_text("Dagligrygere")
        expect(inside.locator("[data-slot]")).to_be_visible()
        # The page itself does not let itself be framed.
        assert not visit.page.frame_locator("iframe").last.locator("h1").count()
        inside.locator("h1 a").click()
        visit.page.wait_for_url(example_city.at("/da/indicators/I-05"))


@pytest.mark.parametrize("path", ["/da/", "/da/indicators/I-05", "/da/targets/3.4"])
def test_every_chart_stands_on_paper_though_nobody_scrolled_to_it(
    browser: Browser, example_city: Running, path: str
) -> None:
    with visiting(browser, width=703) as visit:
        page = visit.page
        page.goto(example_city.at(path))
        page.emulate_media(media="print")
        figures = page.locator("figure.chart:has([data-slot])")
        assert figures.count()
        for figure in figures.all():
            paper = figure.locator(".on-paper")
            assert paper.is_visible()
            assert not figure.locator(".plot").is_visible()
            box, card = paper.bounding_box(), figure.bounding_box()
            assert box
            assert card
            assert box["height"] > 60
            assert box["x"] + box["width"] <= card["x"] + card["width"]


def test_the_bands_of_flows_stand_on_paper(browser: Browser, example_city: Running) -> None:
    with visiting(browser, width=703) as visit:
        page = visit.page
        page.goto(example_city.at("/da/flows"))
        page.emulate_media(media="print")
        bands = page.locator("#bands figure")
        assert bands.is_visible()
        assert bands.locator(".b-name").first.is_visible()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_what_can_be_done_with_a_chart_is_large_enough_to_be_hit(
    browser: Browser, example_city: Running
) -> None:
    with visiting(browser, width=PHONE) as visit:
        page = visit.page
        page.goto(example_city.at("/da/goals/3"))
        show_chart(page)
        parts = page.locator(f"{_INDICATOR} .use > :is(a, button), {_INDICATOR} .embed > summary")
        assert parts.count() == 6
        for part in parts.all():
            box = part.bounding_box()
            assert box
            assert min(box["width"], box["height"]) >= 24, part.inner_text()
