"""The status strip: how many actions and indicators have each mark, each number a link."""

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.components.printing import Html
from dashboard.components.reader import MarkView, Reader
from dashboard.flows.show_rows import Question
from dashboard.plan.sheets import SheetKey
from dashboard.progress.summary import Mark


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a bar: the mark, how many, its width in per cent and its rows."""

    mark: MarkView
    count: int
    width: float
    href: str


@dataclass(frozen=True, slots=True)
class Score:
    """One bar with its parts and total."""

    sheet: SheetKey
    total: int
    href: str
    parts: tuple[Part, ...]


def scores(reader: Reader, /, *, goal: int | None = None, code: str | None = None) -> Html:
    """The strips of actions and indicators at a goal, an administration or the city."""
    summary = reader.opened.summary
    return Html(
        "scores.html",
        {
            "scores": (
                score(reader, SheetKey.ACTIONS, summary.statuses(goal, code), goal, code),
                score(reader, SheetKey.INDICATORS, summary.classes(goal, code), goal, code),
            ),
            "contributions": summary.count(SheetKey.CONTRIBUTIONS, goal, code),
            "contributions_href": reader.to.rows(
                Question(sheet=SheetKey.CONTRIBUTIONS, goal=goal, administration=code)
            ),
        },
    )


def score(
    reader: Reader,
    sheet: SheetKey,
    counts: Mapping[Mark, int],
    goal: int | None,
    code: str | None,
) -> Score:
    """One strip: marks that no row has are left out."""
    total = sum(counts.values())

    def href(mark: Mark | None) -> str:
        return reader.to.rows(Question(sheet=sheet, goal=goal, administration=code, mark=mark))

    parts = tuple(
        Part(reader.mark(mark), n, 100 * n / total, href(mark)) for mark, n in counts.items() if n
    )
    return Score(sheet, total, href(None), parts)
