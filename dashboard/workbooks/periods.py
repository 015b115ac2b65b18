"""Years and parts of years as people write them in cells and above columns."""

import re
from datetime import date
from functools import lru_cache

from dashboard.workbooks.raw import ExcelError, Raw, Uncalculated

YEARS = range(1900, 2101)
_NUMBER = r"((?:19|20)\d\d)"
# What may follow a year and change nothing: notes, marks, "p" for provisional.
_MARKS = r"(?:\s*\[[^\]]*\]|\s*\([^)]*\)|\s?[*†‡]|[¹²³⁴-⁹]|\s?(?:p|r|e|f|b|prel)\b\.?)*"
_BEFORE = r"(?:(?:fy|yr|year|år|jahr|année|annee|año|anio|vuosi)[\s_]?)?"
_YEAR = re.compile(rf"{_BEFORE}{_NUMBER}{_MARKS}", re.IGNORECASE)
_SPAN = re.compile(rf"{_BEFORE}{_NUMBER}\s?[/–-]\s?((?:19|20)?\d\d){_MARKS}", re.IGNORECASE)
# 2022K1, 2022-Q1, 2022M01; Q1 2022, 1. kvartal 2022, 3e trimestre 2022.
_PART_BEHIND = re.compile(rf"{_NUMBER}\s?[-–]?\s?(?:[KQT]\s?[1-4]|M(?:0?[1-9]|1[0-2])){_MARKS}")
_PART_BEFORE = re.compile(
    r"(?:[KQT]\s?[1-4]|[1-4](?:\.|st|nd|rd|th|er|e|º|o)?\s?"
    r"(?:kvartal|kv\.?|quarter|quartal|trimestre|trim\.?|neljännes))"
    rf"[\s/,–-]*{_NUMBER}{_MARKS}",
    re.IGNORECASE,
)
_INSIDE = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def year_of(raw: Raw) -> int | None:
    """The year a cell or a header names, the first of a split year such as 2012/13."""
    if isinstance(raw, bool):
        return None
    if isinstance(raw, int | float):
        return int(raw) if raw in YEARS else None
    if isinstance(raw, str) and not isinstance(raw, ExcelError | Uncalculated):
        return _year_in(raw.strip())
    return None


def year_or_day(raw: Raw) -> int | None:
    """The year of a cell that may hold a whole date."""
    return raw.year if isinstance(raw, date) else year_of(raw)


def _is_span(text: str) -> bool:
    """Whether a text is a year that begins in one calendar year and ends in the next."""
    found = _SPAN.fullmatch(text.strip())
    return found is not None and (int(found[1]) + 1) % 100 == int(found[2]) % 100


def is_part(text: str) -> bool:
    """Whether a text names a quarter or a month of a year."""
    return _part(text.strip()) is not None


def year_above(header: str) -> int | None:
    """The year a column's header names; of several years, 2013–2015, the last."""
    found = year_of(header)
    several = None if found is not None else _SPAN.fullmatch(header.strip())
    if several is None:
        return found
    last = (
        int(several[2]) if len(several[2]) == 4 else int(several[1]) // 100 * 100 + int(several[2])
    )
    return last if 0 < last - int(several[1]) <= 10 else None


def dated(header: str) -> tuple[int, str] | None:
    """The one year inside a header and the words around it: "Andel 2019" is 2019 and "Andel"."""
    found = _INSIDE.findall(header)
    if len(found) != 1:
        return None
    return int(found[0]), " ".join(_INSIDE.sub(" ", header).split())


@lru_cache(maxsize=20_000)
def _year_in(text: str) -> int | None:
    if len(text) > 40 or not any(sign.isdigit() for sign in text):
        return None
    if found := _YEAR.fullmatch(text):
        return int(found[1])
    if _is_span(text) and (span := _SPAN.fullmatch(text)):
        return int(span[1])
    return _part(text)


def _part(text: str) -> int | None:
    found = _PART_BEHIND.fullmatch(text) or _PART_BEFORE.fullmatch(text)
    return int(found[1]) if found else None
