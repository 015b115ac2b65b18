"""A cell that two programs would read differently is refused; one bad cell is one error."""

from datetime import datetime

import pytest
from openpyxl import Workbook

from dashboard.plan.findings import Code
from dashboard.workbooks.marked_copy import mark
from dashboard.workbooks.raw import ExcelError, Raw, Tab
from dashboard.workbooks.reading import read_workbook
from dashboard.workbooks.refusing import Unreadable
from tests.workbooks.books import saved
from tests.workbooks.crafted import MAIN, ROWS, SHEET, crafted, parts, sheet, zipped
from tests.workbooks.marked import WORDS, finding, red

_STRINGS = "<si><t>nul</t></si><si><t>et</t></si>"
_FORMATS = ("yyyy-mm-dd", "0.00", "0%", "[h]:mm")


def row(cells: str, number: int = 1) -> str:
    return f'<row r="{number}">{cells}</row>'


def tab(rows: str, **more: object) -> Tab:
    content = crafted(rows, strings=_STRINGS, formats=_FORMATS, **more)  # type: ignore[arg-type]
    return read_workbook(content, filename="plan.xlsx").tabs[0]


def refused(content: bytes) -> tuple[Code, object]:
    with pytest.raises(Unreadable) as caught:
        read_workbook(content, filename="plan.xlsx")
    return caught.value.finding.code, caught.value.finding.facts.get("reason")


@pytest.mark.parametrize(
    "cell",
    [
        *('t="s"><v>-1</v>', 't="s"><v>x</v>', 't="s"><v> 1 </v>', 't="s"><v>&#49;</v>'),
        *('t="s"><v>99</v>', "><v>1</v><v>2</v>", "><v>1<!-- -->2</v>", "><v>1<?x y?>2</v>"),
        *("><v>&#49;2</v>", "><v>1&#50;</v>", 't="str"><v>a<![CDATA[b]]>c</v>'),
        *('t="inlineStr"><is><t>x</t></is><v>1</v>', 't="inlineStr"><v>x</v>'),
        *('t="inlineStr"><is><t>x</t></is><is><t>y</t></is>', 't="s"><is><t>x</t></is>'),
    ],
)
def test_a_value_in_pieces_or_in_two_places_is_refused(cell: str):
    content = crafted(row(f'<c r="A1" {cell}</c>'), strings=_STRINGS)
    assert refused(content) == (Code.UNSAFE_FILE, "value")


@pytest.mark.parametrize(
    "rows",
    [
        *('<row r="1"/><c r="A1"><v>1</v></c></row>', '<row r="1"/></row>', f"<x>{ROWS}</x>"),
        *(
            '<row r="1" r="3"><c r="A1"><v>1</v></c></row>',
            row('<c r="A1"><c r="B1"><v>1</v></c></c>'),
        ),
        *('<row r="1" hidden="0" hidden="1"><c r="A1"><v>1</v></c></row>', row('<c r="A7"/>')),
        *(row('<c r="A1" t="str"><v>a&#x1F;b</v></c>'), row('<c r="A1" t="str"><v>a\x02</v></c>')),
    ],
)
def test_rows_that_are_none_are_damage_and_not_plain(rows: str):
    assert refused(crafted(rows))[0] is Code.DAMAGED


def test_rows_of_another_language_are_not_cells():
    other = f'<x:worksheet xmlns:x="{MAIN}" xmlns="urn:y"><x:sheetData>{ROWS}</x:sheetData>'
    content = zipped({**parts(), SHEET: f"{other}</x:worksheet>"})
    assert refused(content) == (Code.UNSAFE_FILE, "value")
    twice = sheet(ROWS, after=f"<sheetData>{ROWS}</sheetData>")
    assert refused(zipped({**parts(), SHEET: twice})) == (Code.UNSAFE_FILE, "twice")


def test_rows_in_a_remark_or_behind_the_data_are_not_read():
    found = tab("<!-- " + row('<c r="A1" s="3"><v>1</v></c>') + " -->" + row('<c r="A1"/>'))
    assert (found.height, dict(found.formats)) == (0, {})
    behind = tab(ROWS, after=row('<c r="A9"><v>1</v></c>', 9))
    assert behind.height == 1


def test_a_cell_twice_is_not_made_up_for_by_a_blank_one():
    blank = '<c r="B2" t="inlineStr"><is><t xml:space="preserve">  </t></is></c>'
    twice = row('<c r="A1"><v>1</v></c><c r="A1"><v>2</v></c>')
    assert refused(crafted(twice + row(blank, 2)))[0] in (Code.CELL_TWICE, Code.READINGS_DIFFER)


def test_what_a_row_says_of_itself_is_seen_in_either_quotation_mark():
    rows = '<row r="1" hidden=\'1\'><c r="A1"><v>1</v></c></row>' + row(
        "<c r='A2' s='2'><v>8.1</v></c>", 2
    )
    found = tab(rows)
    assert found.hidden_rows == frozenset({0})
    assert dict(found.formats) == {(1, 0): "0.00"}


def test_rows_without_a_number_follow_plain_ones():
    error = '<row><c t="e"><v>#N/A</v></c></row>'
    found = tab(row('<c r="A5"><v>1</v></c>', 5) + error + row('<c r="A9"><v>3</v></c>', 9) + error)
    assert [found.at(n, 0) for n in (4, 5, 8, 9)] == [1, "#N/A", 3, "#N/A"]


@pytest.mark.parametrize(
    ("stored", "style", "value"),
    [
        *(("1e308", 1, 1e308), ("-1e308", 1, -1e308), ("-1e12", 1, -1e12), ("1e12", 4, 1e12)),
        *(("NaN", 4, ExcelError("NaN")), ("INF", 4, ExcelError("INF")), ("1e999", 1, "1e999")),
        *(("2958466", 1, 2958466.0), ("61", 1, datetime(1900, 3, 1))),  # noqa: DTZ001
    ],
)
def test_a_day_that_brings_the_reader_down_is_an_error_of_its_cell(
    stored: str, style: int, value: Raw
):
    found = tab(row(f'<c r="A1" s="{style}"><v>{stored}</v></c><c r="B1" t="s"><v>1</v></c>'))
    assert (found.at(0, 0), found.at(0, 1)) == (value, "et")


@pytest.mark.parametrize("cell", ['t="b"><v>2</v>', 't="e"><v>#SPILL!</v>', 't="q"><v>1</v>'])
def test_a_kind_the_reader_does_not_know_is_an_error_of_its_cell(cell: str):
    found = tab(row(f'<c r="A1" {cell}</c><c r="B1"><v>7</v></c>'))
    assert isinstance(found.at(0, 0), ExcelError)
    assert found.at(0, 1) == 7


def test_how_a_text_is_pronounced_is_no_part_of_it():
    strings = (
        '<si><t></t><rPh sb="0" eb="1"><t>x</t></rPh></si>'
        '<si><r><t>a</t></r><r><t xml:space="preserve"> b</t></r>'
        '<rPh sb="0" eb="1"><t>Q</t></rPh></si>'
    )
    cells = "".join(f'<c r="{c}1" t="s"><v>{n}</v></c>' for n, c in enumerate("AB"))
    content = crafted(row(cells), strings=strings)
    assert tuple(read_workbook(content, filename="x.xlsx").tabs[0].rows) == ((None, "a b"),)


@pytest.mark.parametrize("text", ["_x0007_", "_x000D_\n", "\u00a0", " "])
def test_a_text_of_nothing_is_an_empty_cell_and_no_contradiction(text: str):
    cells = '<c r="A1" t="s"><v>0</v></c><c r="B1"><v>1</v></c>'
    content = crafted(row(cells), strings=f'<si><t xml:space="preserve">{text}</t></si>')
    assert tuple(read_workbook(content, filename="x.xlsx").tabs[0].rows) == ((None, 1),)


def _moved(*names: tuple[str, str], keep: bool = False) -> dict[str, str | bytes]:
    """A workbook whose parts have other names; `keep` leaves one of the usual name as well."""
    content = parts(row('<c r="A1" t="s"><v>0</v></c>'), strings="<si><t>ægte</t></si>")
    leads = "xl/_rels/workbook.xml.rels"
    for old, new in names:
        content[f"xl/{new}"] = content[f"xl/{old}"]
        content[f"xl/{old}"] = str(content[f"xl/{old}"]).replace("ægte", "falsk")
        if not keep:
            del content[f"xl/{old}"]
        content[leads] = str(content[leads]).replace(old, new)
    return content


def test_a_second_part_of_the_usual_name_is_refused_and_another_name_is_read():
    moved = ("sharedStrings.xml", "texts.xml"), ("styles.xml", "look.xml")
    (found,) = read_workbook(zipped(_moved(*moved)), filename="plan.xlsx").tabs
    assert found.at(0, 0) == "ægte"
    assert refused(zipped(_moved(moved[0], keep=True))) == (Code.UNSAFE_FILE, "twice")


def test_a_second_workbook_beside_the_one_that_is_led_to_is_refused():
    content = parts()
    content["xl/other.xml"] = content["xl/workbook.xml"]
    root = "_rels/.rels"
    content[root] = str(content[root]).replace("workbook.xml", "other.xml")
    assert refused(zipped(content)) == (Code.UNSAFE_FILE, "name")


def test_a_sheet_that_leads_to_two_parts_is_refused():
    book = str(parts()["xl/workbook.xml"])
    two = book.replace('r:id="r0"', 'r:id="r0" xmlns:q="urn:q" q:id="r1"')
    content = zipped({**parts(), "xl/workbook.xml": two})
    assert refused(content) == (Code.UNSAFE_FILE, "sheet_twice")


def test_signs_nobody_sees_are_taken_out_of_the_name_of_a_sheet_and_it_is_still_marked():
    book, name = Workbook(), "A\u202erk\u200f A\u030a"
    book.worksheets[0].title = name
    book.worksheets[0]["A1"] = 1
    (found,) = read_workbook(saved(book), filename="plan.xlsx").tabs
    assert found.name == "Ark \u00c5"
    copy = mark(saved(book), [finding("A1", sheet=found.name)], words=WORDS)
    assert red(copy, name) == ["A1"]
