"""What came of a workbook: how it was read, every finding by cell, and the next step."""

from dataclasses import dataclass

from dashboard.components.printing import Html, Printed
from dashboard.flows.publish_edition import Checked
from dashboard.language.told import Told, tell
from dashboard.language.words import Words
from dashboard.plan.findings import Finding, Severity


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding with its words."""

    finding: Finding
    told: Told


def _state(checked: Checked) -> str:
    if not checked.readable:
        return "unreadable"
    if checked.has_errors:
        return "errors"
    return "ready" if checked.can_publish else "empty"


def draft_page(words: Words, checked: Checked, /, *, key: str, status: int = 200) -> Printed:
    """The page of a draft; it can be published when it has no errors."""
    ready = checked.can_publish
    state = _state(checked)
    headline = words(f"interface.draft.{state}")
    errors = sum(f.severity is Severity.ERROR for f in checked.findings)
    lead = words.count(
        "interface.draft.lead",
        sum(sheet.records for sheet in checked.sheets),
        file=checked.filename,
        errors=errors,
        others=len(checked.findings) - errors,
    )
    values = {
        "headline": headline,
        "lead": lead,
        "sheets": checked.sheets,
        "findings": [FindingView(f, tell(f, words)) for f in checked.findings],
        "ready": ready and bool(key),
        "key": key,
    }
    return Printed(headline, lead, [Html("draft.html", values)], status=status)
