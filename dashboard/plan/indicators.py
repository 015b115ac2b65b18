"""Indicators: what is measured, where it should go, and what was found."""

from dataclasses import dataclass
from enum import StrEnum


class Direction(StrEnum):
    """Which way is better. Never assumed: an indicator without one is not judged."""

    UP = "up"
    DOWN = "down"


class Operator(StrEnum):
    """How a value meets its ambition; `NONE` says outright that there is no ambition."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    EQUAL = "equal"
    RANGE = "range"
    NONE = "none"


class Rhythm(StrEnum):
    """How often a new value comes; late is late by this rhythm and no other."""

    YEARLY = "yearly"
    TWO_YEARLY = "two_yearly"
    FOUR_YEARLY = "four_yearly"
    IRREGULAR = "irregular"

    @property
    def years(self) -> int | None:
        """Years between two values, where that can be said."""
        return {"yearly": 1, "two_yearly": 2, "four_yearly": 4}.get(self.value)


class ValueStatus(StrEnum):
    """How firm one value is."""

    FINAL = "final"
    PROVISIONAL = "provisional"
    ESTIMATED = "estimated"
    RESTATED = "restated"


@dataclass(frozen=True, slots=True)
class Point:
    """A value in a year and the cell it came from; `year` may be missing in the source."""

    year: int | None
    value: float
    cell: str


@dataclass(frozen=True, slots=True)
class Observation:
    """One measured value; `breaks` tells why it cannot be compared with those before it."""

    year: int
    value: float
    cell: str
    status: ValueStatus | None = None
    breaks: str | None = None


@dataclass(frozen=True, slots=True)
class Ambition:
    """Where the city wants to be: `value` (with `upper` for a range), met in `year`."""

    operator: Operator
    value: float | None
    upper: float | None
    year: int | None
    cell: str

    def met_by(self, value: float) -> bool:
        """Whether `value` fulfils the ambition; an ambition without a number is never met."""
        if self.value is None:
            return False
        match self.operator:
            case Operator.AT_LEAST:
                return value >= self.value
            case Operator.AT_MOST:
                return value <= self.value
            case Operator.EQUAL:
                return value == self.value
            case Operator.RANGE:
                return self.upper is not None and self.value <= value <= self.upper
            case Operator.NONE:
                return False


@dataclass(frozen=True, slots=True)
class Series:
    """All that a method may look at: the indicator's own data and nothing else."""

    indicator: str
    direction: Direction | None
    baseline: Point | None
    ambition: Ambition | None
    observations: tuple[Observation, ...]
    rhythm: Rhythm | None = None
    release_lag_months: int | None = None
