"""One row of the workbook: every value with the cell it came from."""

from dashboard.components.cells import cell_table
from dashboard.components.history import row_history
from dashboard.components.indicators import indicator_card
from dashboard.components.printing import Html, Printed, Section
from dashboard.components.reader import Reader
from dashboard.components.unmapped import unmapped
from dashboard.components.why import why_of
from dashboard.flows.say_indicator import describe
from dashboard.flows.show_rows import Row, find
from dashboard.pages.page import Page, View
from dashboard.plan.sheets import MAPPED, SheetKey


def show(view: View, sheet: str, identifier: str) -> Printed | None:
    """The page of a row, or None where the edition has no such row."""
    reader, words = view.reader, view.words
    key = next((s for s in MAPPED if s.value == sheet), None)
    row = find(reader.opened, key, identifier) if key else None
    if row is None:
        return None
    record = row.record
    head = {
        "record": record,
        "kind": words(f"interface.record.kind.{sheet}"),
        "mark": reader.mark_at(row),
        "said": _said(reader, row),
        "reported": _reported(reader, row),
        "why": why_of(reader, row) if row.standing is not None else None,
    }
    sections: list[Section] = [Html("record.html", head)]
    if row.outcome is not None:
        sections.append(indicator_card(reader, row.outcome, alone=True))
    sections += [*unmapped(reader, record), cell_table(reader, record)]
    sections.append(row_history(reader, view.library, view.editions, row))
    # An action and the indicator that follows it may well be called the same.
    title = f"{head['kind']}: {reader.title(record).text}"
    return Printed(title, _described(reader, row), sections)


def _described(reader: Reader, row: Row) -> str:
    """The row in a line, for those who meet it elsewhere: how it stands, or what it is."""
    words, record = reader.words, row.record
    kind = words(f"interface.record.kind.{record.sheet}")
    name = reader.administration(record.text("responsible"))
    who = name.text if name else words("interface.tables.nobody")
    if row.outcome is not None:
        return f"{reader.mark_of(row.outcome).word}. {describe(row.outcome, words)}"
    if row.standing is not None:
        due = reader.plan_date(record.text("due_date")) or words("interface.unknown")
        status = words.choice(row.standing.status)
        return words("interface.record.told", kind=kind, status=status, due=due, who=who)
    text = reader.text(record, "description")
    return text.text if text else words("interface.record.named", kind=kind, who=who)


def _reported(reader: Reader, row: Row) -> str | None:
    """The typed status, where another is shown."""
    standing = row.standing
    differs = standing is not None and standing.contradicted
    return reader.words.choice(standing.reported) if standing and differs else None


def _said(reader: Reader, row: Row) -> str:
    """What the calendar adds to a reported status."""
    standing, words = row.standing, reader.words
    if standing is None:
        text = reader.text(row.record, "description")
        return text.text if text else ""
    due = reader.plan_date(row.record.text("due_date")) or ""
    if standing.contradicted:
        reported = words.choice(standing.reported)
        return words("interface.record.contradicted", due=due, reported=reported)
    return words("interface.record.overdue", due=due) if standing.overdue else ""


_RULE = "/<any({sheets}):sheet>/<path:identifier>"
# Cooperation has a page of its own.
_SHEETS = tuple(s.value for s in MAPPED if s is not SheetKey.COOPERATION)
PAGE = Page("record", _RULE.format(sheets=", ".join(_SHEETS)), show)
