"""The store on a SQL database through SQLAlchemy."""

import time
from typing import Any

from sqlalchemy import Connection, select

from dashboard.plan.editions import Edition
from dashboard.plan.trail import DONE
from dashboard.records import migrating, trail
from dashboard.records.database import Database, state_of
from dashboard.records.drafts import SqlDrafts
from dashboard.records.publishing import EDITION, edition_in, latest, plain, publish_in, row_of
from dashboard.records.tables import editions

_HIGHEST = 2**31 - 1  # the largest number PostgreSQL can be asked for
_MOMENT = 0.5  # seconds for which another machine's publishing may go unseen


class SqlStore:
    """A `Store` on SQLite or PostgreSQL."""

    def __init__(self, url: str) -> None:
        self.database = Database(url)
        migrating.upgrade(self.database)
        self._written = 0
        self.drafts = SqlDrafts(self.database, wrote=self._wrote)

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
        alone: bool = False,
    ) -> Edition:
        """Keep a workbook as the newest edition, in one transaction with its line in the trail."""
        row = row_of(
            workbook,
            tables=tables,
            filename=filename,
            by=by,
            note=note,
            rolled_back_to=rolled_back_to,
            alone=alone,
        )

        def work(connection: Connection, again: bool) -> Edition:
            return publish_in(connection, row, again=again)

        try:
            return self.database.write(work)
        finally:
            self._wrote()

    def _wrote(self) -> None:
        """What was kept under the mark of before is to be looked at again."""
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
        every = select(*EDITION).order_by(editions.c.number.desc())
        return self.database.read(lambda c: tuple(map(edition_in, c.execute(every))))

    def latest(self) -> Edition | None:
        """The edition the public sees."""
        return self.database.read(latest)

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
        one = select(*EDITION).where(editions.c.number == number)
        row = self.database.read(lambda c: c.execute(one).first())
        return None if row is None else edition_in(row)

    def tables(self, number: int, /) -> bytes:
        """The tables of an edition in columnar form."""
        return self._bytes(editions.c.tables, number)

    def workbook(self, number: int, /) -> bytes:
        """The workbook of an edition as it was sent."""
        return self._bytes(editions.c.workbook, number)

    def _bytes(self, column: Any, number: int) -> bytes:
        one = select(column).where(editions.c.number == number)
        return self.database.read(lambda c: c.execute(one).scalar_one())
