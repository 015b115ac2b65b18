"""What a person corrects in an import profile, from the command line to the next file."""

import json
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from tests.cli.conftest import Shell

_HEADER = ("Indsats", "Center", "Xyz", "Koder", "Note", "Status 2024")
_ROWS = (("Cykelsti", "Teknik", "a", "3, 11", "b", "I gang"),)


def _book(header: tuple[Any, ...], *rows: tuple[Any, ...]) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (header, *rows):
        sheet.append(row)
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def _saved(shell: Shell, content: bytes) -> tuple[Path, dict[str, Any]]:
    path = shell.write(content, "first.xlsx")
    kept = shell.folder / "profil.json"
    assert shell("read", path, "--save-profile", kept).code == 0
    return kept, json.loads(kept.read_text())


def _read(shell: Shell, kept: Path, profile: dict[str, Any], content: bytes) -> dict[str, Any]:
    kept.write_text(json.dumps(profile))
    said = shell("read", shell.write(content, "next.xlsx"), "--profile", kept, "--json")
    assert said.code == 0
    (table,) = json.loads(said.out)["tables"]
    return table


def test_kind_keys_an_unread_column_and_a_goal_column_are_as_the_person_said(shell: Shell):
    kept, profile = _saved(shell, _book(_HEADER, *_ROWS))
    (table,) = profile["tables"]
    table["kind"] = "contributions"
    for column, key in ((2, "description_da"), (3, "goals"), (4, None)):
        table["columns"][column]["key"] = key
    header = (*_HEADER[:5], "STATUS 2025")
    found = _read(shell, kept, profile, _book(header, ("Sø", "Miljø", "c", "6; 14", "d", "Klar")))
    (row,) = found["rows"]
    assert found["kind"] == "contributions"
    assert row["goals"] == [6, 14]
    assert row["values"]["description_da"] == {"value": "c", "cell": "C2"}
    assert "note" not in row["values"]
    assert {column["key"] for column in found["columns"]} >= {"goals", None, "description_da"}


def test_a_goal_column_that_the_person_says_is_none_gives_no_goals(shell: Shell):
    book = _book(("Indsats", "Center", "Verdensmål"), ("Cykelsti", "Teknik", 11))
    kept, profile = _saved(shell, book)
    profile["tables"][0]["columns"][2]["key"] = None
    assert _read(shell, kept, profile, book)["rows"][0]["goals"] == []


def test_a_year_column_that_the_person_unreads_gives_no_observation(shell: Shell):
    book = _book(("Indikator", "Enhed", 2020, 2021), ("Affald", "ton", 3, 4), ("El", "kWh", 5, 6))
    kept, profile = _saved(shell, book)
    profile["tables"][0]["columns"][2]["key"] = None
    rows = _read(shell, kept, profile, book)["rows"]
    assert [row["values"]["year"]["value"] for row in rows] == [2021, 2021]


def test_scores_count_from_the_score_the_person_said_and_the_saved_copy_keeps_it(shell: Shell):
    header = ("Name", "Responsible", "Status", *(f"SDG_{n}_score" for n in range(1, 18)))
    book = _book(header, ("Trees", "City", "Done", *range(1, 18)))
    kept, profile = _saved(shell, book)
    profile["tables"][0]["scores_from"] = 15
    assert _read(shell, kept, profile, book)["rows"][0]["goals"] == [15, 16, 17]
    again = shell.folder / "igen.json"
    path = shell.write(book, "again.xlsx")
    assert shell("read", path, "--profile", kept, "--save-profile", again).code == 0
    assert json.loads(again.read_text())["tables"][0]["scores_from"] == 15


def test_a_table_that_the_person_says_is_none_is_passed_over(shell: Shell):
    book = _book(_HEADER, *_ROWS)
    kept, profile = _saved(shell, book)
    profile["tables"][0]["kind"] = None
    assert _read(shell, kept, profile, book)["kind"] == "none"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"kind": "handlinger"}, ("handlinger", "actions")),
        ({"columns": [{"header": "Indsats", "key": "titel_da"}]}, ("titel_da", "title_da")),
    ],
)
def test_a_name_nobody_knows_is_refused_with_the_nearest(
    shell: Shell, change: dict[str, Any], words: tuple[str, ...]
):
    book = _book(_HEADER, *_ROWS)
    kept, profile = _saved(shell, book)
    profile["tables"][0] |= change
    kept.write_text(json.dumps(profile))
    said = shell("read", shell.write(book, "next.xlsx"), "--profile", kept)
    assert said.code != 0
    assert all(word in said.err for word in words)


def test_a_profile_that_fits_no_table_is_said_to_fit_none(shell: Shell):
    kept, _ = _saved(shell, _book(_HEADER, *_ROWS))
    other = shell.write(_book(("Tiltag", "Ansvarlig", "Frist"), ("Træer", "Teknik", 2026)))
    assert "fits no table" in shell("read", other, "--profile", kept).out
