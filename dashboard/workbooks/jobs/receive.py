"""Check a workbook that is to become a draft."""

import orjson

from dashboard.workbooks.checking import told_of
from dashboard.workbooks.jobs import Answer, Asked
from dashboard.workbooks.jobs.check import checked


def answer(asked: Asked) -> Answer:
    """Everything that is wrong, and the tables as a file where there is a plan to publish."""
    found = checked(asked)
    told = told_of(found, tables=found.can_publish)
    tables, told["tables"] = told["tables"], []
    file = orjson.dumps(tables, option=orjson.OPT_NON_STR_KEYS) if found.can_publish else None
    return Answer(told, file)
