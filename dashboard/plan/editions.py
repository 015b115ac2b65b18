"""An edition: one accepted workbook, published once and never changed."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Edition:
    """What is known of an edition without opening it; `number` counts from 1.

    `rolled_back_to` is the edition whose workbook this one brought back, None where it is new.
    """

    number: int
    checksum: str
    filename: str
    published_at: datetime
    published_by: str
    note: str
    rolled_back_to: int | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """A workbook that was sent but not published; nobody outside the city hall sees it."""

    key: str
    checksum: str
    filename: str
    received_at: datetime
    received_from: str
    workbook: bytes
