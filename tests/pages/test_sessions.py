"""Being in: how long it lasts, who can end it, and what an administrator does."""

from pathlib import Path

import pytest

from dashboard.language.words import Language, words_for
from dashboard.plan.accounts import Stage
from dashboard.plan.people import Role
from dashboard.records.sessions import Sessions
from tests.pages.markup import Markup
from tests.pages.signing import (
    LIMITS,
    PASSWORD,
    House,
    Somebody,
    browser,
    grown_older,
    invited,
    set_up,
    signed_in,
)

SAID = words_for(Language.DA)


def test_a_session_ends_when_nothing_was_done_for_half_an_hour(house: House):
    eva = signed_in(house.server, house.store, "Eva", Role.READER)
    grown_older(house.store, eva.browser.shown(), by=29 * 60)
    assert eva.is_in()  # and from here it counts anew
    grown_older(house.store, eva.browser.shown(), by=31 * 60)
    assert not eva.is_in()


def test_a_session_ends_after_eight_hours_whatever_is_done(house: House):
    eva = signed_in(house.server, house.store, "Eva", Role.READER)
    grown_older(house.store, eva.browser.shown(), by=8 * 3600 - 60, seen=False)
    assert eva.is_in()
    grown_older(house.store, eva.browser.shown(), by=120, seen=False)
    assert not eva.is_in()


def test_signing_out_ends_the_session_and_not_only_the_cookie(house: House):
    eva = signed_in(house.server, house.store, "Eva", Role.READER)
    kept = eva.browser.shown()
    assert eva.browser.send("/da/sign-out").headers["Location"] == "/da/"
    assert eva.browser.shown() == ""
    eva.browser.set_cookie("sdg", kept)
    assert not eva.is_in()


def test_somebody_can_end_their_other_sessions(house: House):
    eva = signed_in(house.server, house.store, "Eva", Role.READER)
    phone = browser(house.server)
    phone.set_cookie("sdg", _another_session(house, eva.number))
    page = Markup(eva.browser.get("/da/me").text)
    assert page.faults == []
    assert phone.get("/da/me").status_code == 200
    eva.browser.send("/da/me/sessions", {"session": "others"})
    assert phone.get("/da/me").status_code == 303
    assert eva.is_in()


def _another_session(house: House, number: int) -> str:
    return Sessions(house.store.database, LIMITS).start(number, Stage.FULL, browser="Safari iPhone")


@pytest.mark.parametrize("deed", ["disable", "sign_out", "rights", "link"])
def test_what_an_administrator_does_holds_at_once(house: House, deed: str):
    admin = signed_in(house.server, house.store, "Ada", Role.ADMIN)
    eva = signed_in(house.server, house.store, "Eva", Role.READER)
    sent = {"deed": deed, "role": "editor", "administrations": ""}
    answer = admin.browser.send(f"/da/people/{eva.number}", sent)
    assert answer.status_code == 200
    assert Markup(answer.text).faults == []
    assert eva.is_in() == (deed == "link")
    assert house.last()[0].startswith("Ada #")
    assert house.last()[2] == f"person:{eva.number}"


def test_an_administrator_invites_somebody_who_then_comes_in(house: House):
    admin = signed_in(house.server, house.store, "Ada", Role.ADMIN)
    sent = {"name": "Ib", "role": "analyst", "administrations": "TMF; BUF"}
    page = admin.browser.send("/da/people", sent).text
    link = page.partition("/sign-in/")[2].partition("</code>")[0]
    ib = Somebody(0, "Ib", browser(house.server))
    assert set_up(ib, link).status_code == 200
    assert "TMF" in Markup(ib.browser.get("/da/me").text).text
    assert link not in admin.browser.get("/da/people").text


@pytest.mark.parametrize(
    ("sent", "problem"),
    [
        ({"name": "", "role": "reader"}, "no_name"),
        ({"name": "  \0 ", "role": "reader"}, "no_name"),
        ({"name": "Ib"}, "no_role"),
        ({"name": "Ib", "role": "king"}, "no_role"),
        ({"name": "ADA", "role": "reader"}, "taken"),
        ({"name": "Ib", "role": "analyst"}, "no_administration"),
        ({"name": "Ib", "role": ["admin", "editor"]}, "together"),
    ],
)
def test_an_invitation_that_makes_no_sense_is_told(house: House, sent, problem: str):
    admin = signed_in(house.server, house.store, "Ada", Role.ADMIN)
    answer = admin.browser.send("/da/people", sent)
    assert answer.status_code == 422
    assert SAID(f"people.problem.{problem}") in Markup(answer.text).text


def test_a_password_is_changed_by_who_knows_it_and_ends_every_other_session(house: House):
    bo, link = invited(house.server, house.store, "Bo", Role.READER)
    set_up(bo, link)
    phone = browser(house.server)
    phone.set_cookie("sdg", _another_session(house, bo.number))
    new = {"password": "ny lang sætning her", "again": "ny lang sætning her"}
    assert bo.browser.send("/da/me/password", {"now": "forkert", **new}).status_code == 422
    before = bo.browser.shown()
    assert bo.browser.send("/da/me/password", {"now": PASSWORD, **new}).status_code == 303
    assert bo.browser.shown() != before
    assert bo.is_in()
    assert phone.get("/da/me").status_code == 303


def test_nothing_that_opens_a_door_stands_in_the_database(house: House, tmp_path: Path):
    bo, link = invited(house.server, house.store, "Bo", Role.READER)
    set_up(bo, link)
    content = b"".join(p.read_bytes() for p in tmp_path.iterdir())
    for secret in (
        PASSWORD,
        link,
        bo.browser.shown(),
        *bo.recovery,
        bo.recovery[0].replace("-", ""),
    ):
        assert secret.encode() not in content
    assert b"$argon2id$" in content


def test_where_no_draft_is_the_ways_of_the_room_stay(house: House):
    eva = signed_in(house.server, house.store, "Eva", Role.READER)
    answer = eva.browser.get("/da/upload/none")
    assert answer.status_code == 404
    assert 'href="/da/drafts"' in answer.text
    assert SAID("people.inside.out") in answer.text
    stranger = browser(house.server).get("/da/upload/none")
    assert stranger.status_code == 404
    assert 'href="/da/drafts"' not in stranger.text
