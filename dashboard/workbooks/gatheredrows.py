"""The records of a table with every value and the cell it came from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dashboard.plan.columns import COLUMNS
from dashboard.plan.kinds import Kind
from dashboard.workbooks.columnreading import Understood
from dashboard.workbooks.days import parse_date
from dashboard.workbooks.goalcolumns import NONE, Codes, Form, codes_in, goals_of, is_cross
from dashboard.workbooks.headers import words_of
from dashboard.workbooks.numbers import is_finite, is_percent
from dashboard.workbooks.parsed import clean, text_of
from dashboard.workbooks.periods import dated, year_or_day
from dashboard.workbooks.raw import ExcelError, Place, Raw, Tab, Uncalculated, address, is_blank
from dashboard.workbooks.regions import Region
from dashboard.workbooks.witnesses import decimal_sign, is_missing, number

Typed = str | int | float

_KINDS = {column.key: column.kind for column in COLUMNS}
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
class ReadValue:
    """One value and the cell it stands in."""

    value: Typed
    cell: str


@dataclass(frozen=True, slots=True)
class ReadRow:
    """One record, or one year of it; `row` is the number Excel shows."""

    row: int
    values: Mapping[str, ReadValue]
    goals: tuple[int, ...]
    targets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """A table and all that was understood of it.

    `keys` maps places to our keys, `sections` records to the goals of their heading.
    `default` is what rows without goals of their own serve. Only a series is spread out.
    `scores_from` is the score from which on one counts.
    """

    tab: Tab
    region: Region
    columns: Sequence[Understood]
    keys: Mapping[int, str | None]
    sections: Mapping[int, tuple[Codes, int]]
    default: Codes
    scores_from: float | None
    is_series: bool

    def header(self, place: int) -> ReadValue:
        """The header of a column as a value: what a year or a measure is called."""
        return ReadValue(self.region.headers[place], address(*self.region.places[place]))


def gathered(layout: Layout) -> tuple[ReadRow, ...]:
    """The rows of a table; years as columns give one row for each year that has a value."""
    tab, region, columns = layout.tab, layout.region, layout.columns
    signs = {
        place: decimal_sign(tab.at(row, place) for row in region.rows)
        for place, key in layout.keys.items()
        if key is not None and _kind(key) is Kind.NUMBER
    }
    instead = {**_carried(tab, region, columns), **_merged(tab, region)}
    series = _series(layout) if layout.is_series else ()
    several = len(series) > 1
    layout = replace(layout, columns=sorted(columns, key=lambda each: (-each.sure, each.place)))
    rows: list[ReadRow] = []
    for row in region.rows:
        source = {c.place: _source(tab, row, c.place, instead) for c in columns}
        codes = _codes(layout, source)
        if codes == NONE:
            codes = layout.sections[row][0] if row in layout.sections else layout.default
        values = _values(layout, source, signs, several=several)
        spread = _spread(layout, row, series, signs, values)
        goals, targets = goals_of(codes), codes[1]
        rows += [ReadRow(row + 1, each, goals, targets) for each in spread or (values,)]
    return tuple(rows)


def _values(
    layout: Layout,
    source: Mapping[int, Place],
    signs: Mapping[int, str | None],
    *,
    several: bool,
) -> dict[str, ReadValue]:
    """The first value of each key; goals and targets stand in the row itself."""
    found: dict[str, ReadValue] = {}
    for column in layout.columns:
        key = layout.keys.get(column.place)
        if key is None or key in found or column.year is not None or column.goal is not None:
            continue
        if several and key in ("value", "year"):
            continue
        value = _value(layout.tab, source[column.place], key=key, sign=signs.get(column.place))
        if value is not None:
            found[key] = value
    return found


def _spread(
    layout: Layout,
    row: int,
    series: Sequence[tuple[Understood, int | None]],
    signs: Mapping[int, str | None],
    values: Mapping[str, ReadValue],
) -> list[dict[str, ReadValue]]:
    """One row for each year, or for each measure beside a year, of one record."""
    found: list[dict[str, ReadValue]] = []
    by_year = [c for c in layout.columns if c.year is not None]
    for column in sorted(by_year, key=lambda c: c.place) if layout.is_series else ():
        if column.year is not None:
            value = _value(
                layout.tab, (row, column.place), key="value", sign=signs.get(column.place)
            )
            if value is not None:
                year = ReadValue(column.year, layout.header(column.place).cell)
                own = {"year": year, "value": value}
                if column.part is not None:
                    own["disaggregation"] = ReadValue(column.part, year.cell)
                found.append({**values, **own})
    for column, year_place in series:
        value = _value(layout.tab, (row, column.place), key="value", sign=signs.get(column.place))
        header = layout.header(column.place)
        own = {"indicator": header, **values}
        if year_place is None and (said := dated(str(header.value))):
            own |= {"year": ReadValue(said[0], header.cell)}
        if year_place is not None:
            year = _value(layout.tab, (row, year_place), key="year", sign=None)
            own = {**own, "year": year} if year else {}
        if value is not None and own:
            found.append({**own, "value": value})
    return found


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


def _value(tab: Tab, place: Place, *, key: str, sign: str | None) -> ReadValue | None:
    raw = tab.at(*place)
    if is_missing(raw) or isinstance(raw, ExcelError | Uncalculated):
        return None
    value = _typed(raw, key=key, shown_as=tab.formats.get(place), sign=sign)
    return None if value is None else ReadValue(value, address(*place))


def _typed(raw: Raw, *, key: str, shown_as: str | None, sign: str | None) -> Typed | None:
    """A value as its column wants it; what does not fit stays the text it is."""
    kind = _kind(key)
    if kind is Kind.NUMBER and type(raw) in (int, float) and shown_as is None:
        return raw if is_finite(raw) else None  # type: ignore[arg-type]
    text = clean(text_of(raw, shown_as=shown_as))
    if kind is Kind.YEAR:
        year = year_or_day(raw if not isinstance(raw, str) else _as_day(raw))
        return text if year is None else year
    if kind is Kind.NUMBER:
        return _number(raw, text, shown_as=shown_as, sign=sign)
    if kind is Kind.DATE:
        day = parse_date(raw).value
        return day if isinstance(day, str) else text
    return text or None


def _as_day(text: str) -> Raw:
    """A text that writes a whole date as the date; any other text as it is."""
    if len(text) < 8 or not text[-1].isdigit():
        return text
    day = parse_date(text).value
    return date.fromisoformat(day) if isinstance(day, str) else text


def _kind(key: str) -> Kind:
    return Kind.NUMBER if key == "progress_percent" else _KINDS.get(key, Kind.TEXT)


def _number(raw: Raw, text: str, *, shown_as: str | None, sign: str | None) -> Typed:
    if isinstance(raw, bool) or not isinstance(raw, int | float | str):
        return text
    if isinstance(raw, str):
        found = number(text, sign=sign)
        return text if found is None else found
    if not is_finite(raw):
        return text
    return round(float(raw) * 100, 10) if is_percent(shown_as) else raw


def _codes(layout: Layout, source: Mapping[int, Place]) -> Codes:
    """All goals and targets a record names, in codes and in crosses."""
    goals: list[int] = []
    targets: list[str] = []
    for column in layout.columns:
        if column.goal is None:
            continue
        place = source[column.place]
        raw = layout.tab.at(*place)
        if column.goal.form is Form.CODES:
            codes = codes_in(raw, shown_as=layout.tab.formats.get(place))
        elif _serves(raw, form=column.goal.form, scores_from=layout.scores_from):
            codes = column.goal.stands_for
        else:
            continue
        goals += codes[0]
        targets += codes[1]
    return tuple(dict.fromkeys(goals)), tuple(dict.fromkeys(targets))


def _serves(raw: Raw, *, form: Form, scores_from: float | None) -> bool:
    if form is Form.CROSS:
        return is_cross(raw)
    if scores_from is None or isinstance(raw, bool) or not isinstance(raw, int | float):
        return False
    return raw >= scores_from


def _source(tab: Tab, row: int, place: int, instead: Mapping[Place, Place]) -> Place:
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
