"""An analyst corrects one value: in its own cell, as a draft, told to whoever approves it."""

from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from werkzeug.test import TestResponse

from dashboard.flows.correct_value import typed_text
from dashboard.flows.find_fields import fields_of
from dashboard.flows.open_edition import Library
from dashboard.flows.publish_edition import publish_workbook
from dashboard.language.words import Language, words_for
from dashboard.plan.drafts import DraftKind, DraftState
from dashboard.plan.people import Person
from dashboard.records.sql import SqlStore
from tests.editions import second
from tests.pages.conftest import store_with
from tests.pages.markup import Markup
from tests.pages.test_drafts import ANNA, BO, CARL, DORTE, EVA, Hall, hall_on
from tests.samples import workbook

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
    told = "Tastefejl (Actions!M2, Status: Følger planen → Forsinket) · Rettet"
    assert hall.store.editions()[0].note == told


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
    assert [step.note.partition(" (")[0] for step in draft.steps] == ["Tastefejl", "Også"]
    assert draft.note == " · ".join(step.note for step in draft.steps)
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
