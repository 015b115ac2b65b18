"""What needs attention comes in a stated order."""

from datetime import date

import pytest

from dashboard.plan.sheets import SheetKey
from dashboard.plan.status import ActionStatus, Progress
from dashboard.progress.attention import NEEDS, Need, concerns
from tests.samples import ADMINISTRATIONS, EXAMPLES, action, example, plan


def _concerns(actions: list[dict[str, object]]) -> list[tuple[Need, str | None, int]]:
    rows = {
        SheetKey.ADMINISTRATIONS: ADMINISTRATIONS,
        SheetKey.ACTIONS: actions,
        SheetKey.INDICATORS: [
            {
                **action("I-1", direction="up", ambition_operator="at_least"),
                "ambition_value": 10,
                "ambition_year": 2030,
            }
        ],
        SheetKey.OBSERVATIONS: [
            {"indicator": ["I-1"], "year": year, "value": value}
            for year, value in ((2020, 5), (2022, 4))
        ],
    }
    found = plan(rows, on=date(2026, 3, 1)).concerns
    return [(c.need, c.record.text("id"), c.days_late) for c in found]


def test_what_is_late_comes_before_what_may_become_late():
    found = _concerns(
        [
            action("risk", status="at_risk", due_date=2030),
            action("silent", due_date="2026-02-28"),
            action("fine", status="on_track", due_date=2030),
            action("slow", status="delayed", due_date=2030),
            action("late", status="on_track", due_date="2026-02-01"),
            action("done", status="completed", due_date="2020-01-01"),
            action("later", status="at_risk", due_date=2024),
            action("open"),
        ]
    )
    assert found == [
        (Need.OVERDUE, "later", 425),
        (Need.OVERDUE, "late", 28),
        (Need.MOVING_AWAY, "I-1", 0),
        (Need.DELAYED, "slow", 0),
        (Need.AT_RISK, "risk", 0),
        (Need.SILENT, "silent", 1),
    ]


def test_equally_late_rows_keep_the_order_of_the_workbook():
    found = _concerns([action(name, due_date=2025, status="delayed") for name in "cab"])
    assert [name for need, name, _ in found if need is Need.OVERDUE] == ["c", "a", "b"]


@pytest.mark.parametrize("name", EXAMPLES)
def test_everything_late_lost_or_at_risk_is_named_once(name: str):
    opened = example(name)
    summary = opened.summary
    found = opened.concerns
    assert found == concerns(summary)
    ranks = [NEEDS.index(c.need) for c in found]
    assert ranks == sorted(ranks)
    keys = [(c.record.sheet, c.record.row) for c in found]
    assert len(keys) == len(set(keys))
    statuses, classes = summary.statuses(None, None), summary.classes(None, None)
    silent = sum(s.overdue and not s.reported.is_reported for s in summary.standings)
    expected = statuses[ActionStatus.DELAYED] + statuses[ActionStatus.AT_RISK] + silent
    assert len(found) == expected + classes[Progress.MOVING_AWAY]
