"""Two ways of writing a percentage, and how to see that a series has both."""

_PERCENT = frozenset({"%", "pct", "pct.", "procent", "per cent", "percent"})
# So much larger is 45 than 0.45, and so seldom does a share really grow from year to year.
_LEAP = 20


def is_percent_unit(unit: str) -> bool:
    """Whether a unit is per cent, in any of its usual spellings."""
    return unit.strip().casefold() in _PERCENT


def is_leap(one: float, other: float) -> bool:
    """Whether one of two neighbouring percentages is written as 0.45 and the other as 45."""
    small, large = sorted((abs(one), abs(other)))
    return 0 < small < 1 < large and large >= _LEAP * small
