"""What a store must do. SQLite keeps the promise today; the contract test is for any other."""

from typing import Protocol

from dashboard.plan.editions import Draft, Edition


class Store(Protocol):
    """Keeps editions for ever and drafts until they are published."""

    def publish(
        self, workbook: bytes, /, *, tables: bytes, filename: str, by: str, note: str
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

        Whoever kept an answer under a mark may use it as long as the mark is the same.
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
