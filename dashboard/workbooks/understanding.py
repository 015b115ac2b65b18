"""Understanding a workbook: sheets with our own headers, and sheets of any other layout.

Both become the same tables, and the same checks look at them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dashboard.plan.columns import columns_of
from dashboard.plan.sheets import SheetKey
from dashboard.workbooks.adopting import adopt, is_adoptable
from dashboard.workbooks.book import Book, Table, tables_of
from dashboard.workbooks.profiles import ImportProfile
from dashboard.workbooks.raw import Tab, Workbook
from dashboard.workbooks.recognising import Recognised, is_helper, recognise
from dashboard.workbooks.sheetfacts import Facts, facts_of
from dashboard.workbooks.tables import TOLD, Judged, judge, why_ignored

# Beside a plan in another layout these may well have our own headers.
_FRAME = (SheetKey.ABOUT, SheetKey.ADMINISTRATIONS)


@dataclass(frozen=True, slots=True)
class Understood:
    """A workbook understood, with the sheets that were looked at as somebody else's."""

    book: Book
    judged: Mapping[str, Judged]


def understand(workbook: Workbook, *, profile: ImportProfile | None = None) -> Understood:
    """The tables of a workbook; where its plan has our headers, other sheets are none of it.

    A sheet that a profile describes is read as the profile says, whatever its headers.
    """
    tabs = [tab for tab in workbook.tabs if not is_helper(tab)]
    found = {tab.name: recognised for tab in tabs if (recognised := recognise(tab))}
    said = _as_said(found, profile)
    layouts = _Layouts(workbook, profile)
    adoptable = layouts.adoptable(tabs, found, said)
    foreign = {each.layout.tab.name for each in adoptable}
    left = {name for name, each in said.items() if each is None} | {
        name for name, each in layouts.judged.items() if each.why == TOLD and each.kind is None
    }
    ours = {name: said.get(name) or each for name, each in found.items() if name not in left}
    own = tables_of(each for name, each in ours.items() if name not in foreign)
    adopted = adopt(adoptable, declared=own)
    tables = _in_order(workbook, (*own, *adopted.tables))
    taken = {table.tab for table in tables} | left
    unknown = tuple(tab for tab in tabs if tab.name not in taken and not tab.hidden)
    told = {name for name, each in said.items() if each} | {
        each.layout.tab.name for each in adoptable if each.why == TOLD
    }
    not_read = tuple(tab for tab in tabs if tab.name in left)
    for tab in (*unknown, *not_read):
        layouts.judge(tab)
    book = Book(workbook, tables, unknown, adopted.findings, not_read, frozenset(told))
    return Understood(book, layouts.judged)


def _as_said(
    found: Mapping[str, Recognised], profile: ImportProfile | None
) -> dict[str, Recognised | None]:
    """Sheets with our own headers that somebody corrected: still ours, None where not read.

    What a table of ours cannot hold is no correction of it: such a sheet is read as one that
    somebody else laid out.
    """
    said: dict[str, Recognised | None] = {}
    for name, each in found.items():
        kept = profile.of(tuple(each.headers.values())) if profile else None
        if kept is None or _is_chance(each):
            continue
        if kept.kind is None:
            said[name] = None
            continue
        kind = SheetKey(kept.kind)
        keys = {p: k for p, k in zip(each.headers, kept.keys, strict=True) if k is not None}
        known = {column.key for column in columns_of(kind)}
        if set(keys.values()) <= known and len(set(keys.values())) == len(keys):
            said[name] = replace(each, key=kind, columns=keys, unknown=(), repeated=())
    return said


class _Layouts:
    """Looks at sheets as somebody else laid them out, at each once."""

    def __init__(self, workbook: Workbook, profile: ImportProfile | None) -> None:
        self._workbook, self._profile = workbook, profile
        self._facts: Facts | None = None
        self.judged: dict[str, Judged] = {}

    def judge(self, tab: Tab) -> Judged | None:
        """What a sheet would be, None where no table is on it."""
        if tab.name not in self.judged:
            self._facts = self._facts or facts_of(self._workbook)
            if (found := judge(tab, self._workbook, self._facts, self._profile)) is not None:
                self.judged[tab.name] = found
        return self.judged.get(tab.name)

    def adoptable(
        self,
        tabs: Sequence[Tab],
        found: Mapping[str, Recognised],
        said: Mapping[str, Recognised | None],
    ) -> list[Judged]:
        """The sheets that are to be read as somebody else laid them out."""
        ours = [each for each in found.values() if not _is_chance(each)]
        is_ours = self._workbook.template is not None or any(e.key not in _FRAME for e in ours)
        if is_ours and self._profile is None:
            return []
        kept: list[Judged] = []
        for tab in tabs:
            strict = found.get(tab.name)
            if tab.name in said or why_ignored(tab, self._profile) or self._is_own(strict):
                continue
            each = self.judge(tab)
            if each is None or not is_adoptable(each):
                continue
            if each.why == TOLD or (not is_ours and (strict is None or _says_more(each, strict))):
                kept.append(each)
        return kept

    def _is_own(self, strict: Recognised | None) -> bool:
        """Whether a sheet has our headers, and nobody says that it is to be read otherwise."""
        if strict is None or _is_chance(strict):
            return False
        return self._profile is None or self._profile.of(tuple(strict.headers.values())) is None


def _is_chance(found: Recognised) -> bool:
    """Whether a sheet has a few of our headers only because anyone may use such words.

    Half of its headers are not ours, and what a row cannot do without is not among them.
    """
    known = set(found.columns.values())
    lacks = any(c.required and c.key not in known for c in columns_of(found.key))
    return lacks and len(found.columns) * 2 <= len(found.headers)


def _says_more(judged: Judged, strict: Recognised) -> bool:
    """Whether reading a sheet freely tells more of it than our own headers do."""
    keys = {column.key for column in judged.columns if column.key}
    return _is_chance(strict) and len(keys) > len(strict.columns)


def _in_order(workbook: Workbook, tables: Sequence[Table]) -> tuple[Table, ...]:
    """Tables as their sheets follow each other."""
    sheets = {tab.name: number for number, tab in enumerate(workbook.tabs)}
    return tuple(sorted(tables, key=lambda table: sheets[table.tab]))
