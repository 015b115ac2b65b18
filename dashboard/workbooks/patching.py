"""A few cells of a workbook written anew; everything else stays as it was sent.

The bytes of the sheets are exchanged only where the cells stand, and other parts are copied
as they are. A cell that a formula uses is refused: the result in the file would be old. Where
other formulas are in the workbook it also says that they are to be calculated when it is opened.
"""

import re
import struct
import zlib
from collections.abc import Mapping
from math import isfinite
from zipfile import BadZipFile

from dashboard.errors import Trouble
from dashboard.workbooks.patches.dependants import refuse_used
from dashboard.workbooks.patches.formulas import formulas, refuse_parts, set_free
from dashboard.workbooks.patches.guarding import (
    refuse_edges,
    refuse_merged,
    refuse_protected,
    refuse_signed,
)
from dashboard.workbooks.patches.pen import CellValue, ValuePen
from dashboard.workbooks.patches.recalculating import calculate_anew, forget_order
from dashboard.workbooks.raw import Place
from dashboard.workbooks.splicing.frame import Frame, column_styles, dimension, frame_of
from dashboard.workbooks.splicing.front import Front, front_of
from dashboard.workbooks.splicing.grid import Grid, cell_edits, column_of, data_span
from dashboard.workbooks.splicing.markup import Unchangeable, spliced, tags
from dashboard.workbooks.splicing.package import Package
from dashboard.workbooks.splicing.styles import Styles, styles_part

__all__ = ["CellValue", "Cells", "write_cells"]

# Sheet and address, such as ("Handlinger", "B7").
Cells = Mapping[tuple[str, str], CellValue]

_ROWS, _COLUMNS = 1_048_576, 16_384
_CELL = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")
_ZIP, _TYPES = b"PK\x03\x04", "[Content_Types].xml"
_BROKEN = (
    *(Unchangeable, BadZipFile, ValueError, IndexError, KeyError, TypeError),
    *(struct.error, zlib.error),
)


def write_cells(content: bytes, cells: Cells) -> bytes:
    """The workbook with these values in these cells.

    A cell keeps its look; a formula in it is replaced, one that is not there is put in, and
    None empties it. Numbers are written as they are stored: 0.45 where the cell shows 45 %.
    Raises `Trouble` for a file that is no .xlsx or .xlsm, and for a cell that cannot be
    written without harm.
    """
    if not content.startswith(_ZIP):
        raise Trouble("patching.other_kind")
    try:
        package = Package(content)
        if not package.has(_TYPES):
            raise Trouble("patching.other_kind")
        return _written(package, _by_sheet(cells)) if cells else content
    except _BROKEN as error:
        raise Trouble("patching.trouble") from error


def _written(package: Package, wanted: Mapping[str, Mapping[Place, CellValue]]) -> bytes:
    refuse_signed(package)
    front = front_of(package)
    if (strange := next((name for name in wanted if name not in front.sheets), None)) is not None:
        raise Trouble("patching.no_sheet", sheet=strange)
    refuse_used(package, front, {name: cells.keys() for name, cells in wanted.items()})
    where, part = styles_part(package, front)
    styles = Styles(part)
    from_1904 = _from_1904(package, front)
    lost = [
        _write_sheet(package, front, name, cells, styles=styles, from_1904=from_1904)
        for name, cells in wanted.items()
    ]
    if styles.has_grown or not package.has(where):
        package.put(where, styles.part())
    if any(lost):
        forget_order(package, front)
    calculate_anew(package, front)
    return package.content()


def _write_sheet(  # noqa: PLR0913 - each is one fact about the sheet
    package: Package,
    front: Front,
    name: str,
    cells: Mapping[Place, CellValue],
    /,
    *,
    styles: Styles,
    from_1904: bool,
) -> bool:
    """Write one sheet; the answer is whether a formula went."""
    part = front.sheets[name]
    sheet = package.read(part)
    data = data_span(sheet)
    if data is None:
        raise Unchangeable
    frame, grid = frame_of(sheet, data), Grid(sheet, data)
    _refuse_harm(package, part, frame, cells, sheet=name)
    known = tuple(formulas(grid))
    refuse_parts(known, cells.keys(), sheet=name)
    pen = ValuePen(data.prefix, styles, column_styles(frame), from_1904)
    edits = [
        *cell_edits(grid, _by_row(cells), pen=pen),
        *set_free(known, cells.keys()),
        *dimension(sheet, frame, [place for place, what in cells.items() if what is not None]),
    ]
    lost = any(formula.place in cells for formula in known)
    package.put(part, b"".join(spliced(sheet, edits)))
    return lost


def _refuse_harm(
    package: Package, part: str, frame: Frame, cells: Mapping[Place, CellValue], *, sheet: str
) -> None:
    refuse_protected(frame, sheet=sheet)
    refuse_merged(frame, cells, sheet=sheet)
    refuse_edges(package, part, cells, sheet=sheet)


def _by_sheet(cells: Cells) -> dict[str, dict[Place, CellValue]]:
    found: dict[str, dict[Place, CellValue]] = {}
    for (sheet, cell), what in cells.items():
        if isinstance(what, float) and not isfinite(what):
            raise Trouble("patching.no_number", sheet=sheet, cell=cell)
        found.setdefault(sheet, {})[_place(sheet, cell)] = what
    return found


def _place(sheet: str, cell: str) -> Place:
    found = _CELL.fullmatch(cell)
    place = (int(found[2]) - 1, column_of(found[1])) if found else (_ROWS, _COLUMNS)
    if place[0] >= _ROWS or place[1] >= _COLUMNS:
        raise Trouble("patching.no_cell", sheet=sheet, cell=cell)
    return place


def _by_row(cells: Mapping[Place, CellValue]) -> dict[int, dict[int, CellValue]]:
    rows: dict[int, dict[int, CellValue]] = {}
    for (row, column), what in cells.items():
        rows.setdefault(row, {})[column] = what
    return rows


def _from_1904(package: Package, front: Front) -> bool:
    found = tags(package.read(front.part))
    about = next((tag for tag in found if tag.name == "workbookPr"), None)
    return about is not None and about.attributes.get("date1904") in ("1", "true")
