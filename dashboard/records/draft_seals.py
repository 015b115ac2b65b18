"""What the trail says a draft holds: another content cannot take its place unseen.

The lines that say what was sent, changed or approved hold the digest of it. Before something is
approved or published it is held against the last of them, and so it is when all is verified.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, select

from dashboard.plan.drafts import name_of
from dashboard.plan.trail import Deed
from dashboard.records.draft_tables import drafts
from dashboard.records.tables import trail
from dashboard.records.trail import content_digest, digest

OF_DRAFT = name_of("")
# What is done here gives a draft its content, or rests on it.
SEALED = (Deed.SEND, Deed.CORRECT, Deed.ROLL_BACK, Deed.CHANGE, Deed.APPROVE)
_TOLD = (
    *(drafts.c.key, drafts.c.kind, drafts.c.checksum, drafts.c.filename, drafts.c.sent_at),
    *(drafts.c.sender, drafts.c.sent_by, drafts.c.authors, drafts.c.administrations),
    *(drafts.c.base, drafts.c.profile, drafts.c.back_to),
)
_HELD = (drafts.c.workbook, drafts.c.report, drafts.c.tables)


def seal_of(connection: Connection, key: str, /) -> str:
    """The digest of a draft as it is: what is told of it, and all that it holds."""
    row = connection.execute(select(*_TOLD, *_HELD).where(drafts.c.key == key)).one()
    told, held = row[: len(_TOLD)], row[len(_TOLD) :]
    return digest((*told, *map(content_digest, held)))


def is_whole(connection: Connection, key: str, /) -> bool:
    """Whether a draft is what the trail says; drafts of before there were seals are believed."""
    last = (
        select(trail.c.seal)
        .where(trail.c.object == name_of(key), trail.c.seal != "")
        .order_by(trail.c.sequence.desc())
        .limit(1)
    )
    sealed = connection.execute(last).scalar()
    return sealed is None or sealed == seal_of(connection, key)


def changed(connection: Connection, sealed: Mapping[str, Any], /) -> Iterator[Any]:
    """Of the lines that sealed drafts last, by their names, those that hold no more.

    A draft that is gone is none of them: an older release, gone back to, knows no drafts.
    """
    for key in connection.execute(select(drafts.c.key)).scalars().all():
        line = sealed.get(name_of(key))
        if line is not None and line.seal != seal_of(connection, key):
            yield line
