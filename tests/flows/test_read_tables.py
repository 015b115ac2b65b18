import json

import pytest

from dashboard.flows.read_tables import read_file, reading_as_json, reading_as_lines
from dashboard.language.words import Language, words_for
from dashboard.workbooks.regions import LeftOut
from tests.workbooks.books import book_of

_PLAN = [
    ["Handleplan"],
    ["Tiltag", "Ansvarlig", "Verdensmål", "Frist", "Farve"],
    ["Træer", "Teknik", "11, 13", 2027, "grøn"],
    ["Stier", "Teknik", None, 2028, "blå"],
    ["I alt", None, None, None, 2],
]
_BOOK = book_of({"Plan": _PLAN, "Koder": [["Kod", "Namn"], ["01", "A"], ["02", "B"]]})


def test_a_reading_is_told_as_data_with_a_cell_for_every_value():
    told = reading_as_json(read_file(_BOOK, filename="plan.xlsx"), words_for(Language.EN))
    table = told["tables"][0]
    assert (told["readable"], told["refused"]) == (True, None)
    assert (table["kind"], table["header_rows"], table["records"]) == ("actions", [2], 2)
    assert (table["first_row"], table["last_row"]) == (3, 4)
    assert table["rows"][0] == {
        "row": 3,
        "values": {
            "due_date": {"value": "2027", "cell": "D3"},
            "title_da": {"value": "Træer", "cell": "A3"},
            "responsible": {"value": "Teknik", "cell": "B3"},
        },
        "goals": [11, 13],
        "targets": [],
    }
    assert told["ignored"] == [{"sheet": "Koder", "why": "no_kind_fits"}]
    assert json.loads(json.dumps(told)) == told


@pytest.mark.parametrize("language", Language)
def test_a_reading_is_told_in_words(language: Language):
    text = "\n".join(reading_as_lines(read_file(_BOOK, filename="plan.xlsx"), words_for(language)))
    assert words_for(language)("workbook.sheets.actions") in text
    assert "Farve" in text
    assert "rows_left_out" in text


def test_a_file_that_is_no_workbook_is_refused_with_code_and_words():
    told = reading_as_json(read_file(b"", filename="plan.xlsx"), words_for(Language.EN))
    assert not told["readable"]
    assert told["refused"]["code"] == "file_empty"
    assert told["tables"] == []


def test_every_language_has_the_same_words_for_readings():
    keys = [set(words_for(language).under("reading")) for language in Language]
    assert all(each == keys[0] for each in keys)
    assert {f"left_out.{reason}" for reason in LeftOut} <= keys[0]
