"""The findings of a draft: page by page, narrowed by words, and nothing lost on the way."""

import re
from io import BytesIO
from pathlib import Path

import pytest

from dashboard.components.findings import SHOWN, findings_part
from dashboard.components.printing import Printer
from dashboard.flows.sift_findings import Order, Sifted, sift
from dashboard.language.words import Language, words_for
from dashboard.plan.findings import Code, Finding, Severity
from dashboard.plan.sheets import SheetKey
from dashboard.workbooks.checking import Checked
from tests.pages.conftest import TICKET, server_on
from tests.pages.markup import Markup
from tests.pages.signing import Browser, browser
from tests.samples import store_in
from tests.workbooks.books import ACTION, ADMINISTRATION, plan_of, saved

DA = words_for(Language.DA)
ROWS = 230
_CELL = re.compile(r'<th scope="row"><span class="cell">([^<]+)</span>')


def _many(count: int) -> Checked:
    """A workbook with so many mistakes, two kinds on two sheets in turn."""
    kinds = (("Handlinger", Code.UNKNOWN_GOAL), ("Bidrag", Code.UNKNOWN_TARGET))
    found = (
        Finding(kinds[n % 2][1], kinds[n % 2][0], f"D{n}", f"nr-{n}", None, {"kind": "targets"})
        for n in range(count)
    )
    return Checked("plan.xlsx", True, (), tuple(found), ())


def _printed(checked: Checked, wanted: Sifted, language: Language = Language.DA) -> str:
    words = words_for(language)
    return Printer(words, None).sections(findings_part(words, checked, wanted, key="k"))


def test_every_finding_stands_on_one_page_and_no_other():
    checked = _many(1050)
    cells = [
        cell
        for page in range(1, 12)
        for cell in _CELL.findall(_printed(checked, Sifted(page=page)))
    ]
    assert cells == [f"{f.sheet}!{f.cell}" for f in checked.findings]


@pytest.mark.parametrize("language", Language)
def test_twenty_thousand_findings_are_a_small_page_that_tells_how_many_there_are(
    language: Language,
):
    page = _printed(_many(20_000), Sifted(page=3), language)
    assert len(page.encode()) < 200_000
    shown = words_for(language)("drafts.sift.page", first=201, last=300, total=20_000)
    assert shown in Markup(page).text
    assert len(_CELL.findall(page)) == SHOWN


@pytest.mark.parametrize(
    ("wanted", "left"),
    [
        (Sifted(text="NR-77"), ["D77", "D770", "D771"]),
        (Sifted(text="handlinger!d77"), ["D770"]),
        (Sifted(text="169 delmål nr-77"), ["D77", "D771"]),
        (Sifted(text="169 delmål", sheet="Handlinger"), []),
        (Sifted(text="nr-77", code=Code.UNKNOWN_GOAL), ["D770"]),
        (Sifted(text="nr-77", sheet="Bidrag"), ["D77", "D771"]),
        (Sifted(text="nr-77", severity=Severity.NOTICE), []),
        (Sifted(text="nr-77", order=Order.KIND), ["D770", "D77", "D771"]),
    ],
    ids=str,
)
def test_words_in_place_value_and_message_are_found(wanted: Sifted, left: list[str]):
    assert [f.cell for f in sift(_many(772).findings, wanted, DA)] == left


def test_where_nothing_fits_the_page_says_how_many_there_are_and_leads_back():
    page = Markup(_printed(_many(300), Sifted(text="findes ikke")))
    assert DA("drafts.sift.none", total=300) in page.text
    assert "/da/upload/k#findings-h" in [a.get("href") for a in page.all("a")]


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("code", Code)
def test_every_kind_that_a_draft_can_have_has_a_name_of_its_own(language: Language, code: Code):
    names = words_for(language).under("findings.kinds")
    found = Finding(code, "Ark", "A1")
    if code.value not in names:
        assert found.severity is Severity.ERROR  # the whole file is refused, and no draft is kept
    assert len(set(names.values())) == len(names)


@pytest.fixture
def analyst(tmp_path: Path) -> Browser:
    there = browser(server_on(store_in(tmp_path)))
    there.get(f"/da/upload?ticket={TICKET}")
    return there


def _sent(analyst: Browser) -> str:
    actions = [ACTION | {"id": f"H-{n}", "goals": f"{n}8"} for n in range(2, ROWS + 2)]
    plan = plan_of({SheetKey.ADMINISTRATIONS: [ADMINISTRATION], SheetKey.ACTIONS: actions})
    files = {"workbook": (BytesIO(saved(plan)), "plan.xlsx")}
    return analyst.send("/da/upload", files).headers["Location"]


def test_the_address_says_what_is_shown_and_each_page_leads_to_the_next(analyst: Browser):
    at = _sent(analyst)
    seen: list[str] = []
    where: str | None = f"{at}?kind=unknown_goal&q=verdensm%C3%A5l&severity=error&order=kind"
    while where:
        page = Markup(analyst.get(where).text)
        assert page.faults == []
        seen += _CELL.findall(analyst.get(where).text)
        onward = [a["href"] for a in page.all("a") if a.get("rel") == "next"]
        where = onward[0] if onward else None
    assert len(seen) == len(set(seen)) == ROWS


@pytest.mark.parametrize(
    "query",
    ["page=0", "page=-1", "page=9999", "page=x", "kind=x", "q=%00", "q=" + "x" * 5000, "q=%ff"],
)
def test_an_address_that_asks_for_nothing_of_ours_is_answered(analyst: Browser, query: str):
    answer = analyst.get(f"{_sent(analyst)}?{query}")
    assert answer.status_code == 200
    assert Markup(answer.text).faults == []


def test_each_choice_tells_how_many_it_leaves(analyst: Browser):
    page = Markup(analyst.get(_sent(analyst)).text)
    assert DA("drafts.sift.option", name=DA("findings.severity.error"), n=ROWS) in page.text
    assert DA("drafts.sift.page", first=1, last=100, total=ROWS) in page.text
    text = Markup(_printed(_many(300), Sifted())).text
    for name in (DA("findings.kinds.unknown_goal"), "Handlinger", "Bidrag"):
        assert DA("drafts.sift.option", name=name, n=150) in text
