"""What a method answers: a class with everything that led to it, or why there is none."""

import math
from dataclasses import dataclass
from enum import StrEnum

from dashboard.plan.indicators import Observation, Point
from dashboard.plan.status import Progress


class Reason(StrEnum):
    """Why a method gives no class."""

    NO_DATA = "no_data"
    # The data contradict themselves: the indicator is grey whatever the method.
    NOT_READ = "not_read"
    TWO_VALUES = "two_values"
    UNIT_CHANGE = "unit_change"
    MIXED_SCALE = "mixed_scale"
    FUTURE_VALUE = "future_value"
    RANGE_ORDER = "range_order"
    AMBITION_BEFORE_BASE = "ambition_before_base"
    DIRECTION_CONFLICT = "direction_conflict"
    # Something is missing.
    AMBITION_UNSTATED = "ambition_unstated"  # neither one, nor said that there is none
    NO_AMBITION = "no_ambition"
    NO_DIRECTION = "no_direction"
    NO_YEAR = "no_year"
    YEAR_PASSED = "year_passed"
    ONE_POINT = "one_point"
    FEW_POINTS = "few_points"
    SERIES_BREAK = "series_break"
    NO_STEPS = "no_steps"
    STEPS_ORDER = "steps_order"
    NO_MANUAL = "no_manual"
    MANUAL_INCOMPLETE = "manual_incomplete"
    # The method does not fit this indicator.
    NOT_POSITIVE = "not_positive"
    LIMITS_ONLY = "limits_only"
    ZERO_LIMIT = "zero_limit"
    BAD_THRESHOLD = "bad_threshold"
    BAD_NATURAL_LIMIT = "bad_natural_limit"
    TOO_LARGE = "too_large"


class Grade(StrEnum):
    """A class under the name it has in the method it comes from."""

    UN_ON_TRACK = "un_on_track"
    UN_FAIR = "un_fair"
    UN_STAGNANT = "un_stagnant"
    SUN = "sun"
    SUN_CLOUD = "sun_cloud"
    CLOUD = "cloud"
    THUNDERSTORM = "thunderstorm"
    WITHIN = "within"
    NEAR = "near"
    NEEDS_SOLUTION = "needs_solution"
    YES = "yes"
    NO = "no"

    @property
    def stands_alone(self) -> bool:
        """Whether it tells a status, so that the words for a pace would be wrong beside it."""
        return self in (Grade.WITHIN, Grade.NEAR, Grade.NEEDS_SOLUTION, Grade.YES, Grade.NO)


# What floats lose on the way: 6.1 → 5.5015 on the way to 4 is 0.95 of it, not 0.9499999999999996.
# A part of the threshold, so that zero stays zero.
NOISE = 1e-9


class Bound(StrEnum):
    """On which side of a threshold a class lies."""

    AT_LEAST = "at_least"
    BELOW = "below"
    AT_MOST = "at_most"


@dataclass(frozen=True, slots=True)
class Threshold:
    """Where a class begins; the first of a row of thresholds that a ratio passes is its class."""

    progress: Progress
    bound: Bound
    value: float
    grade: Grade | None = None

    def holds(self, ratio: float) -> bool:
        """Whether a ratio lies on this side; one that is the threshold but for noise is on it."""
        noise = NOISE * abs(self.value)
        match self.bound:
            case Bound.AT_LEAST:
                return ratio >= self.value - noise
            case Bound.AT_MOST:
                return ratio <= self.value + noise
            case Bound.BELOW:
                return ratio < self.value - noise


@dataclass(frozen=True, slots=True)
class Sum:
    """A formula with its numbers: `form` names it, `terms` fill the slots of its words."""

    form: str
    terms: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """A class and everything that led to it.

    `ratio` is what was held against the `thresholds`, None where nothing was computed;
    `grade` is the method's own name for the class, `sum` the formula with the numbers.
    `base` is the stated baseline or, where none can be used, the first comparable
    observation (`base_is_first`); `required` the value the path asks for in the year of the
    latest one. `since_break` is the year of the break the computation starts after, and
    `capped` tells that the ambition's year came without it being met.
    """

    progress: Progress
    ratio: float | None = None
    reason: Reason | None = None
    base: Point | None = None
    base_is_first: bool = False
    latest: Observation | None = None
    required: float | None = None
    grade: Grade | None = None
    sum: Sum | None = None
    thresholds: tuple[Threshold, ...] = ()
    since_break: int | None = None
    capped: bool = False

    @property
    def is_countable(self) -> bool:
        """Whether all its numbers can be written down."""
        terms = self.sum.terms if self.sum else ()
        numbers = (self.ratio, self.required, *(value for _, value in terms))
        return all(n is None or math.isfinite(n) for n in numbers)


def refusal(
    reason: Reason, /, *, latest: Observation | None = None, since_break: int | None = None
) -> Verdict:
    """No class, and why: without any value `no data`, otherwise `cannot be assessed`."""
    grey = Progress.NO_DATA if reason is Reason.NO_DATA else Progress.NOT_ASSESSED
    return Verdict(grey, reason=reason, latest=latest, since_break=since_break)


def classed(thresholds: tuple[Threshold, ...], ratio: float) -> Threshold:
    """The class of a ratio: the first threshold it passes; the last one takes the rest."""
    return next((t for t in thresholds[:-1] if t.holds(ratio)), thresholds[-1])
