"""What somebody wrote into a workbook to do harm is only text, in a real browser.

Without the policy that forbids scripts too: it is the second wall, and must not be the only one.
"""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser, Page

from dashboard.plan.drafts import DraftStep
from dashboard.plan.people import Role
from tests.browser.staff import Colleague, staff_of
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


def _is_harmless(page: Page, place: str) -> None:
    """Nothing ran, nothing of it is an element, and no link leads anywhere but to pages."""
    assert page.evaluate("window.harmed") is None, place
    hrefs: list[str] = page.evaluate(_ADDRESSES)
    schemes = {urlsplit(href.strip()).scheme for href in hrefs} - {""}
    assert schemes <= set(LEADS), place
    assert page.locator(f"{RUNS}, main img").count() == 0, place


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
            _is_harmless(page, place)
        assert asked == []
        assert visit.hosts() == {"127.0.0.1"}


NAME = "<img src=x onerror=window.harmed=1>"
SHEET = "<img src=x onerror=harmed=1>"
_UNFOLD = "document.querySelectorAll('details').forEach(d => { d.open = true; })"


@pytest.fixture(scope="module")
def hostile_room(
    hostile_city: Running, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, tuple[Colleague, str]]:
    """Who reads a page of the analysts' room, and its path: every name there is an attack."""
    staff, folder = staff_of(hostile_city), tmp_path_factory.mktemp("hostile-room")
    admin = staff.add(f"{NAME}a", Role.ADMIN)
    analyst = staff.add(ATTACKS[0][:110], Role.ANALYST, administrations=(ATTACKS[1],))
    editor = staff.add(ATTACKS[1], Role.EDITOR)
    path = folder / "changed.xlsx"
    path.write_bytes(hostile_workbook((*ATTACKS[1:], ATTACKS[0])))
    changed = staff.sent(path, analyst, name=f"{NAME}.xlsx")
    staff.step(changed, DraftStep.SUBMIT, analyst, note=ATTACKS[0])
    approved = staff.step(changed, DraftStep.APPROVE, editor, note=ATTACKS[1])
    staff.step(approved, DraftStep.PUBLISH, editor, note=ATTACKS[2])
    path.write_bytes(hostile_workbook(ATTACKS[2:] + ATTACKS[:2]))
    draft = staff.sent(path, analyst, name=f"javascript:{DO}.xlsx")
    staff.step(draft, DraftStep.SUBMIT, analyst, note=ATTACKS[0])
    staff.step(draft, DraftStep.SEND_BACK, editor, note=ATTACKS[0])
    wrong = folder / "wrong.xlsx"
    _with_hostile_names(path, wrong)
    found = staff.sent(wrong, analyst, name=f"{NAME}{NAME}.xlsx")
    at = f"/upload/{draft.key}"
    return {
        "findings": (analyst, f"/upload/{found.key}"),
        "one sheet's findings": (analyst, f"/upload/{found.key}?sheet={quote(SHEET)}"),
        "draft": (analyst, at),
        "difference": (editor, f"{at}/difference"),
        "one sheet": (editor, f"{at}/difference?sheet=actions"),
        "drafts": (editor, "/drafts"),
        "restore": (editor, "/restore/1"),
        "people": (admin, "/people"),
        "me": (analyst, "/me"),
    }


def _with_hostile_names(path: Path, to: Path) -> None:
    """A workbook whose sheets, headers and wrong values are attacks."""
    book = load_workbook(path)
    book["Actions"].cell(2, 13).value = ATTACKS[0]
    book["Observations"].cell(2, 3).value = ATTACKS[1]
    book["Actions"].cell(1, book["Actions"].max_column + 1).value = ATTACKS[0]
    own = book.create_sheet(SHEET)
    for row in ((ATTACKS[0], ATTACKS[1], "Goals"), ("a", "b", "11"), ("c", "d", ATTACKS[2])):
        own.append(row)
    book.save(to)


@pytest.mark.parametrize("bypass_csp", [False, True], ids=["with-policy", "without-policy"])
def test_nothing_that_was_sent_runs_in_the_analysts_room(
    browser: Browser,
    hostile_city: Running,
    hostile_room: dict[str, tuple[Colleague, str]],
    *,
    bypass_csp: bool,
):
    staff = staff_of(hostile_city)
    seen = 0
    for kind, (reader, path) in hostile_room.items():
        with visiting(browser, bypass_csp=bypass_csp) as visit:
            staff.let_in(visit.page.context, reader)
            answer = visit.page.goto(hostile_city.at(f"/en{path}"))
            assert answer is not None
            assert answer.status == 200, kind
            visit.page.evaluate(_UNFOLD)
            _is_harmless(visit.page, kind)
            seen += visit.page.locator("main").inner_text().count("harmed=1")
            assert visit.hosts() == {"127.0.0.1"}
    assert seen > 20
