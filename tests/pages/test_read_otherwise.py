"""What was read wrongly is corrected on the draft's page, and the next file is read so."""

from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from dashboard.flows.receive_workbook import report_of
from dashboard.language.words import Language, words_for
from dashboard.plan.drafts import DraftState, DraftStep
from dashboard.plan.sheets import SheetKey
from tests.pages.correcting import Hall, hall_in
from tests.pages.markup import Markup
from tests.workbooks.books import book_of, saved, sound

DA = words_for(Language.DA)
# Nothing here says what it is.
ODD = (("Xyz", "Abc", "Def"), ("Cykelsti", "Teknik", "3"), ("Klimaskov", "Miljø", "15"))


@pytest.fixture
def hall(tmp_path: Path) -> Hall:
    return hall_in(tmp_path)


def test_a_sheet_nobody_knew_becomes_a_table_and_the_next_file_is_read_so(hall: Hall):
    at = hall.send(book_of({"Ark": ODD}))
    page = Markup(hall.anna.browser.get(at).text)
    assert DA("recognised.nothing") in page.text
    assert page.faults == []
    answer = hall.correct(
        at, "Ark", "contributions", Xyz="title_da", Abc="responsible", Def="goals"
    )
    assert answer.headers["Location"].endswith("?read=0#read-0")
    (sheet,) = hall.sheets(at)
    assert sheet.recognised_as is SheetKey.CONTRIBUTIONS
    assert [c.key for c in sheet.read] == ["title_da", "responsible", "goals"]
    assert hall.draft(at).way.can_publish
    page = Markup(hall.anna.browser.get(at).text)
    assert DA("recognised.remembered", name="Anna") in page.text
    again = hall.send(book_of({"Noget andet": (*ODD, ("Ny", "By", "11"))}))
    (sheet,) = hall.sheets(again)
    assert (sheet.recognised_as, sheet.records) == (SheetKey.CONTRIBUTIONS, 3)
    # Nobody else's files are read so.
    other = hall.send(book_of({"Ark": ODD}), hall.others["analyst"])
    assert hall.sheets(other)[0].recognised_as is None


def test_what_is_forgotten_is_read_as_before(hall: Hall):
    at = hall.send(book_of({"Ark": ODD}))
    hall.correct(at, "Ark", "contributions", Xyz="title_da", Abc="responsible")
    seen = {"checksum": hall.draft(at).way.checksum, "sheet": "0"}
    assert hall.anna.browser.send(f"{at}/forget", seen).status_code == 303
    assert hall.sheets(at)[0].recognised_as is None
    assert hall.draft(at).profile is None
    assert hall.sheets(hall.send(book_of({"Ark": ODD})))[0].recognised_as is None


def _mistyped() -> bytes:
    """Our own workbook with one header that means nothing to us."""
    book = load_workbook(BytesIO(saved(sound())))
    sheet = book["Handlinger"]
    for cell in sheet[1]:
        if str(cell.value).startswith(DA.header("responsible")):
            cell.value = "Hvem gør det"
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def test_a_mistyped_header_of_our_own_is_corrected_and_the_sheet_stays_ours(hall: Hall):
    at = hall.send(_mistyped())
    assert not hall.draft(at).way.can_publish
    assert _comments(hall.anna.browser.get(f"{at}/marked").data, "Handlinger")
    answer = hall.correct(at, "Handlinger", "actions", **{"Hvem gør det": "responsible"})
    assert answer.status_code == 303
    assert hall.draft(at).way.can_publish
    sheet = next(s for s in hall.sheets(at) if s.name == "Handlinger")
    assert sheet.is_own
    assert sheet.is_told
    checked = report_of(hall.store.drafts, hall.draft(at))
    assert not [f for f in checked.findings if f.sheet == "Handlinger"]
    marked = hall.anna.browser.get(f"{at}/marked")
    assert not _comments(marked.data, "Handlinger")
    assert hall.draft(hall.send(_mistyped())).way.can_publish


def _comments(content: bytes, sheet: str) -> list[str]:
    cells = (cell for row in load_workbook(BytesIO(content))[sheet] for cell in row)
    return [cell.coordinate for cell in cells if cell.comment]


def test_a_sheet_of_our_own_that_is_not_to_be_read_is_not_and_can_be_again(hall: Hall):
    at = hall.send(saved(sound()))
    assert hall.correct(at, "Handlinger", "").status_code == 303
    number, sheet = next((n, s) for n, s in enumerate(hall.sheets(at)) if s.name == "Handlinger")
    assert (sheet.recognised_as, sheet.is_told) == (None, True)
    checked = report_of(hall.store.drafts, hall.draft(at))
    assert not [f for f in checked.findings if f.sheet == "Handlinger"]
    seen = {"checksum": hall.draft(at).way.checksum, "sheet": str(number)}
    assert hall.anna.browser.send(f"{at}/forget", seen).status_code == 303
    assert next(s for s in hall.sheets(at) if s.name == "Handlinger").recognised_as == "actions"


def test_an_approval_falls_and_whoever_corrected_is_an_author(hall: Hall):
    at = hall.send(book_of({"Ark": ODD}))
    hall.correct(at, "Ark", "contributions", Xyz="title_da", Abc="responsible")
    seen = {"checksum": hall.draft(at).way.checksum, "base": "1", "note": "x"}
    assert hall.anna.browser.send(f"{at}/submit", seen).status_code == 303
    assert hall.others["editor"].browser.send(f"{at}/approve", seen).status_code == 303
    assert hall.draft(at).state is DraftState.APPROVED
    hall.correct(at, "Ark", "contributions", Def="goals")
    draft = hall.draft(at)
    assert (draft.state, draft.way.approval) == (DraftState.DRAFT, None)
    assert draft.steps[-1].step is DraftStep.CHANGE
    assert draft.way.authors == {hall.anna.number}


@pytest.mark.parametrize(
    ("kind", "chosen", "key"),
    [
        (
            "contributions", {"Xyz": "title_da", "Abc": "title_da"}, "twice"),
        ("contributions", {"Xyz": "title_da", "Abc": "budget"}, "not_here"),
        ("contributions", {}, "nothing"),
        ("relevance", {"Xyz": "target"}, "needed"),
        ("observations", {"Xyz": "title_da"}, "needed"),
    ],
)  # fmt: skip
def test_nonsense_is_told_on_the_form_and_nothing_is_lost(
    hall: Hall, kind: str, chosen: dict[str, str], key: str
):
    at = hall.send(book_of({"Ark": ODD}))
    before = hall.draft(at)
    empty = dict.fromkeys(("Xyz", "Abc", "Def"), None)
    answer = hall.correct(at, "Ark", kind, **(empty | chosen))
    assert answer.status_code == 422
    page = Markup(answer.text)
    assert page.faults == []
    assert DA("recognised.not_saved") in page.text
    assert answer.text.count('id="problem" tabindex="-1" autofocus') == 1
    start = DA(f"recognised.fault.{key}", names="#", cells="#", kind=DA(f"workbook.sheets.{kind}"))
    assert max(start.split("#"), key=len).strip() in page.text
    for each in chosen.values():
        assert f'<option value="{each}" selected>' in answer.text
    assert f'<option value="{kind}" selected>' in answer.text
    assert hall.draft(at) == before
    assert hall.store.drafts.remembered(hall.anna.number) == ()


def test_the_columns_of_another_table_are_shown_before_anything_is_saved(hall: Hall):
    at = hall.send(book_of({"Ark": ODD}))
    before = hall.draft(at)
    answer = hall.correct(at, "Ark", "indicators", do="show", Xyz="title_da", Abc="part_of")
    assert answer.status_code == 200
    assert '<option value="baseline_year"' in answer.text
    assert '<option value="title_da" selected>' in answer.text
    assert '"part_of"' not in answer.text
    assert hall.draft(at) == before


def test_a_form_of_an_older_state_is_refused_with_the_new_one(hall: Hall):
    at = hall.send(book_of({"Ark": ODD}))
    old = hall.draft(at).way.checksum
    hall.correct(at, "Ark", "contributions", Xyz="title_da", Abc="responsible")
    now = hall.draft(at)
    for path in ("read", "forget"):
        answer = hall.anna.browser.send(f"{at}/{path}", {"checksum": old, "sheet": "0"})
        assert answer.status_code == 409
        assert DA("drafts.refused.moved") in Markup(answer.text).text
    assert hall.draft(at) == now


def test_who_may_not_change_sees_what_was_read_and_has_no_form(hall: Hall):
    at = hall.send(book_of({"Ark": ODD}))
    for name in ("reader", "editor"):
        by = hall.others[name]
        page = by.browser.get(f"{at}?read=0")
        assert page.status_code == 200
        assert "Xyz" in page.text
        assert f"{at}/read" not in page.text
        assert hall.correct(at, "Ark", "contributions", by=by, Xyz="title_da").status_code == 404
    other = hall.others["analyst"]
    assert hall.correct(at, "Ark", "contributions", by=other, Xyz="title_da").status_code == 404
    assert hall.sheets(at)[0].recognised_as is None


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"sheet": "-1"},
        {"sheet": "999"},
        {"sheet": "x" * 1000},
        {"sheet": "0", "kind": "nonsense"},
        {"sheet": "0", "kind": "about"},
        {"sheet": "0", "kind": "contributions", "column-0": "nobody's"},
        {"sheet": "0", "kind": "contributions", "column-0": "<script>" * 500},
        {"sheet": "0", "kind": "contributions", "column-0": "\x00"},
        {"sheet": "0", "kind": "contributions", **{f"column-{n}": "goals" for n in range(10_000)}},
        {"sheet": "0", "kind": "\ud800".encode("utf-8", "surrogatepass")},
    ],
    ids=str,
)  # fmt: skip
def test_a_forged_form_changes_nothing_and_breaks_nothing(hall: Hall, data: dict[str, str]):
    at = hall.send(book_of({"Ark": ODD}))
    before = hall.draft(at)
    data = {"checksum": before.way.checksum, **data}
    answer = hall.anna.browser.send(f"{at}/read", data)
    assert 400 <= answer.status_code < 500
    assert hall.draft(at) == before
