"""What a browser needs to narrow a list where it stands: the same shelf, by places on the page."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dashboard.flows.explore import IN_PLACE, ORDERS, Explored, filters_of
from dashboard.flows.open_edition import OpenEdition
from dashboard.flows.say_exploration import MARKS
from dashboard.flows.shelve_rows import Order, shelf
from dashboard.language.words import Language

Places = Sequence[int]


@dataclass(frozen=True, slots=True)
class InPlace:
    """The rows of a page by their places on it, the first being 0.

    `facets[filter][value]` and `tells[tally]` are places, `orders[order]` all of them in it.
    """

    facets: Mapping[str, Mapping[str, Places]]
    tells: Mapping[str, Places]
    orders: Mapping[str, Places]


def in_place(opened: OpenEdition, explored: Explored, language: Language) -> InPlace | None:
    """The whole list by places; None where the page does not hold all of it."""
    wanted = explored.wanted
    whole = wanted.is_everything and explored.pages == 1 and explored.count > 0
    if not whole or wanted.seen_as not in IN_PLACE:
        return None
    held = shelf(opened, wanted.sheet)

    def ordered(order: Order) -> list[int]:
        return sorted(range(held.count), key=held.ranks[order, language].__getitem__)

    place = {position: at for at, position in enumerate(ordered(wanted.ordered_by))}

    def places(positions: Iterable[int]) -> list[int]:
        return sorted(place[position] for position in positions)

    mark = MARKS[wanted.sheet]  # the bar offers it
    offered = [f.key for f in filters_of(wanted.sheet) if f.offered or f.key == mark]
    return InPlace(
        {key: {v: places(found) for v, found in held.places[key].items()} for key in offered},
        {tally: places(found) for tally, found in held.tells.items()},
        {order.value: [place[p] for p in ordered(order)] for order in ORDERS[wanted.sheet]},
    )
