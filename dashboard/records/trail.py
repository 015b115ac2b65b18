"""The audit trail: each line holds the hash of the one before, so that none can be changed.

The order is the sequence, never the clock. A line that made an edition holds the digest of
everything in that edition's row, its seal: an edition is as hard to change as the trail.
"""

import hashlib
import json
from collections.abc import Sequence
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

from sqlalchemy import Connection, insert, select, update

from dashboard.plan.trail import DONE, Deed, Line
from dashboard.records.tables import editions, trail

BEFORE_THE_FIRST = "0" * 64
OF_EDITION = "edition:"
_NEWEST = trail.c.sequence.desc()
_SEALED = (
    editions.c.number,
    editions.c.checksum,
    editions.c.filename,
    editions.c.published_at,
    editions.c.published_by,
    editions.c.note,
    editions.c.rolled_back_to,
    editions.c.tables,
)


def now() -> str:
    """This moment as it is kept; fine enough that two of one writer differ."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


def digest(facts: Sequence[Any], *, before: str = "") -> str:
    """The SHA-256 of facts in one way of writing them, after the hash of the line before."""
    # What somebody forced in may be of any kind: it must break the chain, not the proof.
    told = json.dumps([before, *facts], ensure_ascii=True, separators=(",", ":"), default=repr)
    return hashlib.sha256(told.encode("ascii")).hexdigest()


def content_digest(content: object) -> str:
    """The SHA-256 of bytes; what is none has the digest of nothing."""
    return hashlib.sha256(content if isinstance(content, bytes) else b"").hexdigest()


def number_in(of: object) -> int | None:
    """The number of the edition a line tells of, None where it tells of something else."""
    number = str(of).removeprefix(OF_EDITION)
    return int(number) if number.isdecimal() and number.isascii() else None


def seal(row: Any) -> str:
    """The digest of an edition's row: its number, everything told of it, and its tables."""
    return digest(
        (
            row.number,
            row.checksum,
            row.filename,
            row.published_at,
            row.published_by,
            row.note,
            row.rolled_back_to,
            content_digest(row.tables),
            # Told only where it is so: most editions were sealed before there was such a thing.
            *(("alone",) if getattr(row, "alone", False) else ()),
        )
    )


def link(row: Any, *, before: str) -> str:
    """The hash a line must have after the line with the hash `before`."""
    facts = (row.sequence, row.at, row.who, row.what, row.object, row.result, row.seal)
    return digest(facts, before=before)


def add(  # noqa: PLR0913 - a line is these facts
    connection: Connection,
    /,
    *,
    at: str,
    who: str,
    what: str,
    of: str,
    result: str = DONE,
    seal: str = "",
) -> None:
    """Write a line at the end, in the transaction of what it tells of.

    The transaction must be a writing one: between reading the last line and adding the next
    there may be nobody else.
    """
    newest = select(trail.c.sequence, trail.c.hash).order_by(_NEWEST).limit(1)
    last = connection.execute(newest).first()
    sequence, before = (last.sequence + 1, last.hash) if last else (1, BEFORE_THE_FIRST)
    facts = (sequence, at, who, what, of, result, seal)
    connection.execute(
        insert(trail).values(
            sequence=sequence,
            at=at,
            who=who,
            what=what,
            object=of,
            result=result,
            seal=seal,
            hash=digest(facts, before=before),
        )
    )


def has(connection: Connection, /, *, at: str, who: str, what: str, of: str) -> bool:
    """Whether a line is there already: an answer that was lost on its way is asked for again."""
    line = select(trail.c.sequence).where(
        trail.c.at == at, trail.c.who == who, trail.c.what == what, trail.c.object == of
    )
    return connection.execute(line).first() is not None


def tell_alone(connection: Connection, /) -> None:
    """Mark the editions that were sealed as one person's doing, where the mark was taken away."""
    sealed = select(trail.c.object, trail.c.seal).where(trail.c.seal != "")
    seals = {number_in(line.object): line.seal for line in connection.execute(sealed)}
    for number in connection.execute(select(editions.c.number)).scalars().all():
        kept = connection.execute(select(*_SEALED).where(editions.c.number == number))
        if seals.get(number) == seal(SimpleNamespace(**kept.mappings().one(), alone=True)):
            this = update(editions).where(editions.c.number == number)
            connection.execute(this.values(alone=True))


def written(connection: Connection, /, *, last: int | None = None) -> tuple[Line, ...]:
    """The lines in their order, or only the last of them."""
    rows = connection.execute(select(trail).order_by(_NEWEST).limit(last)).all()
    return tuple(Line(*row) for row in reversed(rows))


def next_number(connection: Connection, /, *, newest: int) -> int:
    """The number of the next edition: one that was given is never given again."""
    of_edition = (trail.c.seal != "") & trail.c.object.startswith(OF_EDITION)
    sealed = select(trail.c.object).where(of_edition).order_by(_NEWEST).limit(1)
    given = number_in(connection.execute(sealed).scalar_one_or_none()) or 0
    return max(newest, given) + 1


def take_over(connection: Connection, /) -> None:
    """Write down the editions that were there before the trail."""
    numbers = connection.execute(select(editions.c.number).order_by(editions.c.number))
    for number in numbers.scalars().all():
        row = connection.execute(select(*_SEALED).where(editions.c.number == number)).one()
        of = f"{OF_EDITION}{number}"
        add(connection, at=now(), who=row.published_by, what=Deed.TAKE_OVER, of=of, seal=seal(row))
