"""From one shape of the database to the next, on both databases, with data in it."""

import importlib
import pkgutil
from concurrent.futures import ThreadPoolExecutor

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import MetaData, Table, insert, inspect, select, text

from dashboard import records
from dashboard.errors import Trouble
from dashboard.language.words import Language, words_for
from dashboard.plan.people import Role
from dashboard.records.database import Database
from dashboard.records.migrating import EMPTY, move, newest, shape_of
from dashboard.records.people import People
from dashboard.records.publishing import checksum_of
from dashboard.records.sql import SqlStore
from dashboard.records.tables import metadata
from dashboard.records.tables import trail as lines
from dashboard.records.verifying import verify
from tests.records.contract import WORKBOOK, publish
from tests.records.draft_contract import keep

STEPS = tuple(f"{n:04}" for n in range(1, int(newest()) + 1))


def _moved(store: SqlStore, to: str) -> None:
    store.database.write(lambda connection, _: move(connection, to))


def test_the_steps_lead_to_the_tables_the_program_knows(store: SqlStore):
    for module in pkgutil.iter_modules(records.__path__, f"{records.__name__}."):
        importlib.import_module(module.name)  # whoever has tables of its own adds them
    with store.database.engine.connect() as connection:
        found = compare_metadata(MigrationContext.configure(connection), metadata)
    assert found == []


def test_down_and_up_again_keeps_every_edition(store: SqlStore):
    first = publish(store)
    second = publish(store, b"another")
    for step in (*reversed(STEPS[:-1]), *STEPS[1:]):
        _moved(store, step)
        assert store.database.read(shape_of) == step
    assert store.editions() == (second, first)
    assert (store.workbook(1), store.tables(2)) == (WORKBOOK, b"tables of another")
    assert verify(store.database).is_sound
    assert publish(store, b"a third").number == 3


def test_who_restored_alone_is_known_again_after_down_and_up(store: SqlStore):
    for n in range(3):
        publish(store, bytes([n]))
    restored = {"tables": b"t", "filename": "f", "by": "eva", "note": "n", "rolled_back_to": 1}
    alone = store.publish(bytes([0]), **restored, alone=True)
    together = store.publish(bytes([1]), **restored)
    for step in ("0004", "0003", newest()):
        _moved(store, step)
    assert store.editions()[:2] == (together, alone)
    assert (alone.alone, together.alone) == (True, False)
    assert verify(store.database).is_sound


def test_who_published_alone_is_known_again_after_down_and_up(store: SqlStore):
    alone = store.publish(b"1", tables=b"t", filename="f", by="eva", note="n", alone=True)
    together = publish(store)
    for step in ("0004", newest()):
        _moved(store, step)
    assert store.editions() == (together, alone)
    assert alone.alone
    assert verify(store.database).is_sound


def test_people_and_drafts_are_there_again_as_long_as_their_tables_stay(store: SqlStore):
    publish(store)
    people = People(store.database)
    people.add("Anna", roles=frozenset({Role.READER}), administrations=frozenset())
    keep(store)
    _moved(store, "0004")
    _moved(store, newest())
    assert [account.person.name for account in people.all()] == ["Anna"]
    assert store.drafts.all() == ()
    assert verify(store.database).is_sound
    assert keep(store).sent_by == "Anna"


def test_down_to_the_ground_leaves_nothing_and_up_again_works(store: SqlStore):
    publish(store)
    _moved(store, EMPTY)
    with store.database.engine.connect() as connection:
        assert inspect(connection).get_table_names() == ["alembic_version"]
    _moved(store, newest())
    assert store.editions() == ()
    assert publish(store).number == 1


def test_a_database_from_before_there_were_steps_is_taken_over(url: str):
    _made_before(url)
    store = SqlStore(url)
    assert [(e.number, e.note, e.rolled_back_to) for e in store.editions()] == [
        (2, "before", None),
        (1, "before", None),
    ]
    assert verify(store.database).is_sound
    assert store.database.read(lambda c: c.execute(select(lines.c.what)).scalars().all()) == [
        "take_over",
        "take_over",
    ]
    assert publish(store).number == 3


def _made_before(url: str) -> None:
    """A database as it was made by `create_all` before there were steps, with two editions."""
    database = Database(url)
    database.write(lambda connection, _: move(connection, "0001"))
    row = {"filename": "f", "published_at": "2026-01-01T00:00:00+00:00"}
    row |= {"published_by": "anna", "note": "before"}
    table = Table("editions", MetaData(), autoload_with=database.engine)
    with database.engine.begin() as connection:
        for content in (b"one", b"two"):
            own = {"checksum": checksum_of(content), "workbook": content, "tables": b"t"}
            connection.execute(insert(table).values(**row, **own))
        connection.execute(text("DROP TABLE alembic_version"))


def test_several_machines_that_start_at_once_take_each_step_once(url: str):
    with ThreadPoolExecutor(6) as pool:
        stores = list(pool.map(lambda _: SqlStore(url), range(6)))
    assert {store.database.read(shape_of) for store in stores} == {newest()}
    assert publish(stores[0]) == stores[5].latest()


def test_a_database_of_a_newer_release_is_left_alone_and_told(url: str):
    store = SqlStore(url)
    with store.database.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(Trouble) as caught:
        SqlStore(url)
    assert caught.value.key == "commands.trouble.newer_database"
    for language in Language:
        assert "9999" in words_for(language)(caught.value.key, **caught.value.facts)
