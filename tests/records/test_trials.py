"""Killed, crowded, full and restarted: nothing acknowledged is lost, nothing half is seen."""

from pathlib import Path

import pytest
from sqlalchemy import event

from dashboard.errors import Trouble
from dashboard.records.sql import SqlStore
from tests.records.analysts import publish_one
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


def test_a_database_that_may_not_grow_goes_on_being_read(file: Path):
    store, tally = SqlStore(f"sqlite:///{file}"), Tally()

    def bound(connection, _record):
        connection.execute("PRAGMA max_page_count=200")

    event.listen(store.database.engine, "connect", bound)

    def publish_until_full() -> None:
        while True:
            tally.take(*publish_one(store))

    with pytest.raises(Trouble) as caught:
        publish_until_full()
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
