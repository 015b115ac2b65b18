"""A reading on its way between two processes."""

from collections.abc import Mapping
from typing import Any

from dashboard.workbooks.answers import finding_in, told_finding
from dashboard.workbooks.gatheredrows import ReadRow, ReadValue
from dashboard.workbooks.regions import LeftOut
from dashboard.workbooks.tables import ReadColumn, Reading, ReadTable


def told_of(reading: Reading) -> dict[str, Any]:
    """A reading as it is sent."""
    return {
        "tables": [_told_table(table) for table in reading.tables],
        "ignored": [list(each) for each in reading.ignored],
        "findings": [told_finding(finding) for finding in reading.findings],
    }


def reading_in(told: Mapping[str, Any]) -> Reading:
    """A reading as it was sent."""
    return Reading(
        tuple(_table_in(each) for each in told["tables"]),
        tuple((sheet, why) for sheet, why in told["ignored"]),
        tuple(finding_in(each) for each in told["findings"]),
    )


def _told_table(table: ReadTable) -> dict[str, Any]:
    return {
        "facts": [table.sheet, table.kind, table.why, list(table.header_rows)],
        "span": [table.first_row, table.last_row, table.records],
        "columns": [[c.header, c.place, c.cell, c.key, c.confidence, c.why] for c in table.columns],
        "rows": [_told_row(row) for row in table.rows],
        "left_out": {str(row): why.value for row, why in table.left_out.items()},
    }


def _told_row(row: ReadRow) -> list[Any]:
    values = {key: [value.value, value.cell] for key, value in row.values.items()}
    return [row.row, values, row.goals, row.targets]


def _table_in(told: Mapping[str, Any]) -> ReadTable:
    sheet, kind, why, header_rows = told["facts"]
    first, last, records = told["span"]
    return ReadTable(
        sheet,
        kind,
        why,
        tuple(header_rows),
        first,
        last,
        records,
        tuple(
            ReadColumn(header, place, cell, key, sure, tuple(reasons))
            for header, place, cell, key, sure, reasons in told["columns"]
        ),
        tuple(_row_in(each) for each in told["rows"]),
        {int(row): LeftOut(why) for row, why in told["left_out"].items()},
    )


def _row_in(told: list[Any]) -> ReadRow:
    row, values, goals, targets = told
    known = {key: ReadValue(value, cell) for key, (value, cell) in values.items()}
    return ReadRow(row, known, tuple(goals), tuple(targets))
