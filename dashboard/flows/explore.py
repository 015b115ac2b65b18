"""Explore actions or indicators: search, filters, order and page, all of it in the address."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from dashboard.flows.find_anything import find_rows, is_nothing
from dashboard.flows.index_words import Answer
from dashboard.flows.open_edition import OpenEdition
from dashboard.flows.shelve_rows import YES, Order, Positions, Shelf, shelf
from dashboard.flows.show_rows import Question, Row, rows_at
from dashboard.flows.turn_pages import on_page, pages_of
from dashboard.language.words import Language
from dashboard.plan.goals import GOAL_NUMBERS
from dashboard.plan.kinds import ContributionKind, CooperationKind
from dashboard.plan.sheets import SheetKey
from dashboard.plan.status import ActionStatus, DataStatus, Progress
from dashboard.plan.targets import is_target

_A, _I = SheetKey.ACTIONS, SheetKey.INDICATORS
EXPLORERS = (_A, _I)
TEXT = 300  # letters of a question that are looked at


@dataclass(frozen=True, slots=True)
class Filter:
    """Something to narrow a list by; `offered` ones stand in the form with their counts."""

    key: str
    sheets: tuple[SheetKey, ...] = EXPLORERS
    offered: bool = True


FILTERS: tuple[Filter, ...] = (
    Filter("status", (_A,), offered=False),  # the bar of marks offers these two
    Filter("class", (_I,), offered=False),
    Filter("goal"),
    Filter("target"),
    Filter("administration"),
    Filter("kind", (_A,)),
    Filter("data", (_I,)),
    Filter("contributing", offered=False),
    Filter("attention", offered=False),
    Filter("unmapped", offered=False),
)
# The first is what stands when nobody chooses.
ORDERS: Mapping[SheetKey, tuple[Order, ...]] = {
    _A: (Order.URGENCY, Order.DUE, Order.TITLE, Order.ADMINISTRATION, Order.ROW),
    _I: (Order.URGENCY, Order.LATEST, Order.TITLE, Order.ADMINISTRATION, Order.ROW),
}
# The first again; how many rows a page of it has where the list is not shown whole.
VIEWS: Mapping[SheetKey, Mapping[str, int]] = {
    _A: {"list": 50, "timeline": 50},
    _I: {"pictures": 24, "list": 50},
}
# A list that is no longer than this stands on one page, so that it can be narrowed where it is.
WHOLE = 200
IN_PLACE = ("list", "pictures")  # the axis of the timeline depends on what stands on it


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a reader asks an explorer for; `unknown` are filters with a value that is none."""

    sheet: SheetKey
    chosen: Mapping[str, str] = field(default_factory=dict[str, str])
    text: str = ""
    order: Order | None = None
    view: str | None = None
    page: int = 1
    unknown: tuple[tuple[str, str], ...] = ()

    @property
    def is_everything(self) -> bool:
        """Whether nothing narrows the list."""
        return not self.chosen and not self.text

    @property
    def ordered_by(self) -> Order:
        """The order of the list: the one chosen, or the one that suits the question."""
        return self.order or self.usual_order

    @property
    def usual_order(self) -> Order:
        """By how well it matches what was searched for; a line of time goes by due dates."""
        if self.view == "timeline":
            return Order.DUE
        return Order.MATCH if self.text else ORDERS[self.sheet][0]

    @property
    def seen_as(self) -> str:
        """The view of the list."""
        return self.view or next(iter(VIEWS[self.sheet]))

    def asked(self) -> dict[str, str]:
        """The question as the parameters of an address."""
        said = {
            "q": self.text,
            **{f.key: self.chosen.get(f.key, "") for f in FILTERS},
            "order": self.order or "",
            "view": self.view or "",
            "page": str(self.page) if self.page > 1 else "",
        }
        return {key: str(value) for key, value in said.items() if value}

    def without(self, key: str) -> "Wanted":
        """The same question without one of its filters."""
        return replace(self, page=1, chosen={k: v for k, v in self.chosen.items() if k != key})

    def having(self, key: str, value: str) -> "Wanted":
        """The same question with one filter more, or another value of it."""
        return replace(self, page=1, chosen={**self.chosen, key: value})


@dataclass(frozen=True, slots=True)
class Explored:
    """What an explorer answers: one page of rows, how many there are, and every facet.

    `facets[filter][value]` counts the rows there would be with that value instead of the one
    that is chosen; `tallies` count the rows that the sentence over the list may speak of.
    """

    wanted: Wanted
    rows: Sequence[Row]
    count: int
    pages: int
    facets: Mapping[str, Mapping[str, int]]
    answer: Answer
    tallies: Mapping[str, int] = field(default_factory=dict[str, int])


def filters_of(sheet: SheetKey) -> tuple[Filter, ...]:
    """The filters of a sheet, in the order they stand in."""
    return tuple(f for f in FILTERS if sheet in f.sheets)


def wanted_in(query: Mapping[str, str], sheet: SheetKey, opened: OpenEdition) -> Wanted:
    """The question in an address; a value nobody knows is told and left out, never an error."""
    chosen: dict[str, str] = {}
    unknown: list[tuple[str, str]] = []
    for each in filters_of(sheet):
        if not (value := query.get(each.key, "").strip()):
            continue
        if (known := _known(each.key, value, opened)) is None:
            unknown.append((each.key, value))
        else:
            chosen[each.key] = known
    text = " ".join(query.get("q", "").split())[:TEXT]
    orders = (*ORDERS[sheet], Order.MATCH) if text else ORDERS[sheet]
    view, page = query.get("view"), query.get("page", "")
    return Wanted(
        sheet,
        chosen,
        text,
        next((o for o in orders if o == query.get("order")), None),
        view if view in VIEWS[sheet] else None,
        int(page) if page.isascii() and page.isdigit() and 0 < len(page) < 7 else 1,
        tuple(unknown),
    )


def wanted_for(question: Question) -> Wanted | None:
    """The question behind a number as one for an explorer, where its rows have one."""
    if (sheet := question.sheet) is None or sheet not in EXPLORERS:
        return None
    if question.gap or question.confidence or question.unsourced:
        return None  # only the plain list asks for these
    asked = {
        "status" if sheet is _A else "class": question.mark,
        "goal": question.goal,
        "target": question.target,
        "administration": question.administration,
        "contributing": question.contributing,
        "attention": YES if question.attention else None,
        "unmapped": YES if question.unmapped else None,
    }
    return Wanted(sheet, {k: str(v) for k, v in asked.items() if v is not None})


def explore(opened: OpenEdition, wanted: Wanted, language: Language) -> Explored:
    """One page of what is asked for; a page beyond the last is the last."""
    held = shelf(opened, wanted.sheet)
    base, answer = _searched(opened, held, wanted)
    sets = _sets(held, wanted)
    found = base.intersection(*sets.values())
    if wanted.ordered_by is Order.MATCH:
        ordered = sorted(found, key=lambda p: (-answer.found.get(p, 0.0), p))
    else:
        ordered = sorted(found, key=held.ranks[wanted.ordered_by, language].__getitem__)
    whole = held.count <= WHOLE and wanted.seen_as in IN_PLACE
    shown = WHOLE if whole else VIEWS[wanted.sheet][wanted.seen_as]
    pages = pages_of(len(ordered), shown)
    page = min(max(wanted.page, 1), pages)
    part = ordered[on_page(page, shown)]
    return Explored(
        replace(wanted, page=page),
        list(rows_at(opened, wanted.sheet, part)),
        len(found),
        pages,
        {f.key: _facet(held, base, sets, f.key) for f in filters_of(wanted.sheet)},
        answer,
        {tally: len(found & told) for tally, told in held.tells.items()},
    )


def loosened(opened: OpenEdition, wanted: Wanted) -> dict[str, int]:
    """How many rows there would be without the words (`q`), or without each of the filters."""
    held = shelf(opened, wanted.sheet)
    base, sets = _searched(opened, held, wanted)[0], _sets(held, wanted)
    found = {"q": len(frozenset(range(held.count)).intersection(*sets.values()))}
    for key in sets:
        found[key] = len(base.intersection(*(s for each, s in sets.items() if each != key)))
    return found


def _searched(opened: OpenEdition, held: Shelf, wanted: Wanted) -> tuple[Positions, Answer]:
    """The rows that have the words, or all of them where there is no word."""
    if is_nothing(wanted.text):
        return frozenset(range(held.count)), Answer({}, frozenset())
    answer = find_rows(opened, wanted.sheet, wanted.text)
    return frozenset(answer.found), answer


def _sets(held: Shelf, wanted: Wanted) -> dict[str, Positions]:
    return {key: held.places[key].get(value, frozenset()) for key, value in wanted.chosen.items()}


def _facet(held: Shelf, base: Positions, sets: Mapping[str, Positions], key: str) -> dict[str, int]:
    """How many rows each value of a filter would leave, the other filters staying as they are."""
    others = base.intersection(*(found for each, found in sets.items() if each != key))
    counted = {value: len(others & places) for value, places in held.places[key].items()}
    return {value: count for value, count in counted.items() if count}


def _known(key: str, value: str, opened: OpenEdition) -> str | None:
    """The value of a filter as it is kept, or None where there is no such value."""
    summary = opened.summary
    match key:
        case "goal":
            whole = value.isascii() and value.isdigit() and len(value) < 4
            return str(int(value)) if whole and int(value) in GOAL_NUMBERS else None
        case "target":
            return value if is_target(value) else None
        case "administration" | "contributing":
            code = value if summary.administration(value) else None
            return summary.current.get(code, code) if code else None
        case "attention" | "unmapped":
            return YES
        case _:
            return value if any(value == each for each in _CHOICES[key]) else None


_CHOICES: Mapping[str, tuple[str, ...]] = {
    "status": tuple(ActionStatus),
    "class": tuple(Progress),
    "data": tuple(DataStatus),
    "kind": (*ContributionKind, *CooperationKind),
}
