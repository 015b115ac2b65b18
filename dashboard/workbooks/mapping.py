"""Mapping: a checked workbook as tables, every row with the place it came from."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from dashboard.plan.columns import Column, columns_of
from dashboard.plan.kinds import Kind
from dashboard.plan.sheets import SHEETS, SheetKey
from dashboard.plan.targets import goal_of
from dashboard.workbooks.book import Row, Table
from dashboard.workbooks.checking import Checked
from dashboard.workbooks.raw import letters

_LISTS = (Kind.GOALS, Kind.TARGETS, Kind.ADMINISTRATIONS, Kind.REFERENCE)
_DTYPES: Mapping[Kind, str] = {Kind.NUMBER: "float64", Kind.YEAR: "Int64"}


def frames_of(checked: Checked) -> dict[SheetKey, pd.DataFrame]:
    """Every table of the plan, empty where its sheet is missing.

    Columns: `tab` and `row` (as Excel numbers it), then every column of the schema. Text,
    codes, choices and dates are str or None, numbers float64, years Int64; goals are lists
    of int, other lists are lists of str, empty where nothing is known.
    """
    return {sheet.key: _frame(checked, sheet.key) for sheet in SHEETS}


def layout_of(checked: Checked) -> dict[str, dict[str, str]]:
    """Sheet name → column key → the letters of its column: with the row, a value's address."""
    return {
        table.tab: {key: letters(place) for place, key in table.recognised.columns.items()}
        for table in checked.tables
    }


def _frame(checked: Checked, key: SheetKey) -> pd.DataFrame:
    rows = [(table, row) for table in checked.tables if table.key is key for row in table.rows]
    data = {
        "tab": pd.Series([table.tab for table, _ in rows], dtype="object"),
        "row": pd.Series([row.number for _, row in rows], dtype="int64"),
        **{column.key: _series(column, rows) for column in columns_of(key)},
    }
    return pd.DataFrame(data)


def _series(column: Column, rows: Sequence[tuple[Table, Row]]) -> "pd.Series[Any]":
    values = [_value(column, row) for _, row in rows]
    if column.kind is Kind.NUMBER:
        values = [float("nan") if value is None else value for value in values]
    return pd.Series(values, dtype=_DTYPES.get(column.kind, "object"))


def _value(column: Column, row: Row) -> object:
    if column.kind is Kind.GOALS:
        return _goals(row)
    if column.kind in _LISTS:
        return list(row.codes(column.key))
    return row.value(column.key)


def _goals(row: Row) -> list[int]:
    """The goals typed; where none are, those of the row's targets."""
    typed = row.goals()
    return list(typed or dict.fromkeys(goal_of(code) for code in row.codes("targets")))
