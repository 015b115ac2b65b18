"""Numbers that stand in a cell as text, as Danes and others write them."""

import math
import re
from dataclasses import dataclass

_SPACES = re.compile(r"(?<=[0-9])[\s\u00a0\u2009\u202f'](?=[0-9]{3})")
_AMBIGUOUS = re.compile(r"[+-]?[1-9][0-9]{0,2}[.,][0-9]{3}")
_WHOLE = re.compile(r"[+-]?[0-9]+")
# Decimal comma, points between thousands; and the other way round.
_DANISH = re.compile(r"[+-]?(?:[0-9]+|[0-9]{1,3}(?:\.[0-9]{3})+)(?:,[0-9]+)?")
_ENGLISH = re.compile(r"[+-]?(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.[0-9]+)?")
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """A text that is one number to a Dane and another one to an Englishman."""

    thousands: int
    decimals: float


def number_in(text: str) -> float | Ambiguous | None:
    """The number a text stands for, both where it may be two, None where it is none.

    `1.234,5` and `1,234.5` are clear, and so is `1.234.567`; `1.234` alone is not.
    """
    plain = _plain(text)
    if len(plain) > _LONGEST:
        return None
    if _AMBIGUOUS.fullmatch(plain):
        digits = plain.replace(",", ".")
        return Ambiguous(int(digits.replace(".", "")), float(digits))
    if _WHOLE.fullmatch(plain):
        return float(plain)
    if _DANISH.fullmatch(plain):
        return float(plain.replace(".", "").replace(",", "."))
    if _ENGLISH.fullmatch(plain):
        return float(plain.replace(",", ""))
    return None


def decimals_of(shown_as: str | None) -> int | None:
    """How many decimals a number format shows, or None where it shows as many as there are."""
    if shown_as is None:
        return None
    signs = _signs(shown_as.split(";")[0])
    if not re.search(r"[0#?]", signs):
        return None
    point = re.search(r"\.([0#?]+)", signs)
    return len(point.group(1)) if point else 0


def is_percent(shown_as: str | None) -> bool:
    """Whether a number format shows 0.45 as 45 %."""
    return shown_as is not None and "%" in _signs(shown_as)


def is_finite(value: float) -> bool:
    """Whether a number is one that can be counted with; whole numbers may be too large."""
    try:
        return math.isfinite(value)
    except OverflowError:
        return False


def plain_text(value: float) -> str:
    """A number as a cell shows it: no decimals where it has none, and no rounding noise."""
    return f"{value:.15g}"


def _plain(text: str) -> str:
    signs = text.strip().replace("\u2212", "-").removesuffix("%").strip()
    return _SPACES.sub("", signs)


def _signs(shown_as: str) -> str:
    """A number format without the literal text in it."""
    return re.sub(r'"[^"]*"|\\.|\[[^\]]*\]', "", shown_as)
