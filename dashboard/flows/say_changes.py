"""What changed between two editions, in plain language and by fixed rules."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from dashboard.flows.compare_editions import Compared
from dashboard.flows.say_conclusion import Conclusion
from dashboard.language.numbers import day, listed
from dashboard.language.words import Words
from dashboard.plan.records import Value
from dashboard.plan.sheets import MAPPED, SheetKey
from dashboard.plan.status import VERDICTS, ActionStatus, Progress
from dashboard.progress.compare import Fate, Shift
from dashboard.progress.summary import Mark

MARKS, ROWS = "marks", "rows"
# Sheets that say what the plan is, not what is in it.
AROUND = (SheetKey.ABOUT, SheetKey.ADMINISTRATIONS, SheetKey.RELEVANCE)
_LATE = ActionStatus.DELAYED


@dataclass(frozen=True, slots=True)
class Clause:
    """One thing that can be said of a difference, and the part of the page that has its rows."""

    key: str
    part: str
    count: Callable[[Compared], int]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One thing that was said, and the part of the page that has its rows."""

    text: str
    part: str


def _shifted(rule: Callable[[Shift], bool]) -> Callable[[Compared], int]:
    return lambda held: sum(map(rule, held.shifts))


def _rows(sheet: SheetKey, fate: Fate) -> Callable[[Compared], int]:
    return lambda held: len(held.of(sheet, fate))


def _rank(shift: Shift) -> tuple[int, int] | None:
    """The place of both classes among the verdicts, the best being 0."""
    old, new = shift.old, shift.new
    if old not in VERDICTS or new not in VERDICTS:
        return None
    return VERDICTS.index(old), VERDICTS.index(new)


def _other_status(shift: Shift) -> bool:
    known = (_LATE, ActionStatus.COMPLETED)
    return shift.sheet is SheetKey.ACTIONS and shift.new not in known and shift.old is not _LATE


def _recovered(shift: Shift) -> bool:
    return shift.old is _LATE and shift.new is not ActionStatus.COMPLETED


def _better(shift: Shift) -> bool:
    ranks = _rank(shift)
    return ranks is not None and ranks[1] < ranks[0]


def _worse(shift: Shift) -> bool:
    ranks = _rank(shift)
    return ranks is not None and ranks[1] > ranks[0]


def _judged(shift: Shift) -> bool:
    return shift.sheet is SheetKey.INDICATORS and not _known(shift.old) and _known(shift.new)


def _unjudged(shift: Shift) -> bool:
    return shift.sheet is SheetKey.INDICATORS and _known(shift.old) and not _known(shift.new)


def _known(mark: ActionStatus | Progress) -> bool:
    return isinstance(mark, Progress) and mark.is_verdict


def _said_anew(held: Compared) -> int:
    """Rows with other values whose mark stayed as it was."""
    marked = {(s.sheet, s.name) for s in held.shifts}
    changed = (c for sheet in MAPPED for c in held.of(sheet, Fate.CHANGED))
    return sum((c.sheet, c.name) not in marked for c in changed)


def _around(held: Compared) -> int:
    return sum(len(held.of(sheet)) for sheet in AROUND)


_A, _I, _V = SheetKey.ACTIONS, SheetKey.INDICATORS, SheetKey.OBSERVATIONS
_B, _S = SheetKey.CONTRIBUTIONS, SheetKey.COOPERATION

# In the order in which they are said: marks before rows, rows before words.
CLAUSES: tuple[Clause, ...] = (
    Clause("completed", MARKS, _shifted(lambda s: s.new is ActionStatus.COMPLETED)),
    Clause("delayed", MARKS, _shifted(lambda s: s.new is _LATE)),
    Clause("recovered", MARKS, _shifted(_recovered)),
    Clause("worse", MARKS, _shifted(_worse)),
    Clause("better", MARKS, _shifted(_better)),
    Clause("judged", MARKS, _shifted(_judged)),
    Clause("unjudged", MARKS, _shifted(_unjudged)),
    Clause("other_status", MARKS, _shifted(_other_status)),
    Clause("actions_added", _A, _rows(_A, Fate.ADDED)),
    Clause("actions_removed", _A, _rows(_A, Fate.REMOVED)),
    Clause("indicators_added", _I, _rows(_I, Fate.ADDED)),
    Clause("indicators_removed", _I, _rows(_I, Fate.REMOVED)),
    Clause("values_added", _V, _rows(_V, Fate.ADDED)),
    Clause("values_changed", _V, _rows(_V, Fate.CHANGED)),
    Clause("values_removed", _V, _rows(_V, Fate.REMOVED)),
    Clause("contributions_added", _B, _rows(_B, Fate.ADDED)),
    Clause("contributions_removed", _B, _rows(_B, Fate.REMOVED)),
    Clause("cooperation_added", _S, _rows(_S, Fate.ADDED)),
    Clause("cooperation_removed", _S, _rows(_S, Fate.REMOVED)),
    Clause("said_anew", ROWS, _said_anew),
    Clause("around", ROWS, _around),
)


def sentences(held: Compared, words: Words) -> list[Sentence]:
    """Everything that can be said of a difference, the most telling first."""
    counted = ((clause, clause.count(held)) for clause in CLAUSES)
    return [
        Sentence(words.count(f"changes.clause.{clause.key}", n), clause.part)
        for clause, n in counted
        if n
    ]


def conclude_changes(held: Compared | None, words: Words) -> Conclusion:
    """What changed, in a sentence; None stands for the first edition."""
    if held is None:
        return Conclusion(words("changes.headline.first"), words("changes.lead.first"))
    said = [s.text for s in sentences(held, words)]
    if not said:
        key = "same_draft" if held.is_ahead else "same_here" if held.is_narrow else "same"
        facts = {"old": str(held.older.number), "new": str(held.newer.number)}
        return Conclusion(words(f"changes.headline.{key}", **facts), "")
    lead = [words("changes.lead.more", what=listed(said[3:], words.language))] if said[3:] else []
    headline = listed(said[:3], words.language)
    lead += _by_calendar(held, words)
    return Conclusion(headline[0].upper() + headline[1:], " ".join(lead))


def once_public(held: Compared, words: Words, *, restored: bool = False) -> str:
    """What must happen before the conclusion holds; empty where nothing would change."""
    key = "drafts.restore.once" if restored else "drafts.ahead.once"
    return words(key) if any(clause.count(held) for clause in CLAUSES) else ""


def _by_calendar(held: Compared, words: Words) -> list[str]:
    """The marks that nobody changed: only the status date moved on."""
    n = sum(not (s.fields or s.values) for s in held.shifts)
    old, new = (day(when, words.language) for when in held.whole.days)
    return [words.count("changes.lead.calendar", n, old=old, new=new)] if n and old != new else []


def diff_lines(held: Compared, words: Words) -> Iterator[str]:
    """The conclusion, then a line for every mark, row and value that is different."""
    said = conclude_changes(held, words)
    yield from filter(None, (said.headline, said.lead))
    for shift in held.shifts:
        marks = " → ".join(_word(mark, words) for mark in (shift.old, shift.new))
        yield "\t".join((f"{shift.record.tab}!{shift.record.row}", shift.name, marks))
    for change in held.changes:
        place = f"{change.record.tab}!{change.record.row}"
        yield "\t".join((place, change.name, words(f"changes.rows.fate.{change.fate.value}")))
        for field in change.fields:
            cells = " → ".join(dict.fromkeys(c or "–" for c in (field.old_cell, field.new_cell)))
            values = " → ".join(_raw(v, words) for v in (field.old, field.new))
            yield "\t".join(("", cells, words.header(field.key), values))


def _word(mark: Mark, words: Words) -> str:
    if isinstance(mark, ActionStatus):
        return words.choice(mark)
    return words(f"interface.progress.{mark.value}")


def _raw(value: Value | None, words: Words) -> str:
    """A value as it is kept; what a person reads stands in the browser."""
    if value is None or value == ():
        return words("changes.rows.empty")
    return "; ".join(map(str, value)) if isinstance(value, tuple) else str(value)
