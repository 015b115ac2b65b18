"""Dates and years in cells, and the traps a spreadsheet sets for them."""

import re
from datetime import date, datetime, timedelta

from dashboard.plan.findings import Code, Finding
from dashboard.workbooks.parsed import Parsed, clean, noted, refused
from dashboard.workbooks.raw import Raw

_YEARS = range(1900, 2201)
_DAY_FIRST = re.compile(r"([0-9]{1,2})([./-])\s?([0-9]{1,2})\2\s?([0-9]{4})")
_YEAR_FIRST = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[T ][0-9:.]+Z?)?")
_ONLY_YEAR = re.compile(r"[0-9]{4}")
_DAY_ZERO = date(1899, 12, 30)
# Serial numbers a person may have meant as a day: 1954 to 2119.
_SERIALS = range(20_000, 80_001)


def parse_date(raw: Raw) -> Parsed:
    """A day or a year; text is read day first, as in Denmark, or as ISO."""
    if isinstance(raw, str):
        return _date_in_text(clean(raw))
    if isinstance(raw, date):
        return _day(raw.date() if isinstance(raw, datetime) else raw)
    year = _year(raw)
    if year is not None:
        return Parsed(str(year))
    return refused(Code.WRONG_KIND, nearest=_meant_day(raw))


def parse_year(raw: Raw) -> Parsed:
    """A year between 1900 and 2200."""
    if isinstance(raw, str):
        text = clean(raw)
        if _ONLY_YEAR.fullmatch(text) and int(text) in _YEARS:
            return noted(int(text), Code.NUMBER_AS_TEXT, read_as=text)
        return refused(Code.WRONG_KIND)
    if isinstance(raw, date):
        meant = _serial(raw)
        return refused(Code.WRONG_KIND, nearest=str(meant if meant in _YEARS else raw.year))
    year = _year(raw)
    return refused(Code.WRONG_KIND) if year is None else Parsed(year)


def _day(day: date) -> Parsed:
    """A date cell; a year typed into a cell formatted as a date shows a day in 1905."""
    if _serial(day) in _YEARS:
        return refused(Code.WRONG_KIND, nearest=str(_serial(day)))
    return Parsed(day.isoformat()) if day.year in _YEARS else refused(Code.WRONG_KIND)


def _date_in_text(text: str) -> Parsed:
    if _ONLY_YEAR.fullmatch(text) and int(text) in _YEARS:
        return _as_text(text)
    if found := _DAY_FIRST.fullmatch(text):
        day = _date(int(found[4]), int(found[3]), int(found[1]))
    elif found := _YEAR_FIRST.fullmatch(text):
        day = _date(int(found[1]), int(found[2]), int(found[3]))
    else:
        day = None
    if day is None or day.year not in _YEARS:
        return refused(Code.WRONG_KIND)
    return _as_text(day.isoformat())


def _as_text(day: str) -> Parsed:
    return Parsed(day, (Finding(Code.DATE_AS_TEXT, facts={"day": day}),))


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _year(raw: Raw) -> int | None:
    if isinstance(raw, bool) or not isinstance(raw, int | float):
        return None
    return int(raw) if raw in _YEARS else None


def _meant_day(raw: Raw) -> str | None:
    """The day a bare serial number would be if the cell were formatted as a date."""
    if isinstance(raw, bool) or not isinstance(raw, int | float) or raw not in _SERIALS:
        return None
    return (_DAY_ZERO + timedelta(days=int(raw))).isoformat()


def _serial(day: date) -> int:
    return (date(day.year, day.month, day.day) - _DAY_ZERO).days
