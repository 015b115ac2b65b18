"""What a parser answers: the value a cell means, and what is to be said about it."""

import unicodedata
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import NamedTuple

from dashboard.plan.findings import Code, Finding
from dashboard.plan.records import Value
from dashboard.workbooks.numbers import is_finite, is_percent, plain_text
from dashboard.workbooks.raw import Raw

_LONGEST = 80


class Parsed(NamedTuple):
    """The value of a cell, None where it has none, and findings that still lack their place."""

    value: Value | None
    findings: tuple[Finding, ...] = ()


def refused(
    code: Code,
    *,
    value: str | None = None,
    nearest: str | None = None,
    facts: Mapping[str, str | int | float] | None = None,
) -> Parsed:
    """A cell we do not understand: no value, and the finding that says why."""
    return Parsed(None, (Finding(code, value=value, nearest=nearest, facts=facts or {}),))


def noted(value: Value, code: Code, *, read_as: str | float) -> Parsed:
    """A value that was understood although it stands there in another form."""
    return Parsed(value, (Finding(code, facts={"read_as": read_as}),))


def clean(text: str) -> str:
    """A text as people meant it: composed letters, no invisible controls, no outer space."""
    if text.isascii() and text.isprintable():
        return text.strip()
    if not text.isprintable():
        lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u00a0", " ")
        text = "".join(sign for sign in lines if sign in "\n\t" or _is_visible(sign))
    return unicodedata.normalize("NFC", text).strip()


def _is_visible(sign: str) -> bool:
    """Neither a control nor half a letter; a database would refuse the one or the other."""
    return unicodedata.category(sign) not in ("Cc", "Cs")


def shown(raw: Raw, *, shown_as: str | None = None) -> str:
    """What a person sees in the cell, shortened where it is very long."""
    text = " ".join(clean(text_of(raw, shown_as=shown_as)).split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"


def text_of(raw: Raw, *, shown_as: str | None = None) -> str:
    """The whole text of a cell of any kind."""
    match raw:
        case bool():
            return str(raw).upper()
        case int() | float():
            return _number_text(raw, shown_as=shown_as)
        case datetime() if raw.time() == time():
            return raw.date().isoformat()
        case datetime():
            return raw.isoformat(sep=" ", timespec="minutes")
        case date() | time():
            return raw.isoformat()
        case _:
            return raw or ""


def _number_text(raw: float, *, shown_as: str | None) -> str:
    if not is_finite(raw):
        return "∞" if isinstance(raw, int) else str(raw)
    if is_percent(shown_as):
        return f"{plain_text(raw * 100)} %"
    return plain_text(raw)
