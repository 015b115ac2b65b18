"""Drafts as they are shown: how far each is, what comes next and who can do it."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.components.changes import marks_part, rows_part, totals_part
from dashboard.components.printing import Html, Section
from dashboard.components.reader import Reader
from dashboard.flows.open_draft import Proposed
from dashboard.flows.publish_edition import Checked
from dashboard.flows.say_changes import conclude_changes, sentences
from dashboard.language.numbers import moment
from dashboard.language.words import Words
from dashboard.plan.accounts import FOUNDER
from dashboard.plan.drafts import NEEDS_REASON, Draft, DraftState, DraftStep, steps_for
from dashboard.plan.findings import Severity
from dashboard.plan.people import Person
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
    """A step somebody can take: `asks` says whether a reason must be given."""

    step: DraftStep
    asks: bool
    tells: bool


@dataclass(frozen=True, slots=True)
class Told:
    """A step that was taken, in words."""

    what: str
    who: str
    when: str
    note: str


@dataclass(frozen=True, slots=True)
class Listed:
    """A draft in the list."""

    key: str
    filename: str
    state: DraftState
    who: str
    when: str
    note: str
    next: str
    number: int | None


def listed(words: Words, drafts: Sequence[Draft], person: Person, /, *, base: int) -> list[Listed]:
    """Drafts with what comes next for whoever reads it."""
    return [
        Listed(
            draft.key,
            draft.filename,
            draft.state,
            draft.sent_by,
            moment(draft.sent_at, words.language),
            draft.note,
            waiting(words, draft, person, base=base),
            draft.number,
        )
        for draft in drafts
    ]


def waiting(words: Words, draft: Draft, person: Person, /, *, base: int) -> str:
    """What comes next, and whether it is this person's turn."""
    if draft.state not in _WAY[:3]:
        return ""
    if draft.state is DraftState.APPROVED and not draft.way.holds(base):
        return words("drafts.next.moved")
    own = [s for s in _OFFERED[:3] if s in steps_for(draft.way, person, base=base)]
    if own:
        return words(f"drafts.next.{own[0].value}")
    errors = draft.state is DraftState.DRAFT and not draft.way.can_publish
    return words("drafts.next.mend" if errors else f"drafts.next.others.{draft.state.value}")


def step_forms(draft: Draft, person: Person, /, *, base: int) -> list[StepForm]:
    """The steps a person can take now."""
    allowed = steps_for(draft.way, person, base=base)
    return [StepForm(s, is_asked(s, person), _tells(s)) for s in _OFFERED if s in allowed]


def is_asked(step: DraftStep, person: Person) -> bool:
    """Whether words must be given with a step."""
    first = step is DraftStep.SUBMIT or (step is DraftStep.PUBLISH and person == FOUNDER)
    return first or step in NEEDS_REASON


def _tells(step: DraftStep) -> bool:
    return step in (DraftStep.SUBMIT, DraftStep.PUBLISH)


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
        "next": waiting(words, draft, person, base=proposed.base),
        "base": proposed.base,
        "problem": problem,
        "steps": [_told(words, draft, at) for at in range(len(draft.steps))],
        **_difference(words, proposed, reader),
    }
    return Html("draft.html", values)


def headline_of(words: Words, draft: Draft, checked: Checked) -> str:
    """What is so with a draft, in a sentence."""
    if draft.state is not DraftState.DRAFT:
        return words(f"drafts.headline.{draft.state.value}", number=str(draft.number or ""))
    if checked.has_errors:
        return words("interface.draft.errors")
    return words("interface.draft.ready" if draft.way.can_publish else "interface.draft.empty")


def _told(words: Words, draft: Draft, at: int) -> Told:
    taken = draft.steps[at]
    what = words(f"drafts.done.{taken.step.value if taken.step else 'sent'}")
    return Told(what, taken.name, moment(taken.at, words.language), taken.note)


def _difference(words: Words, proposed: Proposed, reader: Reader | None) -> dict[str, object]:
    held = proposed.held
    if held is None:
        return {"said": None, "found": [], "foreign": []}
    return {
        "said": conclude_changes(held, words),
        "found": [s.text for s in sentences(held, words)],
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
