"""The head of an explorer: what was concluded, what is chosen, and what else could be."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from dashboard.components.pager import pager, titled
from dashboard.components.printing import Html
from dashboard.components.reader import Reader
from dashboard.components.scores import Part, Score
from dashboard.flows.explore import ORDERS, VIEWS, Explored, Wanted, filters_of, loosened
from dashboard.flows.say_conclusion import Conclusion
from dashboard.flows.say_exploration import MARKS, say_told
from dashboard.flows.shelve_rows import Order
from dashboard.language.spelling import in_order
from dashboard.plan.kinds import ContributionKind, CooperationKind
from dashboard.plan.sheets import SheetKey
from dashboard.plan.status import ActionStatus, Progress
from dashboard.plan.targets import TARGETS

MARKED: dict[SheetKey, tuple[ActionStatus | Progress, ...]] = {
    SheetKey.ACTIONS: tuple(ActionStatus),
    SheetKey.INDICATORS: tuple(Progress),
}
_KINDS: dict[str, StrEnum] = {k.value: k for k in (*ContributionKind, *CooperationKind)}


@dataclass(frozen=True, slots=True)
class Option:
    """One answer of a list to choose from."""

    value: str
    name: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Field:
    """A list to choose from in the form: `every` is the answer that narrows nothing."""

    key: str
    label: str
    every: str
    options: tuple[Option, ...]


def explorer(reader: Reader, explored: Explored, said: Conclusion, /, *, everything: int) -> Html:
    """The headline, the marks as ways to narrow, the form, and what is chosen."""
    words, wanted = reader.words, explored.wanted
    offered = [f for f in filters_of(wanted.sheet) if f.offered]
    quiet = {f.key for f in filters_of(wanted.sheet)} - {f.key for f in offered}
    eyebrow = words(f"explore.{wanted.sheet}.eyebrow", date=reader.day(reader.opened.summary.on))
    return Html(
        "explorer.html",
        {
            "eyebrow": eyebrow,
            "said": said,
            "strip": _strip(reader, explored),
            "here": wanted.chosen.get(MARKS[wanted.sheet]),
            "action": reader.to.explore(Wanted(wanted.sheet)),
            "text": wanted.text,
            "narrowed": any(f.key in wanted.chosen for f in offered) or wanted.order is not None,
            "fields": [_field(reader, explored, f.key) for f in offered],
            "orders": _orders(reader, wanted),
            "kept": [(k, v) for k, v in wanted.chosen.items() if k in quiet]
            + ([("view", wanted.view)] if wanted.view else []),
            "chosen": chosen(reader, wanted),
            "clear": reader.to.explore(Wanted(wanted.sheet, view=wanted.view)),
            "told": say_told(explored, words),
            "all": everything,
            "count": explored.count,
            "sheet": wanted.sheet.value,
            "views": _views(reader, wanted),
        },
    )


def title(reader: Reader, wanted: Wanted) -> str:
    """What the page is called: the list, what narrows it, and which page of it."""
    words = reader.words
    parts = [name for name, _ in chosen(reader, wanted)]
    parts += [words(f"explore.view.{wanted.view}")] if wanted.view else []
    said = words(f"explore.{wanted.sheet}.title")
    return titled(": ".join((said, *([", ".join(parts)] if parts else []))), wanted.page, words)


def paged(reader: Reader, explored: Explored) -> Html | None:
    """The way to the other pages, where there are any."""
    wanted = explored.wanted
    return pager(wanted.page, explored.pages, lambda n: reader.to.explore(replace(wanted, page=n)))


def unmatched(reader: Reader, explored: Explored) -> Html:
    """What to try where nothing answers: less, other words, or the whole plan."""
    wanted, words = explored.wanted, reader.words
    gives = loosened(reader.opened, wanted)
    ways = [
        (
            words("explore.unmatched.words")
            if key == "q"
            else words("explore.unmatched.without", name=name),
            href,
            gives[key],
        )
        for key, name, href in _choices(reader, wanted)
        if gives[key]
    ]
    values = {
        "ways": ways,
        "text": wanted.text,
        "everywhere": reader.to.search(wanted.text) if wanted.text else None,
        "clear": None if wanted.is_everything else reader.to.explore(Wanted(wanted.sheet)),
    }
    return Html("unmatched.html", values)


def chosen(reader: Reader, wanted: Wanted) -> list[tuple[str, str]]:
    """What narrows the list, each with the address of the list without it."""
    return [(name, href) for _, name, href in _choices(reader, wanted)]


def _choices(reader: Reader, wanted: Wanted) -> list[tuple[str, str, str]]:
    found: list[tuple[str, str, str]] = []
    if wanted.text:
        rest = replace(wanted, text="", page=1)
        rest = replace(rest, order=None) if rest.order is Order.MATCH else rest
        text = reader.words("explore.chosen.text", text=wanted.text)
        found.append(("q", text, reader.to.explore(rest)))
    for each in filters_of(wanted.sheet):
        if (value := wanted.chosen.get(each.key)) is not None:
            href = reader.to.explore(wanted.without(each.key))
            found.append((each.key, name_of(reader, each.key, value), href))
    return found


def _strip(reader: Reader, explored: Explored) -> Score:
    wanted = explored.wanted
    key = MARKS[wanted.sheet]
    counts, here = explored.facets[key], wanted.chosen.get(key)
    total = sum(counts.values())
    parts = tuple(
        Part(
            reader.mark(mark),
            counts[mark],
            100 * counts[mark] / total,
            reader.to.explore(wanted.without(key) if mark == here else wanted.having(key, mark)),
        )
        for mark in MARKED[wanted.sheet]
        if counts.get(mark)
    )
    return Score(wanted.sheet, total, "", parts)


def _field(reader: Reader, explored: Explored, key: str) -> Field:
    words, counts = reader.words, explored.facets[key]
    here = explored.wanted.chosen.get(key)
    shown = {**counts, **({here: counts.get(here, 0)} if here else {})}
    options = tuple(
        Option(
            value,
            words("explore.form.option", name=name_of(reader, key, value), n=shown[value]),
            value == here,
        )
        for value in in_shown_order(reader, key, shown)
    )
    return Field(key, words(f"explore.filter.{key}"), words(f"explore.every.{key}"), options)


def in_shown_order(reader: Reader, key: str, values: Iterable[str]) -> list[str]:
    """Goals and targets by their numbers, the rest by name."""
    match key:
        case "goal":
            return sorted(values, key=int)
        case "target":
            return sorted(values, key=TARGETS.index)
        case _:
            return sorted(values, key=lambda value: in_order(name_of(reader, key, value)))


def name_of(reader: Reader, key: str, value: str) -> str:
    """The value of a filter as people know it."""
    words = reader.words
    match key:
        case "goal":
            return f"{value}. {reader.goal(int(value)).name}"
        case "target":
            return f"{value} {reader.target(value)}"
        case "administration" | "contributing":
            name = reader.administration(value)
            text = name.text if name else value
            return words("explore.chosen.contributing", name=text) if key[0] == "c" else text
        case "status":
            return words.choice(ActionStatus(value))
        case "class":
            return words(f"interface.progress.{value}")
        case "data":
            return words(f"interface.indicator.data.{value}")
        case "kind":
            return words.choice(_KINDS[value])
        case _:
            return words(f"explore.chosen.{key}")


def _orders(reader: Reader, wanted: Wanted) -> list[Option]:
    orders = (Order.MATCH,) * bool(wanted.text) + ORDERS[wanted.sheet]
    return [
        Option(
            "" if order is wanted.usual_order else order.value,
            reader.words(f"explore.order.{order.value}"),
            order is wanted.ordered_by,
        )
        for order in orders
    ]


def _views(reader: Reader, wanted: Wanted) -> list[tuple[str, str, bool]]:
    views = VIEWS[wanted.sheet]
    first = next(iter(views))
    return [
        (
            reader.words(f"explore.view.{view}"),
            reader.to.explore(replace(wanted, view=None if view == first else view, page=1)),
            view == wanted.seen_as,
        )
        for view in views
    ]
