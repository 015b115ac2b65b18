"""How it goes at a place: the distribution first, then coverage, then at most one word.

A place is the city, a goal, a target, an administration, or a goal within one. Missing data
are always part of the distribution. A row that serves several goals counts under each of
them and once in the city's total.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dashboard.plan.kinds import Relevance
from dashboard.plan.sheets import EFFORTS, SheetKey
from dashboard.plan.status import VERDICTS, ActionStatus, Progress
from dashboard.plan.targets import TARGETS, goal_of
from dashboard.progress.summary import Summary

OURS = (Relevance.OURS, Relevance.SHARED)


@dataclass(frozen=True, slots=True)
class Coverage:
    """Targets at a place: those in the register, those of them that are ours, those served.

    A target is served when at least one contribution in force, or one action that was not
    cancelled, is mapped to it.
    """

    registered: int
    ours: int
    served: int


@dataclass(frozen=True, slots=True)
class Rollup:
    """The marks at a place, every class and every status counted, also those of no row.

    `overdue` counts open actions past their due date, `contradicted` those of them that were
    reported as something else than delayed; `word` is None where the rule gives none or is
    switched off.
    """

    classes: Mapping[Progress, int]
    actions: Mapping[ActionStatus, int]
    overdue: int
    contradicted: int
    targets: Coverage
    word: Progress | None

    @property
    def indicators(self) -> int:
        """Every indicator at the place, also those that cannot be assessed."""
        return sum(self.classes.values())

    @property
    def assessed(self) -> int:
        """The indicators some method could give a class."""
        return sum(self.classes[p] for p in VERDICTS)


def rollup(
    summary: Summary,
    /,
    *,
    goal: int | None = None,
    target: str | None = None,
    administration: str | None = None,
    with_word: bool = True,
) -> Rollup:
    """The marks at a place; what is not named is not narrowed down."""
    indicators = _positions(summary, SheetKey.INDICATORS, goal, target, administration)
    actions = _positions(summary, SheetKey.ACTIONS, goal, target, administration)
    found = Counter(summary.outcomes[i].verdict.progress for i in indicators)
    standings = [summary.standings[i] for i in actions]
    counted = Counter(s.status for s in standings)
    classes = {p: found[p] for p in Progress}
    return Rollup(
        classes=classes,
        actions={s: counted[s] for s in ActionStatus},
        overdue=sum(s.overdue for s in standings),
        contradicted=sum(s.contradicted for s in standings),
        targets=coverage(summary, goal=goal, target=target, administration=administration),
        word=word_of(classes) if with_word else None,
    )


def word_of(classes: Mapping[Progress, int], /) -> Progress | None:
    """One word for many indicators: the best class that at least half of them all reach.

    All means all: those without data or without a class stand in the denominator and reach
    nothing. Where fewer than half can be assessed there is no word.
    """
    total, reached = sum(classes.values()), 0
    for progress in VERDICTS:
        reached += classes.get(progress, 0)
        if total and reached * 2 >= total:
            return progress
    return None


def coverage(
    summary: Summary,
    /,
    *,
    goal: int | None = None,
    target: str | None = None,
    administration: str | None = None,
) -> Coverage:
    """The targets at a place; with an administration, those the register gives to it."""
    codes = [
        code
        for code in TARGETS
        if code in summary.relevance
        and goal in (None, goal_of(code))
        and target in (None, code)
        and administration in (None, keeper(summary, code))
    ]
    ours = [c for c in codes if summary.relevance[c].text("relevance") in OURS]
    served = [c for c in ours if _is_served(summary, c, administration)]
    return Coverage(len(codes), len(ours), len(served))


def keeper(summary: Summary, target: str) -> str | None:
    """The administration that answers for a target today, by the register."""
    code = summary.relevance[target].text("administration")
    return summary.current.get(code, code) if code else None


def _is_served(summary: Summary, target: str, administration: str | None) -> bool:
    if administration is None:
        return target in summary.served
    places = (
        (sheet, position)
        for sheet in EFFORTS
        for position in summary.index[sheet].by_target.get(target, ())
        if position in summary.alive[sheet]
    )
    return any(summary.index[sheet].responsible[at] == administration for sheet, at in places)


def _positions(
    summary: Summary,
    sheet: SheetKey,
    goal: int | None,
    target: str | None,
    administration: str | None,
) -> Iterable[int]:
    """The rows of a sheet at a place, each once."""
    index = summary.index[sheet]
    sets: list[set[int]] = []
    if goal is not None:
        sets.append(set(index.by_goal.get(goal, ())))
    if target is not None:
        sets.append(set(index.by_target.get(target, ())))
    if administration is not None:
        sets.append(set(index.by_responsible.get(administration, ())))
    if not sets:
        return range(summary.tables.count(sheet))
    first, *others = sets
    return sorted(first.intersection(*others))
