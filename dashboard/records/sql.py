"""The store on a SQL database through SQLAlchemy."""

import hashlib
import secrets
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

from sqlalchemy import Connection, insert, select

from dashboard.plan.editions import Draft, Edition
from dashboard.plan.trail import DONE, Deed
from dashboard.records import migrating, trail
from dashboard.records.database import Database, state_of
from dashboard.records.tables import drafts, editions

_HIGHEST = 2**31 - 1  # the largest number PostgreSQL can be asked for
_MOMENT = 0.5  # seconds for which another machine's publishing may go unseen
_EDITION = (
    editions.c.number,
    editions.c.checksum,
    editions.c.filename,
    editions.c.published_at,
    editions.c.published_by,
    editions.c.note,
    editions.c.rolled_back_to,
)


class SqlStore:
    """A `Store` on SQLite or PostgreSQL."""

    def __init__(self, url: str) -> None:
        self.database = Database(url)
        migrating.upgrade(self.database)
        self._written = 0

    def publish(  # noqa: PLR0913 - each is one fact about the publishing
        self,
        workbook: bytes,
        /,
        *,
        tables: bytes,
        filename: str,
        by: str,
        note: str,
        rolled_back_to: int | None = None,
    ) -> Edition:
        """Keep a workbook as the newest edition, in one transaction with its line in the trail."""
        row: dict[str, Any] = {
            "checksum": checksum_of(workbook),
            "filename": plain(filename),
            "published_at": trail.now(),
            "published_by": plain(by),
            "note": plain(note),
            "rolled_back_to": rolled_back_to,
            "workbook": workbook,
            "tables": tables,
        }

        def work(connection: Connection, again: bool) -> Edition:
            return publish_in(connection, row, again=again)

        try:
            return self.database.write(work)
        finally:
            self._written += 1

    def note(self, who: str, what: str, of: str, result: str = DONE) -> None:
        """Write a line in the trail about something that is nothing else in the database."""
        line = {"at": trail.now(), "who": plain(who), "what": what, "of": plain(of)}

        def work(connection: Connection, again: bool) -> None:
            if not (again and trail.has(connection, **line)):
                trail.add(connection, **line, result=plain(result))

        self.database.write(work)

    def editions(self) -> tuple[Edition, ...]:
        """Every edition, the newest first."""
        every = select(*_EDITION).order_by(editions.c.number.desc())
        return self.database.read(lambda c: tuple(map(_edition, c.execute(every))))

    def latest(self) -> Edition | None:
        """The edition the public sees."""
        return self.database.read(_latest)

    def mark(self) -> object:
        """The state of the database's own files; where it has none, this half second."""
        file = self.database.file
        if file is None:
            return self._written, int(time.monotonic() / _MOMENT)
        kept, journal = (state_of(file + end) for end in ("", "-wal"))
        # A journal that holds nothing comes and goes with every reader.
        there = (kept, journal if journal and journal[1] else None)
        return None if kept is None else (self._written, there)

    def edition(self, number: int, /) -> Edition | None:
        """One edition by its number."""
        if not 0 < number <= _HIGHEST:
            return None
        one = select(*_EDITION).where(editions.c.number == number)
        row = self.database.read(lambda c: c.execute(one).first())
        return None if row is None else _edition(row)

    def tables(self, number: int, /) -> bytes:
        """The tables of an edition in columnar form."""
        return self._bytes(editions.c.tables, number)

    def workbook(self, number: int, /) -> bytes:
        """The workbook of an edition as it was sent."""
        return self._bytes(editions.c.workbook, number)

    def keep_draft(self, workbook: bytes, /, *, filename: str, sender: str) -> Draft:
        """Keep a workbook that is not yet published."""
        draft = Draft(
            key=secrets.token_urlsafe(24),
            checksum=checksum_of(workbook),
            filename=plain(filename),
            received_at=datetime.now(UTC),
            received_from=plain(sender),
            workbook=workbook,
        )
        row = {
            "key": draft.key,
            "checksum": draft.checksum,
            "filename": draft.filename,
            "received_at": draft.received_at.isoformat(),
            "received_from": draft.received_from,
            "workbook": workbook,
        }
        is_kept = select(drafts.c.key).where(drafts.c.key == draft.key)

        def work(connection: Connection, again: bool) -> None:
            if not (again and connection.execute(is_kept).first()):
                connection.execute(insert(drafts).values(**row))

        self.database.write(work)
        return draft

    def draft(self, key: str, /) -> Draft | None:
        """A draft by its key."""
        one = select(drafts).where(drafts.c.key == plain(key))
        row = self.database.read(lambda c: c.execute(one).first())
        if row is None:
            return None
        return Draft(
            key=row.key,
            checksum=row.checksum,
            filename=row.filename,
            received_at=datetime.fromisoformat(row.received_at),
            received_from=row.received_from,
            workbook=row.workbook,
        )

    def _bytes(self, column: Any, number: int) -> bytes:
        one = select(column).where(editions.c.number == number)
        return self.database.read(lambda c: c.execute(one).scalar_one())


def publish_in(connection: Connection, row: Mapping[str, Any], /, *, again: bool) -> Edition:
    """Publish within a writing transaction, so that what belongs to it is kept or lost with it.

    `again` says that an answer may have been lost on its way: what was published then is found
    by what only that publishing can have.
    """
    newest = _latest(connection)
    if again and (kept := _kept(connection, row)) is not None:
        return kept
    if newest is not None and newest.checksum == row["checksum"]:
        same = select(editions.c.tables).where(editions.c.number == newest.number)
        if connection.execute(same).scalar_one() == row["tables"]:
            return newest
    number = trail.next_number(connection, newest=newest.number if newest else 0)
    published = SimpleNamespace(number=number, **row)
    connection.execute(insert(editions).values(number=number, **row))
    is_back = row["rolled_back_to"] is not None
    trail.add(
        connection,
        at=row["published_at"],
        who=row["published_by"],
        what=Deed.ROLL_BACK if is_back else Deed.PUBLISH,
        of=f"{trail.OF_EDITION}{number}",
        seal=trail.seal(published),
    )
    return _edition(published)


def checksum_of(workbook: bytes) -> str:
    """The SHA-256 of a workbook, by which it is known."""
    return hashlib.sha256(workbook).hexdigest()


def plain(text: str) -> str:
    """Text that every database can keep: without NUL, and without halves of characters."""
    return text.replace("\0", "").encode("utf-8", "replace").decode("utf-8")


def _kept(connection: Connection, row: Mapping[str, Any]) -> Edition | None:
    same = [editions.c[key] == row[key] for key in ("published_at", "published_by", "checksum")]
    found = connection.execute(select(*_EDITION).where(*same)).first()
    return None if found is None else _edition(found)


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
    )
