"""The findings of a draft as a reader wants them: some of them, in some order."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from dashboard.language.told import tell_alike
from dashboard.language.words import Words
from dashboard.plan.findings import Code, Finding, Severity


class Order(StrEnum):
    """What findings are ordered by."""

    PLACE = "place"
    SEVERITY = "severity"
    KIND = "kind"


@dataclass(frozen=True, slots=True)
class Sifted:
    """Which findings are wanted: of one severity, sheet or kind, with some words in them.

    `page` is which part of them is looked at.
    """

    severity: Severity | None = None
    sheet: str | None = None
    code: Code | None = None
    text: str = ""
    order: Order = Order.PLACE
    page: int = 1


_GRAVEST = tuple(Severity)


def sift(findings: Sequence[Finding], wanted: Sifted, words: Words, /) -> list[Finding]:
    """The findings that are wanted; those that are alike stay as they follow in the workbook."""
    asked = wanted.text.casefold().split()
    found = [
        f
        for f in findings
        if wanted.severity in (None, f.severity)
        and wanted.sheet in (None, f.sheet)
        and wanted.code in (None, f.code)
        and all(part in _said(f, words) for part in asked)
    ]
    match wanted.order:
        case Order.PLACE:
            return found
        case Order.SEVERITY:
            return sorted(found, key=lambda f: _GRAVEST.index(f.severity))
        case Order.KIND:
            return sorted(found, key=lambda f: f.code.value)


def _said(finding: Finding, words: Words) -> str:
    """All that a reader sees of a finding."""
    told = tell_alike(finding, words)
    place = f"{finding.sheet or ''}!{finding.cell or ''}"
    return f"{place} {finding.value or ''} {told.text} {told.expected}".casefold()
