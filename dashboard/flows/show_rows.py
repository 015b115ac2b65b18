"""The rows behind a number: every count on a page leads to exactly the rows it counted."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dashboard.flows.open_edition import OpenEdition
from dashboard.plan.kinds import Confidence
from dashboard.plan.records import Record
from dashboard.plan.sheets import EFFORTS, MAPPED, SheetKey
from dashboard.plan.status import ActionStatus, Progress
from dashboard.progress.gaps import GapKind
from dashboard.progress.implementation import Standing
from dashboard.progress.outcomes import Outcome
from dashboard.progress.summary import Mark, Summary

_ALL = slice(None)


@dataclass(frozen=True, slots=True)
class Question:
    """Which rows are asked for; None means any.

    `administration` asks for rows it is responsible for, `contributing` for those it
    takes part in; `efforts` asks for contributions and actions together, `attention`
    for what needs attention, `gap` for rows with a gap of one kind, `unsourced` for rows that
    do not say how sure they are.
    """

    sheet: SheetKey | None = None
    goal: int | None = None
    target: str | None = None
    administration: str | None = None
    contributing: str | None = None
    mark: Mark | None = None
    confidence: Confidence | None = None
    unsourced: bool = False
    unmapped: bool = False
    efforts: bool = False
    attention: bool = False
    gap: GapKind | None = None

    @property
    def sheets(self) -> tuple[SheetKey, ...]:
        """The sheets whose rows can answer."""
        if self.sheet is not None:
            return (self.sheet,) if self.sheet in MAPPED else ()
        return EFFORTS if self.efforts else MAPPED


@dataclass(frozen=True, slots=True)
class Row:
    """One row with its mark: a standing for an action, an outcome for an indicator."""

    record: Record
    standing: Standing | None = None
    outcome: Outcome | None = None

    @property
    def mark(self) -> Mark | None:
        """The mark that is shown and counted, where the row has one."""
        if self.standing is not None:
            return self.standing.status
        return self.outcome.verdict.progress if self.outcome else None


def rows(
    opened: OpenEdition, question: Question, *, part: slice = _ALL
) -> dict[SheetKey, list[Row]]:
    """The rows that answer a question, by sheet; sheets without an answer are left out.

    `part` asks for some of each sheet's rows, so that a long list costs no more than what
    is shown of it.
    """
    summary = opened.summary
    found = {sheet: _positions(opened, sheet, question) for sheet in question.sheets}
    return {s: list(_rows(summary, s, many[part])) for s, many in found.items() if many}


def rows_at(opened: OpenEdition, sheet: SheetKey, positions: list[int]) -> Iterable[Row]:
    """The rows of a sheet at positions, in the order of the positions."""
    return _rows(opened.summary, sheet, positions)


def counts(opened: OpenEdition, question: Question) -> Mapping[SheetKey, int]:
    """How many rows of each sheet would answer a question, without making them."""
    return {s: len(_positions(opened, s, question)) for s in question.sheets}


def find(opened: OpenEdition, sheet: SheetKey, identifier: str) -> Row | None:
    """The row of a sheet with an id."""
    position = opened.summary.index[sheet].by_id.get(identifier)
    return None if position is None else next(iter(_rows(opened.summary, sheet, [position])))


def observations(opened: OpenEdition, indicator: str) -> list[Record]:
    """The observations of an indicator, oldest first."""
    found = [
        row
        for row in opened.summary.tables.records(SheetKey.OBSERVATIONS)
        if indicator in row.codes("indicator")
    ]
    return sorted(found, key=lambda row: row.number("year") or 0)


def _positions(opened: OpenEdition, sheet: SheetKey, question: Question) -> list[int]:
    summary = opened.summary
    index = summary.index[sheet]
    sets: list[Iterable[int]] = []
    if question.unmapped:
        sets.append(index.unmapped)
    if question.goal is not None:
        sets.append(index.by_goal.get(question.goal, ()))
    if question.target is not None:
        sets.append(index.by_target.get(question.target, ()))
    if question.administration is not None:
        sets.append(index.by_responsible.get(question.administration, ()))
    if question.contributing is not None:
        sets.append(index.by_contributing.get(question.contributing, ()))
    if question.mark is not None:
        sets.append(_marked(summary, sheet, question.mark))
    if question.confidence is not None or question.unsourced:
        sets.append(_as_sure(summary, sheet, question.confidence))
    if question.attention:
        sets.append(c.position for c in opened.concerns if c.record.sheet is sheet)
    if question.gap is not None:
        sets.append(_gaps(opened, sheet, question.gap))
    if not sets:
        return list(range(summary.tables.count(sheet)))
    first, *others = map(set, sets)
    return sorted(first.intersection(*others))


def _as_sure(summary: Summary, sheet: SheetKey, asked: Confidence | None) -> list[int]:
    """The rows of a sheet that are so sure; None asks for those that do not say."""
    told = summary.tables.frames[sheet]["confidence"].tolist()
    known = {c.value for c in Confidence}
    if asked is None:
        return [i for i, value in enumerate(told) if value not in known]
    return [i for i, value in enumerate(told) if value == asked.value]


def _gaps(opened: OpenEdition, sheet: SheetKey, kind: GapKind) -> list[int]:
    return [
        gap.position
        for gap in opened.gaps
        if gap.kind is kind and gap.sheet is sheet and gap.position is not None
    ]


def _marked(summary: Summary, sheet: SheetKey, mark: Mark) -> list[int]:
    if sheet is SheetKey.ACTIONS and isinstance(mark, ActionStatus):
        return [i for i, s in enumerate(summary.standings) if s.status is mark]
    if sheet is SheetKey.INDICATORS and isinstance(mark, Progress):
        return [i for i, o in enumerate(summary.outcomes) if o.verdict.progress is mark]
    return []


def _rows(summary: Summary, sheet: SheetKey, positions: list[int]) -> Iterable[Row]:
    records = summary.tables.records(sheet, positions)
    for position, record in zip(positions, records, strict=True):
        yield Row(
            record,
            summary.standings[position] if sheet is SheetKey.ACTIONS else None,
            summary.outcomes[position] if sheet is SheetKey.INDICATORS else None,
        )
