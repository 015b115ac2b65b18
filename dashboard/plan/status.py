"""The marks a reader meets. They answer different questions and are never merged."""

from enum import StrEnum


class ActionStatus(StrEnum):
    """Where an action stands. The order is the order of every bar and legend."""

    COMPLETED = "completed"
    ON_TRACK = "on_track"
    AT_RISK = "at_risk"
    DELAYED = "delayed"
    NOT_STARTED = "not_started"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"
    UNKNOWN = "unknown"  # nothing was reported: never typed, always shown

    @property
    def is_reported(self) -> bool:
        """Whether somebody said where the action stands."""
        return self is not ActionStatus.UNKNOWN

    @property
    def is_open(self) -> bool:
        """Whether a due date can still be missed."""
        return self not in (ActionStatus.COMPLETED, ActionStatus.CANCELLED)


REPORTABLE: tuple[ActionStatus, ...] = tuple(s for s in ActionStatus if s.is_reported)


class Progress(StrEnum):
    """How an indicator moves towards its ambition."""

    ACHIEVED = "achieved"
    ON_TRACK = "on_track"
    ACCELERATE = "accelerate"
    LIMITED = "limited"
    MOVING_AWAY = "moving_away"
    NOT_ASSESSED = "not_assessed"  # there are values, but not enough for a verdict
    NO_DATA = "no_data"

    @property
    def is_verdict(self) -> bool:
        """Whether a rule could judge the indicator at all."""
        return self not in (Progress.NOT_ASSESSED, Progress.NO_DATA)


VERDICTS: tuple[Progress, ...] = tuple(p for p in Progress if p.is_verdict)
# What counts as good wherever good is counted.
REACHED: tuple[Progress, ...] = (Progress.ACHIEVED, Progress.ON_TRACK)
AS_PLANNED: tuple[ActionStatus, ...] = (ActionStatus.COMPLETED, ActionStatus.ON_TRACK)
# What needs a decision comes first, what nobody can judge last.
PRESSING: tuple[Progress, ...] = (*reversed(VERDICTS), Progress.NOT_ASSESSED, Progress.NO_DATA)


class DataStatus(StrEnum):
    """Whether what an indicator is judged by is there; says nothing of how it goes."""

    COMPLETE = "complete"
    IN_PROGRESS = "in_progress"  # there are values, and something else is still missing
    MISSING = "missing"  # there is no value at all
    NOT_APPLICABLE = "not_applicable"  # every target it measures is registered as not ours


class Lack(StrEnum):
    """One thing an indicator still lacks, the most pressing first."""

    VALUES = "values"
    READABLE_VALUES = "readable_values"
    SECOND_VALUE = "second_value"
    DIRECTION = "direction"
    AMBITION = "ambition"
    AMBITION_YEAR = "ambition_year"
    BASELINE = "baseline"
    RHYTHM = "rhythm"


class Freshness(StrEnum):
    """Whether the newest value is as new as the indicator's own rhythm allows."""

    FRESH = "fresh"
    LATE = "late"
    UNKNOWN = "unknown"  # no rhythm is given, or there is no value
