"""Checking a workbook in a process of its own, as everything that serves pages must."""

from dashboard.workbooks.checking import Checked, checked_in, unreadable
from dashboard.workbooks.limits import Limits
from dashboard.workbooks.profiles import ImportProfile, as_text
from dashboard.workbooks.reading import Step
from dashboard.workbooks.refusing import Unreadable
from dashboard.workbooks.sandbox import apart

__all__ = ["Checked", "check_workbook"]


def check_workbook(  # noqa: PLR0913 - each is one fact about the asking
    content: bytes,
    *,
    filename: str,
    limits: Limits | None = None,
    tables: bool = True,
    profile: ImportProfile | None = None,
    step: Step = lambda _, __: None,
) -> Checked:
    """Check a workbook; bad content of any sort is a finding, never an exception.

    It is read in a process of its own. `tables` says whether what stands in it is wanted as
    well, `profile` how sheets of other layouts are to be read; `step` hears how far the work is.
    """
    given = {"tables": tables, "profile": None if profile is None else as_text(profile)}
    try:
        answer = apart("check", content, filename=filename, limits=limits, given=given, step=step)
    except Unreadable as refused:
        return unreadable(refused.finding, filename=filename)
    return checked_in(answer.told, filename=filename)
