"""Number formats of cells, kept as runs down a column instead of cell by cell."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

from dashboard.workbooks.raw import Place

# The first row, the last row and the format of some cells of a column.
Run = tuple[int, int, str]


# Literal text, colours and conditions in a format, and the letters of days and hours.
_LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_MAYBE_CALENDAR = re.compile(r"[a-z]", re.IGNORECASE)
_CALENDAR = re.compile(r"[ymdhs]", re.IGNORECASE)


def is_only_number(code: str | None) -> bool:
    """Whether a format certainly shows a number as a number, whatever it may mean."""
    return code is not None and (code == "General" or not _MAYBE_CALENDAR.search(code))


def tells(code: str) -> bool:
    """Whether a format says something of a number: per cent or decimals, and no date."""
    signs = _LITERAL.sub("", code)
    return any(sign in signs for sign in "0#?%") and not _CALENDAR.search(signs)


def shows_calendar(code: str) -> bool:
    """Whether a format shows a number as a day or an hour."""
    return code.lower() != "general" and bool(_CALENDAR.search(_LITERAL.sub("", code)))


class Runs(Mapping[Place, str]):
    """Place → number format, for columns that are nearly always formatted alike."""

    __slots__ = ("_columns",)

    def __init__(self) -> None:
        self._columns: dict[int, list[Run]] = {}

    def add(self, place: Place, code: str) -> None:
        """Note a cell; cells of a column may come in any order, but best from the top."""
        row, column = place
        runs = self._columns.setdefault(column, [])
        if runs and runs[-1][1] == row - 1 and runs[-1][2] == code:
            runs[-1] = (runs[-1][0], row, code)
            return
        runs.append((row, row, code))
        if len(runs) > 1 and runs[-2][0] > row:
            runs.sort()

    def down(self, column: int) -> Sequence[Run]:
        """The runs of one column, from the top."""
        return self._columns.get(column, ())

    def __getitem__(self, place: Place) -> str:
        """The format of a cell."""
        runs = self._columns.get(place[1], [])
        at = bisect_right(runs, place[0], key=_first) - 1
        if at < 0 or runs[at][1] < place[0]:
            raise KeyError(place)
        return runs[at][2]

    def __iter__(self) -> Iterator[Place]:
        for column, runs in self._columns.items():
            for first, last, _ in runs:
                yield from ((row, column) for row in range(first, last + 1))

    def __len__(self) -> int:
        return sum(last - first + 1 for runs in self._columns.values() for first, last, _ in runs)


def shown_down(
    formats: Mapping[Place, str], *, column: int, rows: Sequence[int]
) -> list[str | None] | None:
    """The formats of a column's cells at some rows, or None where none of them has one."""
    if isinstance(formats, Runs):
        if not formats.down(column):
            return None
        found: list[str | None] = [None] * (rows[-1] + 1 if rows else 0)
        for first, last, code in formats.down(column):
            found[first : last + 1] = [code] * (min(last + 1, len(found)) - first)
        return [found[row] for row in rows]
    found = [formats.get((row, column)) for row in rows] if formats else []
    return found if any(found) else None


def _first(run: Run) -> int:
    return run[0]
