"""The audit trail: what is written in it, that it is only added to, and what proves it."""

import pytest
from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.exc import DBAPIError

from dashboard.plan.trail import DONE, Deed, refused
from dashboard.records.sql import SqlStore
from dashboard.records.tables import editions
from dashboard.records.tables import trail as lines
from dashboard.records.verifying import Broken, Fault, verify
from tests.records.contract import publish

_LET = {
    "sqlite": [f"DROP TRIGGER {name}" for name in ("trail_no_update", "trail_no_delete")],
    "postgresql": ["DROP TRIGGER trail_no_change ON trail"],
}


def _lines(store: SqlStore) -> list[tuple[int, str, str, str, str]]:
    told = select(lines.c.sequence, lines.c.who, lines.c.what, lines.c.object, lines.c.result)
    found = store.database.read(lambda c: c.execute(told.order_by(lines.c.sequence)).all())
    return [tuple(row) for row in found]


def _force(store: SqlStore, *statements: object) -> None:
    """Change what was kept, as somebody who owns the database can."""
    with store.database.engine.begin() as connection:
        for statement in _LET[connection.dialect.name]:
            connection.execute(text(statement))
        for statement in statements:
            connection.execute(statement)  # type: ignore[arg-type]


@pytest.fixture
def told(store: SqlStore) -> SqlStore:
    """A store with three editions and two lines about something else."""
    publish(store)
    store.note("eva", Deed.SIGN_IN, "person:3", DONE)
    publish(store, b"another")
    store.note("eva", Deed.PUBLISH, "workbook:abc", refused("findings"))
    publish(store, b"a third")
    return store


def test_whoever_publishes_is_written_down_with_what_it_became(told: SqlStore):
    assert _lines(told) == [
        (1, "anna", "publish", "edition:1", "done"),
        (2, "eva", "sign_in", "person:3", "done"),
        (3, "anna", "publish", "edition:2", "done"),
        (4, "eva", "publish", "workbook:abc", "refused: findings"),
        (5, "anna", "publish", "edition:3", "done"),
    ]


def test_publishing_nothing_new_is_no_line(store: SqlStore):
    publish(store)
    publish(store)
    assert len(_lines(store)) == 1


def test_bringing_an_edition_back_is_written_down_as_that(told: SqlStore):
    told.publish(b"1", tables=b"t", filename="f", by="eva", note="n", rolled_back_to=1)
    assert _lines(told)[-1] == (6, "eva", "roll_back", "edition:4", "done")


def test_an_edition_that_could_not_be_kept_leaves_no_line(store: SqlStore):
    publish(store)
    with pytest.raises(Exception, match=r".+"):
        store.publish(b"x", tables=None, filename="x", by="x", note="x")  # type: ignore[arg-type]
    assert len(_lines(store)) == 1
    assert publish(store, b"another").number == 2


@pytest.mark.parametrize(
    "change",
    [
        update(lines).values(who="nobody"),
        update(lines).where(lines.c.sequence == 5).values(result="done"),
        delete(lines),
        delete(lines).where(lines.c.sequence == 5),
        text("INSERT INTO trail SELECT 9, at, who, what, object, result, '', hash FROM trail"),
    ],
    ids=["all", "one", "every line gone", "the last gone", "out of order"],
)
def test_the_database_itself_refuses_to_change_the_trail(told: SqlStore, change):
    before = _lines(told)
    with (
        pytest.raises(DBAPIError, match="only ever added to"),
        told.database.engine.begin() as connection,
    ):
        connection.execute(change)
    assert _lines(told) == before


def test_a_line_cannot_be_put_in_the_place_of_another(told: SqlStore):
    row = {c.name: "x" for c in lines.c} | {"sequence": 2}
    replace = insert(lines).values(**row)
    if told.database.is_sqlite:
        replace = replace.prefix_with("OR REPLACE")
    with pytest.raises(DBAPIError), told.database.engine.begin() as connection:
        connection.execute(replace)


def test_postgresql_refuses_to_empty_the_trail(told: SqlStore):
    if told.database.is_sqlite:
        return  # SQLite knows no TRUNCATE; DELETE is refused above
    with (
        pytest.raises(DBAPIError, match="only ever added to"),
        told.database.engine.begin() as connection,
    ):
        connection.execute(text("TRUNCATE trail"))


def test_what_nobody_touched_is_sound(told: SqlStore):
    found = verify(told.database)
    assert (found.lines, found.editions, found.broken) == (5, 3, ())
    last = select(lines.c.hash).where(lines.c.sequence == 5)
    assert found.head == told.database.read(lambda c: c.execute(last).scalar_one())


@pytest.mark.parametrize("column", ["at", "who", "what", "object", "result", "hash"])
def test_a_line_that_was_changed_is_the_first_broken_link(told: SqlStore, column: str):
    _force(told, update(lines).where(lines.c.sequence == 2).values(**{column: "x"}))
    assert verify(told.database).broken == (Broken(Fault.LINK, 2),)


def test_a_line_that_was_taken_out_is_told_at_the_next(told: SqlStore):
    _force(told, delete(lines).where(lines.c.sequence == 2))
    assert verify(told.database).broken == (Broken(Fault.GAP, 3),)


def test_a_trail_without_its_first_line_is_broken(told: SqlStore):
    _force(told, delete(lines).where(lines.c.sequence == 1))
    assert verify(told.database).broken == (Broken(Fault.GAP, 2), Broken(Fault.UNTOLD, 1))


def test_a_trail_whose_cut_end_made_no_edition_is_told_by_its_head_alone(told: SqlStore):
    told.note("eva", Deed.REVOKE, "person:3", DONE)
    before = verify(told.database)
    _force(told, delete(lines).where(lines.c.sequence == 6))
    after = verify(told.database)
    assert after.broken == ()
    assert (after.lines, after.head) != (before.lines, before.head)


def test_a_trail_cut_short_has_another_head_and_does_not_know_the_edition(told: SqlStore):
    before = verify(told.database).head
    _force(told, delete(lines).where(lines.c.sequence == 5))
    found = verify(told.database)
    assert found.head != before
    assert found.broken == (Broken(Fault.UNTOLD, 3),)


@pytest.mark.parametrize(
    ("change", "faults"),
    [
        ({"workbook": b"false"}, [Fault.CHECKSUM]),
        ({"checksum": "0" * 64}, [Fault.CHECKSUM, Fault.SEAL]),
        ({"tables": b""}, [Fault.TABLES, Fault.SEAL]),
        ({"tables": b"false"}, [Fault.SEAL]),
        ({"note": "false"}, [Fault.SEAL]),
        ({"published_by": "nobody"}, [Fault.SEAL]),
        ({"rolled_back_to": 1}, [Fault.SEAL]),
        ({"alone": True}, [Fault.SEAL]),
    ],
)
def test_an_edition_that_was_changed_is_told(told: SqlStore, change, faults):
    _force(told, update(editions).where(editions.c.number == 2).values(**change))
    assert verify(told.database).broken == tuple(Broken(fault, 2) for fault in faults)


def test_an_edition_that_was_taken_away_is_missed_and_its_number_not_given_again(told: SqlStore):
    _force(told, delete(editions).where(editions.c.number == 3))
    assert verify(told.database).broken == (Broken(Fault.MISSING, 3),)
    assert publish(told, b"a fourth").number == 4
