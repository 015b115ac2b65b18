"""Editions as rows of the database: how one is written, and how one is read."""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from types import SimpleNamespace
from typing import Any

from sqlalchemy import Connection, insert, select

from dashboard.plan.editions import Edition
from dashboard.plan.trail import Deed
from dashboard.records import trail
from dashboard.records.tables import editions

EDITION = (
    editions.c.number,
    editions.c.checksum,
    editions.c.filename,
    editions.c.published_at,
    editions.c.published_by,
    editions.c.note,
    editions.c.rolled_back_to,
    editions.c.alone,
)


def row_of(  # noqa: PLR0913 - each is one fact about the publishing
    workbook: bytes,
    /,
    *,
    tables: bytes,
    filename: str,
    by: str,
    note: str,
    rolled_back_to: int | None = None,
    alone: bool = False,
) -> dict[str, Any]:
    """The row of a new edition, without its number."""
    return {
        "checksum": checksum_of(workbook),
        "filename": plain(filename),
        "published_at": trail.now(),
        "published_by": plain(by),
        "note": plain(note),
        "rolled_back_to": rolled_back_to,
        "alone": alone,
        "workbook": workbook,
        "tables": tables,
    }


def publish_in(connection: Connection, row: Mapping[str, Any], /, *, again: bool) -> Edition:
    """Publish within a writing transaction, so that what belongs to it is kept or lost with it.

    `again` says that an answer may have been lost on its way: what was published then is found
    by what only that publishing can have.
    """
    newest = latest(connection)
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
    return edition_in(published)


def checksum_of(workbook: bytes) -> str:
    """The SHA-256 of a workbook, by which it is known."""
    return hashlib.sha256(workbook).hexdigest()


def plain(text: str) -> str:
    """Text that every database can keep: without NUL, and without halves of characters."""
    return text.replace("\0", "").encode("utf-8", "replace").decode("utf-8")


def _kept(connection: Connection, row: Mapping[str, Any]) -> Edition | None:
    same = [editions.c[key] == row[key] for key in ("published_at", "published_by", "checksum")]
    found = connection.execute(select(*EDITION).where(*same)).first()
    return None if found is None else edition_in(found)


def latest(connection: Connection, /) -> Edition | None:
    """The newest edition, None before the first."""
    newest = select(*EDITION).order_by(editions.c.number.desc()).limit(1)
    row = connection.execute(newest).first()
    return None if row is None else edition_in(row)


def edition_in(row: Any, /) -> Edition:
    """An edition from its row."""
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
