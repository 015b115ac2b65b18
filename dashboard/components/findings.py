"""Every finding of a workbook by cell, of a severity, a sheet or a kind, and how it was read."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from dashboard.components.addresses import Addresses
from dashboard.components.pager import pager
from dashboard.components.printing import Html, Printed, Section
from dashboard.flows.publish_edition import Checked
from dashboard.flows.sift_findings import Order, Sifted, sift
from dashboard.flows.turn_pages import on_page, pages_of
from dashboard.language.told import Told, tell, tell_alike
from dashboard.language.words import Words
from dashboard.plan.findings import Code, Finding, Severity

SHOWN = 100


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding with its words."""

    finding: Finding
    told: Told


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that a list can be narrowed to, with how many findings it would leave."""

    value: str
    name: str
    here: bool


def findings_part(words: Words, checked: Checked, wanted: Sifted, /, *, key: str) -> list[Section]:
    """The findings that are wanted, page by page, with the choices there are."""
    every = checked.findings
    found = sift(every, wanted, words)
    pages = pages_of(len(found), SHOWN)
    page = min(max(wanted.page, 1), pages)
    part = on_page(page, SHOWN)
    shown = found[part]
    values = {
        "findings": [FindingView(f, tell_alike(f, words)) for f in shown],
        "total": len(every),
        "found": len(found),
        "first": part.start + 1,
        "last": part.start + len(shown),
        "severities": _severities(words, every, wanted),
        "sheets": _sheets(words, every, wanted),
        "kinds": _kinds(words, every, wanted),
        "orders": [(o.value, o is wanted.order) for o in Order],
        "text": wanted.text,
        "key": key,
    }
    to = Addresses(words.language)
    there = pager(page, pages, lambda n: to.findings(key, replace(wanted, page=n)))
    return [Html("findings.html", values), *([there] if there else [])]


def _severities(words: Words, every: Iterable[Finding], wanted: Sifted) -> list[Choice]:
    many = Counter(f.severity for f in every)
    return [
        Choice(s.value, _option(words, f"findings.severity.{s}", many[s]), s is wanted.severity)
        for s in Severity
        if s in many
    ]


def _kinds(words: Words, every: Iterable[Finding], wanted: Sifted) -> list[Choice]:
    """What kinds there are, in the order in which they are checked."""
    many = Counter(f.code for f in every)
    return [
        Choice(c.value, _option(words, f"findings.kinds.{c}", many[c]), c is wanted.code)
        for c in Code
        if c in many and len(many) > 1
    ]


def _sheets(words: Words, every: Iterable[Finding], wanted: Sifted) -> list[Choice]:
    """The sheets in the order of the workbook."""
    many = Counter(f.sheet for f in every if f.sheet)
    return [
        Choice(sheet, words("drafts.sift.option", name=sheet, n=n), sheet == wanted.sheet)
        for sheet, n in many.items()
    ]


def _option(words: Words, key: str, n: int) -> str:
    return words("drafts.sift.option", name=words(key), n=n)


def unreadable_page(words: Words, checked: Checked, /) -> Printed:
    """The page of a file that is no workbook."""
    headline = words("interface.draft.unreadable")
    finding = checked.findings[0]
    lead = tell(finding, words).text
    head = {"eyebrow": "", "headline": headline, "lead": lead}
    parts = findings_part(words, checked, Sifted(), key="")
    return Printed(headline, lead, [Html("conclusion.html", head), *parts], status=422)
