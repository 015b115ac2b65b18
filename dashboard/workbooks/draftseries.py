"""A series of another layout as indicators and their observations.

An indicator is what the texts of a row say together: its name, the place, the group, and the
header of the column its figures stand in. A figure without a year, and two figures for one
year, are left out and told.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from dashboard.plan.sheets import SheetKey
from dashboard.workbooks.cellvalues import ReadValue
from dashboard.workbooks.columnreading import Understood
from dashboard.workbooks.drafting import Draft, add
from dashboard.workbooks.gatheredrows import Layout, ReadRow, elsewhere, gathered, source
from dashboard.workbooks.headers import meanings
from dashboard.workbooks.parsed import clean, text_of
from dashboard.workbooks.periods import dated
from dashboard.workbooks.raw import Raw, address, column_of, is_blank, letters
from dashboard.workbooks.regions import LeftOut
from dashboard.workbooks.tables import Judged
from dashboard.workbooks.witnesses import is_missing, witness

BETWEEN = " · "
_NAMING = ("title", "indicator", "network")
# What is left at the end of a header whose date is taken out of it.
_NO_WORD = re.compile(r"[\W\d_]+$")
_FIGURES = ("value", "year")
_TELLING = (*_NAMING, "id", "category", "place", "disaggregation", "owner")
# A header that means no more than "value" names nothing.
_VALUE = 0.85
_LONGEST_TITLE = 120
# How many further columns are asked what tells two figures of one name and year apart.
_MORE = 3


class NoPlace(StrEnum):
    """Why a figure could not become an observation."""

    NO_YEAR = "no_year"
    TWICE = "twice"
    NO_NUMBER = "no_number"


@dataclass(slots=True)
class Series:
    """Indicators and observations; `of` tells the indicator of each observation by its row.

    `left` are figures that have no place, by the reason, with their cells.
    """

    indicators: Draft
    observations: Draft
    of: list[int] = field(default_factory=list[int])
    left: dict[NoPlace, list[str]] = field(default_factory=dict[NoPlace, list[str]])


@dataclass(frozen=True, slots=True)
class _Figure:
    """One figure with its year and the indicator it belongs to."""

    row: ReadRow
    year: ReadValue
    value: ReadValue


def series_of(judged: Judged) -> Series:
    """What a sheet of series holds."""
    found = Series(Draft(judged, SheetKey.INDICATORS), Draft(judged, SheetKey.OBSERVATIONS))
    labels = _told_apart(judged)
    titled: dict[tuple[str, ...], tuple[ReadRow, ReadValue]] = {}
    figures: dict[tuple[str, ...], list[_Figure]] = {}
    for row in gathered(judged.layout):
        value = row.values.get("value")
        texts, title = labels.of(row, value)
        figure = None if value is None else _figure(row, value, judged.layout, found)
        if figure is not None or (value is None and labels.naming):
            titled.setdefault(texts, (row, title))
        if figure is not None:
            figures.setdefault(texts, []).append(figure)
    for texts, (row, title) in titled.items():
        add(found.indicators, row, title=title)
        _unit(found.indicators, row)
        for figure in _single(figures.get(texts, ()), found):
            _observe(found, figure)
    found.indicators.used |= labels.used
    found.indicators.finished()
    found.observations.finished()
    return found


def _told_apart(judged: Judged) -> "_Labels":
    """The texts that name what is measured, and as many more columns as tell figures apart."""
    labels = _Labels(judged)
    rows = [(row, row.values["value"]) for row in gathered(judged.layout) if "value" in row.values]
    told = [(labels.of(row, value)[0], row.row - 1, _year(row), value.value) for row, value in rows]
    for _ in range(_MORE):
        clashing = _clashing(told)
        if not clashing:
            break
        tried = {
            place: _clashing([(f"{t}\n{labels.text(r, place)}", r, y, v) for t, r, y, v in told])
            for place in labels.others()
        }
        best = min(tried, key=lambda place: tried[place], default=None)
        if best is None or tried[best] >= clashing:
            break
        labels.add(best)
        told = [(f"{t}\n{labels.text(r, best)}", r, y, v) for t, r, y, v in told]
    return labels


def _clashing(told: Iterable[tuple[object, int, object, object]]) -> int:
    """How many figures share their names and their year with another figure."""
    seen: dict[tuple[object, object], set[object]] = {}
    for texts, _, year, value in told:
        seen.setdefault((texts, year), set()).add(value)
    return sum(len(values) for values in seen.values() if len(values) > 1)


def _year(row: ReadRow) -> object:
    year = row.values.get("year")
    return None if year is None else year.value


def _figure(row: ReadRow, value: ReadValue, layout: Layout, found: Series) -> _Figure | None:
    if not isinstance(value.value, int | float):
        found.left.setdefault(NoPlace.NO_NUMBER, []).append(value.cell)
        return None
    year = row.values.get("year") or _year_of_header(layout, value)
    if year is None or not isinstance(year.value, int):
        found.left.setdefault(NoPlace.NO_YEAR, []).append(value.cell)
        return None
    return _Figure(row, year, value)


def _year_of_header(layout: Layout, value: ReadValue) -> ReadValue | None:
    """The year that the header of a lone column of figures names."""
    place = _place(value.cell)
    said = dated(layout.region.headers.get(place, ""))
    return ReadValue(said[0], layout.header(place).cell) if said else None


def _single(figures: Sequence[_Figure], found: Series) -> Iterator[_Figure]:
    """One figure for each year; where two differ nobody knows which is right."""
    by_year: dict[int, list[_Figure]] = {}
    for figure in figures:
        by_year.setdefault(int(figure.year.value), []).append(figure)
    for _, each in sorted(by_year.items()):
        if len({figure.value.value for figure in each}) == 1:
            yield each[0]
        else:
            found.left.setdefault(NoPlace.TWICE, []).extend(f.value.cell for f in each)


def _observe(found: Series, figure: _Figure) -> None:
    draft = found.observations
    draft.numbers.append(figure.row.row)
    found.of.append(len(found.indicators.numbers) - 1)
    draft.put("year", int(figure.year.value), figure.year.cell)
    draft.put("value", float(figure.value.value), figure.value.cell)
    for key in ("note", "source_title"):
        if (told := figure.row.values.get(key)) is not None:
            draft.put(key, str(told.value), told.cell)


def _unit(draft: Draft, row: ReadRow) -> None:
    """The unit that a table of observations names in a column of its own."""
    unit, key = row.values.get("unit"), f"unit_{draft.suffix}"
    if unit is not None and key not in row.values:
        draft.put(key, str(unit.value), unit.cell)


class _Labels:
    """The texts of a row that together name what its figures measure."""

    def __init__(self, judged: Judged) -> None:
        self._layout = judged.layout
        self._instead = elsewhere(judged.layout)
        self._by_place = {column.place: column for column in judged.layout.columns}
        self._places = _label_places(judged.layout)
        self.used = set(self._places)
        self._title = _title_above(judged.layout)
        figures = [p for p, key in judged.layout.keys.items() if key == "value"]
        self._measure = {place: _measure(judged.layout, place) for place in figures}
        self._measures_named = Counter(self._measure.values())
        self._has_years_beside = sum(k == "year" for k in judged.layout.keys.values()) > 1
        self._headers = {place: self._named(place) for place in figures}
        self.naming = any(self._names(place) for place in self._places)
        self._last: tuple[int, tuple[ReadValue, ...]] = (0, ())
        self._sections = _sections(judged.layout)

    def of(self, row: ReadRow, value: ReadValue | None) -> tuple[tuple[str, ...], ReadValue]:
        """What tells an indicator from all others, and its title with the cells it stands in."""
        if self._last[0] != row.row:
            self._last = row.row, tuple(self._told(row.row - 1))
        found = list(self._last[1])
        if value is not None and (header := self._header(value)) is not None:
            found.append(header)
        if not (self.naming or (value is not None and self._measures(value))):
            found.insert(0, self._title)
        texts = tuple(str(each.value) for each in found)
        cells = ", ".join(each.cell for each in found if each.cell)
        return texts, ReadValue(BETWEEN.join(dict.fromkeys(texts)), cells)

    def others(self) -> list[int]:
        """Columns that name nothing but may tell one row from another."""
        taken = {*self._places, *(p for p, k in self._layout.keys.items() if k in _FIGURES)}
        taken |= {c.place for c in self._layout.columns if c.goal or c.year}
        rows = self._layout.region.rows
        return [
            place
            for place, cells in enumerate(self._layout.tab.columns)
            if place not in taken and len({cells[row] for row in rows}) > 1
        ]

    def add(self, place: int) -> None:
        """Let one more column tell the rows apart."""
        self._places = (*self._places, place)
        self.used.add(place)
        self._last = (0, ())

    def text(self, row: int, place: int) -> str:
        """What a column says of a row."""
        raw = self._layout.tab.at(*source(self._layout.tab, row, place, self._instead))
        return "" if is_missing(raw) else _plain(raw)

    def _told(self, row: int) -> Iterator[ReadValue]:
        if (heading := self._sections.get(row)) is not None:
            yield heading
        for place in self._places:
            at = source(self._layout.tab, row, place, self._instead)
            raw = self._layout.tab.at(*at)
            if not is_blank(raw) and not is_missing(raw):
                yield ReadValue(_plain(raw), address(*at))

    def _names(self, place: int) -> bool:
        column = self._by_place.get(place)
        return column is not None and column.concept in _NAMING

    def _header(self, value: ReadValue) -> ReadValue | None:
        """The header of the figures, where it says more than "value" or a year."""
        return self._headers[_place(value.cell)]

    def _named(self, place: int) -> ReadValue | None:
        text, column = self._measure[place], self._by_place[place]
        # Two columns of one name are not one series: nobody knows what tells them apart,
        # unless each has a year column of its own.
        twin = column.year is None and self._measures_named[text] > 1
        if text is None and (self._has_years_beside or not twin):
            return None
        text = text or str(self._layout.header(place).value)
        own = f"{text} [{letters(place)}]" if twin else text
        return ReadValue(own, self._layout.header(place).cell)

    def _measures(self, value: ReadValue) -> bool:
        column = self._by_place[_place(value.cell)]
        return (column.year is None or column.part is None) and self._header(value) is not None


def _measure(layout: Layout, place: int) -> str | None:
    """What the header of a column of figures says more than "value" or a year."""
    column = next(each for each in layout.columns if each.place == place)
    header = layout.region.headers[place]
    said = dated(header)
    if column.year is not None:
        within = said is not None and "header_names_year" in column.why
        return column.part or (_NO_WORD.sub("", said[1]) or None if within and said else None)
    text = " ".join((said[1] if said else header).split())
    means = next(iter(meanings(text)), None)
    if not text or (means and means.concept == "value" and means.sure >= _VALUE):
        return None
    return text


def _label_places(layout: Layout) -> tuple[int, ...]:
    """The columns of texts that tell the rows apart, the naming ones first."""
    known = {column.place: column for column in layout.columns}
    first = min((p for p, key in layout.keys.items() if key == "value"), default=len(known))
    tells = [
        place
        for place in range(len(layout.tab.columns))
        if _tells(layout, place, known.get(place), first=first)
    ]
    named = [p for p in tells if p in known and known[p].concept in _NAMING]
    rest = [p for p in tells if p not in named]
    # A number beside a name tells nothing more.
    return (
        *named,
        *(p for p in rest if not named or known.get(p) is None or known[p].concept != "id"),
    )


def _tells(layout: Layout, place: int, column: Understood | None, *, first: int) -> bool:
    if column is not None and (column.goal or column.year or layout.keys.get(place) == "value"):
        return False
    concept = column.concept if column else None
    rows = layout.region.rows
    seen = witness(layout.tab.at(row, place) for row in rows)
    if seen.is_empty or (seen.long > 0.5 and concept not in _NAMING):
        return False
    if concept in _TELLING and layout.keys.get(place) != "responsible":
        return concept in _NAMING or seen.distinct > 1
    return concept is None and place < first and seen.numbers < 0.5 and seen.distinct > 1


def _title_above(layout: Layout) -> ReadValue:
    """What stands above the table by itself, or else the name of the sheet."""
    for row in range(layout.region.header_rows[0] - 1, -1, -1):
        filled = [(n, c) for n, c in enumerate(layout.tab.rows[row]) if not is_blank(c)]
        if len(filled) == 1 and isinstance(filled[0][1], str):
            text = _plain(filled[0][1])
            if len(text) <= _LONGEST_TITLE:
                return ReadValue(text, address(row, filled[0][0]))
    return ReadValue(layout.tab.name, "")


def _sections(layout: Layout) -> dict[int, ReadValue]:
    """Record → the heading it stands under."""
    heads = {row for row, why in layout.region.left_out.items() if why is LeftOut.SECTION}
    found: dict[int, ReadValue] = {}
    current: ReadValue | None = None
    for row in sorted((*heads, *layout.region.rows)):
        if row in heads:
            cells = enumerate(layout.tab.rows[row])
            place, raw = next((n, c) for n, c in cells if not is_blank(c))
            current = ReadValue(_plain(raw), address(row, place))
        elif current is not None:
            found[row] = current
    return found


def _plain(raw: Raw) -> str:
    return " ".join(clean(text_of(raw)).split()).rstrip(": ")


def _place(cell: str) -> int:
    return column_of(cell.rstrip("0123456789").encode())
