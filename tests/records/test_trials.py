"""Killed, crowded, full and restarted: nothing acknowledged is lost, nothing half is seen."""

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import event

from dashboard.errors import Trouble
from dashboard.language.words import Language, words_for
from dashboard.records.sql import SqlStore
from tests.records.analysts import SIZE, publish_one
from tests.records.cluster import cluster
from tests.records.trials import Tally, analysts, crowded, killed, nothing_lost, restarted

KILLS = 50  # on each database
ANALYSTS, WORKBOOKS = 20, 10
MEGABYTE = 1024 * 1024


def test_who_is_killed_while_publishing_loses_nothing_that_was_acknowledged(
    store: SqlStore, url: str
):
    tally = killed(store, url, KILLS)
    assert len(tally.acknowledged) >= KILLS / 2
    assert tally.readings > 0
    nothing_lost(store, tally)


def test_twenty_analysts_at_once_each_get_numbers_of_their_own(store: SqlStore, url: str):
    tally = crowded(store, url, ANALYSTS, WORKBOOKS)
    assert sorted(tally.acknowledged) == list(range(1, ANALYSTS * WORKBOOKS + 1))
    assert tally.readings > 0
    nothing_lost(store, tally)


def test_postgresql_restarted_under_writers_loses_and_doubles_nothing():
    modes = ("immediate", "fast", "immediate", "fast", "immediate")
    with cluster() as own:
        store = SqlStore(own.url)
        tally = restarted(store, 8, lambda n: own.restart(modes[n]), len(modes))
        assert len(tally.acknowledged) > 8
        nothing_lost(store, tally)
        assert len(store.editions()) == len(tally.acknowledged)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "plan.sqlite"


def test_a_full_disk_is_told_and_takes_nothing_with_it(file: Path):
    url = f"sqlite:///{file}"
    tally = Tally()
    with analysts("fill", url, str(2 * MEGABYTE)) as process:
        assert process.stdout is not None
        left = [line for line in process.stdout if not tally.hear(line)]
    assert left == ["full commands.trouble.database\n"]
    assert len(tally.acknowledged) > 5
    store = SqlStore(url)
    nothing_lost(store, tally)
    assert publish_one(store)[0] == len(tally.acknowledged) + 1  # there is room again


def test_postgresql_without_room_is_told_and_takes_nothing_with_it():
    with cluster(largest=20 * MEGABYTE) as own:  # its log has files of sixteen
        store, tally = SqlStore(own.url), Tally()
        with pytest.raises(Trouble) as caught:
            _until_full(store, tally, size=MEGABYTE)
        assert len(tally.acknowledged) > 5
        nothing_lost(store, tally)
        for language in Language:
            told = words_for(language)(caught.value.key, **caught.value.facts)
            assert "{" not in told
            assert "INSERT" not in told
        unlimited = replace(own, largest=None)
        unlimited.restart("fast")
        tally.take(*publish_one(store))  # there is room again
        nothing_lost(store, tally)


def _until_full(store: SqlStore, tally: Tally, *, size: int = SIZE) -> None:
    while True:
        tally.take(*publish_one(store, size=size))


def test_a_database_that_may_not_grow_goes_on_being_read(file: Path):
    store, tally = SqlStore(f"sqlite:///{file}"), Tally()

    def bound(connection, _record):
        connection.execute("PRAGMA max_page_count=200")

    event.listen(store.database.engine, "connect", bound)

    with pytest.raises(Trouble) as caught:
        _until_full(store, tally)
    assert "full" in str(caught.value.facts["cause"])
    assert len(tally.acknowledged) > 5
    nothing_lost(store, tally)


def test_a_backup_on_a_full_disk_leaves_no_file(store: SqlStore, url: str, tmp_path: Path):
    for _ in range(20):
        publish_one(store)
    folder = tmp_path / "kept"
    folder.mkdir()
    with analysts("copy", url, str(folder / "plan.backup"), str(MEGABYTE // 2)) as process:
        assert process.stdout is not None
        said = process.stdout.read()
    assert said.startswith("full commands.trouble.")
    assert list(folder.iterdir()) == []
