"""The store on a SQL database through SQLAlchemy."""

import hashlib
import os
from collections.abc import Generator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, insert, select
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.pool import NullPool

from dashboard.errors import Trouble
from dashboard.plan.editions import Edition
from dashboard.records.drafts import SqlDrafts
from dashboard.records.tables import editions, metadata

_WRITES = "sdg_writes"
_EDITION = (
    editions.c.number,
    editions.c.checksum,
    editions.c.filename,
    editions.c.published_at,
    editions.c.published_by,
    editions.c.note,
    editions.c.rolled_back_to,
    editions.c.alone,
)


class SqlStore:
    """A `Store` on any database SQLAlchemy speaks to."""

    def __init__(self, url: str) -> None:
        self.place = url
        with self._told():
            self._engine = _engine(_parsed(url))
            self._file = _file_of(self._engine.url)
            self._writing = self._engine.execution_options(**{_WRITES: True})
            metadata.create_all(self._writing)
        self.drafts = SqlDrafts(
            reading=self.reading, writing=self.writing, publish=_published, note=_noted
        )

    def publish(
        self, workbook: bytes, /, *, tables: bytes, filename: str, by: str, note: str
    ) -> Edition:
        """Keep a workbook as the newest edition, in one transaction."""
        facts: dict[str, Any] = {"filename": filename, "by": by, "note": note}
        with self.writing() as connection:
            return _published(connection, workbook, tables=tables, **facts)

    def editions(self) -> tuple[Edition, ...]:
        """Every edition, the newest first."""
        with self._told(), self._engine.connect() as connection:
            rows = connection.execute(select(*_EDITION).order_by(editions.c.number.desc()))
            return tuple(_edition(row) for row in rows)

    def latest(self) -> Edition | None:
        """The edition the public sees."""
        with self._told(), self._engine.connect() as connection:
            return _latest(connection)

    def mark(self) -> object:
        """The state of the database's own files, where it has any."""
        if self._file is None:
            return None
        kept, journal = (_state(self._file + end) for end in ("", "-wal"))
        # A journal that holds nothing comes and goes with every reader.
        return None if kept is None else (kept, journal if journal and journal[1] else None)

    def edition(self, number: int, /) -> Edition | None:
        """One edition by its number."""
        with self._told(), self._engine.connect() as connection:
            row = connection.execute(select(*_EDITION).where(editions.c.number == number)).first()
            return None if row is None else _edition(row)

    def tables(self, number: int, /) -> bytes:
        """The tables of an edition in columnar form."""
        return self._bytes(editions.c.tables, number)

    def workbook(self, number: int, /) -> bytes:
        """The workbook of an edition as it was sent."""
        return self._bytes(editions.c.workbook, number)

    def note(self, who: str, what: str, of: str, result: str) -> None:
        """Write down what somebody did."""
        with self.writing() as connection:
            _noted(connection, who, what, of, result)

    @contextmanager
    def writing(self) -> Generator[Connection]:
        """One transaction that writes."""
        with self._told(), self._writing.begin() as connection:
            yield connection

    @contextmanager
    def reading(self) -> Generator[Connection]:
        """One transaction that only reads."""
        with self._told(), self._engine.connect() as connection:
            yield connection

    def _bytes(self, column: Any, number: int) -> bytes:
        with self._told(), self._engine.connect() as connection:
            return connection.execute(
                select(column).where(editions.c.number == number)
            ).scalar_one()

    @contextmanager
    def _told(self) -> Generator[None]:
        """Turn what the database says into something a person can act on."""
        try:
            yield
        except (DBAPIError, OSError) as error:
            cause = str(getattr(error, "orig", None) or error)
            place = make_url(self.place).render_as_string(hide_password=True)
            raise Trouble("commands.trouble.database", place=place, cause=cause) from error


def _published(  # noqa: PLR0913 - each is one fact about the edition
    connection: Connection,
    workbook: bytes,
    /,
    *,
    tables: bytes,
    filename: str,
    by: str,
    note: str,
    rolled_back_to: int | None = None,
    alone: bool = False,
) -> Edition:
    """Keep an edition within a transaction; the newest one where it says the same."""
    row: dict[str, Any] = {
        "checksum": checksum_of(workbook),
        "filename": filename,
        "published_at": _now(),
        "published_by": by,
        "note": note,
        "rolled_back_to": rolled_back_to,
        "alone": alone,
    }
    newest = _latest(connection)
    if newest is not None and newest.checksum == row["checksum"]:
        same = select(editions.c.tables).where(editions.c.number == newest.number)
        if connection.execute(same).scalar_one() == tables:
            return newest
    connection.execute(insert(editions).values(**row, workbook=workbook, tables=tables))
    published = _latest(connection)
    assert published is not None  # written just above
    return published


def _noted(connection: Connection, who: str, what: str, of: str, result: str) -> None:
    """The seam of the audit trail: whoever keeps it writes the deed down here."""


def checksum_of(workbook: bytes) -> str:
    """The SHA-256 of a workbook, by which it is known."""
    return hashlib.sha256(workbook).hexdigest()


def _parsed(url: str) -> URL:
    try:
        return make_url(url)
    except (ArgumentError, ValueError) as error:  # a port that is no number is a ValueError
        raise Trouble("commands.trouble.database_url", value=url) from error


def _engine(url: URL) -> Engine:
    try:
        # No pool: workers are forked, and a connection must not cross a fork.
        engine = create_engine(url, poolclass=NullPool)
    except (NoSuchModuleError, ModuleNotFoundError) as error:
        shown = url.render_as_string(hide_password=True)
        raise Trouble("commands.trouble.database_url", value=shown) from error
    if url.get_backend_name() == "sqlite":
        _prepare_sqlite(engine, url.database)
    return engine


def _prepare_sqlite(engine: Engine, file: str | None) -> None:
    if file and file != ":memory:":
        Path(file).parent.mkdir(parents=True, exist_ok=True)

    def connected(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # SQLAlchemy begins, not the driver
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=10000"):
            connection.execute(f"PRAGMA {pragma}")

    def begun(connection: Connection) -> None:
        # Deferred transactions fail when two writers meet; measured 192 of 200. Readers take
        # no lock, so that pages are read while an edition is written.
        writes = connection.get_execution_options().get(_WRITES)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    event.listen(engine, "connect", connected)
    event.listen(engine, "begin", begun)


def _file_of(url: URL) -> str | None:
    """The file a database is, None where it is none of this machine's."""
    is_file = url.get_backend_name() == "sqlite" and url.database not in (None, "", ":memory:")
    return url.database if is_file else None


def _state(path: str) -> tuple[int, int, int] | None:
    """What changes when a file does, None where there is no file."""
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns


def _latest(connection: Connection) -> Edition | None:
    newest = select(*_EDITION).order_by(editions.c.number.desc()).limit(1)
    row = connection.execute(newest).first()
    return None if row is None else _edition(row)


def _edition(row: Any) -> Edition:
    return Edition(
        number=row.number,
        checksum=row.checksum,
        filename=row.filename,
        published_at=datetime.fromisoformat(row.published_at),
        published_by=row.published_by,
        note=row.note,
        rolled_back_to=row.rolled_back_to,
        alone=bool(row.alone),
    )


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
