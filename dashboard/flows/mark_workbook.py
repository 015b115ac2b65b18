"""Hand a sender their own workbook back with every mistake marked."""

from dataclasses import dataclass

from dashboard.errors import Trouble
from dashboard.language.words import Words
from dashboard.settings import Settings
from dashboard.workbooks.checking import Checked, checked_in, unreadable
from dashboard.workbooks.gate import WRITABLE, kind_of
from dashboard.workbooks.limits import limits_of
from dashboard.workbooks.reading import Step, Unreadable
from dashboard.workbooks.sandbox import apart


@dataclass(frozen=True, slots=True)
class Marked:
    """What was found, and the marked workbook, or None where the file cannot be used."""

    checked: Checked
    content: bytes | None


def mark_workbook(  # noqa: PLR0913 - each is one fact about the marking
    content: bytes,
    /,
    *,
    filename: str,
    words: Words,
    settings: Settings,
    profile: str | None = None,
    step: Step = lambda _, __: None,
) -> Marked:
    """Check a workbook and mark what was found; raises `Trouble` where it cannot be marked.

    `profile` says how its sheets are to be read, as far as somebody said.
    """
    given = {"language": words.language.value, "profile": profile}
    limits = limits_of(settings)
    try:
        answer = apart("mark", content, filename=filename, limits=limits, given=given, step=step)
    except Unreadable as refused:
        return Marked(unreadable(refused.finding, filename=filename), None)
    if answer.file is None:
        kind = kind_of(content, filename=filename)
        if kind in WRITABLE:
            raise Trouble("marked.trouble")
        raise Trouble("marked.other_kind", kind=kind.value)
    return Marked(checked_in(answer.told, filename=filename), answer.file)
