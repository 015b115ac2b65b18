"""Which administrations carry which goals."""

from dashboard.components.bands import by_administration, by_goal, drawing, switch
from dashboard.components.printing import Html, Printed, Section
from dashboard.flows.show_flows import CARRIED, carried, conclude_flows
from dashboard.pages.page import Page, View


def show(view: View) -> Printed | None:
    """The bands from administrations to goals, and both lists; None for what is not counted."""
    reader, words = view.reader, view.words
    what = view.query.get("what", "").strip() or next(iter(CARRIED))
    if what not in CARRIED:
        return None
    summary = reader.opened.summary
    found = carried(summary, what)
    said = conclude_flows(summary, found, words)
    named, day = words(f"flows.carried.{what}"), reader.day(summary.on)
    head = {"said": said, "eyebrow": words("flows.eyebrow", what=named, date=day)}
    drawn = drawing(reader, found)
    lists = [by_administration(reader, found), by_goal(reader, found)] if found.all else []
    sections: list[Section] = [
        Html("flows_head.html", head),
        switch(reader, what),
        *([drawn] if drawn else []),
        *lists,
    ]
    return Printed(f"{words('flows.title')} – {named}", said.headline, sections)


PAGE = Page("flows", "/flows", show)
