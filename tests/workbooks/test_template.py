from collections.abc import Mapping, Sequence
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from dashboard.language.words import Language, words_for
from dashboard.plan.columns import COLUMNS, Column, columns_of
from dashboard.plan.findings import Code
from dashboard.plan.goals import GOAL_NUMBERS
from dashboard.plan.kinds import Kind
from dashboard.plan.sheets import SHEETS, SheetKey
from dashboard.plan.steps import Step, steps_written
from dashboard.plan.targets import TARGETS
from dashboard.workbooks.checkingapart import Checked, check_workbook
from dashboard.workbooks.template import write_template, write_workbook

Rows = Mapping[SheetKey, Sequence[Mapping[str, object]]]


def _read_back(checked: Checked) -> dict[SheetKey, list[dict[str, object]]]:
    return {
        table.key: [
            {
                key: tuple(said[row]) if isinstance(said[row], list) else said[row]
                for key, said in table.values.items()
                if said[row] is not None
            }
            for row in range(len(table.numbers))
        ]
        for table in checked.tables
        if table.numbers
    }


@pytest.mark.parametrize("language", Language)
def test_the_empty_template_is_recognised_whole_and_lacks_nothing_but_rows(language: Language):
    checked = check_workbook(write_template(language=language), filename="plan.xlsx")
    assert [finding.code for finding in checked.findings] == [Code.EMPTY_PLAN]
    assert [sheet.recognised_as for sheet in checked.sheets] == [sheet.key for sheet in SHEETS]
    for sheet in checked.sheets:
        assert sheet.recognised_as is not None
        keys = [column.key for column in columns_of(sheet.recognised_as)]
        assert list(sheet.columns.values()) == keys


@pytest.mark.parametrize("language", Language)
def test_the_same_rows_give_the_same_bytes(language: Language):
    rows = {SheetKey.ACTIONS: [{"id": "H-1", "title_da": "Træer"}]}
    assert write_workbook(rows, language=language) == write_workbook(rows, language=language)


def test_every_header_has_a_hint_in_every_language_and_required_ones_a_star():
    book = load_workbook(BytesIO(write_template(language=Language.DA)))
    page = book["Handlinger"]
    for cell, column in zip(page[1], columns_of(SheetKey.ACTIONS), strict=True):
        assert str(cell.value).endswith(" *") == column.required
        for language in Language:
            hint = words_for(language)(f"workbook.columns.{column.key}.hint")
            assert cell.comment is not None
            assert hint in cell.comment.text


def test_helper_sheets_are_hidden_and_instructions_come_first():
    book = load_workbook(BytesIO(write_template(language=Language.DA)))
    assert book.sheetnames[0] == "Vejledning"
    states = {page.title: page.sheet_state for page in book.worksheets}
    assert states.pop("_template") == states.pop("_lists") == "veryHidden"
    assert set(states.values()) == {"visible"}


def test_closed_sets_have_lists_and_codes_are_text():
    page = load_workbook(BytesIO(write_template(language=Language.EN)))["Actions"]
    ruled = {str(rule.sqref).split("2:")[0] for rule in page.data_validations.dataValidation}
    assert {"M", "F"} <= ruled
    assert page.column_dimensions["E"].number_format == "@"


@pytest.mark.parametrize("text", ["=1+1", "+45 33 66 33 66", "-5", "@kk", "#N/A findes ikke"])
def test_text_stays_text_whatever_sign_it_begins_with(text: str):
    rows: Rows = {SheetKey.ABOUT: [{"key": "contact", "text_da": text}]}
    content = write_workbook(rows, language=Language.DA)
    cell = load_workbook(BytesIO(content))["Om planen"]["B2"]
    assert (cell.data_type, cell.value) == ("s", text)
    assert _read_back(check_workbook(content, filename="x"))[SheetKey.ABOUT][0]["text_da"] == text


_CODE = st.from_regex(r"[A-ZÆØÅ]{1,3}-[0-9]{1,3}", fullmatch=True)
_CODES = st.lists(_CODE, min_size=1, max_size=3, unique=True).map(tuple)
_WORDS = st.from_regex(r"[A-Za-zæøåÆØÅ=+@][A-Za-zæøå ,;]{0,20}[a-zæøå]", fullmatch=True)
_DATE = st.dates().map(str) | st.integers(1900, 2200).map(str)
_BY_KIND: Mapping[Kind, st.SearchStrategy[object]] = {
    Kind.CODE: _CODE,
    Kind.TEXT: _WORDS,
    Kind.LINK: st.just("https://www.kk.dk/a|mailto:maal@kk.dk"),
    # Excel keeps fifteen digits of a number.
    Kind.NUMBER: st.floats(-1e9, 1e9).map(lambda number: float(f"{number:.14g}")),
    Kind.YEAR: st.integers(1900, 2200),
    Kind.STEPS: st.dictionaries(
        st.integers(1900, 2200), st.integers(-(10**6), 10**6), min_size=1
    ).map(lambda found: steps_written(Step(year, value / 4) for year, value in found.items())),
    Kind.DATE: _DATE.filter(lambda text: text[:4] > "1906" and text[:4] < "2200"),
    Kind.GOALS: st.lists(st.sampled_from(GOAL_NUMBERS), min_size=1, unique=True).map(tuple),
    Kind.TARGETS: st.lists(st.sampled_from(TARGETS), min_size=1, unique=True).map(tuple),
    Kind.TARGET: st.sampled_from(TARGETS),
    Kind.ADMINISTRATION: _CODE,
    Kind.ADMINISTRATIONS: _CODES,
    Kind.REFERENCE: _CODES,
}


def _values(column: Column) -> st.SearchStrategy[object]:
    if column.choices:
        return st.sampled_from([choice.value for choice in column.choices])
    return _BY_KIND[column.kind]


@st.composite
def _plans(draw: st.DrawFn) -> Rows:
    rows: dict[SheetKey, list[dict[str, object]]] = {}
    for column in draw(st.lists(st.sampled_from(COLUMNS), min_size=1, max_size=30, unique=True)):
        row = rows.setdefault(column.sheet, [{}])[0]
        row[column.key] = draw(_values(column))
    return rows


@settings(max_examples=40, deadline=None)
@given(_plans(), st.sampled_from(Language))
def test_what_is_written_is_read_back_the_same(rows: Rows, language: Language):
    content = write_workbook(rows, language=language)
    back = _read_back(check_workbook(content, filename="plan.xlsx"))
    assert back == rows
    assert write_workbook(back, language=language) == content
