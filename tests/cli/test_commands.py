"""The command line, as a person meets it."""

import json

import pytest

from dashboard.cli import COMMANDS
from dashboard.language.words import Language
from tests.cli.conftest import Shell, says
from tests.samples import DATA
from tests.workbooks.books import saved, sound


@pytest.mark.parametrize("language", Language)
def test_an_empty_template_has_no_finding(shell: Shell, language: Language):
    written = shell.process("template", "out.xlsx", "--language", language)
    assert written.code == 0
    assert "out.xlsx" in written.out
    checked = shell.process("check", "out.xlsx", "--language", language)
    assert checked.code == 0
    assert checked.err == ""


def test_publishing_twice_is_one_edition_and_a_new_one_the_next(shell: Shell):
    path = shell.write((DATA / "copenhagen.xlsx").read_bytes())
    first = shell.process("publish", path, "--note", "Første udgave")
    assert first.code == 0
    assert "Edition 1 " in first.out
    again = shell.process("publish", path, "--note", "Anden udgave")
    assert again.code == 0
    assert says("said.same", number="1") in again.out
    shell("publish", shell.write(saved(sound())), "--note", "Tredje")
    lines = shell.process("editions").out.splitlines()
    assert [line.split("\t")[0] for line in lines] == ["2", "1"]
    assert "Første udgave" in lines[1]


def test_errors_refuse_publishing_and_change_nothing(shell: Shell):
    shell("publish", shell.write(saved(sound())), "--note", "x")
    before = shell("editions").out
    said = shell("publish", shell.write(saved(sound(action={"goals": "18"}))), "--note", "x")
    assert said.code == 1
    assert "Handlinger!D2" in said.out
    assert says("said.refused") in said.out
    assert shell("editions").out == before


def test_every_finding_is_told_by_sheet_and_cell(shell: Shell):
    said = shell("check", shell.write(saved(sound(action={"goals": "18", "budget": "mange"}))))
    assert said.code == 1
    assert "Handlinger!D2" in said.out
    assert "Handlinger!V2" in said.out
    tally = {"file": "plan.xlsx", "errors": "2", "warnings": "0", "notices": "0"}
    assert says("said.tally", **tally) in said.out


def test_the_json_of_a_check_has_the_promised_shape(shell: Shell):
    path = shell.write(saved(sound(action={"goals": "18", "responsible": "TFM"})))
    said = shell("check", path, "--json")
    assert said.code == 1
    report = json.loads(said.out)
    assert list(report) == ["file", "readable", "sheets", "findings"]
    assert (report["file"], report["readable"]) == ("plan.xlsx", True)
    for sheet in report["sheets"]:
        assert list(sheet) == ["name", "recognised_as", "header_row", "records", "columns"]
    actions = next(s for s in report["sheets"] if s["recognised_as"] == "actions")
    assert (actions["name"], actions["header_row"], actions["records"]) == ("Handlinger", 1, 1)
    assert actions["columns"]["Verdensmål"] == "goals"
    keys = ["code", "severity", "sheet", "cell", "value", "expected", "nearest", "text"]
    assert all(list(finding) == keys for finding in report["findings"])
    unknown = next(f for f in report["findings"] if f["code"] == "unknown_administration")
    assert (unknown["sheet"], unknown["cell"], unknown["value"]) == ("Handlinger", "F2", "TFM")
    assert (unknown["severity"], unknown["nearest"]) == ("error", "TMF")


def test_the_json_of_a_file_that_is_no_workbook_has_the_same_shape(shell: Shell):
    said = shell("check", shell.write(b"text"), "--json")
    assert said.code == 2
    report = json.loads(said.out)
    assert (report["readable"], report["sheets"], len(report["findings"])) == (False, [], 1)


def test_findings_are_told_in_the_language_asked_for(shell: Shell):
    path = shell.write(saved(sound(action={"goals": "18"})))
    assert "Fejl" in shell("check", path, "--language", "da").out
    assert "Error" in shell("check", path, "--language", "en").out
    assert "Fejl" in shell("check", path, SDG_LANGUAGE="da").out


def test_every_command_has_help(shell: Shell):
    for command in (command.name for command in COMMANDS):
        said = shell(command, "--help")
        assert said.code == 0
        assert command in said.out


def test_checking_writes_no_file(shell: Shell):
    path = shell.write(saved(sound()))
    shell("check", path)
    assert [p.name for p in shell.folder.iterdir()] == ["plan.xlsx"]


def test_a_published_name_is_told_without_what_nobody_sees(shell: Shell):
    said = shell("publish", shell.write(saved(sound()), "a\u202e\nb.xlsx"), "--note", "x")
    assert said.code == 0
    assert "(ab.xlsx, " in said.out
    assert "\tab.xlsx\t" in shell("editions").out
