"""Two people bring a workbook to the public: who may do what, and what they are told."""

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pytest
from werkzeug.test import TestResponse

from dashboard.language.words import Language, words_for
from dashboard.plan.people import EVERY_ADMINISTRATION, Person, Role
from dashboard.records.sql import SqlStore
from dashboard.records.trail import written
from tests.editions import second, third
from tests.pages.asking import DASH
from tests.pages.conftest import server_on, store_with
from tests.pages.markup import Markup
from tests.pages.signing import Browser, browser, signed_in
from tests.samples import workbook

DA = words_for(Language.DA)
ANNA = Person(1, "Anna", frozenset({Role.ANALYST}), frozenset({"KUF"}))
BO = Person(2, "Bo", frozenset({Role.EDITOR}))
CARL = Person(3, "Carl", frozenset({Role.ANALYST, Role.EDITOR}), frozenset({EVERY_ADMINISTRATION}))
DORTE = Person(4, "Dorte", frozenset({Role.ANALYST}), frozenset({"nobody"}))
EVA = Person(5, "Eva", frozenset({Role.ADMIN}))
# A question to Dash with a store that no page of ours has.
FORGED = {
    "output": "shown.children",
    "outputs": {"id": "shown", "property": "children"},
    "inputs": [{"id": "store", "property": "data", "value": {"role": "admin", "draft": "x"}}],
    "changedPropIds": ["store.data"],
}
STEPS = ("approve", "publish")
ASKED, BACK = f"route:{DASH}", "route:send_back"
PEOPLE = (ANNA, BO, CARL, DORTE, EVA)


@dataclass
class Hall:
    """A city hall whose people are in, each in a browser of their own."""

    store: SqlStore
    stranger: Browser
    browsers: dict[int, Browser]

    def of(self, by: Person | None) -> Browser:
        return self.browsers[by.id] if by else self.stranger

    def get(self, path: str, by: Person | None) -> TestResponse:
        return self.of(by).get(path)

    def post(self, path: str, by: Person | None, **data: str) -> TestResponse:
        return self.of(by).send(path, data)

    def send(self, content: bytes, by: Person) -> str:
        files = {"workbook": (BytesIO(content), "plan.xlsx")}
        answer = self.of(by).send("/da/upload", files)
        assert answer.status_code == 303, answer.text
        return answer.headers["Location"]

    def seen(self, at: str) -> dict[str, str]:
        """What there is to be seen now, as a form says it."""
        draft, newest = self.store.drafts.draft(at.rpartition("/")[2]), self.store.latest()
        assert draft is not None
        assert newest is not None
        return {"checksum": draft.way.checksum, "base": str(newest.number)}

    def lines(self) -> list[tuple[str, str, str, str]]:
        """The trail."""
        found = self.store.database.read(written)
        return [(line.who, line.what, line.object, line.result) for line in found]

    def step(self, at: str, step: str, by: Person, *, note: str = "x") -> TestResponse:
        """Take a step on what is to be seen now."""
        return self.post(f"{at}/{step}", by, note=note, **self.seen(at))


@pytest.fixture
def hall(tmp_path: Path) -> Hall:
    return hall_on(store_with(tmp_path, workbook("example-city")))


def hall_on(store: SqlStore) -> Hall:
    """The people of the tests around a store."""
    server = server_on(store)
    browsers: dict[int, Browser] = {}
    for person in PEOPLE:
        codes = tuple(person.administrations)
        somebody = signed_in(server, store, person.name, *person.roles, administrations=codes)
        assert somebody.number == person.id
        browsers[person.id] = somebody.browser
    return Hall(store, browser(server), browsers)


def test_an_analyst_and_an_editor_publish_together(hall: Hall):
    at = hall.send(second(), ANNA)
    assert hall.step(at, "submit", ANNA, note="Januar").status_code == 303
    assert hall.step(at, "approve", BO).status_code == 303
    done = hall.step(at, "publish", BO, note="")
    page = Markup(hall.get(done.headers["Location"], BO).text)
    assert DA("interface.draft.done", number="2") in page.text
    newest = hall.store.latest()
    assert newest is not None
    assert (newest.published_by, newest.note) == ("Bo", "Januar")
    assert hall.store.workbook(2) == second()


@pytest.mark.parametrize("step", ["approve", "publish"])
def test_who_sent_it_can_neither_approve_nor_publish_it(hall: Hall, step: str):
    at = hall.send(second(), CARL)
    hall.step(at, "submit", CARL)
    if step == "publish":
        hall.step(at, "approve", BO)
    answer = hall.step(at, step, CARL)
    assert answer.status_code == 403
    assert DA("drafts.refused.own_work") in Markup(answer.text).text
    assert len(hall.store.editions()) == 1


def test_a_draft_that_was_not_approved_is_not_published(hall: Hall):
    at = hall.send(second(), ANNA)
    for by in (BO, CARL):
        assert hall.step(at, "publish", by).status_code == 409
    hall.step(at, "submit", ANNA)
    assert hall.step(at, "publish", BO).status_code == 409
    assert len(hall.store.editions()) == 1


def test_an_approval_falls_with_the_published_edition_and_the_new_difference_is_shown(hall: Hall):
    at, other = hall.send(third(), ANNA), hall.send(second(), CARL)
    for each, by in ((at, ANNA), (other, CARL)):
        hall.step(each, "submit", by)
        hall.step(each, "approve", BO)
    assert hall.step(other, "publish", BO).status_code == 303
    answer = hall.step(at, "publish", BO)
    assert answer.status_code == 409
    page = Markup(answer.text)
    assert DA("drafts.refused.moved") in page.text
    assert DA("drafts.public.heading", number="2") in page.text
    assert "A newer name" in page.text
    assert len(hall.store.editions()) == 2


def test_a_replayed_approval_of_another_content_is_refused(hall: Hall):
    at = hall.send(second(), ANNA)
    hall.step(at, "submit", ANNA)
    for forged in ({}, {"checksum": "0" * 64, "base": "1"}, {"checksum": "x", "base": "-1"}):
        assert hall.post(f"{at}/approve", BO, **forged).status_code == 409


def test_others_do_not_know_that_there_is_a_draft(hall: Hall):
    at = hall.send(second(), ANNA)
    for by in (None, DORTE, EVA):
        for path in (at, f"{at}/difference", f"{at}/workbook", f"{at}/marked"):
            assert hall.get(path, by).status_code == 404
    for by in (DORTE, EVA):
        assert hall.post(f"{at}/withdraw", by, note="x").status_code == 404
    assert hall.get("/da/drafts", EVA).status_code == 404
    assert hall.get("/da/drafts", None).headers["Location"] == "/da/sign-in?next=/da/drafts"
    assert DA("drafts.none") in Markup(hall.get("/da/drafts", DORTE).text).text


def test_the_trail_tells_each_step_and_who_was_refused(hall: Hall):
    at = hall.send(second(), ANNA)
    draft = f"draft:{at.rpartition('/')[2][:8]}"
    hall.step(at, "submit", ANNA)
    hall.step(at, "approve", ANNA)
    hall.get(at, DORTE)
    hall.get("/da/drafts", EVA)
    assert hall.lines()[-5:] == [
        ("Anna #1", "send", draft, "done"),
        ("Anna #1", "submit", draft, "done"),
        ("Anna #1", "approve", draft, "refused: not_allowed"),
        ("Dorte #4", "refused", draft, "refused: rights"),
        ("Eva #5", "refused", "route:drafts", "refused: rights"),
    ]


def test_what_is_refused_is_in_the_trail_under_who_tried_it(hall: Hall):
    own, others = hall.send(second(), CARL), hall.send(third(), ANNA)
    mine, theirs = (f"draft:{at.rpartition('/')[2][:8]}" for at in (own, others))
    hall.step(own, "submit", CARL)
    hall.step(others, "submit", ANNA)
    seen, no_one = hall.seen(others), DORTE.signature
    again = {step: lambda step=step: hall.post(f"{others}/{step}", BO, **seen) for step in STEPS}
    tries = [
        # Somebody with both roles, on their own work.
        (lambda: hall.step(own, "approve", CARL), 403, "Carl #3", "approve", mine, "own_work"),
        # What was sent once is sent again, after the draft was published.
        (again["approve"], 303, "Bo #2", "approve", theirs, None),
        (again["publish"], 303, "Bo", "publish", "edition:2", None),
        (again["approve"], 409, "Bo #2", "approve", theirs, "not_now"),
        (again["publish"], 409, "Bo #2", "publish", theirs, "not_now"),
        # A draft of another administration, whatever is tried with it.
        (lambda: hall.step(others, "withdraw", DORTE), 404, no_one, "refused", theirs, "rights"),
        (lambda: hall.get(f"{others}/workbook", DORTE), 404, no_one, "refused", theirs, "rights"),
        # A right that is missing, a form that was given to nobody, a store that was forged.
        (lambda: hall.post("/da/people", BO), 404, "Bo #2", "refused", "route:invite", "rights"),
        (lambda: hall.of(BO).post(f"{own}/send_back"), 403, "Bo #2", "refused", BACK, "stranger"),
        (lambda: hall.of(BO).post(DASH, json=FORGED), 400, "Bo #2", "refused", ASKED, "shape"),
    ]
    for attempt, status, who, deed, of, reason in tries:
        before = hall.lines()
        answer = attempt()
        told = hall.lines()[len(before) :]
        assert (of, answer.status_code) == (of, status)
        result = "done" if reason is None else f"refused: {reason}"
        assert (who, deed, of, result) in told
        assert len(told) == (2 if deed == "publish" and reason is None else 1)


def test_what_strangers_try_does_not_fill_the_trail(hall: Hall):
    before = hall.lines()
    assert hall.stranger.post(DASH, json=FORGED).status_code == 400
    assert hall.stranger.get("/da/people").status_code == 303
    assert hall.stranger.post("/da/people").status_code == 403
    assert hall.lines() == before


def test_whose_rows_are_changed_beyond_the_senders_own_is_told_to_both(hall: Hall):
    at = hall.send(second(), ANNA)
    for by in (ANNA, BO):
        for path in (at, f"{at}/difference"):
            assert DA("drafts.foreign.heading") in Markup(hall.get(path, by).text).text
    whole = hall.send(second(), CARL)
    assert DA("drafts.foreign.heading") not in Markup(hall.get(whole, BO).text).text


@pytest.mark.parametrize("language", Language)
def test_the_difference_is_shown_before_anything_is_public(hall: Hall, language: Language):
    at = hall.send(second(), ANNA).replace("/da/", f"/{language}/")
    for path in (
        at,
        f"{at}/difference",
        f"{at}/difference?sheet=actions&page=1",
        f"/{language}/drafts",
    ):
        answer = hall.get(path, BO)
        page = Markup(answer.text)
        assert (answer.status_code, page.faults) == (200, [])
        assert answer.headers["Cache-Control"] == "no-store"
    assert "Et nyt navn" in hall.get(f"{at}/difference", BO).text


def test_an_edition_is_restored_by_two(hall: Hall):
    _published(hall)
    page = Markup(hall.get("/da/restore/1", BO).text)
    assert page.faults == []
    made = hall.post("/da/restore/1", BO, note="Forkerte tal", base="2", how="ask")
    at = made.headers["Location"]
    assert hall.step(at, "approve", BO).status_code == 403
    assert len(hall.store.editions()) == 2
    hall.step(at, "approve", CARL)
    hall.step(at, "publish", CARL)
    newest = hall.store.latest()
    assert newest is not None
    assert (newest.number, newest.rolled_back_to, newest.alone) == (3, 1, False)
    assert hall.store.workbook(3) == workbook("example-city")


def test_an_emergency_is_flagged_in_public(hall: Hall):
    _published(hall)
    assert hall.post("/da/restore/1", ANNA, note="x", base="2", how="now").status_code == 404
    assert hall.post("/da/restore/1", BO, note="", base="2", how="now").status_code == 422
    assert hall.post("/da/restore/1", BO, note="x", base="1", how="now").status_code == 409
    hall.post("/da/restore/1", BO, note="Forkerte tal", base="2", how="now")
    newest = hall.store.latest()
    assert newest is not None
    assert (newest.number, newest.alone) == (3, True)
    for path in ("/da/changes", "/da/about", "/da/changes.atom"):
        text = hall.get(path, None).text
        assert DA("changes.restored", number="1") in text
        assert DA("changes.alone") in text


def test_own_work_is_not_brought_back_by_its_author_either(hall: Hall):
    _published(hall, by=CARL)
    back = hall.post("/da/restore/1", BO, note="Forkert", base="2", how="now")
    assert back.status_code == 303
    alone = hall.post("/da/restore/2", CARL, note="Det var rigtigt", base="3", how="now")
    assert alone.status_code == 403
    assert DA("drafts.refused.own_work") in Markup(alone.text).text
    assert ("Carl #3", "roll_back", "refused: own_work") in {
        (w, d, r) for w, d, _, r in hall.lines()
    }
    at = hall.post("/da/restore/2", BO, note="Alligevel", base="3", how="ask").headers["Location"]
    assert hall.step(at, "approve", CARL).status_code == 403
    assert len(hall.store.editions()) == 3
    assert [d.key for d in hall.store.drafts.all() if d.state == "submitted"] == [at[-32:]]


def _published(hall: Hall, *, by: Person = ANNA) -> None:
    at = hall.send(second(), by)
    hall.step(at, "submit", by)
    hall.step(at, "approve", BO)
    hall.step(at, "publish", BO)


def test_findings_are_sifted_by_the_address(hall: Hall):
    content = workbook("copenhagen")
    at = hall.send(content, CARL)
    for query in (
        "",
        "?severity=error",
        "?severity=notice&order=kind",
        "?sheet=nothing",
        "?order=x",
    ):
        answer = hall.get(at + query, CARL)
        assert answer.status_code == 200
        assert Markup(answer.text).faults == []


def test_the_list_says_first_what_waits_for_whoever_reads_it(hall: Hall):
    at = hall.send(second(), ANNA)
    hall.step(at, "submit", ANNA)
    for by, waiting in ((BO, DA.count("drafts.list", 1)), (ANNA, DA("drafts.part.nobody"))):
        page = Markup(hall.get("/da/drafts", by).text).text
        assert waiting in page
    assert DA("drafts.next.others.submitted") in page


def test_what_was_sent_back_says_who_did_it_and_why(hall: Hall):
    at = hall.send(second(), ANNA)
    hall.step(at, "submit", ANNA)
    hall.step(at, "send_back", BO, note="Ret H-001")
    page = Markup(hall.get(at, ANNA).text).text
    assert DA("drafts.returned", name="Bo") in page
    assert "Ret H-001" in page
    assert DA("drafts.next.returned") in page


def test_an_approval_that_fell_asks_the_editor_to_look_again(hall: Hall):
    at, other = hall.send(third(), ANNA), hall.send(second(), CARL)
    for each, by in ((at, ANNA), (other, CARL)):
        hall.step(each, "submit", by)
        hall.step(each, "approve", BO)
    hall.step(other, "publish", BO)
    assert DA("drafts.next.again") in Markup(hall.get(at, BO).text).text
    assert DA("drafts.next.moved") in Markup(hall.get(at, ANNA).text).text


def test_a_step_that_failed_is_told_in_the_title_and_leads_to_the_message(hall: Hall):
    at = hall.send(second(), ANNA)
    answer = hall.step(at, "submit", ANNA, note="")
    assert answer.status_code == 422
    assert f"<title>{DA('interface.site.failed', title='')}" in answer.text
    assert 'id="problem" tabindex="-1" autofocus' in answer.text
