"""An analyst sends a workbook, reads what is wrong, and publishes it; nobody else can."""

import gc
import time
import warnings
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote

import pytest
from werkzeug.test import TestResponse

from dashboard.app import create_app
from dashboard.language.words import Language, words_for
from dashboard.plan.people import Role
from dashboard.records.sql import SqlStore
from tests.pages.conftest import TICKET, server_on, store_with
from tests.pages.markup import Markup
from tests.pages.signing import Browser, browser, signed_in
from tests.samples import settings, store_in, workbook
from tests.workbooks.books import saved, sound


@dataclass
class Hall:
    """The city hall: a store, a visitor, and an analyst who used the link."""

    store: SqlStore
    visitor: Browser
    analyst: Browser


@pytest.fixture
def hall(tmp_path: Path) -> Hall:
    store = store_in(tmp_path)
    server = server_on(store)
    analyst = browser(server)
    assert analyst.get(f"/da/upload?ticket={TICKET}").status_code == 303
    return Hall(store, browser(server), analyst)


def _send(client: Browser, content: bytes, *, name: str = "plan.xlsx", **more) -> TestResponse:
    files = {"workbook": (BytesIO(content), name)}
    return client.send("/da/upload", files, content_type="multipart/form-data", **more)


def _draft(hall: Hall, content: bytes) -> str:
    """The address of the draft that came of a workbook."""
    answer = _send(hall.analyst, content)
    assert answer.status_code == 303
    return answer.headers["Location"]


def _seen(hall: Hall, at: str) -> dict[str, str]:
    """What the forms of a draft's page hold of what was looked at."""
    hidden = {
        f["name"]: f["value"]
        for f in Markup(hall.analyst.get(at).text).all("input")
        if f.get("type") == "hidden"
    }
    return {key: hidden.get(key, "") for key in ("checksum", "base")}


def _publish(hall: Hall, at: str, **data: str) -> TestResponse:
    return hall.analyst.send(f"{at}/publish", _seen(hall, at) | {"note": "x"} | data)


def test_who_publishes_alone_is_asked_once_what_is_new(hall: Hall):
    page = hall.analyst.get(_draft(hall, workbook("example-city"))).text
    assert page.count('name="note" type="text"') == 2  # the other one is for taking it back
    assert "/publish" in page
    assert "/submit" not in page


@pytest.mark.parametrize("language", Language)
def test_without_the_link_there_is_no_form_but_a_reason(hall: Hall, language: Language):
    page = Markup(hall.visitor.get(f"/{language}/upload").text)
    assert page.forms == []
    assert words_for(language)("interface.upload.closed") in page.text


def test_the_link_gives_a_cookie_that_scripts_cannot_read(tmp_path: Path):
    client = server_on(store_in(tmp_path)).test_client()
    answer = client.get(f"/da/upload?ticket={TICKET}")
    assert answer.headers["Location"] == "/da/upload"
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert TICKET not in cookie
    form, _ = Markup(client.get("/da/upload").text).forms  # the other finds a row to correct
    assert (form["method"], form["enctype"]) == ("post", "multipart/form-data")


@pytest.mark.parametrize("ticket", ["", "wrong", TICKET[:-1], TICKET + "x", "é", "%00", "x" * 9999])
def test_a_wrong_ticket_opens_nothing(hall: Hall, ticket: str):
    answer = hall.visitor.get("/da/upload", query_string={"ticket": ticket})
    assert answer.status_code == 200
    assert Markup(answer.text).forms == []
    assert "Set-Cookie" not in answer.headers


def test_without_a_ticket_at_start_nobody_can_send(tmp_path: Path):
    client = browser(create_app(settings(), store_in(tmp_path)))
    for ticket in ("", "None", "0"):
        client.get("/da/upload", query_string={"ticket": ticket})
        assert _send(client, workbook("copenhagen")).status_code == 403


def test_the_link_expires(hall: Hall, monkeypatch: pytest.MonkeyPatch):
    assert Markup(hall.analyst.get("/da/upload").text).forms
    later = time.time() + 13 * 3600
    monkeypatch.setattr(time, "time", lambda: later)
    assert Markup(hall.analyst.get("/da/upload").text).forms == []
    assert _send(hall.analyst, saved(sound())).status_code == 404


def test_the_link_opens_nothing_once_there_are_people(hall: Hall):
    at = _draft(hall, saved(sound()))
    editor = signed_in(hall.analyst.application, hall.store, "Eva", Role.EDITOR)
    assert editor.browser.get(at).status_code == 200
    assert hall.analyst.get(at).status_code == 404
    assert _send(hall.analyst, saved(sound())).status_code == 404
    again = browser(hall.analyst.application)
    assert again.get(f"/da/upload?ticket={TICKET}").status_code == 200
    assert again.shown() == ""


@pytest.mark.parametrize("cookie", ["x", "x" * 43, "", "%00", "é" * 43])
def test_a_cookie_nobody_gave_opens_nothing(hall: Hall, cookie: str):
    stranger = browser(hall.analyst.application)
    stranger.set_cookie("sdg", cookie)
    assert Markup(stranger.get("/da/upload").text).forms == []
    assert _send(stranger, saved(sound())).status_code in (403, 404)
    assert hall.store.latest() is None


def test_a_sound_workbook_is_read_then_published_and_seen_by_all(hall: Hall):
    at = _draft(hall, saved(sound(action={"title_da": "Nye træer"})))
    draft = Markup(hall.analyst.get(at).text)
    assert draft.faults == []
    assert words_for(Language.DA)("interface.draft.ready") in draft.text
    assert hall.store.latest() is None
    assert f"{at}/publish" in [form["action"] for form in draft.forms]
    done = _publish(hall, at, note="Efteråret")
    assert done.status_code == 303
    said = Markup(hall.analyst.get(done.headers["Location"]).text).text
    assert words_for(Language.DA)("interface.draft.done", number="1") in said
    edition = hall.store.latest()
    assert edition is not None
    assert (edition.number, edition.note, edition.filename) == (1, "Efteråret", "plan.xlsx")
    assert "Nye træer" in hall.visitor.get("/da/goals/11").text


def test_what_is_published_is_what_was_sent_byte_for_byte(hall: Hall):
    at = _draft(hall, workbook("copenhagen"))
    _publish(hall, at)
    assert hall.store.workbook(1) == workbook("copenhagen")


def test_every_mistake_stands_by_its_cell_and_cannot_be_published(hall: Hall):
    content = saved(sound(action={"goals": "18", "responsible": "TFM", "due_date": "i går"}))
    at = _draft(hall, content)
    page = Markup(hall.analyst.get(at).text)
    for cell in ("Handlinger!D2", "Handlinger!F2", "Handlinger!L2"):
        assert cell in page.text
    assert [form["action"] for form in page.forms] == [f"{at}/withdraw"]
    assert _publish(hall, at).status_code in (409, 422)
    assert hall.store.latest() is None


def test_the_findings_are_the_same_in_the_other_language(hall: Hall):
    at = _draft(hall, saved(sound(action={"goals": "18"})))
    page = Markup(hall.analyst.get(at.replace("/da/", "/en/")).text)
    assert page.all("html")[0]["lang"] == "en"
    assert "Handlinger!D2" in page.text


@pytest.mark.parametrize("content", [b"", b"no workbook", b"PK\x03\x04 broken", b"\x00" * 5000])
def test_a_file_that_is_no_workbook_is_told_and_not_kept(hall: Hall, content: bytes):
    answer = _send(hall.analyst, content)
    assert answer.status_code == 422
    page = Markup(answer.text)
    assert page.faults == []
    assert words_for(Language.DA)("interface.draft.unreadable") in page.text
    assert "Traceback" not in page.text


def test_sending_nothing_asks_for_a_file(hall: Hall):
    for data in ({}, {"workbook": "text, no file"}, {"other": "x"}):
        answer = hall.analyst.send("/da/upload", data)
        assert answer.status_code == 422
        assert words_for(Language.DA)("interface.upload.no_file") in Markup(answer.text).text


@pytest.mark.parametrize("megabytes", [1.5, 3, 8])
def test_a_file_that_is_too_large_is_told_with_the_limit(hall: Hall, megabytes: float):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # a form that was cut off in the middle
        status, text = _refused(hall, int(megabytes * 1024 * 1024))
        gc.collect()
    assert status == 413
    assert "1 MB" in text.replace("\N{NO-BREAK SPACE}", " ")


def _refused(hall: Hall, size: int) -> tuple[int, str]:
    answer = _send(hall.analyst, b"\x00" * size)
    return answer.status_code, Markup(answer.text).text


@pytest.mark.parametrize(
    "name", ["../../x.xlsx", "<script>alert(1)</script>.xlsx", "æ\x00.xlsx", "x"]
)
def test_the_name_of_a_file_is_only_text(hall: Hall, name: str):
    at = _send(hall.analyst, saved(sound()), name=name).headers["Location"]
    page = hall.analyst.get(at)
    assert page.status_code == 200
    assert "<script>alert" not in page.text


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://example.org"},
        {"Origin": "null"},
        {"Origin": "http://localhost.example.org"},
        {"Origin": "http://localhost:81"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "http://localhost", "Sec-Fetch-Site": "cross-site"},
    ],
)
def test_a_form_on_another_site_can_neither_send_nor_publish(hall: Hall, headers):
    at = _draft(hall, saved(sound()))
    answer = _send(hall.analyst, saved(sound()), headers=headers)
    assert answer.status_code == 403
    assert words_for(Language.DA)("people.refused.stranger.heading") in Markup(answer.text).text
    refused = hall.analyst.send(f"{at}/publish", {"note": "x"}, headers=headers)
    assert refused.status_code == 403
    assert hall.store.latest() is None


@pytest.mark.parametrize(
    "headers",
    [{}, {"Origin": "http://localhost"}, {"Sec-Fetch-Site": "same-origin"}],
)
def test_a_form_on_our_own_page_can(hall: Hall, headers):
    assert _send(hall.analyst, saved(sound()), headers=headers).status_code == 303


def test_a_visitor_can_neither_read_nor_publish_a_draft(hall: Hall):
    at = _draft(hall, saved(sound()))
    assert hall.visitor.get(at).status_code == 404
    assert hall.visitor.send(f"{at}/publish", {"note": "x"}).status_code == 403
    assert _send(hall.visitor, saved(sound())).status_code == 403
    assert hall.visitor.get(f"{at}/marked").status_code == 404
    assert hall.store.latest() is None


@pytest.mark.parametrize("key", ["nothing", "%00", "..", "x" * 3000, "æ", "1"])
def test_a_draft_nobody_sent_is_a_404(hall: Hall, key: str):
    assert hall.analyst.get(f"/da/upload/{key}").status_code == 404
    assert hall.analyst.send(f"/da/upload/{key}/publish", {"note": "x"}).status_code == 404


def test_publishing_needs_a_note(hall: Hall):
    at = _draft(hall, saved(sound()))
    for note in ("", "  "):
        answer = _publish(hall, at, note=note)
        assert answer.status_code == 422
        assert words_for(Language.DA)("drafts.refused.no_reason") in Markup(answer.text).text
    assert hall.store.latest() is None


def test_publishing_the_same_draft_twice_is_one_edition(hall: Hall):
    at = _draft(hall, saved(sound()))
    seen = _seen(hall, at)
    found = [hall.analyst.send(f"{at}/publish", seen | {"note": "x"}) for _ in range(2)]
    assert [answer.status_code for answer in found] == [303, 409]
    assert len(hall.store.editions()) == 1


def test_what_analysts_see_is_kept_by_no_cache(hall: Hall):
    at = _draft(hall, saved(sound()))
    for path in ("/da/upload", at):
        assert hall.analyst.get(path).headers["Cache-Control"] == "no-store"


def test_a_name_that_hides_something_is_kept_told_and_saved_plainly(hall: Hall):
    strange = "..\\..\\æøå\u202e\tx.xlsx"
    answer = _send(hall.analyst, saved(sound(action={"goals": "18"})), name=strange)
    at = answer.headers["Location"]
    draft = hall.store.drafts.draft(at.rsplit("/", 1)[-1])
    assert draft is not None
    assert draft.filename == "æøåx.xlsx"
    page = hall.analyst.get(at).text
    assert "æøåx.xlsx" in page
    assert "\u202e" not in page
    for path, name in (("workbook", "æøåx.xlsx"), ("marked", "æøåx (markeret).xlsx")):
        told = hall.analyst.get(f"{at}/{path}").headers["Content-Disposition"]
        assert unquote(told).endswith(f"filename*=UTF-8''{name}")


def test_a_name_that_was_kept_by_an_older_release_is_saved_plainly(tmp_path: Path):
    store = store_with(tmp_path, workbook("example-city"))
    strange, tables = "../a\u202e.xlsx", store.tables(1)
    kept = store.publish(b"x", tables=tables, filename=strange, by="t", note="")
    server = create_app(settings(WORKBOOK_DOWNLOAD="1"), store, ticket=TICKET)
    told = server.test_client().get(f"/da/about/{kept.number}/workbook")
    assert told.headers["Content-Disposition"] == "attachment; filename=a.xlsx"
