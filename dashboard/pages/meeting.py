"""A goal or an administration as screens for a meeting, one thing on each."""

from dashboard.components.briefing import briefing, meeting_slides
from dashboard.components.printing import Printed
from dashboard.flows.show_brief import Place
from dashboard.pages.page import Page, View
from dashboard.plan.goals import GOAL_NUMBERS


def show(view: View, kind: str, of: str) -> Printed | None:
    """The screens, or None for a goal or an administration that is none."""
    reader, words = view.reader, view.words
    place = _place(view, kind, of)
    if place is None:
        return None
    told = briefing(reader, place)
    title = words("meeting.title", name=told.name.text)
    return Printed(title, told.said.headline, meeting_slides(reader, told), screens=told.page)


def _place(view: View, kind: str, of: str) -> Place | None:
    if kind == "goals":
        numbers = {str(number): number for number in GOAL_NUMBERS}
        return Place(goal=numbers[of]) if of in numbers else None
    summary = view.reader.opened.summary
    known = summary.administration(summary.current.get(of, of))
    return Place(administration=known.code) if known else None


_KINDS = ("goals", "administrations")
_RULE = "/meeting/<any({kinds}):kind>/<path:of>"
PAGE = Page("meeting", _RULE.format(kinds=", ".join(_KINDS)), show)
