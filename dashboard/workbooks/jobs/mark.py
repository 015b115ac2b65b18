"""Check a workbook and mark what was found in a copy of it."""

from dashboard.errors import Trouble
from dashboard.language.words import Language, words_for
from dashboard.workbooks.checking import told_of
from dashboard.workbooks.jobs import Answer, Asked
from dashboard.workbooks.jobs.check import checked
from dashboard.workbooks.marked_copy import mark


def answer(asked: Asked) -> Answer:
    """What was found, and the marked copy; none where the file is no .xlsx that can be marked."""
    words = words_for(Language(asked.given["language"]))
    found = checked(asked)
    asked.step("mark", 0)
    told = told_of(found, tables=False)
    try:
        return Answer(told, mark(asked.content, found.findings, words=words))
    except Trouble:
        return Answer(told)
