"""What was reported of an action, and what the calendar adds to it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.plan.status import REPORTABLE, ActionStatus
from dashboard.progress.implementation import stand

ON = date(2026, 3, 15)
_CLOSED = (ActionStatus.COMPLETED, ActionStatus.CANCELLED)


@pytest.mark.parametrize("status", REPORTABLE)
def test_before_the_due_date_a_report_stands_as_it_was_made(status: ActionStatus):
    for due in (None, "2026-03-15", "2026-03-16", "2026", "2027"):
        found = stand(status.value, due, on=ON)
        assert (found.status, found.reported) == (status, status)
        assert not found.overdue
        assert not found.contradicted


@pytest.mark.parametrize("status", [s for s in REPORTABLE if s not in _CLOSED])
@pytest.mark.parametrize("due", ["2026-03-14", "2025", "2025-12-31", "1999"])
def test_an_open_action_past_its_due_date_is_delayed(status: ActionStatus, due: str):
    found = stand(status.value, due, on=ON)
    assert found.status is ActionStatus.DELAYED
    assert found.reported is status
    assert found.overdue
    assert found.contradicted == (status is not ActionStatus.DELAYED)


@pytest.mark.parametrize("status", _CLOSED)
def test_what_is_done_or_given_up_cannot_be_overdue(status: ActionStatus):
    found = stand(status.value, "1999", on=ON)
    assert (found.status, found.overdue, found.contradicted) == (status, False, False)


def test_an_action_nobody_reported_on_stays_unknown_even_when_it_is_overdue():
    found = stand(None, "2025-12-31", on=ON)
    assert found.status is found.reported is ActionStatus.UNKNOWN
    assert found.overdue
    assert not found.contradicted


@pytest.mark.parametrize(("on", "overdue"), [(date(2025, 12, 31), False), (date(2026, 1, 1), True)])
def test_a_due_date_that_is_only_a_year_has_passed_when_the_year_is_over(on, overdue):
    assert stand("on_track", "2025", on=on).overdue is overdue


@given(st.none() | st.sampled_from(REPORTABLE), st.dates(), st.dates(), st.integers(0, 4000))
def test_what_is_overdue_stays_overdue(status, due: date, on: date, later: int):
    now = stand(status, due.isoformat(), on=on)
    if now.overdue and on < date.max - timedelta(days=later):
        assert stand(status, due.isoformat(), on=on + timedelta(days=later)).overdue
