# pyright: standard
# pandas hands out frames whose columns no checker knows
"""Everything that is counted in an edition, counted once.

Public pages only look numbers up here, so their cost does not grow with the plan.
A row mapped to several goals is counted under each of them and once in the city's total.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

import numpy as np

from dashboard.plan.administrations import Administration, successions
from dashboard.plan.dates import last_day
from dashboard.plan.goals import GOAL_NUMBERS
from dashboard.plan.records import Record
from dashboard.plan.sheets import EFFORTS, MAPPED, SheetKey
from dashboard.plan.status import ActionStatus, Progress
from dashboard.plan.targets import TARGETS
from dashboard.progress.frame import Tables, exploded
from dashboard.progress.implementation import Standing, stand
from dashboard.progress.outcomes import Outcome, outcomes

_K = TypeVar("_K", bound=Hashable)

Positions = tuple[int, ...]
Mark = ActionStatus | Progress

# A goal of None stands for the whole plan, an administration of None for the whole city.
Place = tuple[int | None, str | None]


@dataclass(frozen=True, slots=True)
class Index:
    """Where the rows of one sheet are: positions by id, goal, target and administration.

    `responsible` has, for each position, the administration that answers for it today, empty
    where none is named.
    """

    by_id: Mapping[str, int]
    responsible: tuple[str, ...]
    by_goal: Mapping[int, Positions]
    by_target: Mapping[str, Positions]
    by_responsible: Mapping[str, Positions]
    by_contributing: Mapping[str, Positions]
    unmapped: Positions


@dataclass(frozen=True, slots=True)
class Summary:
    """The counts of an edition on its status date.

    `rows[sheet][goal, administration]` counts rows by responsible administration;
    `marks` counts the marks of actions and indicators at the same places, `silent` the
    actions past their due date for which no status was reported. `alive` has the positions of
    contributions in force and of actions that were not cancelled, `served` the targets that at
    least one of them is mapped to.
    """

    on: date
    tables: Tables
    administrations: tuple[Administration, ...]
    current: Mapping[str, str]
    index: Mapping[SheetKey, Index]
    rows: Mapping[SheetKey, Mapping[Place, int]]
    standings: tuple[Standing, ...]
    outcomes: tuple[Outcome, ...]
    marks: Mapping[SheetKey, Mapping[Place, Mapping[Mark, int]]]
    silent: Mapping[Place, int]
    alive: Mapping[SheetKey, frozenset[int]]
    served: frozenset[str]
    relevance: Mapping[str, Record]

    def count(self, sheet: SheetKey, goal: int | None, administration: str | None) -> int:
        """How many rows of a sheet are at a place."""
        return self.rows[sheet].get((goal, administration), 0)

    def statuses(self, goal: int | None, administration: str | None) -> Mapping[Mark, int]:
        """How many actions have each status at a place, in the order of the statuses."""
        found = self.marks[SheetKey.ACTIONS].get((goal, administration), {})
        return {s: found.get(s, 0) for s in ActionStatus}

    def classes(self, goal: int | None, administration: str | None) -> Mapping[Mark, int]:
        """How many indicators have each class at a place, in the order of the classes."""
        found = self.marks[SheetKey.INDICATORS].get((goal, administration), {})
        return {p: found.get(p, 0) for p in Progress}

    def bare(self) -> "Summary":
        """The counts alone, to be kept when the rows they were counted from are put away."""
        return replace(
            self, tables=Tables({}, {}), index={}, standings=(), outcomes=(), alive={}, relevance={}
        )

    def in_charge(self) -> tuple[Administration, ...]:
        """The administrations that exist on the status date, or still have rows to answer for."""
        return tuple(
            a
            for a in self.administrations
            if self.current.get(a.code) == a.code
            and (a.exists_on(self.on) or any(self.count(s, None, a.code) for s in MAPPED))
        )

    def administration(self, code: str) -> Administration | None:
        """An administration by its code, past ones too."""
        return next((a for a in self.administrations if a.code == code), None)


def summarise(tables: Tables, *, on: date) -> Summary:
    """Count an edition once, as it stands on a day."""
    administrations = tuple(map(_administration, tables.records(SheetKey.ADMINISTRATIONS)))
    current = successions(administrations, on)
    index = {sheet: _index(tables, sheet, current) for sheet in MAPPED}
    standings = tuple(_standings(tables, on))
    relevance = _relevance(tables)
    found = tuple(outcomes(tables, on=on, relevance=relevance))
    alive = _alive(tables, standings, on)
    marks: dict[SheetKey, Sequence[Mark]] = {
        SheetKey.ACTIONS: [s.status for s in standings],
        SheetKey.INDICATORS: [o.verdict.progress for o in found],
    }
    places = {sheet: _places(tables, sheet, current) for sheet in MAPPED}
    return Summary(
        on=on,
        tables=tables,
        administrations=administrations,
        current=current,
        index=index,
        rows={sheet: Counter(place for _, place in places[sheet]) for sheet in MAPPED},
        standings=standings,
        outcomes=found,
        marks={sheet: _marks(places[sheet], given) for sheet, given in marks.items()},
        silent=Counter(
            place
            for position, place in places[SheetKey.ACTIONS]
            if standings[position].overdue and not standings[position].reported.is_reported
        ),
        alive=alive,
        served=_served(index, alive),
        relevance=relevance,
    )


def _relevance(tables: Tables) -> Mapping[str, Record]:
    """What the register says of each target, by its code."""
    rows = tables.records(SheetKey.RELEVANCE)
    return {code: row for row in rows if (code := row.text("target")) is not None}


def _administration(row: Record) -> Administration:
    return Administration(
        code=row.text("code") or "",
        name_da=row.text("name_da"),
        name_en=row.text("name_en"),
        committee_da=row.text("committee_da"),
        committee_en=row.text("committee_en"),
        valid_from=row.text("valid_from"),
        valid_to=row.text("valid_to"),
        predecessor=row.text("predecessor"),
    )


def _standings(tables: Tables, on: date) -> Iterable[Standing]:
    frame = tables.frames[SheetKey.ACTIONS]
    for status, due in zip(frame["status"].tolist(), frame["due_date"].tolist(), strict=True):
        yield stand(_text(status), _text(due), on=on)


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _index(tables: Tables, sheet: SheetKey, current: Mapping[str, str]) -> Index:
    frame = tables.frames[sheet]
    responsible = _in_charge(tables, sheet, current)
    at, codes = exploded(frame, "contributing")
    contributing = [current.get(str(code), str(code)) for code in codes]
    goals_at, goals = exploded(frame, "goals")
    return Index(
        by_id=tables.positions(sheet, "id"),
        responsible=responsible,
        by_goal=_grouped(goals_at, map(int, goals)),
        by_target=_grouped(*exploded(frame, "targets")),
        by_responsible=_grouped(range(len(frame)), responsible),
        by_contributing=_grouped(at, contributing),
        unmapped=tuple(sorted(set(range(len(frame))) - set(goals_at.tolist()))),
    )


def _in_charge(tables: Tables, sheet: SheetKey, current: Mapping[str, str]) -> tuple[str, ...]:
    """The administration that answers for each row today; empty where nobody is named."""
    told = tables.frames[sheet]["responsible"].tolist()
    return tuple(current.get(code, code) if isinstance(code, str) else "" for code in told)


def _grouped(positions: Iterable[int], keys: Iterable[_K]) -> dict[_K, Positions]:
    found: dict[_K, dict[int, None]] = {}
    for position, key in zip(positions, keys, strict=True):
        found.setdefault(key, {})[int(position)] = None
    return {key: tuple(many) for key, many in found.items()}


def _places(tables: Tables, sheet: SheetKey, current: Mapping[str, str]) -> list[tuple[int, Place]]:
    """Every (position, place) at which a row counts: each once, however often it is named."""
    frame = tables.frames[sheet]
    codes = _in_charge(tables, sheet, current)
    places: list[tuple[int, Place]] = []
    for position, (code, goals) in enumerate(zip(codes, frame["goals"].tolist(), strict=True)):
        places += [(position, (None, None)), (position, (None, code))]
        for goal in set(np.asarray(goals, dtype=int).tolist()):
            places += [(position, (goal, None)), (position, (goal, code))]
    return places


def _marks(
    places: Iterable[tuple[int, Place]], given: Sequence[Mark]
) -> dict[Place, Counter[Mark]]:
    found: dict[Place, Counter[Mark]] = {}
    for position, place in places:
        found.setdefault(place, Counter())[given[position]] += 1
    return found


def _alive(
    tables: Tables, standings: Sequence[Standing], on: date
) -> Mapping[SheetKey, frozenset[int]]:
    """The efforts that still serve something: what has ended or was cancelled serves nothing."""
    ends = tables.frames[SheetKey.CONTRIBUTIONS]["valid_to"].tolist()
    going = [s.status is not ActionStatus.CANCELLED for s in standings]
    in_force = [not isinstance(end, str) or last_day(end) >= on for end in ends]
    return {
        SheetKey.CONTRIBUTIONS: frozenset(at for at, is_alive in enumerate(in_force) if is_alive),
        SheetKey.ACTIONS: frozenset(at for at, is_alive in enumerate(going) if is_alive),
    }


def _served(
    index: Mapping[SheetKey, Index], alive: Mapping[SheetKey, frozenset[int]]
) -> frozenset[str]:
    """The targets that at least one contribution or action serves."""
    return frozenset(
        code
        for code in TARGETS
        if any(not alive[s].isdisjoint(index[s].by_target.get(code, ())) for s in EFFORTS)
    )


def empty_goals(summary: Summary) -> tuple[int, ...]:
    """The goals that no contribution and no action serves."""
    return tuple(
        goal
        for goal in GOAL_NUMBERS
        if not any(summary.count(sheet, goal, None) for sheet in EFFORTS)
    )
