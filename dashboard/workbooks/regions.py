"""Where a table stands on a sheet: its header rows, its records, and what is neither."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import median

from dashboard.workbooks.goalcodes import written
from dashboard.workbooks.headerrows import (
    banners,
    below,
    contrast,
    filled,
    header_row,
    header_rows,
    headers_of,
    repeated,
    shown,
    years_above,
)
from dashboard.workbooks.headers import is_in, listed, meanings, words_of
from dashboard.workbooks.periods import year_of
from dashboard.workbooks.raw import Raw, Tab, is_blank
from dashboard.workbooks.rowfacts import RowFacts, row_facts
from dashboard.workbooks.witnesses import kinds_of

# From here on a word is taken for the header of a column of ours.
_KNOWN_HEADER = 0.8
# How many signs a header may have more where it is said again, and how long a sum's name is.
_LOOSE = 4
_LONGEST_TOTAL = 40
# How far up from the end of a sheet lists of signs are looked for.
_DEEPEST = 200
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


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
    header alone says too little; `places` the cell that carries it, `years` the
    year that stands above a column in a row of its own. `left_out` says for each
    filled row below the header that is no record why it is none.
    """

    header_rows: tuple[int, ...]
    headers: Mapping[int, str]
    places: Mapping[int, tuple[int, int]]
    banners: Mapping[int, str]
    years: Mapping[int, int]
    rows: tuple[int, ...]
    left_out: Mapping[int, LeftOut]


def find_region(tab: Tab, *, header: int | None = None) -> Region | None:
    """The table of a sheet, or None where nothing looks like one."""
    main = header_row(tab) if header is None else header
    if main is None:
        return None
    rows = header_rows(tab, main)
    headers, places = headers_of(tab, rows, main)
    return _with_rows(
        tab, Region(rows, headers, places, banners(tab, rows[0]), years_above(tab, rows), (), {})
    )


def _with_rows(tab: Tab, region: Region) -> Region:
    facts = row_facts(tab)
    rows = [n for n in facts.filled if n > region.header_rows[-1]]
    left_out = _head_of(tab, rows, region)
    rest = [n for n in rows if n not in left_out]
    usual = _usual(facts, rest)
    header = tuple(words_of(text) for text in region.headers.values())
    odd = _odd_rows(tab, region, facts)
    left_out |= {
        n: why
        for n in rest
        if n in odd
        if (why := _why_not(tab, n, usual=usual, width=len(region.headers), header=header))
    }
    left_out |= _tail(tab, [n for n in rest if n not in left_out], usual=usual)
    left_out |= _beneath(tab, [n for n in rest if n not in left_out], usual=usual)
    left_out |= _footnotes(rest, left_out)
    kept = [n for n in rest if n not in left_out]
    left_out |= _nameless(tab, kept, facts)
    records = tuple(n for n in kept if n not in left_out)
    return Region(
        region.header_rows,
        region.headers,
        region.places,
        region.banners,
        region.years,
        records,
        dict(sorted(left_out.items())),
    )


def _odd_rows(tab: Tab, region: Region, facts: RowFacts) -> set[int]:
    """The rows worth a closer look: short ones, sums, and those that say a header again."""
    short = {row for row, size in enumerate(facts.sizes) if size < 3}
    sums = {n for n, text in enumerate(facts.first_texts) if text and is_total(text)}
    again: set[int] = set()
    for place, header in region.headers.items():
        same = header.casefold()
        again |= {
            row
            for row, cell in enumerate(tab.columns[place])
            if isinstance(cell, str)
            and len(cell) <= len(same) + _LOOSE
            and shown(cell).casefold() == same
        }
    return short | sums | again


def is_total(text: str) -> bool:
    """Whether a row that begins with this text is a sum."""
    return len(text) <= _LONGEST_TOTAL and is_in("total", text.rstrip(": "))


def _usual(facts: RowFacts, rows: Sequence[int]) -> float:
    """How many cells a record fills: the median of the largest block between blank rows."""
    blocks: list[list[int]] = [[]]
    for n in rows:
        if blocks[-1] and n != blocks[-1][-1] + 1:
            blocks.append([])
        blocks[-1].append(n)
    sizes = [[facts.sizes[n] for n in block] for block in blocks]
    largest = max(sizes, key=sum)
    return median(largest) if largest else 0


def _head_of(tab: Tab, rows: Sequence[int], region: Region) -> dict[int, LeftOut]:
    """Rows of types, and the help beneath them, right under the header."""
    found: dict[int, LeftOut] = {}
    for n in rows[:3]:
        cells = [str(cell) for _, cell in filled(tab.rows[n])]
        types = sum(_is_type(cell) for cell in cells)
        if n == region.header_rows[-1] + 1 and _says_again(cells, region):
            found[n] = LeftOut.REPEATED_HEADER
        elif (
            (len(cells) > 1 and types * 10 >= len(cells) * 6)
            or (n == region.header_rows[-1] + 1 and _is_numbering(cells))
            or (found and _is_help(tab, n, rows))
            or (not found and n == region.header_rows[-1] + 1 and _is_caption(tab, n))
        ):
            found[n] = LeftOut.TYPE_ROW
        else:
            break
    return found


def _says_again(cells: Sequence[str], region: Region) -> bool:
    """Whether a row names the columns once more, in another language."""
    above = {m.concept for header in region.headers.values() for m in meanings(header)[:2]}
    said = [meanings(cell)[:2] for cell in cells]
    known = [m for m in said if m and m[0].sure > _KNOWN_HEADER]
    if any(sign.isdigit() for cell in cells for sign in cell):
        return False
    same = sum(any(each.concept in above for each in m) for m in known)
    return len(cells) > 1 and len(known) == len(cells) == same == len(region.headers)


def _is_numbering(cells: Sequence[str]) -> bool:
    """A row that counts the columns: (1), (2), (3), or a, b, c."""
    bare = [cell.strip("() .").casefold() for cell in cells]
    counted = [str(n) for n in range(1, len(bare) + 1)]
    return len(bare) > 2 and bare in (counted, list(_LETTERS[: len(bare)]))


def _is_type(text: str) -> bool:
    first = text.split("\n", maxsplit=1)[0]
    return is_in("type_row", first) or any(
        words_of(first)[: len(each)] == each and len(words_of(first)) <= len(each) + 4
        for each in listed("type_row")
        if len(each) > 1
    )


def _is_help(tab: Tab, row: int, rows: Sequence[int]) -> bool:
    """A row of sentences above rows whose cells are shorter or figures."""
    cells = dict(filled(tab.rows[row]))
    prose = sum(isinstance(cell, str) and len(cell) > 25 for cell in cells.values())
    figures = sum(not isinstance(cell, str) for cell in cells.values())
    return row != rows[-1] and figures == 0 and prose * 10 >= len(cells) * 6


def _is_caption(tab: Tab, row: int) -> bool:
    """A row of one or two words repeated above figures: outturn, outturn, plans."""
    texts = {n: str(c) for n, c in filled(tab.rows[row]) if isinstance(c, str)}
    if len(texts) < 2 or len(texts) < len(filled(tab.rows[row])):
        return False
    beneath = below(tab, row)
    short = all(len(text) < 40 and not kinds_of(text) for text in texts.values())
    return short and contrast(texts, beneath) >= 0.8 and repeated(texts, beneath) == 0


def _why_not(
    tab: Tab, row: int, *, usual: float, width: int, header: tuple[tuple[str, ...], ...]
) -> LeftOut | None:
    """Why a single row is no record, as far as the row itself tells."""
    cells = filled(tab.rows[row])
    texts = [str(cell) for _, cell in cells if isinstance(cell, str)]
    if len(cells) > 1:
        same = sum(words_of(text) in header for text in texts)
        if same > 1 and same * 10 >= len(cells) * 6:
            return LeftOut.REPEATED_HEADER
    if texts and is_total(texts[0]):
        return LeftOut.TOTAL
    if len(cells) == 1 and texts and usual >= 2 and width >= 2:
        return LeftOut.FOOTNOTE if _is_footnote(texts[0]) else LeftOut.SECTION
    if len(cells) == 2 and len(texts) == 2 and usual > 4:
        figures = any(kinds_of(text)[:1] == ("number",) for text in texts)
        section = LeftOut.FOOTNOTE if _is_footnote(texts[0]) else LeftOut.SECTION
        return None if figures else section
    return None


def _is_footnote(text: str) -> bool:
    start = text.strip()[:2]
    if (found := written(text)) and found.worded and not found.unknown:
        return False
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
        cells = filled(tab.rows[n])
        thin = len(cells) <= 1 or (len(cells) * 2 < usual and len(cells) <= 2)
        if not thin or not all(isinstance(cell, str) for _, cell in cells):
            break
        if usual >= 2 or _is_footnote(str(cells[0][1])):
            found[n] = LeftOut.FOOTNOTE
        else:
            break
    return found


def _beneath(tab: Tab, rows: Sequence[int], *, usual: float) -> dict[int, LeftOut]:
    """What stands under a table behind a blank row: lists of signs and words, no records.

    They fill half of what a record fills at most, and hold words where records hold figures.
    """
    last = range(max(1, len(rows) - _DEEPEST), len(rows))
    gaps = [at for at in last if rows[at] != rows[at - 1] + 1]
    found: dict[int, LeftOut] = {}
    for at in reversed(gaps):
        block = [n for n in rows[at:] if n not in found]
        main = rows[:at]
        if not all(_is_thin(tab, n, usual=usual) for n in block) or len(block) > len(main) * 4:
            break
        columns = {column for n in block for column, _ in filled(tab.rows[n])}
        if not any(_is_figures(tab, main, column) for column in columns):
            break
        found |= dict.fromkeys(block, LeftOut.FOOTNOTE)
    return found


def _is_thin(tab: Tab, row: int, *, usual: float) -> bool:
    cells = filled(tab.rows[row])
    texts = [cell for _, cell in cells if isinstance(cell, str)]
    return len(texts) == len(cells) <= usual / 2 and not any(
        kinds_of(text)[:1] == ("number",) for text in texts
    )


def _is_figures(tab: Tab, rows: Sequence[int], column: int) -> bool:
    held = [cell for n in rows[:_DEEPEST] if not is_blank(cell := tab.at(n, column))]
    return sum("number" in kinds_of(cell) for cell in held) * 2 > len(held)


def _footnotes(rows: Sequence[int], left_out: Mapping[int, LeftOut]) -> dict[int, LeftOut]:
    """What looks like a heading after the last record is a footnote: it heads nothing."""
    records = [n for n in rows if n not in left_out]
    last = records[-1] if records else -1
    late = (n for n in rows if n > last and left_out.get(n) is LeftOut.SECTION)
    return dict.fromkeys(late, LeftOut.FOOTNOTE) if records else {}


def _nameless(tab: Tab, rows: Sequence[int], facts: RowFacts) -> dict[int, LeftOut]:
    """Rows of bare figures among rows with names: sums that nobody labelled."""
    texts = facts.first_texts
    bare = [n for n in rows if texts[n] is None and _is_bare(tab.rows[n])]
    if len(bare) * 10 > len(rows) or not bare:
        return {}
    return dict.fromkeys(bare, LeftOut.NAMELESS)


def _is_bare(row: Sequence[Raw]) -> bool:
    """Whether a row holds nothing but figures that are no years."""
    return all(
        isinstance(cell, int | float) and not isinstance(cell, bool) and year_of(cell) is None
        for _, cell in filled(row)
    )
