"""What is different between two editions: rows, values and marks, each with both its cells.

Nothing here knows which edition is published; a draft is compared the same way.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dashboard.plan.columns import NAMED_BY, columns_of
from dashboard.plan.records import Record, Value
from dashboard.plan.sheets import MAPPED, SHEETS, SheetKey
from dashboard.plan.targets import goal_of
from dashboard.progress.frame import Tables
from dashboard.progress.methods.verdict import Grade
from dashboard.progress.summary import Mark, Summary

Place = tuple[frozenset[int], frozenset[str]]
Name = tuple[Value | None, ...]


class Fate(StrEnum):
    """What became of a row."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Field:
    """One value that is different; None where a cell says nothing or there is no such column."""

    key: str
    old: Value | None
    new: Value | None
    old_cell: str | None
    new_cell: str | None


@dataclass(frozen=True, slots=True)
class Change:
    """A row that came, went, or says something else; `old` and `new` are the row itself.

    `goals` and `administrations` are those of either edition, as codes of today.
    """

    sheet: SheetKey
    name: str
    fate: Fate
    old: Record | None
    new: Record | None
    fields: tuple[Field, ...]
    goals: frozenset[int]
    administrations: frozenset[str]

    @property
    def record(self) -> Record:
        """The row as it is now, or as it was last."""
        found = self.new or self.old
        assert found is not None
        return found


@dataclass(frozen=True, slots=True)
class Shift:
    """A mark that is another one now, and everything that was changed of what gives it.

    Without `fields` and `values` nobody changed anything: the status date moved on.
    """

    sheet: SheetKey
    name: str
    record: Record
    old: Mark
    new: Mark
    old_grade: Grade | None
    new_grade: Grade | None
    fields: tuple[Field, ...]
    values: tuple[Change, ...]
    goals: frozenset[int]
    administrations: frozenset[str]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two editions held against each other.

    `older` and `newer` are their counts; `moved` has the cell in which a row that says the same
    stood before, where that was another one.
    """

    older: Summary
    newer: Summary
    changes: tuple[Change, ...]
    shifts: tuple[Shift, ...]
    moved: Mapping[tuple[SheetKey, str], str]

    @property
    def days(self) -> tuple[date, date]:
        """The days on which the two were judged."""
        return self.older.on, self.newer.on


def compare(older: Summary, newer: Summary) -> Comparison:
    """Everything that is different in the newer of two editions."""
    moved: dict[tuple[SheetKey, str], str] = {}
    changes = tuple(
        change for sheet in SHEETS for change in _changes(older, newer, sheet.key, moved)
    )
    shifts = (*_actions(older, newer, changes), *_indicators(older, newer, changes))
    return Comparison(older.bare(), newer.bare(), changes, shifts, moved)


def _changes(
    older: Summary, newer: Summary, sheet: SheetKey, moved: dict[tuple[SheetKey, str], str]
) -> Iterator[Change]:
    """The rows of a sheet that are not the same, in the newer one's order, those gone last."""
    before, after = _names(older.tables, sheet), _names(newer.tables, sheet)
    same = {n: (before[n], at) for n, at in after.items() if n in before}
    old = _values(older.tables, sheet, [was for was, _ in same.values()])
    new = _values(newer.tables, sheet, [now for _, now in same.values()])
    differ = [n for n, was, now in zip(same, old, new, strict=True) if was != now]
    were = older.tables.records(sheet, [before[n] for n in differ])
    found = dict(zip(differ, were, strict=True))
    wanted = [n for n in after if n not in before or n in found]
    records = newer.tables.records(sheet, [after[n] for n in wanted])
    for name, record in zip(wanted, records, strict=True):
        yield _change(older, newer, name, found.get(name), record)
    gone = [n for n in before if n not in after]
    for name, record in zip(
        gone, older.tables.records(sheet, [before[n] for n in gone]), strict=True
    ):
        yield _change(older, newer, name, record, None)
    if sheet in MAPPED:
        kept = {n: where for n, where in same.items() if n not in found}
        moved.update(_moved(older.tables, newer.tables, sheet, kept))


def _change(
    older: Summary, newer: Summary, name: Name, old: Record | None, new: Record | None
) -> Change:
    record = new or old
    assert record is not None  # one of the two names the row
    fate = Fate.ADDED if old is None else Fate.REMOVED if new is None else Fate.CHANGED
    fields = tuple(_fields(old, new)) if old and new else ()
    places = [_place(s, r) for s, r in ((older, old), (newer, new)) if r is not None]
    goals = frozenset(goal for goals, _ in places for goal in goals)
    codes = {newer.current.get(code, code) for _, codes in places for code in codes}
    return Change(record.sheet, _said(name), fate, old, new, fields, goals, frozenset(codes))


def _names(tables: Tables, sheet: SheetKey) -> dict[Name, int]:
    """What each row goes by → its position; rows of one name are told apart by their order."""
    found: dict[Name, int] = {}
    keys = [tables.column(sheet, key) for key in NAMED_BY[sheet]]
    times: dict[Name, int] = {}
    for position, name in enumerate(zip(*keys, strict=True)):
        times[name] = times.get(name, 0) + 1
        found[name if times[name] == 1 else (*name, times[name])] = position
    return found


def _said(name: Name) -> str:
    if len(name) == 1 and isinstance(name[0], str):  # an id, as nearly all of them
        return name[0]
    parts = (map(str, part) if isinstance(part, tuple) else (str(part or ""),) for part in name)
    return " ".join(word for part in parts for word in part)


def _values(tables: Tables, sheet: SheetKey, positions: Sequence[int]) -> list[tuple[object, ...]]:
    """Rows of a sheet as their values; the order within a list says nothing."""
    columns = [map(_plain, tables.column(sheet, c.key, positions)) for c in columns_of(sheet)]
    return list(zip(*columns, strict=True))


def _plain(value: Value | None) -> object:
    if value is None or isinstance(value, str):  # nearly all of them
        return value
    return None if value == () else frozenset(value) if isinstance(value, tuple) else value


def _fields(old: Record, new: Record) -> Iterator[Field]:
    for column in columns_of(new.sheet):
        before, after = old.values.get(column.key), new.values.get(column.key)
        if _plain(before) != _plain(after):
            cells = (_cell(old, column.key), _cell(new, column.key))
            yield Field(column.key, before, after, *cells)


def _cell(record: Record, key: str) -> str | None:
    """The address of a value, None where the workbook had no such column."""
    return f"{record.tab}!{record.cells[key]}" if key in record.cells else None


def _place(summary: Summary, record: Record) -> Place:
    """The goals a row belongs to, and the administrations that answer for it."""
    match record.sheet:
        case SheetKey.OBSERVATIONS:
            parts = [_of_indicator(summary, code) for code in record.codes("indicator")]
            goals = (goal for goals, _ in parts for goal in goals)
            return frozenset(goals), frozenset(code for _, codes in parts for code in codes)
        case SheetKey.RELEVANCE:
            goals = [goal_of(code) for code in (record.text("target"),) if code]
            return frozenset(goals), _codes(record.text("administration"))
        case SheetKey.ADMINISTRATIONS:
            return frozenset(), _codes(record.text("code"))
        case _:
            return frozenset(record.goals()), _codes(record.text("responsible"))


def _of_indicator(summary: Summary, code: str) -> Place:
    at = summary.index[SheetKey.INDICATORS].by_id.get(code)
    none: Place = (frozenset(), frozenset())
    return none if at is None else _place(summary, summary.outcomes[at].record)


def _codes(code: str | None) -> frozenset[str]:
    return frozenset((code,)) if code else frozenset()


def _moved(
    older: Tables, newer: Tables, sheet: SheetKey, kept: Mapping[Name, tuple[int, int]]
) -> Iterator[tuple[tuple[SheetKey, str], str]]:
    before, after = older.places(sheet, "id"), newer.places(sheet, "id")
    for name, (was, now) in kept.items():
        if before[was] != after[now]:
            yield (sheet, _said(name)), before[was]


# What the mark of an action rests on, and what that of an indicator cannot rest on.
_REPORTED = ("status", "due_date")
_BESIDE = (
    *("title_da", "title_en", "goals", "responsible", "contributing", "description_da"),
    *("description_en", "measures", "rhythm", "release_lag_months", "targets", "mapping_basis"),
    *("administration_basis", "source_title", "source_url", "confidence", "note"),
)


def _actions(older: Summary, newer: Summary, changes: Sequence[Change]) -> Iterator[Shift]:
    told = {c.name: c for c in changes if c.sheet is SheetKey.ACTIONS}
    before = older.index[SheetKey.ACTIONS].by_id
    for name, at in newer.index[SheetKey.ACTIONS].by_id.items():
        if name not in before:
            continue
        old, new = older.standings[before[name]].status, newer.standings[at].status
        if old is not new:
            fields = told[name].fields if name in told else ()
            fields = tuple(f for f in fields if f.key in _REPORTED)
            record = newer.tables.record(SheetKey.ACTIONS, at)
            yield _shift(newer, record, (old, new, None, None), fields, ())


def _indicators(older: Summary, newer: Summary, changes: Sequence[Change]) -> Iterator[Shift]:
    told = {c.name: c for c in changes if c.sheet is SheetKey.INDICATORS}
    values = _by_indicator(changes)
    before = older.index[SheetKey.INDICATORS].by_id
    for name, at in newer.index[SheetKey.INDICATORS].by_id.items():
        if name not in before:
            continue
        old, new = older.outcomes[before[name]].verdict, newer.outcomes[at].verdict
        if old.progress is not new.progress:
            fields = told[name].fields if name in told else ()
            fields = tuple(f for f in fields if f.key not in _BESIDE)
            marks = (old.progress, new.progress, old.grade, new.grade)
            record, seen = newer.outcomes[at].record, tuple(values.get(name, ()))
            yield _shift(newer, record, marks, fields, seen)


def _by_indicator(changes: Sequence[Change]) -> dict[str, list[Change]]:
    found: dict[str, list[Change]] = {}
    for change in changes:
        if change.sheet is SheetKey.OBSERVATIONS:
            for code in change.record.codes("indicator"):
                found.setdefault(code, []).append(change)
    return found


def _shift(
    newer: Summary,
    record: Record,
    marks: tuple[Mark, Mark, Grade | None, Grade | None],
    fields: tuple[Field, ...],
    values: tuple[Change, ...],
) -> Shift:
    goals, codes = _place(newer, record)
    today = frozenset(newer.current.get(code, code) for code in codes)
    name = record.text("id") or ""
    return Shift(record.sheet, name, record, *marks, fields, values, goals, today)
