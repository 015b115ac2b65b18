"""About the data: what was sent, from where, how sure it is, and what may be done with it."""

from dashboard.components.origin import (
    counted,
    editions_table,
    following,
    sheets_table,
    sources_table,
    sure_table,
)
from dashboard.components.printing import Html, Printed
from dashboard.pages.page import Page, View
from dashboard.plan.sheets import SheetKey


def show(view: View) -> Printed:
    """The edition and all before it, its sheets, its sources, and the way back to a cell."""
    reader, words = view.reader, view.words
    sheets = counted(reader)
    headline = words(
        "about.headline",
        rows=sum(s.rows for s in sheets),
        cells=sum(s.cells for s in sheets),
        number=str(reader.opened.edition.number),
    )
    told = {"about": reader.opened.summary.tables.records(SheetKey.ABOUT)}
    head = {"eyebrow": words("about.nav"), "headline": headline, "lead": words("about.lead")}
    may_fetch = view.settings.workbook_download == 1
    sections = [
        Html("conclusion.html", head),
        Html("about_told.html", told),
        following(reader),
        sure_table(reader),
        sheets_table(sheets),
        editions_table(reader, view.editions, may_fetch=may_fetch),
        sources_table(reader),
        Html("about_licence.html"),
    ]
    return Printed(words("about.nav"), headline, sections)


PAGE = Page("about", "/about", show)
