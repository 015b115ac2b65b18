"""Which rows of a sheet are the headers of a table."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from dashboard.plan.targets import is_target
from dashboard.workbooks.goalcodes import written
from dashboard.workbooks.headers import meanings, speaks_of, surest
from dashboard.workbooks.periods import year_of
from dashboard.workbooks.raw import Raw, Tab, is_blank
from dashboard.workbooks.witnesses import kinds_of

_LOOK_AT = 60
_BENEATH = 12
_LONG_HEADER = 140


def header_row(tab: Tab) -> int | None:
    """The row that names the columns of a sheet, or None where none does."""
    rows = [n for n in range(min(len(tab.rows), _LOOK_AT)) if filled(tab.rows[n])]
    scores = {n: _score(tab, n) for n in rows}
    best = max(rows, key=lambda n: (scores[n], -n), default=None)
    return best if best is not None and scores[best] >= 2 else None


def _score(tab: Tab, row: int) -> float:
    """How much a row looks like the header of what stands beneath it."""
    cells = dict(filled(tab.rows[row]))
    texts = {n: str(cell) for n, cell in cells.items() if isinstance(cell, str)}
    years = _year_run(cells)
    if len(texts) + years < 2 and not (years >= 2):
        return 0
    beneath = below(tab, row)
    width = max((len(filled(cells)) for cells in beneath), default=len(cells))
    known = _known(texts.values())
    distinct = len({text.strip() for text in texts.values()}) / max(len(texts), 1)
    prose = sum(len(text) > _LONG_HEADER for text in texts.values())
    figures = 4 * _figures(cells) + 2 * _coded(texts.values())
    again = repeated(texts, beneath)
    fit = min(len(cells), width) / max(width, 1)
    score = 2 * known + 3 * fit + 2 * contrast(texts, beneath) + distinct + (3 if years >= 2 else 0)
    return score - prose - figures - 4 * again - 0.06 * row - _passed(tab, row, width)


def _figures(cells: Mapping[int, Raw]) -> float:
    """The share of figures in a row; columns numbered 0, 1, 2 … are headers after all."""
    numbers = [c for c in cells.values() if not isinstance(c, str) and year_of(c) is None]
    whole = [c for c in numbers if isinstance(c, int | float) and not isinstance(c, bool)]
    counted = all(b - a == 1 for a, b in pairwise(whole))
    return 0.0 if counted and len(whole) > 3 else len(numbers) / max(len(cells), 1)


def _coded(texts: Iterable[str]) -> int:
    """How many cells are nothing but a goal's number: data, unless all goals stand in a row."""
    codes = [text for text in texts if len(text) < 40 and (w := written(text)) and w.is_whole]
    return len(codes) if len(set(codes)) < 3 else 0


def _known(texts: Iterable[str]) -> float:
    """How many different things the headers mean; a word in thirty languages is one thing."""
    best: dict[str, float] = {}
    for text in texts:
        for meaning in meanings(text)[:1] if len(text) <= _LONG_HEADER else ():
            best[meaning.concept] = max(meaning.sure - 0.4, best.get(meaning.concept, 0.0))
    return sum(best.values())


def _passed(tab: Tab, row: int, width: int) -> float:
    """How much of a table stands above a row already: what lies under its header is data."""
    full = sum(len(filled(cells)) * 10 >= width * 6 for cells in tab.rows[:row])
    return min(0.6 * max(full - 1, 0), 8)


def contrast(texts: Mapping[int, str], below: Sequence[Sequence[Raw]]) -> float:
    """The share of columns where a word stands above figures, dates or links."""
    hits = 0
    for column, text in texts.items():
        beneath = [row[column] for row in below if column < len(row) and not is_blank(row[column])]
        kinds = sum(bool(kinds_of(cell)) for cell in beneath)
        hits += bool(beneath) and kinds * 2 > len(beneath) and not kinds_of(text)
    return hits / max(len(texts), 1)


def repeated(texts: Mapping[int, str], below: Sequence[Sequence[Raw]]) -> float:
    """The share of columns whose text comes again beneath: that is data, not a header.

    A header printed anew comes again as a whole, and says nothing against it.
    """
    same = [{c for c, text in texts.items() if c < len(row) and row[c] == text} for row in below]
    again = {column for found in same if len(found) * 10 < len(texts) * 6 for column in found}
    return len(again) / max(len(texts), 1)


def _year_run(cells: Mapping[int, Raw]) -> int:
    """How many years stand in ascending or descending order in a row."""
    years = [year for cell in cells.values() if (year := year_of(cell)) is not None]
    steps = {b - a for a, b in pairwise(years)}
    ordered = bool(steps) and (min(steps) > 0 or max(steps) < 0)
    return len(years) if ordered else 0


def header_rows(tab: Tab, main: int) -> tuple[int, ...]:
    """The header row and its neighbours that name columns it leaves unnamed."""
    named = dict(filled(tab.rows[main]))
    rows = [main]
    if main > 0 and _names_more(tab, main - 1, named):
        rows.insert(0, main - 1)
    after = main + 1
    if after < len(tab.rows) and _is_subheader(tab, after, named):
        rows.append(after)
    return tuple(rows)


def _names_more(tab: Tab, row: int, named: Mapping[int, Raw]) -> bool:
    cells = dict(filled(tab.rows[row]))
    fresh = [n for n, cell in cells.items() if n not in named and isinstance(cell, str)]
    known = [n for n in fresh if surest(str(cells[n])) >= 0.6]
    beneath = below(tab, row + 1)
    used = [n for n in fresh if any(n < len(r) and not is_blank(r[n]) for r in beneath)]
    return len(cells) > 1 and bool(used) and (bool(known) or len(used) * 3 >= len(named))


def _is_subheader(tab: Tab, row: int, named: Mapping[int, Raw]) -> bool:
    """A row of words above figures that names columns the header leaves unnamed."""
    cells = dict(filled(tab.rows[row]))
    texts = {n: str(cell) for n, cell in cells.items() if isinstance(cell, str)}
    codes = sum(is_target(shown(cell)) for cell in cells.values())
    if codes > 2 and codes * 10 >= len(cells) * 8 and any(_is_goal(c) for c in named.values()):
        return True
    fresh = [n for n in texts if n not in named]
    if len(texts) < len(cells) or not fresh or len(texts) < 2:
        return False
    known = [n for n in fresh if surest(texts[n]) >= 0.6 or year_of(texts[n]) is not None]
    return bool(known) or contrast({n: texts[n] for n in fresh}, below(tab, row)) >= 0.6


def _is_goal(cell: Raw) -> bool:
    return isinstance(cell, str) and speaks_of("un_goals", cell)


def headers_of(
    tab: Tab, rows: tuple[int, ...], main: int
) -> tuple[dict[int, str], dict[int, tuple[int, int]]]:
    """The text and the cell of every header; the lowest row that names a column counts."""
    headers: dict[int, str] = {}
    places: dict[int, tuple[int, int]] = {}
    order = [row for row in rows if row != main]
    for row in (main, *order):
        for column, cell in filled(tab.rows[row]):
            text = shown(cell)
            if column not in headers:
                headers[column], places[column] = text, (row, column)
            elif row > main:
                headers[column] = f"{headers[column]} {text}"
    return dict(sorted(headers.items())), places


def shown(cell: Raw) -> str:
    """A header as people see it, on one line."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return " ".join(str(cell).split())


def banners(tab: Tab, top: int) -> dict[int, str]:
    """The group a column stands under, told by the row above and the ranges merged there."""
    if top == 0:
        return {}
    row = top - 1
    cells = {n: str(cell) for n, cell in filled(tab.rows[row]) if isinstance(cell, str)}
    named = [column for column, _ in filled(tab.rows[top])]
    spans = {(a, b): d for a, b, c, d in tab.merged if a <= row <= c}
    found: dict[int, str] = {}
    for column, text in cells.items():
        last = spans.get((row, column), column)
        if last == column and speaks_of("un_goals", text):
            last = _reach(column, cells, named)
        found |= dict.fromkeys(range(column, last + 1), " ".join(text.split()))
    # A single text from the first column on is the table's title.
    return found if len(cells) > 1 or (named and min(cells, default=0) > named[0]) else {}


def _reach(column: int, cells: Mapping[int, str], named: Sequence[int]) -> int:
    """How far to the right a banner counts that nobody merged: to the next one."""
    until = min((other for other in cells if other > column), default=named[-1] + 1)
    return max(until - 1, column)


def years_above(tab: Tab, rows: Sequence[int]) -> dict[int, int]:
    """The year a column stands under in a row above its own header: 2020 over women and men."""
    lowest = rows[-1]
    named = [column for column, _ in filled(tab.rows[lowest])]
    found: dict[int, int] = {}
    for row in range(max(rows[0] - 1, 0), lowest):
        years = {n: year for n, cell in filled(tab.rows[row]) if (year := year_of(cell))}
        spans = {(a, b): d for a, b, _, d in tab.merged if a == row}
        for column, year in years.items():
            last = spans.get((row, column), column)
            found |= {place: year for place in named if column <= place <= last}
    return found if len(set(found.values())) > 1 else {}


def below(tab: Tab, row: int) -> list[Sequence[Raw]]:
    """The next rows that hold more than one cell."""
    found: list[Sequence[Raw]] = []
    for cells in tab.rows[row + 1 : row + 1 + 3 * _BENEATH]:
        if len(filled(cells)) > 1:
            found.append(cells)
        if len(found) == _BENEATH:
            break
    return found


def filled(row: Iterable[Raw]) -> list[tuple[int, Raw]]:
    """The cells of a row that hold something, with their columns."""
    return [(n, cell) for n, cell in enumerate(row) if not is_blank(cell)]
