"""What is on its way to the public, on a SQL database: each step is one transaction."""

import json
import secrets
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Select, delete, insert, select, update

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
    name_of,
    taken,
)
from dashboard.plan.editions import Edition
from dashboard.plan.people import Person
from dashboard.plan.trail import DONE, Deed, refused
from dashboard.records import trail
from dashboard.records.database import Database
from dashboard.records.draft_rows import columns_of, columns_on, made, moment, now
from dashboard.records.draft_seals import SEALED, is_whole, seal_of
from dashboard.records.draft_tables import draft_steps, drafts, import_profiles
from dashboard.records.publishing import plain, publish_in, row_of
from dashboard.records.tables import editions

_LARGE = ("report", "workbook", "tables")
_KNOWN = (
    *(column for column in drafts.c if column.name not in _LARGE),
    drafts.c.tables.is_not(None).label("can_publish"),
)
_NEWEST = (drafts.c.sent_at.desc(), drafts.c.key)
_PUBLISHES = (DraftStep.PUBLISH, DraftStep.RESTORE_NOW)
_ON_CONTENT = (DraftStep.APPROVE, *_PUBLISHES)
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


class SqlDrafts:
    """Drafts beside the editions of a store."""

    def __init__(self, database: Database, *, wrote: Callable[[], None]) -> None:
        self._database, self._wrote = database, wrote

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
        wrote: frozenset[int] = frozenset(),
    ) -> Draft:
        """Keep what somebody sent, under a key that cannot be guessed.

        `wrote` are those whose work a restored edition is.
        """
        by, key, at = _plain(by), secrets.token_urlsafe(24), now()
        row = {
            "key": key,
            "kind": kind.value,
            "state": state.value,
            "filename": plain(filename),
            "sent_at": at,
            "sender": by.id,
            "sent_by": by.name,
            "authors": json.dumps(sorted(wrote) if kind is DraftKind.RESTORED else [by.id]),
            "administrations": json.dumps(sorted(by.administrations)),
            "back_to": back_to,
            **columns_of(content),
        }
        sent = Taken(None, state, moment(at), by.id, by.name, plain(note))

        def work(connection: Connection, again: bool) -> Draft:
            if not (again and _draft(connection, key)):
                base = _base(connection)
                connection.execute(insert(drafts).values(base=base, **row))
                _add_step(connection, key, sent)
                _note(connection, key, _SENT[kind], by=by)
            return _known(connection, key)

        return self._write(work)

    def draft(self, key: str, /) -> Draft | None:
        """A draft by its key."""
        return self._database.read(lambda connection: _draft(connection, plain(key)))

    def of_edition(self, number: int, /) -> Draft | None:
        """The draft that became an edition, None where it came another way."""
        return self._first(select(drafts.c.key).where(drafts.c.number == number))

    def begun(self, sender: int, base: int, /) -> Draft | None:
        """The newest correction of an edition that its sender has not submitted yet."""
        kind, state = DraftKind.CORRECTION.value, DraftState.DRAFT.value
        of = (drafts.c.kind == kind) & (drafts.c.state == state)
        of &= (drafts.c.sender == sender) & (drafts.c.base == base)
        return self._first(select(drafts.c.key).where(of).order_by(*_NEWEST))

    def all(self) -> tuple[Draft, ...]:
        """Every draft, the newest first."""
        newest = select(*_KNOWN).order_by(*_NEWEST)

        def work(connection: Connection) -> tuple[Draft, ...]:
            steps = _steps(connection, None)
            rows = connection.execute(newest)
            return tuple(made(row, steps.get(row.key, ())) for row in rows)

        return self._database.read(work)

    def content(self, key: str, /) -> Content:
        """What a draft holds."""
        one = select(drafts).where(drafts.c.key == key)
        row = self._database.read(lambda connection: connection.execute(one).one())
        return Content(row.workbook, row.checksum, row.report, row.tables, row.profile)

    def report(self, key: str, /) -> bytes:
        """What was found in a draft, as data."""
        at = select(drafts.c.report).where(drafts.c.key == key)
        return self._database.read(lambda connection: connection.execute(at).scalar_one())

    def move(
        self, key: str, step: DraftStep, /, *, by: Person, seen: Seen, note: str = ""
    ) -> Draft:
        """Take a step, in one transaction with the edition it makes; raises `Refused`."""
        by = _plain(by)

        def work(connection: Connection, again: bool) -> Draft:
            if again and _is_taken(connection, key, step, by):
                return _known(connection, key)
            moved = _moved(connection, key, step, by=by, seen=seen, note=plain(note))
            _note(connection, key, _DEEDS[step], by=by)
            return moved

        return self._try(work, key, step, by=by)

    def exchange(
        self, key: str, content: Content, /, *, by: Person, seen: Seen, note: str = ""
    ) -> Draft:
        """Give a draft another content; what was approved holds no more. Raises `Refused`."""
        by, step = _plain(by), DraftStep.CHANGE

        def work(connection: Connection, again: bool) -> Draft:
            draft = _known(connection, key)
            if again and draft.way.checksum == content.checksum:
                return draft
            if draft.way.checksum != seen.checksum:
                raise Refused(Refusal.MOVED)
            base, at = _base(connection), moment(now())
            way = taken(draft.way, step, by=by, seen=seen, base=base, at=at)
            changed = replace(way, checksum=content.checksum)
            values = columns_of(content) | columns_on(changed)
            connection.execute(update(drafts).where(drafts.c.key == key).values(**values))
            _add_step(connection, key, _step(step, way, by, plain(note)))
            _note(connection, key, _DEEDS[step], by=by)
            return _known(connection, key)

        return self._try(work, key, step, by=by)

    def remember(self, sender: int, shape: str, profile: str, /) -> None:
        """Keep how a table of this shape is read for the next file of its sender."""
        here = (import_profiles.c.sender == sender) & (import_profiles.c.shape == shape)
        row = {"sender": sender, "shape": shape, "profile": profile, "kept_at": now()}

        def work(connection: Connection, _again: bool) -> None:
            connection.execute(delete(import_profiles).where(here))
            connection.execute(insert(import_profiles).values(**row))

        self._database.write(work)

    def forget(self, sender: int, shape: str, /) -> None:
        """Keep no more how a table of this shape is read."""
        here = (import_profiles.c.sender == sender) & (import_profiles.c.shape == shape)
        self._database.write(
            lambda connection, _again: connection.execute(delete(import_profiles).where(here))
        )

    def remembered(self, sender: int, /) -> tuple[str, ...]:
        """How this sender's tables are read, as far as anybody said."""
        at = import_profiles.c.sender == sender
        found = select(import_profiles.c.profile).where(at).order_by(import_profiles.c.number)
        return self._database.read(lambda c: tuple(c.execute(found).scalars()))

    def _first(self, keys: Select[Any]) -> Draft | None:
        """The first draft of those whose keys are asked for."""

        def work(connection: Connection) -> Draft | None:
            key = connection.execute(keys.limit(1)).scalar()
            return None if key is None else _draft(connection, key)

        return self._database.read(work)

    def _write(self, work: Callable[[Connection, bool], Draft]) -> Draft:
        try:
            return self._database.write(work)
        finally:
            self._wrote()

    def _try(
        self, work: Callable[[Connection, bool], Draft], key: str, step: DraftStep, *, by: Person
    ) -> Draft:
        """Do it, or write down that it was refused."""
        try:
            return self._write(work)
        except Refused as why:
            deed, result = _DEEDS.get(step, Deed.REFUSED), refused(why.why)
            self._database.write(
                lambda connection, _: _note(connection, key, deed, by=by, result=result)
            )
            raise


def _moved(  # noqa: PLR0913 - each is one fact about the step
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
    if step in _ON_CONTENT and not is_whole(connection, key):
        raise Refused(Refusal.BROKEN)
    values = columns_on(way)
    if step in _PUBLISHES:
        edition = _edition(connection, draft, step, by=by, note=draft.said(note))
        values["number"] = edition.number
    connection.execute(update(drafts).where(drafts.c.key == key).values(**values))
    _add_step(connection, key, _step(step, way, by, note))
    return _known(connection, key)


def _edition(
    connection: Connection, draft: Draft, step: DraftStep, *, by: Person, note: str
) -> Edition:
    """Make an edition of a draft; the drafts of those before it are superseded."""
    row = connection.execute(select(drafts).where(drafts.c.key == draft.key)).one()
    before = drafts.c.state == DraftState.PUBLISHED
    connection.execute(update(drafts).where(before).values(state=DraftState.SUPERSEDED.value))
    told = row_of(
        row.workbook,
        tables=row.tables,
        filename=draft.filename,
        by=by.name,
        note=note,
        rolled_back_to=draft.back_to,
        alone=step is DraftStep.RESTORE_NOW,
    )
    return publish_in(connection, told, again=False)  # or the step had been found


def _plain(by: Person) -> Person:
    return replace(by, name=plain(by.name))


def _is_taken(connection: Connection, key: str, step: DraftStep, by: Person) -> bool:
    """Whether a step whose answer was lost on its way was taken."""
    draft = _draft(connection, key)
    last = draft.steps[-1] if draft and draft.steps else None
    return last is not None and (last.step, last.by) == (step, by.id)


def _note(connection: Connection, key: str, deed: Deed, *, by: Person, result: str = DONE) -> None:
    line = {"who": by.signature, "what": deed, "of": name_of(key), "result": result}
    seal = seal_of(connection, key) if deed in SEALED and result == DONE else ""
    trail.add(connection, at=trail.now(), seal=seal, **line)


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
