"""The findings of a draft as a reader wants them: some of them, in some order."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from dashboard.plan.findings import Code, Finding, Severity


class Order(StrEnum):
    """What findings are ordered by."""

    PLACE = "place"
    SEVERITY = "severity"
    KIND = "kind"


@dataclass(frozen=True, slots=True)
class Sifted:
    """Which findings are wanted: of one severity, one sheet, one kind, and in which order."""

    severity: Severity | None = None
    sheet: str | None = None
    code: Code | None = None
    order: Order = Order.PLACE


_GRAVEST = tuple(Severity)


def sift(findings: Sequence[Finding], wanted: Sifted, /) -> list[Finding]:
    """The findings that are wanted; those that are alike stay as they follow in the workbook."""
    found = [
        f
        for f in findings
        if wanted.severity in (None, f.severity)
        and wanted.sheet in (None, f.sheet)
        and wanted.code in (None, f.code)
    ]
    match wanted.order:
        case Order.PLACE:
            return found
        case Order.SEVERITY:
            return sorted(found, key=lambda f: _GRAVEST.index(f.severity))
        case Order.KIND:
            return sorted(found, key=lambda f: f.code.value)
