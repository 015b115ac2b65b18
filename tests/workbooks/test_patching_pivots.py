"""A cell that a pivot table is made of is not written: the copy it keeps would be old."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.table import Table

from dashboard.errors import Trouble
from dashboard.language.words import Language, words_for
from dashboard.workbooks.patching import write_cells
from tests.workbooks.books import saved
from tests.workbooks.crafted import MAIN
from tests.workbooks.marked import exchanged

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
# What is written in the tests.
SHEET, CELL = "Plan 'A'", "C4"


def _book(*made_of: str) -> bytes:
    """A plan on the second sheet and a pivot table made of what is given."""
    book = Workbook()
    book.worksheets[0].title = "Først"
    plan = book.create_sheet(SHEET)
    for row in (["Id", "Navn", "Beløb", "Sum"], *([n, f"Navn {n}", n * 2, n] for n in range(9))):
        plan.append(row)
    plan.add_table(Table(displayName="Tal", ref="A1:D9"))
    for name, text in (
        ("beløb", "'Plan ''A'''!$C$2:$C$9"),
        ("andet", "'Plan ''A'''!$A$1:$B$9"),
        ("vokser", "OFFSET('Plan ''A'''!$A$1,0,0,9,4)"),
    ):
        book.defined_names[name] = DefinedName(name, attr_text=text)
    part = "xl/pivotCache/pivotCacheDefinition1.xml"
    pointer = f'<Relationship Id="p" Type="{RELATIONS}/pivotCacheDefinition" Target="/{part}"/>'
    end = "</Relationships>"
    content = exchanged(saved(book), "xl/_rels/workbook.xml.rels", (end, pointer + end))
    out = BytesIO(content)
    with ZipFile(out, "a") as archive:
        archive.writestr(
            part,
            f'<pivotCacheDefinition xmlns="{MAIN}" xmlns:r="{RELATIONS}">'
            f'<cacheSource type="worksheet">{"".join(made_of)}</cacheSource>'
            "</pivotCacheDefinition>",
        )
    return out.getvalue()


def _why(content: bytes) -> Trouble | None:
    try:
        write_cells(content, {(SHEET, CELL): 5})
    except Trouble as trouble:
        return trouble
    return None


@pytest.mark.parametrize(
    ("made_of", "area"),
    [
        ('<worksheetSource ref="A1:D9" sheet="Plan \'A\'"/>', "A1:D9"),
        ('<worksheetSource ref="A1:D1048576" sheet="PLAN \'a\'"/>', "A1:D1048576"),
        ('<worksheetSource ref="A:D" sheet="Plan \'A\'"/>', "A1:D1048576"),
        ('<worksheetSource name="Tal"/>', "A1:D9"),
        ('<worksheetSource name="BELØB"/>', "C2:C9"),
        (
            '<consolidation><rangeSets><rangeSet ref="A1:B9" sheet="Først"/>'
            '<rangeSet ref="C2:C9" sheet="Plan \'A\'"/></rangeSets></consolidation>',
            "C2:C9",
        ),
    ],
)
def test_a_cell_that_a_pivot_table_is_made_of_is_refused_and_the_area_named(
    made_of: str, area: str
):
    trouble = _why(_book(made_of))
    assert trouble is not None
    assert trouble.key == "patching.pivoted"
    assert trouble.facts == {"sheet": SHEET, "cell": CELL, "user": f"{SHEET}!{area}"}
    for language in Language:
        said = words_for(language)(trouble.key, **trouble.facts)
        assert all(part in said for part in (CELL, SHEET, area, "Excel", "pivot"))


@pytest.mark.parametrize(
    "made_of",
    [
        '<worksheetSource ref="A1:B9" sheet="Plan \'A\'"/>',
        '<worksheetSource ref="A1:D9" sheet="Først"/>',
        '<worksheetSource ref="A1:D9" sheet="Plan \'A\'" r:id="elsewhere"/>',
        '<worksheetSource name="andet"/>',
        "",
    ],
)
def test_a_cell_that_no_pivot_table_is_made_of_is_written(made_of: str):
    content = write_cells(_book(made_of), {(SHEET, CELL): 5})
    assert load_workbook(BytesIO(content))[SHEET][CELL].value == 5


@pytest.mark.parametrize(
    ("made_of", "source"),
    [
        ('<worksheetSource name="vokser"/>', "vokser"),
        ('<worksheetSource name="ukendt"/>', "ukendt"),
        ('<worksheetSource ref="A1:D9" sheet="Borte"/>', "'Borte'!A1:D9"),
        ('<worksheetSource ref="A1:D9"/>', "!A1:D9"),
        ("<worksheetSource/>", "!"),
    ],
)
def test_a_pivot_table_that_may_be_made_of_any_cell_is_told_as_such(made_of: str, source: str):
    trouble = _why(_book(made_of))
    assert trouble is not None
    assert trouble.key == "patching.may_be_pivoted"
    assert trouble.facts == {"sheet": SHEET, "cell": CELL, "user": source}
    for language in Language:
        said = words_for(language)(trouble.key, **trouble.facts)
        assert all(part in said for part in (CELL, SHEET, source, "Excel", "pivot"))


def test_what_is_sure_is_told_before_what_may_be():
    unsure, sure = '<worksheetSource name="vokser"/>', '<worksheetSource name="Tal"/>'
    trouble = _why(_book(unsure, sure))
    assert trouble is not None
    assert trouble.key == "patching.pivoted"
