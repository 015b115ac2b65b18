"""Signing in with another system: what is true lets in, and nothing else does."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from dashboard.app import create_app
from dashboard.errors import Trouble
from dashboard.flows.sign_in_outside import outside_of
from dashboard.language.words import Language, words_for
from dashboard.settings import read_settings
from tests.pages import provider as lies
from tests.pages.markup import Markup
from tests.pages.provider import CLIENT, SECRET, Claims, Provider, provider
from tests.pages.signing import Browser, House, Noted, browser
from tests.samples import settings

ROLES = "sdg-editors=editor;sdg-tmf=analyst:TMF;sdg-admins=admin;sdg-buf=analyst:BUF,SUF"
SAID = words_for(Language.DA)


@pytest.fixture(scope="module")
def _provider() -> Iterator[Provider]:
    with provider() as told:
        yield told


@pytest.fixture
def told(_provider: Provider) -> Provider:
    """The provider, honest again."""
    fresh = Provider(issuer=_provider.issuer, key=_provider.key)
    for name in ("groups", "forge", "sign"):
        setattr(_provider, name, getattr(fresh, name))
    return _provider


@pytest.fixture
def house(told: Provider, tmp_path: Path) -> House:
    store = Noted(f"sqlite:///{tmp_path / 'plan.sqlite'}")
    given = settings(
        OIDC_ISSUER=told.issuer,
        OIDC_CLIENT_ID=CLIENT,
        OIDC_CLIENT_SECRET=SECRET,
        OIDC_ROLES=ROLES,
    )
    return House(create_app(given, store), store)


def _leave(there: Browser, onward: str = "/da/upload") -> str:
    """Where the browser is sent."""
    there.get("/da/sign-in")
    return there.send("/da/sign-in/outside", {"next": onward}).headers["Location"]


def _back(there: Browser, told: Provider, **more: str):
    found = {**told.arrive(_leave(there)), **more}
    return there.get("/sign-in/back", query_string=found)


def test_who_the_provider_vouches_for_is_in_with_the_rights_of_their_groups(house: House, told):
    there = browser(house.server)
    there.get("/da/sign-in")
    before = there.shown()
    answer = _back(there, told)
    assert answer.headers["Location"] == "/da/upload"
    assert there.shown() != before
    page = Markup(there.get("/da/me").text).text
    assert "Karen fra kommunen" in page
    assert SAID("people.role.editor") in page
    assert SAID("people.me.outside") in page
    assert house.last()[1:] == ("sign_in", "person:1", "done")


def test_administrations_and_roles_of_several_groups_add_up(house: House, told: Provider):
    told.groups = ("sdg-tmf", "sdg-buf", "others")
    there = browser(house.server)
    _back(there, told)
    page = Markup(there.get("/da/me").text).text
    assert "BUF, SUF, TMF" in page
    assert there.get("/da/people").status_code == 404


def test_who_lost_a_group_has_lost_its_rights_everywhere(house: House, told: Provider):
    there = browser(house.server)
    _back(there, told)
    told.groups = ("sdg-tmf",)
    again = browser(house.server)
    _back(again, told)
    assert there.get("/da/me").status_code == 303
    assert again.get("/da/me").status_code == 200


@pytest.mark.parametrize(
    "groups", [(), ("others",), ("sdg-admins", "sdg-editors"), ("SDG-EDITORS",), ("sdg-editors ",)]
)
def test_without_a_group_that_gives_rights_nobody_is_in(house: House, told, groups):
    told.groups = groups
    answer = _back(browser(house.server), told)
    assert answer.status_code == 403
    assert SAID("people.problem.no_group") in Markup(answer.text).text
    assert house.last()[3] == "refused: no_group"


def _with(**claims: Any) -> Callable[[Claims], Claims]:
    return lambda told: {k: v for k, v in {**told, **claims}.items() if v is not None}


FORGED: dict[str, Callable[[Claims], Claims]] = {
    "another audience": _with(aud="other"),
    "an audience besides": _with(aud=["other", CLIENT]),
    "no audience": _with(aud=None),
    "another issuer": _with(iss="https://login.example.org"),
    "no issuer": _with(iss=None),
    "another nonce": _with(nonce="x"),
    "no nonce": _with(nonce=None),
    "expired": _with(exp=int(time.time()) - 3600),
    "no end": _with(exp=None),
    "not yet": _with(nbf=int(time.time()) + 36_000),
    "nobody": _with(sub=None),
    "for another party": _with(azp="other"),
}


@pytest.mark.parametrize("name", FORGED)
def test_a_token_that_is_not_for_this_visit_is_refused(house: House, told: Provider, name: str):
    told.forge = FORGED[name]
    _refused(house, told)


@pytest.mark.parametrize("name", ["unsigned", "by_public_key", "by_another_key", "changed"])
def test_a_token_the_provider_did_not_sign_is_refused(house: House, told: Provider, name: str):
    told.sign = getattr(lies, name)
    _refused(house, told)


@pytest.mark.parametrize("token", ["", "x", "a.b.c", "null", "e30.e30.", "." * 5000])
def test_what_is_no_token_is_refused(house: House, told: Provider, token: str):
    told.sign = lambda *_: token
    _refused(house, told)


def _refused(house: House, told: Provider) -> None:
    there = browser(house.server)
    answer = _back(there, told)
    assert answer.status_code == 403
    assert SAID("people.problem.outside") in Markup(answer.text).text
    assert "Traceback" not in answer.text
    assert there.get("/da/me").status_code == 303
    who, what, of, result = house.last()
    assert (who, what, of) == ("–", "sign_in", "person:0")
    assert result.startswith("refused: outside_")


def test_a_way_back_can_be_taken_once(house: House, told: Provider):
    there = browser(house.server)
    found = told.arrive(_leave(there))
    assert there.get("/sign-in/back", query_string=found).status_code == 303
    again = there.get("/sign-in/back", query_string=found)
    assert again.status_code == 403
    assert house.last()[3] == "refused: outside_state"


def test_only_the_browser_that_left_comes_back(house: House, told: Provider):
    found = told.arrive(_leave(browser(house.server)))
    victim = browser(house.server)
    _leave(victim)
    assert victim.get("/sign-in/back", query_string=found).status_code == 403
    assert victim.get("/da/me").status_code == 303


@pytest.mark.parametrize(
    "asked",
    [{}, {"state": "x"}, {"code": "x"}, {"state": "\0", "code": "x"}, {"state": "x" * 9999}],
)
def test_nobody_comes_back_who_never_left(house: House, asked):
    assert browser(house.server).get("/sign-in/back", query_string=asked).status_code == 403


def test_a_way_back_without_a_code_lets_nobody_in(house: House, told: Provider):
    there = browser(house.server)
    state = told.arrive(_leave(there))["state"]
    asked = {"state": state, "error": "access_denied"}
    assert there.get("/sign-in/back", query_string=asked).status_code == 403


def test_a_code_of_another_visit_is_refused(house: House, told: Provider):
    one, other = browser(house.server), browser(house.server)
    theirs, mine = told.arrive(_leave(one)), told.arrive(_leave(other))
    asked = {"code": theirs["code"], "state": mine["state"]}
    assert other.get("/sign-in/back", query_string=asked).status_code == 403


def test_who_is_shut_out_here_is_not_let_in_from_there(house: House, told: Provider):
    there = browser(house.server)
    _back(there, told)
    with house.store.database.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE people SET disabled_at = 1")
    _refused(house, told)


def test_a_provider_that_says_it_is_another_is_not_asked(house: House, told: Provider):
    issuer, told.issuer = told.issuer, "http://127.0.0.1:9"
    try:
        there = browser(house.server)
        there.get("/da/sign-in")
        answer = there.send("/da/sign-in/outside")
        assert answer.status_code == 403
    finally:
        told.issuer = issuer


@pytest.mark.parametrize(
    "given",
    [
        {"OIDC_ISSUER": "http://login.example.org", "OIDC_CLIENT_ID": "x"},
        {"OIDC_ISSUER": "https://login.example.org"},
        {"OIDC_CLIENT_ID": "x"},
        {"OIDC_ROLES": "x=editor"},
        *(
            {"OIDC_ISSUER": "https://a.example", "OIDC_CLIENT_ID": "x", "OIDC_ROLES": roles}
            for roles in ("editor", "x=king", "=editor", "x=analyst", "x=editor:TMF", "x=")
        ),
    ],
)
def test_half_of_the_settings_is_trouble_at_start(given: dict[str, str]):
    with pytest.raises(Trouble):
        outside_of(read_settings(given).oidc)
