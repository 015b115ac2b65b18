"""How the actions of the invented city run: dates, status, milestones and money."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

Row = dict[str, object]
Texts = Mapping[str, Any]

STATUS_DATE = date(2026, 11, 1)

# How many actions run which course. `overdue` is typed on_track although its time is up.
_COURSES: Mapping[str, int] = {
    "completed": 38,
    "on_track": 54,
    "overdue": 8,
    "at_risk": 20,
    "delayed": 18,
    "not_started": 14,
    "postponed": 6,
    "cancelled": 5,
    "": 7,
}
# Days between which an action starts and is due, counted from the status date.
_STARTS: Mapping[str, tuple[int, int]] = {
    "completed": (-1700, -900),
    "overdue": (-1400, -700),
    "delayed": (-1500, -800),
    "not_started": (60, 420),
    "postponed": (120, 700),
}
_DUES: Mapping[str, tuple[int, int]] = {
    "completed": (-800, -20),
    "overdue": (-300, -25),
    "delayed": (-420, 240),
    "at_risk": (60, 700),
    "not_started": (600, 1500),
    "postponed": (800, 1500),
}
_OTHER_START, _OTHER_DUE = (-1300, -200), (90, 1450)
# The share of milestones that is reached, between which.
_REACHED: Mapping[str, tuple[float, float]] = {
    "completed": (1, 1),
    "not_started": (0, 0),
    "postponed": (0, 0.2),
    "delayed": (0.2, 0.6),
    "at_risk": (0.3, 0.7),
}
# Budget in thousands of kroner by kind of action.
_BUDGETS: Mapping[str, tuple[int, int]] = {
    "B": (1_800, 48_000),
    "S": (350, 6_500),
    "P": (200, 1_400),
    "A": (150, 2_200),
}


def drawn_statuses(count: int, *, dice: Random) -> Sequence[str]:
    """One course for each action, in an order nobody chose."""
    courses = [course for course, number in _COURSES.items() for _ in range(number)]
    if len(courses) != count:
        raise ValueError(f"{count} actions, but courses for {len(courses)}")
    dice.shuffle(courses)
    return courses


def course_of(course: str, *, kind: str, story: Texts, dice: Random) -> Row:
    """All that an action tells of its course."""
    start, due = _dates(course, dice=dice)
    row: Row = {"start_date": _written(start, dice=dice), "due_date": _written(due, dice=dice)}
    if course == "overdue":
        # A bare year would only be over on its last day.
        row["due_date"] = due.isoformat()
    row |= _money(course, kind=kind, start=start, due=due, dice=dice)
    if not course:
        # Who reports no status often has not set a due date either.
        return row if dice.random() < 0.6 else row | {"due_date": None}
    row |= _milestones(course, story["milestones"][kind], due=due, dice=dice)
    judged = STATUS_DATE - timedelta(days=dice.randint(3, 60))
    status = "on_track" if course == "overdue" else course
    note = _note(course, kind=kind, notes=story["notes"], dice=dice)
    return row | note | {"status": status, "status_date": judged.isoformat()}


def _dates(course: str, *, dice: Random) -> tuple[date, date]:
    start = dice.randint(*_STARTS.get(course, _OTHER_START))
    due = max(dice.randint(*_DUES.get(course, _OTHER_DUE)), start + 90)
    return _month_start(_days(start)), _month_end(_days(due))


def _days(count: int) -> date:
    return STATUS_DATE + timedelta(days=count)


def _month_start(day: date) -> date:
    return day.replace(day=1)


def _month_end(day: date) -> date:
    """The last day of the month before: plans are due at the end of a month."""
    return day.replace(day=1) - timedelta(days=1)


def _written(day: date, *, dice: Random) -> str:
    """Most dates are days; some plans only name the year."""
    return str(day.year) if dice.random() < 0.12 else day.isoformat()


def _milestones(
    course: str, steps: Sequence[Sequence[str]], *, due: date, dice: Random
) -> Mapping[str, object]:
    if dice.random() > 0.8:
        return {}
    total = len(steps)
    low, high = _REACHED.get(course, (0.25, 0.8))
    reached = round(total * dice.uniform(low, high))
    told: Row = {"milestones": total, "milestones_reached": reached}
    if reached == total or course in ("cancelled", "completed"):
        return told
    da, en = steps[reached]
    return told | {
        "next_milestone_da": da,
        "next_milestone_en": en,
        "next_milestone_date": _next_date(due, dice=dice).isoformat(),
    }


def _next_date(due: date, *, dice: Random) -> date:
    """A month's end between now and the due date, or soon where that has passed."""
    ahead = (due - STATUS_DATE).days
    if ahead < 60:
        return _month_end(_days(dice.randint(60, 240)))
    return min(_month_end(_days(dice.randint(60, ahead))), due)


def _money(course: str, *, kind: str, start: date, due: date, dice: Random) -> Row:
    if dice.random() > 0.62:
        return {}
    low, high = _BUDGETS[kind]
    # Small grants are more common than large ones.
    budget = round((low + (high - low) * dice.random() ** 2) / 50) * 50_000
    return {"budget": budget, "spent": _spent(course, budget, start=start, due=due, dice=dice)}


def _spent(course: str, budget: int, *, start: date, due: date, dice: Random) -> int:
    if course in ("not_started", "postponed"):
        return 0
    if course == "completed":
        return round(budget * dice.uniform(0.88, 1.06) / 1000) * 1000
    passed = (STATUS_DATE - start).days / max((due - start).days, 1)
    share = min(max(passed, 0.02), 0.97) * dice.uniform(0.6, 1.05)
    return round(budget * share / 1000) * 1000


def _note(course: str, *, kind: str, notes: Texts, dice: Random) -> Row:
    by_kind = notes.get(course)
    if by_kind is None or (course == "completed" and dice.random() > 0.4):
        return {}
    da, en = dice.choice(by_kind.get(kind) or by_kind["any"])
    return {"status_note_da": da, "status_note_en": en}
