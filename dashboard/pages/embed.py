"""One chart alone, for a page of somebody else: the only page that may stand in a frame."""

from dashboard.components.one_chart import one_chart
from dashboard.components.printing import Html, Printed
from dashboard.flows.say_source import say_source
from dashboard.language.words import Words
from dashboard.pages.page import Page, View
from dashboard.settings import Settings


def show(view: View, chart: str, of: str) -> Printed | None:
    """A chart with its sentence, its table and its source; None where there is no such chart."""
    found = one_chart(view.reader, chart, of)
    if found is None:
        return None
    source = say_source(view.reader.opened, view.words)
    below = Html("embed_source.html", {"home": found.values["href"], "source": source})
    title = view.words("charts.embed.title", heading=found.heading)
    return Printed(title, found.sentence, [found, below], alone=True)


def early(words: Words, _: Settings) -> Printed:
    """What stands in the frame before anything is published."""
    title = words("interface.empty.heading")
    return Printed(title, words("interface.empty.lead"), [Html("empty.html")], alone=True)


PAGE = Page("embed", "/embed/<chart>/<path:of>", show, early)
