"""What a reader of values hides in .xls, .ods and .csv files never becomes a wrong value."""

import struct
import zlib
from io import BytesIO
from zipfile import ZipFile, ZipInfo

import pytest

from dashboard.plan.findings import Code
from dashboard.workbooks.raw import ExcelError, Tab, Uncalculated
from dashboard.workbooks.reading import read_workbook
from dashboard.workbooks.refusing import Unreadable
from tests.workbooks.crafted import crafted, old_workbook, open_document, parts, record, zipped

_VALUE, _SHOWN = 'office:value-type="float" office:value="{}"', "<text:p>{}</text:p>"


def document(*cells: str, before: str = "", row: str = "") -> Tab:
    content = open_document(f"{before}<table:table-row {row}>{''.join(cells)}</table:table-row>")
    return read_workbook(content, filename="plan.ods").tabs[0]


def cell(attributes: str, inner: str = "") -> str:
    return f"<table:table-cell {attributes}>{inner}</table:table-cell>"


def refused(content: bytes, filename: str) -> Code:
    with pytest.raises(Unreadable) as caught:
        read_workbook(content, filename=filename)
    return caught.value.finding.code


def test_failed_and_uncalculated_formulas_of_an_open_document_are_known():
    found = document(
        cell(
            'table:formula="of:=1/0" office:value-type="string" office:string-value=""',
            "<text:p>#DIV/0!</text:p>",
        ),
        cell(f'table:formula="of:=A1" {_VALUE.format(0)}', _SHOWN.format("Err:502")),
        cell('table:formula="of:=1+1"'),
    )
    assert tuple(found.rows) == ((ExcelError("#DIV/0!"), ExcelError("Err:502"), "=1+1"),)
    assert [type(each) for each in found.rows[0]] == [ExcelError, ExcelError, Uncalculated]


def test_how_an_open_document_shows_a_number_is_known():
    found = document(
        cell(_VALUE.format("8.1"), _SHOWN.format("8,10")),
        cell('office:value-type="percentage" office:value="0.455"', _SHOWN.format("45,5 %")),
        cell(_VALUE.format("1234"), _SHOWN.format("1.234")),
        cell(_VALUE.format("7"), _SHOWN.format("007")),
    )
    assert dict(found.formats) == {(0, 0): "0.00", (0, 1): "0.0%", (0, 3): "000"}


def test_hidden_and_merged_parts_of_an_open_document_are_known():
    found = document(
        cell('office:value-type="string" table:number-columns-spanned="2"', "<text:p>a</text:p>"),
        "<table:covered-table-cell/>",
        before='<table:table-column table:visibility="collapse"/>',
        row='table:visibility="filter"',
    )
    assert (found.hidden_rows, found.hidden_columns) == (frozenset({0}), frozenset({0}))
    assert found.merged == ((0, 0, 0, 1),)


def test_tabs_and_line_breaks_keep_words_apart():
    text = "<text:p>a<text:tab/>b<text:line-break/>c</text:p><text:p>d</text:p>"
    assert document(cell('office:value-type="string"', text)).at(0, 0) == "a\tb\nc\nd"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (cell(f'{_VALUE.format(1)} office:string-value="2"'), Code.UNSAFE_FILE),
        (cell('office:value-type="string"', "<text:p>a<!-- -->b</text:p>"), Code.UNSAFE_FILE),
        (
            cell('office:value-type="string"', '<text:p><text:s text:c="99999999"/></text:p>'),
            Code.TOO_MUCH,
        ),
        (
            cell(
                'office:value-type="string" table:number-columns-repeated="9999"',
                f"<text:p>{'x' * 30_000}</text:p>",
            ),
            Code.TOO_MUCH,
        ),
    ],
)
def test_cells_of_an_open_document_mean_one_thing_and_stay_small(content: str, code: Code):
    whole = open_document(f"<table:table-row>{content}</table:table-row>")
    assert refused(whole, "plan.ods") is code


def test_what_an_old_workbook_hides_is_known():
    content = old_workbook(
        record(0x208, "HHHHHHL", 0, 0, 3, 300, 0, 0, 0x20),
        record(0x7D, "HHHHH", 1, 1, 2000, 0, 1, more=bytes(2)),
        record(0x203, "HHHd", 0, 0, 1, 0.455),
        record(0x205, "HHHBB", 0, 1, 0, 0x2A, 1),
        record(0x203, "HHHd", 1, 0, 2, 8.1),
        record(0x06, "HHHBBBBBBBBHLH", 1, 1, 0, 2, 0, 7, 0, 0, 0, 255, 255, 0, 0, 0),
        record(0xBD, "HHHiHiH", 2, 0, 2, 810 << 2 | 3, 1, 50 << 2 | 3, 1),
        formats=("0.0%", "0.00"),
    )
    (found,) = read_workbook(content, filename="plan.xls").tabs
    assert [type(found.at(n, 1)) for n in (0, 1)] == [ExcelError, ExcelError]
    assert (found.at(0, 1), found.at(1, 1)) == ("#N/A", "#DIV/0!")
    assert dict(found.formats) == {(0, 0): "0.0%", (1, 0): "0.00", (2, 0): "0.00", (2, 1): "0.0%"}
    assert (found.hidden_rows, found.hidden_columns) == (frozenset({0}), frozenset({1}))


def test_a_password_or_a_chain_without_end_in_an_old_workbook_is_told():
    locked = old_workbook(before=record(0x2F, more=bytes(6)))
    assert refused(locked, "plan.xls") is Code.ENCRYPTED
    content = bytearray(old_workbook())
    content[512 + 4 * 3 : 512 + 4 * 4] = struct.pack("<L", 2)
    assert refused(bytes(content), "plan.xls") is Code.DAMAGED


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b'a;b\n"c;1\nd;2\n', Code.QUOTE_OPEN),
        (b"1\n" * 1_048_577, Code.OUTSIDE_GRID),
        (b";" * 16_384, Code.OUTSIDE_GRID),
        (b"\n" * 6_000_000, Code.OUTSIDE_GRID),
        (b"a;" + b"x" * 40_000, Code.TOO_MUCH),
    ],
)
def test_a_text_file_stays_within_a_sheet(content: bytes, code: Code):
    assert refused(content, "plan.csv") is code


def test_a_list_of_parts_is_counted_before_it_is_read():
    many = zipped(parts(), *((f"{n}", "") for n in range(3_000)))
    assert refused(many, "plan.xlsx") is Code.TOO_MUCH
    whole = crafted()
    at = whole.rfind(b"PK\x05\x06") + 8
    lies = whole[:at] + struct.pack("<HH", 2, 2) + whole[at + 4 :]
    assert refused(lies, "plan.xlsx") is Code.UNSAFE_FILE


def test_a_part_with_a_second_name_behind_its_first_is_refused():
    info = ZipInfo("xl/a.xml")
    name = b"xl/worksheets/sheet1.xml"
    info.extra = struct.pack("<HHBL", 0x7075, 5 + len(name), 1, zlib.crc32(b"xl/a.xml")) + name
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        for each, part in parts().items():
            archive.writestr(each, part)
        archive.writestr(info, "<a/>")
    assert refused(out.getvalue(), "plan.xlsx") is Code.UNSAFE_FILE
