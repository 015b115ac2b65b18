"""Check a workbook."""

from dashboard.workbooks.checking import check_here, told_of
from dashboard.workbooks.jobs import Answer, Asked
from dashboard.workbooks.profiles import profile_from


def answer(asked: Asked) -> Answer:
    """Everything that is wrong, and the tables where they are asked for."""
    text = asked.given["profile"]
    checked = check_here(
        asked.content,
        filename=asked.filename,
        limits=asked.limits,
        profile=None if text is None else profile_from(text, path=""),
        step=asked.step,
    )
    return Answer(told_of(checked, tables=asked.given["tables"]))
