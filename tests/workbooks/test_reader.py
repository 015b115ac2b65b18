"""Nothing that a reader of values hides becomes a wrong value."""

import subprocess
import sys
from datetime import datetime

import pytest

from dashboard.plan.findings import Code
from dashboard.workbooks.checkingapart import check_workbook
from dashboard.workbooks.gate import Limits, Unreadable
from dashboard.workbooks.raw import ExcelError, Tab, Uncalculated, Workbook
from dashboard.workbooks.reading import read_workbook
from dashboard.workbooks.shownas import Runs, shown_down, tells
from dashboard.workbooks.texts import unseen
from tests.workbooks.crafted import crafted, open_document


def book(rows: str, **more: object) -> Workbook:
    return read_workbook(crafted(rows, **more), filename="plan.xlsx")  # type: ignore[arg-type]


def tab(rows: str, **more: object) -> Tab:
    return book(rows, **more).tabs[0]


def _row(*cells: str) -> str:
    return f'<row r="1">{"".join(cells)}</row>'


def test_error_cells_keep_their_text_and_place():
    found = tab(
        _row('<c r="B1" t="e"><v>#N/A</v></c>', '<c r="D1" t="e"><f>1/0</f><v>#DIV/0!</v></c>')
    )
    assert tuple(found.rows) == ((None, ExcelError("#N/A"), None, ExcelError("#DIV/0!")),)
    assert isinstance(found.at(0, 1), ExcelError)


def test_formulas_without_a_result_keep_their_formula():
    found = tab(
        _row('<c r="A1"><f>B1*2</f></c>', '<c r="C1"><f t="shared" si="0">1+1</f><v></v></c>')
    )
    assert found.at(0, 0) == Uncalculated("=B1*2")
    assert found.at(0, 2) == Uncalculated("=1+1")


def test_formats_that_say_something_are_kept_and_others_are_not():
    cells = [f'<c r="{c}1" s="{n}"><v>45000.1</v></c>' for n, c in enumerate("ABCD")]
    found = tab(_row(*cells), formats=("0.00", "0%", "yyyy-mm-dd"))
    assert dict(found.formats) == {(0, 1): "0.00", (0, 2): "0%"}
    assert isinstance(found.at(0, 3), datetime)


def test_runs_of_one_format_answer_for_each_cell():
    runs = Runs()
    for row in (0, 1, 2, 7, 4):
        runs.add((row, 3), "0%")
    runs.add((5, 3), "0.0")
    assert len(runs) == len(list(runs)) == 6
    assert runs[1, 3] == "0%"
    assert runs[5, 3] == "0.0"
    assert (3, 3) not in runs
    assert shown_down(runs, column=3, rows=[0, 3, 5]) == ["0%", None, "0.0"]
    assert shown_down(runs, column=2, rows=[0, 3, 5]) is None


@pytest.mark.parametrize(
    ("code", "says"),
    [("0.0%", True), ("#,##0.00", True), ("yyyy", False), ('0 "dage"', True), ("[Red]0", True)],
)
def test_a_format_says_something_unless_it_is_a_date(code: str, says: bool):
    assert tells(code) is says


def test_hidden_rows_columns_and_merged_areas_are_known():
    found = tab(
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="2" hidden="1"><c r="A2"><v>2</v></c></row>',
        before='<cols><col min="2" max="3" hidden="1"/></cols>',
        after='<mergeCells><mergeCell ref="B2:C4"/></mergeCells>',
    )
    assert (found.hidden_rows, found.hidden_columns) == (frozenset({1}), frozenset({1, 2}))
    assert found.merged == ((1, 1, 3, 2),)


def test_dates_count_from_1904_where_the_workbook_says_so():
    cell = _row('<c r="A1" s="1"><v>1</v></c>')
    first = tab(cell, formats=("yyyy",), book='<workbookPr date1904="1"/>')
    assert first.at(0, 0) == datetime(1904, 1, 2)  # noqa: DTZ001


@pytest.mark.parametrize(
    ("stored", "read"),
    [("60", 60.0), ("0", 0.0), ("-1", -1.0), ("NaN", ExcelError("NaN")), ("45000", None)],
)
def test_a_day_no_calendar_has_is_never_another_day(stored: str, read: object):
    found = tab(_row(f'<c r="A1" s="1"><v>{stored}</v></c>'), formats=("yyyy-mm-dd",)).at(0, 0)
    assert found == (read if read is not None else datetime(2023, 3, 15))  # noqa: DTZ001


@pytest.mark.parametrize("stored", ["NaN", "INF", "1e999"])
def test_a_number_that_is_none_is_an_error_and_not_empty(stored: str):
    found = tab(_row(f'<c r="A1"><v>{stored}</v></c>', '<c r="B1"><v>2</v></c>'))
    assert isinstance(found.at(0, 0), ExcelError)


def test_signs_nobody_sees_are_told_with_their_cell():
    shown = book(
        _row(
            '<c r="A1" t="inlineStr"><is><t>tr&#xE6;_x0007_er</t></is></c>',
            '<c r="C1" t="inlineStr"><is><t>a\u202eb</t></is></c>',
            '<c r="D1" t="inlineStr"><is><t>A\u030a</t></is></c>',
        )
    )
    assert tuple(shown.tabs[0].rows) == (("træer", None, "ab", "\u00c5"),)
    assert [(f.code, f.cell) for f in shown.findings] == [
        (Code.CONTROL_CHARACTER, "A1"),
        (Code.DIRECTION_MARK, "C1"),
    ]
    assert [f.facts["signs"] for f in shown.findings] == ["U+0007", "U+202E RIGHT-TO-LEFT OVERRIDE"]


def test_many_kinds_of_signs_nobody_sees_are_told_by_the_first():
    text = "a\u202eb\u202ec\u200fd\u2066e\u2069f"
    first = "U+202E RIGHT-TO-LEFT OVERRIDE, U+200F RIGHT-TO-LEFT MARK"
    assert unseen(text[:6]) == first
    more = "U+2066 LEFT-TO-RIGHT ISOLATE, U+2069 POP DIRECTIONAL ISOLATE"
    assert unseen(text) == f"{first}, {more}"
    assert unseen(text + "\u200e") == f"{first}, {more}, …"


def test_cells_without_an_address_follow_each_other():
    assert tuple(
        tab("<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>").rows
    ) == (
        (1, 2),
        (3,),
    )


def test_a_true_and_a_one_are_not_the_same():
    found = tab(_row('<c r="A1" t="b"><v>1</v></c>', '<c r="B1"><v>1</v></c>'))
    assert [type(cell) for cell in found.rows[0]] == [bool, float]


@pytest.mark.parametrize(
    ("content", "rows"),
    [
        (b"a;b\n1;2,5\n", (("a", "b"), (1, "2,5"))),
        ("\ufeffmål,titel\n8.10,x\n".encode(), (("mål", "titel"), ("8.10", "x"))),
        ("træ\tby\n007\t-3\n".encode("cp1252"), (("træ", "by"), ("007", -3))),
        ("æ;ø\n1;2\n".encode("utf-16"), (("æ", "ø"), (1, 2))),
        (b'a;"b;\nc"\n', (("a", "b;\nc"),)),
    ],
)
def test_text_files_are_read_by_their_own_separator_and_letters(content: bytes, rows: object):
    (found,) = read_workbook(content, filename="plan.csv").tabs
    assert (found.name, tuple(found.rows)) == ("plan", rows)


def test_a_text_file_with_nul_is_none():
    with pytest.raises(Unreadable):
        read_workbook(b"a;b\x00\n", filename="plan.csv")


def test_an_open_document_is_read():
    cells = '<table:table-cell office:value-type="float" office:value="7"/>'
    content = open_document(f"<table:table-row>{cells}</table:table-row>")
    assert tuple(read_workbook(content, filename="plan.ods").tabs[0].rows) == ((7,),)


def test_the_reader_is_stopped_when_its_time_is_over():
    (found,) = check_workbook(crafted(), filename="plan.xlsx", limits=Limits(seconds=0)).findings
    assert found.code is Code.READER_TIMEOUT


def test_the_reader_starts_without_what_it_does_not_need():
    code = (
        "import sys, dashboard.workbooks.child as child\n"
        "print(*{name.partition('.')[0] for name in sys.modules})"
    )
    out = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert not {"pandas", "openpyxl", "numpy", "pyarrow", "dash", "babel"} & set(out.stdout.split())
