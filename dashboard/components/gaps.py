"""Where the city can do more: counts, who owes what, and each gap with what would close it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from dashboard.components.printing import Html
from dashboard.components.reader import GoalView, Reader, Text
from dashboard.flows.say_gaps import how_it_stands, sheet_row, what_closes
from dashboard.flows.show_gaps import GapQuestion, find_gaps, tally
from dashboard.flows.show_rows import Question
from dashboard.plan.goals import GOAL_NUMBERS
from dashboard.plan.records import Record
from dashboard.plan.targets import goal_of
from dashboard.progress.gaps import GAPS, Finder, Gap, GapKind

FEW = 6


@dataclass(frozen=True, slots=True)
class Card:
    """One kind with how many there are; None where the register was never filled in."""

    kind: str
    count: int | None
    href: str
    here: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One gap: what it is about, how it stands, who must act, and what would close it."""

    title: Text
    href: str
    code: str | None
    goals: tuple[GoalView, ...]
    state: list[str]
    who: str | None
    closes: str
    record: Record | None


@dataclass(frozen=True, slots=True)
class Board:
    """One administration with how many gaps of each kind it can close."""

    code: str
    cells: tuple[tuple[str, int, str], ...]
    total: int
    href: str


def cards(reader: Reader, question: GapQuestion) -> Html:
    """How many gaps of each kind there are at a place, each number a way to them."""
    wide = replace(question, kind=None)
    counts = tally(find_gaps(reader.opened, wide))
    known = bool(reader.opened.summary.relevance)
    found = [
        Card(
            kind.value,
            None if kind is GapKind.UNSERVED and not known else n,
            reader.to.gaps(replace(question, kind=kind)),
            question.kind is kind,
        )
        for kind, n in counts.items()
    ]
    return Html("gap_cards.html", {"cards": found})


def filters(reader: Reader, question: GapQuestion) -> Html:
    """The choice of kind, goal and administration, as a form that needs no script."""
    summary = reader.opened.summary
    codes = [a.code for a in summary.in_charge()]
    now = summary.current.get(question.administration or "", question.administration)
    values = {
        "action": reader.to.gaps(),
        "kinds": [(k.value, k is question.kind) for k in GapKind],
        "goals": [(reader.goal(n), n == question.goal) for n in GOAL_NUMBERS],
        "administrations": [(code, code == now) for code in codes],
        "all": reader.to.gaps() if question.is_narrow else None,
    }
    return Html("gap_filters.html", values)


def board(reader: Reader, question: GapQuestion) -> Html:
    """Every administration against the kinds of gaps."""
    lines = [_board(reader, a.code, question) for a in reader.opened.summary.in_charge()]
    shown = sorted((line for line in lines if line.total), key=lambda line: -line.total)
    return Html("gap_board.html", {"lines": shown, "kinds": list(GapKind)})


def _board(reader: Reader, code: str, question: GapQuestion) -> Board:
    asked = replace(question, administration=code, kind=None)
    found = find_gaps(reader.opened, asked)
    cells = tuple(
        (kind.value, n, reader.to.gaps(replace(asked, kind=kind)))
        for kind, n in tally(found).items()
    )
    return Board(code, cells, len(found), reader.to.gaps(asked))


def lists(
    reader: Reader, found: Sequence[Gap], question: GapQuestion, *, part: slice
) -> list[Html]:
    """A table for each kind that is asked for; `part` is what is shown of each."""
    counts = tally(found)
    chosen = [f for f in GAPS if question.kind in (None, f.kind)]
    return [_list(reader, finder, found, question, part, counts) for finder in chosen]


def _list(  # noqa: PLR0913, PLR0917 - a table is its kind, its gaps, and what of them is shown
    reader: Reader,
    finder: Finder,
    found: Sequence[Gap],
    question: GapQuestion,
    part: slice,
    counts: Mapping[GapKind, int],
) -> Html:
    mine = [gap for gap in found if gap.kind is finder.kind]
    column = reader.words.header("measures")
    unregistered = finder.kind is GapKind.UNSERVED and not reader.opened.summary.relevance
    return Html(
        "gap_list.html",
        {
            "kind": finder.kind.value,
            "rule": reader.words(f"gaps.kind.{finder.kind.value}.rule", column=column),
            "total": counts[finder.kind],
            "lines": list(_lines(reader, mine[part])),
            "rows": _rows(reader, finder, question),
            "more": reader.to.gaps(replace(question, kind=finder.kind)),
            "is_all": question.kind is not None,
            "unregistered": unregistered,
        },
    )


def _rows(reader: Reader, finder: Finder, question: GapQuestion) -> str | None:
    """The address of the rows behind the gaps of a kind, where they are rows of one sheet."""
    if finder.sheet is None:
        return None
    return reader.to.rows(
        Question(
            sheet=finder.sheet,
            gap=finder.kind,
            goal=question.goal,
            administration=question.administration,
        )
    )


def _lines(reader: Reader, found: Sequence[Gap]) -> Iterator[Line]:
    summary, words = reader.opened.summary, reader.words
    for gap in found:
        record = sheet_row(summary, gap)
        title, href, code = _subject(reader, gap, record)
        state = how_it_stands(summary, gap, record, words)
        closes = what_closes(summary, gap, words)
        goals = _goals(reader, gap, record)
        yield Line(title, href, code, goals, state, gap.administration, closes, record)


def _goals(reader: Reader, gap: Gap, record: Record | None) -> tuple[GoalView, ...]:
    if gap.target is not None:
        return (reader.goal(goal_of(gap.target)),)
    if gap.goal is not None:
        return (reader.goal(gap.goal),)
    return tuple(reader.goal(n) for n in record.goals()) if record else ()


def _subject(reader: Reader, gap: Gap, record: Record | None) -> tuple[Text, str, str | None]:
    """What a gap is about, and where that stands."""
    if gap.target is not None:
        return Text(reader.target(gap.target)), reader.to.target(gap.target), gap.target
    if gap.goal is not None:
        view = reader.goal(gap.goal)
        return Text(view.name), view.href, None
    assert record is not None
    return reader.title(record), reader.href(record), None
