"""Files from outside: attacks with their verdicts, and honest workbooks of other people."""

import csv
import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dashboard.plan.findings import UNREADABLE
from dashboard.workbooks.checkingapart import check_workbook

_HOSTILE, _CORPUS = os.environ.get("HOSTILE_DIR"), os.environ.get("CORPUS_DIR")
_LONGEST = 20
_GATE_MB = 64


def _attacks() -> list[dict[str, str]]:
    return json.loads((Path(_HOSTILE) / "manifest.json").read_text()) if _HOSTILE else []


def _files() -> list[dict[str, str]]:
    if not _CORPUS:
        return []
    with (Path(_CORPUS) / "MANIFEST.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


ATTACKS = _attacks()
HONEST = [row["path"] for row in _files() if row["set"] == "real"]
ODD = [row["path"] for row in _files() if row["set"] != "real"]
# What must not be read, by the category the corpus gives it.
_REFUSED = {"xml-bomb", "zip-bomb", "encrypted"}


@pytest.mark.skipif(not _HOSTILE, reason="HOSTILE_DIR does not say where the attacks lie")
@pytest.mark.parametrize("attack", ATTACKS, ids=[each["id"] for each in ATTACKS])
def test_every_attack_gets_its_verdict_in_time(attack: dict[str, str]):
    content = (Path(str(_HOSTILE)) / attack["file"]).read_bytes()
    start = time.monotonic()
    checked = check_workbook(content, filename=attack["file"])
    assert time.monotonic() - start < _LONGEST
    assert attack["verdict"] == "EITHER" or checked.readable == (attack["verdict"] == "ACCEPT")
    assert checked.readable or [f.code in UNREADABLE for f in checked.findings] == [True]


@pytest.mark.skipif(not _HOSTILE, reason="HOSTILE_DIR does not say where the attacks lie")
@pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="only Linux tells a process's peak"
)
def test_the_gate_needs_little_memory_for_any_attack():
    code = (
        "import sys\n"
        "from dashboard.workbooks import archive, examining, gate\n"
        "from dashboard.workbooks.refusing import Unreadable\n"
        "for path in sys.argv[1:]:\n"
        "    content = open(path, 'rb').read()\n"
        "    try:\n"
        "        kind = gate.let_in(content, filename=path, limits=gate.Limits())\n"
        "        if kind in (gate.Kind.XLSX, gate.Kind.XLSM):\n"
        "            opened = archive.open_archive(content, limits=gate.Limits())\n"
        "            examining.examine(opened, kind=kind)\n"
        "    except Unreadable:\n"
        "        pass\n"
        "print(next(line for line in open('/proc/self/status') if line.startswith('VmHWM')))\n"
    )
    paths = [str(Path(str(_HOSTILE)) / each["file"]) for each in ATTACKS]
    out = subprocess.run(
        [sys.executable, "-c", code, *paths], check=True, capture_output=True, text=True
    )
    assert int(out.stdout.split()[1]) / 1024 < _GATE_MB


@pytest.mark.skipif(not _CORPUS, reason="CORPUS_DIR does not say where the workbooks lie")
@pytest.mark.parametrize("path", HONEST)
def test_no_honest_file_is_refused(path: str):
    content = (Path(str(_CORPUS)) / path).read_bytes()
    assert check_workbook(content, filename=path).readable


@pytest.mark.skipif(not _CORPUS, reason="CORPUS_DIR does not say where the workbooks lie")
@pytest.mark.parametrize("path", ODD)
def test_an_odd_file_is_read_or_refused_with_a_code(path: str):
    category = next(row["category"] for row in _files() if row["path"] == path)
    content = (Path(str(_CORPUS)) / path).read_bytes()
    start = time.monotonic()
    checked = check_workbook(content, filename=path)
    assert time.monotonic() - start < _LONGEST
    assert not (checked.readable and category in _REFUSED)
    assert checked.readable or [f.code in UNREADABLE for f in checked.findings] == [True]


def test_no_reader_of_this_run_took_more_memory_than_it_may():
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024 < 2_000
