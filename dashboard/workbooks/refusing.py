"""Refusing a file: one finding that says why, and what to do."""

from typing import NoReturn

from dashboard.plan.findings import Code, Finding
from dashboard.workbooks.limits import SETTINGS_OF, Limits

_MB = 1_000_000


class Unreadable(Exception):
    """The file cannot be used at all; `finding` says why and what to do."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.code.value)
        self.finding = finding


def refuse(code: Code, /, **facts: str | int | float) -> NoReturn:
    """Refuse the file for one reason."""
    raise Unreadable(Finding(code, facts=facts))


def unsafe(reason: str, /, *, part: str = "") -> NoReturn:
    """Refuse a file that is put together so that it may mean two things, or do harm."""
    # A name is shown as it stands, whatever signs somebody put into it.
    shown = "".join(sign if sign.isprintable() else "·" for sign in part)[:80]
    raise Unreadable(Finding(Code.UNSAFE_FILE, value=shown, facts={"reason": reason}))


def damaged(part: str = "", /) -> NoReturn:
    """Refuse a file that is broken."""
    raise Unreadable(Finding(Code.DAMAGED, value=part[:80]))


def within(
    size: float, limits: Limits, name: str, /, *, code: Code = Code.TOO_MUCH, what: str = ""
) -> None:
    """Refuse the file when `size` is above the limit of this name.

    `what` names the thing that is counted where one limit holds for several.
    """
    limit = getattr(limits, name)
    if size <= limit:
        return
    unit = _MB if name in ("file_bytes", "unpacked_bytes") else 1
    setting = SETTINGS_OF.get(name, name)
    facts = {"size": round(size / unit, 1), "limit": round(limit / unit, 1), "setting": setting}
    refuse(code, **facts, **({"what": what or name} if code is Code.TOO_MUCH else {}))
