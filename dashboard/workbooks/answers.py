"""Findings on their way between two processes."""

from typing import Any

from dashboard.plan.findings import Code, Finding


def told_finding(finding: Finding) -> dict[str, Any]:
    """A finding as it is sent."""
    return {
        "code": finding.code.value,
        "sheet": finding.sheet,
        "cell": finding.cell,
        "value": finding.value,
        "nearest": finding.nearest,
        "facts": dict(finding.facts),
    }


def finding_in(told: dict[str, Any]) -> Finding:
    """A finding as it was sent."""
    return Finding(
        Code(told["code"]),
        told["sheet"],
        told["cell"],
        told["value"],
        told["nearest"],
        told["facts"],
    )
