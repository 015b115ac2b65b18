"""Editions held against each other: what changed, and what each of them said of one thing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from dashboard.flows.open_edition import Library
from dashboard.flows.show_rows import Row
from dashboard.plan.editions import Edition
from dashboard.plan.sheets import MAPPED, SheetKey
from dashboard.plan.status import ActionStatus, Progress
from dashboard.progress.compare import Change, Comparison, Fate, Field, Shift
from dashboard.progress.methods.verdict import Grade
from dashboard.progress.summary import Mark, Summary

# A history goes back so many editions; the page about the data lists them all.
REACH = 12


@dataclass(frozen=True, slots=True)
class Span:
    """Which difference is asked for: from one edition to another, of all or of a part."""

    old: int | None = None
    new: int | None = None
    goal: int | None = None
    administration: str | None = None
    sheet: SheetKey | None = None
    page: int = 1


@dataclass(frozen=True, slots=True)
class Compared:
    """What is different from `older` to `newer`, in the whole plan or at one place in it."""

    older: Edition
    newer: Edition
    whole: Comparison
    changes: tuple[Change, ...]
    shifts: tuple[Shift, ...]
    goal: int | None = None
    administration: str | None = None

    @property
    def is_narrow(self) -> bool:
        """Whether only a part of the plan was asked for."""
        return self.goal is not None or self.administration is not None

    @property
    def is_ahead(self) -> bool:
        """Whether it is still to come: a draft, or an older edition that would be restored."""
        return self.newer.number < self.older.number

    @property
    def span(self) -> Span:
        """The question this answers."""
        return Span(self.older.number, self.newer.number, self.goal, self.administration)

    def of(self, sheet: SheetKey, fate: Fate | None = None) -> list[Change]:
        """The rows of a sheet that are different, or those of one fate."""
        return [c for c in self.changes if c.sheet is sheet and fate in (None, c.fate)]


def hold(
    library: Library,
    older: Edition,
    newer: Edition,
    /,
    *,
    goal: int | None = None,
    administration: str | None = None,
) -> Compared:
    """Two editions held against each other, narrowed to a goal or an administration."""
    whole = library.compared(older, newer)

    def here(one: Change | Shift) -> bool:
        held = administration in one.administrations if administration else True
        return held and (goal is None or goal in one.goals)

    changes, shifts = filter(here, whole.changes), filter(here, whole.shifts)
    return Compared(older, newer, whole, tuple(changes), tuple(shifts), goal, administration)


def since_last(
    library: Library,
    editions: Sequence[Edition],
    /,
    *,
    goal: int | None = None,
    administration: str | None = None,
) -> Compared | None:
    """The newest edition against the one before it; None where there is none before."""
    if len(editions) < 2:
        return None
    return hold(library, editions[1], editions[0], goal=goal, administration=administration)


@dataclass(frozen=True, slots=True)
class Stand:
    """The counts of an edition, and how much of a place it changed; None for the first."""

    edition: Edition
    summary: Summary
    before: Edition | None = None
    changed: int | None = None


def stands(
    library: Library,
    editions: Sequence[Edition],
    now: Summary,
    /,
    *,
    goal: int | None = None,
    administration: str | None = None,
) -> list[Stand]:
    """How it stood in each edition, the newest first; `now` is the summary of the newest."""
    found: list[Stand] = []
    for newer, older in pairwise(editions[: REACH + 1]):
        held = hold(library, older, newer, goal=goal, administration=administration)
        found.append(Stand(newer, held.whole.newer, older, len(held.changes) + len(held.shifts)))
        now = held.whole.older
    return found if len(found) == REACH else [*found, Stand(editions[-1], now)]


@dataclass(frozen=True, slots=True)
class Said:
    """What an edition said of a row: its cell, its mark, and what was new in it.

    `is_first` where the row came with this edition, or no older one is looked at.
    """

    edition: Edition
    on: date
    cell: str
    mark: Mark | None
    grade: Grade | None
    change: Change | None = None
    shift: Shift | None = None
    values: tuple[Change, ...] = ()
    is_first: bool = False

    @property
    def is_news(self) -> bool:
        """Whether the edition said anything else than the one before."""
        return self.is_first or bool(self.change or self.shift or self.values)


def history_of(
    library: Library, editions: Sequence[Edition], row: Row, /, *, on: date
) -> list[Said]:
    """What the editions said of a row, the newest first; `on` is the newest one's status date."""
    record, mark = row.record, row.mark
    name, grade = record.text("id") or "", row.outcome.verdict.grade if row.outcome else None
    cell = record.place()
    found: list[Said] = []
    for newer, older in pairwise(editions[: REACH + 1]):
        whole = library.compared(older, newer)
        change, shift, values = _of(whole, record.sheet, name)
        is_first = change is not None and change.fate is Fate.ADDED
        told = Said(newer, whole.newer.on, cell, mark, grade, change, shift, values, is_first)
        found.append(told)
        if is_first:
            return found
        cell = _cell_before(whole, change, record.sheet, name, cell)
        mark, grade = (shift.old, shift.old_grade) if shift else (mark, grade)
        on = whole.older.on
    oldest = editions[: REACH + 1][-1]
    return [*found, Said(oldest, on, cell, mark, grade, is_first=True)]


def _of(
    whole: Comparison, sheet: SheetKey, name: str
) -> tuple[Change | None, Shift | None, tuple[Change, ...]]:
    change = next((c for c in whole.changes if c.sheet is sheet and c.name == name), None)
    shift = next((s for s in whole.shifts if s.sheet is sheet and s.name == name), None)
    seen = sheet is SheetKey.INDICATORS
    values = [c for c in whole.changes if seen and c.sheet is SheetKey.OBSERVATIONS]
    return change, shift, tuple(c for c in values if name in c.record.codes("indicator"))


def _cell_before(
    whole: Comparison, change: Change | None, sheet: SheetKey, name: str, cell: str
) -> str:
    if change is not None and change.old is not None:
        return change.old.place()
    return whole.moved.get((sheet, name), cell)


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison: an edition's counts at a goal, an administration, or all."""

    summary: Summary
    goal: int | None = None
    administration: str | None = None

    def rows(self, sheet: SheetKey) -> int:
        """How many rows of a sheet there are."""
        return self.summary.count(sheet, self.goal, self.administration)

    def marked(self, mark: Mark) -> int:
        """How many actions or indicators have a mark."""
        found = self.summary.statuses if isinstance(mark, ActionStatus) else self.summary.classes
        return found(self.goal, self.administration)[mark]


@dataclass(frozen=True, slots=True)
class Pair:
    """One number on both sides: the rows of a sheet, or those of them with a mark."""

    sheet: SheetKey
    mark: Mark | None
    left: int
    right: int


def pairs(left: Side, right: Side) -> list[Pair]:
    """Every number of two sides, sheet by sheet; marks that neither side has are left out."""
    return list(_pairs(left, right))


_MARKS: dict[SheetKey, tuple[Mark, ...]] = {
    SheetKey.ACTIONS: tuple(ActionStatus),
    SheetKey.INDICATORS: tuple(Progress),
}


def _pairs(left: Side, right: Side) -> Iterator[Pair]:
    for sheet in MAPPED:
        yield Pair(sheet, None, left.rows(sheet), right.rows(sheet))
        for mark in _MARKS.get(sheet, ()):
            found = Pair(sheet, mark, left.marked(mark), right.marked(mark))
            if found.left or found.right:
                yield found


def diff_json(held: Compared) -> dict[str, Any]:
    """A comparison as data: every number before and after, every mark and value with its cells."""
    sides = Side(held.whole.older), Side(held.whole.newer)
    return {
        "from": _edition(held.older, held.whole.older.on),
        "to": _edition(held.newer, held.whole.newer.on),
        "totals": [
            {"sheet": p.sheet, "mark": p.mark, "before": p.left, "after": p.right}
            for p in pairs(*sides)
        ],
        "marks": [_mark(shift) for shift in held.shifts],
        "rows": [_row(change) for change in held.changes],
    }


def _edition(edition: Edition, on: date) -> dict[str, Any]:
    return {"edition": edition.number, "checksum": edition.checksum, "status_date": on.isoformat()}


def _mark(shift: Shift) -> dict[str, Any]:
    return {
        "sheet": shift.sheet,
        "id": shift.name,
        "before": shift.old,
        "after": shift.new,
        "fields": [_field(f) for f in shift.fields],
        "values": [_row(c) for c in shift.values],
    }


def _row(change: Change) -> dict[str, Any]:
    cells = [f"{r.tab}!{r.row}" if r else None for r in (change.old, change.new)]
    return {
        "sheet": change.sheet,
        "id": change.name,
        "fate": change.fate,
        "before": cells[0],
        "after": cells[1],
        "fields": [_field(f) for f in change.fields],
    }


def _field(field: Field) -> dict[str, Any]:
    return {
        "key": field.key,
        "before": {"value": field.old, "cell": field.old_cell},
        "after": {"value": field.new, "cell": field.new_cell},
    }
