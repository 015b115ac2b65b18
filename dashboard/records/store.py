"""What a store must do. SQLite and PostgreSQL keep the promise; the contract test is for both."""

from typing import Protocol

from dashboard.plan.drafts import Content, Draft, DraftKind, DraftState, DraftStep, Seen
from dashboard.plan.editions import Edition
from dashboard.plan.people import Person
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
        alone: bool = False,
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

    @property
    def drafts(self) -> "Drafts":
        """What is on its way to become an edition."""
        ...


class Drafts(Protocol):
    """Keeps what was sent, and takes it step by step to the public."""

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
        ...

    def draft(self, key: str, /) -> Draft | None:
        """A draft by its key."""
        ...

    def of_edition(self, number: int, /) -> Draft | None:
        """The draft that became an edition, None where it came another way."""
        ...

    def begun(self, sender: int, base: int, /) -> Draft | None:
        """The newest correction of an edition that its sender has not submitted yet."""
        ...

    def all(self) -> tuple[Draft, ...]:
        """Every draft, the newest first."""
        ...

    def content(self, key: str, /) -> Content:
        """What a draft holds."""
        ...

    def report(self, key: str, /) -> bytes:
        """What was found in a draft, as data."""
        ...

    def move(
        self, key: str, step: DraftStep, /, *, by: Person, seen: Seen, note: str = ""
    ) -> Draft:
        """Take a step, in one transaction with the edition it makes; raises `Refused`."""
        ...

    def exchange(
        self, key: str, content: Content, /, *, by: Person, seen: Seen, note: str = ""
    ) -> Draft:
        """Give a draft another content; what was approved holds no more. Raises `Refused`."""
        ...

    def remember(self, sender: int, shape: str, profile: str, /) -> None:
        """Keep how a table of this shape is read for the next file of its sender."""
        ...

    def forget(self, sender: int, shape: str, /) -> None:
        """Keep no more how a table of this shape is read."""
        ...

    def remembered(self, sender: int, /) -> tuple[str, ...]:
        """How this sender's tables are read, as far as anybody said."""
        ...
