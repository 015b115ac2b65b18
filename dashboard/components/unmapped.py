"""Rows that are not yet mapped to a goal: how many, and what goals their words suggest."""

from dataclasses import dataclass

from dashboard.components.printing import Html
from dashboard.components.reader import GoalView, Reader
from dashboard.flows.show_rows import Question, counts
from dashboard.flows.suggest_goals import suggestions_for
from dashboard.plan.records import Record


@dataclass(frozen=True, slots=True)
class Suggested:
    """A goal that a row's words suggest; `words` are those words."""

    goal: GoalView
    target: str | None
    words: str


def unmapped(reader: Reader, record: Record, /) -> list[Html]:
    """That a row has no goal, with suggestions; nothing where it has one."""
    if record.goals() or record.codes("targets"):
        return []
    found = [
        Suggested(reader.goal(each.goal), each.target, ", ".join(each.words))
        for each in suggestions_for(record)
    ]
    has_target = any(each.target for each in found)
    return [Html("unmapped.html", {"suggested": found, "has_target": has_target})]


def how_many(reader: Reader, code: str | None, /) -> tuple[int, str]:
    """How many rows of the city or an administration have no goal, and the way to them."""
    question = Question(unmapped=True, administration=code)
    return sum(counts(reader.opened, question).values()), reader.to.rows(question)
