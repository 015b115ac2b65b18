"""Open a draft like an edition, and hold it against the one that is published."""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from threading import Lock

from dashboard.flows.compare_editions import Compared
from dashboard.flows.open_edition import Library, OpenEdition, open_edition
from dashboard.flows.receive_workbook import report_of
from dashboard.flows.take_turns import Busy
from dashboard.plan.drafts import Draft
from dashboard.plan.editions import Edition
from dashboard.plan.people import EVERY_ADMINISTRATION
from dashboard.progress.compare import compare
from dashboard.records.store import Store
from dashboard.workbooks.checking import Checked

_KEPT = 8
# Changed rows of all that is kept: each takes some kilobytes, in every process that serves.
_ROWS = 20_000
_PATIENCE = 20.0  # seconds
# A draft, its content, and the edition it is held against.
_Key = tuple[str, str, int]
# The number of what is none yet; editions count from 1.
NO_NUMBER = 0


@dataclass(frozen=True, slots=True)
class Foreign:
    """Changes in rows that the sender does not answer for: how many, by administration.

    `plan` counts those that belong to no administration but to the whole plan.
    """

    rows: Mapping[str, int]
    plan: int

    def __bool__(self) -> bool:
        return bool(self.rows or self.plan)


@dataclass(frozen=True, slots=True)
class Proposed:
    """A draft with what would change in public; no comparison before the first edition."""

    base: int
    held: Compared | None
    foreign: Foreign


class Proposals:
    """What drafts would change, worked out once for each content and each published edition."""

    def __init__(self, library: Library, store: Store) -> None:
        self._library, self._store = library, store
        self._kept: OrderedDict[_Key, Proposed] = OrderedDict()
        self._reports: OrderedDict[tuple[str, str], Checked] = OrderedDict()
        self._lock, self._working = Lock(), Lock()

    def base(self) -> int:
        """The edition that is published now, 0 before the first."""
        newest = self._store.latest()
        return newest.number if newest else NO_NUMBER

    def of(self, draft: Draft, /) -> Proposed:
        """What a draft would change in public now; raises `Busy` while others are worked out.

        A large plan takes many seconds, and who waits for it must not hold every thread.
        """
        newest = self._store.latest()
        base = newest.number if newest else NO_NUMBER
        key = (draft.key, draft.way.checksum, base)
        if (known := self._known(key)) is not None:
            return known
        if not self._working.acquire(timeout=_PATIENCE):
            raise Busy
        try:
            known = self._known(key)  # somebody else may have asked for the same
            return known or self._keep(key, self._worked_out(draft, newest))
        finally:
            self._working.release()

    def _known(self, key: _Key) -> Proposed | None:
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def _keep(self, key: _Key, found: Proposed) -> Proposed:
        with self._lock:
            self._kept[key] = found
            while len(self._kept) > 1 and self._is_full():
                self._kept.popitem(last=False)
        return found

    def _is_full(self) -> bool:
        rows = sum(len(p.held.changes) for p in self._kept.values() if p.held)
        return len(self._kept) > _KEPT or rows > _ROWS

    def report(self, draft: Draft, /) -> Checked:
        """What was found in a draft; a reader who goes through it comes many times."""
        key = (draft.key, draft.way.checksum)
        with self._lock:
            found = self._reports.get(key)
        if found is None:
            found = report_of(self._store.drafts, draft)
        with self._lock:
            self._reports[key] = found
            self._reports.move_to_end(key)
            while len(self._reports) > _KEPT:
                self._reports.popitem(last=False)
        return found

    def opened(self, draft: Draft, /) -> OpenEdition | None:
        """A draft as an edition would be, None where there is no plan in it."""
        tables = self._store.drafts.content(draft.key).tables
        if tables is None:
            return None
        shown = Edition(
            NO_NUMBER, draft.way.checksum, draft.filename, draft.sent_at, draft.sent_by, draft.note
        )
        return open_edition(shown, tables)

    def _worked_out(self, draft: Draft, newest: Edition | None) -> Proposed:
        opened = self.opened(draft) if newest else None
        if newest is None or opened is None:
            return Proposed(newest.number if newest else NO_NUMBER, None, Foreign({}, 0))
        before = self._library.opened(newest)
        whole = compare(before.summary, opened.summary)
        held = Compared(newest, opened.edition, whole, whole.changes, whole.shifts)
        current = opened.summary.current
        own = frozenset(current.get(code, code) for code in draft.administrations)
        return Proposed(newest.number, held, foreign(held, own))


def foreign(held: Compared, own: frozenset[str], /) -> Foreign:
    """The changed rows that belong to others than `own`."""
    if EVERY_ADMINISTRATION in own:
        return Foreign({}, 0)
    rows: dict[str, int] = {}
    for change in held.changes:
        if not change.administrations & own:
            for code in sorted(change.administrations):
                rows[code] = rows.get(code, 0) + 1
    return Foreign(rows, sum(not change.administrations for change in held.changes))
