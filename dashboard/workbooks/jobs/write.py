"""Write cells into a workbook."""

from dashboard.errors import Trouble
from dashboard.workbooks.jobs import Answer, Asked
from dashboard.workbooks.patching import write_cells
from dashboard.workbooks.patchingapart import cells_in
from dashboard.workbooks.reading import read_workbook


def answer(asked: Asked) -> Answer:
    """The workbook with the cells written, or the trouble that stood in the way."""
    # It is looked through before it is taken apart: nothing here expects harm.
    read_workbook(asked.content, filename=asked.filename, limits=asked.limits, step=asked.step)
    asked.step("write", 0)
    try:
        return Answer({}, write_cells(asked.content, cells_in(asked.given["cells"])))
    except Trouble as trouble:
        return Answer({"trouble": trouble.key, "facts": dict(trouble.facts)})
