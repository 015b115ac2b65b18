import math

import pytest

from dashboard.plan.columns import columns_of
from dashboard.plan.sheets import SheetKey
from dashboard.workbooks.mapping import frames_of, layout_of
from tests.workbooks.books import book_of, check, sound


@pytest.mark.parametrize("content", [b"", book_of({"Ark1": []})])
def test_every_table_is_there_even_when_nothing_could_be_read(content: bytes):
    frames = frames_of(check(content))
    assert list(frames) == list(SheetKey)
    for sheet, frame in frames.items():
        assert list(frame.columns) == ["tab", "row", "cells", *(c.key for c in columns_of(sheet))]
        assert len(frame) == 0


def test_values_come_in_the_kind_their_column_promises():
    cells = {"baseline_value": 12, "baseline_year": 2015, "targets": "11.6;11.7", "note": None}
    frame = frames_of(check(sound(indicator=cells)))[SheetKey.INDICATORS]
    row = frame.iloc[0]
    assert (row["tab"], row["row"]) == ("Indikatorer", 2)
    assert row["goals"] == [11]
    assert row["targets"] == ["11.6", "11.7"]
    assert row["contributing"] == []
    assert row["direction"] == "up"
    assert row["note"] is None
    assert math.isnan(row["ambition_value"])
    assert str(frame["baseline_value"].dtype) == "float64"
    assert str(frame["baseline_year"].dtype) == "Int64"


def test_goals_follow_from_targets_where_none_are_typed():
    cells = {"goals": None, "targets": "13.2;11.6;13.1"}
    frame = frames_of(check(sound(action=cells)))[SheetKey.ACTIONS]
    assert frame.loc[0, "goals"] == [13, 11]


def test_the_layout_leads_back_to_the_cell_of_a_value():
    book = sound()
    book["Handlinger"].insert_cols(1)
    book["Handlinger"].insert_rows(1, 3)
    checked = check(book)
    row = frames_of(checked)[SheetKey.ACTIONS].iloc[0]
    cell = f"{layout_of(checked)[row['tab']]['title_da']}{row['row']}"
    assert book["Handlinger"][cell].value == row["title_da"] == "Flere træer"
