"""What a committee has to know of one goal or one administration, most pressing first."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.flows.open_edition import OpenEdition
from dashboard.flows.show_gaps import GapQuestion, find_gaps
from dashboard.flows.show_rows import Question, Row, rows
from dashboard.plan.sheets import SheetKey
from dashboard.plan.status import PRESSING, Progress
from dashboard.progress.attention import Concern
from dashboard.progress.gaps import GapKind


@dataclass(frozen=True, slots=True)
class Place:
    """What a brief is about: a goal or an administration."""

    goal: int | None = None
    administration: str | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One kind of gap: how many there are, and how many each administration can close.

    `unnamed` counts those nobody was named for.
    """

    kind: GapKind
    count: int
    owners: tuple[tuple[str, int], ...]
    unnamed: int


@dataclass(frozen=True, slots=True)
class Brief:
    """The indicators, what needs attention, who owes it, and what would close the gaps."""

    place: Place
    indicators: Sequence[Row]
    concerns: Sequence[Concern]
    owed: tuple[tuple[str, int], ...]
    steps: tuple[Step, ...]


def brief(opened: OpenEdition, place: Place) -> Brief:
    """The brief of a goal or an administration."""
    found = concerns_at(opened, place)
    owed = Counter(_responsible(opened, concern) for concern in found)
    return Brief(place, _indicators(opened, place), found, _most(owed), _steps(opened, place))


def _indicators(opened: OpenEdition, place: Place) -> Sequence[Row]:
    asked = Question(
        sheet=SheetKey.INDICATORS, goal=place.goal, administration=place.administration
    )
    found = rows(opened, asked).get(SheetKey.INDICATORS, [])
    return sorted(
        found, key=lambda row: _rank(row.outcome.verdict.progress if row.outcome else None)
    )


def _rank(progress: Progress | None) -> int:
    return len(PRESSING) if progress is None else PRESSING.index(progress)


def concerns_at(opened: OpenEdition, place: Place) -> Sequence[Concern]:
    """What needs attention at a place, the most pressing first."""
    index, goal = opened.summary.index, place.goal
    under = {} if goal is None else {s: set(i.by_goal.get(goal, ())) for s, i in index.items()}
    return [
        concern
        for concern in opened.concerns
        if place.administration in (None, _responsible(opened, concern))
        and (goal is None or concern.position in under[concern.record.sheet])
    ]


def _responsible(opened: OpenEdition, concern: Concern) -> str:
    """The administration that answers for a concern today."""
    return opened.summary.index[concern.record.sheet].responsible[concern.position]


def _steps(opened: OpenEdition, place: Place) -> tuple[Step, ...]:
    question = GapQuestion(goal=place.goal, administration=place.administration)
    found = find_gaps(opened, question)
    steps: list[Step] = []
    for kind in GapKind:
        named = Counter(gap.administration for gap in found if gap.kind is kind)
        owners = _most(Counter({code: n for code, n in named.items() if code}))
        unnamed = sum(n for code, n in named.items() if not code)
        steps.append(Step(kind, unnamed + sum(n for _, n in owners), owners, unnamed))
    return tuple(step for step in steps if step.count)


def _most(counted: "Counter[str]") -> tuple[tuple[str, int], ...]:
    """Those with most first; of those with as many, in the order of their codes."""
    return tuple(sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])))
