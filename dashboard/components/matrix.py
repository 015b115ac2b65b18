"""Goal by administration: how much each carries, every number a way to its rows."""

from dataclasses import dataclass

from dashboard.components.printing import Html
from dashboard.components.reader import GoalView, Reader
from dashboard.flows.show_rows import Question
from dashboard.plan.goals import GOAL_NUMBERS
from dashboard.plan.sheets import EFFORTS, SheetKey
from dashboard.plan.status import ActionStatus


@dataclass(frozen=True, slots=True)
class Cell:
    """What one administration is responsible for under one goal; `level` 0 to 4 is its tint."""

    goal: GoalView
    contributions: int
    actions: int
    late: int
    level: int
    href: str

    @property
    def count(self) -> int:
        """Contributions and actions together."""
        return self.contributions + self.actions


@dataclass(frozen=True, slots=True)
class Line:
    """One administration across the goals."""

    code: str
    cells: tuple[Cell, ...]
    total: int
    href: str


def matrix(reader: Reader) -> Html:
    """Every administration in charge against the 17 goals."""
    most = max(
        (
            _count(reader, g, a.code)
            for a in reader.opened.summary.in_charge()
            for g in GOAL_NUMBERS
        ),
        default=0,
    )
    lines = [_line(reader, a.code, most) for a in reader.opened.summary.in_charge()]
    return Html("matrix.html", {"lines": lines, "goals": [reader.goal(g) for g in GOAL_NUMBERS]})


def _count(reader: Reader, goal: int | None, code: str) -> int:
    summary = reader.opened.summary
    return sum(summary.count(sheet, goal, code) for sheet in EFFORTS)


def _line(reader: Reader, code: str, most: int) -> Line:
    cells = tuple(_cell(reader, goal, code, most) for goal in GOAL_NUMBERS)
    href = reader.to.rows(Question(administration=code, efforts=True))
    return Line(code, cells, _count(reader, None, code), href)


def _cell(reader: Reader, goal: int, code: str, most: int) -> Cell:
    summary = reader.opened.summary
    count = _count(reader, goal, code)
    return Cell(
        goal=reader.goal(goal),
        contributions=summary.count(SheetKey.CONTRIBUTIONS, goal, code),
        actions=summary.count(SheetKey.ACTIONS, goal, code),
        late=summary.statuses(goal, code)[ActionStatus.DELAYED],
        level=0 if not count else 1 + min(3, 4 * (count - 1) // max(most, 1)),
        href=reader.to.rows(Question(goal=goal, administration=code, efforts=True)),
    )
