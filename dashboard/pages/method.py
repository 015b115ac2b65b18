"""What each mark means and how it is counted."""

from dashboard.components.printing import Html, Printed
from dashboard.components.reader import Reader
from dashboard.components.terms import glossary
from dashboard.flows.say_methods import say_methods, say_samples
from dashboard.pages.page import Page, View
from dashboard.plan.sheets import SheetKey
from dashboard.plan.status import ActionStatus, DataStatus, Freshness, Progress
from dashboard.progress.attention import NEEDS
from dashboard.progress.gaps import GapKind

# The parts of the page that its list of contents leads to.
PARTS: tuple[str, ...] = (
    "marks", "actions", "indicators", "methods", "samples", "word", "freshness", "counting",
    "gaps", "attention", "cells", "terms",
)  # fmt: skip


def show(view: View) -> Printed:
    """The rules, in the words and numbers the program itself uses."""
    reader, words = view.reader, view.words
    column = words.header("measures")
    values = {
        "parts": PARTS,
        "four": _four(reader),
        "statuses": [reader.mark(s) for s in ActionStatus],
        "classes": [reader.mark(p) for p in Progress],
        "methods": say_methods(words),
        "samples": say_samples(words),
        "gaps": [(k.value, words(f"gaps.kind.{k.value}.rule", column=column)) for k in GapKind],
        "needs": [need.value for need in NEEDS],
        "about": reader.opened.summary.tables.records(SheetKey.ABOUT),
    }
    return Printed(
        title=words("interface.nav.method"),
        description=words("interface.method.lead"),
        sections=[Html("method.html", values), glossary(words)],
        explains=False,
    )


def _four(reader: Reader) -> dict[str, list[str]]:
    """The four marks with every answer each of them has."""
    words = reader.words
    return {
        "status": [reader.mark(s).word for s in ActionStatus],
        "progress": [reader.mark(p).word for p in Progress],
        "data": [words(f"interface.indicator.data.{d.value}") for d in DataStatus],
        "freshness": [words(f"interface.indicator.freshness.{f.value}") for f in Freshness],
    }


PAGE = Page("method", "/method", show)
