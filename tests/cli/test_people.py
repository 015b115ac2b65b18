"""The people of the analysts' room, from the command line."""

import re
from pathlib import Path

import pytest

from dashboard.errors import Trouble
from dashboard.language.words import Language, words_for
from dashboard.plan.people import Role
from dashboard.records.people import People
from dashboard.records.sql import SqlStore
from dashboard.settings import read_settings, refuse_unsafe
from tests.cli.conftest import Shell, says
from tests.samples import DATA

_LINK = re.compile(r"http://127\.0\.0\.1:8050/(da|en)/sign-in/[\w-]{43}")


def test_the_first_administrator_gets_a_link_that_is_told_once(shell: Shell):
    said = shell("user", "add", "Anna  Berg", "--role", "admin")
    assert said.code == 0
    assert says("said.person_added", name="Anna Berg") in said.out
    link = _LINK.search(said.out)
    assert link is not None
    listed = shell("user", "list")
    assert "Anna Berg" in listed.out
    assert link.group() not in listed.out


@pytest.mark.parametrize("language", Language)
def test_a_link_leads_to_the_address_the_public_knows(shell: Shell, language: Language):
    said = shell(
        "user", "add", "Anna", "--role", "reader", "--language", language,
        PUBLIC_URL="https://maal.example.org/",
    )  # fmt: skip
    assert f"https://maal.example.org/{language}/sign-in/" in said.out


@pytest.mark.parametrize(
    "arguments",
    [
        ("add",),
        ("add", "", "--role", "admin"),
        ("add", "Bo"),
        ("add", "Bo", "--role", "analyst"),
        ("add", "Bo", "--role", "admin", "--role", "editor"),
        ("add", "ANNA", "--role", "reader"),
        ("link", "Nobody"),
        ("disable", "Nobody"),
        ("disable",),
    ],
)
def test_what_makes_no_sense_is_told_and_changes_nothing(shell: Shell, arguments):
    shell("user", "add", "Anna", "--role", "reader")
    before = shell("user", "list").out
    said = shell("user", *arguments)
    assert said.code == 1
    assert said.err.strip()
    assert shell("user", "list").out == before


@pytest.mark.parametrize("arguments", [(), ("drop",), ("add", "Bo", "--role", "king")])
def test_a_deed_or_role_nobody_knows_is_usage(shell: Shell, arguments):
    assert shell("user", *arguments).code == 64


def test_somebody_is_shut_out_and_let_in_again(shell: Shell):
    shell("user", "add", "Anna", "--role", "analyst", "--administration", "TMF")
    assert shell("user", "disable", "anna").code == 0
    assert "closed" in shell("user", "list").out
    assert shell("user", "link", "anna").code == 1
    assert shell("user", "enable", "anna").code == 0
    assert _LINK.search(shell("user", "link", "anna").out)


def test_before_anybody_is_added_the_list_says_how_to_begin(shell: Shell):
    assert says("said.no_people") in shell("user", "list").out


@pytest.mark.parametrize("key", ["short", "secret", "changeme" * 5, "a" * 64, "default-" * 8])
def test_the_program_is_not_served_with_a_key_that_can_be_guessed(
    shell: Shell, tmp_path: Path, key: str
):
    said = shell("serve", SECRET_KEY=key, PORT="0")
    assert said.code == 1
    assert "token_urlsafe" in said.err


@pytest.mark.parametrize("name", ["DASH_DEBUG", "FLASK_DEBUG"])
def test_the_program_is_not_served_with_debugging(name: str):
    settings = read_settings({})
    with pytest.raises(Trouble):
        refuse_unsafe(settings, {name: "True"})
    refuse_unsafe(settings, {name: "0"})
    refuse_unsafe(read_settings({"SECRET_KEY": "q8Vd-3kLz_0pWm7sXy2Rf5Tn9Bh4Jc6G"}), {})


def test_what_one_person_publishes_where_others_could_approve_says_so(shell: Shell):
    said = words_for(Language.EN)("changes.unapproved")
    shell("publish", DATA / "copenhagen.xlsx", "--note", "the first")
    assert said not in shell("show", "1").out
    shell("user", "add", "Anna", "--role", "admin")
    shell("publish", DATA / "example-city.xlsx", "--note", "the second")
    assert said in shell("show", "2").out
    assert said in shell("editions").out


def test_whom_another_system_vouches_for_is_found_by_number(shell: Shell, tmp_path: Path):
    url = f"sqlite:///{tmp_path / 'plan.sqlite'}"
    shell("user", "add", "Ida", "--role", "reader", DATABASE_URL=url)
    people = People(SqlStore(url).database)
    rights = {"roles": frozenset({Role.READER}), "administrations": frozenset[str]()}
    ida = people.from_outside("https://login.example", "s-1", name="Ida", **rights).person.id
    said = shell("user", "disable", str(ida), DATABASE_URL=url)
    assert (said.code, says("said.person_disabled", name="Ida") in said.out) == (0, True)
    closed = {each.person.id: each.disabled for each in people.all()}
    assert closed == {ida: True, **{number: False for number in closed if number != ida}}
    assert shell("user", "enable", str(ida), DATABASE_URL=url).code == 0
    said = shell("user", "link", str(ida), DATABASE_URL=url)
    assert said.code == 1
    assert says("trouble.person_outside", name="Ida") in said.err
    assert shell("user", "disable", "99", DATABASE_URL=url).code == 1
