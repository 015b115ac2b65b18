"""Drafts as they are shown: how far each is, what comes next and who can do it."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.components.changes import marks_part, rows_part, totals_part
from dashboard.components.printing import Html, Section
from dashboard.components.reader import Reader
from dashboard.flows.open_draft import Proposed
from dashboard.flows.publish_edition import Checked
from dashboard.flows.say_changes import conclude_changes, once_public
from dashboard.language.numbers import moment
from dashboard.language.words import Words
from dashboard.plan.accounts import FOUNDER
from dashboard.plan.drafts import NEEDS_REASON, Draft, DraftState, DraftStep, Taken, steps_for
from dashboard.plan.findings import Severity
from dashboard.plan.people import Person, Right
from dashboard.plan.sheets import SheetKey

_WAY = (DraftState.DRAFT, DraftState.SUBMITTED, DraftState.APPROVED, DraftState.PUBLISHED)
# Steps that a form of the draft's page offers, in this order; content is changed elsewhere.
_OFFERED = (
    DraftStep.PUBLISH,
    DraftStep.APPROVE,
    DraftStep.SUBMIT,
    DraftStep.RESTORE_NOW,
    DraftStep.SEND_BACK,
    DraftStep.WITHDRAW,
)


@dataclass(frozen=True, slots=True)
class StepForm:
    """A step somebody can take: `asks` says whether words must be given.

    `tells` says whether everybody can read them, `said` what stays of what was said before
    them, and `begun` is what stands in the field.
    """

    step: DraftStep
    asks: bool
    tells: bool
    said: str = ""
    begun: str = ""

    @property
    def rare(self) -> bool:
        """Whether it stands folded away: what it does is not the ordinary way on."""
        return self.step in (DraftStep.WITHDRAW, DraftStep.RESTORE_NOW)


@dataclass(frozen=True, slots=True)
class Told:
    """A step that was taken, in words."""

    what: str
    who: str
    when: str
    note: str


@dataclass(frozen=True, slots=True)
class Listed:
    """A draft in the list; `back_to` is the edition it would restore."""

    key: str
    filename: str
    state: DraftState
    who: str
    when: str
    note: str
    next: str
    number: int | None
    back_to: int | None


@dataclass(frozen=True, slots=True)
class Turn:
    """What comes next; `mine` says whether whoever reads it has to do it."""

    mine: bool
    text: str


@dataclass(frozen=True, slots=True)
class DraftList:
    """The drafts there are: those that wait for whoever reads it, for others, and for nobody."""

    mine: Sequence[Listed]
    others: Sequence[Listed]
    over: Sequence[Listed]


def listed(words: Words, drafts: Sequence[Draft], person: Person, /, *, base: int) -> DraftList:
    """Drafts by whose turn it is."""
    turns = [(draft, turn_of(words, draft, person, base=base)) for draft in drafts]
    return DraftList(
        [_listed(words, d, turn) for d, turn in turns if turn and turn.mine],
        [_listed(words, d, turn) for d, turn in turns if turn and not turn.mine],
        [_listed(words, d, None) for d, turn in turns if turn is None],
    )


def _listed(words: Words, draft: Draft, turn: Turn | None) -> Listed:
    return Listed(
        draft.key,
        draft.filename,
        draft.state,
        draft.sent_by,
        moment(draft.sent_at, words.language),
        draft.note,
        turn.text if turn else "",
        draft.number,
        draft.back_to,
    )


def turn_of(words: Words, draft: Draft, person: Person, /, *, base: int) -> Turn | None:
    """Whose turn it is, and what is to be done; None where the draft goes no further."""
    if draft.state not in _WAY[:3]:
        return None
    own = next((s for s in _OFFERED[:3] if s in steps_for(draft.way, person, base=base)), None)
    moved = draft.state is DraftState.APPROVED and not draft.way.holds(base)
    wrong = draft.state is DraftState.DRAFT and not draft.way.can_publish
    author = person.id in draft.way.authors
    if draft.way.is_outdated(base):
        return Turn(author, words(f"drafts.next.{'' if author else 'others.'}outdated"))
    match own:
        case None if moved:
            return Turn(False, words("drafts.next.moved"))
        case None if wrong and author:
            return Turn(True, words("drafts.next.mend"))
        case None if wrong:
            return Turn(False, words("drafts.next.others.errors"))
        case None:
            return Turn(False, words(f"drafts.next.others.{draft.state.value}"))
        case DraftStep.APPROVE if moved:
            return Turn(True, words("drafts.next.again"))
        case DraftStep.SUBMIT if returned(draft):
            return Turn(True, words("drafts.next.returned"))
        case _:
            return Turn(True, words(f"drafts.next.{own.value}"))


def returned(draft: Draft) -> Taken | None:
    """The step with which an editor sent a draft back, None where that was not the last one."""
    last = draft.steps[-1] if draft.steps else None
    return last if last and last.step is DraftStep.SEND_BACK else None


def step_forms(draft: Draft, person: Person, /, *, base: int) -> list[StepForm]:
    """The steps a person can take now; who publishes alone has nobody to submit to."""
    allowed = steps_for(draft.way, person, base=base)
    if DraftStep.PUBLISH in allowed:
        allowed = tuple(s for s in allowed if s is not DraftStep.SUBMIT)
    return [_form(draft, s, person) for s in _OFFERED if s in allowed]


def _form(draft: Draft, step: DraftStep, person: Person) -> StepForm:
    """The form of a step; the reasons of a correction stay, and there can be more to say."""
    asks = is_asked(step, person, draft)
    match step:
        case DraftStep.SUBMIT if draft.reasons:
            return StepForm(step, asks, True, draft.reasons, draft.remark)
        case DraftStep.PUBLISH if draft.reasons:
            return StepForm(step, asks, True, draft.note)
        case DraftStep.SUBMIT | DraftStep.PUBLISH:
            return StepForm(step, asks, True, begun=draft.note)
        case _:
            return StepForm(step, asks, False)


def is_asked(step: DraftStep, person: Person, draft: Draft) -> bool:
    """Whether words must be given with a step; a correction has its reasons already."""
    first = step is DraftStep.SUBMIT or (step is DraftStep.PUBLISH and person == FOUNDER)
    return (first and not draft.reasons) or step in NEEDS_REASON


def head_part(  # noqa: PLR0913 - each is one part of what is said
    words: Words,
    draft: Draft,
    checked: Checked,
    proposed: Proposed,
    person: Person,
    /,
    *,
    reader: Reader | None,
    problem: str = "",
) -> Html:
    """How far a draft is, what it would change, and the steps that can be taken."""
    errors = sum(f.severity is Severity.ERROR for f in checked.findings)
    mine = person.id in draft.way.authors
    values = {
        "draft": draft,
        "headline": headline_of(words, draft, checked),
        "lead": words.count(
            "interface.draft.lead",
            sum(sheet.records for sheet in checked.sheets),
            file=draft.filename,
            errors=errors,
            others=len(checked.findings) - errors,
        ),
        "sent": words(
            "drafts.sent", name=draft.sent_by, date=moment(draft.sent_at, words.language)
        ),
        "way": [(state, state is draft.state) for state in _WAY],
        "on_way": draft.state in _WAY,
        "forms": step_forms(draft, person, base=proposed.base),
        "turn": turn_of(words, draft, person, base=proposed.base),
        "returned": returned(draft),
        "errors": draft.state is DraftState.DRAFT and checked.has_errors,
        "sends": person.may(Right.SEND) and (mine or draft.state not in _WAY),
        "base": proposed.base,
        "problem": problem,
        **_difference(words, proposed, reader),
    }
    return Html("draft.html", values)


def taken_part(words: Words, draft: Draft, /) -> Html:
    """Who did what to a draft, and when."""
    return Html("draft_taken.html", {"steps": [_told(words, taken) for taken in draft.steps]})


def headline_of(words: Words, draft: Draft, checked: Checked) -> str:
    """What is so with a draft, in a sentence."""
    if draft.state is not DraftState.DRAFT:
        return words(f"drafts.headline.{draft.state.value}", number=str(draft.number or ""))
    if checked.has_errors:
        return words("interface.draft.errors")
    return words("interface.draft.ready" if draft.way.can_publish else "interface.draft.empty")


def _told(words: Words, taken: Taken) -> Told:
    what = words(f"drafts.done.{taken.step.value if taken.step else 'sent'}")
    return Told(what, taken.name, moment(taken.at, words.language), taken.note)


def _difference(words: Words, proposed: Proposed, reader: Reader | None) -> dict[str, object]:
    held = proposed.held
    if held is None:
        return {"said": None, "once": "", "foreign": []}
    return {
        "said": conclude_changes(held, words),
        "once": once_public(held, words),
        "foreign": foreign_said(words, proposed, reader),
    }


def foreign_said(words: Words, proposed: Proposed, reader: Reader | None) -> list[str]:
    """Whose rows would change that the sender does not answer for, one line each."""
    found = [
        words.count("drafts.foreign.rows", n, name=reader.administration_name(code))
        for code, n in proposed.foreign.rows.items()
        if reader
    ]
    plan = proposed.foreign.plan
    return [*found, words.count("drafts.foreign.plan", plan)] if plan else found


def difference_parts(reader: Reader, proposed: Proposed, key: str, /) -> list[Section]:
    """The difference in full: marks and why, numbers, and rows field by field."""
    held = proposed.held
    if held is None:
        return []

    def at(sheet: SheetKey) -> str:
        return reader.to.difference(key, sheet)

    rows = [rows_part(reader, held, at=at)] if held.changes else []
    return [marks_part(reader, held), totals_part(reader, held), *rows]
