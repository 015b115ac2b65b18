"""An edition's tables come back from their bytes as they went in."""

import math

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.plan.columns import Column, columns_of
from dashboard.plan.kinds import Kind
from dashboard.plan.sheets import SHEETS, SheetKey
from dashboard.records.columnar import pack, schema_of, unpack
from dashboard.workbooks.checkingapart import check_workbook
from dashboard.workbooks.mapping import frames_of, layout_of
from tests.samples import EXAMPLES, workbook

_TEXT = st.none() | st.text(st.characters(exclude_categories=["Cs"]), max_size=12).filter(
    lambda text: text != "nan"
)
_CODES = st.lists(st.text("ABCÆØÅ0123456789.-", min_size=1, max_size=5), max_size=3)
_DTYPES = {Kind.NUMBER: "float64", Kind.YEAR: "Int64"}
_VALUES: dict[Kind, st.SearchStrategy[object]] = {
    Kind.NUMBER: st.just(math.nan) | st.floats(allow_nan=False),
    Kind.YEAR: st.none() | st.integers(1900, 2200),
    Kind.GOALS: st.lists(st.integers(1, 17), max_size=4),
    Kind.TARGETS: _CODES,
    Kind.ADMINISTRATIONS: _CODES,
    Kind.REFERENCE: _CODES,
}


def _values(column: Column) -> st.SearchStrategy[object]:
    return _VALUES.get(column.kind, _TEXT)


@st.composite
def frames(draw: st.DrawFn) -> dict[SheetKey, pd.DataFrame]:
    return {sheet.key: _drawn(draw, sheet.key) for sheet in SHEETS}


def _drawn(draw: st.DrawFn, sheet: SheetKey) -> pd.DataFrame:
    size = draw(st.integers(0, 2))
    data: dict[str, object] = {
        "tab": pd.Series(["Ark"] * size, dtype="object"),
        "row": pd.Series(range(2, 2 + size), dtype="int64"),
        "cells": pd.Series([draw(st.sampled_from([None, "value=D4"]))] * size, dtype="object"),
    }
    for column in columns_of(sheet):
        values = [draw(_values(column)) for _ in range(size)]
        data[column.key] = pd.Series(values, dtype=_DTYPES.get(column.kind, "object"))
    return pd.DataFrame(data)


def _plain(value: object) -> object:
    """A value without the box it came in: arrays are lists, every sort of nothing is None."""
    if hasattr(value, "tolist"):
        value = value.tolist()
    if isinstance(value, list):
        return value
    return None if value is None or value is pd.NA or str(value) == "nan" else value


def _rows(frame: pd.DataFrame) -> list[list[object]]:
    return [[_plain(v) for v in row] for row in frame.itertuples(index=False)]


@settings(max_examples=15, deadline=None)
@given(frames(), st.dictionaries(st.text(), st.dictionaries(st.text(), st.text()), max_size=3))
def test_tables_of_every_kind_come_back_as_they_went_in(sheets, layout):
    back, found = unpack(pack(sheets, layout=layout))
    assert found == layout
    for sheet, frame in sheets.items():
        assert list(back[sheet].columns) == list(frame.columns)
        assert _rows(back[sheet]) == _rows(frame)


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_comes_back_as_it_went_in(example: str):
    checked = check_workbook(workbook(example), filename="x.xlsx")
    sheets, layout = frames_of(checked), layout_of(checked)
    back, found = unpack(pack(sheets, layout=layout))
    assert found == layout
    assert {s: _rows(f) for s, f in back.items()} == {s: _rows(f) for s, f in sheets.items()}


def test_an_edition_without_any_row_keeps_every_column_of_the_schema():
    sheets = frames_of(check_workbook(b"", filename="x.xlsx"))
    back, layout = unpack(pack(sheets, layout={}))
    assert layout == {}
    for sheet, frame in back.items():
        assert len(frame) == 0
        assert list(frame.columns) == ["tab", "row", "cells", *(c.key for c in columns_of(sheet))]


@pytest.mark.parametrize("sheet", SheetKey)
def test_every_column_of_the_schema_has_a_place_in_the_tables(sheet: SheetKey):
    assert schema_of(sheet).names == ["tab", "row", "cells", *(c.key for c in columns_of(sheet))]
