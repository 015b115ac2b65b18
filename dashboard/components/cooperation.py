"""International cooperation as cards: what each is, what was promised, and how far it is."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.components.printing import Html
from dashboard.components.reader import GoalView, MarkView, Reader, Text
from dashboard.components.why import Why, why_of
from dashboard.flows.show_cooperation import Cooperation
from dashboard.flows.show_rows import Question, Row
from dashboard.plan.goals import GOAL_NUMBERS
from dashboard.plan.records import Record
from dashboard.plan.sheets import SheetKey

SHOWN = 60


@dataclass(frozen=True, slots=True)
class Evidence:
    """A row that says how far a cooperation is: its name, its mark and why, its newest value."""

    record: Record
    name: Text
    mark: MarkView | None
    latest: str | None
    aim: str | None
    why: Why | None


@dataclass(frozen=True, slots=True)
class Card:
    """One cooperation as a card, with the cards of its parts."""

    one: Cooperation
    kind: str
    evidence: tuple[Evidence, ...]
    parts: tuple["Card", ...]


@dataclass(frozen=True, slots=True)
class Share:
    """How many cooperations serve a goal or belong to an administration."""

    count: int
    width: float
    href: str
    goal: GoalView | None = None
    code: str | None = None


def cards(
    reader: Reader, found: Sequence[Cooperation], /, *, root: str | None = None
) -> list[Card]:
    """The cards of what is part of `root`, or of what stands alone."""
    return [
        Card(
            one,
            kind_of(reader, one),
            evidence(reader, one),
            tuple(cards(reader, found, root=one.id)),
        )
        for one in found
        if one.parent == root
    ]


def kind_of(reader: Reader, one: Cooperation) -> str:
    """The word for what a cooperation is."""
    return reader.choice(one.record, "kind") or reader.words("interface.unknown")


def cooperation_list(reader: Reader, found: Sequence[Cooperation]) -> Html:
    """Every cooperation in words, the twin of the drawing."""
    shown = found[:SHOWN]
    return Html(
        "cooperation_list.html",
        {
            "cards": cards(reader, shown),
            "total": len(found),
            "more": reader.to.rows(Question(sheet=SheetKey.COOPERATION)),
            "left": len(found) - len(shown),
        },
    )


def evidence(reader: Reader, one: Cooperation) -> tuple[Evidence, ...]:
    """The actions and indicators tied to a cooperation."""
    title = reader.title(one.record).text
    return tuple(_evidence(reader, row, title) for row in (*one.actions, *one.indicators))


def _evidence(reader: Reader, row: Row, title: str) -> Evidence:
    # Where an indicator has the very title of the cooperation, what it counts says more.
    named = reader.title(row.record)
    told = reader.text(row.record, "description") if named.text == title else None
    return Evidence(
        row.record,
        told or named,
        reader.mark_at(row),
        reader.latest(row),
        reader.aim(row),
        why_of(reader, row),
    )


def served(reader: Reader) -> Html:
    """Which goals the cooperation serves, and which administrations answer for it."""
    index = reader.opened.summary.index[SheetKey.COOPERATION]
    goals = {n: len(index.by_goal.get(n, ())) for n in GOAL_NUMBERS}
    codes = Counter(code for code in index.responsible if code)
    most = max([*goals.values(), *codes.values(), 1])
    return Html(
        "cooperation_served.html",
        {
            "goals": [
                Share(n, 100 * n / most, _asked(reader, goal=number), goal=reader.goal(number))
                for number, n in goals.items()
                if n
            ],
            "none": [reader.goal(number) for number, n in goals.items() if not n],
            "codes": [
                Share(n, 100 * n / most, _asked(reader, code=code), code=code)
                for code, n in codes.most_common()
            ],
        },
    )


def _asked(reader: Reader, *, goal: int | None = None, code: str | None = None) -> str:
    return reader.to.rows(Question(sheet=SheetKey.COOPERATION, goal=goal, administration=code))
