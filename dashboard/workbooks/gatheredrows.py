"""The records of a table with every value and the cell it came from."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from dashboard.workbooks.cellvalues import CellReader, ReadValue, reader
from dashboard.workbooks.columnreading import Understood
from dashboard.workbooks.goalcolumns import (
    NONE,
    Codes,
    Form,
    GoalColumn,
    codes_in,
    goals_of,
    is_cross,
)
from dashboard.workbooks.headers import words_of
from dashboard.workbooks.periods import dated
from dashboard.workbooks.raw import Place, Raw, Tab, address, is_blank
from dashboard.workbooks.regions import Region

# Columns in which an empty cell repeats the one above, where the sender left it out.
_CARRIED = (
    "place",
    "category",
    "disaggregation",
    "goals",
    "targets",
    "title",
    "owner",
    "indicator",
)


@dataclass(frozen=True, slots=True)
class ReadRow:
    """One record, or one year of it; `row` is the number Excel shows.

    `goal_cells` are the cells that name its goals and targets.
    """

    row: int
    values: Mapping[str, ReadValue]
    goals: tuple[int, ...]
    targets: tuple[str, ...]
    goal_cells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """A table and all that was understood of it.

    `keys` maps places to our keys, `sections` records to the goals of their heading.
    `default` is what rows without goals of their own serve, and the cell that says so, with its
    sheet where that is another one. Only a series is spread out.
    `scores_from` is the score from which on one counts.
    """

    tab: Tab
    region: Region
    columns: Sequence[Understood]
    keys: Mapping[int, str | None]
    sections: Mapping[int, tuple[Codes, int]]
    default: tuple[Codes, str | None]
    scores_from: float | None
    is_series: bool

    def header(self, place: int) -> ReadValue:
        """The header of a column as a value: what a year or a measure is called."""
        return ReadValue(self.region.headers[place], address(*self.region.places[place]))


def gathered(layout: Layout) -> tuple[ReadRow, ...]:
    """The rows of a table; years as columns give one row for each year that has a value."""
    readers = _readers(layout)
    series = _series(layout) if layout.is_series else ()
    layout = replace(
        layout, columns=sorted(layout.columns, key=lambda each: (-each.sure, each.place))
    )
    plain = _plain(layout, several=len(series) > 1)
    years = _by_year(layout) if layout.is_series else ()
    spreader = _Spreader(layout, readers, years, series)
    instead = elsewhere(layout)
    goals = _GoalReader(layout, instead)
    rows: list[ReadRow] = []
    for row in layout.region.rows:
        codes, cells = goals.read(row)
        values = _values(layout, row, plain, readers, instead)
        spread = spreader.read(row, values)
        served, targets = goals_of(codes), codes[1]
        rows += [ReadRow(row + 1, each, served, targets, cells) for each in spread or (values,)]
    return tuple(rows)


def elsewhere(layout: Layout) -> Mapping[Place, Place]:
    """Empty places for which another cell speaks: of a merged range, or above in a list."""
    return {
        **_carried(layout.tab, layout.region, layout.columns),
        **_merged(layout.tab, layout.region),
    }


def _readers(layout: Layout) -> dict[int, CellReader]:
    tab = layout.tab
    read = {place: key for place, key in layout.keys.items() if key is not None}
    return {
        place: reader(tab, key, (tab.at(row, place) for row in layout.region.rows))
        for place, key in read.items()
    }


def _plain(layout: Layout, *, several: bool) -> tuple[tuple[int, str], ...]:
    """The columns that give a row its values, the surest of a key first.

    Goals and targets stand in the row itself; values that are spread get rows of their own.
    """
    found = ((c, layout.keys.get(c.place)) for c in layout.columns)
    return tuple(
        (column.place, key)
        for column, key in found
        if key is not None and column.goal is None and (column.year is None or not layout.is_series)
        if not (several and key in ("value", "year"))
    )


def _by_year(layout: Layout) -> tuple[tuple[Understood, int], ...]:
    by_place = ((c, c.year) for c in sorted(layout.columns, key=lambda c: c.place))
    return tuple(
        (column, year)
        for column, year in by_place
        if year is not None and layout.keys.get(column.place) is not None
    )


def _values(
    layout: Layout,
    row: int,
    plain: Sequence[tuple[int, str]],
    readers: Mapping[int, CellReader],
    instead: Mapping[Place, Place],
) -> dict[str, ReadValue]:
    """The first value of each key."""
    found: dict[str, ReadValue] = {}
    for place, key in plain:
        if key not in found:
            value = readers[place].read(source(layout.tab, row, place, instead))
            if value is not None:
                found[key] = value
    return found


@dataclass(frozen=True, slots=True)
class _Spreader:
    """Makes one row of each year, and of each measure beside a year, of a record of a series."""

    layout: Layout
    readers: Mapping[int, CellReader]
    years: Sequence[tuple[Understood, int]]
    series: Sequence[tuple[Understood, int | None]]

    def read(self, row: int, values: Mapping[str, ReadValue]) -> list[dict[str, ReadValue]]:
        """The rows of a record; none where it has no value at all."""
        return [*self._by_year(row, values), *self._by_measure(row, values)]

    def _by_year(self, row: int, values: Mapping[str, ReadValue]) -> Iterator[dict[str, ReadValue]]:
        for column, year in self.years:
            value = self.readers[column.place].read((row, column.place))
            if value is None:
                continue
            cell = self.layout.header(column.place).cell
            own = {"year": ReadValue(year, cell), "value": value}
            if column.part is not None:
                own["disaggregation"] = ReadValue(column.part, cell)
            yield {**values, **own}

    def _by_measure(
        self, row: int, values: Mapping[str, ReadValue]
    ) -> Iterator[dict[str, ReadValue]]:
        for column, year_place in self.series:
            value = self.readers[column.place].read((row, column.place))
            header = self.layout.header(column.place)
            own = {"indicator": header, **values}
            if year_place is not None:
                year = self.readers[year_place].read((row, year_place))
                own = {**own, "year": year} if year else {}
            elif said := dated(str(header.value)):
                own |= {"year": ReadValue(said[0], header.cell)}
            if value is not None and own:
                yield {**own, "value": value}


def _series(layout: Layout) -> tuple[tuple[Understood, int | None], ...]:
    """Several columns of values, each with the year column that it belongs to.

    Where there are several year columns, the number in the header tells which. A value whose
    year cannot be told for sure must not get another one's: it is left alone.
    """
    columns, keys, headers = layout.columns, layout.keys, layout.region.headers
    measures = [c for c in columns if keys.get(c.place) == "value" and c.year is None]
    years = [c for c in columns if keys.get(c.place) == "year"]
    if len(measures) < 2:
        return ()
    if len(years) < 2:
        only = years[0].place if years else None
        return tuple((measure, only) for measure in measures)
    numbered = {_last_number(headers[c.place]): c.place for c in years}
    pairs = ((m, numbered.get(_last_number(headers[m.place]))) for m in measures)
    return tuple((measure, year) for measure, year in pairs if year is not None)


def _last_number(header: str) -> str:
    digits = [word for word in words_of(header) if word.isdigit()]
    return digits[-1] if digits else ""


class _GoalReader:
    """Reads the goals and targets of a record; each distinct cell of codes is read once."""

    __slots__ = ("_columns", "_instead", "_known", "_layout")

    def __init__(self, layout: Layout, instead: Mapping[Place, Place]) -> None:
        self._layout, self._instead = layout, instead
        self._columns = [(c.place, c.goal) for c in layout.columns if c.goal is not None]
        self._known: dict[tuple[int, type, Raw, str | None], Codes] = {}

    def read(self, row: int) -> tuple[Codes, tuple[str, ...]]:
        """All goals and targets a record names, else those of its heading or its sheet.

        With the cells that name them; a sheet's own name stands in none.
        """
        goals: list[int] = []
        targets: list[str] = []
        cells: list[str] = []
        for place, goal in self._columns:
            at = source(self._layout.tab, row, place, self._instead)
            codes = self._cell(at, place, goal)
            goals += codes[0]
            targets += codes[1]
            if codes != NONE:
                cells.append(address(*at))
        codes = tuple(dict.fromkeys(goals)), tuple(dict.fromkeys(targets))
        if codes != NONE:
            return codes, tuple(cells)
        sections = self._layout.sections
        if row not in sections:
            found, cell = self._layout.default
            return found, (cell,) if cell else ()
        found, heading = sections[row]
        return found, (address(heading, _first(self._layout.tab, heading)),)

    def _cell(self, at: Place, place: int, goal: GoalColumn) -> Codes:
        raw, shown_as = self._layout.tab.at(*at), self._layout.tab.formats.get(at)
        if raw is None:
            return NONE
        mark = (place, type(raw), raw, shown_as)
        if mark not in self._known:
            self._known[mark] = self._codes(raw, goal, shown_as=shown_as)
        return self._known[mark]

    def _codes(self, raw: Raw, goal: GoalColumn, *, shown_as: str | None) -> Codes:
        if goal.form is Form.CODES:
            return codes_in(raw, shown_as=shown_as)
        serves = _serves(raw, form=goal.form, scores_from=self._layout.scores_from)
        return goal.stands_for if serves else NONE


def _first(tab: Tab, row: int) -> int:
    """The place of the first filled cell of a row."""
    return next((n for n, cell in enumerate(tab.rows[row]) if not is_blank(cell)), 0)


def _serves(raw: Raw, *, form: Form, scores_from: float | None) -> bool:
    if form is Form.CROSS:
        return is_cross(raw)
    if scores_from is None or isinstance(raw, bool) or not isinstance(raw, int | float):
        return False
    return raw >= scores_from


def source(tab: Tab, row: int, place: int, instead: Mapping[Place, Place]) -> Place:
    """The cell that speaks for a place: its own, the merged range's, or the one above."""
    here = (row, place)
    return here if not is_blank(tab.at(row, place)) else instead.get(here, here)


def _merged(tab: Tab, region: Region) -> dict[Place, Place]:
    """Places in upright merged ranges and the cell that holds their value."""
    last = region.rows[-1] if region.rows else -1
    top = region.header_rows[-1]
    return {
        (row, left): (first, left)
        for first, left, bottom, right in tab.merged
        if left == right and top < first
        for row in range(first + 1, min(bottom, last) + 1)
    }


def _carried(tab: Tab, region: Region, columns: Sequence[Understood]) -> dict[Place, Place]:
    """Places left empty because the value above goes on, in columns at the left of a table."""
    found: dict[Place, Place] = {}
    for column in columns:
        empty = [row for row in region.rows if is_blank(tab.at(row, column.place))]
        if column.concept not in _CARRIED or len(empty) * 2 < len(region.rows):
            break
        last: Place | None = None
        for row in region.rows:
            if not is_blank(tab.at(row, column.place)):
                last = (row, column.place)
            elif last is not None:
                found[row, column.place] = last
    return found
