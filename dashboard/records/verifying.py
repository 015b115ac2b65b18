"""Proof that nothing that was kept has been changed since.

The trail's chain is followed, and editions and drafts are held against their seals in it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, select

from dashboard.records.database import Database
from dashboard.records.draft_seals import OF_DRAFT, changed
from dashboard.records.tables import editions, trail
from dashboard.records.trail import BEFORE_THE_FIRST, content_digest, link, number_in, seal


class Fault(StrEnum):
    """What can be wrong with what was kept."""

    GAP = "gap"  # a line is missing before this one
    LINK = "link"  # the line, or the one before it, is not what was written
    CHECKSUM = "checksum"  # the workbook is not the one that was published
    TABLES = "tables"  # there are no tables
    SEAL = "seal"  # the edition is not what the trail says was published
    UNTOLD = "untold"  # the trail knows nothing of the edition
    MISSING = "missing"  # the trail tells of an edition that is not there
    DRAFT = "draft"  # the draft is not what this line says was sent or approved


@dataclass(frozen=True, slots=True)
class Broken:
    """One thing that is wrong, and where: the number of a line or of an edition."""

    fault: Fault
    number: int


@dataclass(frozen=True, slots=True)
class Verified:
    """What was looked at, and everything that was wrong; `head` is the hash of the last line.

    Whoever writes the head down can tell later whether lines were cut off the end.
    """

    lines: int
    head: str
    editions: int
    broken: tuple[Broken, ...]

    @property
    def is_sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.broken


def verify(database: Database, /) -> Verified:
    """Look at every line, edition and draft, all of it as of one moment."""
    return database.read(_verified)


def _verified(connection: Connection) -> Verified:
    seals, drafts = dict[int, str](), dict[str, Any]()
    lines, head, broken = 0, BEFORE_THE_FIRST, list[Broken]()
    for row in connection.execute(select(trail).order_by(trail.c.sequence)).yield_per(1000):
        if not broken:  # what follows the first broken link proves nothing
            broken += _broken_link(row, lines + 1, head)
        lines, head = row.sequence, row.hash
        number = number_in(row.object)
        if row.seal and number is not None:
            seals[number] = row.seal
        elif row.seal and str(row.object).startswith(OF_DRAFT):
            drafts[row.object] = row
    numbers = connection.execute(select(editions.c.number).order_by(editions.c.number))
    found = numbers.scalars().all()
    for number in found:
        broken += _broken_edition(connection, number, seals.pop(number, None))
    broken += [Broken(Fault.MISSING, number) for number in sorted(seals)]
    broken += [Broken(Fault.DRAFT, line.sequence) for line in changed(connection, drafts)]
    return Verified(lines, head, len(found), tuple(broken))


def _broken_link(row: Any, expected: int, before: str) -> Iterator[Broken]:
    if row.sequence != expected:
        yield Broken(Fault.GAP, row.sequence)
    elif row.hash != link(row, before=before):
        yield Broken(Fault.LINK, row.sequence)


def _broken_edition(connection: Connection, number: int, sealed: str | None) -> Iterator[Broken]:
    # One at a time: an edition is as large as a workbook.
    row = connection.execute(select(editions).where(editions.c.number == number)).one()
    if content_digest(row.workbook) != row.checksum:
        yield Broken(Fault.CHECKSUM, number)
    if not row.tables:
        yield Broken(Fault.TABLES, number)
    if sealed is None:
        yield Broken(Fault.UNTOLD, number)
    elif sealed != seal(row):
        yield Broken(Fault.SEAL, number)
