"""Who may ask what: every address and every callback, for everybody who can ask.

A new address needs a line in addresses.py and in pages/rights.py; without them these tests fail.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from dashboard.app import create_app
from dashboard.flows.publish_edition import publish_workbook
from dashboard.flows.receive_workbook import receive_workbook
from dashboard.pages import guard, rights
from dashboard.pages.questions import PROPERTIES, Guard
from dashboard.plan.people import Person, Right, Role
from dashboard.records.sql import SqlStore
from tests.pages.asking import DASH, questions
from tests.pages.conftest import store_with
from tests.pages.signing import Somebody, browser, signed_in
from tests.samples import settings
from tests.walks.addresses import ALL, INSIDE, PUBLIC, TABLE, Line
from tests.workbooks.books import saved, sound


@dataclass(frozen=True, slots=True)
class Hall:
    """A program with a published plan, a draft, and somebody else."""

    server: Flask
    store: SqlStore
    draft: str
    other: Somebody

    def asking(self, who: str) -> Somebody:
        """Somebody new in this role, in a session that nothing was done in."""
        if who == PUBLIC:
            stranger = Somebody(0, "", browser(self.server))
            stranger.browser.get("/da/sign-in")
            return stranger
        name = f"{who} {_count()}"
        where = ("TMF",) if who == Role.ANALYST else ()
        return signed_in(self.server, self.store, name, Role(who), administrations=where)


_numbers = iter(range(10**6))


def _count() -> int:
    return next(_numbers)


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Hall:
    store = store_with(tmp_path_factory.mktemp("rights"), saved(sound()))
    # Each asks from the same address, and what is refused here must not stop the next.
    server = create_app(settings(UPLOAD_LIMIT_MB="1"), store)
    newer = saved(sound(action={"title_da": "En anden"}))
    publish_workbook(store, newer, filename="plan.xlsx", by="anna", note="x")
    anna = Person(0, "anna", frozenset({Role.ANALYST}), frozenset({"TMF"}))
    sent = {"filename": "plan.xlsx", "by": anna, "settings": settings()}
    draft = receive_workbook(store, saved(sound()), **sent).draft
    assert draft is not None
    other = signed_in(server, store, "Somebody Else", Role.READER)
    return Hall(server, store, draft.key, other)


def _ask(hall: Hall, line: Line, who: str, **more: Any):
    asking = hall.asking(who)
    path = line.path.format(draft=hall.draft, me=asking.number, other=hall.other.number)
    if line.method == "GET":
        return asking.browser.get(path)
    return asking.browser.send(path, dict(line.data), **more)


def _rules(server: Flask) -> set[tuple[str, str]]:
    return {
        (rule.rule, method)
        for rule in server.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }


def test_these_are_all_the_addresses_there_are(hall: Hall):
    assert _rules(hall.server) == {(line.rule, line.method) for line in TABLE}


def test_every_address_has_a_line_that_says_who_may(hall: Hall):
    endpoints = {rule.endpoint for rule in hall.server.url_map.iter_rules()}
    assert endpoints == set(rights.ROUTES)


@pytest.mark.parametrize("who", ALL)
@pytest.mark.parametrize("line", TABLE, ids=lambda line: f"{line.method}-{line.path}")
def test_an_address_answers_those_who_may_and_nobody_else(hall: Hall, line: Line, who: str):
    # Refusals of one must not count for the next.
    with hall.store.database.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM guesses")
    lines = [each for each in TABLE if (each.rule, each.method) == (line.rule, line.method)]
    if (
        line.path == lines[0].path
        and who not in line.let_in
        and any(who in x.let_in for x in lines)
    ):
        return  # another line of the same address is theirs
    answer = _ask(hall, line, who)
    if who in line.let_in:
        assert answer.status_code == line.status
    elif who == PUBLIC and line.asks_in:
        assert answer.headers["Location"] == f"/da/sign-in?next={line.path}"
    else:
        assert answer.status_code == 404
    assert b"Traceback" not in answer.data


@pytest.mark.parametrize("who", ALL)
@pytest.mark.parametrize(
    "line", [x for x in TABLE if x.method == "POST" and x.path != DASH], ids=lambda x: x.path
)
def test_what_changes_something_is_refused_without_the_token_of_the_form(
    hall: Hall, line: Line, who: str
):
    for more in (
        {"data": {}},
        {"data": {"form_token": "x"}},
        {"data": {"form_token": "0" * 64}},
        {"json": {"form_token": "x"}},
    ):
        asking = hall.asking(who)
        path = line.path.format(draft=hall.draft, me=asking.number, other=hall.other.number)
        refused = asking.browser.post(path, **more)
        lines = [each for each in TABLE if (each.rule, each.method) == (line.rule, line.method)]
        may = any(who in each.let_in for each in lines)
        assert refused.status_code == (403 if may else 404)


@pytest.mark.parametrize(
    "line", [x for x in TABLE if x.method == "POST" and x.path != DASH], ids=lambda x: x.path
)
@pytest.mark.parametrize(
    "headers",
    [{"Origin": "https://example.org"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}],
    ids=str,
)
def test_what_changes_something_is_refused_from_another_site(hall: Hall, line: Line, headers):
    for who in line.let_in:
        assert _ask(hall, line, who, headers=headers).status_code == 403


def test_the_token_of_somebody_else_is_none_of_ours(hall: Hall):
    admin, reader = hall.asking(Role.ADMIN), hall.asking(Role.READER)
    stolen = reader.browser.get("/da/me").text.partition('name="form_token" value="')[2][:64]
    assert len(stolen) == 64
    answer = admin.browser.post("/da/people", data={"form_token": stolen, "name": "Eve"})
    assert answer.status_code == 403


@pytest.mark.parametrize("who", INSIDE)
def test_a_session_of_somebody_else_is_not_there(hall: Hall, who: str):
    me = hall.asking(who)
    theirs = hall.other.browser.get("/da/me").status_code
    assert theirs in (200, 303)
    other = signed_in(hall.server, hall.store, f"Other {_count()}", Role.READER)
    with hall.store.database.engine.connect() as connection:
        newest = connection.exec_driver_sql("SELECT max(number) FROM sessions").scalar_one()
    for number in (str(newest), "0", "-1", "x", str(2**40), ""):
        answer = me.browser.send("/da/me/sessions", {"session": number})
        assert answer.status_code == 404
    assert other.browser.get("/da/me").status_code == 200


@pytest.mark.parametrize("number", ["0", "999999", str(2**40)])
def test_a_person_nobody_added_is_not_there(hall: Hall, number: str):
    admin = hall.asking(Role.ADMIN)
    answer = admin.browser.send(f"/da/people/{number}", {"deed": "disable"})
    assert answer.status_code == 404


@pytest.mark.parametrize("who", ALL)
def test_every_callback_answers_everybody_and_changes_nothing(hall: Hall, who: str):
    client = hall.asking(who).browser
    found = questions(client)
    assert found
    before = _dump(hall.store)
    for question in found:
        answer = client.post(DASH, json=question)
        assert answer.status_code in (200, 204), question["output"]
        assert "Set-Cookie" not in answer.headers
    assert _dump(hall.store) == before


def _dump(store: SqlStore) -> list[object]:
    tables = ("editions", "drafts", "people", "recovery_codes", "person_links", "guesses")
    with store.database.engine.connect() as connection:
        return [connection.exec_driver_sql(f"SELECT * FROM {t}").all() for t in tables]


def test_a_callback_without_a_line_answers_nobody(hall: Hall, monkeypatch: pytest.MonkeyPatch):
    client = hall.asking(Role.ADMIN).browser
    monkeypatch.setattr(guard, "CALLBACKS", {})
    for question in questions(client):
        assert client.post(DASH, json=question).status_code == 404


def test_an_address_without_a_line_answers_nobody(hall: Hall, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(guard, "ROUTES", {})
    for who in ALL:
        assert hall.asking(who).browser.get("/da/goals/11?kept=not").status_code == 404


def test_a_callback_whose_values_nobody_checks_is_found():
    asked = [{"id": "x", "property": "n_clicks"}]
    known: dict[str, Any] = {"a.b": {"inputs": asked, "state": [], "callback": print}}
    assert Guard(known).unguarded() == ["a.b n_clicks"]
    assert "n_clicks" not in PROPERTIES


def test_nobody_has_a_right_by_having_none():
    assert not rights.is_let_in(None, None)
    assert not any(rights.is_let_in(None, right) for right in Right)


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE", "PROPFIND"])
def test_no_other_way_of_asking_is_answered(hall: Hall, method: str):
    for line in TABLE:
        answer = hall.asking(Role.ADMIN).browser.open(line.path, method=method)
        assert answer.status_code == 405


_TEMPLATES = sorted(
    (Path(__file__).parents[2] / "dashboard" / "components" / "templates").glob("*.html")
)


def test_every_form_that_changes_something_says_who_got_it():
    seen = 0
    for path in _TEMPLATES:
        text = path.read_text(encoding="utf-8")
        for form in text.split("<form")[1:]:
            head, _, rest = form.partition(">")
            if 'method="post"' in head:
                assert rest.startswith('{% include "form_token.html" %}'), path.name
                seen += 1
    assert seen > 10


def test_what_is_for_everybody_does_not_know_who_reads_it(hall: Hall):
    public: Callable[[Line], bool] = lambda x: x.method == "GET" and x.let_in == ALL  # noqa: E731
    for line in filter(public, TABLE):
        if "sign-in" in line.path or "/upload" in line.path:
            continue
        plain, admin = browser(hall.server).get(line.path), hall.asking(Role.ADMIN)
        seen = admin.browser.get(line.path)
        assert seen.data == plain.data, line.path
        assert "Set-Cookie" not in plain.headers
        assert "Set-Cookie" not in seen.headers
