"""Indicators: what is measured, where it should go, and what was found."""

from dataclasses import dataclass
from enum import StrEnum

from dashboard.plan.status import Progress
from dashboard.plan.steps import Step


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


class MethodKey(StrEnum):
    """The rule an indicator is judged by: chosen in the workbook, one for each indicator."""

    LINEAR_PATH = "linear_path"
    MILESTONES = "milestones"
    STATCAN = "statcan"
    UN_CHART = "un_chart"
    DESTATIS = "destatis"
    LIMIT_DISTANCE = "limit_distance"
    YES_NO = "yes_no"
    BY_HAND = "by_hand"


class ChangeKind(StrEnum):
    """What was changed about an indicator under way."""

    DEFINITION = "definition"
    AMBITION = "ambition"
    RESTATED = "restated"  # the whole series was computed anew, so it still holds together

    @property
    def breaks_series(self) -> bool:
        """Whether what came before the change cannot be compared with what came after."""
        return self is not ChangeKind.RESTATED


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
    unit: str | None = None  # where the row itself tells one


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
class Change:
    """A change of definition or ambition, or a restatement: what, from which year, and why."""

    kind: ChangeKind
    year: int
    reason: str | None
    cell: str


@dataclass(frozen=True, slots=True)
class Manual:
    """What a named person judged by hand, and why; only whole with all three."""

    progress: Progress | None
    reason: str | None
    name: str | None
    cell: str


@dataclass(frozen=True, slots=True)
class Series:
    """All that a method may look at: the indicator's own data and nothing else.

    `status_year` is the year the indicator is judged in; without one the year of the latest
    value counts as now. `units` are the names its unit goes by, `across_break` the reason
    for computing across a break, `unread` the cells of observations nobody could read,
    `unclear` those of the indicator's own row.
    """

    indicator: str
    direction: Direction | None
    baseline: Point | None
    ambition: Ambition | None
    observations: tuple[Observation, ...]
    rhythm: Rhythm | None = None
    release_lag_months: int | None = None
    method: MethodKey | None = None
    status_year: int | None = None
    units: frozenset[str] = frozenset()
    steps: tuple[Step, ...] = ()
    steps_cell: str = ""
    natural_limit: float | None = None
    threshold: float | None = None
    change: Change | None = None
    across_break: str | None = None
    manual: Manual | None = None
    unread: tuple[str, ...] = ()
    unclear: tuple[str, ...] = ()
