"""Findings as a person reads them on a terminal, and as a program reads them."""

from collections.abc import Iterator
from typing import Any

from dashboard.language.told import tell
from dashboard.language.words import Words
from dashboard.plan.findings import Finding
from dashboard.workbooks.checking import Checked


def as_lines(checked: Checked, words: Words) -> Iterator[str]:
    """One line a finding: severity, place, what is wrong and what would do."""
    return (finding_as_line(finding, words) for finding in checked.findings)


def finding_as_line(finding: Finding, words: Words) -> str:
    """One finding for a terminal."""
    severity = words(f"findings.severity.{finding.severity.value}")
    told = tell(finding, words)
    place = f"{_place(finding)}: " if finding.sheet else ""
    return f"{severity}  {place}{told.text} [{finding.code.value}]"


def as_json(checked: Checked, words: Words) -> dict[str, Any]:
    """The whole report: file, sheets as they were understood, and findings."""
    return {
        "file": checked.filename,
        "readable": checked.readable,
        "sheets": [
            {
                "name": sheet.name,
                "recognised_as": sheet.recognised_as,
                "header_row": sheet.header_row,
                "records": sheet.records,
                "columns": dict(sheet.columns),
            }
            for sheet in checked.sheets
        ],
        "findings": [finding_as_json(finding, words) for finding in checked.findings],
    }


def finding_as_json(finding: Finding, words: Words) -> dict[str, str | None]:
    """One finding for a program."""
    told = tell(finding, words)
    return {
        "code": finding.code.value,
        "severity": finding.severity.value,
        "sheet": finding.sheet,
        "cell": finding.cell,
        "value": finding.value,
        "expected": told.expected,
        "nearest": finding.nearest,
        "text": told.text,
    }


def _place(finding: Finding) -> str:
    return f"{finding.sheet}!{finding.cell}" if finding.cell else str(finding.sheet)
