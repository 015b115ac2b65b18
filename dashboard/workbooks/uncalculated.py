"""Formulas that nobody has calculated yet: the file holds the formula, but no result.

Programs write such files; Excel calculates when it opens and saves them. Read as they are,
the cells would look empty, and content would be lost without a word.
"""

import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any, cast
from zipfile import ZipFile

from openpyxl import load_workbook

from dashboard.workbooks.raw import Place, address

# A cell with a formula and no value. A calculated empty text (t="str") is a value.
_CELL = re.compile(
    rb"<(?:\w+:)?c\b(?![^>]*\bt=\"str\")[^>]*\br=\"([A-Z]+[0-9]+)\"[^>]*>\s*"
    rb"<(?:\w+:)?f\b[^>]*>(?:[^<]*</(?:\w+:)?f>)?\s*"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)


def uncalculated(content: bytes) -> Mapping[str, Mapping[Place, str]]:
    """Sheet name → place (from 0) → formula, for every formula without a result."""
    suspects = set(_suspects(content))
    if not suspects:
        return {}
    book = load_workbook(BytesIO(content), keep_links=False)
    return {
        str(sheet.title): {
            place: formula for place, formula in _formulas(sheet) if address(*place) in suspects
        }
        for sheet in book.worksheets
    }


def _suspects(content: bytes) -> Iterator[str]:
    """The addresses of such cells on any sheet; only a second reading tells on which."""
    with ZipFile(BytesIO(content)) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                part = archive.read(name)
                yield from (found[1].decode() for found in _CELL.finditer(part))


def _formulas(sheet: object) -> Iterator[tuple[Place, str]]:
    store = cast("Mapping[Place, Any]", vars(sheet)["_cells"])
    for (row, column), cell in store.items():
        if cell.data_type == "f":
            # Array formulas come as an object that carries their text.
            yield (row - 1, column - 1), str(getattr(cell.value, "text", cell.value))
