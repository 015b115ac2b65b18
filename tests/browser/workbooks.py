"""Workbooks as an analyst would send them: with mistakes, and mended."""

from pathlib import Path

from openpyxl import load_workbook

from tests.browser.places import cell_under
from tests.running import EXAMPLE_CITY


def with_mistakes(folder: Path) -> tuple[Path, dict[str, str]]:
    """The invented city with five mistakes, and what stands in each wrong cell."""
    book = load_workbook(EXAMPLE_CITY)
    wrong = (
        (cell_under(book["Contributions"], "Targets", 4), "1.99"),
        (cell_under(book["Actions"], "Responsible administration", 7), "QXZ"),
        (cell_under(book["Actions"], "Due date", 9), "in due course"),
        (cell_under(book["Indicators"], "Ambition, year", 5), "soon"),
        (cell_under(book["Observations"], "Value", 12), "rather a lot"),
    )
    for cell, value in wrong:
        cell.value = value
    path = folder / "with-mistakes.xlsx"
    book.save(path)
    return path, {f"{cell.parent.title}!{cell.coordinate}": value for cell, value in wrong}


def mended(folder: Path, *, title: str) -> Path:
    """The invented city without mistakes, its first action renamed in both languages."""
    book = load_workbook(EXAMPLE_CITY)
    for header in ("Title (Danish)", "Title (English)"):
        cell_under(book["Actions"], header, 2).value = title
    path = folder / f"mended-{len(title)}.xlsx"
    book.save(path)
    return path
