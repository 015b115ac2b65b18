"""Shelves: the rows of a sheet by everything one can filter by, and in every order."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from dashboard.flows.open_edition import OpenEdition
from dashboard.language.spelling import in_order
from dashboard.language.words import Language, either
from dashboard.plan.dates import last_day
from dashboard.plan.records import Record
from dashboard.plan.sheets import SheetKey
from dashboard.plan.status import AS_PLANNED, PRESSING, REACHED, ActionStatus, Progress
from dashboard.progress.outcomes import Outcome
from dashboard.progress.summary import Summary

Positions = frozenset[int]
YES = "1"  # the value of a filter that is only on or off


class Order(StrEnum):
    """How a list is ordered; `MATCH` only where something is searched for."""

    MATCH = "match"
    URGENCY = "urgency"
    DUE = "due"  # what is still open first
    LATEST = "latest"
    TITLE = "title"
    ADMINISTRATION = "administration"
    ROW = "row"  # as in the workbook


# The most pressing first; what nobody has told stands before what goes well.
_STATUSES = (
    ActionStatus.DELAYED,
    ActionStatus.AT_RISK,
    ActionStatus.UNKNOWN,
    ActionStatus.NOT_STARTED,
    ActionStatus.ON_TRACK,
    ActionStatus.POSTPONED,
    ActionStatus.COMPLETED,
    ActionStatus.CANCELLED,
)
_SLOW = (Progress.ACCELERATE, Progress.LIMITED)
_UNJUDGED = (Progress.NOT_ASSESSED, Progress.NO_DATA)
_YEAR = 365


@dataclass(frozen=True, slots=True)
class Shelf:
    """The rows of a sheet: `places[filter][value]` are positions, `ranks` an order of them.

    `tells[tally]` are the positions that a sentence over a list counts.
    """

    count: int
    places: Mapping[str, Mapping[str, Positions]]
    ranks: Mapping[tuple[Order, Language], Sequence[int]]
    tells: Mapping[str, Positions]


def shelf(opened: OpenEdition, sheet: SheetKey) -> Shelf:
    """The shelf of a sheet, filled at its first question."""
    return opened.once(_SHELVES[sheet])


def _actions(opened: OpenEdition) -> Shelf:
    summary = opened.summary
    records = summary.tables.records(SheetKey.ACTIONS)
    due = [None if (d := r.text("due_date")) is None else last_day(d) for r in records]
    pressing = [
        (_STATUSES.index(s.status), not s.overdue, d or date.max)
        for s, d in zip(summary.standings, due, strict=True)
    ]
    places = {
        **_mapped(opened, SheetKey.ACTIONS),
        "status": _by((s.status.value,) for s in summary.standings),
        "kind": _by(_kinds_of(opened, records)),
    }
    by_due = [
        (not s.status.is_open, d or date.max) for s, d in zip(summary.standings, due, strict=True)
    ]
    keys = {Order.URGENCY: pressing, Order.DUE: by_due, Order.ROW: range(len(records))}
    ranks = _ranks(summary, SheetKey.ACTIONS, records, keys)
    return Shelf(len(records), places, ranks, _told_of_actions(summary, due))


def _indicators(opened: OpenEdition) -> Shelf:
    summary, outcomes = opened.summary, opened.summary.outcomes
    records = [outcome.record for outcome in outcomes]
    places = {
        **_mapped(opened, SheetKey.INDICATORS),
        "class": _by((o.verdict.progress.value,) for o in outcomes),
        "data": _by((o.data.value,) for o in outcomes),
    }
    keys = {
        Order.URGENCY: [PRESSING.index(o.verdict.progress) for o in outcomes],
        Order.LATEST: [-_newest(o) for o in outcomes],
        Order.ROW: range(len(records)),
    }
    ranks = _ranks(summary, SheetKey.INDICATORS, records, keys)
    return Shelf(len(records), places, ranks, _told_of_indicators(outcomes))


def _told_of_actions(summary: Summary, due: Sequence[date | None]) -> dict[str, Positions]:
    """`soon` are open and due within a year of the status date, `silent` past it, unreported."""
    on = summary.on
    return _by(
        (
            "late" if s.status is ActionStatus.DELAYED else "timely",
            "unknown" if s.status is ActionStatus.UNKNOWN else "reported",
            *("good",) * (s.status in AS_PLANNED),
            *("at_risk",) * (s.status is ActionStatus.AT_RISK),
            *("soon",) * (d is not None and 0 <= (d - on).days <= _YEAR and s.status.is_open),
            *("silent",) * (s.overdue and not s.reported.is_reported),
        )
        for s, d in zip(summary.standings, due, strict=True)
    )


def _told_of_indicators(outcomes: Sequence[Outcome]) -> dict[str, Positions]:
    """`drawn` have values to draw."""
    return _by(
        (
            "unjudged" if o.verdict.progress in _UNJUDGED else "judged",
            *("good",) * (o.verdict.progress in REACHED),
            *("slow",) * (o.verdict.progress in _SLOW),
            *("away",) * (o.verdict.progress is Progress.MOVING_AWAY),
            *("drawn",) * bool(o.series.observations),
        )
        for o in outcomes
    )


_SHELVES: Mapping[SheetKey, Callable[[OpenEdition], Shelf]] = {
    SheetKey.ACTIONS: _actions,
    SheetKey.INDICATORS: _indicators,
}


def _newest(outcome: Outcome) -> int:
    seen = outcome.series.observations
    return seen[-1].year if seen else 0


def _mapped(opened: OpenEdition, sheet: SheetKey) -> dict[str, Mapping[str, Positions]]:
    index = opened.summary.index[sheet]
    troubled = frozenset(c.position for c in opened.concerns if c.record.sheet is sheet)
    return {
        "goal": {str(goal): frozenset(found) for goal, found in index.by_goal.items()},
        "target": _frozen(index.by_target),
        "administration": _frozen(index.by_responsible),
        "contributing": _frozen(index.by_contributing),
        "attention": {YES: troubled},
        "unmapped": {YES: frozenset(index.unmapped)},
    }


def _frozen(found: Mapping[str, Sequence[int]]) -> dict[str, Positions]:
    return {value: frozenset(positions) for value, positions in found.items()}


def _by(values: Iterable[Iterable[str]]) -> dict[str, Positions]:
    found: dict[str, set[int]] = {}
    for position, many in enumerate(values):
        for value in many:
            found.setdefault(value, set()).add(position)
    return {value: frozenset(positions) for value, positions in found.items()}


def _kinds_of(opened: OpenEdition, actions: Iterable[Record]) -> Iterable[tuple[str, ...]]:
    """What each action belongs to: the kinds of its contributions and cooperation."""
    kinds: dict[str, str] = {}
    for sheet in (SheetKey.COOPERATION, SheetKey.CONTRIBUTIONS):
        for row in opened.summary.tables.records(sheet):
            kinds[row.text("id") or ""] = row.text("kind") or ""
    for action in actions:
        yield tuple(filter(None, (kinds.get(i) for i in action.codes("contribution"))))


def _ranks(
    summary: Summary,
    sheet: SheetKey,
    records: Sequence[Record],
    keys: Mapping[Order, Sequence[Any]],
) -> dict[tuple[Order, Language], Sequence[int]]:
    """The rank of each position in each order and language; equals go by their titles."""
    found: dict[tuple[Order, Language], Sequence[int]] = {}
    for language in Language:
        titles = [in_order(_title(record, language)) for record in records]
        names = {a.code: either(a.name, language) for a in summary.administrations}
        charge = [
            in_order(named[0] if (named := names.get(code)) else code)
            for code in summary.index[sheet].responsible
        ]
        each = {Order.TITLE: titles, Order.ADMINISTRATION: charge, **keys}
        for order, key in each.items():
            found[order, language] = _ranked(key, titles)
    return found


def _title(record: Record, language: Language) -> str:
    told = either(lambda lang: record.text(f"title_{lang}"), language)
    return told[0] if told else record.text("id") or ""


def _ranked(keys: Sequence[Any], titles: Sequence[str]) -> Sequence[int]:
    ranks = [0] * len(keys)
    for rank, position in enumerate(sorted(range(len(keys)), key=lambda i: (keys[i], titles[i]))):
        ranks[position] = rank
    return ranks
