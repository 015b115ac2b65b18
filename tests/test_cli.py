"""The command line, as a person meets it: in a process of its own."""

import json
import os
import re
import socket
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from openpyxl import Workbook

from dashboard.language.words import Language
from tests.samples import DATA
from tests.workbooks.books import book_of, saved, sound

ROOT = DATA.parent


@dataclass
class Said:
    code: int
    out: str
    err: str

    @property
    def all(self) -> str:
        return self.out + self.err


class Shell:
    """A terminal in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, *arguments: str | Path, **variables: str) -> Said:
        own = {"PATH", "HOME", "SYSTEMROOT", "LANG"}
        environment = {k: v for k, v in os.environ.items() if k in own}
        environment |= {"PYTHONPATH": str(ROOT), "SDG_LANGUAGE": "en", **variables}
        done = subprocess.run(
            [sys.executable, "-m", "dashboard", *map(str, arguments)],
            cwd=self.folder,
            env=environment,
            capture_output=True,
            timeout=120,
            check=False,
        )
        said = Said(done.returncode, done.stdout.decode(), done.stderr.decode())
        assert "Traceback" not in said.all
        assert "{" not in said.err
        return said

    def write(self, content: bytes, name: str = "plan.xlsx") -> Path:
        path = self.folder / name
        path.write_bytes(content)
        return path


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return Shell(tmp_path)


@pytest.mark.parametrize("language", Language)
def test_an_empty_template_has_no_finding(shell: Shell, language: Language):
    written = shell("template", "out.xlsx", "--language", language)
    assert written.code == 0
    assert "out.xlsx" in written.out
    checked = shell("check", "out.xlsx", "--language", language)
    assert checked.code == 0
    assert checked.err == ""


def _titles() -> bytes:
    """A workbook of 17 merged title rows and nothing else."""
    book = Workbook()
    page = book.worksheets[0]
    for row in range(1, 18):
        page.cell(row, 1, f"Handlingsplan for verdensmålene, side {row}")
        page.merge_cells(start_row=row, end_row=row, start_column=1, end_column=12)
    return saved(book)


UNUSABLE = {
    "a text file": b"Verdensm\xc3\xa5l;Bidrag\n11;Tr\xc3\xa6er\n",
    "an empty file": b"",
    "a damaged file": b"PK\x03\x04 and no more",
    "an old workbook": bytes.fromhex("d0cf11e0a1b11ae1") + b"\x00" * 600,
}
WITHOUT_A_PLAN = {
    "an empty workbook": lambda: saved(Workbook()),
    "only unknown sheets": lambda: book_of({"Ark1": [["a", "b"], [1, 2]], "Ark2": [["c"]]}),
    "seventeen title rows": _titles,
}


@pytest.mark.parametrize("what", UNUSABLE)
def test_a_file_that_is_no_workbook_is_told_and_leaves_with_two(shell: Shell, what: str):
    path = shell.write(UNUSABLE[what])
    for command in (("check", path), ("publish", path, "--note", "x")):
        said = shell(*command)
        assert said.code == 2
        assert "Error" in said.out
    assert "No edition" in shell("editions").out


@pytest.mark.parametrize("what", WITHOUT_A_PLAN)
def test_a_workbook_without_a_plan_is_told(shell: Shell, what: str):
    said = shell("check", shell.write(WITHOUT_A_PLAN[what]()))
    assert said.code in (1, 2)
    assert "None of the sheets" in said.out
    assert "plan.xlsx" in said.out


@pytest.mark.parametrize("path", ["nothing.xlsx", ".", "nowhere/plan.xlsx", "x" * 300])
def test_a_file_that_is_not_there_is_told_by_its_name(shell: Shell, path: str):
    for command in (("check", path), ("publish", path, "--note", "x")):
        said = shell(*command)
        assert said.code == 1
        assert path in said.err


@pytest.mark.parametrize("path", ["nowhere/out.xlsx", "."])
def test_a_template_that_cannot_be_written_is_told(shell: Shell, path: str):
    said = shell("template", path)
    assert said.code == 1
    assert "cannot be written" in said.err


def test_an_unknown_command_is_told_with_the_nearest(shell: Shell):
    said = shell("chek", "plan.xlsx")
    assert said.code == 64
    assert "“chek”" in said.err
    assert "“check”" in said.err
    assert "publish" in shell("qqq").err


def test_no_command_tells_the_commands(shell: Shell):
    said = shell()
    assert said.code == 64
    assert "template" in said.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("check",),
        ("publish", "plan.xlsx"),
        ("check", "a", "b"),
        ("check", "a", "--colour"),
        ("template", "x", "--language", "fr"),
    ],
)
def test_a_command_that_lacks_something_says_what(shell: Shell, arguments):
    said = shell(*arguments)
    assert said.code == 64
    assert "--help" in said.err


def test_publishing_twice_is_one_edition_and_a_new_one_the_next(shell: Shell):
    path = shell.write((DATA / "copenhagen.xlsx").read_bytes())
    first = shell("publish", path, "--note", "Første udgave")
    assert first.code == 0
    assert "Edition 1 " in first.out
    again = shell("publish", path, "--note", "Anden udgave")
    assert again.code == 0
    assert "edition 1 already" in again.out
    shell("publish", shell.write(saved(sound())), "--note", "Tredje")
    lines = shell("editions").out.splitlines()
    assert [line.split("\t")[0] for line in lines] == ["2", "1"]
    assert "Første udgave" in lines[1]


def test_errors_refuse_publishing_and_change_nothing(shell: Shell):
    shell("publish", shell.write(saved(sound())), "--note", "x")
    before = shell("editions").out
    said = shell("publish", shell.write(saved(sound(action={"goals": "18"}))), "--note", "x")
    assert said.code == 1
    assert "Handlinger!D2" in said.out
    assert "Nothing was published" in said.out
    assert shell("editions").out == before


def test_every_finding_is_told_by_sheet_and_cell(shell: Shell):
    said = shell("check", shell.write(saved(sound(action={"goals": "18", "budget": "mange"}))))
    assert said.code == 1
    assert "Handlinger!D2" in said.out
    assert "Handlinger!V2" in said.out
    assert "2 errors" in said.out


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


def test_a_port_in_use_is_told_with_another_and_nothing_is_served(shell: Shell):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        said = shell("serve", PORT=port)
    assert said.code == 1
    assert f"127.0.0.1:{port}" in said.err
    assert re.search(r"PORT=\d+", said.err)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "eight"),
        ("PORT", "-1"),
        ("PORT", "80.5"),
        ("PORT", "٨٠٥٠"),
        ("WORKERS", "many"),
        ("SDG_LANGUAGE", "fr"),
    ],
)
def test_a_setting_that_makes_no_sense_is_told(shell: Shell, name: str, value: str):
    said = shell("editions", **{name: value})
    assert said.code == 1
    assert name in said.err
    assert value in said.err


@pytest.mark.parametrize("port", ["65536", "99999999999999999999"])
def test_a_port_that_no_machine_has_is_told(shell: Shell, port: str):
    said = shell("serve", PORT=port)
    assert said.code == 1
    assert port in said.err


@pytest.mark.parametrize("host", ["nowhere.invalid", "999.1.1.1", "::zz"])
def test_a_host_that_is_none_is_told(shell: Shell, host: str):
    said = shell("serve", HOST=host)
    assert said.code == 1
    assert host in said.err


@pytest.mark.parametrize(
    "command", [("editions",), ("serve",), ("publish", "plan.xlsx", "--note", "x")]
)
def test_a_database_that_cannot_be_written_is_told(shell: Shell, command):
    shell.write(saved(sound()))
    (shell.folder / "file").write_text("x")
    url = f"sqlite:///{shell.folder / 'file' / 'plan.sqlite'}"
    said = shell(*command, DATABASE_URL=url)
    assert said.code == 1
    assert "Nothing has changed" in said.err
    assert str(shell.folder) in said.err


@pytest.mark.parametrize("url", ["nonsense", "nothing://x", "http://x:port/"])
def test_a_database_address_that_is_none_is_told(shell: Shell, url: str):
    said = shell("editions", DATABASE_URL=url)
    assert said.code == 1
    assert "DATABASE_URL" in said.err


def test_every_command_has_help(shell: Shell):
    for command in ("template", "check", "publish", "editions", "serve", "run"):
        said = shell(command, "--help")
        assert said.code == 0
        assert command in said.out


def test_checking_writes_no_file(shell: Shell):
    path = shell.write(saved(sound()))
    shell("check", path)
    assert [p.name for p in shell.folder.iterdir()] == ["plan.xlsx"]
