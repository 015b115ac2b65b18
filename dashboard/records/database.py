"""The connection to a database: how SQLite and PostgreSQL are told to keep what they are given."""

import os
import sqlite3
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, OperationalError
from sqlalchemy.pool import NullPool

from dashboard.errors import Trouble

_Answer = TypeVar("_Answer")

_WRITES = "sdg_writes"
# Seconds a database may be away: a restart was measured at six. Who only reads is not kept
# waiting, since there is nearly always something to show.
_PATIENCE, _HURRY = 20.0, 0.5
_LONGEST_PAUSE = 0.5
_patience = ContextVar("patience", default=_PATIENCE)
# One writer at a time, for each schema: several plans may share a database.
_ALONE = "SELECT pg_advisory_xact_lock(hashtextextended('sdg-dashboard ' || current_schema(), 0))"
_POSTGRESQL = ("postgresql", "postgres")
_SHUT = ("does not exist", "authentication failed", "no pg_hba.conf")
_AWAY = ("08", "57P", "40001", "40P01")  # gone, shutting down, told to try again


class Database:
    """A database that may be away for a moment, as PostgreSQL is when it restarts."""

    def __init__(self, url: str | URL) -> None:
        with told(url):
            self.url = _spoken(_parsed(url))
            self.engine = _engine(self.url)
            self._writing = self.engine.execution_options(**{_WRITES: True})
            self.rollback_journal = _settle_journal(self.engine)

    @property
    def place(self) -> str:
        """Where it is, fit to be read by anybody."""
        return self.url.render_as_string(hide_password=True)

    @property
    def is_sqlite(self) -> bool:
        """Whether the database is SQLite's."""
        return self.url.get_backend_name() == "sqlite"

    @property
    def file(self) -> str | None:
        """The file a database is, None where it is none of this machine's."""
        kept = self.is_sqlite and self.url.database not in (None, "", ":memory:")
        return self.url.database if kept else None

    def read(self, work: Callable[[Connection], _Answer]) -> _Answer:
        """What one reading finds, all of it from one moment."""

        def once(_again: bool) -> _Answer:
            with self.engine.connect() as connection:
                if not self.is_sqlite:
                    connection.execution_options(isolation_level="REPEATABLE READ")
                return work(connection)

        return self._patiently(once)

    def write(self, work: Callable[[Connection, bool], _Answer]) -> _Answer:
        """What one transaction made; nobody else writes meanwhile.

        The work is told whether it is done again: the first answer may have been lost on its
        way, so it looks first whether all is there already.
        """

        def once(again: bool) -> _Answer:
            with self._writing.begin() as connection:
                return work(connection, again)

        return self._patiently(once)

    def _patiently(self, once: Callable[[bool], _Answer]) -> _Answer:
        with told(self.url):
            end, pause, again = time.monotonic() + _patience.get(), 0.05, False
            while True:
                try:
                    return once(again)
                except DBAPIError as error:
                    if self.is_sqlite or not _is_away(error) or time.monotonic() > end:
                        raise
                time.sleep(pause)
                pause, again = min(2 * pause, _LONGEST_PAUSE), True


@contextmanager
def hurried() -> Generator[None]:
    """Ask a database that may be away without waiting until it is back."""
    before = _patience.set(_HURRY)
    try:
        yield
    finally:
        _patience.reset(before)


@contextmanager
def told(place: str | URL) -> Generator[None]:
    """Turn what a database says into something a person can act on."""
    try:
        yield
    except (DBAPIError, sqlite3.Error, OSError) as error:
        # What follows the first line is for who keeps the server: details, hints, statements.
        cause = str(getattr(error, "orig", None) or error).strip().partition("\n")[0].rstrip(".")
        shown = make_url(place).render_as_string(hide_password=True)
        raise Trouble("commands.trouble.database", place=shown, cause=cause) from error


def has_wal_fault(version: tuple[int, int, int]) -> bool:
    """Whether a release of SQLite can damage a database when its write-ahead log starts anew."""
    mended = ((3, 44, 6), (3, 45)), ((3, 50, 7), (3, 51)), ((3, 51, 3), (9,))
    return not any(since <= version < until for since, until in mended)


def _is_away(error: DBAPIError) -> bool:
    """Whether the same question may well be answered in a moment."""
    code: str | None = getattr(error.orig, "sqlstate", None)
    if code is None:  # nobody answered, or the door was shut: then only words say why
        gone = error.connection_invalidated or isinstance(error, OperationalError)
        return gone and not any(said in str(error) for said in _SHUT)
    return code.startswith(_AWAY)


def _parsed(url: str | URL) -> URL:
    try:
        return make_url(url)
    except (ArgumentError, ValueError) as error:  # a port that is no number is a ValueError
        raise Trouble("commands.trouble.database_url", value=str(url)) from error


def _spoken(url: URL) -> URL:
    """The address with the driver that is installed."""
    return url.set(drivername="postgresql+psycopg") if url.drivername in _POSTGRESQL else url


def _engine(url: URL) -> Engine:
    # A machine that does not answer at all is asked again like one that is away. The program
    # writes UTF-8 whatever a database was made with.
    is_sqlite = url.get_backend_name() == "sqlite"
    own: dict[str, Any] = {"connect_timeout": 2, "client_encoding": "utf8"}
    given: dict[str, Any] = {} if is_sqlite else own
    try:
        # No pool: workers are forked, and a connection must not cross a fork.
        engine = create_engine(url, poolclass=NullPool, connect_args=given)
    except (NoSuchModuleError, ModuleNotFoundError) as error:
        shown = url.render_as_string(hide_password=True)
        raise Trouble("commands.trouble.database_url", value=shown) from error
    if is_sqlite:
        _prepare_sqlite(engine, url.database)
    else:
        event.listen(engine, "begin", _begin_alone)
    return engine


def _begin_alone(connection: Connection) -> None:
    if connection.get_execution_options().get(_WRITES):
        connection.exec_driver_sql(_ALONE)


def _prepare_sqlite(engine: Engine, file: str | None) -> None:
    if file and file != ":memory:":
        Path(file).parent.mkdir(parents=True, exist_ok=True)
    # Without a write-ahead log only EXTRA keeps what was acknowledged when the power goes.
    synchronous = "EXTRA" if has_wal_fault(sqlite3.sqlite_version_info[:3]) else "FULL"

    def connected(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # SQLAlchemy begins, not the driver
        # What does not fit into the cache waits there: written early, it would shut readers out.
        for pragma in ("busy_timeout=30000", f"synchronous={synchronous}", "cache_spill=OFF"):
            connection.execute(f"PRAGMA {pragma}")

    event.listen(engine, "connect", connected)
    event.listen(engine, "begin", _begin_immediate)


def _begin_immediate(connection: Connection) -> None:
    # Deferred transactions fail when two writers meet; measured 192 of 200. Readers take
    # no lock, so that pages are read while an edition is written.
    writes = connection.get_execution_options().get(_WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _settle_journal(engine: Engine) -> str:
    """Choose the journal once; the release of SQLite that must do without a write-ahead log."""
    if engine.dialect.name != "sqlite":
        return ""
    at_fault = has_wal_fault(sqlite3.sqlite_version_info[:3])
    journal = "DELETE" if at_fault else "WAL"
    raw = engine.raw_connection()
    try:
        raw.cursor().execute(f"PRAGMA journal_mode={journal}")
    except sqlite3.OperationalError as error:
        # Somebody else has it open: it is theirs to change, and the next start tries again.
        if "locked" not in str(error):
            raise
    finally:
        raw.close()
    return sqlite3.sqlite_version if at_fault else ""


def state_of(path: str) -> tuple[int, int, int] | None:
    """What changes when a file does, None where there is no file."""
    try:
        # Never opened: closing a file gives up every lock this process has on it.
        found = os.stat(path)
    except OSError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns
