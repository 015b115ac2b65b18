"""The status of an action: what was reported, and what the calendar adds to it."""

from dataclasses import dataclass
from datetime import date

from dashboard.plan.dates import last_day
from dashboard.plan.records import Record
from dashboard.plan.status import ActionStatus


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an action stands on the status date.

    `status` is the mark that is shown and counted, `reported` what the workbook says.
    An open action past its due date is delayed whatever was typed; one without any
    report stays unknown, for nobody knows, and is `overdue` all the same.
    """

    status: ActionStatus
    reported: ActionStatus
    overdue: bool

    @property
    def contradicted(self) -> bool:
        """Whether the calendar says something else than the report."""
        return self.status is not self.reported


def standing(action: Record, *, on: date) -> Standing:
    """The standing of one action on a day."""
    return stand(action.text("status"), action.text("due_date"), on=on)


def stand(status: str | None, due: str | None, *, on: date) -> Standing:
    """The standing that follows from a reported status and a due date."""
    reported = ActionStatus(status) if status else ActionStatus.UNKNOWN
    overdue = reported.is_open and due is not None and last_day(due) < on
    late = overdue and reported.is_reported
    return Standing(ActionStatus.DELAYED if late else reported, reported, overdue)
