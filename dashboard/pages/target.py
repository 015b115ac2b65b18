"""One UN target: is it ours, who works for it, how it goes, and where each number comes from."""

from dashboard.components.cells import cell_table
from dashboard.components.indicators import indicator_cards
from dashboard.components.one_target import target_head, target_scores, target_ways
from dashboard.components.printing import Printed, Section
from dashboard.components.rollups import summed_up
from dashboard.components.tables import tables_for
from dashboard.flows.show_rows import Question, counts, rows
from dashboard.flows.show_target import conclude_target
from dashboard.pages.page import Page, View
from dashboard.plan.sheets import SheetKey
from dashboard.plan.targets import is_target

_SHEETS = (SheetKey.ACTIONS, SheetKey.CONTRIBUTIONS, SheetKey.COOPERATION)


def show(view: View, code: str) -> Printed | None:
    """The page of a target, or None for a code that is none of the 169."""
    if not is_target(code):
        return None
    reader, words = view.reader, view.words
    said = conclude_target(reader.opened, code, words)
    measured = Question(sheet=SheetKey.INDICATORS, target=code)
    found = rows(reader.opened, measured)
    indicators = found.get(SheetKey.INDICATORS, [])
    cards = indicator_cards(reader, indicators, total=len(indicators), asked=measured)
    register = reader.opened.summary.relevance.get(code)
    asked = Question(target=code)
    # Where nothing at all is tied to the target, the headline says so and empty boxes do not.
    totals = sum(counts(reader.opened, asked).values())
    sections: list[Section] = [
        target_head(reader, code, said),
        *([target_scores(reader, code), summed_up(reader, target=code)] if totals else []),
        *([cards] if totals else []),
        *(table for table in tables_for(reader, asked, sheets=_SHEETS) if table.values["rows"]),
        *([cell_table(reader, register)] if register else []),
        target_ways(reader, code),
    ]
    title = words("targets.title", code=code, short=reader.target(code))
    return Printed(title, said.headline, sections)


PAGE = Page("target", "/targets/<code>", show)
