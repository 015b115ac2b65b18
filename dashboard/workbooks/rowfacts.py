"""How much stands in each row of a sheet and what text comes first, counted column by column."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.workbooks.raw import Tab, is_blank


@dataclass(frozen=True, slots=True)
class RowFacts:
    """For each row the number of filled cells, and the first text in it."""

    sizes: Sequence[int]
    first_texts: Sequence[str | None]

    @property
    def filled(self) -> list[int]:
        """The rows that hold anything."""
        return [row for row, size in enumerate(self.sizes) if size]


def row_facts(tab: Tab) -> RowFacts:
    """Count every column once; rows are not put together for it."""
    sizes = [0] * tab.height
    texts: list[str | None] = [None] * tab.height
    for column in tab.columns:
        for row, cell in enumerate(column):
            if cell is None or is_blank(cell):
                continue
            sizes[row] += 1
            if texts[row] is None and isinstance(cell, str):
                texts[row] = cell
    return RowFacts(sizes, texts)
