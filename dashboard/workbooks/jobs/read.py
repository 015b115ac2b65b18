"""Read a workbook of any layout."""

from dashboard.workbooks.jobs import Answer, Asked
from dashboard.workbooks.profiles import profile_in
from dashboard.workbooks.reading import read_workbook
from dashboard.workbooks.tables import read_tables
from dashboard.workbooks.toldreading import told_of


def answer(asked: Asked) -> Answer:
    """Every sheet judged, as a profile says where one is given."""
    profile = profile_in(asked.given["profile"])
    workbook = read_workbook(
        asked.content, filename=asked.filename, limits=asked.limits, step=asked.step
    )
    return Answer(told_of(read_tables(workbook, profile=profile, step=asked.step)))
