"""What is written down of what people did: who, what, on what, and how it ended.

Never content, never secrets: a line must be fit to be read aloud.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class Deed(StrEnum):
    """What somebody did, or tried to."""

    SIGN_IN = "sign_in"
    SIGN_OUT = "sign_out"
    SEND = "send"
    CHANGE = "change"
    SUBMIT = "submit"
    APPROVE = "approve"
    SEND_BACK = "send_back"
    PUBLISH = "publish"
    WITHDRAW = "withdraw"
    ROLL_BACK = "roll_back"
    CORRECT = "correct"
    INVITE = "invite"
    CHANGE_RIGHTS = "change_rights"
    REVOKE = "revoke"
    REFUSED = "refused"
    BACK_UP = "back_up"
    RESTORE = "restore"
    TAKE_OVER = "take_over"  # an edition from before there was a trail


DONE = "done"
_REFUSED = "refused: "


def refused(reason: str) -> str:
    """How a deed ended that was not allowed; `reason` is a word of the program's own."""
    return f"{_REFUSED}{reason}"


def reason_in(result: str) -> str | None:
    """Why a deed was not allowed, None where it was."""
    return result.removeprefix(_REFUSED) if result.startswith(_REFUSED) else None


@dataclass(frozen=True, slots=True)
class Line:
    """One line as it was written; `at` is ISO 8601 in UTC, the order is the sequence."""

    sequence: int
    at: str
    who: str
    what: str
    object: str
    result: str
    seal: str
    hash: str


class Trail(Protocol):
    """Where it is written down."""

    def note(self, who: str, what: str, of: str, result: str) -> None:
        """Write down one deed: `of` is such as `edition:7`, `result` `DONE` or `refused(…)`."""
        ...
