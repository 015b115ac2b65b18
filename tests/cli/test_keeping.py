"""Showing, rolling back, proving and copying on the command line."""

import hashlib
import json
import sqlite3
from contextlib import closing

import pytest

from dashboard.language.words import Language, words_for
from dashboard.plan.trail import Deed
from tests.cli.conftest import Shell, says
from tests.workbooks.books import saved, sound

DATABASE = "instance/copenhagen.sqlite"


@pytest.fixture
def city(shell: Shell) -> Shell:
    """Two editions, the second of them without what made the first worth having."""
    first = shell.write(saved(sound()), "first.xlsx")
    assert shell("publish", first, "--note", "The first").code == 0
    second = shell.write(saved(sound(action={"title_da": "Noget andet"})), "second.xlsx")
    assert shell("publish", second, "--note", "The second").code == 0
    return shell


def test_an_edition_is_shown_with_who_when_why_and_what_it_holds(city: Shell):
    shown = city("show", "1")
    assert shown.code == 0
    assert "first.xlsx" in shown.out
    assert says("show.why", note="The first") in shown.out
    told = json.loads(city("show", "1", "--json").out)
    assert (told["edition"], told["file"], told["note"]) == (1, "first.xlsx", "The first")
    assert told["rolled_back_to"] is None
    assert told["checksum"] in shown.out
    rows = {sheet["sheet"]: sheet["rows"] for sheet in told["sheets"]}
    assert rows["actions"] == sum(told["actions"].values()) > 0
    assert rows["indicators"] == sum(told["indicators"].values())


@pytest.mark.parametrize("language", Language)
def test_every_line_of_an_edition_is_in_the_language_asked_for(city: Shell, language: Language):
    lines = city("show", "1", "--language", language).out.splitlines()
    assert len(lines) > 8
    assert all(line and "{" not in line for line in lines)


def test_rolling_back_is_a_new_edition_that_points_back(city: Shell):
    back = city("rollback", "1", "--note", "The second was wrong")
    assert back.code == 0
    assert says("said.rolled_back", number="3", to="1") in back.out
    first, third = (json.loads(city("show", n, "--json").out) for n in ("1", "3"))
    assert (third["rolled_back_to"], third["note"]) == (1, "The second was wrong")
    assert (first["alone"], third["alone"]) == (False, True)
    same = ("checksum", "sheets", "actions", "indicators")
    assert [third[key] for key in same] == [first[key] for key in same]
    assert says("said.back_to", number="1") in city("editions").out.splitlines()[0]
    assert says("said.back_to", number="1") in city("show", "3").out
    for told in (city("editions").out.splitlines()[0], city("show", "3").out):
        assert words_for(Language.EN)("changes.alone") in told
    assert json.loads(city("diff", "1", "3", "--json").out)["rows"] == []
    assert says("said.sound") in city("verify").out


def test_rolling_back_to_what_is_shown_changes_nothing(city: Shell):
    said = city("rollback", "2", "--note", "x")
    assert (said.code, said.out) == (0, says("said.already_back", number="2") + "\n")
    assert len(city("editions").out.splitlines()) == 2


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("note", ["", "  \t "])
def test_rolling_back_without_a_reason_is_refused(city: Shell, note: str, language: Language):
    said = city("rollback", "1", "--note", note, "--language", language)
    assert (said.code, said.out) == (1, "")
    assert said.err == words_for(language)("commands.trouble.no_reason", value="1") + "\n"
    assert len(city("editions").out.splitlines()) == 2


@pytest.mark.parametrize("command", [("show", "9"), ("rollback", "9", "--note", "x")])
def test_an_edition_that_is_not_there_is_told_with_those_that_are(city: Shell, command):
    said = city(*command)
    assert said.code == 1
    assert says("trouble.edition", value="9", known="1, 2") in said.err


def test_what_nobody_touched_is_proved_with_the_last_link(city: Shell):
    said = city("verify")
    assert said.code == 0
    assert says("said.kept", n="2") in said.out
    assert says("said.sound") in said.out


def test_what_was_changed_is_named_and_leaves_with_one(city: Shell):
    with closing(sqlite3.connect(city.folder / DATABASE)) as connection, connection:
        connection.execute("DROP TRIGGER trail_no_update")
        connection.execute("UPDATE trail SET who = 'nobody' WHERE sequence = 1")
        connection.execute("UPDATE editions SET workbook = x'00' WHERE number = 2")
    said = city("verify")
    assert said.code == 1
    assert says("broken.link", number="1") in said.out
    assert says("broken.checksum", number="2") in said.out
    assert says("said.broken") in said.out


def test_a_refused_workbook_is_in_the_trail_and_nothing_of_what_it_held(city: Shell):
    wrong = city.write(saved(sound(action={"goals": "18", "title_da": "Hemmeligt"})))
    assert city("publish", wrong, "--note", "Hemmeligt").code == 1
    with closing(sqlite3.connect(city.folder / DATABASE)) as connection:
        lines = connection.execute("SELECT * FROM trail ORDER BY sequence").fetchall()
    assert [line[3] for line in lines] == ["publish"] * 3
    assert lines[-1][5] == "refused: findings"
    assert lines[-1][4].startswith("workbook:")
    assert "Hemmeligt" not in str(lines)


@pytest.mark.parametrize("language", Language)
def test_the_trail_is_told_line_by_line_in_the_language_asked_for(city: Shell, language: Language):
    words = words_for(language)
    city("publish", city.write(saved(sound(action={"goals": "18"}))), "--note", "x")
    told = [line.split("\t") for line in city("trail", "--language", language).out.splitlines()]
    published, done = words("commands.deed.publish"), words("commands.said.done")
    assert [line[0] for line in told] == ["1", "2", "3"]
    assert [line[3:] for line in told[:2]] == [
        [published, "edition:1", done],
        [published, "edition:2", done],
    ]
    assert told[2][5] == words("commands.said.refused_why", reason="findings")
    assert len(city("trail", "--last", "1").out.splitlines()) == 1


def test_the_trail_as_data_is_enough_to_prove_it_elsewhere(city: Shell):
    lines = json.loads(city("trail", "--json").out)
    before = "0" * 64
    for line in lines:
        facts = [before, *(value for key, value in line.items() if key != "hash")]
        content = json.dumps(facts, ensure_ascii=True, separators=(",", ":"))
        before = hashlib.sha256(content.encode()).hexdigest()
        assert line["hash"] == before
    assert before in city("verify").out


@pytest.mark.parametrize("many", ["x", "-1", "0", "00", "", "1e3", "9" * 30])
def test_a_number_of_lines_that_is_none_is_told(city: Shell, many: str):
    said = city("trail", "--last", many)
    assert (said.code, said.out) == (64, "")
    assert "[--last N]" in said.err


def test_a_line_that_was_forced_in_is_told_as_it_stands(city: Shell):
    with closing(sqlite3.connect(city.folder / DATABASE)) as connection, connection:
        forced = "INSERT INTO trail VALUES (3, 'noon', 'eve', 'fly', 'moon', 'done', '', '')"
        connection.execute(forced)
    assert city("trail", "--last", "1").out.split("\t")[:5] == ["3", "noon", "eve", "fly", "moon"]


@pytest.mark.parametrize("language", Language)
def test_every_deed_has_words(language: Language):
    assert set(words_for(language).under("commands.deed")) == set(Deed)


def test_a_backup_restored_elsewhere_gives_the_same_answers(city: Shell):
    assert city("backup", "plan.backup").code == 0
    other = {"DATABASE_URL": "sqlite:///other.sqlite"}
    restored = city("restore", "plan.backup", **other)
    assert restored.code == 0
    assert says("said.sound") in restored.out
    for command in (("editions",), ("show", "1", "--json"), ("diff", "1", "2", "--json")):
        assert city(*command, **other).out == city(*command).out
    again = city("restore", "plan.backup", **other)
    assert again.code == 1
    assert says("trouble.not_empty", place="sqlite:///other.sqlite") in again.err


def test_a_backup_is_not_written_over(city: Shell):
    assert city("backup", "plan.backup").code == 0
    again = city("backup", "plan.backup")
    assert again.code == 1
    assert says("trouble.exists", path="plan.backup") in again.err


@pytest.mark.parametrize("what", ["missing", "empty", "a letter", "cut short"])
def test_a_restore_that_fails_leaves_no_database(city: Shell, what: str):
    copy = city.folder / "plan.backup"
    if what == "cut short":
        assert city("backup", "plan.backup").code == 0
        copy.write_bytes(copy.read_bytes()[:20_000])
    elif what != "missing":
        copy.write_text("" if what == "empty" else "Kære kollega\n" * 99)
    before = set(city.folder.rglob("*"))
    said = city("restore", "plan.backup", DATABASE_URL="sqlite:///new/other.sqlite")
    assert (said.code, said.out) == (2 if what == "missing" else 1, "")
    assert "plan.backup" in said.err
    assert set(city.folder.rglob("*")) == before
