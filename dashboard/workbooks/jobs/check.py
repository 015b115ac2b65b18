"""Check a workbook."""

from dashboard.workbooks.checking import check_here, told_of
from dashboard.workbooks.jobs import Answer, Asked


def answer(asked: Asked) -> Answer:
    """Everything that is wrong, and the tables where they are asked for."""
    checked = check_here(
        asked.content, filename=asked.filename, limits=asked.limits, step=asked.step
    )
    return Answer(told_of(checked, tables=asked.given["tables"]))
