"""What a correction must not do: drift from Excel, undo what others did, lead astray."""

from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from dashboard.flows.find_fields import Fixed, fields_of
from dashboard.flows.open_edition import Library
from dashboard.flows.publish_edition import publish_workbook
from dashboard.language.words import Language, words_for
from dashboard.plan.people import Person
from dashboard.plan.sheets import SheetKey
from tests.pages.conftest import store_with
from tests.pages.markup import Markup
from tests.pages.test_correcting import cell, correct, published
from tests.pages.test_drafts import ANNA, BO, CARL, Hall, hall_on
from tests.samples import workbook
from tests.workbooks.books import book_of, saved

DA, EN = words_for(Language.DA), words_for(Language.EN)
ACTION, INDICATOR = "actions/H-001", "indicators/I-01"


@pytest.fixture
def hall(tmp_path: Path) -> Hall:
    return hall_on(store_with(tmp_path, workbook("example-city")))


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
