"""The way of a workbook to the public: who may take which step from which state.

Two people stand behind every edition: whoever had a hand in a draft can neither approve nor
publish it, and an approval holds for exactly the content and exactly the published edition
that the approver saw.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from dashboard.plan.accounts import FOUNDER
from dashboard.plan.people import EVERY_ADMINISTRATION, Person, Right, Role


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
    # Its content is another one now: goals were accepted, or a column is read otherwise.
    CHANGE = "change"
    # An edition that went out wrong is taken back by one editor alone, for all to see.
    RESTORE_NOW = "restore_now"
    SUPERSEDE = "supersede"


class DraftKind(StrEnum):
    """What a draft is made of."""

    WORKBOOK = "workbook"
    CORRECTION = "correction"
    RESTORED = "restored"


class Refusal(StrEnum):
    """Why a step cannot be taken; words for each stand in the language files."""

    NOT_ALLOWED = "not_allowed"
    NOT_NOW = "not_now"
    OWN_WORK = "own_work"
    NOT_YOURS = "not_yours"
    MOVED = "moved"
    HAS_ERRORS = "has_errors"
    NO_REASON = "no_reason"
    OUTDATED = "outdated"
    BROKEN = "broken"


_S, _T = DraftState, DraftStep
MOVES: Mapping[tuple[DraftState, DraftStep], DraftState] = {
    (_S.DRAFT, _T.SUBMIT): _S.SUBMITTED,
    (_S.DRAFT, _T.WITHDRAW): _S.WITHDRAWN,
    (_S.DRAFT, _T.CHANGE): _S.DRAFT,
    (_S.DRAFT, _T.RESTORE_NOW): _S.PUBLISHED,
    (_S.SUBMITTED, _T.SEND_BACK): _S.DRAFT,
    (_S.SUBMITTED, _T.APPROVE): _S.APPROVED,
    (_S.SUBMITTED, _T.WITHDRAW): _S.WITHDRAWN,
    (_S.SUBMITTED, _T.CHANGE): _S.DRAFT,
    (_S.SUBMITTED, _T.RESTORE_NOW): _S.PUBLISHED,
    (_S.APPROVED, _T.APPROVE): _S.APPROVED,  # anew, once the published edition has moved
    (_S.APPROVED, _T.SEND_BACK): _S.DRAFT,
    (_S.APPROVED, _T.PUBLISH): _S.PUBLISHED,
    (_S.APPROVED, _T.WITHDRAW): _S.WITHDRAWN,
    (_S.APPROVED, _T.CHANGE): _S.DRAFT,
    (_S.PUBLISHED, _T.SUPERSEDE): _S.SUPERSEDED,
}

# The right each step asks for; superseding follows from publishing and is nobody's own step.
NEEDS: Mapping[DraftStep, Right] = {
    _T.SUBMIT: Right.SEND,
    _T.WITHDRAW: Right.SEND,
    _T.CHANGE: Right.SEND,
    _T.SEND_BACK: Right.APPROVE,
    _T.APPROVE: Right.APPROVE,
    _T.PUBLISH: Right.PUBLISH,
    _T.RESTORE_NOW: Right.ROLL_BACK,
}
_BY_ITS_AUTHORS = (_T.SUBMIT, _T.WITHDRAW)
_BY_SOMEBODY_ELSE = (_T.APPROVE, _T.PUBLISH)
# Steps that rest on the difference somebody looked at.
_ON_SIGHT = (_T.SUBMIT, _T.APPROVE, _T.PUBLISH, _T.RESTORE_NOW)
NEEDS_REASON = (_T.SEND_BACK, _T.WITHDRAW, _T.RESTORE_NOW)


@dataclass(frozen=True, slots=True)
class Seen:
    """A difference somebody looked at: this content against that edition, 0 before the first."""

    checksum: str
    base: int


@dataclass(frozen=True, slots=True)
class Approval:
    """Who approved, and exactly what."""

    by: int
    name: str
    at: datetime
    seen: Seen


@dataclass(frozen=True, slots=True)
class Way:
    """Where a draft stands on its way; `authors` are all who had a hand in its content.

    `checksum` tells its content from any other: the workbook and how it is to be read.
    `wrote` are those whose work it brings back, where it restores an edition, and `corrects`
    the edition of which it corrects values.
    """

    kind: DraftKind
    state: DraftState
    authors: frozenset[int]
    checksum: str
    can_publish: bool
    approval: Approval | None = None
    wrote: frozenset[int] = frozenset()
    corrects: int | None = None

    def holds(self, base: int) -> bool:
        """Whether it was approved just as it is, against this edition."""
        return self.approval is not None and self.approval.seen == Seen(self.checksum, base)

    def is_outdated(self, base: int) -> bool:
        """Whether it corrects values of an earlier edition, and would undo what is new since."""
        return self.corrects not in (None, base)


class Refused(Exception):
    """A step that cannot be taken."""

    def __init__(self, why: Refusal) -> None:
        super().__init__(why.value)
        self.why = why


def taken(  # noqa: PLR0913 - each is one fact about the step
    way: Way, step: DraftStep, *, by: Person, seen: Seen, base: int, at: datetime
) -> Way:
    """The way after a step; raises `Refused`. `base` is the edition that is published now."""
    why = refusal(way, step, by=by, seen=seen, base=base)
    if why is not None:
        raise Refused(why)
    state = _next(way, step, by)
    assert state is not None  # or it had been refused
    match step:
        case DraftStep.APPROVE:
            return replace(way, state=state, approval=Approval(by.id, by.name, at, seen))
        case DraftStep.PUBLISH | DraftStep.RESTORE_NOW:
            return replace(way, state=state)
        case DraftStep.CHANGE:
            return replace(way, state=state, approval=None, authors=way.authors | {by.id})
        case _:
            return replace(way, state=state, approval=None)


def refusal(way: Way, step: DraftStep, *, by: Person, seen: Seen, base: int) -> Refusal | None:
    """Why a step cannot be taken, None where it can."""
    if step not in NEEDS or not by.may(_needed(way, step)):
        return Refusal.NOT_ALLOWED
    if _next(way, step, by) is None:
        return Refusal.NOT_NOW
    if step in _BY_ITS_AUTHORS and by.id not in way.authors:
        return Refusal.NOT_YOURS
    if by != FOUNDER and step in _BY_SOMEBODY_ELSE and by.id in way.authors:
        return Refusal.OWN_WORK
    if step is DraftStep.RESTORE_NOW and by.id in way.wrote:
        return Refusal.OWN_WORK
    if step is _T.APPROVE and way.state is _S.APPROVED and way.holds(base):
        return Refusal.NOT_NOW
    if step in _ON_SIGHT:
        return _unseen(way, step, by=by, seen=seen, base=base)
    return None


def _unseen(way: Way, step: DraftStep, *, by: Person, seen: Seen, base: int) -> Refusal | None:
    """Whether the content or the published edition is another one than somebody looked at."""
    if not way.can_publish:
        return Refusal.HAS_ERRORS
    if way.is_outdated(base):
        return Refusal.OUTDATED
    if seen != Seen(way.checksum, base):
        return Refusal.MOVED
    approved = by == FOUNDER or step is not DraftStep.PUBLISH or way.holds(base)
    return None if approved else Refusal.MOVED


def _needed(way: Way, step: DraftStep) -> Right:
    """An edition is taken back by editors, who send no workbooks."""
    is_back = way.kind is DraftKind.RESTORED and NEEDS[step] is Right.SEND
    return Right.ROLL_BACK if is_back else NEEDS[step]


def _next(way: Way, step: DraftStep, by: Person) -> DraftState | None:
    if step is DraftStep.RESTORE_NOW and way.kind is not DraftKind.RESTORED:
        return None
    if step is DraftStep.CHANGE and way.kind is DraftKind.RESTORED:
        return None
    alone = by == FOUNDER and step is DraftStep.PUBLISH and way.state is DraftState.DRAFT
    return DraftState.PUBLISHED if alone else MOVES.get((way.state, step))


def steps_for(way: Way, by: Person, /, *, base: int) -> tuple[DraftStep, ...]:
    """What somebody can do next, having looked at the difference."""
    seen = Seen(way.checksum, base)
    return tuple(s for s in DraftStep if refusal(way, s, by=by, seen=seen, base=base) is None)


@dataclass(frozen=True, slots=True)
class Taken:
    """One step somebody took, and the reason that was given."""

    step: DraftStep | None
    state: DraftState
    at: datetime
    by: int
    name: str
    note: str


def name_of(key: str, /) -> str:
    """What the draft of a key is called in the trail: enough to know it, not to open it."""
    return f"draft:{key[:8]}"


@dataclass(frozen=True, slots=True)
class Draft:
    """A workbook on its way to the public; nobody outside the city hall sees it.

    `administrations` are those its sender answers for, `number` the edition it became,
    `back_to` the edition it would restore, `profile` how sheets of other layouts are read.
    """

    key: str
    way: Way
    filename: str
    sent_at: datetime
    sender: int
    sent_by: str
    administrations: frozenset[str]
    base: int
    profile: str | None = None
    back_to: int | None = None
    number: int | None = None
    steps: tuple[Taken, ...] = ()

    @property
    def name(self) -> str:
        """What it is called in the trail."""
        return name_of(self.key)

    @property
    def state(self) -> DraftState:
        """How far it has come."""
        return self.way.state

    @property
    def reasons(self) -> str:
        """Every reason given with its corrections; empty where no values are corrected."""
        if self.way.kind is not DraftKind.CORRECTION:
            return ""
        found, before = list[str](), ""
        for each in self._told():
            # A step of older drafts repeats what was told before it.
            reason = each.note.removeprefix(f"{before}{AND}")
            if each.step in _CORRECTS and found[-1:] != [reason]:
                found.append(reason)
            before = each.note
        return AND.join(found)

    @property
    def remark(self) -> str:
        """What was added to the reasons when a correction was last submitted."""
        told = [s.note for s in self.steps if s.step is DraftStep.SUBMIT]
        is_more = told and and_then(self.reasons, told[-1]) != self.reasons
        return told[-1] if self.reasons and is_more else ""

    @property
    def note(self) -> str:
        """What is said of what is new in it."""
        return self.said()

    def said(self, note: str = "") -> str:
        """What is said of what is new in it, if `note` is said now.

        Reasons of corrections stay, and what is said later comes after them; of anything
        else the last word holds.
        """
        if not (said := self.reasons):
            return note or next((s.note for s in reversed(self._told())), "")
        published = (s.note for s in self.steps if s.step is DraftStep.PUBLISH)
        for more in (self.remark, *published, note):
            said = and_then(said, more)
        return said

    def _told(self) -> list[Taken]:
        return [s for s in self.steps if s.step in _TELLS and s.note]


_CORRECTS = (None, DraftStep.CHANGE)
_TELLS = (*_CORRECTS, DraftStep.SUBMIT, DraftStep.PUBLISH)
AND = " · "


def and_then(said: str, more: str, /) -> str:
    """What was said and what is said after it, unless it stands there already."""
    if not said or not more:
        return said or more
    is_there = f"{AND}{more}{AND}" in f"{AND}{said}{AND}"
    return said if is_there else f"{said}{AND}{more}"


@dataclass(frozen=True, slots=True)
class Content:
    """What a draft holds: the workbook, how it is read, what was found, and its tables.

    `tables` are None where there is no plan to publish; `report` is what was found, as data.
    """

    workbook: bytes
    checksum: str
    report: bytes
    tables: bytes | None
    profile: str | None = None


def may_see(draft: Draft, person: Person) -> bool:
    """Whether somebody may know of a draft: analysts know those of their own administrations."""
    if not person.may(Right.SEE_DRAFTS):
        return False
    others = person.roles & {Role.READER, Role.EDITOR}
    own = person.id in draft.way.authors or person.answers_for(draft.administrations)
    return bool(others) or own or EVERY_ADMINISTRATION in draft.administrations
