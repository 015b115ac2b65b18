"""What any store must do with drafts. A class of tests for another database inherits these."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from dashboard.plan.drafts import (
    Content,
    Draft,
    DraftKind,
    DraftState,
    DraftStep,
    Refusal,
    Refused,
    Seen,
)
from dashboard.plan.people import Person, Role
from dashboard.records.store import Store
from tests.records.contract import WORKBOOK, publish

ANNA = Person(1, "Anna", frozenset({Role.ANALYST}), frozenset({"TMF"}))
BO = Person(2, "Bo", frozenset({Role.EDITOR}))
CONTENT = Content(WORKBOOK, "c" * 64, b"{}", b"tables")


def keep(store: Store, content: Content = CONTENT, *, kind: DraftKind = DraftKind.WORKBOOK):
    return store.drafts.keep(content, kind=kind, filename="plan æ.xlsx", by=ANNA, note="Nyt")


def move(store: Store, draft: Draft, step: DraftStep, by: Person, note: str = "") -> Draft:
    newest = store.latest()
    seen = Seen(draft.way.checksum, newest.number if newest else 0)
    return store.drafts.move(draft.key, step, by=by, seen=seen, note=note)


def approved(store: Store, content: Content = CONTENT) -> Draft:
    draft = move(store, keep(store, content), DraftStep.SUBMIT, ANNA)
    return move(store, draft, DraftStep.APPROVE, BO)


class DraftContract:
    def test_a_draft_is_found_by_its_key_and_by_nothing_else(self, store: Store):
        draft = keep(store)
        assert store.drafts.draft(draft.key) == draft
        assert store.drafts.content(draft.key) == CONTENT
        assert (draft.filename, draft.sent_by, draft.note) == ("plan æ.xlsx", "Anna", "Nyt")
        assert draft.administrations == {"TMF"}
        for key in (
            "",
            draft.key[:-1],
            draft.key + "x",
            "%",
            "\0",
            "_" * len(draft.key),
            "x" * 9999,
        ):
            assert store.drafts.draft(key) is None

    def test_text_no_database_can_keep_is_kept_without_what_is_wrong_with_it(self, store: Store):
        by = Person(1, "\udcff", frozenset({Role.ANALYST}), frozenset({"TMF"}))
        kind = DraftKind.WORKBOOK
        draft = store.drafts.keep(CONTENT, kind=kind, filename="b\0.xlsx", by=by, note="n\0")
        assert (draft.filename, draft.sent_by, draft.note) == ("b.xlsx", "?", "n")
        moved = move(store, draft, DraftStep.WITHDRAW, by, "\0\udcff")
        assert moved.steps[-1].note == "?"
        assert store.drafts.draft(draft.key) == moved

    def test_two_drafts_of_the_same_workbook_have_different_keys(self, store: Store):
        keys = {keep(store).key for _ in range(5)}
        assert len(keys) == 5
        assert all(len(key) >= 32 for key in keys)

    def test_a_draft_is_no_edition(self, store: Store):
        keep(store)
        assert store.latest() is None

    def test_what_was_approved_is_published_byte_for_byte_with_the_name_of_who_did(
        self, store: Store
    ):
        draft = move(store, approved(store), DraftStep.PUBLISH, BO)
        edition = store.latest()
        assert edition is not None
        assert (draft.state, draft.number) == (DraftState.PUBLISHED, edition.number)
        assert (edition.published_by, edition.note) == ("Bo", "Nyt")
        assert store.workbook(1) == WORKBOOK
        assert store.tables(1) == b"tables"
        assert store.drafts.of_edition(1) == draft

    def test_every_step_is_kept_with_who_and_why(self, store: Store):
        draft = move(store, keep(store), DraftStep.SUBMIT, ANNA, "Klar")
        draft = move(store, draft, DraftStep.SEND_BACK, BO, "Tallet i B4")
        told = [(s.step, s.state, s.name, s.note) for s in draft.steps]
        assert told == [
            (None, DraftState.DRAFT, "Anna", "Nyt"),
            (DraftStep.SUBMIT, DraftState.SUBMITTED, "Anna", "Klar"),
            (DraftStep.SEND_BACK, DraftState.DRAFT, "Bo", "Tallet i B4"),
        ]

    def test_a_refused_step_changes_nothing(self, store: Store):
        draft = keep(store)
        with pytest.raises(Refused):
            move(store, draft, DraftStep.PUBLISH, BO)
        assert store.drafts.draft(draft.key) == draft
        assert store.latest() is None

    def test_an_approval_falls_when_an_edition_comes_in_between(self, store: Store):
        draft = approved(store)
        publish(store, b"another")
        for base in (0, 1):
            seen = Seen(draft.way.checksum, base)
            with pytest.raises(Refused) as caught:
                store.drafts.move(draft.key, DraftStep.PUBLISH, by=BO, seen=seen)
            assert caught.value.why is Refusal.MOVED
        assert [e.number for e in store.editions()] == [1]

    def test_an_approval_falls_when_the_content_is_another_one(self, store: Store):
        draft = approved(store)
        other = Content(b"other", "d" * 64, b"{}", b"other tables")
        seen = Seen(draft.way.checksum, 0)
        changed = store.drafts.exchange(draft.key, other, by=ANNA, seen=seen)
        assert (changed.state, changed.way.approval) == (DraftState.DRAFT, None)
        assert store.drafts.content(draft.key) == other
        with pytest.raises(Refused):
            store.drafts.move(draft.key, DraftStep.PUBLISH, by=BO, seen=seen)

    def test_what_was_corrected_is_told_with_the_change(self, store: Store):
        draft = store.drafts.keep(
            CONTENT, kind=DraftKind.CORRECTION, filename="plan.xlsx", by=ANNA, note="Tastefejl"
        )
        other = Content(b"other", "d" * 64, b"{}", b"other tables")
        seen = Seen(draft.way.checksum, 0)
        changed = store.drafts.exchange(draft.key, other, by=ANNA, seen=seen, note="Én til")
        assert [(step.step, step.note) for step in changed.steps] == [
            (None, "Tastefejl"),
            (DraftStep.CHANGE, "Én til"),
        ]
        assert changed.note == "Tastefejl · Én til"
        move(store, changed, DraftStep.SUBMIT, ANNA, "Rettet")
        approved = move(store, changed, DraftStep.APPROVE, BO)
        public = move(store, approved, DraftStep.PUBLISH, BO, "Rettet")
        edition = store.latest()
        assert edition is not None
        assert edition.note == public.note == "Tastefejl · Én til · Rettet"

    def test_a_correction_that_was_begun_is_found_by_its_sender_and_its_edition(self, store: Store):
        publish(store)
        keep(store)  # a whole workbook is no correction
        assert store.drafts.begun(ANNA.id, 1) is None
        draft = keep(store, kind=DraftKind.CORRECTION)
        assert store.drafts.begun(ANNA.id, 1) == draft
        assert store.drafts.begun(BO.id, 1) is None
        assert store.drafts.begun(ANNA.id, 0) is None
        move(store, draft, DraftStep.SUBMIT, ANNA)
        assert store.drafts.begun(ANNA.id, 1) is None

    def test_a_newer_edition_supersedes_the_draft_of_the_one_before(self, store: Store):
        first = move(store, approved(store), DraftStep.PUBLISH, BO)
        other = Content(b"other", "d" * 64, b"{}", b"other tables")
        second = move(store, approved(store, other), DraftStep.PUBLISH, BO)
        found = {d.key: d.state for d in store.drafts.all()}
        assert found == {first.key: DraftState.SUPERSEDED, second.key: DraftState.PUBLISHED}

    def test_an_edition_taken_back_by_one_alone_says_so(self, store: Store):
        publish(store)
        publish(store, b"wrong")
        draft = store.drafts.keep(
            CONTENT, kind=DraftKind.RESTORED, filename="plan.xlsx", by=BO, back_to=1
        )
        move(store, draft, DraftStep.RESTORE_NOW, BO, "Forkerte tal")
        edition = store.latest()
        assert edition is not None
        assert (edition.number, edition.rolled_back_to, edition.alone) == (3, 1, True)
        assert edition.note == "Forkerte tal"
        assert store.workbook(3) == WORKBOOK

    def test_many_who_publish_the_same_draft_at_once_make_one_edition(self, store: Store):
        draft = approved(store)

        def attempt(_: int) -> bool:
            try:
                seen = Seen(draft.way.checksum, 0)
                store.drafts.move(draft.key, DraftStep.PUBLISH, by=BO, seen=seen)
            except Refused:
                return False
            return True

        with ThreadPoolExecutor(8) as pool:
            assert sum(pool.map(attempt, range(16))) == 1
        assert len(store.editions()) == 1

    def test_how_a_table_is_read_is_remembered_for_its_sender_alone(self, store: Store):
        store.drafts.remember(1, "shape", "old")
        store.drafts.remember(1, "shape", "new")
        store.drafts.remember(1, "other", "more")
        assert store.drafts.remembered(1) == ("new", "more")
        assert store.drafts.remembered(2) == ()
        store.drafts.forget(2, "shape")
        assert store.drafts.remembered(1) == ("new", "more")
        store.drafts.forget(1, "shape")
        assert store.drafts.remembered(1) == ("more",)
