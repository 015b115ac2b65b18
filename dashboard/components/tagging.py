"""The rows of a draft that are tied to no goal, with suggestions to accept or change."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dashboard.components.printing import Html
from dashboard.components.reader import GoalView
from dashboard.flows.publish_edition import Checked
from dashboard.flows.receive_workbook import is_writable
from dashboard.flows.suggest_goals import Suggestion
from dashboard.flows.tag_rows import LONGEST, Suggested
from dashboard.language.words import Words
from dashboard.plan.drafts import Draft
from dashboard.plan.goals import GOALS


@dataclass(frozen=True, slots=True)
class Chosen:
    """What somebody chose for a row and was not saved, with what is wrong with it."""

    codes: Sequence[str] = ()
    free: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Filled:
    """A form that was not saved: what it held, by the number of the row, and why."""

    rows: Mapping[int, Chosen] = field(default_factory=dict[int, Chosen])
    problem: str = ""


@dataclass(frozen=True, slots=True)
class OfferView:
    """A goal or target that can be ticked, and the words that led to it."""

    code: str
    name: str
    goal: GoalView | None
    words: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class RowView:
    """An untagged row with what can be chosen for it."""

    number: int
    title: str
    place: str
    offers: Sequence[OfferView]
    free: str
    problem: str


NOTHING = Filled()


def tagging_part(  # noqa: PLR0913 - each is one part of what is said
    words: Words,
    draft: Draft,
    checked: Checked,
    rows: Sequence[Suggested],
    /,
    *,
    page: int,
    may_change: bool,
    saved: int,
    filled: Filled = NOTHING,
) -> Html:
    """The untagged rows of one page, as a form where the draft can be changed."""
    total, kept = checked.untagged.total, len(checked.untagged.rows)
    writable = is_writable(draft.filename)
    values = {
        "draft": draft,
        "headline": headline_of(words, checked),
        "total": total,
        "kept": kept,
        "page": page,
        "form": may_change and writable,
        "writable": writable,
        "rows": [_row(words, row, filled.rows.get(row.number, Chosen())) for row in rows],
        "problem": filled.problem,
        "saved": saved,
        "longest": LONGEST,
    }
    return Html("tagging.html", values)


def headline_of(words: Words, checked: Checked, /) -> str:
    """How many rows are tied to no goal, in a sentence."""
    total = checked.untagged.total
    return words.count("tagging.rows", total) if total else words("tagging.none")


def goal_view(words: Words, number: int, /) -> GoalView:
    """A goal with its name and colours; it leads nowhere."""
    goal = GOALS[number - 1]
    name = words(f"goals.{number}.name")
    return GoalView(number, name, goal.colour, goal.on_colour, "")


def _row(words: Words, row: Suggested, chosen: Chosen) -> RowView:
    place = f"{row.row.tab}!{row.row.cell or row.row.row}"
    offers = [each for found in row.suggestions for each in _offers(words, found, chosen)]
    return RowView(row.number, row.row.title, place, offers, chosen.free, chosen.problem)


def _offers(words: Words, found: Suggestion, chosen: Chosen) -> list[OfferView]:
    goal = goal_view(words, found.goal)
    led, code = ", ".join(found.words), str(found.goal)
    offers = [OfferView(code, goal.name, goal, led, code in chosen.codes)]
    if (target := found.target) is not None:
        name = words(f"goals.targets.{target}.short")
        offers.append(OfferView(target, name, None, "", target in chosen.codes))
    return offers
