"""Why an action has its mark: what was reported, what the calendar adds, and from which cells."""

from collections.abc import Iterator
from datetime import date

from dashboard.language.numbers import day, plan_date
from dashboard.language.words import Words
from dashboard.plan.dates import last_day
from dashboard.plan.kinds import AboutKey
from dashboard.plan.records import Record
from dashboard.plan.sheets import SheetKey
from dashboard.progress.frame import Tables
from dashboard.progress.implementation import Standing

_SAY = "interface.standing"


def say_rule(standing: Standing, record: Record, words: Words, *, on: date) -> str:
    """The rule that gave the mark, with the days put in."""
    due = record.text("due_date")
    if not standing.overdue or due is None:
        return words(f"{_SAY}.{_plain(standing, due)}")
    key = "late" if standing.reported.is_reported else "silent"
    return words.count(f"{_SAY}.{key}", (on - last_day(due)).days)


def _plain(standing: Standing, due: str | None) -> str:
    """Why the calendar adds nothing."""
    if not standing.reported.is_reported:
        return "unknown"
    if not standing.reported.is_open:
        return "closed"
    return "in_time" if due else "no_due"


def say_contradiction(standing: Standing, words: Words) -> str | None:
    """The typed status where the calendar says something else; None where they agree."""
    if not standing.contradicted:
        return None
    return words(
        f"{_SAY}.contradicted",
        reported=words.choice(standing.reported),
        shown=words.choice(standing.status),
    )


def say_inputs(
    standing: Standing, record: Record, words: Words, *, on: date, told: str | None
) -> Iterator[str]:
    """What the mark rests on, each with its cell; `told` is the cell of the status date."""
    cell = {key: f"{record.tab}!{record.cells.get(key, record.row)}" for key in _KEYS}
    status = words.choice(standing.reported)
    yield words(f"{_SAY}.reported", status=status, cell=cell["status"])
    due = record.text("due_date")
    if due is None:
        yield words(f"{_SAY}.due_unknown", cell=cell["due_date"])
    else:
        yield words(f"{_SAY}.due", date=plan_date(due, words.language), cell=cell["due_date"])
    key = "on" if told is None else "on_told"
    yield words(f"{_SAY}.{key}", date=day(on, words.language), cell=told or "")


_KEYS = ("status", "due_date")


def status_cell(tables: Tables, words: Words) -> str | None:
    """The cell in which a workbook says on which day its marks are judged."""
    row = tables.found(SheetKey.ABOUT, "key", AboutKey.STATUS_DATE)
    if row is None:
        return None
    for key in (f"text_{words.language}", "text_da", "text_en"):
        if row.text(key):
            return f"{row.tab}!{row.cells.get(key, row.row)}"
    return None
