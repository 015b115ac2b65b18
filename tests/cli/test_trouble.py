"""Bad input on the command line: a clear message, no trace, nothing lost."""

import os
import re
import socket
import subprocess
import sys

import pytest
from openpyxl import Workbook

from tests.cli.conftest import ROOT, Shell, says
from tests.samples import DATA
from tests.workbooks.books import book_of, saved, sound


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
    assert says("said.no_editions") in shell("editions").out


@pytest.mark.parametrize("what", WITHOUT_A_PLAN)
def test_a_workbook_without_a_plan_is_told(shell: Shell, what: str):
    said = shell("check", shell.write(WITHOUT_A_PLAN[what]()))
    assert said.code in (1, 2)
    assert "[no_known_sheet]" in said.out
    assert "plan.xlsx" in said.out


@pytest.mark.parametrize("path", ["nothing.xlsx", ".", "nowhere/plan.xlsx", "x" * 300])
def test_a_file_that_is_not_there_is_told_by_its_name(shell: Shell, path: str):
    for command in (("check", path), ("publish", path, "--note", "x")):
        said = shell(*command)
        assert said.code == 2
        assert path in said.err


@pytest.mark.parametrize("path", ["nowhere/out.xlsx", "."])
def test_a_template_that_cannot_be_written_is_told(shell: Shell, path: str):
    said = shell("template", path)
    assert said.code == 1
    assert path in said.err


def test_an_unknown_command_is_told_with_the_nearest(shell: Shell):
    said = shell.process("chek", "plan.xlsx")
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


def test_a_port_in_use_is_told_with_another_and_nothing_is_served(shell: Shell):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        said = shell.process("serve", PORT=port)
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
        ("OVERALL_WORD", "maybe"),
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
    assert "DATABASE_URL" in said.err
    assert str(shell.folder) in said.err


@pytest.mark.parametrize("url", ["nonsense", "nothing://x", "http://x:port/"])
def test_a_database_address_that_is_none_is_told(shell: Shell, url: str):
    said = shell("editions", DATABASE_URL=url)
    assert said.code == 1
    assert "DATABASE_URL" in said.err


def test_a_text_file_is_told_in_a_process_of_its_own(shell: Shell):
    said = shell.process("check", shell.write(b"Verdensm\xc3\xa5l;Bidrag"))
    assert said.code == 2
    assert "[not_a_workbook]" in said.out


def test_a_reader_who_leaves_is_no_fault(shell: Shell):
    content = (DATA / "copenhagen.xlsx").read_bytes()
    line = f"{sys.executable} -m dashboard check {shell.write(content)} --json | head -1"
    done = subprocess.run(
        ["bash", "-c", line],
        cwd=shell.folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert done.stdout.decode().strip() == "{"
    assert done.stderr == b""
