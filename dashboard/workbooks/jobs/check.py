"""Check a workbook."""

from dashboard.workbooks.checking import Checked, check_here, told_of
from dashboard.workbooks.jobs import Answer, Asked
from dashboard.workbooks.profiles import profile_in


def answer(asked: Asked) -> Answer:
    """Everything that is wrong, and the tables where they are asked for."""
    return Answer(told_of(checked(asked), tables=asked.given["tables"]))


def checked(asked: Asked) -> Checked:
    """The file after checking, its sheets read as the profile says that is given."""
    return check_here(
        asked.content,
        filename=asked.filename,
        limits=asked.limits,
        profile=profile_in(asked.given["profile"]),
        step=asked.step,
    )
