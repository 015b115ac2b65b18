"""Why values were corrected: with the draft, with the edition and for everybody to read."""

from pathlib import Path

import pytest

from dashboard.flows.compare_editions import REACH
from dashboard.flows.publish_edition import publish_workbook
from dashboard.language.words import Language, words_for
from dashboard.plan.drafts import AND
from tests import editions
from tests.pages.conftest import server_on, store_with
from tests.pages.markup import Markup
from tests.pages.test_correcting import correct
from tests.pages.test_drafts import BO, CARL, Hall, hall_on
from tests.samples import store_in, workbook

DA = words_for(Language.DA)
ACTION = "actions/H-001"
REASONS = tuple(f"{why} {'x' * 90} <b>" for why in ("Første", "Anden", "Tredje"))


@pytest.fixture
def hall(tmp_path: Path) -> Hall:
    return hall_on(store_with(tmp_path, workbook("example-city")))


def corrected(hall: Hall) -> str:
    """The address of a draft in which three values are corrected, each with a long reason."""
    new = {"status": "delayed", "budget": "5", "spent": "7"}
    answers = [
        correct(hall, ACTION, field, value, CARL, reason=reason)
        for (field, value), reason in zip(new.items(), REASONS, strict=True)
    ]
    assert [answer.status_code for answer in answers] == [303, 303, 303]
    return answers[-1].headers["Location"]


def field(hall: Hall, at: str, step: str, by: object) -> tuple[str, str]:
    """The form of a step, and its field for words."""
    page = hall.get(at, by).text  # pyright: ignore[reportArgumentType]
    assert not Markup(page).faults
    form = page.partition(f'action="{at}/{step}"')[2].partition("</form>")[0]
    return Markup(form).text, form.partition(f'id="note-{step}"')[2].partition(">")[0]


def test_every_reason_follows_the_draft_and_the_edition_and_can_be_read_by_all(hall: Hall):
    at = corrected(hall)
    draft = hall.store.drafts.draft(at.rpartition("/")[2])
    assert draft is not None
    assert len(draft.note) > 300
    said, typed = field(hall, at, "submit", CARL)
    assert draft.reasons in said
    assert "required" not in typed
    assert "value=" not in typed
    assert hall.step(at, "submit", CARL, note="").status_code == 303
    hall.step(at, "approve", BO)
    said, typed = field(hall, at, "publish", BO)
    assert draft.reasons in said
    assert "value=" not in typed
    assert hall.step(at, "publish", BO, note="Efter aftale").status_code == 303
    note = hall.store.editions()[0].note
    assert note == f"{draft.reasons}{AND}Efter aftale"
    for path in ("/da/changes?from=1&to=2", "/da/changes?goal=1", "/da/about"):
        text = hall.get(path, None).text
        page = Markup(text)
        assert not page.faults
        assert note in page.text
        assert "<b>" not in text.partition("<main")[2]


def test_what_was_added_is_there_to_be_changed_when_a_draft_was_sent_back(hall: Hall):
    at = corrected(hall)
    hall.step(at, "submit", CARL, note="Med fejl")
    hall.step(at, "send_back", BO, note="Stavefejl")
    assert 'value="Med fejl"' in field(hall, at, "submit", CARL)[1]
    hall.step(at, "submit", CARL, note="Uden")
    draft = hall.store.drafts.draft(at.rpartition("/")[2])
    assert draft is not None
    assert draft.note == f"{draft.reasons}{AND}Uden"


def test_words_are_asked_of_whoever_submits_a_whole_workbook(hall: Hall):
    at = hall.send(editions.second(), CARL)
    assert "required" in field(hall, at, "submit", CARL)[1]
    assert hall.step(at, "submit", CARL, note=" ").status_code == 422


def test_a_draft_that_is_full_of_reasons_takes_no_more_and_loses_none(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
):
    at = corrected(hall)
    before = hall.store.drafts.draft(at.rpartition("/")[2])
    assert before is not None
    monkeypatch.setattr("dashboard.flows.correct_value._LONGEST_NOTE", len(before.note) + 20)
    answer = correct(hall, ACTION, "title_da", "Nyt navn", CARL, reason="Fjerde")
    assert answer.status_code == 422
    page = Markup(answer.text)
    assert not page.faults
    assert DA("correct.full") in page.text
    assert "Fjerde" in answer.text
    assert hall.store.drafts.draft(before.key) == before


def test_a_difference_tells_what_was_said_of_each_edition_the_newest_first(tmp_path: Path):
    store = store_in(tmp_path)
    for number in range(1, REACH + 4):
        content = editions.second() if number % 2 else editions.third()
        note = "" if number == 3 else f"Ord-{number:02} & <i>"
        done = publish_workbook(store, content, filename="p.xlsx", by="t", note=note)
        assert done.edition is not None
    client, last = server_on(store).test_client(), REACH + 3

    def told(query: str) -> str:
        page = Markup(client.get(f"/da/changes?{query}").text)
        assert not page.faults
        return page.text

    heading, older = DA.count("changes.notes.heading", 2), DA("changes.history.older")
    narrow = DA("changes.notes.whole").partition("udgaven")[0]  # the word is explained
    text = told("from=4&to=6")
    assert heading in text
    assert text.index("Ord-06 & <i>") < text.index("Ord-05 & <i>")
    assert "Ord-04" not in text
    assert "Ord-07" not in text
    assert older not in text
    assert narrow not in text
    assert "<i>" not in client.get("/da/changes?from=4&to=6").text.partition("<main")[2]
    for query in ("from=2&to=3", "from=3&to=3"):
        assert 'id="notes"' not in client.get(f"/da/changes?{query}").text
    for query in ("goal=1", "administration=FAM"):
        assert narrow in told(f"from=4&to=6&{query}")
    text = told(f"from=1&to={last}")
    assert text.count("Ord-") == REACH
    assert f"Ord-{last}" in text
    assert "Ord-02" not in text
    assert older in text
