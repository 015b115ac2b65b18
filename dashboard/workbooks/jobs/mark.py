"""Check a workbook and mark what was found in a copy of it."""

from dashboard.errors import Trouble
from dashboard.language.words import Language, words_for
from dashboard.workbooks.checking import check_here, told_of
from dashboard.workbooks.jobs import Answer, Asked
from dashboard.workbooks.marked_copy import mark
from dashboard.workbooks.profiles import profile_from


def answer(asked: Asked) -> Answer:
    """What was found, and the marked copy; none where the file is no .xlsx that can be marked."""
    words = words_for(Language(asked.given["language"]))
    text = asked.given["profile"]
    checked = check_here(
        asked.content,
        filename=asked.filename,
        limits=asked.limits,
        profile=None if text is None else profile_from(text, path=""),
        step=asked.step,
    )
    asked.step("mark", 0)
    told = told_of(checked, tables=False)
    try:
        return Answer(told, mark(asked.content, checked.findings, words=words))
    except Trouble:
        return Answer(told)
