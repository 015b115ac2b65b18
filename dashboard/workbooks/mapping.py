"""Mapping: a checked workbook as tables, every row with the place it came from."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from dashboard.plan.columns import Column, columns_of
from dashboard.plan.kinds import Kind
from dashboard.plan.records import Value
from dashboard.plan.sheets import SHEETS, SheetKey
from dashboard.plan.tables import PlanTable, cells_as_text
from dashboard.plan.targets import goal_of
from dashboard.workbooks.checking import Checked
from dashboard.workbooks.raw import letters

_LISTS = (Kind.GOALS, Kind.TARGETS, Kind.ADMINISTRATIONS, Kind.REFERENCE)
_DTYPES: Mapping[Kind, str] = {Kind.NUMBER: "float64", Kind.YEAR: "Int64"}


def frames_of(checked: Checked) -> dict[SheetKey, pd.DataFrame]:
    """Every table of the plan, empty where its sheet is missing.

    Columns: `tab`, `row` (as Excel numbers it) and `cells` (what stands elsewhere than in its
    column, as text), then every column of the schema. Text,
    codes, choices and dates are str or None, numbers float64, years Int64; goals are lists
    of int, other lists are lists of str, empty where nothing is known.
    """
    return {sheet.key: _frame(checked, sheet.key) for sheet in SHEETS}


def layout_of(checked: Checked) -> dict[str, dict[str, str]]:
    """Sheet name → column key → the letters of its column: with the row, a value's address."""
    found: dict[str, dict[str, str]] = {}
    for table in checked.tables:
        own = {key: letters(place) for key, place in table.places.items()}
        found[table.tab] = own | found.get(table.tab, {})
    return found


def _frame(checked: Checked, key: SheetKey) -> pd.DataFrame:
    tables = [table for table in checked.tables if table.key is key]
    tabs = [table.tab for table in tables for _ in table.numbers]
    numbers = [number for table in tables for number in table.numbers]
    data = {
        "tab": pd.Series(tabs, dtype="object"),
        "row": pd.Series(numbers, dtype="int64"),
        "cells": pd.Series([each for t in tables for each in _cells(t)], dtype="object"),
        **{column.key: _series(column, tables) for column in columns_of(key)},
    }
    return pd.DataFrame(data)


def _cells(table: PlanTable) -> Sequence[str | None]:
    """For each row the cells of values that stand elsewhere than in their column."""
    if not table.cells:
        return (None,) * len(table.numbers)
    rows: list[dict[str, str]] = [{} for _ in table.numbers]
    for key, cells in table.cells.items():
        for row, cell in cells.items():
            rows[row][key] = cell
    return [cells_as_text(row) for row in rows]


def _series(column: Column, tables: Sequence[PlanTable]) -> "pd.Series[Any]":
    values = [value for table in tables for value in _values(column, table)]
    if column.kind is Kind.NUMBER:
        values = [float("nan") if value is None else value for value in values]
    return pd.Series(values, dtype=_DTYPES.get(column.kind, "object"))


def _values(column: Column, table: PlanTable) -> Sequence[object]:
    nothing = (None,) * len(table.numbers)
    values = table.values.get(column.key, nothing)
    if column.kind is Kind.GOALS:
        targets = table.values.get("targets", nothing)
        return [_goals(*pair) for pair in zip(values, targets, strict=True)]
    return [_list(value) for value in values] if column.kind in _LISTS else values


def _list(value: Value | Sequence[str] | None) -> list[object]:
    """The parts of a list; one code alone is a list of one."""
    if value is None:
        return []
    return list(value) if isinstance(value, list | tuple) else [value]


def _goals(typed: Value | None, targets: Value | None) -> list[object]:
    """The goals typed; where none are, those of the row's targets."""
    return _list(typed) or list(dict.fromkeys(goal_of(str(code)) for code in _list(targets)))
