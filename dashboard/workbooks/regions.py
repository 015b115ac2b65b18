"""Where a table stands on a sheet: its header rows, its records, and what is neither."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import median

from dashboard.plan.targets import is_target
from dashboard.workbooks.goalcodes import written
from dashboard.workbooks.headers import is_in, listed, meanings, speaks_of, surest, words_of
from dashboard.workbooks.raw import Raw, Tab, is_blank
from dashboard.workbooks.witnesses import kinds_of, year_of

_LOOK_AT = 60
_BENEATH = 12
_LONG_HEADER = 140


class LeftOut(StrEnum):
    """Why a row inside a table is no record."""

    SECTION = "section"
    TOTAL = "total"
    FOOTNOTE = "footnote"
    REPEATED_HEADER = "repeated_header"
    TYPE_ROW = "type_row"
    NAMELESS = "nameless"


@dataclass(frozen=True, slots=True)
class Region:
    """A table on a sheet, rows and columns counted from 0.

    `headers` holds the text of every column's header, with the banner above it where the
    header alone says too little; `places` the cell that carries it. `left_out` says for each
    filled row below the header that is no record why it is none.
    """

    header_rows: tuple[int, ...]
    headers: Mapping[int, str]
    places: Mapping[int, tuple[int, int]]
    banners: Mapping[int, str]
    rows: tuple[int, ...]
    left_out: Mapping[int, LeftOut]


def find_region(tab: Tab, *, header_row: int | None = None) -> Region | None:
    """The table of a sheet, or None where nothing looks like one."""
    main = _header_row(tab) if header_row is None else header_row
    if main is None:
        return None
    rows = _header_rows(tab, main)
    headers, places = _headers(tab, rows, main)
    return _with_rows(tab, Region(rows, headers, places, _banners(tab, rows[0]), (), {}))


def is_key_value(tab: Tab) -> bool:
    """Whether a sheet is a form: names of facts in one column, the facts in the next."""
    rows = [row for row in tab.rows if any(not is_blank(cell) for cell in row)]
    filled = [(row[0], row[1] if len(row) > 1 else None) for row in rows if not is_blank(row[0])]
    pairs = [pair for pair in filled if isinstance(pair[0], str)]
    wide = sum(sum(not is_blank(c) for c in row[2:]) > 0 for row in rows)
    if len(pairs) < 3 or wide * 5 > len(rows) or len(pairs) < len(filled):
        return False
    names, facts = [str(a) for a, _ in pairs], [b for _, b in pairs]
    kinds = {kinds_of(fact)[:1] for fact in facts if not is_blank(fact)}
    empty = sum(is_blank(fact) for fact in facts)
    mixed = len(kinds) > 2 or empty * 5 >= len(facts)
    return len(set(names)) == len(names) and mixed


def _header_row(tab: Tab) -> int | None:
    rows = [n for n in range(min(len(tab.rows), _LOOK_AT)) if _filled(tab.rows[n])]
    scores = {n: _score(tab, n) for n in rows}
    best = max(rows, key=lambda n: (scores[n], -n), default=None)
    return best if best is not None and scores[best] >= 2 else None


def _score(tab: Tab, row: int) -> float:
    """How much a row looks like the header of what stands beneath it."""
    cells = dict(_filled(tab.rows[row]))
    texts = {n: str(cell) for n, cell in cells.items() if isinstance(cell, str)}
    years = _year_run(cells)
    if len(texts) + years < 2 and not (years >= 2):
        return 0
    below = _below(tab, row)
    width = max((len(_filled(cells)) for cells in below), default=len(cells))
    known = _known(texts.values())
    distinct = len({text.strip() for text in texts.values()}) / max(len(texts), 1)
    prose = sum(len(text) > _LONG_HEADER for text in texts.values())
    figures = 4 * _figures(cells) + 2 * _coded(texts.values())
    repeated = _repeated(texts, below)
    fit = min(len(cells), width) / max(width, 1)
    score = 2 * known + 3 * fit + 2 * _contrast(texts, below) + distinct + (3 if years >= 2 else 0)
    return score - prose - figures - 4 * repeated - 0.06 * row - _passed(tab, row, width)


def _figures(cells: Mapping[int, Raw]) -> float:
    """The share of figures in a row; columns numbered 0, 1, 2 … are headers after all."""
    numbers = [c for c in cells.values() if not isinstance(c, str) and year_of(c) is None]
    whole = [c for c in numbers if isinstance(c, int | float) and not isinstance(c, bool)]
    counted = all(b - a == 1 for a, b in zip(whole, whole[1:], strict=False))
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
    full = sum(len(_filled(cells)) * 10 >= width * 6 for cells in tab.rows[:row])
    return min(0.6 * max(full - 1, 0), 8)


def _contrast(texts: Mapping[int, str], below: Sequence[Sequence[Raw]]) -> float:
    """The share of columns where a word stands above figures, dates or links."""
    hits = 0
    for column, text in texts.items():
        beneath = [row[column] for row in below if column < len(row) and not is_blank(row[column])]
        kinds = sum(bool(kinds_of(cell)) for cell in beneath)
        hits += bool(beneath) and kinds * 2 > len(beneath) and not kinds_of(text)
    return hits / max(len(texts), 1)


def _repeated(texts: Mapping[int, str], below: Sequence[Sequence[Raw]]) -> float:
    """The share of columns whose text comes again beneath: that is data, not a header."""
    again = sum(
        any(column < len(row) and row[column] == text for row in below)
        for column, text in texts.items()
    )
    return again / max(len(texts), 1)


def _year_run(cells: Mapping[int, Raw]) -> int:
    """How many years stand in ascending or descending order in a row."""
    years = [year for cell in cells.values() if (year := year_of(cell)) is not None]
    steps = {b - a for a, b in zip(years, years[1:], strict=False)}
    ordered = bool(steps) and (min(steps) > 0 or max(steps) < 0)
    return len(years) if ordered else 0


def _header_rows(tab: Tab, main: int) -> tuple[int, ...]:
    """The header row and its neighbours that name columns it leaves unnamed."""
    named = dict(_filled(tab.rows[main]))
    rows = [main]
    if main > 0 and _names_more(tab, main - 1, named):
        rows.insert(0, main - 1)
    after = main + 1
    if after < len(tab.rows) and _is_subheader(tab, after, named):
        rows.append(after)
    return tuple(rows)


def _names_more(tab: Tab, row: int, named: Mapping[int, Raw]) -> bool:
    cells = dict(_filled(tab.rows[row]))
    fresh = [n for n, cell in cells.items() if n not in named and isinstance(cell, str)]
    known = [n for n in fresh if surest(str(cells[n])) >= 0.6]
    beneath = _below(tab, row + 1)
    used = [n for n in fresh if any(n < len(r) and not is_blank(r[n]) for r in beneath)]
    return len(cells) > 1 and bool(used) and (bool(known) or len(used) * 3 >= len(named))


def _is_subheader(tab: Tab, row: int, named: Mapping[int, Raw]) -> bool:
    """A row of words above figures that names columns the header leaves unnamed."""
    cells = dict(_filled(tab.rows[row]))
    texts = {n: str(cell) for n, cell in cells.items() if isinstance(cell, str)}
    codes = sum(is_target(_shown(cell)) for cell in cells.values())
    if codes > 2 and codes * 10 >= len(cells) * 8 and any(_is_goal(c) for c in named.values()):
        return True
    fresh = [n for n in texts if n not in named]
    if len(texts) < len(cells) or not fresh or len(texts) < 2:
        return False
    known = [n for n in fresh if surest(texts[n]) >= 0.6 or year_of(texts[n]) is not None]
    return bool(known) or _contrast({n: texts[n] for n in fresh}, _below(tab, row)) >= 0.6


def _is_goal(cell: Raw) -> bool:
    return isinstance(cell, str) and speaks_of("un_goals", cell)


def _headers(
    tab: Tab, rows: tuple[int, ...], main: int
) -> tuple[dict[int, str], dict[int, tuple[int, int]]]:
    """The text and the cell of every header; the lowest row that names a column counts."""
    headers: dict[int, str] = {}
    places: dict[int, tuple[int, int]] = {}
    order = [row for row in rows if row != main]
    for row in (main, *order):
        for column, cell in _filled(tab.rows[row]):
            text = _shown(cell)
            if column not in headers:
                headers[column], places[column] = text, (row, column)
            elif row > main:
                headers[column] = f"{headers[column]} {text}"
    return dict(sorted(headers.items())), places


def _shown(cell: Raw) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return " ".join(str(cell).split())


def _banners(tab: Tab, top: int) -> dict[int, str]:
    """The group a column stands under, told by the row above and the ranges merged there."""
    if top == 0:
        return {}
    row = top - 1
    cells = {n: str(cell) for n, cell in _filled(tab.rows[row]) if isinstance(cell, str)}
    spans = {(a, b): d for a, b, c, d in tab.merged if a <= row <= c}
    found: dict[int, str] = {}
    for column, text in cells.items():
        last = spans.get((row, column), column)
        found |= dict.fromkeys(range(column, last + 1), " ".join(text.split()))
    return found if len(cells) > 1 else {}


def _with_rows(tab: Tab, region: Region) -> Region:
    first = region.header_rows[-1] + 1
    rows = [n for n in range(first, len(tab.rows)) if _filled(tab.rows[n])]
    left_out = _head_of(tab, rows, region)
    rest = [n for n in rows if n not in left_out]
    sizes = [len(_filled(tab.rows[n])) for n in rest]
    usual = median(sizes) if sizes else 0
    header = tuple(words_of(text) for text in region.headers.values())
    left_out |= {
        n: why
        for n in rest
        if (why := _why_not(tab, n, usual=usual, width=len(region.headers), header=header))
    }
    left_out |= _tail(tab, [n for n in rest if n not in left_out], usual=usual)
    left_out |= _footnotes(rest, left_out)
    kept = [n for n in rest if n not in left_out]
    left_out |= _nameless(tab, kept)
    records = tuple(n for n in kept if n not in left_out)
    return Region(
        region.header_rows,
        region.headers,
        region.places,
        region.banners,
        records,
        dict(sorted(left_out.items())),
    )


def _head_of(tab: Tab, rows: Sequence[int], region: Region) -> dict[int, LeftOut]:
    """Rows of types, and the help beneath them, right under the header."""
    found: dict[int, LeftOut] = {}
    for n in rows[:3]:
        cells = [str(cell) for _, cell in _filled(tab.rows[n])]
        types = sum(_is_type(cell) for cell in cells)
        if len(cells) > 1 and types * 10 >= len(cells) * 6:
            found[n] = LeftOut.TYPE_ROW
        elif found and _is_help(tab, n, rows):
            found[n] = LeftOut.TYPE_ROW
        elif not found and n == region.header_rows[-1] + 1 and _is_caption(tab, n):
            found[n] = LeftOut.TYPE_ROW
        else:
            break
    return found


def _is_type(text: str) -> bool:
    first = text.split("\n")[0]
    return is_in("type_row", first) or any(
        words_of(first)[: len(each)] == each and len(words_of(first)) <= len(each) + 4
        for each in listed("type_row")
        if len(each) > 1
    )


def _is_help(tab: Tab, row: int, rows: Sequence[int]) -> bool:
    """A row of sentences above rows whose cells are shorter or figures."""
    cells = dict(_filled(tab.rows[row]))
    prose = sum(isinstance(cell, str) and len(cell) > 25 for cell in cells.values())
    figures = sum(not isinstance(cell, str) for cell in cells.values())
    return row != rows[-1] and figures == 0 and prose * 10 >= len(cells) * 6


def _is_caption(tab: Tab, row: int) -> bool:
    """A row of one or two words repeated above figures: outturn, outturn, plans."""
    texts = {n: str(c) for n, c in _filled(tab.rows[row]) if isinstance(c, str)}
    if len(texts) < 2 or len(texts) < len(_filled(tab.rows[row])):
        return False
    below = _below(tab, row)
    short = all(len(text) < 40 and not kinds_of(text) for text in texts.values())
    return short and _contrast(texts, below) >= 0.8 and _repeated(texts, below) == 0


def _why_not(
    tab: Tab, row: int, *, usual: float, width: int, header: tuple[tuple[str, ...], ...]
) -> LeftOut | None:
    """Why a single row is no record, as far as the row itself tells."""
    cells = _filled(tab.rows[row])
    texts = [str(cell) for _, cell in cells if isinstance(cell, str)]
    if len(cells) > 1:
        same = sum(words_of(text) in header for text in texts)
        if same > 1 and same * 10 >= len(cells) * 6:
            return LeftOut.REPEATED_HEADER
    if texts and is_in("total", texts[0].rstrip(": ")) and not _is_prose(texts[0]):
        return LeftOut.TOTAL
    if len(cells) == 1 and texts and usual >= 2 and width >= 2:
        return LeftOut.FOOTNOTE if _is_footnote(texts[0]) else LeftOut.SECTION
    only_words = len(texts) == len(cells)
    figures = sum(kinds_of(cell)[:1] == ("number",) for _, cell in cells)
    if only_words and not figures and len(cells) * 2 < usual and usual >= 4 and len(cells) <= 2:
        return LeftOut.FOOTNOTE if _is_footnote(texts[0]) else LeftOut.SECTION
    return None


def _is_footnote(text: str) -> bool:
    start = text.strip()[:2]
    return (
        _is_prose(text)
        or start[:1] in "*†‡("
        or (start[:1].isdigit() and start[1:] == " ")
        or words_of(text)[:1] in listed("footnote")
    )


def _is_prose(text: str) -> bool:
    return len(text) > 120


def _tail(tab: Tab, rows: Sequence[int], *, usual: float) -> dict[int, LeftOut]:
    """Rows at the end, set off by a gap, that say less than half of what a record says."""
    found: dict[int, LeftOut] = {}
    for n in reversed(rows):
        cells = _filled(tab.rows[n])
        thin = len(cells) <= 1 or (len(cells) * 2 < usual and len(cells) <= 2)
        if not thin or not all(isinstance(cell, str) for _, cell in cells):
            break
        if usual >= 2 or _is_footnote(str(cells[0][1])):
            found[n] = LeftOut.FOOTNOTE
        else:
            break
    return found


def _footnotes(rows: Sequence[int], left_out: Mapping[int, LeftOut]) -> dict[int, LeftOut]:
    """What looks like a heading after the last record is a footnote: it heads nothing."""
    records = [n for n in rows if n not in left_out]
    last = records[-1] if records else -1
    late = (n for n in rows if n > last and left_out.get(n) is LeftOut.SECTION)
    return dict.fromkeys(late, LeftOut.FOOTNOTE) if records else {}


def _nameless(tab: Tab, rows: Sequence[int]) -> dict[int, LeftOut]:
    """Rows of bare figures among rows with names: sums that nobody labelled."""
    bare = [n for n in rows if _is_bare(tab.rows[n])]
    if len(bare) * 10 > len(rows) or not bare:
        return {}
    return dict.fromkeys(bare, LeftOut.NAMELESS)


def _is_bare(row: Sequence[Raw]) -> bool:
    """Whether a row holds nothing but figures that are no years."""
    filled = [cell for _, cell in _filled(row)]
    return all(
        isinstance(cell, int | float) and not isinstance(cell, bool) and year_of(cell) is None
        for cell in filled
    )


def _below(tab: Tab, row: int) -> list[Sequence[Raw]]:
    """The next rows that hold more than one cell."""
    found: list[Sequence[Raw]] = []
    for cells in tab.rows[row + 1 : row + 1 + 3 * _BENEATH]:
        if len(_filled(cells)) > 1:
            found.append(cells)
        if len(found) == _BENEATH:
            break
    return found


def _filled(row: Iterable[Raw]) -> list[tuple[int, Raw]]:
    return [(n, cell) for n, cell in enumerate(row) if not is_blank(cell)]
