"""Checking a workbook in a process of its own, as everything that serves pages must."""

from typing import IO, Any

import orjson

from dashboard.workbooks.checking import Checked, checked_in, unreadable
from dashboard.workbooks.limits import Limits
from dashboard.workbooks.profiles import ImportProfile, as_text
from dashboard.workbooks.reading import Step
from dashboard.workbooks.refusing import Unreadable
from dashboard.workbooks.sandbox import apart

__all__ = ["Checked", "check_received", "check_workbook"]


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
    given = _given(profile) | {"tables": tables}
    try:
        answer = apart("check", content, filename=filename, limits=limits, given=given, step=step)
    except Unreadable as refused:
        return unreadable(refused.finding, filename=filename)
    return checked_in(answer.told, filename=filename)


def check_received(  # noqa: PLR0913 - each is one fact about the asking
    content: bytes | IO[bytes],
    *,
    filename: str,
    limits: Limits | None = None,
    profile: ImportProfile | None = None,
    tables: IO[bytes],
    step: Step = lambda _, __: None,
) -> tuple[Checked, bytes]:
    """The same for a workbook on its way to a draft, and what was found as data.

    Its tables are written to `tables` where there is a plan to publish: a large plan is larger
    than a process that serves pages should hold or take apart.
    """
    try:
        answer = apart(
            "receive",
            content,
            filename=filename,
            limits=limits,
            given=_given(profile),
            made=tables,
            step=step,
        )
    except Unreadable as refused:
        return unreadable(refused.finding, filename=filename), b""
    report = orjson.dumps(answer.told, option=orjson.OPT_NON_STR_KEYS)
    return checked_in(answer.told, filename=filename), report


def _given(profile: ImportProfile | None) -> dict[str, Any]:
    return {"profile": None if profile is None else as_text(profile)}
