"""Hand a sender their own workbook back with every mistake marked."""

from dataclasses import dataclass

from dashboard.flows.publish_edition import Checked, check
from dashboard.language.words import Words
from dashboard.settings import Settings
from dashboard.workbooks.marked_copy import mark


@dataclass(frozen=True, slots=True)
class Marked:
    """What was found, and the marked workbook, or None where the file cannot be used."""

    checked: Checked
    content: bytes | None


def mark_workbook(content: bytes, /, *, filename: str, words: Words, settings: Settings) -> Marked:
    """Check a workbook and mark what was found."""
    checked = check(content, filename=filename, settings=settings)
    if not checked.readable:
        return Marked(checked, None)
    return Marked(checked, mark(content, checked.findings, words=words))
