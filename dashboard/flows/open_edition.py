"""Open a published edition: read it once, count it once, keep the last few at hand."""

from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from threading import Lock, RLock
from typing import Any, TypeVar

from dashboard.language.words import Language, either
from dashboard.plan.dates import last_day
from dashboard.plan.editions import Edition
from dashboard.plan.kinds import AboutKey
from dashboard.plan.sheets import SheetKey
from dashboard.progress.attention import Concern, concerns
from dashboard.progress.compare import Comparison, compare
from dashboard.progress.frame import Tables
from dashboard.progress.gaps import Gap, gaps
from dashboard.progress.summary import Summary, summarise
from dashboard.records.columnar import unpack
from dashboard.records.store import Store

_Made = TypeVar("_Made")


@dataclass(frozen=True, slots=True)
class OpenEdition:
    """An edition with its tables counted; a value that never changes.

    What is worked out of it only when somebody asks, such as the words of all its rows, is
    made `once` and kept as long as the edition is.
    """

    edition: Edition
    about: Mapping[tuple[AboutKey, Language], str]
    summary: Summary
    concerns: tuple[Concern, ...]
    gaps: tuple[Gap, ...]
    _made: dict[Callable[..., Any], Any] = field(
        default_factory=dict[Callable[..., Any], Any], compare=False, repr=False
    )
    _making: RLock = field(default_factory=RLock, compare=False, repr=False)

    def once(self, make: "Callable[[OpenEdition], _Made]") -> _Made:
        """What a function makes of this edition, made at its first question."""
        with self._making:  # two readers must not make it twice
            if make not in self._made:
                self._made[make] = make(self)
            return self._made[make]

    def told(self, key: AboutKey, language: Language) -> str | None:
        """What the workbook says of itself, in a language or else in the other."""
        found = either(lambda lang: self.about.get((key, lang)), language)
        return found[0] if found else None


class Library:
    """The editions of a store, opened when asked for and kept in memory while in use."""

    def __init__(self, store: Store, *, kept: int = 4, compared: int = 64) -> None:
        self._store = store
        self._kept = kept
        self._most = compared
        self._compared: OrderedDict[tuple[int, int], Comparison] = OrderedDict()
        self._comparing = Lock()
        self._open: OrderedDict[int, OpenEdition] = OrderedDict()
        self._lock = Lock()

    def current(self) -> OpenEdition | None:
        """The edition the public sees now, or None before the first."""
        latest = self._store.latest()
        return None if latest is None else self.opened(latest)

    def until(self, edition: Edition) -> tuple[Edition, ...]:
        """An edition and those published before it, the newest first: they never change."""
        return tuple(e for e in self._store.editions() if e.number <= edition.number)

    def opened(self, edition: Edition) -> OpenEdition:
        """An edition, opened at most once while it is kept."""
        with self._lock:  # two readers of a new edition must not count it twice
            if edition.number not in self._open:
                self._open[edition.number] = open_edition(
                    edition, self._store.tables(edition.number)
                )
            self._open.move_to_end(edition.number)
            while len(self._open) > self._kept:
                self._open.popitem(last=False)
            return self._open[edition.number]

    def compared(self, older: Edition, newer: Edition) -> Comparison:
        """What is different between two editions, worked out once: neither ever changes."""
        key = (older.number, newer.number)
        with self._comparing:
            if key not in self._compared:
                # The newer one first: a walk back through the editions opens each only once.
                after, before = self.opened(newer), self.opened(older)
                self._compared[key] = compare(before.summary, after.summary)
            self._compared.move_to_end(key)
            while len(self._compared) > self._most:
                self._compared.popitem(last=False)
            return self._compared[key]


def open_edition(edition: Edition, content: bytes) -> OpenEdition:
    """An edition with its tables read and counted."""
    frames, layout = unpack(content)
    tables = Tables(frames, layout)
    about = about_of(tables)
    # Not today: an edition must give the same answer for ever.
    summary = summarise(tables, on=status_date(about) or edition.published_at.date())
    return OpenEdition(edition, about, summary, concerns(summary), gaps(summary))


def about_of(tables: Tables) -> dict[tuple[AboutKey, Language], str]:
    """What a workbook says of itself, by key and language; rows with another key say nothing."""
    found: dict[tuple[AboutKey, Language], str] = {}
    known = {key.value: key for key in AboutKey}
    for row in tables.records(SheetKey.ABOUT):
        key = known.get(row.text("key") or "")
        for language in Language:
            text = row.text(f"text_{language}")
            if text and key is not None:
                found[key, language] = text
    return found


def status_date(about: Mapping[tuple[AboutKey, Language], str]) -> date | None:
    """The day the workbook says its marks are judged on, None where it says none."""
    told = (about.get((AboutKey.STATUS_DATE, language)) for language in Language)
    return next((last_day(text) for text in told if text), None)
