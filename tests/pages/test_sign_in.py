"""Coming in, and being kept out: passwords, one-time codes, links and sessions."""

import time
from pathlib import Path

import pytest

from dashboard.app import create_app
from dashboard.language.words import Language, words_for
from dashboard.pages.door import onward
from dashboard.plan.people import Role
from tests.pages.markup import Markup
from tests.pages.signing import (
    PASSWORD,
    House,
    Noted,
    Somebody,
    browser,
    grown_older,
    invited,
    let_code_be_new,
    set_up,
    sign_in,
)
from tests.samples import settings

SAID = words_for(Language.DA)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> tuple[House, Somebody]:
    """A house in which Anna chose a password and set up one-time codes."""
    store = Noted(f"sqlite:///{tmp_path_factory.mktemp('house') / 'plan.sqlite'}")
    there = House(create_app(settings(), store), store)
    anna, link = invited(there.server, store, "Anna Berg", Role.EDITOR)
    assert set_up(anna, link).status_code == 200
    return there, anna


@pytest.fixture
def anna(shared: tuple[House, Somebody]) -> Somebody:
    """Anna in a new browser, with no wrong guess against her."""
    there, first = shared
    with there.store.database.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM guesses")
    let_code_be_new(there.store, first.number)
    return Somebody(first.number, first.name, browser(there.server), first.secret, first.recovery)


def _code(somebody: Somebody, code: str):
    return somebody.browser.send("/da/sign-in/code", {"code": code})


def test_who_is_invited_chooses_a_password_sets_up_codes_and_is_in(house: House):
    bo, link = invited(house.server, house.store, "Bo", Role.ADMIN)
    answer = set_up(bo, link)
    assert answer.status_code == 200
    assert len(set(bo.recovery)) == 10
    assert bo.is_in()
    assert bo.browser.get("/da/people").status_code == 200
    assert (f"Bo #{bo.number}", "sign_in", f"person:{bo.number}", "done") in house.store.trail


def test_the_secret_stands_as_a_picture_and_as_text_and_only_before_it_is_confirmed(house: House):
    bo, link = invited(house.server, house.store, "Bo", Role.READER)
    bo.browser.get(f"/da/sign-in/{link}")
    bo.browser.send(f"/da/sign-in/{link}", {"password": PASSWORD, "again": PASSWORD})
    page = Markup(bo.browser.get("/da/sign-in/codes").text)
    assert page.faults == []
    (picture,) = [given for name, given in page.tags if name == "svg" and given.get("role")]
    assert picture["aria-label"] == SAID("people.codes.picture")
    assert bo.browser.send("/da/sign-in/codes", {"code": "000000"}).status_code == 403
    assert not bo.is_in()


@pytest.mark.parametrize(
    "password",
    ["short", "kodeord12345", "Password1234!", "123456789012", "qwertyuiopås", "bo-bo-bo-1234", ""],
)
def test_a_password_that_can_be_guessed_is_refused(house: House, password: str):
    bo, link = invited(house.server, house.store, "Bo Bobsen", Role.READER)
    bo.browser.get(f"/da/sign-in/{link}")
    sent = {"password": password, "again": password}
    answer = bo.browser.send(f"/da/sign-in/{link}", sent)
    assert answer.status_code == 422
    assert bo.browser.get(f"/da/sign-in/{link}").status_code == 200  # the link still holds


def test_a_link_can_be_used_once(house: House):
    bo, link = invited(house.server, house.store, "Bo", Role.READER)
    set_up(bo, link)
    thief = browser(house.server)
    thief.get("/da/sign-in")
    assert thief.get(f"/da/sign-in/{link}").status_code == 404
    sent = {"password": PASSWORD, "again": PASSWORD}
    assert thief.send(f"/da/sign-in/{link}", sent).status_code == 404
    assert bo.is_in()


def test_a_link_holds_for_an_hour(house: House, monkeypatch: pytest.MonkeyPatch):
    _, link = invited(house.server, house.store, "Bo", Role.READER)
    there, at = browser(house.server), time.time()
    monkeypatch.setattr(time, "time", lambda: at + 59 * 60)
    assert there.get(f"/da/sign-in/{link}").status_code == 200
    monkeypatch.setattr(time, "time", lambda: at + 61 * 60)
    assert there.get(f"/da/sign-in/{link}").status_code == 404


def test_a_password_and_a_code_let_in_under_a_new_name_at_each_step(shared, anna: Somebody):
    there = anna.browser
    there.get("/da/sign-in?next=/da/upload")
    names = [there.shown()]
    sent = {"name": "  ANNA   berg ", "password": PASSWORD, "next": "/da/upload"}
    asked = there.send("/da/sign-in", sent)
    assert asked.headers["Location"] == "/da/sign-in/code?next=/da/upload"
    names.append(there.shown())
    assert not anna.is_in()
    done = there.send("/da/sign-in/code", {"code": anna.code(), "next": "/da/upload"})
    assert done.headers["Location"] == "/da/upload"
    names.append(there.shown())
    assert anna.is_in()
    assert len(set(names)) == 3
    for old in names[:2]:  # who knew an earlier name knows nothing now
        stranger = browser(shared[0].server)
        stranger.set_cookie("sdg", old)
        assert stranger.get("/da/me").status_code == 303


def test_a_code_cannot_be_used_twice(shared, anna: Somebody):
    code = anna.code()
    sign_in(anna)
    assert _code(anna, code).status_code == 303
    again = Somebody(anna.number, anna.name, browser(shared[0].server), anna.secret)
    sign_in(again)
    answer = _code(again, code)
    assert answer.status_code == 403
    assert SAID("people.problem.wrong_code") in Markup(answer.text).text
    assert shared[0].last()[3] == "refused: wrong_code"
    assert not again.is_in()


def test_a_recovery_code_is_a_code_once(shared, anna: Somebody):
    code = anna.recovery.pop()
    sign_in(anna)
    assert _code(anna, f" {code.upper()} ").status_code == 303
    again = Somebody(anna.number, anna.name, browser(shared[0].server), anna.secret)
    sign_in(again)
    assert _code(again, code).status_code == 403


@pytest.mark.parametrize("code", ["", "x", "12345", "1234567", "١٢٣٤٥٦", "0" * 5000, "\0" * 6])
def test_what_is_no_code_is_refused(anna: Somebody, code: str):
    sign_in(anna)
    assert _code(anna, code).status_code == 403


def test_an_unknown_name_and_a_wrong_password_are_answered_alike(shared, anna: Somebody):
    wrong = sign_in(anna, password="helt forkert her")
    unknown = sign_in(anna, name="Nobody At All")
    assert wrong.status_code == unknown.status_code == 403
    one, other = (Markup(a.text).text for a in (wrong, unknown))
    assert SAID("people.problem.wrong") in one
    assert one.replace("Anna Berg", "") == other.replace("Nobody At All", "")


def test_five_wrong_passwords_stop_an_account_wherever_they_come_from(shared, anna: Somebody):
    for n in range(6):
        anna.browser.environ_base["REMOTE_ADDR"] = f"192.0.2.{n}"
        answer = sign_in(anna, password=f"forkert ord nummer {n}")
        assert answer.status_code == (403 if n < 5 else 429)
    anna.browser.environ_base["REMOTE_ADDR"] = "192.0.2.99"
    noted = list(shared[0].store.trail)
    assert noted[-1][3] == "refused: wrong"
    assert sign_in(anna).status_code == 429  # the right one too
    assert shared[0].store.trail == noted  # what is not looked at would only fill it


def test_twenty_wrong_passwords_stop_an_address_whatever_names_it_tries(anna: Somebody):
    anna.browser.environ_base["REMOTE_ADDR"] = "2001:db8:1:2::7"
    for n in range(20):
        assert sign_in(anna, name=f"Name {n}").status_code == 403
    anna.browser.environ_base["REMOTE_ADDR"] = "2001:db8:1:2::8"  # the same household
    assert sign_in(anna).status_code == 429
    anna.browser.environ_base["REMOTE_ADDR"] = "2001:db8:1:3::7"
    assert sign_in(anna).status_code == 303


def test_knowing_the_password_buys_no_more_guesses_at_the_code(shared, anna: Somebody):
    answers = []
    for n in range(8):
        sign_in(anna)
        answers.append(_code(anna, f"{n:06}").status_code)
    assert answers[:5] == [403] * 5
    assert 429 in answers or 303 in answers[5:]
    assert not anna.is_in()


def test_a_quarter_of_an_hour_later_one_may_try_again(
    anna: Somebody, monkeypatch: pytest.MonkeyPatch
):
    for n in range(6):
        sign_in(anna, password=f"forkert ord nummer {n}")
    at = time.time()
    monkeypatch.setattr(time, "time", lambda: at + 901)
    assert sign_in(anna).status_code == 303


def test_the_way_in_is_open_for_ten_minutes(shared, anna: Somebody):
    sign_in(anna)
    grown_older(shared[0].store, anna.browser.shown(), by=601, seen=False)
    assert _code(anna, anna.code()).headers["Location"] == "/da/sign-in"
    assert not anna.is_in()


@pytest.mark.parametrize(
    ("public", "name", "secure"),
    [("https://maal.example.org", "__Host-sdg", True), ("", "sdg", False)],
)
def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(
    tmp_path: Path, public: str, name: str, secure: bool
):
    store = Noted(f"sqlite:///{tmp_path / 'plan.sqlite'}")
    answer = create_app(settings(PUBLIC_URL=public), store).test_client().get("/da/sign-in")
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith(f"{name}=")
    assert ("Secure" in cookie) == secure
    for word in ("HttpOnly", "SameSite=Lax", "Path=/"):
        assert word in cookie
    assert "Domain" not in cookie
    assert ("Strict-Transport-Security" in answer.headers) == secure


def test_nobody_signs_in_where_others_can_listen(house: House):
    there = browser(house.server)
    answer = there.get("/da/sign-in", base_url="http://maal.example.org")
    assert answer.status_code == 403
    assert Markup(answer.text).forms[1:] == []
    assert "Set-Cookie" not in answer.headers


ELSEWHERE = (
    "//example.org",
    "/\\example.org",
    "\\\\example.org",
    "https://example.org",
    "javascript:alert(1)",
    "/da//example.org",
    "/da/../../x",
    "/%2f%2fexample.org",
    "/da/\nx",
    "/da/\tx",
    " /da/",
    "/da/ x",
    "data:text/html,x",
    "/de/",
    "da/",
    "",
    "/",
    "///da/",
    "/da/\\..",
    "/da/@example.org",
    "http:/da/",
    "/da/?next=//x",
    "/da/#x",
    "/da/x:y",
    "/da/\u2028",
    "/da/é",
    "/da\r\nSet-Cookie: a=b",
    "/daa",
    "/da/..",
    "/da;x",
    "https:example.org",
)


@pytest.mark.parametrize("asked", ELSEWHERE)
def test_the_way_on_after_signing_in_stays_here(asked: str):
    assert onward(asked, otherwise="/da/me") == "/da/me"


@pytest.mark.parametrize(
    "asked", ["/da/", "/en/upload", "/da/actions?goal=11&q=x", "/da/upload/a-b_c"]
)
def test_the_way_on_leads_where_somebody_wanted_to_go(asked: str):
    assert onward(asked, otherwise="/da/me") == asked
