"""Where the city can take further action, by a stated rule, and who owes it.

The order is that of the tuple below: what was promised and is late, then what nobody does,
then what an administration could do, then work that nobody measures, then indicators that
cannot show how it goes. The order within a kind stands beside it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dashboard.plan.dates import last_day
from dashboard.plan.goals import GOAL_NUMBERS
from dashboard.plan.sheets import EFFORTS, SheetKey
from dashboard.plan.status import DataStatus, Freshness, Lack
from dashboard.plan.targets import TARGETS, targets_of
from dashboard.progress.outcomes import Outcome
from dashboard.progress.rollup import OURS, keeper
from dashboard.progress.summary import Summary


class GapKind(StrEnum):
    """What kind of gap: the order is the order they are shown in."""

    OVERDUE = "overdue"  # an open action past its due date
    UNSERVED = "unserved"  # a target that is ours, with no contribution and no action
    UNUSED = "unused"  # a goal an administration could serve, but does not
    UNMEASURED = "unmeasured"  # a contribution no indicator measures
    INCOMPLETE = "incomplete"  # an indicator without ambition, baseline or fresh values


@dataclass(frozen=True, slots=True)
class Gap:
    """One gap: `administration` is who owes the next step, None where nobody is named.

    A gap is a row (`sheet` and `position`), a target, or a goal of one administration;
    `targets` are those the register gives it there, `shares` the rows of others it takes
    part in, `watches` the indicators and cooperations it answers for.
    """

    kind: GapKind
    administration: str | None
    sheet: SheetKey | None = None
    position: int | None = None
    target: str | None = None
    goal: int | None = None
    days_late: int = 0
    lacks: tuple[Lack, ...] = ()
    is_late: bool = False
    targets: tuple[str, ...] = ()
    shares: int = 0
    watches: int = 0


@dataclass(frozen=True, slots=True)
class Finder:
    """One kind of gap, what finds it, and the sheet it has rows on, if any."""

    kind: GapKind
    find: Callable[[Summary], Iterator[Gap]]
    sheet: SheetKey | None


def gaps(summary: Summary) -> tuple[Gap, ...]:
    """Every gap of a plan, the most pressing first."""
    return tuple(gap for finder in GAPS for gap in finder.find(summary))


def _overdue(summary: Summary) -> Iterator[Gap]:
    """Open actions past their due date, the longest overdue first."""
    dues = summary.tables.frames[SheetKey.ACTIONS]["due_date"].tolist()
    index = summary.index[SheetKey.ACTIONS]
    late = [
        (_days(str(dues[at]), summary.on), at)
        for at, standing in enumerate(summary.standings)
        if standing.overdue
    ]
    for days, at in sorted(late, key=lambda pair: (-pair[0], pair[1])):
        who = index.responsible[at]
        yield Gap(GapKind.OVERDUE, who, SheetKey.ACTIONS, at, days_late=days)


def _days(due: str, on: date) -> int:
    return max(0, (on - last_day(due)).days)


def _unserved(summary: Summary) -> Iterator[Gap]:
    """Targets of the city that nothing serves: its own before shared ones, in the UN's order."""
    for relevance in OURS:
        for code in TARGETS:
            row = summary.relevance.get(code)
            if row and row.text("relevance") == relevance and code not in summary.served:
                yield Gap(GapKind.UNSERVED, keeper(summary, code), target=code)


def _unused(summary: Summary) -> Iterator[Gap]:
    """Goals an administration could serve but does not; where it has most targets, first.

    It could when the register gives it a target there that is ours, when it takes part in
    somebody else's work there, or when it answers for an indicator or a cooperation there.
    """
    found = [
        gap
        for a in summary.in_charge()
        for goal in GOAL_NUMBERS
        if not any(summary.count(sheet, goal, a.code) for sheet in EFFORTS)
        if (gap := _could(summary, a.code, goal)) is not None
    ]
    yield from sorted(found, key=lambda g: (-len(g.targets), -g.shares - g.watches, g.goal or 0))


def _could(summary: Summary, code: str, goal: int) -> Gap | None:
    given = tuple(t for t in targets_of(goal) if _is_ours(summary, t, code))
    shares = sum(len(_at(summary, sheet, goal, code, taking_part=True)) for sheet in EFFORTS)
    watched = (SheetKey.INDICATORS, SheetKey.COOPERATION)
    watches = sum(len(_at(summary, sheet, goal, code, taking_part=False)) for sheet in watched)
    if not (given or shares or watches):
        return None
    return Gap(GapKind.UNUSED, code, goal=goal, targets=given, shares=shares, watches=watches)


def _is_ours(summary: Summary, target: str, code: str) -> bool:
    """Whether the register gives a target of the city to an administration."""
    row = summary.relevance.get(target)
    return row is not None and row.text("relevance") in OURS and keeper(summary, target) == code


def _at(summary: Summary, sheet: SheetKey, goal: int, code: str, *, taking_part: bool) -> set[int]:
    index = summary.index[sheet]
    own = index.by_contributing if taking_part else index.by_responsible
    return set(index.by_goal.get(goal, ())).intersection(own.get(code, ()))


def _unmeasured(summary: Summary) -> Iterator[Gap]:
    """Contributions in force that no indicator names as what it measures, as in the workbook."""
    sheet = SheetKey.CONTRIBUTIONS
    measured = {code for o in summary.outcomes for code in o.record.codes("measures")}
    index = summary.index[sheet]
    for code, at in index.by_id.items():
        if code not in measured and at in summary.alive[sheet]:
            yield Gap(GapKind.UNMEASURED, index.responsible[at], sheet, at)


_TOLD = (
    Lack.VALUES,
    Lack.READABLE_VALUES,
    Lack.DIRECTION,
    Lack.AMBITION,
    Lack.AMBITION_YEAR,
    Lack.BASELINE,
)


def _incomplete(summary: Summary) -> Iterator[Gap]:
    """Indicators that lack something or whose newest value is too old, those lacking most first."""
    sheet, found = SheetKey.INDICATORS, list[Gap]()
    index = summary.index[sheet]
    for at, outcome in enumerate(summary.outcomes):
        lacking, is_late = _lacking(outcome), outcome.freshness is Freshness.LATE
        if outcome.data is not DataStatus.NOT_APPLICABLE and (lacking or is_late):
            who = index.responsible[at]
            gap = Gap(GapKind.INCOMPLETE, who, sheet, at, lacks=lacking, is_late=is_late)
            found.append(gap)
    yield from sorted(found, key=lambda g: -len(g.lacks) - g.is_late)


def _lacking(outcome: Outcome) -> tuple[Lack, ...]:
    return tuple(lack for lack in outcome.lacks if lack in _TOLD)


GAPS: tuple[Finder, ...] = (
    Finder(GapKind.OVERDUE, _overdue, SheetKey.ACTIONS),
    Finder(GapKind.UNSERVED, _unserved, None),
    Finder(GapKind.UNUSED, _unused, None),
    Finder(GapKind.UNMEASURED, _unmeasured, SheetKey.CONTRIBUTIONS),
    Finder(GapKind.INCOMPLETE, _incomplete, SheetKey.INDICATORS),
)
