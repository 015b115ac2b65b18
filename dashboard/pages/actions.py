"""All actions: search, filter and order them, as a list or on a line of time."""

from dashboard.components.explorer import explorer, paged, title, unmatched
from dashboard.components.in_place import narrowing
from dashboard.components.printing import Printed, Section
from dashboard.components.tables import row_table
from dashboard.components.timeline import timeline
from dashboard.flows.explore import Wanted, explore, wanted_in
from dashboard.flows.say_exploration import say_exploration
from dashboard.pages.page import Page, View
from dashboard.plan.sheets import SheetKey

_SHEET = SheetKey.ACTIONS


def show(view: View) -> Printed:
    """The actions the address asks for; what it asks wrongly is told and left out."""
    return listed(view, wanted_in(view.query, _SHEET, view.reader.opened))


def listed(view: View, wanted: Wanted) -> Printed:
    """One page of the actions that are wanted."""
    reader, words = view.reader, view.words
    explored = explore(reader.opened, wanted, words.language)
    everything = reader.opened.summary.tables.count(_SHEET)
    said = say_exploration(explored, words, everything=everything)
    sections: list[Section] = [explorer(reader, explored, said, everything=everything)]
    if not explored.rows:
        sections.append(unmatched(reader, explored))
    elif wanted.seen_as == "timeline":
        sections.append(timeline(reader, explored.rows))
    else:
        hits = explored.answer.hits
        sections.append(row_table(reader, _SHEET, explored.rows, total=explored.count, hits=hits))
    sections += [more for more in (paged(reader, explored), narrowing(reader, explored)) if more]
    return Printed(title(reader, explored.wanted), said.headline, sections, narrows=True)


PAGE = Page("actions", f"/{_SHEET}", show)
