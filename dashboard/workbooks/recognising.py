"""Recognising: which sheet is which table, where its headers are, what each column means.

People rename sheets, move columns and put a title above the table; headers are matched in
every language, and nothing is matched by position.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from dashboard.language.words import Language, words_for
from dashboard.plan.columns import columns_of
from dashboard.plan.sheets import SHEETS, SheetKey
from dashboard.workbooks.likeness import folded
from dashboard.workbooks.raw import Raw, Tab
from dashboard.workbooks.stamp import HELPERS

# A header further down is not looked for: a title and a note above the table, no more.
LOOK_AT = 30
_ENOUGH = 2
# A sheet with a name of its own must look like a table of ours much more clearly.
_ENOUGH_WITHOUT_NAME = 4


@dataclass(frozen=True, slots=True)
class Recognised:
    """A sheet that is a table of the plan; rows and columns count from 0.

    `columns` maps places to column keys, `headers` places to the text of every header,
    `unknown` lists the headers that mean nothing to us, `repeated` pairs a header with the
    place where its column was already found.
    """

    tab: Tab
    key: SheetKey
    header_row: int
    columns: Mapping[int, str]
    headers: Mapping[int, str]
    unknown: tuple[int, ...]
    repeated: tuple[tuple[int, int], ...]


def recognise(tab: Tab) -> Recognised | None:
    """The table a sheet holds, or None where it is none of ours."""
    named = sheet_named(tab.name)
    if named is not None:
        row = _best_row(tab, named)
        if len(_columns(tab, row, named)) >= _ENOUGH:
            return _recognised(tab, named, row)
    return _by_headers(tab)


def is_helper(tab: Tab) -> bool:
    """Whether a sheet is not meant to be read: instructions, our own helpers, an empty sheet."""
    return tab.name in HELPERS or not tab.rows or folded(tab.name) in _instruction_names()


def sheet_named(name: str) -> SheetKey | None:
    """The table a sheet claims to be by its name, in any language; "Handlinger 2026" too."""
    return _sheet_names().get(folded(name).strip("0123456789"))


@cache
def known_sheets() -> tuple[str, ...]:
    """Every name a sheet of the plan may have."""
    keys = [sheet.key for sheet in SHEETS]
    return tuple(words_for(each)(f"workbook.sheets.{key}") for each in Language for key in keys)


@cache
def known_headers(sheet: SheetKey) -> Mapping[str, str]:
    """Every header of a table in every language, with the column it means."""
    keys = [column.key for column in columns_of(sheet)]
    return {words_for(each).header(key): key for each in Language for key in keys}


def _by_headers(tab: Tab) -> Recognised | None:
    """The one table whose headers fit best; two that fit equally well are no answer."""
    places = [(sheet.key, _best_row(tab, sheet.key)) for sheet in SHEETS]
    fits = [(len(_columns(tab, row, key)), key, row) for key, row in places]
    best = max(count for count, _, _ in fits)
    winners = [(key, row) for count, key, row in fits if count == best]
    if best < _ENOUGH_WITHOUT_NAME or len(winners) > 1:
        return None
    return _recognised(tab, *winners[0])


def _best_row(tab: Tab, key: SheetKey) -> int:
    rows = range(min(len(tab.rows), LOOK_AT))
    return max(rows, key=lambda row: (len(_columns(tab, row, key)), -row), default=0)


def _columns(tab: Tab, row: int, key: SheetKey) -> Mapping[int, str]:
    """Place → column key for every header understood, the first of each column only."""
    meanings = _meanings(key)
    found: dict[int, str] = {}
    for place, text in _texts(tab, row):
        column = meanings.get(folded(text))
        if column is not None and column not in found.values():
            found[place] = column
    return found


def _recognised(tab: Tab, key: SheetKey, row: int) -> Recognised:
    columns = _columns(tab, row, key)
    first = {column: place for place, column in columns.items()}
    headers = {place: _header(text) for place, text in _texts(tab, row)}
    others = [place for place in headers if place not in columns]
    meanings = {place: _meanings(key).get(folded(headers[place])) for place in others}
    return Recognised(
        tab,
        key,
        row,
        columns,
        headers,
        tuple(place for place, column in meanings.items() if column is None),
        tuple((place, first[column]) for place, column in meanings.items() if column is not None),
    )


def _texts(tab: Tab, row: int) -> Iterable[tuple[int, str]]:
    cells: tuple[Raw, ...] = tab.rows[row] if row < len(tab.rows) else ()
    return ((n, str(raw)) for n, raw in enumerate(cells) if raw is not None and str(raw).strip())


def _header(text: str) -> str:
    return " ".join(text.split()).removesuffix("*").rstrip()


@cache
def _meanings(sheet: SheetKey) -> Mapping[str, str]:
    """Folded header → column key: the words of every language and the key itself."""
    keys = {folded(column.key): column.key for column in columns_of(sheet)}
    return {**keys, **{folded(header): key for header, key in known_headers(sheet).items()}}


@cache
def _sheet_names() -> Mapping[str, SheetKey]:
    keys = [sheet.key for sheet in SHEETS]
    words = [words_for(each) for each in Language]
    names = {folded(each(f"workbook.sheets.{key}")): key for each in words for key in keys}
    return {**{folded(key): key for key in keys}, **names}


@cache
def _instruction_names() -> frozenset[str]:
    """Sheets that speak to people: how to fill the workbook in, and what was wrong with it."""
    ours = ("workbook.sheets.instructions", "workbook.sheets.findings")
    return frozenset(folded(words_for(each)(key)) for each in Language for key in ours)
