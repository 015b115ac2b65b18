"""What was seen of a sheet that a reader of values hides."""

import re
from array import array
from dataclasses import dataclass, field
from heapq import nlargest

from dashboard.workbooks.plaincells import PlainCells
from dashboard.workbooks.raw import Place, Raw, address, column_of
from dashboard.workbooks.refusing import damaged
from dashboard.workbooks.shownas import Runs

ROWS, COLUMNS = 1_048_576, 16_384
# A row or column this far behind the one before it is a slip of the hand.
_STRAY_ROWS, _STRAY_COLUMNS = 1_000, 200
_REFERENCE = re.compile(r"([A-Z]{1,7})([0-9]{1,12})")


@dataclass(slots=True)
class Seen:
    """What a sheet holds besides its values; rows and columns count from 0.

    `filled` counts the cells with a value a reader must find. `failed` are cells with an
    error, `waiting` those whose formula has no result, and `hard` those with a value a
    reader may stumble over. `stray` is the address of a cell far away from all others;
    `reach` is for each row the column behind its last one. `merged` are ranges as (top,
    left, bottom, right). `cells` are those of a sheet that is plain all through.
    """

    filled: int = 0
    stray: str | None = None
    failed: Runs = field(default_factory=Runs)
    waiting: Runs = field(default_factory=Runs)
    hard: dict[Place, Raw] = field(default_factory=dict[Place, Raw])
    formats: Runs = field(default_factory=Runs)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list[tuple[int, int, int, int]])
    hidden_rows: list[int] = field(default_factory=list[int])
    hidden_columns: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])
    reach: "array[int]" = field(default_factory=lambda: array("H", bytes(2 * ROWS)))
    links: int = 0
    cells: PlainCells | None = None


def stray_cell(reach: "array[int]", *, top: int, bottom: int) -> str | None:
    """The cell that stands far below or to the right of all others, if one does."""
    if top == bottom:
        return None
    # Millions of rows are gone through one by one and never listed.
    above = next(row for row in range(bottom - 1, top - 1, -1) if reach[row])
    if bottom - above > _STRAY_ROWS:
        return address(bottom, reach[bottom] - 1)
    widest, second = nlargest(2, range(top, bottom + 1), key=reach.__getitem__)
    if reach[widest] - reach[second] > _STRAY_COLUMNS:
        return address(widest, reach[widest] - 1)
    return None


def place_of(reference: str) -> Place:
    """The place an address stands for; raises `Unreadable` where it is none."""
    found = _REFERENCE.fullmatch(reference.upper())
    if found is None:
        damaged(reference[:40])
    return int(found[2]) - 1, column_of(found[1].encode())


def whole_number(text: str) -> int:
    """A number as the format writes it; raises `Unreadable` where it is none."""
    if not (text.isascii() and text.isdigit() and len(text) < 20):
        damaged(text[:40])
    return int(text)
