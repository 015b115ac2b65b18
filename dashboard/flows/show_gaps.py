"""The gaps that answer a question: a kind, a goal, an administration, or all of them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.flows.open_edition import OpenEdition
from dashboard.plan.targets import goal_of
from dashboard.progress.gaps import Gap, GapKind
from dashboard.progress.summary import Summary


@dataclass(frozen=True, slots=True)
class GapQuestion:
    """Which gaps are asked for; None means any."""

    kind: GapKind | None = None
    goal: int | None = None
    administration: str | None = None

    @property
    def is_narrow(self) -> bool:
        """Whether anything is left out."""
        return any(x is not None for x in (self.kind, self.goal, self.administration))


def find_gaps(opened: OpenEdition, question: GapQuestion) -> Sequence[Gap]:
    """The gaps that answer a question, the most pressing first."""
    now = opened.summary.current.get(question.administration or "", question.administration)
    return [
        gap
        for gap in opened.gaps
        if question.kind in (None, gap.kind)
        and now in (None, gap.administration)
        and (question.goal is None or _serves(opened.summary, gap, question.goal))
    ]


def tally(found: Sequence[Gap]) -> Mapping[GapKind, int]:
    """How many gaps there are of each kind, also of those there are none of."""
    counted = Counter(gap.kind for gap in found)
    return {kind: counted[kind] for kind in GapKind}


def _serves(summary: Summary, gap: Gap, goal: int) -> bool:
    """Whether a gap lies under a goal."""
    if gap.target is not None:
        return goal_of(gap.target) == goal
    if gap.sheet is None:
        return gap.goal == goal
    return gap.position in summary.index[gap.sheet].by_goal.get(goal, ())
