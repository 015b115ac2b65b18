"""One administration across all goals."""

from dashboard.components.attention import attention
from dashboard.components.briefing import briefing, committee_page
from dashboard.components.cells import cell_table
from dashboard.components.history import place_history, place_ways
from dashboard.components.indicators import indicator_cards
from dashboard.components.printing import Html, Printed, Section
from dashboard.components.reader import Reader, Text
from dashboard.components.rollups import summed_up
from dashboard.components.scores import scores
from dashboard.components.status_charts import by_goal
from dashboard.components.tables import contributing_table, tables_for
from dashboard.flows.show_brief import Place
from dashboard.flows.show_rows import Question, rows
from dashboard.pages.page import Page, View
from dashboard.plan.administrations import Administration
from dashboard.plan.sheets import SheetKey

_SHEETS = (SheetKey.ACTIONS, SheetKey.CONTRIBUTIONS, SheetKey.COOPERATION)


def show(view: View, code: str) -> Printed | None:
    """The page of an administration, past ones too, or None for an unknown code."""
    reader = view.reader
    found = reader.opened.summary.administration(code)
    if found is None:
        return None
    name = reader.administration(code) or Text(code)
    now = reader.opened.summary.current.get(code, code)
    if now != code:
        return _replaced(reader, found, name, now)
    told = briefing(reader, Place(administration=code))
    asked = Question(administration=code)
    indicators = rows(reader.opened, Question(sheet=SheetKey.INDICATORS, administration=code))
    measured = indicators.get(SheetKey.INDICATORS, [])
    head = {
        "name": name,
        "committee": reader.either(found.committee),
        "headline": told.said.headline,
        "lead": told.said.lead,
        "history": _history(reader, found),
        "successor": None,
        "meeting": told.meeting,
    }
    contributing = contributing_table(reader, code)
    marks, sums = scores(reader, code=code), summed_up(reader, code=code)
    sections: list[Section] = [
        Html("administration_head.html", head),
        marks,
        sums,
        by_goal(reader, code),
        attention(reader, code=code),
        indicator_cards(
            reader,
            measured,
            total=len(measured),
            asked=Question(sheet=SheetKey.INDICATORS, administration=code),
        ),
        *tables_for(reader, asked, sheets=_SHEETS),
    ]
    sections += [contributing] if contributing else []
    sections += [place_history(reader, view.library, view.editions, code=code)]
    sections += [*_cells(reader, found), place_ways(reader, code=code)]
    sections += [committee_page(told, marks=marks, sums=sums)]
    return Printed(title=name.text, description=told.said.headline, sections=sections)


def _replaced(reader: Reader, found: Administration, name: Text, now: str) -> Printed:
    """The page of a past administration: what took its place, and where its rows are."""
    words, successor = reader.words, reader.administration(now) or Text(now)
    headline = words("interface.administration.replaced", name=successor.text)
    head = {
        "name": name,
        "committee": reader.either(found.committee),
        "headline": headline,
        "lead": words("interface.administration.replaced_lead"),
        "history": _history(reader, found),
        "successor": (successor, reader.to.administration(now)),
        "meeting": None,
    }
    sections: list[Section] = [Html("administration_head.html", head), *_cells(reader, found)]
    return Printed(name.text, headline, sections)


def _cells(reader: Reader, found: Administration) -> list[Section]:
    """The row of the administration itself, so that its name has an address too."""
    tables = reader.opened.summary.tables
    record = tables.found(SheetKey.ADMINISTRATIONS, "code", found.code)
    return [cell_table(reader, record)] if record else []


def _history(reader: Reader, found: Administration) -> list[str]:
    """Where an administration came from."""
    words = reader.words
    lines: list[str] = []
    if found.predecessor:
        before = reader.administration(found.predecessor)
        facts = {"name": before.text if before else found.predecessor}
        since = reader.plan_date(found.valid_from) or words("interface.unknown")
        lines.append(words("interface.administration.after", date=since, **facts))
    return lines


PAGE = Page("administration", "/administrations/<path:code>", show)
