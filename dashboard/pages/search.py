"""Search over everything the plan has."""

from dashboard.components.found import found
from dashboard.components.printing import Html, Printed
from dashboard.flows.explore import TEXT
from dashboard.flows.find_anything import Findings, Group, find_anything, is_nothing
from dashboard.language.words import Words
from dashboard.pages.page import Page, View
from dashboard.pages.queries import clipped


def show(view: View) -> Printed:
    """What answers the question in the address, in groups; without one, how to ask."""
    reader, words = view.reader, view.words
    text = " ".join(view.query.get("q", "").split())[:TEXT]
    only = next((g for g in Group if g == view.query.get("group")), None)
    findings = None if is_nothing(text) else find_anything(reader.opened, text)
    if findings is None or only not in findings.groups:
        only = None
    headline = _headline(findings, text, words)
    has_found = findings is not None and findings.total > 0
    head = {
        "headline": headline,
        "lead": "" if has_found else words("explore.search.lead_start"),
        "text": text,
        "jumps": _jumps(findings, only),
        "told": _told(findings, words) if findings and has_found else [],
        "back": reader.to.search(text) if only else None,
        "tries": [] if has_found else words("explore.search.examples").split("|"),
    }
    sections = [Html("search.html", head)]
    if findings is not None and has_found:
        sections.append(found(reader, findings, text, only))
    title = words("explore.search.title")
    return Printed(f"{title}: {text[:80]}" if text else title, headline, sections)


def _headline(findings: Findings | None, text: str, words: Words) -> str:
    short = clipped(text, most=80)
    if findings is None and not text:
        return words("explore.search.headline_start")
    if findings is None or not findings.total:
        return words("explore.search.headline_none", text=short)
    is_like = findings.answer.loose or findings.answer.meant
    key = "explore.search.headline_like" if is_like else "explore.search.headline"
    return words.count(key, findings.total, text=short)


def _jumps(findings: Findings | None, only: Group | None) -> list[tuple[str, int]]:
    """The groups further down the page with how many each has."""
    if findings is None or only is not None:
        return []
    return [(group.value, len(things)) for group, things in findings.groups.items()]


def _told(findings: Findings, words: Words) -> list[str]:
    answer = findings.answer
    lines = [words("explore.told.meant", typed=typed, meant=meant) for typed, meant in answer.meant]
    return [*lines, *([words("explore.told.loose")] if answer.loose else [])]


PAGE = Page("search", "/search", show)
