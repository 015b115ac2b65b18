"""What somebody wrote into a workbook to do harm is only text, in a real browser.

Without the policy that forbids scripts too: it is the second wall, and must not be the only one.
"""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser

from tests.browser.visiting import show_chart, visiting
from tests.pages.test_hostile import hostile_workbook
from tests.running import Running, running

DO = "window.harmed=1"
ATTACKS = (
    f"<script>{DO}</script><img src=x onerror={DO}><svg onload={DO}></svg>\"' autofocus "
    f"onfocus={DO} <a href='javascript:{DO}' style='position:fixed;inset:0'>x</a>"
    "<iframe srcdoc='<b>'></iframe>",
    f"javascript:{DO}",
    f"data:text/html,<script>parent.{DO}</script>",
)
PLACES = (
    "/",
    "/goals/11",
    "/administrations/code-1",
    "/rows?goal=11",
    "/actions",
    "/actions?view=timeline",
    "/indicators",
    "/cooperation",
    "/gaps",
    "/about",
    "/accessibility",
    "/search?q=script",
    "/meeting/goals/11",
    *(f"/{sheet}/id-{n}" for sheet in ("actions", "indicators", "cooperation") for n in (1, 2, 3)),
    "/contributions/id-1",
)
_ADDRESSES = """() => [...document.querySelectorAll('[href], [src], [*|href], [action]')]
    .flatMap(e => [...e.attributes])
    .filter(a => ['href', 'src', 'action'].includes(a.localName)).map(a => a.value)"""
# What could run; the rows a list is filtered by are data, and no browser runs those.
RUNS = "iframe, main script:not([type='application/json']), main [onerror], main [onload]"
LEADS = ("http", "https", "mailto", "tel")


@pytest.fixture(scope="module")
def hostile_city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    folder: Path = tmp_path_factory.mktemp("hostile")
    path = folder / "hostile.xlsx"
    path.write_bytes(hostile_workbook(ATTACKS))
    with running(path, folder) as city:
        yield city


@pytest.mark.parametrize("bypass_csp", [False, True], ids=["with-policy", "without-policy"])
def test_nothing_in_a_workbook_runs_or_leads_astray(
    browser: Browser, hostile_city: Running, *, bypass_csp: bool
):
    with visiting(browser, bypass_csp=bypass_csp) as visit:
        page, asked = visit.page, []
        page.set_default_timeout(90_000)
        page.on("dialog", lambda dialog: asked.append(dialog.message) or dialog.dismiss())
        for place in PLACES:
            page.goto(hostile_city.at(f"/en{place}"))
            if page.locator("[data-slot]").count():
                show_chart(page)
            assert page.evaluate("window.harmed") is None, place
            hrefs: list[str] = page.evaluate(_ADDRESSES)
            schemes = {urlsplit(href.strip()).scheme for href in hrefs} - {""}
            assert schemes <= set(LEADS), place
            assert page.locator(RUNS).count() == 0, place
        assert asked == []
        assert visit.hosts() == {"127.0.0.1"}
