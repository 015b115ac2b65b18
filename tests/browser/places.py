"""The kinds of page there are, and one address of each in each city."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.utils import column_index_from_string, coordinate_to_tuple
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.running import Running

LANGUAGES = ("da", "en")
# Our name for a kind of row, and the sheet it lies on in either language.
SHEETS = {
    "contributions": ("Bidrag", "Contributions"),
    "actions": ("Handlinger", "Actions"),
    "indicators": ("Indikatorer", "Indicators"),
    "cooperation": ("Samarbejde", "Cooperation"),
}
ADMINISTRATIONS = ("Forvaltninger", "Administrations")


@dataclass(frozen=True, slots=True)
class Place:
    """A kind of page and the path of one of them, without the language."""

    kind: str
    path: str


@cache
def workbook(path: Path) -> Workbook:
    """The workbook as the city sent it; only for reading."""
    return load_workbook(path, data_only=True)


def value_at(path: Path, address: str) -> object:
    """What stands in a cell, by an address such as `Actions!C14`."""
    tab, _, cell = address.rpartition("!")
    return workbook(path)[tab][cell].value


def sheet_of(book: Workbook, names: tuple[str, ...]) -> Worksheet:
    """A sheet by any of its names."""
    return next(book[name] for name in names if name in book.sheetnames)


def first_id(path: Path, names: tuple[str, ...]) -> str:
    """The id of the first row of a sheet."""
    return str(sheet_of(workbook(path), names)["A2"].value)


def cell_under(page: Worksheet, header: str, row: int) -> Cell:
    """The cell of a row under a header; headers may end in a star."""
    heads = {str(cell.value).removesuffix(" *"): cell.column_letter for cell in page[1]}
    found = page.cell(row, column_index_from_string(heads[header]))
    assert isinstance(found, Cell)
    return found


def row_of(address: str) -> int:
    """The row of an address such as `Actions!C14`."""
    return coordinate_to_tuple(address.rpartition("!")[2])[0]


def places(city: Running) -> tuple[Place, ...]:
    """Every kind of page a reader can open."""
    code = first_id(city.workbook, ADMINISTRATIONS)
    return (
        Place("overview", "/"),
        Place("goal", "/goals/11"),
        Place("administration", f"/administrations/{code}"),
        Place("meeting", "/meeting/goals/11"),
        Place("meeting_of_one", f"/meeting/administrations/{code}"),
        Place("rows", "/rows?goal=11&efforts=1"),
        Place("all-actions", "/actions"),
        Place("timeline", "/actions?view=timeline&goal=13"),
        Place("no-actions", "/actions?q=xyzzy&goal=11"),
        Place("all-indicators", "/indicators"),
        Place("search", "/search?q=klima"),
        Place("search-start", "/search"),
        *(Place(kind, f"/{kind}/{first_id(city.workbook, SHEETS[kind])}") for kind in SHEETS),
        Place("gaps", "/gaps"),
        Place("gaps_of_one", f"/gaps?administration={code}&kind=incomplete"),
        Place("all_cooperation", "/cooperation"),
        Place("target", "/targets/11.6"),
        Place("about", "/about"),
        Place("accessibility", "/accessibility"),
        Place("changes", "/changes"),
        Place("flows", "/flows"),
        Place("compare", "/compare?what=goals&a=11&b=13"),
        Place("compare-start", f"/compare?what=administrations&a={code}"),
        Place("method", "/method"),
        Place("upload", "/upload"),
        Place("embed", f"/embed/trajectory/{first_id(city.workbook, SHEETS['indicators'])}"),
        Place("embed_of_bars", "/embed/status_by_administration/city"),
        Place("sign-in", "/sign-in"),
        Place("not_found", "/goals/18"),
    )
