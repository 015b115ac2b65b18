"""The relevance register: which of the 169 targets are the city's, and which nobody serves."""

from dataclasses import dataclass

from dashboard.components.printing import Html
from dashboard.components.reader import GoalView, Reader, Text
from dashboard.plan.goals import GOAL_NUMBERS
from dashboard.plan.kinds import Relevance
from dashboard.plan.records import Record
from dashboard.plan.targets import targets_of
from dashboard.progress.rollup import coverage, keeper

UNKNOWN = "unknown"
# The order of the key: the city's own first, then what it shares.
FACES: tuple[str, ...] = (*(r.value for r in Relevance), UNKNOWN)


@dataclass(frozen=True, slots=True)
class Face:
    """One target: what the register says of it, in a shape and a word."""

    code: str
    face: str
    word: str
    served: bool
    short: str
    reason: Text | None
    keeper: Text | None
    record: Record | None

    @property
    def is_gap(self) -> bool:
        """Whether it is the city's and nobody works on it."""
        return not self.served and self.face in (Relevance.OURS, Relevance.SHARED)


@dataclass(frozen=True, slots=True)
class GoalLine:
    """One goal with its targets; of those that are ours, how many are served."""

    goal: GoalView
    faces: tuple[Face, ...]
    ours: int
    served: int


def register(reader: Reader) -> Html:
    """All 17 goals with their targets."""
    summary = reader.opened.summary
    lines = [_line(reader, goal) for goal in GOAL_NUMBERS]
    faces = [face.face for line in lines for face in line.faces]
    city = coverage(summary)
    return Html(
        "register.html",
        {
            "lines": lines if summary.relevance else [],
            "key": [(face, _word(reader, face)) for face in FACES if face in faces],
            "counts": {face: faces.count(face) for face in FACES},
            "city": city,
        },
    )


def _line(reader: Reader, goal: int) -> GoalLine:
    found = coverage(reader.opened.summary, goal=goal)
    faces = tuple(_face(reader, code) for code in targets_of(goal))
    return GoalLine(reader.goal(goal), faces, found.ours, found.served)


def _face(reader: Reader, code: str) -> Face:
    summary = reader.opened.summary
    record = summary.relevance.get(code)
    face = (record.text("relevance") if record else None) or UNKNOWN
    return Face(
        code=code,
        face=face,
        word=_word(reader, face),
        served=code in summary.served,
        short=reader.target(code),
        reason=reader.text(record, "reason") if record else None,
        keeper=reader.administration(keeper(summary, code)) if record else None,
        record=record,
    )


def _word(reader: Reader, face: str) -> str:
    if face == UNKNOWN:
        return reader.words("gaps.register.unknown")
    return reader.words.choice(Relevance(face))
