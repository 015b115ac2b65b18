"""Two ways of writing a percentage, and how to see that a series has both."""

import re

_PERCENT = frozenset({"%", "pct", "pct.", "procent", "per cent", "percent"})
# “% af boliger” and “andel i pct.” are per cent, “procentpoint” and “%-point” are not.
_NAMED = re.compile(r"(?<!\w)(?:%|pct\b|procent\b|per ?cent\b)(?!\.?\s*-?\s*point)", re.IGNORECASE)
# So much larger is 45 than 0.45, and so seldom does a share really grow from year to year.
_LEAP = 20


def is_percent_unit(unit: str) -> bool:
    """Whether a unit is per cent, in any of its usual spellings, also of something named."""
    return _NAMED.search(unit) is not None


def same_unit(unit: str) -> str:
    """A unit as it is compared with another: “Pct.” and “%” are one, and so are “Ton” and “ton”."""
    plain = " ".join(unit.split()).casefold()
    return "%" if plain in _PERCENT else plain


def is_leap(one: float, other: float) -> bool:
    """Whether one of two neighbouring percentages is written as 0.45 and the other as 45."""
    small, large = sorted((abs(one), abs(other)))
    return 0 < small < 1 < large and large >= _LEAP * small
