"""The two example workbooks are what their scripts write, and hold no more than their facts."""

import csv
import importlib
import sys
from io import BytesIO
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from openpyxl import load_workbook

from dashboard.language.words import Language, words_for
from dashboard.plan.indicators import Operator
from dashboard.plan.sheets import SHEETS, SheetKey
from dashboard.plan.status import REPORTABLE
from dashboard.plan.targets import TARGETS
from dashboard.workbooks.checkingapart import check_workbook

DATA = Path(__file__).parents[2] / "data"
EXAMPLES = ("copenhagen", "example-city")

Cells = dict[str, tuple[tuple[Any, ...], ...]]


def script(example: str) -> ModuleType:
    if str(DATA) not in sys.path:
        sys.path.insert(0, str(DATA))
    return importlib.import_module(f"build_{example.replace('-', '_')}")


def cells(content: bytes) -> Cells:
    book = load_workbook(BytesIO(content))
    return {sheet.title: tuple(sheet.iter_rows(values_only=True)) for sheet in book}


def committed(example: str) -> bytes:
    return (DATA / f"{example}.xlsx").read_bytes()


def records(example: str, sheet: SheetKey, *, language: Language) -> list[dict[str, Any]]:
    """The rows of a sheet by their headers, without the mark of required columns."""
    headers, *rows = cells(committed(example))[words_for(language)(f"workbook.sheets.{sheet}")]
    names = [str(header).removesuffix(" *") for header in headers]
    return [dict(zip(names, row, strict=True)) for row in rows if any(row)]


def copenhagen(sheet: SheetKey) -> list[dict[str, Any]]:
    return records("copenhagen", sheet, language=Language.DA)


def header(key: str, *, language: Language = Language.DA) -> str:
    return words_for(language).header(key)


@pytest.fixture(scope="module")
def facts() -> list[dict[str, str]]:
    with (DATA / "copenhagen.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_script_writes_what_is_committed(example: str) -> None:
    assert cells(script(example).content()) == cells(committed(example))


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_has_no_errors(example: str) -> None:
    checked = check_workbook(committed(example), filename=f"{example}.xlsx")
    assert checked.readable
    assert not checked.has_errors, checked.findings
    assert {report.recognised_as for report in checked.sheets} >= {s.key for s in SHEETS}


def test_every_fact_of_copenhagen_is_in_the_workbook_with_its_source(
    facts: list[dict[str, str]],
) -> None:
    sheets = (
        SheetKey.CONTRIBUTIONS,
        SheetKey.ACTIONS,
        SheetKey.INDICATORS,
        SheetKey.COOPERATION,
    )
    found = {
        row[header("id")]: row[header("source_url")]
        for sheet in sheets
        for row in copenhagen(sheet)
    }
    assert {fact["id"]: found.get(fact["id"]) for fact in facts} == {
        fact["id"]: fact["source_url"] for fact in facts
    }


def test_every_row_of_copenhagen_tells_how_sure_it_is() -> None:
    for sheet in (s.key for s in SHEETS if s.key is not SheetKey.ABOUT):
        for row in copenhagen(sheet):
            assert row[header("confidence")], row
            assert row[header("source_url")], row


def test_the_values_of_copenhagen_are_those_of_the_facts_and_no_others(
    facts: list[dict[str, str]],
) -> None:
    told = {
        (_figures(fact), int(year), float(value))
        for fact in facts
        for year, value in (pair.split("=") for pair in fact["observations"].split(";") if pair)
    }
    written = [
        (row[header("indicator")], row[header("year")], float(row[header("value")]))
        for row in copenhagen(SheetKey.OBSERVATIONS)
    ]
    assert len(written) == len(set(written))
    assert set(written) == told


def test_baselines_and_ambitions_of_copenhagen_are_those_of_the_facts(
    facts: list[dict[str, str]],
) -> None:
    written = {row[header("id")]: row for row in copenhagen(SheetKey.INDICATORS)}
    for fact in (f for f in facts if f["indicator"]):
        row = written.pop(_figures(fact))
        for column in ("baseline_value", "baseline_year"):
            assert row[header(column)] == _number(fact[column]), fact["id"]
        assert row[header("ambition_value")] == _number(fact["target_value"]), fact["id"]
        year = fact["target_year"] if fact["target_value"] else ""
        assert row[header("ambition_year")] == _number(year), fact["id"]
    assert not written


def test_copenhagen_reports_a_status_only_where_a_note_says_so(
    facts: list[dict[str, str]],
) -> None:
    notes = {fact["id"]: fact["note"] for fact in facts}
    reported = [row for row in copenhagen(SheetKey.ACTIONS) if row[header("status")]]
    assert {row[header("id")] for row in reported} == {"CPH-011", "CPH-077", "CPH-107"}
    assert all(row[header("note")].startswith(notes[row[header("id")]]) for row in reported)


def test_copenhagen_takes_no_view_on_relevance() -> None:
    assert copenhagen(SheetKey.RELEVANCE) == []


def test_the_invented_city_judges_every_target_once() -> None:
    rows = records("example-city", SheetKey.RELEVANCE, language=Language.EN)
    target = header("target", language=Language.EN)
    assert sorted(row[target] for row in rows) == sorted(TARGETS)


@pytest.mark.parametrize(
    ("sheet", "count"),
    [
        (SheetKey.CONTRIBUTIONS, 40),
        (SheetKey.ACTIONS, 170),
        (SheetKey.INDICATORS, 60),
        (SheetKey.COOPERATION, 12),
    ],
)
def test_the_invented_city_has_a_full_plan(sheet: SheetKey, count: int) -> None:
    rows = records("example-city", sheet, language=Language.EN)
    assert len(rows) == count
    for language in ("da", "en"):
        title = header(f"title_{language}", language=Language.EN)
        assert len({row[title] for row in rows}) == count


def test_the_invented_city_shows_every_status_and_every_condition() -> None:
    words = words_for(Language.EN)
    status = header("status", language=Language.EN)
    condition = header("ambition_operator", language=Language.EN)
    actions = records("example-city", SheetKey.ACTIONS, language=Language.EN)
    indicators = records("example-city", SheetKey.INDICATORS, language=Language.EN)
    assert {row[status] for row in actions} == {None, *map(words.choice, REPORTABLE)}
    assert {row[condition] for row in indicators} == {None, *map(words.choice, Operator)}


def test_the_invented_city_is_never_mixed_with_copenhagen() -> None:
    text = str(cells(committed("example-city"))).casefold()
    assert "københavn" not in text
    assert "copenhagen" not in text
    assert "eksempelby findes ikke" in text


def _figures(fact: dict[str, str]) -> str:
    return fact["id"] if fact["type"] == "indicator" else f"{fact['id']}-I"


def _number(text: str) -> float | None:
    return float(text) if text else None
