"""Another content cannot take the place of what was sent or approved, not even in the database."""

import pytest
from sqlalchemy import select, text, update

from dashboard.plan.drafts import Content, Draft, DraftState, DraftStep, Refusal, Refused, Seen
from dashboard.records.draft_tables import drafts
from dashboard.records.sql import SqlStore
from dashboard.records.tables import trail
from dashboard.records.verifying import Broken, Fault, verify
from tests.records.contract import publish
from tests.records.draft_contract import ANNA, BO, CONTENT, approved, keep, move
from tests.records.test_trail import _LET

CHANGES = (
    {"workbook": b"false"},
    {"tables": b"false"},
    {"report": b"false"},
    {"profile": "false"},
    {"filename": "false"},
    {"sender": 7},
    {"authors": "[7]"},
    {"administrations": '["FAM"]'},
    {"back_to": 1},
)


def _force(store: SqlStore, draft: Draft, **values: object) -> None:
    this = update(drafts).where(drafts.c.key == draft.key)
    store.database.write(lambda connection, _: connection.execute(this.values(**values)))


def _line(store: SqlStore, draft: Draft) -> int:
    """The last line that says what is in a draft."""
    of = (trail.c.object == draft.name) & (trail.c.seal != "")
    last = select(trail.c.sequence).where(of).order_by(trail.c.sequence.desc()).limit(1)
    return store.database.read(lambda connection: connection.execute(last).scalar_one())


@pytest.mark.parametrize("change", CHANGES, ids=lambda c: next(iter(c)))
def test_an_approval_holds_for_nothing_else(store: SqlStore, change):
    publish(store)
    draft = approved(store)
    assert verify(store.database).is_sound
    _force(store, draft, **change)
    assert verify(store.database).broken == (Broken(Fault.DRAFT, _line(store, draft)),)
    with pytest.raises(Refused) as refused:
        move(store, draft, DraftStep.PUBLISH, BO)
    assert refused.value.why in (Refusal.BROKEN, Refusal.OWN_WORK)
    assert len(store.editions()) == 1
    known = store.drafts.draft(draft.key)
    assert known is not None
    assert known.state is DraftState.APPROVED


def test_what_is_not_what_was_sent_cannot_be_approved(store: SqlStore):
    draft = move(store, keep(store), DraftStep.SUBMIT, ANNA)
    _force(store, draft, tables=b"false")
    with pytest.raises(Refused) as refused:
        move(store, draft, DraftStep.APPROVE, BO)
    assert refused.value.why is Refusal.BROKEN


def test_what_was_changed_as_it_should_be_is_sound(store: SqlStore):
    draft = keep(store)
    other = Content(b"another", "d" * 64, b"{}", b"more")
    seen = Seen(draft.way.checksum, 0)
    draft = store.drafts.exchange(draft.key, other, by=ANNA, seen=seen)
    assert verify(store.database).is_sound
    for step, by in ((DraftStep.SUBMIT, ANNA), (DraftStep.APPROVE, BO), (DraftStep.PUBLISH, BO)):
        draft = move(store, draft, step, by)
        assert verify(store.database).is_sound
    assert draft.number == 1


def test_a_draft_of_before_there_were_seals_is_believed(store: SqlStore):
    draft = keep(store, CONTENT)
    forgotten = update(trail).values(seal="")
    with store.database.engine.begin() as connection:
        for name in _LET[connection.dialect.name]:
            connection.execute(text(name))
        connection.execute(forgotten)
    draft = move(store, draft, DraftStep.SUBMIT, ANNA)
    assert move(store, draft, DraftStep.APPROVE, BO).state is DraftState.APPROVED
