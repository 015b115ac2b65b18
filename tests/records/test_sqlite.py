"""The store on SQLite: the contract, and what SQLite itself can do wrong."""

import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from dashboard.errors import Trouble
from dashboard.language.words import Language, words_for
from dashboard.records import database
from dashboard.records.database import has_wal_fault
from dashboard.records.sql import SqlStore
from tests.records.contract import WORKBOOK, publish


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "instance" / "plan.sqlite"


@pytest.fixture
def store(file: Path) -> SqlStore:
    return SqlStore(f"sqlite:///{file}")


def test_the_journal_is_written_ahead_where_sqlite_can(store: SqlStore, file: Path):
    publish(store)
    at_fault = has_wal_fault(sqlite3.sqlite_version_info[:3])
    with closing(sqlite3.connect(file)) as connection:
        journal = connection.execute("PRAGMA journal_mode").fetchone()
    assert journal == (("delete",) if at_fault else ("wal",))
    assert store.database.rollback_journal == (sqlite3.sqlite_version if at_fault else "")


@pytest.mark.parametrize(
    ("version", "fault"),
    [
        ((3, 7, 0), True),
        ((3, 40, 1), True),
        ((3, 44, 5), True),
        ((3, 44, 6), False),
        ((3, 45, 0), True),
        ((3, 50, 6), True),
        ((3, 50, 7), False),
        ((3, 51, 0), True),
        ((3, 51, 2), True),
        ((3, 51, 3), False),
        ((3, 52, 0), False),
        ((4, 0, 0), False),
    ],
)
def test_the_releases_that_can_damage_their_log_do_without_it(version, fault):
    assert has_wal_fault(version) is fault


@pytest.mark.parametrize("fault", [True, False])
def test_either_journal_keeps_every_edition_and_shows_each_by_its_mark(
    file: Path, fault: bool, monkeypatch: pytest.MonkeyPatch
):
    url = f"sqlite:///{file}"
    for now in (fault, not fault):  # a database changes its journal with the library
        monkeypatch.setattr(database, "has_wal_fault", lambda _, now=now: now)
        writer, reader = SqlStore(url), SqlStore(url)
        for n in range(3):
            seen = reader.mark()
            edition = publish(writer, f"{now} {n}".encode())
            time.sleep(0.01)  # the clock of a file is not finer everywhere
            assert reader.mark() != seen
            assert reader.latest() == edition
    assert [e.number for e in SqlStore(url).editions()] == [6, 5, 4, 3, 2, 1]


def test_readers_do_not_wait_for_a_writer(store: SqlStore, file: Path):
    edition = publish(store)
    with closing(sqlite3.connect(file, isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("DELETE FROM drafts")
        start = time.monotonic()
        assert store.latest() == edition
        assert store.workbook(1) == WORKBOOK
        assert store.editions() == (edition,)
        assert store.drafts.draft("nothing") is None
        assert time.monotonic() - start < 5  # the lock would be waited for twice as long
        writer.execute("ROLLBACK")


def test_what_was_published_is_there_after_a_restart(store: SqlStore, file: Path):
    edition = publish(store)
    again = SqlStore(f"sqlite:///{file}")
    assert again.latest() == edition
    assert again.workbook(1) == WORKBOOK


def test_a_number_is_not_used_again_when_the_newest_row_was_removed(store: SqlStore, file: Path):
    publish(store)
    connection = sqlite3.connect(file)
    with connection:
        connection.execute("DELETE FROM editions")
    connection.close()
    assert publish(store).number == 2


def _told(trouble: Trouble) -> str:
    """The trouble in both languages, without open slots."""
    texts = [words_for(lang)(trouble.key, **trouble.facts) for lang in Language]
    assert all(text and "{" not in text for text in texts)
    return texts[1]


def _under_a_file(folder: Path) -> str:
    (folder / "file").write_text("x")
    return f"sqlite:///{folder / 'file' / 'plan.sqlite'}"


def _a_folder(folder: Path) -> str:
    return f"sqlite:///{folder}"


def _no_database(folder: Path) -> str:
    path = folder / "plan.sqlite"
    path.write_bytes(b"This is a letter, not a database. " * 100)
    return f"sqlite:///{path}"


def _read_only(folder: Path) -> str:
    path = folder / "plan.sqlite"
    sqlite3.connect(path).close()
    return f"sqlite:///file:{path}?mode=ro&uri=true"


@pytest.mark.parametrize("place", [_under_a_file, _a_folder, _no_database, _read_only])
def test_a_database_that_cannot_be_used_is_told_with_its_place(tmp_path: Path, place):
    url = place(tmp_path)
    with pytest.raises(Trouble) as caught:
        SqlStore(url)
    assert str(tmp_path) in _told(caught.value)
    assert caught.value.key == "commands.trouble.database"


@pytest.mark.parametrize(
    "url",
    [
        "plan.sqlite",
        "",
        "sqlite:/x:y",
        "nothing://localhost/plan",
        "sqlite+nothing:///plan",
        "postgresql+nothing://localhost/plan",
        "http://localhost:abc/",
    ],
)
def test_a_database_address_that_is_none_is_told_with_one_that_works(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(Trouble) as caught:
        SqlStore(url)
    assert "sqlite:///" in _told(caught.value)


def test_the_password_of_a_database_is_never_told(tmp_path: Path):
    with pytest.raises(Trouble) as caught:
        SqlStore("nothing://anna:secret@localhost/plan")
    assert "secret" not in _told(caught.value)


def test_a_database_that_breaks_later_is_told_too(store: SqlStore, file: Path):
    publish(store)
    for part in file.parent.glob("plan.sqlite*"):
        part.unlink()
    file.write_bytes(b"no database any more" * 500)
    with pytest.raises(Trouble) as caught:
        store.latest()
    assert str(file) in _told(caught.value)


def test_refused_work_leaves_nothing_behind(store: SqlStore):
    publish(store)
    with pytest.raises(Exception, match=r".+"):
        store.publish(b"x", tables=None, filename="x", by="x", note="x")  # type: ignore[arg-type]
    assert [e.number for e in store.editions()] == [1]
