import random
from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook
from openpyxl.chart import BarChart

from dashboard.language.words import Language
from dashboard.plan.findings import Code
from dashboard.workbooks.checkingapart import check_workbook
from dashboard.workbooks.gate import Limits, Unreadable
from dashboard.workbooks.raw import ExcelError, Uncalculated
from dashboard.workbooks.reading import read_workbook
from dashboard.workbooks.stamp import OURS
from dashboard.workbooks.template import write_template
from tests.workbooks.books import book_of, saved, sound


def _changed(content: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """The same workbook with something else in one of its parts."""
    out = BytesIO()
    with ZipFile(BytesIO(content)) as source, ZipFile(out, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            data = source.read(name)
            if name == part:
                assert old in data
                data = data.replace(old, new)
            target.writestr(name, data)
    return out.getvalue()


def _reason(content: bytes, limits: Limits | None = None) -> Code:
    with pytest.raises(Unreadable) as caught:
        read_workbook(content, filename="plan.xlsx", limits=limits)
    return caught.value.finding.code


def test_cells_keep_their_kind_and_their_place():
    book = Workbook()
    page = book.worksheets[0]
    page["B2"], page["C3"], page["D3"], page["E3"] = "tekst", 1.5, True, "#REF!"
    page["F3"] = datetime(2025, 12, 31)  # noqa: DTZ001 - cells know no time zone
    (tab,) = read_workbook(saved(book), filename="plan.xlsx").tabs
    assert tab.rows[0] == ()
    assert tab.at(1, 1) == "tekst"
    assert tab.rows[2][2:4] == (1.5, True)
    assert isinstance(tab.at(2, 4), ExcelError)
    assert tab.at(2, 5) == datetime(2025, 12, 31)  # noqa: DTZ001


def test_a_wrong_dimension_loses_no_rows():
    content = book_of({"Ark1": [[n] for n in range(500)]})
    lying = _changed(content, "xl/worksheets/sheet1.xml", b'ref="A1:A500"', b'ref="A1:A4"')
    (tab,) = read_workbook(lying, filename="plan.xlsx").tabs
    assert len(tab.rows) == 500


def test_a_stray_cell_far_out_costs_nothing_and_is_kept():
    book = Workbook()
    book.worksheets[0]["XFD900000"] = "vildfaren"
    (tab,) = read_workbook(saved(book), filename="plan.xlsx").tabs
    assert tab.at(899_999, 16_383) == "vildfaren"


def test_many_stray_cells_are_refused_before_they_fill_the_memory():
    book = Workbook()
    for row in range(1, 40):
        book.worksheets[0].cell(row, 16_384, "x")
    assert _reason(saved(book), Limits(area=100_000)) is Code.TOO_MANY_CELLS


def test_the_template_is_known_by_its_hidden_mark():
    content = write_template(language=Language.EN)
    assert read_workbook(content, filename="plan.xlsx").template == OURS
    assert read_workbook(saved(sound()), filename="plan.xlsx").template is None


def test_a_formula_without_a_result_is_not_taken_for_an_empty_cell():
    book = Workbook()
    book.worksheets[0]["B2"] = "=1+1"
    content = saved(book)
    (tab,) = read_workbook(content, filename="plan.xlsx").tabs
    assert tab.at(1, 1) == Uncalculated("=1+1")
    assert isinstance(tab.at(1, 1), Uncalculated)


@pytest.mark.parametrize(
    ("result", "value"), [(b'<c r="B2"><f>1+1</f><v>2</v></c>', 2), (b"str", None)]
)
def test_a_formula_with_a_result_is_its_result(result: bytes, value: int | None):
    book = Workbook()
    book.worksheets[0]["B2"] = "=1+1"
    if result == b"str":
        result = b'<c r="B2" t="str"><f>IF(1,"")</f><v></v></c>'
    old = b'<c r="B2"><f>1+1</f><v /></c>'
    content = _changed(saved(book), "xl/worksheets/sheet1.xml", old, result)
    (tab,) = read_workbook(content, filename="plan.xlsx").tabs
    assert tab.at(1, 1) == value


def test_chart_sheets_are_passed_over():
    book = Workbook()
    book.create_chartsheet("Diagram").add_chart(BarChart())
    assert [tab.name for tab in read_workbook(saved(book), filename="x").tabs] == ["Sheet"]


def test_a_workbook_saved_as_strict_open_xml_is_told_how_to_save_it():
    usual = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    strict = b"http://purl.oclc.org/ooxml/officeDocument/relationships"
    content = _changed(saved(sound()), "xl/workbook.xml", usual, strict)
    assert _reason(content) is Code.NOT_A_WORKBOOK


def test_a_zip_of_something_else_is_no_workbook():
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "<document/>")
    assert _reason(out.getvalue()) is Code.NOT_A_WORKBOOK


def test_a_file_cut_off_in_the_middle_is_damaged():
    content = saved(sound())
    assert _reason(content[: len(content) // 2]) is Code.DAMAGED


def test_a_part_that_unfolds_without_end_is_refused_by_counting():
    content = _changed(saved(sound()), "xl/workbook.xml", b"</workbook>", b" " * 3_000_000)
    assert _reason(content, Limits(unpacked_bytes=2_000_000)) is Code.UNPACKED_TOO_LARGE


def test_a_document_type_is_refused():
    bomb = b'<!DOCTYPE a [<!ENTITY b "c">]><workbook '
    content = _changed(saved(sound()), "xl/workbook.xml", b"<workbook ", bomb)
    assert _reason(content) is Code.DOCUMENT_TYPE


def test_no_bytes_whatever_make_the_check_raise():
    chance = random.Random(17)
    whole = saved(sound())
    for number in range(300):
        content = bytearray(whole)
        for _ in range(chance.choice((1, 3, 30))):
            content[chance.randrange(len(content))] = chance.randrange(256)
        cut = len(content) if number % 3 else chance.randrange(len(content))
        checked = check_workbook(bytes(content[:cut]), filename="plan.xlsx")
        assert checked.readable or len(checked.findings) == 1


def test_no_change_inside_a_part_makes_the_check_raise():
    chance = random.Random(4)
    whole = saved(sound())
    with ZipFile(BytesIO(whole)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for _ in range(200):
        name = chance.choice([n for n in parts if n.startswith("xl/")])
        data = bytearray(parts[name])
        for _ in range(chance.choice((1, 2, 8))):
            data[chance.randrange(len(data))] = chance.choice(b"<>/\"'&;09aZ=- \x00\xff")
        out = BytesIO()
        with ZipFile(out, "w") as archive:
            for each, content in parts.items():
                archive.writestr(each, bytes(data) if each == name else content)
        checked = check_workbook(out.getvalue(), filename="plan.xlsx")
        assert checked.readable or len(checked.findings) == 1
