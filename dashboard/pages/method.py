"""What each mark means and how it is counted."""

from dashboard.components.printing import Html, Printed
from dashboard.flows.say_methods import say_methods, say_samples
from dashboard.pages.page import Page, View
from dashboard.plan.sheets import SheetKey
from dashboard.plan.status import ActionStatus, Progress
from dashboard.progress.attention import NEEDS


def show(view: View) -> Printed:
    """The rules, in the words and numbers the program itself uses."""
    reader, words = view.reader, view.words
    values = {
        "statuses": [reader.mark(s) for s in ActionStatus],
        "classes": [reader.mark(p) for p in Progress],
        "methods": say_methods(words),
        "samples": say_samples(words),
        "needs": [need.value for need in NEEDS],
        "about": reader.opened.summary.tables.records(SheetKey.ABOUT),
    }
    return Printed(
        title=words("interface.nav.method"),
        description=words("interface.method.lead"),
        sections=[Html("method.html", values)],
    )


PAGE = Page("method", "/method", show)
