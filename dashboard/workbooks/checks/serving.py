"""Which goals and targets does a row serve, and do the two agree?"""

from collections.abc import Iterator

from dashboard.plan.findings import Code, Finding
from dashboard.plan.sheets import MAPPED
from dashboard.plan.targets import goal_of
from dashboard.workbooks.book import Book


def targets_of_their_goals(book: Book) -> Iterator[Finding]:
    """A row that names goals names no target of another goal."""
    for table in book.of(*MAPPED):
        for row, goals, targets in table.said("goals", "targets"):
            if not isinstance(goals, tuple) or not isinstance(targets, tuple):
                continue
            for code in map(str, targets):
                if goal_of(code) not in goals:
                    yield table.finding(
                        Code.TARGET_OF_OTHER_GOAL,
                        at=table.cell(row, "targets"),
                        column="targets",
                        value=code,
                        goal=str(goal_of(code)),
                        goals=", ".join(map(str, goals)),
                    )


def goals_given(book: Book) -> Iterator[Finding]:
    """A row without goals and targets counts nowhere.

    Of a sheet of another layout it is told once how many there are.
    """
    for table in book.of(*MAPPED):
        if table.is_foreign:
            continue
        for row, goals, targets in table.filled("goals", "targets"):
            if goals is None and targets is None:
                at = table.cell(row, "goals", "targets", "id")
                yield table.finding(Code.NO_GOAL, at=at, column="goals")
