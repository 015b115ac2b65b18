"""An edition: one accepted workbook, published once and never changed."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Edition:
    """What is known of an edition without opening it; `number` counts from 1.

    `rolled_back_to` is the edition it takes the plan back to, where it does; `alone` says that one
    person published it although there were others who could have approved it.
    """

    number: int
    checksum: str
    filename: str
    published_at: datetime
    published_by: str
    note: str
    rolled_back_to: int | None = None
    alone: bool = False
