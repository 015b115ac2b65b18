"""A cell that a formula uses is not written: its result in the file would be old."""

import os
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from time import process_time
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula
from openpyxl.worksheet.table import Table

from dashboard.errors import Trouble
from dashboard.language.words import Language, words_for
from dashboard.workbooks.patches.references import told
from dashboard.workbooks.patching import CellValue, write_cells
from dashboard.workbooks.patchingapart import write_cells_apart
from dashboard.workbooks.reading import Unreadable, read_workbook
from tests.workbooks.books import saved
from tests.workbooks.marked import exchanged, with_data

USED, MAY_BE = "patching.used", "patching.may_be_used"
# What is written in the tests: Plan!C4.
PLACE = ("Plan 'A'", "C4")


def _book(formula: object, *, names: Mapping[str, str] | None = None) -> bytes:
    """Three sheets and a formula on the last; what is written stands on the second."""
    book = Workbook()
    book.worksheets[0].title = "Først"
    plan = book.create_sheet("Plan 'A'")
    for row in (["Id", "Navn", "Beløb", "Sum"], *([n, f"Navn {n}", n * 2, n] for n in range(9))):
        plan.append(row)
    plan.add_table(Table(displayName="Tal", ref="A1:D9"))
    book.create_sheet("Sidst")["B2"] = formula
    for name, text in (names or {}).items():
        book.defined_names[name] = DefinedName(name, attr_text=text)
    return saved(book)


def _why(
    content: bytes, cells: Mapping[tuple[str, str], CellValue] | None = None
) -> Trouble | None:
    try:
        write_cells(content, cells or {PLACE: 5})
    except Trouble as trouble:
        return trouble
    return None


def _key(content: bytes, cells: Mapping[tuple[str, str], CellValue] | None = None) -> str | None:
    found = _why(content, cells)
    return found.key if found else None


USING = (
    "'Plan ''A'''!C4",
    "'Plan ''A'''!$C$4*2",
    "'PLAN ''a'''!c4",
    "SUM('Plan ''A'''!A1:D9)",
    "SUM('Plan ''A'''!$B$3:C$5,1)",
    "SUM('Plan ''A'''!D5:B3)",
    "SUM('Plan ''A'''!C:C)",
    "SUM('Plan ''A'''!$A:$D)",
    "SUM('Plan ''A'''!4:4)",
    "SUM('Plan ''A'''!$1:$9)",
    "SUM('Først:Sidst'!C4)",
    "SUM('Sidst:Først'!A1:C4)",
    "SUM(Først!A1,'Plan ''A'''!C4)",
    "IF(TRUE,\"\"\"C4\"\"\"&'Plan ''A'''!C4)",
    "SUM(Tal[Beløb])",
    "SUM(Tal[[Navn]:[Sum]])",
    "SUM(Tal[[#Data],[Beløb]])",
    "SUM(Tal[])",
    "SUM(tal[#All])",
    "_xlfn.LET(_xlpm.x,'Plan ''A'''!C4,_xlpm.x)",
    "_xlfn.SINGLE('Plan ''A'''!C:C)",
    "SUMIF('Plan ''A'''!A1:A9,1,'Plan ''A'''!C1)",
    "INDEX('Plan ''A'''!C1:C9,2)",
    "beløb*2",
    "SUM(Først!A1,dobbelt)",
    "[0]!beløb",
    "dobbelt(3)",
)
NAMES = {"beløb": "'Plan ''A'''!$C$4", "dobbelt": "2*Beløb"}


@pytest.mark.parametrize("formula", USING)
def test_a_cell_that_a_formula_uses_is_refused_and_the_formula_named(formula: str):
    trouble = _why(_book(f"={formula}", names=NAMES))
    assert trouble is not None
    assert trouble.key == USED
    assert trouble.facts == {"sheet": "Plan 'A'", "cell": "C4", "user": "Sidst!B2"}
    for language in Language:
        said = words_for(language)(trouble.key, **trouble.facts)
        assert all(part in said for part in ("C4", "Plan 'A'", "Sidst!B2", "Excel"))


@pytest.mark.parametrize(
    "formula",
    [
        "C4",
        "SUM(A1:D9)",
        "Først!C4",
        "'Plan ''A'''!C3+'Plan ''A'''!D4+'Plan ''A'''!C40+'Plan ''A'''!AC4",
        "SUM('Plan ''A'''!A:B,'Plan ''A'''!D:XFD)",
        "SUM('Plan ''A'''!1:3,'Plan ''A'''!5:99)",
        "\"'Plan ''A'''!C4\"",
        "'[1]Plan ''A'''!C4+[1]Ark!C4+[1]!beløb",
        "SUM(Tal[[#Data],[Id]:[Navn]],Tal[Sum])",
        "ROW('Plan ''A'''!C4)+ROWS('Plan ''A'''!C1:C9)",
        "#REF!+'Plan ''A'''!#REF!+#N/A+1E+5+{1,2;\"C4\"}",
        "andet+TRUE",
        "COUNTIF('Plan ''A'''!A:A,\">\"&'Plan ''A'''!D4)",
        "SUMIF('Plan ''A'''!A1:A3,1,'Plan ''A'''!C1)",
        "NOW()+RAND()+LOG10(4)",
    ],
)
def test_a_cell_that_no_formula_uses_is_written(formula: str):
    names = {**NAMES, "andet": "'Plan ''A'''!$A$1:$B$9", "ring": "ring+ringe", "ringe": "ring"}
    content = write_cells(_book(f"={formula}", names=names), {PLACE: 5})
    book = load_workbook(BytesIO(content))
    assert book[PLACE[0]][PLACE[1]].value == 5
    assert book["Sidst"]["B2"].value == f"={formula}"


@pytest.mark.parametrize(
    "formula",
    [
        'INDIRECT("A"&1)',
        "OFFSET(Først!A1,1,1)",
        "Først!A1:INDEX(Først!A:A,3)",
        "ukendt",
        "Først!ukendt",
        "flytter+1",
        "bevæger",
        "Andre[Id]",
        "Borte!A1",
        "SUM('Borte:Sidst'!A1)",
        "A1#",
        "'åben",
        '"åben',
        "ring",
    ],
)
def test_a_formula_that_may_use_any_cell_is_told_as_such(formula: str):
    names = {"flytter": "OFFSET(Først!$A$1,1,1)", "bevæger": "Først!A1", "ring": "ring+borte"}
    trouble = _why(_book(f"={formula}", names=names))
    assert trouble is not None
    assert trouble.key == MAY_BE
    assert trouble.facts["user"] == "Sidst!B2"
    for language in Language:
        assert "Sidst!B2" in words_for(language)(trouble.key, **trouble.facts)


def test_names_that_name_each_other_in_a_ring_come_to_an_end():
    names = {"ring": "ringe+1", "ringe": "ring+Først!$A$1"}
    assert _key(_book("=ring", names=names)) is None


def test_what_is_sure_is_told_before_what_may_be():
    content = _book("='Plan ''A'''!C4")
    book = load_workbook(BytesIO(content))
    book["Først"]["A1"] = '=INDIRECT("A1")'
    assert _key(saved(book)) == USED


def test_a_row_of_a_table_uses_its_own_row():
    book = load_workbook(BytesIO(_book(None)))
    plan = book["Plan 'A'"]
    plan["D5"] = "=Tal[[#This Row],[Beløb]]*2"
    content = saved(book)
    assert _key(content) is None
    assert _key(content, {(PLACE[0], "C5"): 1}) == USED
    assert _key(content, {(PLACE[0], "B5"): "x"}) is None


def test_formulas_that_are_written_for_many_cells_use_what_they_look_at():
    book = load_workbook(BytesIO(_book(None)))
    book["Sidst"]["A1"] = ArrayFormula("A1:A3", "='Plan ''A'''!C3:C5*2")
    assert _key(saved(book)) == USED
    book["Sidst"]["A1"] = ArrayFormula("A1:A3", "='Plan ''A'''!B3:B5*2")
    assert _key(saved(book)) is None
    book["Sidst"]["A1"] = DataTableFormula(ref="B1:B3", r1="A1")
    assert _key(saved(book)) == MAY_BE


SHARED = (
    '<row r="1"><c r="A1"><v>1</v></c>'
    '<c r="B1"><f t="shared" ref="B1:B3" si="0">A1*$C$1+Ark!E$1</f><v>1</v></c></row>'
    '<row r="2"><c r="A2"><v>1</v></c><c r="B2"><f t="shared" si="0"/><v>2</v></c></row>'
    '<row r="3"><c r="A3"><v>1</v></c><c r="B3"><f t="shared" si="0"></f><v>3</v></c></row>'
)


@pytest.mark.parametrize(
    ("cell", "user"),
    [("A1", "B1"), ("A2", "B2"), ("A3", "B3"), ("C1", "B1"), ("E1", "B1"), ("A4", None)],
)
def test_each_cell_that_shares_a_formula_uses_its_own_cells(cell: str, user: str | None):
    trouble = _why(with_data(SHARED), {("Ark", cell): 7})
    assert (trouble and trouble.facts["user"]) == (user and f"Ark!{user}")
    # What goes uses nothing any more; who shared its text still does.
    both = {("Ark", cell): 7, ("Ark", "B1"): 1}
    expected = {"A1": None, "C1": "B2", "E1": "B2"}.get(cell, user)
    trouble = _why(with_data(SHARED), both)
    assert (trouble and trouble.facts["user"]) == (expected and f"Ark!{expected}")


def test_a_shared_formula_moved_over_the_edge_uses_its_whole_side():
    rows = (
        '<row r="2"><c r="B2"><f t="shared" ref="B2:B3" si="0">A1048576</f></c></row>'
        '<row r="3"><c r="B3"><f t="shared" si="0"/></c></row>'
    )
    assert _key(with_data(rows), {("Ark", "A7"): 1}) == USED
    assert _key(with_data(rows), {("Ark", "C7"): 1}) is None
    lost = '<row r="3"><c r="B3"><f t="shared" si="4"/></c></row>'
    assert _key(with_data(lost), {("Ark", "C7"): 1}) == MAY_BE


def test_a_formula_that_is_written_over_and_one_in_the_cell_itself_do_not_count():
    rows = '<row r="1"><c r="A1"><f>A1+B1</f><v>1</v></c><c r="B1"><f>A1</f><v>1</v></c></row>'
    assert _key(with_data(rows), {("Ark", "A1"): 1}) == USED
    assert _key(with_data(rows), {("Ark", "A1"): 1, ("Ark", "B1"): 2}) is None


def test_functions_of_a_workbook_with_macros_may_look_anywhere():
    content = _book("=MinEgen(1)+_xlfn.XLOOKUP(1,A1,A2)+SUM(A1)")
    assert _key(content) is None
    with_macros = BytesIO(content)
    with ZipFile(with_macros, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"\xd0\xcf")
    assert _key(with_macros.getvalue()) == MAY_BE


def test_it_is_found_in_the_readers_own_process_too():
    with pytest.raises(Trouble, match=r"patching\.used"):
        write_cells_apart(_book("='Plan ''A'''!C4"), {PLACE: 5}, filename="plan.xlsx")


@given(st.text(max_size=60) | st.text(alphabet="AB12$:!'\"[](),#+ TSUM.", max_size=60))
def test_whatever_a_formula_says_it_is_read_or_doubted(text: str):
    told(text)


@pytest.mark.parametrize(
    "text", ["'", '"', "a", "[", "T[", "A1,", "1.", "T[[a]]", "A:", "$", "SUM("]
)
def test_a_formula_without_end_costs_no_more_than_its_length(text: str):
    begun = process_time()
    told(text * 20_000)
    assert process_time() - begun < 2


def _large(formulas: bool) -> bytes:
    cells = '<c r="C{n}"><f>SUM(A{n}:B{n})*$E$1</f><v>3</v></c>' if formulas else ""
    row = '<row r="{n}"><c r="A{n}"><v>1</v></c><c r="B{n}"><v>2</v></c>' + cells + "</row>"
    rows = "".join(row.format(n=n) for n in range(1, 100_001))
    return exchanged(
        with_data(" "), "xl/worksheets/sheet1.xml", (" </sheetData>", f"{rows}</sheetData>")
    )


def test_a_hundred_thousand_formulas_take_seconds():
    content = _large(True)
    begun = process_time()
    assert _key(content, {("Ark", "F9"): 1}) is None
    assert process_time() - begun < 20
    assert _key(content, {("Ark", "B99999"): 1}) == USED


@pytest.mark.skipif(not os.environ.get("CORPUS_DIR"), reason="CORPUS_DIR names no folder")
def test_every_filled_cell_of_real_workbooks_is_written_or_refused_in_words():
    keys = set[str]()
    for path in sorted(Path(os.environ["CORPUS_DIR"]).rglob("*.xlsx")):
        content = path.read_bytes()
        try:
            tab = read_workbook(content, filename=path.name).tabs[0]
        except Unreadable:
            continue
        keys.add(_key(content, {(tab.name, "B3"): "Nyt"}) or "")
    assert "" in keys
