"""Number formats of cells, kept as runs down a column instead of cell by cell."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping

from dashboard.workbooks.raw import Place

# Column → the first row, the last row and the format of each run.
Written = dict[str, list[tuple[int, int, str]]]


# Literal text, colours and conditions in a format, and the letters of days and hours.
_LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_CALENDAR = re.compile(r"[ymdhs]", re.IGNORECASE)


def tells(code: str) -> bool:
    """Whether a format says something of a number: per cent or decimals, and no date."""
    signs = _LITERAL.sub("", code)
    return any(sign in signs for sign in "0#?%") and not _CALENDAR.search(signs)


class Runs(Mapping[Place, str]):
    """Place → number format, for columns that are nearly always formatted alike."""

    __slots__ = ("_columns",)

    def __init__(self, written: Written | None = None) -> None:
        self._columns: dict[int, list[list[int | str]]] = {
            int(column): [list(run) for run in runs] for column, runs in (written or {}).items()
        }

    def add(self, place: Place, code: str) -> None:
        """Note a cell; cells of a column may come in any order, but best from the top."""
        row, column = place
        runs = self._columns.setdefault(column, [])
        if runs and runs[-1][1] == row - 1 and runs[-1][2] == code:
            runs[-1][1] = row
        elif not runs or runs[-1][0] <= row:
            runs.append([row, row, code])
        else:
            runs.append([row, row, code])
            runs.sort(key=_first)

    def written(self) -> dict[str, list[list[int | str]]]:
        """The runs as they are sent."""
        return {str(column): runs for column, runs in self._columns.items()}

    def __getitem__(self, place: Place) -> str:
        """The format of a cell."""
        runs = self._columns.get(place[1], [])
        at = bisect_right(runs, place[0], key=_first) - 1
        if at < 0 or int(runs[at][1]) < place[0]:
            raise KeyError(place)
        return str(runs[at][2])

    def __iter__(self) -> Iterator[Place]:
        for column, runs in self._columns.items():
            for first, last, _ in runs:
                yield from ((row, column) for row in range(int(first), int(last) + 1))

    def __len__(self) -> int:
        return sum(int(r[1]) - int(r[0]) + 1 for runs in self._columns.values() for r in runs)


def _first(run: list[int | str]) -> int:
    return int(run[0])
