"""One cooperation: the city's role, its promise, how far it is, and every cell of its row."""

from collections.abc import Sequence

from dashboard.components.cells import cell_table
from dashboard.components.cooperation import cards, evidence, kind_of
from dashboard.components.history import row_history
from dashboard.components.indicators import indicator_cards
from dashboard.components.printing import Html, Printed, Section
from dashboard.components.reader import Reader
from dashboard.components.tables import row_table
from dashboard.components.unmapped import unmapped
from dashboard.flows.say_cooperation import conclude_one
from dashboard.flows.show_cooperation import Cooperation, cooperations
from dashboard.flows.show_rows import Row
from dashboard.pages.page import Page, View
from dashboard.plan.sheets import SheetKey


def show(view: View, identifier: str) -> Printed | None:
    """The page of a cooperation, or None where the edition has none of that id."""
    reader, words = view.reader, view.words
    found = cooperations(reader.opened)
    place = next((n for n, c in enumerate(found) if c.id == identifier), None)
    if place is None:
        return None
    one = found[place]
    title = reader.title(one.record).text
    said = conclude_one(one, [c for c in found if c.parent == one.id], words)
    sections: list[Section] = [
        Html("cooperation_head.html", _head(reader, found, one, said)),
        *_parts(reader, found, one),
        *_tied(reader, one),
        *unmapped(reader, one.record),
        cell_table(reader, one.record),
        row_history(reader, view.library, view.editions, Row(one.record)),
        Html("cooperation_siblings.html", _siblings(found, place)),
    ]
    return Printed(title, words("cooperation.one.description", title=title, said=said), sections)


def _head(
    reader: Reader, found: Sequence[Cooperation], one: Cooperation, said: str
) -> dict[str, object]:
    return {
        "one": one,
        "kind": kind_of(reader, one),
        "parent": next((c.record for c in found if c.id == one.parent), None),
        "said": said,
        "evidence": evidence(reader, one),
    }


def _parts(reader: Reader, found: Sequence[Cooperation], one: Cooperation) -> list[Section]:
    parts = cards(reader, found, root=one.id)
    return [Html("cooperation_parts.html", {"cards": parts})] if parts else []


def _tied(reader: Reader, one: Cooperation) -> list[Section]:
    """The actions and indicators that say how far it is."""
    sections: list[Section] = []
    if one.indicators:
        total = len(one.indicators)
        sections.append(indicator_cards(reader, one.indicators, total=total))
    if one.actions:
        total = len(one.actions)
        sections.append(row_table(reader, SheetKey.ACTIONS, one.actions[:50], total=total))
    return sections


def _siblings(found: Sequence[Cooperation], place: int) -> dict[str, object]:
    return {
        "before": found[place - 1].record if place else None,
        "after": found[place + 1].record if place + 1 < len(found) else None,
    }


PAGE = Page("one_cooperation", "/cooperation/<path:identifier>", show)
