"""The data with which a browser narrows a list where it stands, in the words of the page."""

from collections.abc import Mapping

from dashboard.components.explorer import MARKED, in_shown_order, name_of, title
from dashboard.components.printing import Html
from dashboard.components.reader import Reader
from dashboard.flows.explore import Explored, Wanted
from dashboard.flows.filter_in_place import InPlace, in_place
from dashboard.flows.say_exploration import HEADLINES, LEADS, MARKS, Case, templates


def narrowing(reader: Reader, explored: Explored) -> Html | None:
    """The data, where the page holds all rows of the list."""
    found = in_place(reader.opened, explored, reader.words.language)
    if found is None:
        return None
    words, wanted = reader.words, explored.wanted
    say = wanted.sheet.value
    values = {
        "mark": MARKS[wanted.sheet],
        "title": words(f"explore.{say}.title"),
        "view": words(f"explore.view.{wanted.view}") if wanted.view else "",
        "printed": title(reader, wanted),
        "usual": wanted.usual_order.value,
        "keys": list(found.facets),
        "facets": _named(reader, wanted, found),
        "tells": found.tells,
        "orders": found.orders,
        "headlines": [_case(reader, case, say) for case in HEADLINES[wanted.sheet]],
        "leads": [_case(reader, case, say) for case in LEADS[wanted.sheet]],
        "intro": _case(reader, _INTRO, "pictures"),
        "every": words(f"explore.chosen.everything.{wanted.sheet}"),
        "of": _case(reader, _COUNT, "chosen"),
        "option": words("explore.form.option", name="{name}", n="{n}"),
    }
    return Html("in_place.html", {"values": values})


_COUNT = Case("count", all="everything", counted=True)
_INTRO = Case("intro", n="drawn", counted=True)


def _case(reader: Reader, case: Case, say: str) -> list[object]:
    return [case.when, case.unless, case.n, case.all, *templates(case, say, reader.words)]


def _named(reader: Reader, wanted: Wanted, found: InPlace) -> Mapping[str, object]:
    """Every value of every filter with its name and its places, in the order of the choices."""

    def values(key: str) -> list[object]:
        places = {value: many for value, many in found.facets[key].items() if many}
        return [
            [v, name_of(reader, key, v), places[v]] for v in _order(reader, wanted, key, places)
        ]

    return {key: values(key) for key in found.facets}


def _order(reader: Reader, wanted: Wanted, key: str, values: Mapping[str, object]) -> list[str]:
    """The bar of marks has an order of its own."""
    if key == MARKS[wanted.sheet]:
        return [mark.value for mark in MARKED[wanted.sheet] if mark.value in values]
    return in_shown_order(reader, key, values)
