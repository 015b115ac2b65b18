"""The cells of a tab, gathered column by column while its rows come in."""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice, zip_longest
from typing import cast

from dashboard.workbooks.raw import Filled, Place, Raw
from dashboard.workbooks.texts import Texts, unseen

_BLOCK_CELLS = 10_000
_MOST_MARKS = 1_000
_NUMBERS = {float}
_ANY_NUMBERS = {float, int}

Told = Callable[[float], None]
# A row, a column, whether a sign found there is a control, and what the signs are called.
Mark = tuple[int, int, bool, str]


@dataclass(slots=True)
class Gathered:
    """The columns of a tab from row 1 and column A on, and what was met on the way.

    A column without anything in it is None. `filled` counts the cells with a value, `odd`
    are places of numbers and days that are none, `marks` places of signs nobody sees.
    """

    columns: list[list[Raw] | None] = field(default_factory=list[list[Raw] | None])
    height: int = 0
    filled: int = 0
    odd: set[Place] = field(default_factory=set[Place])
    marks: list[Mark] = field(default_factory=list[Mark])

    def put(self, changes: Mapping[Place, Raw]) -> None:
        """Put cells into columns that may end before them."""
        for (row, column), value in changes.items():
            self.columns.extend(None for _ in range(column + 1 - len(self.columns)))
            cells = self.columns[column]
            if cells is None:
                cells = self.columns[column] = []
            cells.extend(None for _ in range(row + 1 - len(cells)))
            cells[row] = value

    def note_numbers(self, place: int, column: list[Raw], *, first: int = 0) -> None:
        """Numbers of a column that are none: they would be taken for something else."""
        for row in range(first, len(column)):
            value = column[row]
            if type(value) is float and not math.isfinite(value):
                self.odd.add((row, place))

    def note_texts(
        self, place: int, cells: Sequence[object], texts: Texts, *, first: int = 0
    ) -> None:
        """Days no calendar has, and texts with signs nobody sees."""
        for row, value in enumerate(cells, first):
            if type(value) is float:
                continue
            if value in texts.early:
                self.odd.add((row, place))
            elif len(self.marks) < _MOST_MARKS:
                is_control = value in texts.controls
                if is_control or value in texts.turning:
                    self.marks.append((row, place, is_control, unseen(str(value))))

    def finished(self) -> tuple[Filled, ...]:
        """All columns, as long as the lowest filled cell is deep."""
        for cells in self.columns:
            while cells and cells[-1] is None:
                cells.pop()
        while self.columns and not self.columns[-1]:
            self.columns.pop()
        height = max((len(cells) for cells in self.columns if cells), default=0)
        empty: Filled = (None,) * height
        for cells in self.columns:
            if cells:
                cells.extend(None for _ in range(height - len(cells)))
        return tuple(cells or empty for cells in self.columns)


def gather(  # noqa: PLR0913 - each is one fact about the rows
    rows: Iterator[Sequence[object]],
    texts: Texts,
    *,
    left: int = 0,
    width: int,
    height: int = 0,
    told: Told = lambda _: None,
) -> Gathered:
    """The cells of rows that start `left` columns to the right of A and are at most `width` wide.

    `told` hears after each block of rows how large a share of the `height` rows is done.
    """
    found = Gathered([None] * left)
    many = max(1, _BLOCK_CELLS // max(width, 1))
    while block := list(islice(rows, many)):
        for place, cells in enumerate(zip_longest(*block, fillvalue=""), left):
            if place == len(found.columns):
                found.columns.append(None)
            _take(found, cells, texts, place=place)
        found.height += len(block)
        told(min(1.0, found.height / max(height, found.height)))
    return found


def _take(found: Gathered, cells: tuple[object, ...], texts: Texts, *, place: int) -> None:
    """A piece of one column. Most hold numbers alone or texts alone, and cost little."""
    kinds = set(map(type, cells))
    column = found.columns[place]
    if kinds == _NUMBERS:
        filled, values = len(cells), cells
        total = sum(cast("tuple[float, ...]", cells))
    else:
        filled = len(cells) - cells.count("")
        if not filled and column is None:
            return
        if kinds.isdisjoint(_ANY_NUMBERS):
            values, total = map(texts.__getitem__, cells), 0.0
        else:
            values = [float(v) if type(v) in _ANY_NUMBERS else texts[v] for v in cells]  # type: ignore[arg-type]
            total = sum(v for v in values if type(v) is float)
    if column is None:
        column = found.columns[place] = list[Raw]((None,) * found.height)
    column.extend(values)  # type: ignore[arg-type]
    found.filled += filled - sum(map(cells.count, texts.blanks))
    if not math.isfinite(total):
        found.note_numbers(place, column, first=found.height)
    if texts.has_odd(cells):
        found.note_texts(place, cells, texts, first=found.height)
