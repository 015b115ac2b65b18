"""One goal: what the city does for it, what it measures, and what nobody serves."""

from dashboard.components.briefing import briefing, committee_page
from dashboard.components.history import place_history, place_ways
from dashboard.components.indicators import indicator_cards
from dashboard.components.printing import Html, Printed
from dashboard.components.rollups import summed_up
from dashboard.components.scores import scores
from dashboard.components.tables import tables_for
from dashboard.components.targets import target_table
from dashboard.flows.show_brief import Place
from dashboard.flows.show_rows import Question, rows
from dashboard.pages.page import Page, View
from dashboard.plan.goals import GOAL_NUMBERS
from dashboard.plan.sheets import SheetKey

_SHEETS = (SheetKey.ACTIONS, SheetKey.CONTRIBUTIONS, SheetKey.COOPERATION)


_ADDRESSES = {str(number): number for number in GOAL_NUMBERS}


def show(view: View, of: str) -> Printed | None:
    """The page of a goal, or None for what is no goal, or one written in another way."""
    number = _ADDRESSES.get(of)
    if number is None:
        return None
    reader, words = view.reader, view.words
    goal = reader.goal(number)
    told = briefing(reader, Place(goal=number))
    head = {"goal": goal, "said": told.said, "meeting": told.meeting}
    asked = Question(goal=number)
    measured = Question(sheet=SheetKey.INDICATORS, goal=number)
    found = rows(reader.opened, measured)
    indicators = found.get(SheetKey.INDICATORS, [])
    marks, sums = scores(reader, goal=number), summed_up(reader, goal=number)
    return Printed(
        title=words("interface.goal.numbered", number=str(number), name=goal.name),
        description=told.said.headline,
        sections=[
            Html("goal_head.html", head),
            marks,
            sums,
            indicator_cards(reader, indicators, total=len(indicators), asked=measured),
            target_table(reader, number),
            *tables_for(reader, asked, sheets=_SHEETS),
            place_history(reader, view.library, view.editions, goal=number),
            place_ways(reader, goal=number),
            committee_page(told, marks=marks, sums=sums),
            Html("siblings.html", {"before": _other(number - 1), "after": _other(number + 1)}),
        ],
    )


def _other(number: int) -> int | None:
    return number if number in GOAL_NUMBERS else None


PAGE = Page("goal", "/goals/<of>", show)
