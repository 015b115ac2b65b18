"""What the audit trail tells: who did what to what, and how it went; never content or secrets."""

from enum import StrEnum
from typing import Protocol


class Deed(StrEnum):
    """What somebody did, or tried to do."""

    SIGN_IN = "sign_in"
    SIGN_OUT = "sign_out"
    SEND = "send"
    SUBMIT = "submit"
    APPROVE = "approve"
    SEND_BACK = "send_back"
    PUBLISH = "publish"
    WITHDRAW = "withdraw"
    ROLL_BACK = "roll_back"
    CORRECT = "correct"
    INVITE = "invite"
    CHANGE_RIGHTS = "change_rights"
    CHANGE_KEYS = "change_keys"
    REVOKE = "revoke"
    REFUSED = "refused"


DONE = "done"


def refused(reason: str) -> str:
    """The result of what was not allowed, with the key of the reason."""
    return f"refused: {reason}"


class Trail(Protocol):
    """Whoever keeps what happened, in the order it happened."""

    def note(self, who: str, what: str, of: str, result: str) -> None:
        """Keep one line: `of` is the thing, such as `person:3`; `result` is done or refused."""
        ...
