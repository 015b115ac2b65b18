"""The parts of a target's page: whose it is, its marks, and where it leads."""

from collections.abc import Mapping

from dashboard.components.printing import Html
from dashboard.components.reader import Reader
from dashboard.components.scores import Part, Score
from dashboard.flows.say_conclusion import Conclusion
from dashboard.flows.show_rows import Question, counts
from dashboard.flows.show_target import related
from dashboard.language.untargets import official_text
from dashboard.plan.sheets import SheetKey
from dashboard.plan.status import ActionStatus, Progress
from dashboard.plan.targets import TARGETS, goal_of, targets_of
from dashboard.progress.rollup import coverage, rollup
from dashboard.progress.summary import Mark


def target_head(reader: Reader, code: str, said: Conclusion) -> Html:
    """The official text, the short label, and whether the target is ours, with its cell."""
    summary = reader.opened.summary
    row = summary.relevance.get(code)
    goal = goal_of(code)
    return Html(
        "target_head.html",
        {
            "code": code,
            "goal": reader.goal(goal),
            "short": reader.target(code),
            # The UN's own words exist here in English only.
            "official": official_text(code),
            "said": said,
            "row": row,
            "word": reader.choice(row, "relevance") if row else None,
            "coverage": coverage(summary, goal=goal),
            "all": len(targets_of(goal)),
        },
    )


def target_scores(reader: Reader, code: str) -> Html:
    """The strips of actions and indicators tied to a target."""
    found = rollup(reader.opened.summary, target=code)
    have = counts(reader.opened, Question(target=code))
    asked = Question(sheet=SheetKey.CONTRIBUTIONS, target=code)
    return Html(
        "scores.html",
        {
            "scores": (
                _score(reader, SheetKey.ACTIONS, found.actions, code),
                _score(reader, SheetKey.INDICATORS, found.classes, code),
            ),
            "contributions": have[SheetKey.CONTRIBUTIONS],
            "contributions_href": reader.to.rows(asked),
        },
    )


def _score(
    reader: Reader,
    sheet: SheetKey,
    found: Mapping[ActionStatus, int] | Mapping[Progress, int],
    code: str,
) -> Score:
    total = sum(found.values())

    def href(mark: Mark | None) -> str:
        return reader.to.rows(Question(sheet=sheet, target=code, mark=mark))

    parts = tuple(
        Part(reader.mark(mark), n, 100 * n / total, href(mark)) for mark, n in found.items() if n
    )
    return Score(sheet, total, href(None), parts)


def target_ways(reader: Reader, code: str) -> Html:
    """Sideways: the target before and after, and those that share rows with it."""
    place = TARGETS.index(code)
    return Html(
        "target_ways.html",
        {
            "goal": reader.goal(goal_of(code)),
            "before": TARGETS[place - 1] if place else None,
            "after": TARGETS[place + 1] if place + 1 < len(TARGETS) else None,
            "related": [(c, n, reader.goal(goal_of(c))) for c, n in related(reader.opened, code)],
        },
    )
