"""International cooperation: what the city takes part in, what it promised, and how far it is."""

from dashboard.components.cooperation import cooperation_list, served
from dashboard.components.network import network
from dashboard.components.printing import Html, Printed, Section
from dashboard.flows.say_cooperation import conclude_cooperation
from dashboard.flows.show_cooperation import cooperations
from dashboard.pages.page import Page, View


def show(view: View) -> Printed:
    """The conclusion, the network over time, every cooperation, and whom and what it serves."""
    reader, words = view.reader, view.words
    found = cooperations(reader.opened)
    said = conclude_cooperation(found, words)
    eyebrow = words("cooperation.eyebrow", date=reader.day(reader.opened.summary.on))
    head = {"eyebrow": eyebrow, "headline": said.headline, "lead": said.lead}
    sections: list[Section] = [Html("conclusion.html", head)]
    if found:
        sections += [network(reader, found), cooperation_list(reader, found), served(reader)]
    else:
        sections.append(Html("cooperation_none.html"))
    return Printed(words("cooperation.title"), said.headline, sections)


PAGE = Page("cooperation", "/cooperation", show)
