"""The second witness: what the cells of a column look like, whatever its header says."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache

from dashboard.workbooks.headers import is_in
from dashboard.workbooks.numbers import Ambiguous, number_in
from dashboard.workbooks.periods import YEARS, year_of
from dashboard.workbooks.raw import ExcelError, Raw, Uncalculated

_DATE = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d{2}-\d{2}.*|(?:19|20)\d\d")
_LINK = re.compile(r"(?:https?://|www\.|mailto:)\S+", re.IGNORECASE)
_AROUND = re.compile(
    r"^(?:[$€£]|kr\.?|DKK|SEK|NOK|EUR|USD)\s*(?=[\d-])"
    r"|(?<=\d)\s*(?:[€£]|kr\.?|DKK|SEK|NOK|EUR|USD|[*†‡]+|\s[bepru]|\([^()]*\)|\[[^\[\]]*\])$"
)
_LOOK_AT = 400
_SHORT = 40
# No word for "missing" is longer, and none holds a digit.
_LONGEST_MISSING = 28
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Witness:
    """Shares of what stands in a column, all of the filled cells; `filled` counts those."""

    filled: int
    numbers: float
    years: float
    dates: float
    links: float
    long: float
    distinct: int

    @property
    def is_empty(self) -> bool:
        """Whether the column has nothing to say."""
        return self.filled == 0


def witness(cells: Iterable[Raw]) -> Witness:
    """What the cells of a column look like; long columns are judged by a sample."""
    held = [cell for cell in cells if cell is not None]
    sample = [cell for cell in held[:: max(1, len(held) // _LOOK_AT)] if not is_missing(cell)]
    kinds = Counter(kind for cell in sample for kind in kinds_of(cell))
    n = max(len(sample), 1)
    shares = (kinds[kind] / n for kind in ("number", "year", "date", "link", "long"))
    filled = len(held) if sample else 0
    return Witness(filled, *shares, distinct=len({str(cell) for cell in sample}))


def is_missing(raw: Raw) -> bool:
    """Whether a cell is empty or says in words that nothing is known."""
    if not isinstance(raw, str):
        return raw is None
    if len(raw) > _LONGEST_MISSING or _DIGIT.search(raw) or _odd(raw):
        return False
    return not raw.strip() or is_in("missing", raw)


def kinds_of(raw: Raw) -> tuple[str, ...]:
    """Every kind a cell can be taken for."""
    if isinstance(raw, bool):
        return ("bool",)
    if isinstance(raw, int | float):
        is_year = raw in YEARS
        return ("number", "year", "date") if is_year else ("number",)
    if isinstance(raw, date | datetime):
        return ("date",)
    if isinstance(raw, time) or raw is None or _odd(raw):
        return ()
    return _kinds_of_text(str(raw).strip())


@lru_cache(maxsize=50_000)
def _kinds_of_text(text: str) -> tuple[str, ...]:
    kinds: list[str] = []
    if number_in(_bare(text)) is not None:
        kinds.append("number")
    if year_of(text) is not None:
        kinds.append("year")
    if _DATE.fullmatch(text):
        kinds.append("date")
    if _LINK.match(text):
        kinds.append("link")
    if len(text) > 60:
        kinds.append("long")
    return tuple(kinds)


def decimal_sign(cells: Iterable[Raw]) -> str | None:
    """The sign that parts decimals in a column, told by the numbers that allow only one."""
    for cell in cells:
        text = cell.strip() if isinstance(cell, str) else ""
        if text and isinstance(number_in(text), float):
            found = re.search(r"([.,])\d+%?$", text)
            if found and len(text) - found.start() != 4:
                return found[1]
    return None


def number(text: str, *, sign: str | None) -> float | None:
    """The number in a text; where it may be two, the column's own decimal sign decides."""
    found = number_in(_bare(text))
    if isinstance(found, Ambiguous):
        if sign is None:
            return None
        return found.decimals if sign in text else float(found.thousands)
    return found


def _bare(text: str) -> str:
    """A figure without what is written around it: "342 [253-476]", "45,0 p", "8.500 €"."""
    return _AROUND.sub("", text) if len(text) <= _SHORT and any(map(str.isdigit, text)) else text


def _odd(raw: Raw) -> bool:
    return isinstance(raw, ExcelError | Uncalculated)
