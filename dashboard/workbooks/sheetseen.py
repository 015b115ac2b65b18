"""What was seen of a sheet that a reader of values hides."""

from array import array
from dataclasses import dataclass, field
from heapq import nlargest

from dashboard.workbooks.raw import Place, address
from dashboard.workbooks.shownas import Runs

ROWS, COLUMNS = 1_048_576, 16_384
# A row or column this far behind the one before it is a slip of the hand.
_STRAY_ROWS, _STRAY_COLUMNS = 1_000, 200


@dataclass(slots=True)
class Seen:
    """What a sheet holds besides its values; rows and columns count from 0.

    `filled` counts the cells with a value a reader must find, unless some of them
    `may_be_blank`, and `blank` those it may take for empty. `stray` is the address of a
    cell far away from all others; `reach` is for each row
    the column behind its last one. `merged` are ranges as (top, left, bottom, right).
    """

    filled: int = 0
    blank: int = 0
    may_be_blank: bool = False
    stray: str | None = None
    failed: dict[Place, str] = field(default_factory=dict[Place, str])
    waiting: dict[Place, str] = field(default_factory=dict[Place, str])
    formats: Runs = field(default_factory=Runs)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list[tuple[int, int, int, int]])
    hidden_rows: list[int] = field(default_factory=list[int])
    hidden_columns: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])
    reach: "array[int]" = field(default_factory=lambda: array("H", bytes(2 * ROWS)))
    links: int = 0


def stray_cell(reach: "array[int]", rows: list[int]) -> str | None:
    """The cell that stands far below or to the right of all others, if one does."""
    if len(rows) > 1 and rows[-1] - rows[-2] > _STRAY_ROWS:
        return address(rows[-1], reach[rows[-1]] - 1)
    second, widest = nlargest(2, rows, key=reach.__getitem__)[::-1] if len(rows) > 1 else (0, 0)
    if reach[widest] - reach[second] > _STRAY_COLUMNS:
        return address(widest, reach[widest] - 1)
    return None
