"""Every finding of a workbook by cell, of a severity, a sheet or a kind, and how it was read."""

from dataclasses import dataclass

from dashboard.components.printing import Html, Printed
from dashboard.flows.publish_edition import Checked
from dashboard.flows.sift_findings import Order, Sifted, sift
from dashboard.language.told import Told, tell, tell_alike
from dashboard.language.words import Words
from dashboard.plan.findings import Finding, Severity

SHOWN = 200


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding with its words."""

    finding: Finding
    told: Told


def findings_part(words: Words, checked: Checked, wanted: Sifted, /, *, key: str) -> Html:
    """The findings that are wanted, with the choices there are."""
    found = sift(checked.findings, wanted)
    sheets = dict.fromkeys(f.sheet for f in checked.findings if f.sheet)
    severities = [s for s in Severity if any(f.severity is s for f in checked.findings)]
    values = {
        "findings": [FindingView(f, tell_alike(f, words)) for f in found[:SHOWN]],
        "total": len(checked.findings),
        "found": len(found),
        "severities": [(s.value, s is wanted.severity) for s in severities],
        "names": [(s, s == wanted.sheet) for s in sheets],
        "orders": [(o.value, o is wanted.order) for o in Order],
        "key": key,
    }
    return Html("findings.html", values)


def unreadable_page(words: Words, checked: Checked, /) -> Printed:
    """The page of a file that is no workbook."""
    headline = words("interface.draft.unreadable")
    finding = checked.findings[0]
    lead = tell(finding, words).text
    head = {"eyebrow": "", "headline": headline, "lead": lead}
    return Printed(
        headline,
        lead,
        [Html("conclusion.html", head), findings_part(words, checked, Sifted(), key="")],
        status=422,
    )
