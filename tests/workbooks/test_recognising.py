import pytest

from dashboard.language.told import tell
from dashboard.language.words import Language, words_for
from dashboard.plan.columns import columns_of
from dashboard.plan.findings import Code, Severity
from dashboard.plan.sheets import SheetKey
from dashboard.workbooks.likeness import folded
from dashboard.workbooks.raw import Tab, columns_of_rows
from dashboard.workbooks.recognising import known_sheets, recognise, sheet_named
from tests.workbooks.books import book_of, check, found

_HEADERS = ("Id", "Titel (dansk)", "Verdensmål", "Ansvarlig forvaltning", "Frist")


@pytest.mark.parametrize(
    "name", ["Handlinger", " handlinger ", "HANDLINGER", "Actions", "Handlinger 2026"]
)
def test_a_sheet_is_known_by_its_name_in_any_language(name: str):
    found_as = recognise(Tab(name, columns_of_rows((_HEADERS,))))
    assert found_as is not None
    assert found_as.key is SheetKey.ACTIONS


@pytest.mark.parametrize("sheet", SheetKey)
def test_no_two_columns_of_a_sheet_share_a_header_in_any_two_languages(sheet: SheetKey):
    meant: dict[str, str] = {}
    for language in Language:
        for column in columns_of(sheet):
            for text in (words_for(language).header(column.key), column.key):
                assert meant.setdefault(folded(text), column.key) == column.key


def test_no_two_sheets_share_a_name():
    assert {sheet_named(name) for name in known_sheets()} == set(SheetKey)
    assert len({(folded(n), sheet_named(n)) for n in known_sheets()}) == len(
        {folded(n) for n in known_sheets()}
    )


def test_headers_in_danish_english_and_as_keys_mean_the_same():
    rows = (("Id *", "TITLE (DANISH)", "goals", "Ansvarlig  forvaltning *", "due_date"),)
    found_as = recognise(Tab("Handlinger", columns_of_rows(rows)))
    assert found_as is not None
    assert list(found_as.columns.values()) == [
        "id",
        "title_da",
        "goals",
        "responsible",
        "due_date",
    ]


def test_headers_are_found_below_titles_and_notes():
    rows = (("Handleplan 2026",), (), ("Udkast", None, "til kontrol"), (), _HEADERS, ("H-1",))
    found_as = recognise(Tab("Handlinger", columns_of_rows(rows)))
    assert found_as is not None
    assert found_as.header_row == 4


def test_a_renamed_sheet_is_known_by_its_headers():
    found_as = recognise(Tab("Ark1", columns_of_rows((_HEADERS,))))
    assert found_as is not None
    assert found_as.key is SheetKey.ACTIONS


def test_headers_that_fit_several_sheets_decide_nothing():
    assert (
        recognise(Tab("Ark1", columns_of_rows((("Id", "Titel (dansk)", "Verdensmål", "Delmål"),))))
        is None
    )


def test_a_right_name_over_a_wrong_table_is_not_enough():
    checked = check(book_of({"Handlinger": [["a", "b"]], "Bidrag": [["Id", "Type"]]}))
    (finding,) = found(checked, Code.NO_HEADER_ROW)
    assert finding.sheet == "Handlinger"
    assert not found(checked, Code.UNKNOWN_SHEET)
    missing = found(checked, Code.MISSING_SHEET)
    assert SheetKey.ACTIONS not in [finding.facts["table"] for finding in missing]


def test_a_sheet_of_ours_without_headers_is_told_which_headers_it_needs():
    checked = check(book_of({"Actions": [["Handleplan for verdensmålene"]] * 17}))
    (finding,) = found(checked, Code.NO_HEADER_ROW)
    assert finding.severity is Severity.ERROR
    expected = [tell(finding, words_for(language)).expected for language in Language]
    assert expected == [
        "en række med overskrifter, for eksempel Id, Ansvarlig forvaltning eller Titel (dansk)",
        "a row of headers, such as Id, Responsible administration or Title (Danish)",
    ]


@pytest.mark.parametrize("sheet", SheetKey)
def test_the_headers_named_for_a_sheet_are_enough_to_recognise_it(sheet: SheetKey):
    (finding,) = found(check(book_of({sheet.value: [["Plan"]]})), Code.NO_HEADER_ROW)
    headers = tuple(str(finding.facts["columns"]).split(";"))
    assert recognise(Tab(sheet.value, columns_of_rows((headers,)))) is not None


def test_a_misspelt_header_is_told_with_the_header_it_resembles():
    checked = check(book_of({"Handlinger": [["Id", "Frist", "Ansvarlig forvaltnig"]]}))
    (finding,) = found(checked, Code.UNKNOWN_HEADER)
    assert (finding.cell, finding.nearest) == ("C1", "Ansvarlig forvaltning")


def test_a_workbook_of_merged_titles_is_told_to_use_the_template():
    checked = check(book_of({"Ark1": [["Verdensmålsplan"]] * 17}))
    assert [f.code for f in checked.findings] == [Code.NO_KNOWN_SHEET, Code.UNKNOWN_SHEET]


def test_an_empty_workbook_is_told_to_use_the_template():
    assert [f.code for f in check(book_of({"Ark1": []})).findings] == [Code.NO_KNOWN_SHEET]
