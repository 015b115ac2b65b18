"""Cells written into a workbook: these cells, and nothing else."""

from collections.abc import Mapping
from datetime import date
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.table import Table

from dashboard.errors import Trouble
from dashboard.workbooks.patching import Cells, CellValue, write_cells
from dashboard.workbooks.patchingapart import write_cells_apart
from dashboard.workbooks.reading import Unreadable, read_workbook
from tests.workbooks.books import saved
from tests.workbooks.crafted import crafted, old_workbook, open_document
from tests.workbooks.marked import exchanged, parts, rich, values, whole, with_data

SHEET = "xl/worksheets/sheet1.xml"
BOOK = "xl/workbook.xml"


def written(content: bytes, cells: Mapping[str, CellValue], *, sheet: str = "Ark") -> bytes:
    copy = write_cells(content, {(sheet, cell): what for cell, what in cells.items()})
    whole(copy)
    return copy


def shown(content: bytes, cell: str, *, sheet: str = "Ark") -> Any:
    return load_workbook(BytesIO(content))[sheet][cell].value


def read(content: bytes, row: int, column: int) -> Any:
    """What our own reader gives for a cell of the first sheet, counted from 0."""
    return read_workbook(content, filename="plan.xlsx").tabs[0].at(row, column)


def changed(before: bytes, after: bytes) -> set[str]:
    old, new = parts(before), parts(after)
    assert list(new) == [name for name in old if name in new]
    return {name for name in old if old[name] != new.get(name)}


def plain() -> bytes:
    """A workbook without formulas."""
    book = Workbook()
    page = book.worksheets[0]
    page.title = "Ark"
    for row in (["Id", "Titel", "Dag"], ["H-1", "Flere træer", date(2026, 1, 2)], ["H-2", "B"]):
        page.append(row)
    page["B2"].number_format = "@"
    book.create_sheet("Andet")["A1"] = "uændret"
    return saved(book)


@pytest.mark.parametrize(
    ("cell", "value", "expected"),
    [
        ("B2", "Færre træer", "Færre træer"),
        ("B2", 'a & b < c > d "e"', 'a & b < c > d "e"'),
        ("B2", "  med luft  ", "  med luft  "),
        ("B2", "to\nlinjer", "to\nlinjer"),
        ("B2", "=1+1", "=1+1"),
        ("B2", "a\x00b\x0bc", "abc"),
        ("B2", "_x000D_", "_x000D_"),
        ("B2", 12, 12),
        ("B2", 0.1, 0.1),
        ("B2", True, True),
        ("B2", None, None),
        ("C3", "ny celle", "ny celle"),
        ("A9", "ny række", "ny række"),
        ("AB2", "langt ude", "langt ude"),
        ("XFD1048576", "den sidste", "den sidste"),
    ],
)
def test_every_reader_finds_the_new_value(cell: str, value: CellValue, expected: Any):
    copy = written(plain(), {cell: value})
    page = load_workbook(BytesIO(copy))["Ark"]
    # The one library shows the sign as it is stored, the others as it is meant.
    assert page[cell].value == (expected if value != "_x000D_" else "_x005F_x000D_")
    if cell != "XFD1048576":
        assert read(copy, page[cell].row - 1, page[cell].column - 1) == expected


def test_nothing_but_the_sheet_is_another_and_in_it_nothing_but_the_cell():
    before = plain()
    after = written(before, {"B2": "Nyt"})
    assert changed(before, after) == {SHEET}
    old = '<c r="B2" s="1" t="inlineStr"><is><t>Flere træer</t></is></c>'
    new = '<c r="B2" s="1" t="inlineStr"><is><t xml:space="preserve">Nyt</t></is></c>'
    was, now = parts(before)[SHEET].decode(), parts(after)[SHEET].decode()
    assert old in was
    assert was.replace(old, new) == now
    left = {n: [list(row) for row in rows] for n, rows in values(before).items()}
    left["Ark"][1][1] = "Nyt"
    assert values(after) == left


def test_a_shared_text_stays_with_those_who_share_it():
    two = '<c r="A1" t="s"><v>0</v></c><c r="B1" s="0" t="s"><v>0</v></c>'
    before = crafted(f'<row r="1">{two}</row>', strings="<si><t>fælles</t></si>")
    after = written(before, {"A1": "min"}, sheet="Ark1")
    assert changed(before, after) == {SHEET}
    assert values(after) == {"Ark1": [["min", "fælles"]]}


@pytest.mark.parametrize(
    "without",
    [
        [(' fullCalcOnLoad="1"', "")],
        [('<calcPr calcId="124519" fullCalcOnLoad="1" />', "")],
    ],
)
def test_a_workbook_with_much_in_it_keeps_all_of_it_and_calculates_anew(
    without: list[tuple[str, str]],
):
    before = exchanged(saved(rich()), BOOK, *without)
    after = written(before, {"B4": "Nyt", "H20": "ny"})
    assert changed(before, after) == {SHEET, BOOK}
    assert b'fullCalcOnLoad="1"' in parts(after)[BOOK]
    old, new = load_workbook(BytesIO(before)), load_workbook(BytesIO(after))
    for page in old.worksheets:
        for cell in (cell for row in page.iter_rows() for cell in row):
            same = new[page.title][cell.coordinate]
            expected = "Nyt" if (page.title, cell.coordinate) == ("Ark", "B4") else cell.value
            assert (same.value, same.number_format) == (expected, cell.number_format)
            assert repr(same.font) == repr(cell.font)


def test_a_new_column_to_the_right_can_be_written_with_its_heading():
    after = written(plain(), {"D1": "Verdensmål", "D2": "11;13", "D3": "4"})
    assert [row[3] for row in values(after)["Ark"]] == ["Verdensmål", "11;13", "4"]
    assert load_workbook(BytesIO(after))["Ark"].dimensions == "A1:D3"


@pytest.mark.parametrize("rows", ["", '<row r="2"/>', '<row r="3"><c r="A3"/></row>'])
def test_an_empty_sheet_or_row_takes_values(rows: str):
    after = written(with_data(rows), {"B2": "x", "A1": "y"})
    assert (shown(after, "B2"), shown(after, "A1")) == ("x", "y")


def test_emptying_a_cell_that_is_not_there_changes_nothing():
    before = plain()
    assert changed(before, written(before, {"F7": None, "C3": None})) == set()


def test_a_day_is_a_day_whatever_the_cell_was_and_a_number_a_number():
    after = written(plain(), {"C2": date(2027, 3, 4), "B2": date(2027, 3, 4)})
    assert [shown(after, cell).date() for cell in ("C2", "B2")] == [date(2027, 3, 4)] * 2
    assert [read(after, 1, column).date() for column in (1, 2)] == [date(2027, 3, 4)] * 2
    after = written(plain(), {"C2": 2026})
    assert read(after, 1, 2) == shown(after, "C2") == 2026


def test_days_are_counted_as_the_workbook_counts_them():
    before = exchanged(plain(), BOOK, ("<workbookPr ", '<workbookPr date1904="1" '))
    after = written(before, {"C2": date(2027, 3, 4)})
    assert shown(after, "C2").date() == read(after, 1, 2).date() == date(2027, 3, 4)


def test_a_formula_gives_way_to_the_value_and_the_order_of_calculation_is_forgotten():
    before = with_chain(saved(rich()))
    assert "xl/calcChain.xml" in parts(before)
    after = written(before, {"E2": 5})
    assert shown(after, "E2") == 5
    assert shown(after, "E3") == "=C3*2"
    assert "xl/calcChain.xml" not in parts(after)
    assert b"calcChain" not in parts(after)["[Content_Types].xml"]
    assert b"calcChain" not in parts(after)["xl/_rels/workbook.xml.rels"]
    kept = written(before, {"A2": "H-9"})
    assert "xl/calcChain.xml" in parts(kept)


def with_chain(content: bytes) -> bytes:
    chain = '<calcChain xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.calcChain+xml"
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    named = f'<Override PartName="/xl/calcChain.xml" ContentType="{kind}"/></Types>'
    tie = f'<Relationship Id="rIdC" Type="{base}/calcChain" Target="calcChain.xml"/>'
    content = exchanged(content, "[Content_Types].xml", ("</Types>", named))
    end = "</Relationships>"
    content = exchanged(content, "xl/_rels/workbook.xml.rels", (end, tie + end))
    out = BytesIO(content)
    with ZipFile(out, "a") as archive:
        archive.writestr("xl/calcChain.xml", f'{chain}<c r="E2" i="1"/><c r="E3"/></calcChain>')
    return out.getvalue()


def test_cells_that_share_a_formula_keep_it_when_the_first_of_them_goes():
    rows = (
        '<row r="1"><c r="A1"><v>1</v></c>'
        '<c r="B1"><f t="shared" ref="B1:B3" si="0">A1*$C$1&amp;""</f><v>1</v></c></row>'
        '<row r="2"><c r="B2"><f t="shared" si="0"/><v>2</v></c></row>'
        '<row r="3"><c r="B3"><f t="shared" ca="1" si="0"></f><v>3</v></c></row>'
    )
    after = written(with_data(rows), {"B1": 7})
    assert [shown(after, cell) for cell in ("B1", "B2", "B3")] == [
        7,
        '=A2*$C$1&""',
        '=A3*$C$1&""',
    ]
    after = written(with_data(rows), {"B2": 7})
    assert [shown(after, cell) for cell in ("B1", "B2", "B3")] == ['=A1*$C$1&""', 7, '=A3*$C$1&""']


def _refused(content: bytes, cells: Cells) -> str:
    with pytest.raises(Trouble) as trouble:
        write_cells(content, cells)
    return trouble.value.key


@pytest.mark.parametrize(
    ("cells", "key"),
    [
        ({("Ukendt", "A1"): 1}, "no_sheet"),
        ({("Ark", "A0"): 1}, "no_cell"),
        ({("Ark", "a1"): 1}, "no_cell"),
        ({("Ark", "XFE1"): 1}, "no_cell"),
        ({("Ark", "A1048577"): 1}, "no_cell"),
        ({("Ark", "A1"): float("nan")}, "no_number"),
        ({("Ark", "A1"): "x" * 32_768}, "too_long"),
        ({("Ark", "A1"): date(1899, 1, 1)}, "early"),
        ({("Ark", "B12"): "x"}, "merged"),
    ],
)
def test_a_cell_that_cannot_be_written_is_refused_in_words(cells: Cells, key: str):
    assert _refused(saved(rich()), cells) == f"patching.{key}"


def test_what_excel_keeps_in_two_places_is_refused():
    book = rich()
    book["Ark"].add_table(Table(displayName="T", ref="A1:E9"))
    content = saved(book)
    assert _refused(content, {("Ark", "B1"): "Nyt"}) == "patching.edge"
    assert shown(written(content, {"B2": "Nyt", "F1": "Ved siden af"}), "B2") == "Nyt"
    book = rich()
    book["Ark"].protection.sheet = True
    assert _refused(saved(book), {("Ark", "B2"): "Nyt"}) == "patching.protected"
    many = '<row r="1"><c r="A1"><f t="array" ref="A1:A2">{1;2}</f><v>1</v></c></row>'
    assert _refused(with_data(many), {("Ark", "A2"): 1}) == "patching.array"
    one = '<row r="1"><c r="A1" cm="1"><f t="array" ref="A1">SUM(1)</f><v>1</v></c></row>'
    after = written(with_data(one), {"A1": 3})
    assert shown(after, "A1") == 3
    assert b"cm=" not in parts(after)[SHEET]


def test_a_signed_workbook_is_refused():
    out = BytesIO(plain())
    with ZipFile(out, "a") as archive:
        archive.writestr("_xmlsignatures/sig1.xml", "<Signature/>")
    assert _refused(out.getvalue(), {("Ark", "B2"): 1}) == "patching.signed"


@pytest.mark.parametrize(
    "content", [b"a;b\n1;2\n", old_workbook(), open_document("<a/>"), b"PK\x03\x04junk"]
)
def test_a_file_of_another_kind_is_told_what_to_do(content: bytes):
    assert _refused(content, {("Ark", "A1"): 1}) in ("patching.other_kind", "patching.trouble")


def test_cells_are_written_in_a_process_of_their_own():
    cells: Cells = {("Ark", "C2"): date(2027, 3, 4), ("Ark", "B3"): "æ", ("Ark", "A3"): None}
    before = plain()
    after = write_cells_apart(before, cells, filename="plan.xlsx")
    assert after == write_cells(before, cells)
    with pytest.raises(Trouble, match=r"patching\.no_sheet"):
        write_cells_apart(plain(), {("X", "A1"): 1}, filename="plan.xlsx")
    with pytest.raises(Unreadable):
        write_cells_apart(b"PK\x03\x04junk", {("X", "A1"): 1}, filename="plan.xlsx")


_TEXT = st.text(st.characters(codec="utf-8"), max_size=12)
_VALUE = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**9), 10**9),
    st.floats(allow_nan=False, allow_infinity=False),
    _TEXT,
    st.dates(min_value=date(1900, 3, 1), max_value=date(2999, 1, 1)),
)
_PLACE = st.tuples(st.integers(1, 12), st.integers(1, 8))


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.lists(_VALUE, max_size=6), max_size=8), st.dictionaries(_PLACE, _VALUE))
def test_whatever_is_written_nothing_else_changes(
    rows: list[list[Any]], wanted: dict[tuple[int, int], CellValue]
):
    book = Workbook()
    page = book.worksheets[0]
    page.title = "Ark"
    for n, row in enumerate(rows, 1):
        for m, value in enumerate(row, 1):
            cell = page.cell(n, m)
            cell.value = ILLEGAL_CHARACTERS_RE.sub("", value) if isinstance(value, str) else value
            cell.data_type = "s" if isinstance(value, str) else cell.data_type
    content = saved(book)
    cells = {f"{get_column_letter(c)}{r}": what for (r, c), what in wanted.items()}
    copy = written(content, cells)
    before = load_workbook(BytesIO(content))["Ark"]
    after = load_workbook(BytesIO(copy))["Ark"]
    for cell in (cell for row in before.iter_rows() for cell in row):
        if cell.coordinate not in cells:
            assert after[cell.coordinate].value == cell.value
    for (r, c), what in wanted.items():
        found = after.cell(r, c).value
        if isinstance(what, date):
            assert found.date() == what
        elif not isinstance(what, str):
            assert found == what
    read_workbook(copy, filename="plan.xlsx")
