"""Rows without goals get those that somebody accepts, in the workbook's own cells."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from dashboard.flows import receive_workbook, tag_rows
from dashboard.flows.receive_workbook import report_of
from dashboard.flows.tag_rows import Codes, codes_from
from dashboard.language.words import Language, words_for
from dashboard.plan.drafts import DraftState, DraftStep
from dashboard.workbooks.patching import write_cells
from tests.pages.correcting import Hall, hall_in
from tests.pages.markup import Markup
from tests.workbooks.books import book_of, saved, sound

DA = words_for(Language.DA)
PLAN = (
    ("Klimaplan", None, None),
    ("Tiltag", "Ansvarlig", "Frist"),
    ("Nye cykelstier i byen", "Teknik og Miljø", 2089),
    ("Flere træer og mere natur", "Teknik og Miljø", 2090),
    ("Qwerty", "Teknik og Miljø", 2090),
)


def _with(column: str, *values: Any) -> bytes:
    rows = (PLAN[0], (*PLAN[1], column), *(
        (*row, value) for row, value in zip(PLAN[2:], values, strict=True)
    ))  # fmt: skip
    return book_of({"Plan": rows})


@pytest.fixture
def hall(tmp_path: Path) -> Hall:
    return hall_in(tmp_path)


def _accept(hall: Hall, at: str, data: dict[str, Any], *, do: str = "save"):
    data = {"checksum": hall.draft(at).way.checksum, "do": do, **data}
    return hall.anna.browser.send(f"{at}/goals", data)


def _cells(hall: Hall, at: str, sheet: str) -> Any:
    return load_workbook(BytesIO(hall.anna.browser.get(f"{at}/workbook").data))[sheet]


def _left(hall: Hall, at: str) -> list[str]:
    return [row.cell for row in report_of(hall.store.drafts, hall.draft(at)).untagged.rows]


def test_the_draft_tells_how_many_rows_have_no_goal_and_leads_to_them(hall: Hall):
    at = hall.send(book_of({"Plan": PLAN}))
    page = Markup(hall.anna.browser.get(at).text)
    assert f'href="{at}/goals"' in hall.anna.browser.get(at).text
    assert DA("tagging.heading") in page.text
    page = Markup(hall.anna.browser.get(f"{at}/goals").text)
    assert page.faults == []
    assert DA.count("tagging.rows", 3) in page.text
    for said in ("Nye cykelstier i byen", "Plan!A3", "Plan!A4", DA("tagging.no_suggestion")):
        assert said in page.text
    assert "cykel" in page.text
    assert hall.draft(at).steps[-1].step is None


def test_accepted_goals_go_into_a_new_column_that_is_read_and_the_rows_are_gone(hall: Hall):
    at = hall.send(book_of({"Plan": PLAN}))
    answer = _accept(hall, at, {"row-0": ["11", "11.2"], "free-1": "15; 13.2"})
    assert answer.headers["Location"] == f"{at}/goals?saved=2"
    sheet = _cells(hall, at, "Plan")
    assert sheet["D2"].value == "FN's verdensmål"
    assert (sheet["D3"].value, sheet["D4"].value) == ("11; 11.2", "15; 13.2")
    assert sheet["A3"].value == "Nye cykelstier i byen"
    assert _left(hall, at) == ["A5"]
    page = Markup(hall.anna.browser.get(answer.headers["Location"]).text)
    assert DA.count("tagging.saved", 2) in page.text
    assert DA.count("tagging.rows", 1) in page.text
    # Sent anew, the workbook says the same as the program.
    again = hall.send(hall.anna.browser.get(f"{at}/workbook").data)
    assert _left(hall, again) == ["A5"]


def test_a_column_for_goals_that_is_there_is_filled_and_what_stands_in_it_stays(hall: Hall):
    at = hall.send(_with("SDG", "11", None, None))
    assert _accept(hall, at, {"row-0": "15"}).status_code == 303
    sheet = _cells(hall, at, "Plan")
    assert [sheet[f"D{n}"].value for n in (2, 3, 4, 5)] == ["SDG", "11", 15, None]
    assert _left(hall, at) == ["A5"]


def test_in_our_own_layout_goals_and_targets_stand_each_in_their_column(hall: Hall):
    content = saved(sound(action={"goals": None, "targets": None}))
    at = hall.send(content)
    (row,) = report_of(hall.store.drafts, hall.draft(at)).untagged.rows
    assert row.tab == "Handlinger"
    assert _accept(hall, at, {"free-0": "11; 8.10"}).status_code == 303
    sheet = _cells(hall, at, "Handlinger")
    places = {str(cell.value).rstrip("* "): cell.column_letter for cell in sheet[1]}
    goals, targets = places[DA.header("goals")], places[DA.header("targets")]
    assert sheet[f"{goals}{row.row}"].value == "11; 8"
    assert sheet[f"{targets}{row.row}"].value == "8.10"
    assert _left(hall, at) == []
    assert hall.draft(at).way.can_publish


def test_a_sheet_of_crosses_gets_a_column_of_codes_beside_them(hall: Hall):
    rows = (
        ("Tiltag", "Ansvarlig", "SDG 3", "SDG 11", "SDG 13"),
        ("Nye cykelstier", "Teknik", "x", None, None),
        ("Flere træer", "Miljø", None, "x", "x"),
        ("Mere natur", "Miljø", None, None, None),
    )
    at = hall.send(book_of({"Plan": rows}))
    assert _left(hall, at) == ["A4"]
    assert _accept(hall, at, {"free-0": "15"}).status_code == 303
    sheet = _cells(hall, at, "Plan")
    assert sheet["F4"].value == 15
    assert sheet["C2"].value == "x"
    assert _left(hall, at) == []


def test_a_corrected_sheet_is_still_read_as_somebody_said_with_its_new_column(hall: Hall):
    rows = (("Xyz", "Abc"), ("Cykelsti", "Teknik"), ("Klimaskov", "Miljø"))
    at = hall.send(book_of({"Ark": rows}))
    hall.correct(at, "Ark", "contributions", Xyz="title_da", Abc="responsible")
    assert _left(hall, at) == ["A2", "A3"]
    assert _accept(hall, at, {"free-0": "11", "free-1": "15"}).status_code == 303
    (sheet,) = hall.sheets(at)
    assert [c.key for c in sheet.read] == ["title_da", "responsible", "goals"]
    assert _left(hall, at) == []
    # The next file of the sender is read so with the column and without it.
    again = hall.send(hall.anna.browser.get(f"{at}/workbook").data)
    assert _left(hall, again) == []
    assert hall.sheets(hall.send(book_of({"Ark": rows})))[0].recognised_as == "contributions"


def test_the_first_suggestions_of_a_page_are_used_only_when_somebody_says_so(hall: Hall):
    at = hall.send(book_of({"Plan": PLAN}))
    assert _accept(hall, at, {"free-0": "9"}, do="first").status_code == 303
    sheet = _cells(hall, at, "Plan")
    assert sheet["D3"].value == 9
    assert sheet["D4"].value == 15
    assert _left(hall, at) == ["A5"]


def test_a_page_holds_fifty_rows_and_the_first_for_all_is_for_that_page_alone(hall: Hall):
    rows = (PLAN[1], *((f"Nye cykelstier nummer {n}", "Teknik", 2090) for n in range(60)))
    at = hall.send(book_of({"Plan": rows}))
    page = Markup(hall.anna.browser.get(f"{at}/goals?page=2").text)
    assert page.faults == []
    assert "nummer 59" in page.text
    assert "nummer 49 " not in page.text
    assert _accept(hall, at, {"page": "2"}, do="first").status_code == 303
    assert len(_left(hall, at)) == 50


def test_whoever_accepts_is_an_author_and_an_approval_falls(hall: Hall):
    at = hall.send(book_of({"Plan": PLAN}))
    seen = {"checksum": hall.draft(at).way.checksum, "base": "1", "note": "x"}
    hall.anna.browser.send(f"{at}/submit", seen)
    hall.others["editor"].browser.send(f"{at}/approve", seen)
    assert hall.draft(at).state is DraftState.APPROVED
    _accept(hall, at, {"free-0": "11"})
    draft = hall.draft(at)
    assert (draft.state, draft.way.approval) == (DraftState.DRAFT, None)
    assert draft.steps[-1].step is DraftStep.CHANGE
    assert draft.steps[-1].by == hall.anna.number


@pytest.mark.parametrize(
    ("data", "key"),
    [
        ({}, "nothing_chosen"),
        ({"free-0": "  "}, "nothing_chosen"),
        ({"row-0": "11", "free-1": "hej"}, "problem"),
        ({"row-0": "11", "free-1": "13,2"}, "problem"),
        ({"row-0": "11", "free-1": "=1"}, "problem"),
        ({"row-0": "11", "free-1": "18"}, "problem"),
        ({"row-0": "11", "free-1": "13.99"}, "problem"),
        ({"row-0": "11", "free-1": "11 " * 100}, "problem"),
        ({"row-0": "11", "free-1": "<script>alert(1)</script>"}, "problem"),
    ],
    ids=str,
)
def test_what_cannot_be_read_is_told_and_what_was_chosen_stays_on_the_form(
    hall: Hall, data: dict[str, str], key: str
):
    at = hall.send(book_of({"Plan": PLAN}))
    before = hall.draft(at)
    answer = _accept(hall, at, data)
    assert answer.status_code == 422
    page = Markup(answer.text)
    assert page.faults == []
    assert DA(f"tagging.{key}") in page.text
    if "row-0" in data:
        assert 'value="11" aria-describedby="row-0" checked' in answer.text
        assert 'aria-invalid="true"' in answer.text
    assert "<script>alert" not in answer.text
    assert hall.draft(at) == before


@pytest.mark.parametrize(
    "data",
    [
        {"row-0": "99"},
        {"row-0": "<script>"},
        {"row-0": "x" * 100_000},
        {"row-999": "11"},
        {"row--1": "11"},
        {"row-": "11"},
        {"free-x": "11"},
        {f"row-{n}": "11" for n in range(10_000)},
        {"free-0": "11" * 200_000},
        {"page": "x" * 999, "free-1": "\x00"},
        {"unknown": "11"},
    ],
    ids=lambda data: str(data)[:40],
)
def test_a_forged_form_changes_nothing_and_breaks_nothing(hall: Hall, data: dict[str, str]):
    at = hall.send(book_of({"Plan": PLAN}))
    before = hall.draft(at)
    assert 400 <= _accept(hall, at, data).status_code < 500
    assert hall.draft(at) == before


def test_a_form_of_an_older_state_is_refused_with_the_new_one(hall: Hall):
    at = hall.send(book_of({"Plan": PLAN}))
    old = hall.draft(at).way.checksum
    _accept(hall, at, {"free-0": "11"})
    now = hall.draft(at)
    answer = _accept(hall, at, {"free-0": "15", "checksum": old})
    assert answer.status_code == 409
    assert hall.draft(at) == now
    assert _cells(hall, at, "Plan")["D3"].value == 11


def test_who_may_not_change_sees_the_suggestions_and_has_no_form(hall: Hall):
    at = hall.send(book_of({"Plan": PLAN}))
    seen = {"checksum": hall.draft(at).way.checksum, "free-0": "11"}
    for name in ("reader", "editor"):
        there = hall.others[name].browser
        page = there.get(f"{at}/goals")
        assert page.status_code == 200
        assert "<form" not in page.text.split("<main")[1]
        assert there.send(f"{at}/goals", seen).status_code == 404
    other = hall.others["analyst"].browser
    assert other.get(f"{at}/goals").status_code == 404
    assert other.get(f"{at}/goals.csv").status_code == 404
    assert other.send(f"{at}/goals", seen).status_code == 404
    assert len(_left(hall, at)) == 3


def test_a_file_that_cannot_be_written_says_so_and_gives_its_suggestions_to_paste(hall: Hall):
    text = "Tiltag;Ansvarlig;Frist\r\nNye cykelstier i byen;Teknik;2090\r\n=1+1;Teknik;2090\r\n"
    at = hall.send(text.encode(), name="plan.csv")
    page = hall.anna.browser.get(f"{at}/goals")
    assert DA("tagging.not_writable") in Markup(page.text).text
    assert "<form" not in page.text.split("<main")[1]
    assert _accept(hall, at, {"free-0": "11"}).status_code == 422
    answer = hall.anna.browser.get(f"{at}/goals.csv")
    assert answer.mimetype == "text/csv"
    lines = answer.data.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("Ark;Celle;Titel;Forslag 1")
    assert "Nye cykelstier i byen;11; 11" in lines[1] or "11" in lines[1]
    assert not any(";=1+1" in line for line in lines)


def test_a_cell_that_must_not_be_written_is_told_and_the_form_keeps_what_was_chosen(hall: Hall):
    book = load_workbook(BytesIO(book_of({"Plan": PLAN})))
    book["Plan"].protection.enable()
    kept = BytesIO()
    book.save(kept)
    at = hall.send(kept.getvalue())
    before = hall.draft(at)
    answer = _accept(hall, at, {"free-0": "11"})
    assert answer.status_code == 422
    assert DA("patching.protected", sheet="Plan") in Markup(answer.text).text
    assert 'name="free-0" value="11"' in answer.text
    assert hall.draft(at) == before


def test_a_cell_that_a_formula_uses_is_not_written_and_the_form_keeps_what_was_chosen(hall: Hall):
    book = load_workbook(BytesIO(_with("SDG", "11", None, None)))
    book.create_sheet("Overblik")["A1"] = '=COUNTA(Plan!D:D)&" mål"'
    at = hall.send(saved(book))
    before = hall.draft(at)
    answer = _accept(hall, at, {"free-0": "15"})
    assert answer.status_code == 422
    page = Markup(answer.text)
    assert page.faults == []
    assert DA("patching.used", sheet="Plan", cell="D4", user="Overblik!A1") in page.text
    assert 'id="problem" tabindex="-1" autofocus' in answer.text
    assert 'name="free-0" value="15"' in answer.text
    assert hall.draft(at) == before


def test_what_would_not_be_read_as_it_was_written_is_not_kept(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
):
    at = hall.send(book_of({"Plan": PLAN}))
    before = hall.draft(at)

    def astray(content: bytes, _cells: object, **_: object) -> bytes:
        return write_cells(content, {("Plan", "F3"): "11"})

    monkeypatch.setattr(tag_rows, "write_cells_apart", astray)
    answer = _accept(hall, at, {"free-0": "11"})
    assert answer.status_code == 422
    assert DA("tagging.not_seen", sheet="Plan", row="3") in Markup(answer.text).text
    assert hall.draft(at) == before


def test_a_file_that_cannot_be_read_again_now_stays_as_it_was(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
):
    at = hall.send(book_of({"Plan": PLAN}))
    before = hall.draft(at)
    checked = report_of(hall.store.drafts, before)
    monkeypatch.setattr(receive_workbook, "content_of", lambda *_, **__: (checked, None))
    for answer in (
        _accept(hall, at, {"free-0": "11"}),
        hall.correct(at, "Plan", "actions", Frist=None),
    ):
        assert answer.status_code == 503
        assert DA("recognised.not_read_now") in Markup(answer.text).text
    assert hall.draft(at) == before
    assert hall.store.drafts.remembered(hall.anna.number) == ()


def test_goals_are_read_in_the_writing_a_workbook_allows():
    assert codes_from("11; 13.2") == Codes((11,), ("13.2",))
    assert codes_from("mål 3, 4") == Codes((3, 4), ())
    assert codes_from("11.6-11.7") == Codes((), ("11.6", "11.7"))
    for text in ("", "0", "18", "13,2", "11 og noget", "13.99", "1" * 101):
        assert codes_from(text) is None


@pytest.mark.parametrize(
    "text", ["=1", "+1", "-1", "@1", "1=1", "=11; 13", "1|2", "1*2", "(11)", "1_2"]
)
def test_a_sign_that_stands_in_no_list_of_goals_is_not_read_over(text: str):
    assert codes_from(text) is None


@pytest.mark.parametrize("text", ["3, 4", "3,  4", "3;4", "3 4", "3 ; 4;", "03 4.", "goal 3\n4"])
def test_commas_semicolons_and_blanks_stand_between_goals(text: str):
    assert codes_from(text) == Codes((3, 4), ())
