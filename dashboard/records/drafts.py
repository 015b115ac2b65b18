"""What is on its way to the public, on a SQL database: each step is one transaction."""

import json
import secrets
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import replace
from typing import Protocol

from sqlalchemy import Connection, delete, insert, select, update

from dashboard.plan.drafts import (
    Content,
    Draft,
    DraftKind,
    DraftState,
    DraftStep,
    Refusal,
    Refused,
    Seen,
    Taken,
    Way,
    taken,
)
from dashboard.plan.editions import Edition
from dashboard.plan.people import Person
from dashboard.plan.trail import DONE, Deed, refused
from dashboard.records.draft_rows import columns_of, columns_on, made, moment, now
from dashboard.records.draft_tables import draft_steps, drafts, import_profiles
from dashboard.records.tables import editions

_LARGE = ("report", "workbook", "tables")
_KNOWN = (
    *(column for column in drafts.c if column.name not in _LARGE),
    drafts.c.tables.is_not(None).label("can_publish"),
)
_PUBLISHES = (DraftStep.PUBLISH, DraftStep.RESTORE_NOW)
_DEEDS: Mapping[DraftStep, Deed] = {
    DraftStep.SUBMIT: Deed.SUBMIT,
    DraftStep.SEND_BACK: Deed.SEND_BACK,
    DraftStep.APPROVE: Deed.APPROVE,
    DraftStep.PUBLISH: Deed.PUBLISH,
    DraftStep.WITHDRAW: Deed.WITHDRAW,
    DraftStep.CHANGE: Deed.CHANGE,
    DraftStep.RESTORE_NOW: Deed.ROLL_BACK,
}
_SENT: Mapping[DraftKind, Deed] = {
    DraftKind.WORKBOOK: Deed.SEND,
    DraftKind.CORRECTION: Deed.CORRECT,
    DraftKind.RESTORED: Deed.ROLL_BACK,
}

Connected = Callable[[], AbstractContextManager[Connection]]
# Who, what, on what, with which result.
Noted = Callable[[Connection, str, str, str, str], None]


class Publishes(Protocol):
    """Keeps an edition within a transaction that has begun."""

    def __call__(  # noqa: PLR0913 - each is one fact about the edition
        self,
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
        """The edition, or the newest one where it says the same."""
        ...


class SqlDrafts:
    """Drafts beside the editions of a store."""

    def __init__(
        self, *, reading: Connected, writing: Connected, publish: Publishes, note: Noted
    ) -> None:
        self._reading, self._writing = reading, writing
        self._publish, self._note = publish, note

    def keep(  # noqa: PLR0913 - each is one fact about the sending
        self,
        content: Content,
        /,
        *,
        kind: DraftKind,
        state: DraftState = DraftState.DRAFT,
        filename: str,
        by: Person,
        note: str = "",
        back_to: int | None = None,
    ) -> Draft:
        """Keep what somebody sent, under a key that cannot be guessed."""
        key, at = secrets.token_urlsafe(24), now()
        with self._writing() as connection:
            row = {
                "key": key,
                "kind": kind.value,
                "state": state.value,
                "filename": filename,
                "sent_at": at,
                "sender": by.id,
                "sent_by": by.name,
                "authors": json.dumps([by.id]),
                "administrations": json.dumps(sorted(by.administrations)),
                "base": _base(connection),
                "back_to": back_to,
                **columns_of(content),
            }
            connection.execute(insert(drafts).values(**row))
            _add_step(connection, key, Taken(None, state, moment(at), by.id, by.name, note))
            self._note(connection, by.name, _SENT[kind], f"draft:{key[:8]}", DONE)
            found = _draft(connection, key)
        assert found is not None  # written just above
        return found

    def draft(self, key: str, /) -> Draft | None:
        """A draft by its key."""
        with self._reading() as connection:
            return _draft(connection, key)

    def of_edition(self, number: int, /) -> Draft | None:
        """The draft that became an edition, None where it came another way."""
        with self._reading() as connection:
            at = select(drafts.c.key).where(drafts.c.number == number).limit(1)
            key = connection.execute(at).scalar()
            return None if key is None else _draft(connection, key)

    def all(self) -> tuple[Draft, ...]:
        """Every draft, the newest first."""
        with self._reading() as connection:
            newest = select(*_KNOWN).order_by(drafts.c.sent_at.desc(), drafts.c.key)
            rows = connection.execute(newest).all()
            steps = _steps(connection, None)
            return tuple(made(row, steps.get(row.key, ())) for row in rows)

    def content(self, key: str, /) -> Content:
        """What a draft holds."""
        with self._reading() as connection:
            row = connection.execute(select(drafts).where(drafts.c.key == key)).one()
        return Content(row.workbook, row.checksum, row.report, row.tables, row.profile)

    def report(self, key: str, /) -> bytes:
        """What was found in a draft, as data."""
        with self._reading() as connection:
            at = select(drafts.c.report).where(drafts.c.key == key)
            return connection.execute(at).scalar_one()

    def move(
        self, key: str, step: DraftStep, /, *, by: Person, seen: Seen, note: str = ""
    ) -> Draft:
        """Take a step, in one transaction with the edition it makes; raises `Refused`."""
        try:
            with self._writing() as connection:
                _alone(connection)
                moved = self._moved(connection, key, step, by=by, seen=seen, note=note)
                self._note(connection, by.name, _DEEDS[step], f"draft:{key[:8]}", DONE)
                return moved
        except Refused as why:
            self._refuse(key, step, by=by, why=why)
            raise

    def exchange(self, key: str, content: Content, /, *, by: Person, seen: Seen) -> Draft:
        """Give a draft another content; what was approved holds no more. Raises `Refused`."""
        with self._writing() as connection:
            draft = _known(connection, key)
            if draft.way.checksum != seen.checksum:
                raise Refused(Refusal.MOVED)
            step, base = DraftStep.CHANGE, _base(connection)
            way = taken(draft.way, step, by=by, seen=seen, base=base, at=moment(now()))
            changed = replace(way, checksum=content.checksum)
            values = columns_of(content) | columns_on(changed)
            connection.execute(update(drafts).where(drafts.c.key == key).values(**values))
            _add_step(connection, key, _step(step, way, by, ""))
            self._note(connection, by.name, _DEEDS[step], f"draft:{key[:8]}", DONE)
            return _known(connection, key)

    def remember(self, sender: int, shape: str, profile: str, /) -> None:
        """Keep how a table of this shape is read for the next file of its sender."""
        here = (import_profiles.c.sender == sender) & (import_profiles.c.shape == shape)
        row = {"sender": sender, "shape": shape, "profile": profile, "kept_at": now()}
        with self._writing() as connection:
            connection.execute(delete(import_profiles).where(here))
            connection.execute(insert(import_profiles).values(**row))

    def remembered(self, sender: int, /) -> tuple[str, ...]:
        """How this sender's tables are read, as far as anybody said."""
        at = import_profiles.c.sender == sender
        found = select(import_profiles.c.profile).where(at).order_by(import_profiles.c.number)
        with self._reading() as connection:
            return tuple(connection.execute(found).scalars())

    def _moved(  # noqa: PLR0913 - each is one fact about the step
        self,
        connection: Connection,
        key: str,
        step: DraftStep,
        *,
        by: Person,
        seen: Seen,
        note: str,
    ) -> Draft:
        draft, at = _known(connection, key), moment(now())
        way = taken(draft.way, step, by=by, seen=seen, base=_base(connection), at=at)
        values = columns_on(way)
        if step in _PUBLISHES:
            edition = self._edition(connection, draft, step, by=by, note=note or draft.note)
            values["number"] = edition.number
        connection.execute(update(drafts).where(drafts.c.key == key).values(**values))
        _add_step(connection, key, _step(step, way, by, note))
        return _known(connection, key)

    def _edition(
        self, connection: Connection, draft: Draft, step: DraftStep, *, by: Person, note: str
    ) -> Edition:
        """Make an edition of a draft; the drafts of those before it are superseded."""
        row = connection.execute(select(drafts).where(drafts.c.key == draft.key)).one()
        before = drafts.c.state == DraftState.PUBLISHED
        connection.execute(update(drafts).where(before).values(state=DraftState.SUPERSEDED.value))
        return self._publish(
            connection,
            row.workbook,
            tables=row.tables,
            filename=draft.filename,
            by=by.name,
            note=note,
            rolled_back_to=draft.back_to,
            alone=step is DraftStep.RESTORE_NOW,
        )

    def _refuse(self, key: str, step: DraftStep, *, by: Person, why: Refused) -> None:
        with self._writing() as connection:
            result = refused(why.why)
            self._note(
                connection, by.name, _DEEDS.get(step, Deed.REFUSED), f"draft:{key[:8]}", result
            )


def _alone(connection: Connection) -> None:
    """Let nobody publish between looking at the newest edition and the next."""
    if connection.dialect.name == "postgresql":  # SQLite has one writer at a time anyway
        connection.exec_driver_sql("LOCK TABLE editions IN SHARE ROW EXCLUSIVE MODE")


def _base(connection: Connection) -> int:
    """The edition that is published now, 0 before the first."""
    newest = select(editions.c.number).order_by(editions.c.number.desc()).limit(1)
    return connection.execute(newest).scalar() or 0


def _known(connection: Connection, key: str) -> Draft:
    found = _draft(connection, key)
    if found is None:
        raise Refused(Refusal.NOT_NOW)
    return found


def _draft(connection: Connection, key: str) -> Draft | None:
    row = connection.execute(select(*_KNOWN).where(drafts.c.key == key)).first()
    return None if row is None else made(row, _steps(connection, key).get(key, ()))


def _steps(connection: Connection, key: str | None) -> dict[str, tuple[Taken, ...]]:
    asked = select(draft_steps).order_by(draft_steps.c.number)
    found: dict[str, tuple[Taken, ...]] = {}
    for row in connection.execute(
        asked if key is None else asked.where(draft_steps.c.draft == key)
    ):
        step = row.step and DraftStep(row.step)
        told = Taken(step, DraftState(row.state), moment(row.at), row.by, row.name, row.note)
        found[row.draft] = (*found.get(row.draft, ()), told)
    return found


def _add_step(connection: Connection, key: str, told: Taken) -> None:
    row = {
        "draft": key,
        "step": told.step and told.step.value,
        "state": told.state.value,
        "at": told.at.isoformat(),
        "by": told.by,
        "name": told.name,
        "note": told.note,
    }
    connection.execute(insert(draft_steps).values(**row))


def _step(step: DraftStep, way: Way, by: Person, note: str) -> Taken:
    return Taken(step, way.state, moment(now()), by.id, by.name, note)
