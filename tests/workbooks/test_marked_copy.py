"""The marked copy: the sender's own workbook, with nothing changed but what is wrong."""

import re
import subprocess
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from shutil import which
from typing import Any
from xml.parsers.expat import ParserCreate
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from python_calamine import CalamineWorkbook

from dashboard.errors import Trouble
from dashboard.flows.mark_workbook import mark_workbook
from dashboard.language.words import Language, words_for
from dashboard.plan.findings import Code, Finding
from dashboard.workbooks import marked_copy
from dashboard.workbooks.checking import check_workbook
from dashboard.workbooks.marked_copy import mark
from dashboard.workbooks.marking.styles import GRAVE, LIGHT
from tests.workbooks.books import check, saved, sound

WORDS = words_for(Language.DA)
REDS = (GRAVE, LIGHT)


def finding(cell: str | None, *, sheet: str = "Ark", code: Code = Code.MISSING_VALUE) -> Finding:
    facts = {"column": "title_da", "table": "actions", "read_as": "1", "kind": "text"}
    return Finding(code, sheet, cell, None, None, facts)


def parts(content: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def exchanged(content: bytes, name: str, *pairs: tuple[str, str]) -> bytes:
    """The same workbook in which a part says something else."""
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        for each, part in parts(content).items():
            text = part
            for old, new in pairs if each == name else ():
                assert old.encode() in text
                text = text.replace(old.encode(), new.encode())
            archive.writestr(each, text)
    return out.getvalue()


def with_data(rows: str, *, around: str = "") -> bytes:
    """A workbook whose only sheet holds these bytes as its rows, with more after them."""
    book = Workbook()
    book.worksheets[0].title = "Ark"
    empty = saved(book)
    data = f"<sheetData>{rows}</sheetData>{around}" if rows else f"<sheetData/>{around}"
    return exchanged(empty, "xl/worksheets/sheet1.xml", ("<sheetData></sheetData>", data))


def whole(content: bytes) -> None:
    """Every part is XML, and every part that is pointed to is there."""
    for name, part in parts(content).items():
        if not name.endswith((".bin", ".png")):
            ParserCreate().Parse(part, True)


def red(content: bytes, sheet: str = "Ark") -> list[str]:
    page = load_workbook(BytesIO(content))[sheet]
    cells = (cell for row in page.iter_rows() for cell in row)
    return [cell.coordinate for cell in cells if cell.fill.fgColor.rgb in REDS]


def values(content: bytes) -> dict[str, list[list[Any]]]:
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def told(content: bytes) -> list[tuple[Any, ...]]:
    page = load_workbook(BytesIO(content)).worksheets[0]
    return [row for row in page.iter_rows(min_row=4, values_only=True)]  # noqa: C416


def rich() -> Workbook:
    """A workbook with much that could get lost."""
    book = Workbook()
    page = book.worksheets[0]
    page.title = "Ark"
    page.append(["Id", "Titel", "Beløb", "Dag", "Sum"])
    for n in range(1, 9):
        page.append([f"H-{n}", "Flere træer", n * 1.5, date(2026, 1, n), f"=C{n + 1}*2"])
        page.cell(n + 1, 3).number_format = "#,##0.00"
        page.cell(n + 1, 2).font = Font(bold=True)
    page["B3"].comment = Comment("Min egen bemærkning", "Analytiker")
    page["A2"].fill = PatternFill("solid", start_color="FF00FF00")
    page.merge_cells("A12:C12")
    page.conditional_formatting.add("C2:C9", _rule())
    other = book.create_sheet("Andet 'ark' & <mere>")
    other["B2"] = "uændret"
    other["B3"].comment = Comment("Også min", "Analytiker")
    page.print_area = "A1:E9"
    other.defined_names["lokalt"] = DefinedName("lokalt", attr_text="Ark!$A$1")
    book.defined_names["fælles"] = DefinedName("fælles", attr_text="Ark!$B$2")
    book.active = 1
    return book


def _rule() -> Any:
    return CellIsRule(operator="greaterThan", formula=["5"], font=Font(italic=True))


def test_every_cell_with_a_finding_is_red_and_explained():
    book = sound(action={"goals": "18", "status": "Forsinkt", "responsible": None})
    content = saved(book)
    checked = check(content)
    marked = load_workbook(BytesIO(mark(content, checked.findings, words=WORDS)))
    assert len(checked.findings) == 3
    for each in checked.findings:
        cell = marked[each.sheet][each.cell]
        assert cell.fill.fgColor.rgb == GRAVE
        assert "Fejl" in cell.comment.text
        assert "Forventet" in cell.comment.text


def test_nothing_but_the_marks_is_changed():
    before = rich()
    content = saved(before)
    marked = mark(content, [finding("B3"), finding("C4"), finding("H20")], words=WORDS)
    whole(marked)
    after = load_workbook(BytesIO(marked))
    assert after.sheetnames == ["Fejlliste", *before.sheetnames]
    for page in load_workbook(BytesIO(content)).worksheets:
        for cell in (cell for row in page.iter_rows() for cell in row):
            same = after[page.title][cell.coordinate]
            assert same.value == cell.value
            assert same.number_format == cell.number_format
            assert repr(same.font) == repr(cell.font)
    assert red(marked) == ["B3", "C4", "H20"]
    then, now = values(content), values(marked)
    assert [now[name] for name in then if name != "Ark"] == [
        v for k, v in then.items() if k != "Ark"
    ]
    assert after["Ark"].merged_cells.ranges == before["Ark"].merged_cells.ranges


def test_parts_that_need_no_mark_keep_their_very_bytes():
    content = saved(rich())
    old, new = parts(content), parts(mark(content, [finding("C4")], words=WORDS))
    changed = {name for name in old if old[name] != new[name]}
    sheet = "xl/worksheets/sheet1.xml"
    assert changed <= {
        "[Content_Types].xml",
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/styles.xml",
        "xl/worksheets/_rels/sheet1.xml.rels",
        "xl/comments/comment1.xml",
        "xl/drawings/commentsDrawing1.vml",
        sheet,
    }
    assert sheet in changed


def test_comments_that_were_there_stay_and_go_on_where_the_cell_is_wrong():
    content = saved(rich())
    marked = load_workbook(BytesIO(mark(content, [finding("B3"), finding("B4")], words=WORDS)))
    assert marked["Ark"]["B3"].comment.text.startswith("Min egen bemærkning")
    assert "Fejl" in marked["Ark"]["B3"].comment.text
    assert "Fejl" in marked["Ark"]["B4"].comment.text
    assert marked.worksheets[2]["B3"].comment.text == "Også min"


def test_a_threaded_comment_is_left_as_it_is():
    book = rich()
    book["Ark"]["B3"].comment = Comment("[Threaded comment] Hej", "tc={0000}")
    marked = load_workbook(BytesIO(mark(saved(book), [finding("B3")], words=WORDS)))
    assert marked["Ark"]["B3"].comment.text == "[Threaded comment] Hej"
    assert marked["Ark"]["B3"].fill.fgColor.rgb == GRAVE


def test_several_findings_in_one_cell_make_one_comment():
    found = [finding("B4"), finding("B4", code=Code.MISSING_TITLE)]
    marked = load_workbook(BytesIO(mark(saved(rich()), found, words=WORDS)))
    assert marked["Ark"]["B4"].comment.text.count("Fejl:") == 2


def test_names_print_areas_and_the_open_tab_still_mean_the_same_sheets():
    marked = load_workbook(BytesIO(mark(saved(rich()), [finding("C4")], words=WORDS)))
    other = "Andet 'ark' & <mere>"
    assert marked["Ark"].print_area == "'Ark'!$A$1:$E$9"
    assert list(marked[other].defined_names) == ["lokalt"]
    assert list(marked.defined_names) == ["fælles"]
    assert marked.active.title == other


def test_the_senders_tab_stays_open_where_nothing_says_which_is():
    views = re.compile(rb"<bookViews>.*</bookViews>")
    content = saved(rich())
    view = views.search(parts(content)["xl/workbook.xml"])
    assert view
    bare = exchanged(content, "xl/workbook.xml", (view[0].decode(), ""))
    marked = load_workbook(BytesIO(mark(bare, [finding("C4")], words=WORDS)))
    assert marked.active.title == "Ark"


def test_the_first_sheet_lists_every_finding_with_a_link_to_its_cell():
    other = "Andet 'ark' & <mere>"
    found = [finding(None, sheet=None), finding("C4"), finding(None), finding("B2", sheet=other)]
    marked = mark(saved(rich()), found, words=WORDS)
    assert [row[1:3] for row in told(marked)] == [
        ("Hele arbejdsbogen", None),
        ("Ark", "C4"),
        ("Ark", None),
        (other, "B2"),
    ]
    page = load_workbook(BytesIO(marked)).worksheets[0]
    links = [page["C5"], page["B6"], page["C7"]]
    assert [cell.hyperlink.location for cell in links] == [
        "'Ark'!C4",
        "'Ark'!A1",
        "'Andet ''ark'' & <mere>'!B2",
    ]


def test_text_from_a_workbook_never_becomes_a_formula_or_breaks_the_list():
    texts = ["=HYPERLINK(1)", "+1", "-1", "@x", "a\x00\x0b&<>\"'", "_x0041_", "\ud800"]
    found = [
        replace(finding(f"A{n}", code=Code.WRONG_KIND), value=text, nearest=text)
        for n, text in enumerate(texts, 1)
    ]
    marked = mark(saved(rich()), found, words=WORDS)
    whole(marked)
    page = load_workbook(BytesIO(marked)).worksheets[0]
    cells = [page.cell(row, column) for row in range(4, 11) for column in range(1, 8)]
    assert all(cell.data_type in ("s", "n") for cell in cells if cell.value is not None)
    assert page["E4"].value == "=HYPERLINK(1)"
    assert page["E4"].quotePrefix
    assert values(marked)["Fejlliste"][3][4] == "=HYPERLINK(1)"


def test_a_marked_copy_can_be_sent_again_and_its_list_is_not_read():
    content = saved(sound(action={"goals": "18"}))
    checked = check(content)
    again = check_workbook(mark(content, checked.findings, words=WORDS), filename="plan.xlsx")
    assert again.findings == checked.findings


def test_marking_a_marked_copy_again_exchanges_the_list_and_says_nothing_twice():
    once = mark(saved(rich()), [finding("B3"), finding("C4")], words=WORDS)
    twice = mark(once, [finding("C4")], words=WORDS)
    whole(twice)
    book = load_workbook(BytesIO(twice))
    assert book.sheetnames == ["Fejlliste", "Ark", "Andet 'ark' & <mere>"]
    assert book["Ark"]["C4"].comment.text.count("Fejl:") == 1
    assert len(told(twice)) == 1


def test_a_sheet_of_the_same_name_keeps_it():
    book = rich()
    book.create_sheet("FEJLLISTE")
    marked = load_workbook(BytesIO(mark(saved(book), [finding("C4")], words=WORDS)))
    assert marked.sheetnames[0] == "Fejlliste (2)"


def test_more_findings_than_comments_are_all_red_and_all_listed(monkeypatch):
    monkeypatch.setattr(marked_copy, "COMMENTS", 2)
    light = finding("C2", code=Code.NUMBER_AS_TEXT)
    found = [light, finding("C3"), finding("C4"), finding("C5")]
    marked = mark(saved(rich()), found, words=WORDS)
    page = load_workbook(BytesIO(marked))["Ark"]
    assert red(marked) == ["C2", "C3", "C4", "C5"]
    assert [c for c in ("C2", "C3", "C4", "C5") if page[c].comment] == ["C3", "C4"]
    assert len(told(marked)) == 4


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
    assert mark_workbook(b"x;y", filename="a.xlsx", words=WORDS).content is None


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


@pytest.mark.skipif(which("soffice") is None, reason="LibreOffice is not installed here")
def test_libreoffice_opens_the_copy_and_reads_the_same_values(tmp_path: Path):
    content = saved(rich())
    found = [
        finding("B3"),
        finding("C4"),
        finding("H20"),
        finding("B2", sheet="Andet 'ark' & <mere>"),
    ]
    shown = [_as_libreoffice(tmp_path / name, book) for name, book in (
        ("before", content), ("after", mark(content, found, words=WORDS)),
    )]  # fmt: skip
    before, after = shown
    assert next(iter(after.values()))[0][0] == "4 bemærkninger til arbejdsbogen"
    assert {name: after[name] for name in before} == before


def _as_libreoffice(folder: Path, content: bytes) -> dict[str, list[list[Any]]]:
    """Values after LibreOffice has opened, calculated and saved a workbook."""
    folder.mkdir()
    (folder / "book.xlsx").write_bytes(content)
    out = folder / "out"
    home = f"-env:UserInstallation={(folder / 'home').as_uri()}"
    command = ["soffice", home, "--headless", "--convert-to", "xlsx", "--outdir", str(out)]
    subprocess.run(
        [*command, str(folder / "book.xlsx")], check=True, timeout=120, capture_output=True
    )
    return {
        name: [[cell for cell in row if cell != ""] for row in rows if any(c != "" for c in row)]
        for name, rows in values((out / "book.xlsx").read_bytes()).items()
    }
