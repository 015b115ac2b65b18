"""A workbook on its way, told in lines; and how many are taken in at once."""

import gc
import logging
import warnings
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from threading import Event

import orjson
import pytest
from werkzeug.test import TestResponse

from dashboard import app
from dashboard.flows import open_draft
from dashboard.flows.take_turns import Busy, Turns
from dashboard.language.words import Language, words_for
from dashboard.pages import room as rooms
from dashboard.pages import telling, upload
from dashboard.records.sql import SqlStore
from tests.pages.conftest import TICKET, server_on
from tests.pages.markup import Markup
from tests.pages.signing import Browser, browser
from tests.samples import store_in
from tests.workbooks.books import saved, sound

ACCEPT = {"Accept": "application/x-ndjson, text/html;q=0.5"}
DA = words_for(Language.DA)


@dataclass
class Hall:
    """The city hall: an analyst who used the link, and the line of workbooks."""

    store: SqlStore
    analyst: Browser
    turns: Turns

    def send(self, content: bytes, *, name: str = "plan.xlsx", lang: str = "da", **headers: str):
        files = {"workbook": (BytesIO(content), name)}
        return self.analyst.send(f"/{lang}/upload", files, headers=headers)

    def lines(self, content: bytes, **more: str) -> tuple[TestResponse, list[dict[str, object]]]:
        answer = self.send(content, **ACCEPT, **more)
        return answer, [orjson.loads(line) for line in answer.data.splitlines() if line]

    def full(self) -> ExitStack:
        """As if as many as this worker takes in were there."""
        with ExitStack() as stack:
            try:
                while True:
                    stack.callback(self.turns.come_in())
            except Busy:
                return stack.pop_all()
        raise AssertionError


@pytest.fixture
def hall(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hall]:
    made: list[Turns] = []

    def make(**given: int) -> Turns:
        made.append(Turns(**given))
        return made[-1]

    monkeypatch.setattr(app, "Turns", make)
    store = store_in(tmp_path)
    analyst = browser(server_on(store))
    analyst.get(f"/da/upload?ticket={TICKET}")
    yield Hall(store, analyst, made[0])
    with hall_is_empty(made[0]):
        pass


def hall_is_empty(turns: Turns) -> ExitStack:
    """Every place was given back: all four can be taken."""
    with ExitStack() as stack:
        for _ in range(4):
            stack.callback(turns.come_in())
        return stack.pop_all()


def too_large(hall: Hall, **headers: str) -> tuple[int, Markup]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # a form that was cut off in the middle
        status, text = _told(hall.send(b"\x00" * 1_500_000, **headers))
        gc.collect()
    return status, Markup(text)


def _told(answer: TestResponse) -> tuple[int, str]:
    return answer.status_code, answer.text


@pytest.mark.parametrize("lang", Language)
def test_every_step_is_told_in_words_and_the_last_line_leads_to_the_draft(hall: Hall, lang: str):
    words = words_for(Language(lang))
    answer, lines = hall.lines(saved(sound()), lang=lang)
    steps = list(dict.fromkeys(line["said"] for line in lines[:-1]))
    told = words.under("commands.steps")
    assert steps == [told[step] for step in ("gate", "read", "recognise", "check", "keep")]
    shares = [line["share"] for line in lines[:-1]]
    assert all(isinstance(share, float | int) and 0 <= share <= 1 for share in shares)
    where = str(lines[-1]["go"])
    assert where.startswith(f"/{lang}/upload/")
    assert hall.analyst.get(where).status_code == 200
    assert (answer.status_code, answer.mimetype) == (200, "application/x-ndjson")


def test_lines_have_the_headers_of_every_answer_and_no_proxy_holds_them_back(hall: Hall):
    answer, _ = hall.lines(saved(sound()))
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Accel-Buffering"] == "no"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
    assert "Content-Encoding" not in answer.headers


@pytest.mark.parametrize("content", [b"", b"no workbook", b"PK\x03\x04 broken"])
def test_why_a_file_cannot_be_read_is_the_last_line(hall: Hall, content: bytes):
    _, lines = hall.lines(content)
    assert set(lines[-1]) == {"problem"}
    assert str(lines[-1]["problem"]).startswith(DA("interface.draft.unreadable"))
    assert hall.store.drafts.all() == ()


def test_who_may_not_send_gets_a_page_and_no_line(hall: Hall):
    files = {"workbook": (BytesIO(saved(sound())), "plan.xlsx"), "form_token": "0" * 64}
    refused = hall.analyst.post("/da/upload", data=files, headers=ACCEPT)
    assert (refused.status_code, refused.mimetype) == (403, "text/html")
    stranger = browser(hall.analyst.application)
    stranger.get("/da/sign-in")
    sent = {"workbook": (BytesIO(saved(sound())), "plan.xlsx")}
    assert stranger.send("/da/upload", sent, headers=ACCEPT).status_code == 404
    assert hall.store.drafts.all() == ()


def test_nothing_and_too_much_are_told_on_the_page_that_can_be_sent_from(hall: Hall):
    missing = hall.analyst.send("/da/upload", {}, headers=ACCEPT)
    for status, page in ((missing.status_code, Markup(missing.text)), too_large(hall, **ACCEPT)):
        assert status in (413, 422)
        assert page.forms
        assert page.faults == []


def test_a_browser_that_asks_for_anything_gets_the_way_to_the_draft(hall: Hall):
    for accept in ("*/*", "text/html,application/xhtml+xml,*/*;q=0.8", ""):
        assert hall.send(saved(sound()), Accept=accept).status_code == 303


def test_a_fault_of_ours_is_a_number_and_not_a_trace(
    hall: Hall, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("the secret place")

    monkeypatch.setattr(upload, "receive_workbook", broken)
    with caplog.at_level(logging.ERROR, logger="dashboard"):
        answer, lines = hall.lines(saved(sound()))
    (line,) = lines
    number = caplog.records[0].getMessage().split()[1]
    assert line == {"problem": DA("interface.failed.lead", id=number)}
    assert b"secret" not in answer.data
    assert b"Traceback" not in answer.data


def test_who_waits_is_told_which_number_they_are(hall: Hall, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(upload, "_TOLD_PATIENCE", 0.3)
    with hall.turns.turn(patience=0):
        _, lines = hall.lines(saved(sound()))
    assert lines[0] == {"said": DA("sending.queue", place=2)}
    assert lines[-1] == {"problem": DA("sending.busy")}
    _, lines = hall.lines(saved(sound()))
    assert "go" in lines[-1]


def test_a_plain_form_waits_a_while_and_is_then_told_when_to_come_again(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(upload, "PATIENCE", 0.2)
    with hall.turns.turn(patience=0):
        answer = hall.send(saved(sound()))
    page = Markup(answer.text)
    assert (answer.status_code, page.faults) == (503, [])
    assert answer.headers["Retry-After"] == "10"
    assert DA("sending.busy") in page.text
    assert page.forms
    assert hall.store.drafts.all() == ()


def test_the_marked_copy_waits_for_its_turn_too(hall: Hall, monkeypatch: pytest.MonkeyPatch):
    at = hall.send(saved(sound())).headers["Location"]
    monkeypatch.setattr(rooms, "PATIENCE", 0.2)
    with hall.turns.turn(patience=0):
        assert hall.analyst.get(f"{at}/marked").status_code == 503
    assert hall.analyst.get(f"{at}/marked").status_code == 200


@pytest.mark.parametrize("headers", [{}, ACCEPT], ids=["plain", "lines"])
def test_workbooks_never_take_every_thread(hall: Hall, headers: dict[str, str]):
    class Body(BytesIO):
        was_read = False

        def read(self, *amount: int) -> bytes:
            Body.was_read = True
            return super().read(*amount)

    with hall.full():
        answer = hall.analyst.post(
            "/da/upload",
            input_stream=Body(b"x" * 1000),
            content_length=1000,
            content_type="multipart/form-data; boundary=x",
            headers=headers,
        )
        assert hall.analyst.get("/da/").status_code == 200
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "10"
    assert DA("people.refused.busy.heading") in Markup(answer.text).text
    assert not Body.was_read  # it is told before anything is taken in
    assert hall.send(saved(sound())).status_code == 303


def test_a_place_is_given_back_however_it_ends(hall: Hall):
    for _ in range(5):
        hall.send(saved(sound()))
        hall.lines(b"no workbook")
        hall.analyst.send("/da/upload", {}, headers=ACCEPT)
        hall.analyst.post("/da/upload", data={"form_token": "x"})
        too_large(hall)
    assert hall.send(saved(sound())).status_code == 303


def test_work_ends_where_nobody_listens_any_more():
    ended, told = Event(), Event()

    def work(tell: telling.Tell) -> telling.Line:
        while True:
            tell({"said": "x"})
            told.set()
            Event().wait(0.01)

    lines = telling.Told(work, fault=lambda _: {}, done=ended.set)
    assert orjson.loads(next(lines)) == {"said": "x"}
    assert not ended.is_set()
    lines.close()
    assert ended.wait(10)


def test_an_answer_that_was_never_begun_is_over_too():
    ended = Event()

    def work(tell: telling.Tell) -> telling.Line:
        Event().wait(0.05)
        tell({})
        raise AssertionError

    telling.Told(work, fault=lambda _: {}, done=ended.set).close()
    assert ended.wait(10)


def test_silence_is_broken_so_that_a_lost_reader_is_found(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(telling, "_SILENCE", 0.01)
    go_on = Event()

    def work(_tell: telling.Tell) -> telling.Line:
        assert go_on.wait(10)
        return {"go": "/"}

    lines = telling.Told(work, fault=lambda _: {}, done=lambda: None)
    assert next(lines) == b"\n"
    go_on.set()
    assert orjson.loads(b"".join(lines)) == {"go": "/"}


def test_a_draft_that_is_being_worked_out_holds_no_other_reader_up(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(open_draft, "_PATIENCE", 0.1)
    at = hall.send(saved(sound())).headers["Location"]
    began, go_on = Event(), Event()
    work = open_draft.Proposals._worked_out

    def slowly(*given: object) -> open_draft.Proposed:
        began.set()
        assert go_on.wait(30)
        return work(*given)

    monkeypatch.setattr(open_draft.Proposals, "_worked_out", slowly)
    other = browser(hall.analyst.application)
    other.set_cookie("sdg", hall.analyst.shown())
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(hall.analyst.get, at)
        assert began.wait(30)
        second = other.get(at)
        assert (second.status_code, second.headers["Retry-After"]) == (503, "10")
        go_on.set()
        assert first.result(30).status_code == 200
    assert other.get(at).status_code == 200
