"""Open a published edition: read it once, count it once, keep the last few at hand."""

import logging
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from threading import Lock, RLock
from time import monotonic
from typing import Any, TypeVar

from dashboard.errors import Trouble
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
from dashboard.records.database import hurried
from dashboard.records.store import Store

_LOG = logging.getLogger("dashboard")
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


@dataclass(frozen=True, slots=True)
class _Newest:
    """The newest edition as it was when the store was asked, and the mark the store had then."""

    mark: object
    asked: float
    edition: Edition | None


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
        self._opening = Lock()
        self._shown: OpenEdition | None = None
        self._newest: _Newest | None = None
        self._asking = Lock()
        self._away = False
        self._until: tuple[Edition, ...] = ()

    def current(self) -> OpenEdition | None:
        """The edition the public sees now, or None before the first.

        While one reader waits for a new edition to be opened, the others go on with the last;
        and so does everybody while the database is away.
        """
        newest = self._asked()
        if newest is None:
            return None
        with self._lock:
            opened = self._found(newest.number)
        if opened is None and self._away and self._shown is not None:
            return self._shown
        if opened is None:
            here = self._opening.acquire(blocking=self._shown is None)
            if not here:
                return self._shown
            try:
                opened = self._read(newest)
                self.until(newest)  # asked for by every page; at hand when the database is away
            except Trouble as trouble:
                self._missed(trouble)
                if self._shown is None:
                    raise
                return self._shown
            finally:
                self._opening.release()
        self._shown = opened
        return opened

    def numbered(self, number: int) -> OpenEdition | None:
        """An edition by its number, None where there is none."""
        with self._lock:
            opened = self._found(number)
        if opened is not None:
            return opened
        with hurried():
            edition = self._store.edition(number)
        return None if edition is None else self.opened(edition)

    def until(self, edition: Edition) -> tuple[Edition, ...]:
        """An edition and those published before it, the newest first: they never change."""
        known = self._until
        if not known or known[0].number < edition.number:
            with hurried():
                known = self._store.editions()
            self._until = known
        return tuple(e for e in known if e.number <= edition.number)

    def workbook(self, number: int) -> tuple[Edition, bytes] | None:
        """An edition with its workbook as it was sent, None where there is none."""
        with hurried():
            edition = self._store.edition(number)
            return None if edition is None else (edition, self._store.workbook(number))

    def opened(self, edition: Edition) -> OpenEdition:
        """An edition, opened at most once while it is kept."""
        with self._opening:  # two readers of an edition must not count it twice
            return self._read(edition)

    def _asked(self) -> Edition | None:
        """The newest edition; the store is asked again only when something may be new.

        A store that is away is asked by one reader now and then, and the others do not wait.
        """
        known = self._newest
        if known is not None and self._away:
            if monotonic() - known.asked < _PAUSE or not self._asking.acquire(blocking=False):
                return known.edition
            try:
                return self._looked(known)
            finally:
                self._asking.release()
        return self._looked(known)

    def _looked(self, known: _Newest | None) -> Edition | None:
        """What the store says, or was known before where it says nothing."""
        mark, asked = self._store.mark(), monotonic()
        is_known = known is not None and not self._away and mark is not None and mark == known.mark
        if known is not None and is_known and asked - known.asked < _SURE:
            return known.edition
        try:
            with hurried():
                edition = self._store.latest()
        except Trouble as trouble:
            self._missed(trouble)
            if known is None or known.edition is None:
                raise
            self._newest = _Newest(None, monotonic(), known.edition)
            return known.edition
        if self._away:
            self._away = False
            _LOG.warning("the database answers again")
        self._newest = _Newest(mark, asked, edition)
        return edition

    def _missed(self, trouble: Trouble) -> None:
        """Say once that the database is away: readers notice nothing, somebody else must."""
        if not self._away:
            self._away = True
            cause = " ".join(str(trouble.facts.get("cause", trouble.key)).split())
            _LOG.warning("the database is away, readers get the last edition: %s", cause)

    def _found(self, number: int) -> OpenEdition | None:
        if number in self._open:
            self._open.move_to_end(number)
        return self._open.get(number)

    def _read(self, edition: Edition) -> OpenEdition:
        with self._lock:
            opened = self._found(edition.number)
        if opened is None:
            with hurried():
                content = self._store.tables(edition.number)
            opened = open_edition(edition, content)
        with self._lock:
            self._open[edition.number] = opened
            while len(self._open) > self._kept:
                self._open.popitem(last=False)
        return opened

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


_SURE = 1.0  # seconds; two writes could leave one mark
_PAUSE = 1.0  # seconds after which a database that was away is asked again


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
