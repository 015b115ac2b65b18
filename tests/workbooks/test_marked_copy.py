"""The marked copy: the sender's own workbook, with nothing changed but what is wrong."""

import re
from dataclasses import replace
from io import BytesIO

from openpyxl import load_workbook
from openpyxl.comments import Comment

from dashboard.plan.findings import Code
from dashboard.workbooks import marked_copy
from dashboard.workbooks.checkingapart import check_workbook
from dashboard.workbooks.marked_copy import mark
from dashboard.workbooks.marking.styles import GRAVE
from tests.workbooks.books import check, saved, sound
from tests.workbooks.marked import (
    WORDS,
    exchanged,
    finding,
    parts,
    red,
    rich,
    told,
    values,
    whole,
)


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
        ("Hele filen", None),
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
