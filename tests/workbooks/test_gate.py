"""One file, one meaning: whatever could be read in two ways, or do harm, is refused."""

import io
import stat
import struct
import warnings
import zlib
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile, ZipInfo

import pytest

from dashboard.plan.findings import Code, Finding
from dashboard.workbooks.checkingapart import check_workbook
from dashboard.workbooks.gate import Limits, Unreadable
from dashboard.workbooks.reading import read_workbook
from tests.workbooks.books import saved, sound
from tests.workbooks.crafted import (
    ROWS,
    SHEET,
    crafted,
    old_excel,
    open_document,
    parts,
    replaced,
    sheet,
    zipped,
)

WHOLE = crafted()


def refusal(
    content: bytes, *, filename: str = "plan.xlsx", limits: Limits | None = None
) -> Finding:
    with pytest.raises(Unreadable) as caught:
        read_workbook(content, filename=filename, limits=limits)
    return caught.value.finding


def reason(content: bytes) -> object:
    finding = refusal(content)
    assert finding.code is Code.UNSAFE_FILE
    return finding.facts["reason"]


def _end_moved(content: bytes, by: int) -> bytes:
    """The list of parts found `by` bytes further on."""
    at = content.rfind(b"PK\x05\x06")
    (place,) = struct.unpack_from("<L", content, at + 16)
    return content[: at + 16] + struct.pack("<L", place + by) + content[at + 20 :]


def _link() -> ZipInfo:
    info = ZipInfo("xl/extra.xml")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info


def _packed_otherwise() -> bytes:
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_BZIP2) as archive:
        for name, part in parts().items():
            archive.writestr(name, part)
    return out.getvalue()


def test_the_small_workbook_itself_is_read():
    (tab,) = read_workbook(WHOLE, filename="plan.xlsx").tabs
    assert tuple(tab.rows) == ((1, "to"),)


@pytest.mark.parametrize("name", [SHEET, "xl/Worksheets/sheet1.xml", "XL\\worksheets\\SHEET1.xml"])
def test_a_part_that_stands_twice_is_refused(name: str):
    with warnings.catch_warnings(action="ignore"):
        content = zipped(parts(), (name, sheet()))
    assert reason(content) == "twice"


@pytest.mark.parametrize(
    "name", ["../x.xml", "/etc/x", "xl/../../x", "C:\\x", "..\\x", "xl/a\x01b.xml"]
)
def test_a_name_that_leads_out_of_the_file_is_refused(name: str):
    assert reason(zipped(parts(), (name, "x"))) == "name"


def test_a_name_cut_short_by_a_nul_is_refused():
    content = zipped(parts(), ("xl/ab.xml", "x")).replace(b"xl/ab.xml", b"xl/a\x00.xml")
    assert reason(content) == "name"


def test_a_link_in_place_of_a_part_is_refused():
    assert reason(zipped(parts(), (_link(), "/etc/passwd"))) == "link"


def test_a_page_in_front_of_a_workbook_is_refused():
    page = b"<html><script>1</script></html>"
    assert reason(page + WHOLE) == "prefixed"
    assert reason(_end_moved(page + WHOLE, len(page))) == "prefixed"


def test_something_behind_a_workbook_is_refused():
    assert reason(WHOLE + b"x" * 40) == "trailing"
    assert refusal(WHOLE + WHOLE).code is Code.UNSAFE_FILE


def test_a_comment_with_another_list_of_parts_in_it_is_refused():
    out = io.BytesIO(WHOLE)
    with ZipFile(out, "a") as archive:
        archive.comment = b"x" * 200 + WHOLE[-22:] + b"x" * 10
    assert refusal(out.getvalue()).code in (Code.UNSAFE_FILE, Code.DAMAGED)


def test_a_part_with_another_name_of_its_own_is_refused():
    at = WHOLE.find(SHEET.encode())
    assert reason(WHOLE[:at] + b"xl/worksheets/sheet9.xml" + WHOLE[at + len(SHEET) :]) == "renamed"


def test_two_parts_on_the_same_bytes_are_refused():
    content = bytearray(zipped(parts(), ("xl/aaaa.xml", "<a/>"), ("xl/bbbb.xml", "<a/>")))
    first = content.find(b"xl/aaaa.xml") - 30
    # The place of the second part, as the list of parts has it, becomes that of the first.
    entry = content.rfind(b"xl/bbbb.xml") - 46
    content[entry + 42 : entry + 46] = struct.pack("<L", first)
    assert reason(bytes(content)) in ("renamed", "overlap")


def test_bytes_between_the_parts_are_refused():
    at = WHOLE.find(b"PK\x01\x02")
    moved = _end_moved(WHOLE[:at] + b"hidden" * 9 + WHOLE[at:], 54)
    assert reason(moved) == "hidden"


def test_an_unusual_way_of_packing_is_refused():
    assert reason(_packed_otherwise()) == "method"


def test_a_part_larger_than_it_says_is_refused_while_it_is_inflated():
    content = zipped({**parts(), SHEET: sheet(ROWS, after=" " * 5000)})
    size = struct.pack("<L", len(sheet(ROWS, after=" " * 5000)))
    assert content.count(size) == 2
    assert reason(content.replace(size, struct.pack("<L", 100))) == "size"


def test_a_wrong_checksum_is_damage():
    total = struct.pack("<L", zlib.crc32(sheet(ROWS).encode()))
    assert refusal(WHOLE.replace(total, b"\x00\x01\x02\x03")).code is Code.DAMAGED


def test_a_part_packed_too_tightly_is_refused_before_it_is_inflated():
    content = zipped({**parts(), SHEET: sheet(after=" " * 20_000_000)})
    finding = refusal(content)
    assert (finding.code, finding.facts["what"]) == (Code.TOO_MUCH, "ratio")


@pytest.mark.parametrize(
    ("part", "content"),
    [
        (SHEET, f'<!DOCTYPE worksheet [<!ENTITY a "b">]>{sheet(ROWS).partition("?>")[2]}'),
        ("xl/workbook.xml", '<!DOCTYPE a SYSTEM "http://127.0.0.1/x"><workbook/>'),
        ("[Content_Types].xml", "<!DOCTYPE a><Types/>"),
        ("_rels/.rels", "<!DOCTYPE a><Relationships/>"),
        ("docProps/app.xml", '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>'),
        ("xl/sharedStrings.xml", "<!DOCTYPE a><sst/>"),
        ("xl/styles.xml", '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a><a/>'),
    ],
)
def test_a_document_type_is_refused_in_every_part_and_encoding(part: str, content: str):
    encoded = content.encode("utf-16") if "UTF-16" in content else content.encode()
    finding = refusal(replaced(part, encoded))
    assert (finding.code, finding.facts["part"]) == (Code.DOCUMENT_TYPE, part)


def test_a_document_type_in_a_comment_or_a_text_is_none():
    rows = '<row r="1"><c r="A1" t="inlineStr"><is><t>&lt;!DOCTYPE a></t></is></c></row>'
    (tab,) = read_workbook(crafted(rows + "<!-- <!DOCTYPE a> -->"), filename="plan.xlsx").tabs
    assert tab.at(0, 0) == "<!DOCTYPE a>"


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (crafted(before="<a>" * 50 + "</a>" * 50), "depth"),
        (crafted("<x>" * 50 + "</x>" * 50), "depth"),
        (crafted(before="<a " + " ".join(f'b{n}="1"' for n in range(70)) + "/>"), "attributes"),
        (crafted(before='<a b="' + "x" * 2_000_000 + '"/>'), "token_bytes"),
        (
            crafted(after="<mergeCells>" + '<mergeCell ref="A1:B2"/>' * 20_001 + "</mergeCells>"),
            "merges",
        ),
        (crafted(after='<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'), "range"),
        (
            crafted(after="<hyperlinks>" + '<hyperlink ref="A1"/>' * 20_001 + "</hyperlinks>"),
            "links",
        ),
        (crafted(before="<cols>" + '<col min="1" max="9"/>' * 20_001 + "</cols>"), "columns"),
        (crafted(book="<definedNames>" + "<definedName/>" * 20_001 + "</definedNames>"), "names"),
        (crafted(strings="<si><t>" + "x" * 40_000 + "</t></si>"), "text"),
        (
            crafted(f'<row r="1"><c r="A1" t="inlineStr"><is><t>{"x" * 40_000}</t></is></c></row>'),
            "text",
        ),
    ],
)
def test_too_much_of_one_thing_is_refused_by_its_name(content: bytes, what: str):
    finding = refusal(content)
    assert (finding.code, finding.facts.get("what")) == (Code.TOO_MUCH, what)
    assert finding.facts["size"] > finding.facts["limit"]
    assert finding.facts["setting"]


def test_a_few_long_texts_that_many_cells_name_are_refused():
    rows = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 10_001))
    content = crafted(rows, strings="<si><t>" + "x" * 30_000 + "</t></si>")
    assert refusal(content).facts["what"] == "texts"


def test_too_many_sheets_parts_and_cells_are_refused():
    assert refusal(WHOLE, limits=Limits(parts=3)).facts["what"] == "parts"
    assert refusal(WHOLE, limits=Limits(cells=1)).code is Code.TOO_MANY_CELLS
    assert refusal(WHOLE, limits=Limits(sheets=0)).code is Code.TOO_MANY_SHEETS


@pytest.mark.parametrize("row", ["4294967295", "0", "99999999999", "1048577"])
def test_a_row_beyond_the_grid_is_refused(row: str):
    found = refusal(crafted(f'<row r="{row}"><c r="A{row}"><v>1</v></c></row>'))
    assert found.code in (Code.OUTSIDE_GRID, Code.DAMAGED)


def test_a_column_beyond_the_grid_is_refused():
    assert refusal(crafted('<row r="1"><c r="XFE1"><v>1</v></c></row>')).code is Code.OUTSIDE_GRID


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1"><c r="B1"><v>2</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c><c r="B1" t="e"><v>#N/A</v></c>'
        '<c r="A1"><v>2</v></c></row>',
    ],
)
def test_a_cell_or_row_that_stands_twice_is_refused(rows: str):
    assert refusal(crafted(rows)).code in (Code.CELL_TWICE, Code.READINGS_DIFFER)


@pytest.mark.parametrize(
    ("target", "code"),
    [
        ("../../../etc/passwd", Code.DAMAGED),
        ("file:///etc/passwd", Code.DAMAGED),
        ("workbook.xml", Code.DAMAGED),
        ("worksheets/gone.xml", Code.DAMAGED),
    ],
)
def test_a_sheet_that_leads_elsewhere_is_refused(target: str, code: Code):
    name = "xl/_rels/workbook.xml.rels"
    content = {**parts(), name: str(parts()[name]).replace("worksheets/sheet1.xml", target)}
    assert refusal(zipped(content)).code is code


def test_two_sheets_of_one_name_or_of_one_part_are_refused():
    book = str(parts()["xl/workbook.xml"])
    for name in ("ARK1", "Ark2"):
        twice = book.replace("</sheets>", f'<sheet name="{name}" sheetId="2" r:id="r0"/></sheets>')
        assert reason(replaced("xl/workbook.xml", twice)) == "sheet_twice"


def test_macros_are_refused_by_a_name_and_read_under_another_without_being_run():
    types = str(parts()["[Content_Types].xml"]).replace(
        "vnd.openxmlformats-officedocument.spreadsheetml.sheet.main",
        "vnd.ms-excel.sheet.macroEnabled.main",
    )
    content = zipped({**parts(), "[Content_Types].xml": types}, ("xl/vbaProject.bin", b"x"))
    assert refusal(content).code is Code.MACROS
    assert refusal(replaced("[Content_Types].xml", types)).code is Code.MACROS
    assert tuple(read_workbook(content, filename="plan.xlsm").tabs[0].rows) == ((1, "to"),)


def test_the_name_of_a_file_and_its_content_must_agree():
    assert refusal(WHOLE, filename="plan.csv").code is Code.MISNAMED
    assert refusal(open_document(""), filename="plan.xlsx").code is Code.MISNAMED
    assert refusal(b"a;b\n1;2\n").code is Code.NOT_A_WORKBOOK
    assert (
        refusal(b"<table><tr><td>1</td></tr></table>", filename="x.xls").code is Code.NOT_A_WORKBOOK
    )
    assert refusal(old_excel(), filename="plan.xlsx").code is Code.OLD_EXCEL


def test_a_password_is_named_in_every_kind_of_file():
    assert refusal(old_excel((0x2F, b"\x00" * 6)), filename="plan.xls").code is Code.ENCRYPTED
    locked = open_document("", manifest="<m:encryption-data/>")
    assert refusal(locked, filename="plan.ods").code is Code.ENCRYPTED
    flagged = WHOLE.replace(b"PK\x03\x04\x14\x00\x00", b"PK\x03\x04\x14\x00\x01")
    assert (
        refusal(
            flagged.replace(b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01")
        ).code
        is Code.ENCRYPTED
    )


def test_the_header_of_an_old_file_alone_is_damage():
    assert (
        refusal(old_excel()[:512] + "Workbook".encode("utf-16-le"), filename="x.xls").code
        is Code.DAMAGED
    )
    (found,) = check_workbook(old_excel(), filename="plan.xls").findings
    assert found.code in (Code.DAMAGED, Code.READER_FAILED)


def test_a_repeat_that_grows_without_measure_is_refused():
    cell = (
        '<table:table-cell office:value-type="float" office:value="1" '
        'table:number-columns-repeated="1000"/>'
    )
    rows = f'<table:table-row table:number-rows-repeated="100000">{cell}</table:table-row>'
    assert refusal(open_document(rows), filename="plan.ods").code is Code.TOO_MANY_CELLS


@pytest.mark.parametrize("size", [1, 10, 100, -30, -1])
def test_a_file_cut_off_anywhere_is_refused(size: int):
    content = saved(sound())
    assert refusal(content[:size]).code in (Code.DAMAGED, Code.NOT_A_WORKBOOK, Code.UNSAFE_FILE)


def test_honest_mistakes_are_read():
    blank = "".join(f'<row r="{n}" s="1"><c r="A{n}" s="0"/></row>' for n in range(2, 30_000))
    (tab,) = read_workbook(crafted(ROWS + blank), filename="x").tabs
    assert tuple(tab.rows) == ((1, "to"),)
    stray = '<row r="900000"><c r="C900000"><v>1</v></c></row>'
    book = read_workbook(crafted(ROWS + stray), filename="x")
    assert book.tabs[0].at(899_999, 2) == 1
    assert [(f.code, f.cell) for f in book.findings] == [(Code.STRAY_CELL, "C900000")]
    wrong = crafted(before='<dimension ref="A1:XFD1048576"/>')
    assert tuple(read_workbook(wrong, filename="x").tabs[0].rows) == ((1, "to"),)


def test_a_zip_in_a_zip_is_only_a_part():
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        archive.writestr("deeper", WHOLE)
    content = zipped(parts(), ("xl/media/inner.zip", out.getvalue()))
    assert tuple(read_workbook(content, filename="x").tabs[0].rows) == ((1, "to"),)
