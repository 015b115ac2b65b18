"""The one idea: every number can be followed back to the cell it came from."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from functools import cache
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from dashboard.flows.say_indicator import describe, explain
from dashboard.flows.show_rows import find, observations
from dashboard.language.words import Language, words_for
from dashboard.plan.columns import columns_of
from dashboard.plan.kinds import Kind
from dashboard.plan.records import Record
from dashboard.plan.sheets import MAPPED, SheetKey
from dashboard.plan.status import Progress
from dashboard.progress.outcomes import Outcome
from dashboard.workbooks.days import parse_date
from tests.samples import EXAMPLES, example, workbook


@cache
def cells(name: str) -> dict[str, Any]:
    """Every cell of an example by its address, such as `Målinger!C3`, as Excel holds it."""
    book = load_workbook(BytesIO(workbook(name)))
    return {
        f"{page.title}!{cell.coordinate}": cell.value
        for page in book
        for row in page.iter_rows()
        for cell in row
        if cell.value is not None
    }


def _same(kind: Kind, value: object, raw: object) -> bool:
    """Whether a stored value is what stands in the cell."""
    match kind:
        case Kind.NUMBER | Kind.YEAR:
            return isinstance(raw, int | float) and value == raw
        case Kind.DATE:
            shown = raw.date().isoformat() if isinstance(raw, datetime) else str(raw)
            return value == (raw.isoformat() if type(raw) is date else shown)
        case Kind.CHOICE:
            return isinstance(raw, str) and bool(raw.strip())
        case _ if isinstance(value, tuple):
            parts = [part.strip() for part in str(raw).replace(",", ";").split(";")]
            return [str(v) for v in value] == [part for part in parts if part]
        case Kind.LINK:
            return str(value).split("|") == [part.strip() for part in str(raw).split("|")]
        case _ if re.fullmatch(
            r"\d\d\.\d\d\.\d{4}", str(raw)
        ):  # the status date, as Danes write it
            return str(value).split("-") == str(raw).split(".")[::-1]
        case _:
            return " ".join(str(value).split()) == " ".join(str(raw).split())


def _values(record: Record) -> Iterator[tuple[Kind, object, str]]:
    for column in columns_of(record.sheet):
        if column.key in record.values:
            cell = f"{record.tab}!{record.cells[column.key]}"
            yield column.kind, record.values[column.key], cell


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("sheet", SheetKey)
def test_every_value_of_every_row_stands_in_the_cell_it_names(name: str, sheet: SheetKey):
    wrong = [
        (cell, value, cells(name).get(cell))
        for record in example(name).summary.tables.records(sheet)
        for kind, value, cell in _values(record)
        if not _derived(record, kind, cells(name).get(cell))
        and not _same(kind, value, cells(name).get(cell))
    ]
    assert wrong == []


def _derived(record: Record, kind: Kind, raw: object) -> bool:
    """Goals not typed follow from the targets; the status date is read from a text cell."""
    if record.text("key") == "status_date" and kind is Kind.TEXT:
        return parse_date(str(raw)).value == record.text("text_da")
    return kind is Kind.GOALS and raw is None and bool(record.codes("targets"))


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("sheet", SheetKey)
def test_no_filled_cell_of_a_row_is_lost_on_the_way(name: str, sheet: SheetKey):
    for record in example(name).summary.tables.records(sheet):
        filled = {k for k, c in record.cells.items() if f"{record.tab}!{c}" in cells(name)}
        assert filled <= set(record.values), record.row


def _used(outcome: Outcome) -> Iterator[tuple[float, str]]:
    """Every number a verdict rests on, with the cell it names."""
    verdict, ambition = outcome.verdict, outcome.series.ambition
    for point in (verdict.base, verdict.latest, *outcome.series.observations):
        if point is not None:
            yield point.value, point.cell
    if ambition is not None and ambition.value is not None:
        yield ambition.value, ambition.cell


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_number_of_a_verdict_stands_in_the_cell_it_names(name: str):
    found = [pair for outcome in example(name).summary.outcomes for pair in _used(outcome)]
    assert len(found) > 100
    assert [(v, c) for v, c in found if cells(name).get(c) != v] == []


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("language", Language)
def test_every_outcome_is_described_and_explained_with_its_cells(name: str, language: Language):
    words = words_for(language)
    for outcome in example(name).summary.outcomes:
        told, why = describe(outcome, words), explain(outcome, words)
        assert told.endswith(".")
        assert why
        assert "{" not in told + "".join(why)
        verdict = outcome.verdict
        text = " ".join(why)
        for point in (verdict.base, verdict.latest):
            assert point is None or point.cell in text
        judged = verdict.progress not in (Progress.NO_DATA, Progress.NOT_ASSESSED)
        if judged and outcome.series.ambition is not None:
            assert outcome.series.ambition.cell in text


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_row_is_found_by_its_id_and_by_no_other(name: str):
    opened = example(name)
    for sheet in MAPPED:
        for record in opened.summary.tables.records(sheet):
            row = find(opened, sheet, record.text("id") or "")
            assert row is not None
            assert row.record == record
        for identifier in ("", "nothing", "'", "%"):
            assert find(opened, sheet, identifier) is None


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_observations_of_an_indicator_are_the_ones_it_is_judged_by(name: str):
    opened = example(name)
    for outcome in opened.summary.outcomes[:40]:
        rows = observations(opened, outcome.series.indicator)
        seen = [(r.number("year"), r.number("value")) for r in rows]
        assert seen == [(o.year, o.value) for o in outcome.series.observations]
