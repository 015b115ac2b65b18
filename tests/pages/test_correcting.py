"""An analyst corrects one value: in its own cell, as a draft, told to whoever approves it."""

from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from werkzeug.test import TestResponse

from dashboard.flows.correct_value import typed_text
from dashboard.flows.find_fields import Fixed, fields_of
from dashboard.flows.open_edition import Library
from dashboard.flows.publish_edition import publish_workbook
from dashboard.language.words import Language, words_for
from dashboard.plan.drafts import DraftKind, DraftState
from dashboard.plan.people import Person
from dashboard.plan.sheets import SheetKey
from dashboard.records.sql import SqlStore
from tests.editions import second
from tests.pages.conftest import store_with
from tests.pages.markup import Markup
from tests.pages.test_drafts import ANNA, BO, CARL, DORTE, EVA, Hall, hall_on
from tests.samples import workbook
from tests.workbooks.books import book_of, saved

DA, EN = words_for(Language.DA), words_for(Language.EN)
ACTION, INDICATOR = "actions/H-001", "indicators/I-01"


@pytest.fixture
def hall(tmp_path: Path) -> Hall:
    return hall_on(store_with(tmp_path, workbook("example-city")))


def fields(store: SqlStore, row: str) -> dict[str, str]:
    """The fields of a row by column, or column and year, with their keys in addresses."""
    opened = Library(store).current()
    assert opened is not None
    sheet, _, identifier = row.partition("/")
    found = fields_of(opened, sheet, identifier)
    return {f.column.key + (f" {f.year}" if f.year else ""): f.key for f in found}


def typed(hall: Hall, row: str, field: str, new: str, **more: str) -> dict[str, str]:
    """What the form of a field sends."""
    opened = Library(hall.store).current()
    assert opened is not None
    key = fields(hall.store, row)[field]
    sheet, _, identifier = row.partition("/")
    chosen = next(f for f in fields_of(opened, sheet, identifier) if f.key == key)
    return {
        "field": key,
        "edition": str(opened.edition.number),
        "old": typed_text(chosen.value, Language.DA),
        "value": new,
        "reason": "Tastefejl",
        **more,
    }


def correct(hall: Hall, row: str, field: str, new: str, by: Person, **more: str) -> TestResponse:
    return hall.post(f"/da/correct/{row}", by, **typed(hall, row, field, new, **more))


def published(hall: Hall, at: str) -> None:
    hall.step(at, "submit", hall_person(hall, at), note="Rettet")
    hall.step(at, "approve", BO)
    assert hall.step(at, "publish", BO, note="").status_code == 303


def hall_person(hall: Hall, at: str) -> Person:
    draft = hall.store.drafts.draft(at.rpartition("/")[2])
    assert draft is not None
    return next(p for p in (ANNA, CARL) if p.id == draft.sender)


def cell(content: bytes, sheet: str, place: str) -> object:
    return load_workbook(BytesIO(content))[sheet][place].value


def test_a_correction_is_a_draft_whose_workbook_differs_in_that_cell_alone(hall: Hall):
    answer = correct(hall, ACTION, "status", "delayed", CARL)
    assert answer.status_code == 303
    at = answer.headers["Location"]
    draft = hall.store.drafts.draft(at.rpartition("/")[2])
    assert draft is not None
    assert (draft.way.kind, draft.state) == (DraftKind.CORRECTION, DraftState.DRAFT)
    assert draft.note == "Tastefejl (Actions!M2, Status: Følger planen → Forsinket)"
    page = Markup(hall.get(at, CARL).text)
    assert not page.faults
    assert draft.note in page.text
    assert f"{at}/workbook" in [link.href for link in page.links]
    corrected = hall.get(f"{at}/workbook", CARL).data
    before, after = (load_workbook(BytesIO(c)) for c in (workbook("example-city"), corrected))
    differing = [
        (sheet.title, c.coordinate, c.value)
        for sheet in after.worksheets
        for row in sheet.iter_rows()
        for c in row
        if before[sheet.title][c.coordinate].value != c.value
    ]
    # As the workbook's own language has it, not as the page's.
    assert differing == [("Actions", "M2", "Delayed")]


def test_what_was_corrected_is_published_by_somebody_else_and_leads_back_to_the_cell(hall: Hall):
    at = correct(hall, ACTION, "status", "delayed", CARL).headers["Location"]
    assert hall.step(at, "approve", CARL).status_code in (403, 409)
    published(hall, at)
    public = Markup(hall.get("/da/actions/H-001", None).text)
    assert "Forsinket" in public.text
    assert "Actions!M2" in public.text
    assert cell(hall.store.workbook(2), "Actions", "M2") == "Delayed"
    assert hall.store.editions()[0].note == "Rettet"


_TYPED = (
    (ACTION, "title_da", "  Nyt <b>navn</b> & mere ", "B2", "Nyt <b>navn</b> & mere"),
    (ACTION, "budget", "450.000,5", "V2", 450000.5),
    (ACTION, "goals", "1; 10; 11", "D2", "1; 10; 11"),
    (ACTION, "status_note_da", "to\nlinjer", "O2", "to\nlinjer"),
    (ACTION, "spent", "", "W2", None),
    (ACTION, "responsible", "KUL", "F2", "KUL"),
    (INDICATOR, "ambition_value", "3,125", "Q2", 3.125),
    (INDICATOR, "ambition_year", "2031", "S2", 2031),
)


def test_every_kind_of_value_is_written_as_the_workbook_holds_it(hall: Hall):
    for row, field, new, place, expected in _TYPED:
        answer = correct(hall, row, field, new, CARL)
        assert answer.status_code == 303, Markup(answer.text).text
        content = hall.get(f"{answer.headers['Location']}/workbook", CARL).data
        sheet = "Actions" if row == ACTION else "Indicators"
        assert cell(content, sheet, place) == expected


def test_a_date_is_written_as_a_day(hall: Hall):
    answer = correct(hall, ACTION, "due_date", "31.12.2029", CARL)
    content = hall.get(f"{answer.headers['Location']}/workbook", CARL).data
    value = load_workbook(BytesIO(content))["Actions"]["L2"]
    assert value.is_date
    assert str(value.value).startswith("2029-12-31")


def test_an_observation_is_corrected_on_the_page_of_its_indicator(hall: Hall):
    page = Markup(hall.get(f"/da/correct/{INDICATOR}", CARL).text)
    assert "Værdi 2016" in page.text
    known = fields(hall.store, INDICATOR)
    place = known["value 2016"].rpartition("!")[2]
    answer = correct(hall, INDICATOR, "value 2016", "9,75", CARL)
    assert answer.status_code == 303, Markup(answer.text).text
    at = answer.headers["Location"]
    content = hall.get(f"{at}/workbook", CARL).data
    assert cell(content, "Observations", place) == 9.75
    published(hall, at)
    assert f"Observations!{place}" in Markup(hall.get("/da/indicators/I-01", None).text).text


def test_a_second_correction_goes_into_the_same_draft(hall: Hall):
    at = correct(hall, ACTION, "status", "delayed", CARL).headers["Location"]
    assert DA("correct.begun") in Markup(hall.get(f"/da/correct/{ACTION}", CARL).text).text
    again = correct(hall, ACTION, "budget", "5", CARL, reason="Også")
    assert again.headers["Location"] == at
    content = hall.get(f"{at}/workbook", CARL).data
    assert cell(content, "Actions", "M2") == "Delayed"
    assert cell(content, "Actions", "V2") == 5
    (draft,) = hall.store.drafts.all()
    assert [step.note.partition(" (")[0] for step in draft.steps] == ["Tastefejl", "Tastefejl"]
    assert "Også (Actions!V2" in draft.note
    # What was submitted is looked at by somebody: it stays as it is.
    hall.step(at, "submit", CARL)
    other = correct(hall, ACTION, "budget", "6", CARL).headers["Location"]
    assert other != at
    assert cell(hall.get(f"{other}/workbook", CARL).data, "Actions", "M2") == "On track"


def test_a_correction_can_be_taken_back_in_its_own_draft(hall: Hall):
    correct(hall, ACTION, "budget", "5", CARL)
    answer = correct(hall, ACTION, "budget", "400000", CARL)
    content = hall.get(f"{answer.headers['Location']}/workbook", CARL).data
    assert cell(content, "Actions", "V2") == 400000


_WRONG = (
    ("status", "Måske"),
    ("budget", "mange"),
    ("due_date", "31.02.2029"),
    ("goals", "18"),
    ("responsible", ""),
    ("contribution", "B-9999"),
    ("source_url", "javascript:alert(1)"),
)


def test_what_is_wrong_with_a_new_value_is_told_on_the_form_and_nothing_is_kept(hall: Hall):
    for field, new in _WRONG:
        answer = correct(hall, ACTION, field, new, CARL, reason="Min begrundelse")
        assert answer.status_code == 422
        page = Markup(answer.text)
        assert not page.faults
        assert DA("correct.wrong") in page.text
        assert f"{fields(hall.store, ACTION)[field].rpartition('@')[2]}: " in page.text
        assert "Min begrundelse" in answer.text
    assert hall.store.drafts.all() == ()


def test_a_reason_is_required_and_the_same_value_is_no_correction(hall: Hall):
    answer = correct(hall, ACTION, "budget", "5", CARL, reason="  ")
    assert (answer.status_code, hall.store.drafts.all()) == (422, ())
    assert DA("drafts.refused.no_reason") in Markup(answer.text).text
    answer = correct(hall, ACTION, "budget", "400000", CARL)
    assert (answer.status_code, hall.store.drafts.all()) == (422, ())
    assert DA("correct.same") in Markup(answer.text).text


def test_what_has_moved_meanwhile_is_shown_anew(hall: Hall):
    form = typed(hall, ACTION, "status", "delayed")
    publish_workbook(hall.store, second(), filename="plan.xlsx", by="Bo", note="Ny")
    answer = hall.post(f"/da/correct/{ACTION}", CARL, **form)
    assert answer.status_code == 409
    page = Markup(answer.text)
    assert DA("correct.moved") in page.text
    assert "Gennemført" in page.text
    forged = typed(hall, ACTION, "status", "delayed", old="at_risk")
    assert hall.post(f"/da/correct/{ACTION}", CARL, **forged).status_code == 409
    assert hall.store.drafts.all() == ()


def test_a_row_that_is_not_there_is_not_found(hall: Hall):
    for row in ("actions/H-999", "nothing/H-001", "observations/I-01"):
        assert hall.get(f"/da/correct/{row}", CARL).status_code == 404
        assert hall.post(f"/da/correct/{row}", CARL, reason="x").status_code == 404


def test_only_analysts_correct_and_whose_row_it_is_is_told(hall: Hall):
    for by in (None, BO, EVA):
        assert hall.get(f"/da/correct/{ACTION}", by).status_code == 404
        assert hall.get("/da/correct", by).status_code == 404
    answer = correct(hall, ACTION, "budget", "5", DORTE)
    page = Markup(hall.get(answer.headers["Location"], DORTE).text)
    assert DA("drafts.foreign.heading") in page.text
    assert not hall.store.drafts.draft("x")


def test_a_field_that_is_none_or_fixed_is_refused(hall: Hall):
    for key in ("", "status", fields(hall.store, ACTION)["id"], "actions.status@Actions!M3"):
        form = typed(hall, ACTION, "status", "delayed") | {"field": key}
        assert hall.post(f"/da/correct/{ACTION}", CARL, **form).status_code == 422
    page = Markup(hall.get(f"/da/correct/{ACTION}", CARL).text)
    assert DA("correct.fixed.name") in page.text
    assert hall.store.drafts.all() == ()


def test_the_row_is_found_by_its_id(hall: Hall):
    answer = hall.get("/da/correct?row=H-001", CARL)
    assert answer.headers["Location"] == f"/da/correct/{ACTION}"
    missing = hall.get("/da/correct?row=%3Cb%3E", CARL)
    assert missing.status_code == 404
    assert "&lt;b&gt;" in missing.text
    for path in ("/da/drafts", "/da/upload"):
        assert 'name="row"' in hall.get(path, CARL).text
    assert 'name="row"' not in hall.get("/da/drafts", BO).text


def test_every_field_has_a_form_and_every_page_is_whole(hall: Hall):
    for row in (ACTION, INDICATOR):
        page = Markup(hall.get(f"/en/correct/{row}", CARL).text)
        assert not page.faults
        links = [x.href for x in page.links if "field=" in x.href]
        assert len(links) > 20
        for href in links[:40:5]:
            form = hall.get(href.partition("#")[0], CARL).text
            assert not Markup(form).faults
            assert 'name="value"' in form


def _foreign() -> bytes:
    """A workbook of another layout: the years stand in the header, goals in a heading."""
    book = Workbook()
    page = book.worksheets[0]
    page.title = "Nøgletal"
    page.append(["Indikator", "Verdensmål", "Enhed", 2021, 2022, 2023])
    page.append(["Ture på cykel", "11", "%", 40, 41, 42])
    page.append(["Skraldesortering", "12", "%", 0.5, 0.55, 0.6])
    for row in page.iter_rows(min_row=3, max_row=3, min_col=4):
        for each in row:
            each.number_format = "0%"
    return saved(book)


def test_a_workbook_of_another_layout_is_corrected_in_its_own_cells(tmp_path: Path):
    hall = hall_on(store_with(tmp_path, _foreign()))
    opened = Library(hall.store).current()
    assert opened is not None
    ids = [str(row.values["id"]) for row in opened.summary.tables.records(SheetKey.INDICATORS)]
    found = fields_of(opened, "indicators", ids[0])
    value = next(f for f in found if f.year == 2022 and f.column.key == "value")
    assert value.place == "Nøgletal!E2"
    name = next(f for f in found if f.column.key == "id")
    assert name.fixed is Fixed.NAME
    row = f"indicators/{ids[0]}"
    answer = correct(hall, row, "value 2022", "43", CARL)
    assert answer.status_code == 303, Markup(answer.text).text
    content = hall.get(f"{answer.headers['Location']}/workbook", CARL).data
    assert cell(content, "Nøgletal", "E2") == 43
    published(hall, answer.headers["Location"])
    # What is shown as per cent is typed as it is shown.
    answer = correct(hall, f"indicators/{ids[1]}", "value 2022", "56", CARL)
    assert answer.status_code == 303, Markup(answer.text).text
    content = hall.get(f"{answer.headers['Location']}/workbook", CARL).data
    assert cell(content, "Nøgletal", "E3") == pytest.approx(0.56)


def test_a_file_that_is_no_excel_is_told_to_be_mended_itself(hall: Hall):
    text = "Indikator;Verdensmål;Enhed;2021;2022\nTure på cykel;11;%;40;41\n"
    done = publish_workbook(hall.store, text.encode(), filename="tal.csv", by="Bo", note="x")
    assert done.edition is not None
    page = hall.get("/da/correct/indicators/tal-2", CARL)
    assert DA("patching.other_kind") in Markup(page.text).text
    assert "field=" not in page.text


def _summed_up() -> bytes:
    """The city's workbook with a sheet that sums its budgets up."""
    book = load_workbook(BytesIO(workbook("example-city")))
    page = book.create_sheet("Overblik")
    page["A1"], page["B1"] = "Budget i alt", "=SUM(Actions!V2:V99)"
    return saved(book)


def test_a_cell_that_a_formula_uses_is_left_to_excel_and_others_are_corrected(tmp_path: Path):
    hall = hall_on(store_with(tmp_path, _summed_up()))
    answer = correct(hall, ACTION, "budget", "5", CARL, reason="Min begrundelse")
    assert answer.status_code == 422
    facts = {"sheet": "Actions", "cell": "V2", "user": "Overblik!B1"}
    page = Markup(answer.text)
    assert not page.faults
    assert DA("patching.used", **facts) in page.text
    assert "Min begrundelse" in answer.text
    assert hall.store.drafts.all() == ()
    assert correct(hall, ACTION, "spent", "5", CARL).status_code == 303


def test_whoever_sends_a_wrong_value_is_led_to_the_message(hall: Hall):
    for answer in (
        correct(hall, ACTION, "budget", "mange", CARL),
        correct(hall, ACTION, "budget", "5", CARL, reason=""),
        hall.post(f"/da/correct/{ACTION}", CARL, field="unknown"),
        hall.get("/da/correct?row=nobody", CARL),
    ):
        assert answer.status_code >= 400
        assert answer.text.count('id="problem" tabindex="-1" autofocus') == 1
        begins = DA("interface.site.failed", title="").strip()
        assert answer.text.partition("<title>")[2].startswith(begins)
    assert 'id="problem"' not in hall.get(f"/da/correct/{ACTION}", CARL).text


def test_the_corrected_workbook_can_be_fetched_however_far_the_correction_is(hall: Hall):
    def fetched(at: str, *people: Person) -> None:
        for by in people:
            links = [link.href for link in Markup(hall.get(at, by).text).links]
            assert links.count(f"{at}/workbook") == 1
            assert cell(hall.get(f"{at}/workbook", by).data, "Actions", "V2") == 5

    at = correct(hall, ACTION, "budget", "5", CARL).headers["Location"]
    fetched(at, CARL)
    hall.step(at, "submit", CARL)
    fetched(at, CARL, BO)
    hall.step(at, "approve", BO)
    fetched(at, CARL, BO)
    hall.step(at, "publish", BO, note="")
    fetched(at, CARL, BO)
    at = correct(hall, ACTION, "spent", "7", CARL).headers["Location"]
    assert hall.step(at, "withdraw", CARL).status_code == 303
    fetched(at, CARL, BO)


def test_a_workbook_that_is_read_as_somebody_said_is_read_so_when_it_is_corrected(hall: Hall):
    odd = (("Xyz", "Abc", "Def"), ("Cykelsti", "Teknik", "3"), ("Klimaskov", "Miljø", "15"))
    sent = hall.send(book_of({"Ark": odd}), ANNA)
    columns = {"column-0": "title_da", "column-1": "responsible", "column-2": "goals"}
    told = {"sheet": "0", "kind": "contributions", "do": "save", **columns}
    hall.post(f"{sent}/read", ANNA, checksum=hall.seen(sent)["checksum"], **told)
    published(hall, sent)
    before = hall.store.drafts.of_edition(2)
    assert before is not None
    assert before.profile is not None
    opened = Library(hall.store).current()
    assert opened is not None
    contributions = opened.summary.tables.records(SheetKey.CONTRIBUTIONS)
    row = f"contributions/{contributions[0].values['id']}"
    answer = correct(hall, row, "title_da", "Supercykelsti", CARL)
    assert answer.status_code == 303, Markup(answer.text).text
    at = answer.headers["Location"]
    draft = hall.store.drafts.draft(at.rpartition("/")[2])
    assert draft is not None
    assert draft.profile == before.profile
    published(hall, at)
    opened = Library(hall.store).current()
    assert opened is not None
    contributions = opened.summary.tables.records(SheetKey.CONTRIBUTIONS)
    assert [r.values["title_da"] for r in contributions] == ["Supercykelsti", "Klimaskov"]


def test_pages_for_everybody_do_not_know_of_it(hall: Hall):
    inside, outside = (hall.get("/da/actions/H-001", by).text for by in (CARL, None))
    assert "/correct" not in outside
    assert inside == outside


def test_a_number_larger_than_a_cell_can_hold_whole_is_no_fault_of_ours(hall: Hall):
    for number in ("99999999999999999999", "-" + "9" * 30):
        answer = correct(hall, INDICATOR, "baseline_value", number, ANNA)
        assert answer.status_code in (303, 422)


def test_whose_row_it_is_is_told_before_anything_is_kept(hall: Hall):
    said = DA("correct.foreign", code="FAM")
    assert said in Markup(hall.get(f"/da/correct/{ACTION}", ANNA).text).text
    assert said not in Markup(hall.get(f"/da/correct/{ACTION}", CARL).text).text


def test_who_answers_for_a_row_is_corrected_and_corrected_back(hall: Hall):
    made = correct(hall, ACTION, "responsible", "SKO", ANNA)
    back = correct(hall, ACTION, "responsible", "FAM", ANNA)
    assert made.status_code == back.status_code == 303
    draft = hall.store.drafts.draft(made.headers["Location"].rpartition("/")[2])
    assert draft is not None
    assert cell(hall.store.drafts.content(draft.key).workbook, "Actions", "F2") == "FAM"


def test_a_correction_of_an_earlier_edition_takes_nothing_back_from_the_newer(hall: Hall):
    old = correct(hall, ACTION, "title_da", "Fritidspas", ANNA).headers["Location"]
    published(hall, correct(hall, INDICATOR, "baseline_value", "6,3", CARL).headers["Location"])
    page = Markup(hall.get(old, ANNA).text)
    assert DA("drafts.next.outdated") in page.text
    for step, by in (("submit", ANNA), ("withdraw", ANNA)):
        answer = hall.step(old, step, by)
        assert answer.status_code == (409 if step == "submit" else 303)
    assert DA("drafts.next.outdated") not in Markup(hall.get(old, ANNA).text).text
    again = correct(hall, ACTION, "title_da", "Fritidspas", ANNA).headers["Location"]
    published(hall, again)
    assert cell(hall.store.workbook(3), "Indicators", "N2") == 6.3
    assert cell(hall.store.workbook(3), "Actions", "B2") == "Fritidspas"
