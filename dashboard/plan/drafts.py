"""The way of a workbook to the public: who may take which step from which state."""

from collections.abc import Mapping
from enum import StrEnum

from dashboard.plan.people import Right


class DraftState(StrEnum):
    """How far a workbook that was sent has come."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    PUBLISHED = "published"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


class DraftStep(StrEnum):
    """What can be done to a workbook that was sent."""

    SUBMIT = "submit"
    SEND_BACK = "send_back"
    APPROVE = "approve"
    PUBLISH = "publish"
    WITHDRAW = "withdraw"
    SUPERSEDE = "supersede"


MOVES: Mapping[tuple[DraftState, DraftStep], DraftState] = {
    (DraftState.DRAFT, DraftStep.SUBMIT): DraftState.SUBMITTED,
    (DraftState.DRAFT, DraftStep.WITHDRAW): DraftState.WITHDRAWN,
    (DraftState.SUBMITTED, DraftStep.SEND_BACK): DraftState.DRAFT,
    (DraftState.SUBMITTED, DraftStep.APPROVE): DraftState.APPROVED,
    (DraftState.SUBMITTED, DraftStep.WITHDRAW): DraftState.WITHDRAWN,
    # What was approved no longer holds when the draft or the published edition has moved.
    (DraftState.APPROVED, DraftStep.SEND_BACK): DraftState.DRAFT,
    (DraftState.APPROVED, DraftStep.PUBLISH): DraftState.PUBLISHED,
    (DraftState.APPROVED, DraftStep.WITHDRAW): DraftState.WITHDRAWN,
    (DraftState.PUBLISHED, DraftStep.SUPERSEDE): DraftState.SUPERSEDED,
}

# The right each step asks for; superseding follows from publishing and is nobody's own step.
NEEDS: Mapping[DraftStep, Right] = {
    DraftStep.SUBMIT: Right.SEND,
    DraftStep.WITHDRAW: Right.SEND,
    DraftStep.SEND_BACK: Right.APPROVE,
    DraftStep.APPROVE: Right.APPROVE,
    DraftStep.PUBLISH: Right.PUBLISH,
}
