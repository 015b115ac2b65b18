"""How it goes at a place, summed up: distribution, coverage, and at most one word."""

from collections import Counter

from dashboard.components.printing import Html
from dashboard.components.reader import Reader
from dashboard.components.unmapped import how_many
from dashboard.flows.show_gaps import GapQuestion
from dashboard.flows.show_rows import Question
from dashboard.language.words import Words, sentence
from dashboard.plan.sheets import SheetKey
from dashboard.plan.status import REACHED, Progress
from dashboard.progress.gaps import GapKind
from dashboard.progress.rollup import Rollup, rollup


def summed_up(
    reader: Reader,
    /,
    *,
    goal: int | None = None,
    target: str | None = None,
    code: str | None = None,
) -> Html:
    """The roll-up of a goal, a target, an administration or the city."""
    return Html("rollup.html", rollup_facts(reader, goal=goal, target=target, code=code))


def rollup_facts(
    reader: Reader,
    /,
    *,
    goal: int | None = None,
    target: str | None = None,
    code: str | None = None,
) -> dict[str, object]:
    """What a roll-up says, with the rows behind each number."""
    place = {"goal": goal, "target": target, "administration": code}
    found = rollup(reader.opened.summary, **place, with_word=reader.with_word)  # pyright: ignore[reportArgumentType]
    asked = Question(sheet=SheetKey.ACTIONS, gap=GapKind.OVERDUE, **place)  # pyright: ignore[reportArgumentType]
    gaps = GapQuestion(kind=GapKind.UNSERVED, goal=goal, administration=code)
    return {
        "found": found,
        "distribution": distribution(found, reader.words),
        "word": reader.mark(found.word) if found.word else None,
        "with_word": reader.with_word,
        "overdue_href": reader.to.rows(asked),
        "targets_href": reader.to.goal(goal) + "#targets"
        if goal
        else reader.to.gaps(part="register"),
        "gaps_href": reader.to.gaps(gaps),
        "shared": _shared(reader, code) if goal is None and target is None else None,
        "unmapped": None if goal or target else how_many(reader, code),
        "place": next((name for name, one in place.items() if one is not None), "city"),
    }


def distribution(found: Rollup, words: Words) -> str:
    """How many indicators are on their way, of all, and how many nobody can tell of."""
    say, classes = "interface.rollup", found.classes
    if not found.indicators:
        return words(f"{say}.no_indicators")
    if found.indicators == 1:
        only = next(p for p, n in classes.items() if n)
        return words(f"interface.progress.{only.value}") + "."
    reached = sum(classes[p] for p in REACHED)
    parts = [words(f"{say}.reached", n=found.indicators, reached=words.some(reached))]
    if grey := classes[Progress.NOT_ASSESSED]:
        parts.append(words.count(f"{say}.not_assessed", grey))
    if empty := classes[Progress.NO_DATA]:
        parts.append(words.count(f"{say}.no_data", empty))
    return sentence("; ".join(parts)) + "."


def _shared(reader: Reader, code: str | None) -> int:
    """How many actions and indicators serve several goals and still count once."""
    summary = reader.opened.summary
    many = 0
    for sheet in (SheetKey.ACTIONS, SheetKey.INDICATORS):
        index = summary.index[sheet]
        times = Counter(at for positions in index.by_goal.values() for at in positions)
        own = None if code is None else set(index.by_responsible.get(code, ()))
        many += sum(1 for at, n in times.items() if n > 1 and (own is None or at in own))
    return many
