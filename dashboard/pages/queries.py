"""What stands in the query of an address: anybody's text until it was read."""

import re
from collections.abc import Mapping

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


def printable(query: Mapping[str, str]) -> dict[str, str]:
    """What is asked without control characters, which no page may tell back.

    Each becomes a space: what was no number or code is not made one by what is left out.
    """
    return {key: _CONTROL.sub(" ", text) for key, text in query.items()}


def whole(text: str) -> int | None:
    """A whole number in plain digits, None for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else None


def clipped(text: str, /, *, most: int = 40) -> str:
    """What was asked, short enough to be told back."""
    return text if len(text) <= most else f"{text[:most]}…"
