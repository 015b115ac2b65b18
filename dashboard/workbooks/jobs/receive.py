"""Check a workbook that is to become a draft."""

import orjson

from dashboard.workbooks.checking import check_here, told_of
from dashboard.workbooks.jobs import Answer, Asked
from dashboard.workbooks.profiles import profile_from


def answer(asked: Asked) -> Answer:
    """Everything that is wrong, and the tables as a file where there is a plan to publish."""
    text = asked.given["profile"]
    checked = check_here(
        asked.content,
        filename=asked.filename,
        limits=asked.limits,
        profile=None if text is None else profile_from(text, path=""),
        step=asked.step,
    )
    told = told_of(checked, tables=checked.can_publish)
    tables, told["tables"] = told["tables"], []
    file = orjson.dumps(tables, option=orjson.OPT_NON_STR_KEYS) if checked.can_publish else None
    return Answer(told, file)
