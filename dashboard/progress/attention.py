"""What needs attention, by a stated rule, and who owes it.

The order is that of the tuple below: what is late before what may become late, and what
is wrong before what is unknown. Within a kind, the longest overdue comes first.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dashboard.plan.dates import last_day
from dashboard.plan.records import Record
from dashboard.plan.sheets import SheetKey
from dashboard.plan.status import ActionStatus, Progress
from dashboard.progress.implementation import Standing
from dashboard.progress.summary import Summary


class Need(StrEnum):
    """Why something needs attention, the most pressing first."""

    OVERDUE = "overdue"  # past its due date and reported as not completed
    MOVING_AWAY = "moving_away"
    DELAYED = "delayed"
    AT_RISK = "at_risk"
    SILENT = "silent"  # past its due date and no status was ever reported


NEEDS: tuple[Need, ...] = tuple(Need)


@dataclass(frozen=True, slots=True)
class Concern:
    """One thing that needs attention: why, which row and where it is, and the days it is late."""

    need: Need
    record: Record
    position: int
    days_late: int = 0


def concerns(summary: Summary) -> tuple[Concern, ...]:
    """Everything that needs attention, the most pressing first."""
    found = [*_late_actions(summary), *_lost_indicators(summary)]
    return tuple(sorted(found, key=lambda c: (NEEDS.index(c.need), -c.days_late)))


def _late_actions(summary: Summary) -> Iterator[Concern]:
    needy = {
        position: need
        for position, standing in enumerate(summary.standings)
        if (need := _need(standing)) is not None
    }
    records = summary.tables.records(SheetKey.ACTIONS, needy)
    for record, (position, need) in zip(records, needy.items(), strict=True):
        yield Concern(need, record, position, _days_late(record, summary.on))


def _need(standing: Standing) -> Need | None:
    if standing.overdue:
        return Need.OVERDUE if standing.reported.is_reported else Need.SILENT
    match standing.status:
        case ActionStatus.DELAYED:
            return Need.DELAYED
        case ActionStatus.AT_RISK:
            return Need.AT_RISK
        case _:
            return None


def _days_late(record: Record, on: date) -> int:
    due = record.text("due_date")
    return 0 if due is None else max(0, (on - last_day(due)).days)


def _lost_indicators(summary: Summary) -> Iterator[Concern]:
    for position, outcome in enumerate(summary.outcomes):
        if outcome.verdict.progress is Progress.MOVING_AWAY:
            yield Concern(Need.MOVING_AWAY, outcome.record, position)
