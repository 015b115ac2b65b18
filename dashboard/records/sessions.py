"""Sessions: which browsers somebody is in with, each known by a hash of what it shows."""

import secrets
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Delete, Update, delete, insert, select, update

from dashboard.plan.accounts import Session, Stage
from dashboard.records.database import Database
from dashboard.records.keeping import hashed, now
from dashboard.records.people import person_of
from dashboard.records.people_tables import people, sessions

ON_THE_WAY = 600  # seconds from the password to the code
_FOUND = (
    sessions.c.number,
    sessions.c.stage,
    sessions.c.browser,
    sessions.c.secret.label("pending"),
    sessions.c.started_at,
    sessions.c.seen_at,
    people.c.id,
    people.c.name,
    people.c.roles,
    people.c.administrations,
    people.c.disabled_at,
)
_JOINED = select(*_FOUND).select_from(sessions.outerjoin(people, sessions.c.person == people.c.id))


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a session holds, in seconds: without a question, in all, and by the link."""

    idle: int
    absolute: int
    founder: int

    def allow(self, row: Any, at: int) -> bool:
        """Whether a session still holds; a clock that was set back does not make one longer."""
        age, idle = at - row.started_at, at - row.seen_at
        match Stage(row.stage):
            case Stage.FULL:
                return 0 <= age < self.absolute and idle < self.idle
            case Stage.FOUNDER:
                return 0 <= age < self.founder
            case _:
                return 0 <= age < ON_THE_WAY


class Sessions:
    """The sessions in a database."""

    def __init__(self, database: Database, limits: Limits) -> None:
        self._database = database
        self._limits = limits

    def start(
        self,
        person: int | None,
        stage: Stage,
        /,
        *,
        browser: str,
        secret: str | None = None,
        instead_of: str = "",
    ) -> str:
        """A new session under a new name; the one before it is over."""
        token, at = secrets.token_urlsafe(32), now()
        row = {
            "hash": hashed(token),
            "person": person,
            "stage": stage.value,
            "secret": secret,
            "browser": "".join(c for c in browser if c.isprintable())[:200],
            "started_at": at,
            "seen_at": at,
        }
        oldest = at - max(self._limits.absolute, self._limits.founder, ON_THE_WAY)
        over = sessions.c.hash.in_((hashed(instead_of), row["hash"]))
        over |= sessions.c.started_at < oldest

        def work(connection: Connection, _again: bool) -> None:
            connection.execute(delete(sessions).where(over))
            connection.execute(insert(sessions).values(**row))

        self._database.write(work)
        return token

    def find(self, token: str, /) -> Session | None:
        """The session a browser shows, as long as it holds and its person is let in."""
        at = now()
        asked = _JOINED.where(sessions.c.hash == hashed(token))
        row = self._database.read(lambda c: c.execute(asked).first())
        if row is None or row.disabled_at is not None or not self._limits.allow(row, at):
            return None
        if at - row.seen_at > min(60, self._limits.idle // 4):  # not with every picture
            this = sessions.c.number == row.number
            self._did(update(sessions).where(this).values(seen_at=at))
        return _session(row)

    def of(self, person: int, /) -> tuple[Session, ...]:
        """The sessions of somebody, the newest first."""
        return self._several(sessions.c.person == person)

    def all(self) -> tuple[Session, ...]:
        """Everybody's sessions, the newest first."""
        return self._several(sessions.c.person.is_not(None))

    def end(self, token: str, /) -> None:
        """The session a browser shows is over."""
        self._did(delete(sessions).where(sessions.c.hash == hashed(token)))

    def end_number(self, number: int, /, *, person: int | None = None) -> bool:
        """End one session, of this person where one is named; whether there was one."""
        if not 0 < number < 2**31:
            return False
        chosen = sessions.c.number == number
        if person is not None:
            chosen &= sessions.c.person == person
        return self._did(delete(sessions).where(chosen))

    def end_all(self, person: int, /, *, but: str = "") -> None:
        """End every session of somebody but one."""
        theirs = (sessions.c.person == person) & (sessions.c.hash != hashed(but))
        self._did(delete(sessions).where(theirs))

    def _several(self, condition: Any) -> tuple[Session, ...]:
        at = now()
        known = _JOINED.where(condition, people.c.disabled_at.is_(None))
        asked = known.order_by(sessions.c.number.desc())
        rows = self._database.read(lambda c: c.execute(asked).all())
        return tuple(_session(row) for row in rows if self._limits.allow(row, at))

    def _did(self, statement: Update | Delete) -> bool:
        """Whether a statement found just one session."""
        return self._database.write(lambda c, _: c.execute(statement).rowcount == 1)


def _session(row: Any) -> Session:
    return Session(
        number=row.number,
        stage=Stage(row.stage),
        person=None if row.id is None else person_of(row),
        browser=row.browser,
        started_at=row.started_at,
        seen_at=row.seen_at,
        secret=row.pending or "",
    )
