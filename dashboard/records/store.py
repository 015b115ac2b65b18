"""What a store must do. SQLite and PostgreSQL keep the promise; the contract test is for both."""

from typing import Protocol

from dashboard.plan.editions import Draft, Edition
from dashboard.plan.trail import Trail


class Store(Trail, Protocol):
    """Keeps editions for ever, drafts until they are published, and what people did for ever."""

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
    ) -> Edition:
        """Keep a workbook and its tables as the newest edition, in one transaction.

        The workbook that is already the newest gives that edition back: the same workbook
        twice is one edition, unless it was read in another way, as a profile may say.
        """
        ...

    def editions(self) -> tuple[Edition, ...]:
        """Every edition, the newest first."""
        ...

    def latest(self) -> Edition | None:
        """The edition the public sees, or None before the first."""
        ...

    def mark(self) -> object:
        """What differs once anything was written, at almost no cost; None where it has a cost.

        Whoever kept an answer under a mark may use it as long as the mark is the same. What
        another machine wrote may show in it a moment later, what this one did at once.
        """
        ...

    def edition(self, number: int, /) -> Edition | None:
        """One edition by its number."""
        ...

    def tables(self, number: int, /) -> bytes:
        """The tables of an edition in columnar form, just as they were kept."""
        ...

    def workbook(self, number: int, /) -> bytes:
        """The workbook of an edition, byte for byte as it was sent."""
        ...

    def keep_draft(self, workbook: bytes, /, *, filename: str, sender: str) -> Draft:
        """Keep a workbook that is not yet published, under a key that cannot be guessed."""
        ...

    def draft(self, key: str, /) -> Draft | None:
        """A draft by its key."""
        ...
