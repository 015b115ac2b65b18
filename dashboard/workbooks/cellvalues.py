"""One column's cells as values of ours; each distinct cell is understood once."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from dashboard.plan.columns import COLUMNS
from dashboard.plan.kinds import Kind
from dashboard.workbooks.days import parse_date
from dashboard.workbooks.numbers import is_finite, is_percent
from dashboard.workbooks.parsed import clean, text_of
from dashboard.workbooks.periods import year_or_day
from dashboard.workbooks.raw import ExcelError, Place, Raw, Tab, Uncalculated, address
from dashboard.workbooks.witnesses import decimal_sign, is_missing, number

Typed = str | int | float

_KINDS = {column.key: column.kind for column in COLUMNS}
_PLAIN = (int, float)
# Beyond so many different cells a column hardly repeats itself, and is not remembered.
_REMEMBERED = 2_000


@dataclass(frozen=True, slots=True)
class ReadValue:
    """One value and the cell it stands in."""

    value: Typed
    cell: str


@dataclass(frozen=True, slots=True)
class CellReader:
    """Reads the cells of one column for one of our keys.

    `sign` parts the decimals of its numbers, `figures` tells that it wants numbers, `known`
    remembers what a cell was read as.
    """

    tab: Tab
    key: str
    sign: str | None
    figures: bool
    known: dict[tuple[type, Raw, str | None], Typed | None] = field(default_factory=dict)  # type: ignore[type-arg]

    def read(self, place: Place) -> ReadValue | None:
        """The value at a place; None where nothing is known there."""
        raw = self.tab.at(*place)
        if raw is None:
            return None
        shown_as = self.tab.formats.get(place)
        if self.figures and shown_as is None and type(raw) in _PLAIN:
            # Figures hardly repeat themselves, and need no understanding.
            return ReadValue(raw, address(*place)) if is_finite(raw) else None  # type: ignore[arg-type]
        mark = (type(raw), raw, shown_as)
        if mark in self.known:
            value = self.known[mark]
        else:
            value = self._understood(raw, shown_as)
            if len(self.known) < _REMEMBERED:
                self.known[mark] = value
        return None if value is None else ReadValue(value, address(*place))

    def _understood(self, raw: Raw, shown_as: str | None) -> Typed | None:
        if is_missing(raw) or isinstance(raw, ExcelError | Uncalculated):
            return None
        return _typed(raw, key=self.key, shown_as=shown_as, sign=self.sign)


def reader(tab: Tab, key: str, cells: Iterable[Raw]) -> CellReader:
    """The reader of a column with these cells."""
    figures = _kind(key) is Kind.NUMBER
    return CellReader(tab, key, decimal_sign(cells) if figures else None, figures)


def _typed(raw: Raw, *, key: str, shown_as: str | None, sign: str | None) -> Typed | None:
    """A value as its column wants it; what does not fit stays the text it is."""
    kind = _kind(key)
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
