"""Nothing reaches the public that a second person did not approve, just as it is."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.plan.accounts import FOUNDER
from dashboard.plan.drafts import (
    AND,
    MOVES,
    NEEDS,
    Draft,
    DraftKind,
    DraftState,
    DraftStep,
    Refusal,
    Refused,
    Seen,
    Taken,
    Way,
    refusal,
    steps_for,
    taken,
)
from dashboard.plan.people import Person, Role

NOW = datetime(2026, 11, 1, tzinfo=UTC)
EVERYTHING = frozenset({Role.ANALYST, Role.EDITOR, Role.READER, Role.ADMIN})
ANNA = Person(1, "Anna", frozenset({Role.ANALYST}))
BO = Person(2, "Bo", frozenset({Role.EDITOR}))
CARL = Person(3, "Carl", EVERYTHING)
DORTE = Person(4, "Dorte", EVERYTHING)
EVA = Person(5, "Eva", frozenset({Role.READER, Role.ADMIN}))
PEOPLE = (ANNA, BO, CARL, DORTE, EVA)


def way(kind: DraftKind = DraftKind.WORKBOOK, *, by: Person = ANNA) -> Way:
    return Way(kind, DraftState.DRAFT, frozenset({by.id}), "a", True)


def after(start: Way, *steps: tuple[DraftStep, Person], base: int = 7) -> Way:
    for step, by in steps:
        seen = Seen(start.checksum, base)
        start = taken(start, step, by=by, seen=seen, base=base, at=NOW)
    return start


@dataclass
class Move:
    step: DraftStep
    by: Person
    checksum: str  # what the person believes the content to be
    seen_base: int
    publishes: bool  # another edition comes out meanwhile
    content: str  # the content after a change


moves = st.builds(
    Move,
    st.sampled_from(DraftStep),
    st.sampled_from(PEOPLE),
    st.sampled_from("ab"),
    st.integers(7, 9),
    st.booleans(),
    st.sampled_from("ab"),
)


@given(st.sampled_from(DraftKind), st.sampled_from(PEOPLE), st.lists(moves, max_size=25))
def test_no_way_leads_to_the_public_without_another_persons_approval_of_exactly_that(
    kind: DraftKind, author: Person, walked: list[Move]
):
    now, base = way(kind, by=author), 7
    approvals: list[tuple[int, str, int]] = []
    hands = {author.id}
    for move in walked:
        base += move.publishes and base < 9
        seen = Seen(move.checksum, move.seen_base)
        before = now
        try:
            now = taken(now, move.step, by=move.by, seen=seen, base=base, at=NOW)
        except Refused:
            continue
        match move.step:
            case DraftStep.CHANGE:
                now = replace(now, checksum=move.content)
                hands.add(move.by.id)
                approvals.clear()
            case DraftStep.APPROVE:
                assert move.by.id not in hands
                approvals.append((move.by.id, now.checksum, base))
            case DraftStep.SEND_BACK:
                approvals.clear()
            case DraftStep.PUBLISH:
                assert Role.EDITOR in move.by.roles
                assert move.by.id not in hands
                assert any(
                    who not in hands and (checksum, on) == (before.checksum, base)
                    for who, checksum, on in approvals
                )
            case DraftStep.RESTORE_NOW:
                assert kind is DraftKind.RESTORED
                assert Role.EDITOR in move.by.roles


@pytest.mark.parametrize("step", DraftStep)
def test_every_step_but_the_one_that_follows_of_itself_asks_for_a_right(step: DraftStep):
    assert (step in NEEDS) == (step is not DraftStep.SUPERSEDE)
    for by in (*PEOPLE, FOUNDER):
        why = refusal(way(), DraftStep.SUPERSEDE, by=by, seen=Seen("a", 7), base=7)
        assert why is Refusal.NOT_ALLOWED


@pytest.mark.parametrize(
    "state", [DraftState.PUBLISHED, DraftState.SUPERSEDED, DraftState.WITHDRAWN]
)
def test_what_has_come_to_its_end_can_be_moved_by_nobody(state: DraftState):
    for by in (*PEOPLE, FOUNDER):
        assert steps_for(replace(way(), state=state), by, base=7) == ()


def test_an_analyst_and_an_editor_together_publish():
    done = after(way(), (DraftStep.SUBMIT, ANNA), (DraftStep.APPROVE, BO), (DraftStep.PUBLISH, BO))
    assert done.state is DraftState.PUBLISHED


def test_an_editor_who_sent_it_can_neither_approve_nor_publish():
    mine = after(way(by=CARL), (DraftStep.SUBMIT, CARL))
    for step, there in (
        (DraftStep.APPROVE, mine),
        (DraftStep.PUBLISH, after(mine, (DraftStep.APPROVE, DORTE))),
    ):
        assert refusal(there, step, by=CARL, seen=Seen("a", 7), base=7) is Refusal.OWN_WORK


def test_an_approval_falls_when_the_published_edition_moves_and_can_be_given_anew():
    approved = after(way(), (DraftStep.SUBMIT, ANNA), (DraftStep.APPROVE, BO))
    assert approved.holds(7)
    assert not approved.holds(8)
    for base in (7, 8):
        why = refusal(approved, DraftStep.PUBLISH, by=BO, seen=Seen("a", base), base=8)
        assert why is Refusal.MOVED
    assert DraftStep.APPROVE in steps_for(approved, BO, base=8)
    again = after(approved, (DraftStep.APPROVE, BO), (DraftStep.PUBLISH, BO), base=8)
    assert again.state is DraftState.PUBLISHED


def test_an_approval_falls_when_the_content_is_changed():
    approved = after(way(), (DraftStep.SUBMIT, ANNA), (DraftStep.APPROVE, BO))
    changed = after(approved, (DraftStep.CHANGE, ANNA))
    assert (changed.state, changed.approval) == (DraftState.DRAFT, None)


def test_what_has_errors_is_not_submitted():
    wrong = replace(way(), can_publish=False)
    why = refusal(wrong, DraftStep.SUBMIT, by=ANNA, seen=Seen("a", 7), base=7)
    assert why is Refusal.HAS_ERRORS


def test_only_an_edition_is_taken_back_by_one_alone():
    for kind in DraftKind:
        why = refusal(way(kind, by=BO), DraftStep.RESTORE_NOW, by=BO, seen=Seen("a", 7), base=7)
        assert (why is None) == (kind is DraftKind.RESTORED)
    why = refusal(
        way(DraftKind.RESTORED, by=BO), DraftStep.RESTORE_NOW, by=ANNA, seen=Seen("a", 7), base=7
    )
    assert why is Refusal.NOT_ALLOWED


def test_before_there_are_people_the_link_publishes_at_once_but_never_what_it_has_not_seen():
    alone = way(by=FOUNDER)
    assert after(alone, (DraftStep.PUBLISH, FOUNDER)).state is DraftState.PUBLISHED
    for seen in (Seen("a", 6), Seen("b", 7)):
        why = refusal(alone, DraftStep.PUBLISH, by=FOUNDER, seen=seen, base=7)
        assert why is Refusal.MOVED


def test_every_move_leads_from_a_state_that_can_be_reached():
    reached = {DraftState.DRAFT, *MOVES.values()}
    assert reached == set(DraftState)


def test_what_was_approved_just_so_is_not_approved_again():
    approved = after(way(), (DraftStep.SUBMIT, ANNA), (DraftStep.APPROVE, BO))
    for by in (BO, DORTE):
        assert DraftStep.APPROVE not in steps_for(approved, by, base=7)
        with pytest.raises(Refused) as refused:
            after(approved, (DraftStep.APPROVE, by))
        assert refused.value.why is Refusal.NOT_NOW


def told(*steps: tuple[DraftStep | None, str], kind: DraftKind = DraftKind.CORRECTION) -> Draft:
    """A draft with these steps and what was said with them."""
    taken = tuple(Taken(s, DraftState.DRAFT, NOW, 1, "Anna", note) for s, note in steps)
    return Draft("k", way(kind), "p.xlsx", NOW, 1, "Anna", frozenset(), 1, steps=taken)


_THREE = ((None, "A"), (DraftStep.CHANGE, "B"), (DraftStep.CHANGE, "C"))


def test_reasons_of_corrections_stay_and_what_is_said_later_comes_after_them():
    draft = told(*_THREE)
    assert draft.note == draft.reasons == "A · B · C"
    for submitted, published, said in (
        ("", "", "A · B · C"),
        ("Rettet", "", "A · B · C · Rettet"),
        ("A · B · C", "B", "A · B · C"),  # contained
        ("Rettet", "Rettet", "A · B · C · Rettet"),
        ("Rettet", "Ud", "A · B · C · Rettet · Ud"),
        ("", "b", "A · B · C · b"),
    ):
        on_way = told(*_THREE, (DraftStep.SUBMIT, submitted), (DraftStep.APPROVE, "ja"))
        assert on_way.said(published) == said
        public = replace(on_way, steps=(*on_way.steps, *told((DraftStep.PUBLISH, published)).steps))
        assert public.note == said


def test_who_submits_again_says_anew_what_is_added():
    draft = told(*_THREE, (DraftStep.SUBMIT, "Fejl"), (DraftStep.SEND_BACK, "Nej"))
    assert (draft.remark, draft.note) == ("Fejl", "A · B · C · Fejl")
    more = (*draft.steps, *told((DraftStep.CHANGE, "D"), (DraftStep.SUBMIT, "")).steps)
    assert replace(draft, steps=more).note == "A · B · C · D"


def test_a_correction_that_is_taken_back_and_made_again_is_told_three_times():
    assert told((None, "A"), (DraftStep.CHANGE, "B"), (DraftStep.CHANGE, "A")).note == "A · B · A"
    assert told((None, "A"), (DraftStep.CHANGE, "A")).note == "A"


def test_steps_of_older_drafts_that_repeat_what_was_told_are_told_once():
    draft = told((None, "A"), (DraftStep.CHANGE, "A · B"), (DraftStep.CHANGE, "C"))
    assert draft.note == "A · B · C"
    again = (*draft.steps, *told((DraftStep.CHANGE, "C · D"), (DraftStep.CHANGE, "")).steps)
    assert replace(draft, steps=again).note == "A · B · C · D"


@given(st.lists(st.text("ab", min_size=1), min_size=1), st.text("ab"), st.text("ab"))
def test_no_reason_is_ever_lost(reasons: list[str], submitted: str, published: str):
    steps = [(DraftStep.CHANGE, reason) for reason in reasons]
    said = told(*steps, (DraftStep.SUBMIT, submitted)).said(published)
    parts = said.split(AND)
    assert {*reasons, *filter(None, (submitted, published))} == set(parts)


@pytest.mark.parametrize("kind", [DraftKind.WORKBOOK, DraftKind.RESTORED])
def test_of_anything_else_the_last_word_holds(kind: DraftKind):
    draft = told((None, "A"), (DraftStep.SUBMIT, "B"), (DraftStep.APPROVE, "ja"), kind=kind)
    assert (draft.reasons, draft.remark, draft.note) == ("", "", "B")
    assert draft.said("C") == "C"
