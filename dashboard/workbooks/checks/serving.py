"""Which goals and targets does a row serve, and do the two agree?"""

from collections.abc import Iterator

from dashboard.plan.findings import Code, Finding
from dashboard.plan.sheets import MAPPED
from dashboard.plan.targets import goal_of
from dashboard.workbooks.book import Book


def targets_of_their_goals(book: Book) -> Iterator[Finding]:
    """A row that names goals names no target of another goal."""
    for table, row in book.rows(*MAPPED):
        goals = row.goals()
        for code in row.codes("targets") if goals else ():
            if goal_of(code) not in goals:
                yield table.finding(
                    Code.TARGET_OF_OTHER_GOAL,
                    at=row.cells["targets"],
                    column="targets",
                    value=code,
                    goal=str(goal_of(code)),
                    goals=", ".join(str(goal) for goal in goals),
                )


def goals_given(book: Book) -> Iterator[Finding]:
    """A row without goals and targets counts nowhere."""
    for table, row in book.rows(*MAPPED):
        if row.is_empty_at("goals") and row.is_empty_at("targets"):
            at = table.at(row, "goals", "targets", "id")
            yield table.finding(Code.NO_GOAL, at=at, column="goals")
