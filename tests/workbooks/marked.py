"""Workbooks to be marked, and a look at the copies, for tests."""

import subprocess
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.parsers.expat import ParserCreate
from zipfile import ZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font, PatternFill
from openpyxl.workbook.defined_name import DefinedName
from python_calamine import CalamineWorkbook

from dashboard.language.words import Language, words_for
from dashboard.plan.findings import Code, Finding
from dashboard.workbooks.marking.styles import GRAVE, LIGHT
from tests.workbooks.books import saved

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


def as_libreoffice(folder: Path, content: bytes) -> dict[str, list[list[Any]]]:
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
