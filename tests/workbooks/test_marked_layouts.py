"""Marked copies of workbooks that are put together in other ways."""

import os
import re
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from shutil import which
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter

from dashboard.errors import Trouble
from dashboard.flows.mark_workbook import mark_workbook
from dashboard.workbooks.marked_copy import mark
from tests.samples import settings as our_settings
from tests.workbooks.books import saved
from tests.workbooks.crafted import old_workbook, open_document, record
from tests.workbooks.marked import (
    WORDS,
    as_libreoffice,
    exchanged,
    finding,
    parts,
    red,
    rich,
    values,
    whole,
    with_data,
)


@pytest.mark.parametrize(
    ("rows", "cell"),
    [
        ("", "B2"),
        ('<row r="1"><c r="A1"><v>1</v></c></row>', "A3"),
        ('<row r="3"><c r="A3"><v>1</v></c></row>', "B1"),
        ('<row r="1" spans="1:2"><c r="A1"><v>1</v></c><c r="C1"><v>3</v></c></row>', "B1"),
        ("<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>", "B1"),
        ("<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>", "B2"),
        ("<row><c><v>1</v></c></row>", "C4"),
        ('<row r="2"/><row r="3"><c r="B3"/></row>', "B2"),
        ("<row r='1' ><c  r='A1' s='0'><v>1</v></c ></row >", "A1"),
        ('<row r="1"><c s="0" r="A1" t="inlineStr"><is><t> r="B1"&gt;</t></is></c></row>', "B1"),
        ('<!-- <row r="1"><c r="A1"/></row> --><row r="1"><c r="A1"><v>1</v></c></row>', "A1"),
        (
            '<row r="1"><c r="A1" t="inlineStr"><is><t><![CDATA[<c r="B1"/></row>]]></t></is></c>'
            '<c r="B1"><v>2</v></c></row>',
            "B1",
        ),
        ('<row r="1"><c r="A1"><f>1+1</f><v>2</v></c></row>', "A1"),
    ],
)
def test_a_cell_is_found_or_put_in_however_the_rows_are_written(rows: str, cell: str):
    content = with_data(rows)
    marked = mark(content, [finding(cell)], words=WORDS)
    whole(marked)
    assert red(marked) == [cell]
    assert values(marked)["Ark"] == values(content)["Ark"]


def test_the_pointer_to_comments_stands_where_excel_wants_it():
    around = (
        '<pageMargins left="1" right="1" top="1" bottom="1" header="0" footer="0"/>'
        '<extLst><ext uri="x"/></extLst>'
    )
    content = with_data('<row r="1"><c r="A1"><v>1</v></c></row>', around=around)
    content = exchanged(
        content,
        "xl/worksheets/sheet1.xml",
        ("</extLst><pageMargins", "</extLst><!-- <pageMargins"),
        ("</worksheet>", " --></worksheet>"),
    )
    sheet = parts(mark(content, [finding("A1")], words=WORDS))["xl/worksheets/sheet1.xml"]
    assert (
        0 < sheet.index(b"<pageMargins") < sheet.index(b"<legacyDrawing") < sheet.index(b"<extLst")
    )


def test_a_new_cell_looks_as_its_row_or_column_says():
    book = Workbook()
    page = book.worksheets[0]
    page.title = "Ark"
    page.column_dimensions["C"].number_format = "0.00%"
    page.row_dimensions[5].number_format = "yyyy-mm-dd"
    page["A1"] = 1
    content = mark(saved(book), [finding("C3"), finding("D5")], words=WORDS)
    marked = load_workbook(BytesIO(content))["Ark"]
    assert marked["C3"].number_format == "0.00%"
    assert marked["D5"].number_format == "yyyy-mm-dd"


def test_parts_are_found_from_the_root_and_from_their_folder():
    content = saved(rich())
    relative = exchanged(content, "xl/_rels/workbook.xml.rels", ('Target="/xl/', 'Target="'))
    assert relative != content
    assert red(mark(content, [finding("C4")], words=WORDS)) == ["C4"]
    assert red(mark(relative, [finding("C4")], words=WORDS)) == ["C4"]


def test_parts_with_prefixes_and_in_another_encoding_are_understood():
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        for name, part in parts(saved(rich())).items():
            text = _prefixed(part) if name.startswith("xl/") and name.endswith(".xml") else part
            utf16 = name == "xl/workbook.xml"
            archive.writestr(name, text.decode().encode("utf-16") if utf16 else text)
    found = [finding("B3"), finding("C4"), finding("H20")]
    marked = mark(out.getvalue(), found, words=WORDS)
    whole(marked)
    assert red(marked) == ["B3", "C4", "H20"]
    assert load_workbook(BytesIO(marked))["Ark"]["B3"].comment.text.startswith("Min egen")


def _prefixed(part: bytes) -> bytes:
    """The same part with a prefix before the names of its elements."""
    if b"drawingml" in part:
        return part
    return re.sub(rb"<(/?)(?=[a-zA-Z])", rb"<\1x:", part).replace(b" xmlns=", b" xmlns:x=")


def test_a_workbook_without_styles_gets_some():
    book = Workbook()
    book.worksheets[0].title = "Ark"
    book.worksheets[0]["A1"] = 1
    old = parts(saved(book))
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        for name, part in old.items():
            text = part
            if name == "xl/styles.xml":
                continue
            if name == "[Content_Types].xml":
                text = _without(text, b"styles.xml", b"<Override")
            if name == "xl/_rels/workbook.xml.rels":
                text = _without(text, b"styles.xml", b"<Relationship ")
            archive.writestr(name, text)
    marked = mark(out.getvalue(), [finding("F9")], words=WORDS)
    assert red(marked) == ["F9"]


def _without(part: bytes, word: bytes, tag: bytes) -> bytes:
    at = part.index(word)
    return part[: part.rindex(tag, 0, at)] + part[part.index(b"/>", at) + 2 :]


def test_a_file_that_is_no_workbook_is_refused_in_words():
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        archive.writestr("a.txt", "x")
    for content in (b"", b"x;y", out.getvalue(), saved(rich())[:-30]):
        with pytest.raises(Trouble):
            mark(content, [], words=WORDS)
    assert (
        mark_workbook(b"x;y", filename="a.xlsx", words=WORDS, settings=our_settings()).content
        is None
    )


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("plan.csv", b"a;b\n1;2\n"),
        ("plan.ods", open_document("")),
        ("plan.xls", old_workbook(record(0x203, "HHHd", 0, 0, 0, 1.0))),
    ],
)
def test_a_file_of_another_kind_is_told_what_to_become(name: str, content: bytes):
    with pytest.raises(Trouble) as caught:
        mark_workbook(content, filename=name, words=WORDS, settings=our_settings())
    assert f".{name[-3:]}." in WORDS(caught.value.key, **caught.value.facts)


def test_a_part_that_declares_entities_is_refused():
    content = exchanged(saved(rich()), "xl/workbook.xml", ("<workbook ", "<!DOCTYPE a><workbook "))
    with pytest.raises(Trouble):
        mark(content, [finding("A1")], words=WORDS)


_TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1)
_VALUE = st.one_of(st.none(), st.integers(-9, 9), st.booleans(), _TEXT.map(lambda t: "x" + t))
_PLACE = st.tuples(st.integers(1, 12), st.integers(1, 30))


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(st.lists(_VALUE, max_size=8), max_size=10),
    st.lists(_PLACE, min_size=1, max_size=12, unique=True),
)
def test_any_workbook_keeps_its_values_and_gets_its_marks(
    rows: Sequence[Sequence[Any]], places: Sequence[tuple[int, int]]
):
    book = Workbook()
    page = book.worksheets[0]
    page.title = "Ark"
    for row in rows:
        page.append(list(row))
    content = saved(book)
    cells = [f"{get_column_letter(column)}{row}" for row, column in places]
    marked = mark(content, [finding(cell) for cell in cells], words=WORDS)
    whole(marked)
    assert sorted(red(marked)) == sorted(cells)
    before = load_workbook(BytesIO(content))["Ark"]
    after = load_workbook(BytesIO(marked))["Ark"]
    for cell in (cell for row in before.iter_rows() for cell in row):
        assert after[cell.coordinate].value == cell.value


@pytest.mark.skipif(
    which("soffice") is None and not os.environ.get("REQUIRE_LIBREOFFICE"),
    reason="LibreOffice is not installed here",
)
def test_libreoffice_opens_the_copy_and_reads_the_same_values(tmp_path: Path):
    content = saved(rich())
    found = [
        finding("B3"),
        finding("C4"),
        finding("H20"),
        finding("B2", sheet="Andet 'ark' & <mere>"),
    ]
    shown = [as_libreoffice(tmp_path / name, book) for name, book in (
        ("before", content), ("after", mark(content, found, words=WORDS)),
    )]  # fmt: skip
    before, after = shown
    assert next(iter(after.values()))[0][0] == "4 bemærkninger til Excel-filen"
    assert {name: after[name] for name in before} == before
