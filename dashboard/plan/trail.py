"""What is written down of what people did: who, what, on what, and how it ended.

Never content, never secrets: a line must be fit to be read aloud.
"""

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


def refused(reason: str) -> str:
    """How a deed ended that was not allowed; `reason` is the key of its words."""
    return f"refused: {reason}"


class Trail(Protocol):
    """Where it is written down."""

    def note(self, who: str, what: str, of: str, result: str) -> None:
        """Write down one deed: `of` is such as `edition:7`, `result` `DONE` or `refused(…)`."""
        ...
