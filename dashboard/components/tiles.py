"""The 17 goals at a glance: counts first, a bar of statuses, never a lone per cent."""

from dataclasses import dataclass

from dashboard.components.printing import Html
from dashboard.components.reader import GoalView, Reader
from dashboard.components.scores import Score, score
from dashboard.plan.goals import GOAL_NUMBERS
from dashboard.plan.sheets import SheetKey
from dashboard.plan.status import ActionStatus, Progress


@dataclass(frozen=True, slots=True)
class Tile:
    """One goal with what is counted under it."""

    goal: GoalView
    actions: Score
    late: int
    contributions: int
    indicators: int
    reached: int
    grey: int

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all is mapped to the goal."""
        return not (self.actions.total or self.contributions or self.indicators)


def tiles(reader: Reader) -> Html:
    """The 17 goals, in their order."""
    return Html("tiles.html", {"tiles": [_tile(reader, goal) for goal in GOAL_NUMBERS]})


def _tile(reader: Reader, goal: int) -> Tile:
    summary = reader.opened.summary
    statuses, classes = summary.statuses(goal, None), summary.classes(goal, None)
    return Tile(
        goal=reader.goal(goal),
        actions=score(reader, SheetKey.ACTIONS, statuses, goal, None),
        late=statuses[ActionStatus.DELAYED],
        contributions=summary.count(SheetKey.CONTRIBUTIONS, goal, None),
        indicators=sum(classes.values()),
        reached=classes[Progress.ACHIEVED] + classes[Progress.ON_TRACK],
        grey=classes[Progress.NOT_ASSESSED] + classes[Progress.NO_DATA],
    )
