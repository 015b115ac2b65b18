"""Correct how a sheet was read: what can be chosen, what is wrong with a choice, and its saving.

What somebody says holds for this draft and for the sender's next file with the same headers.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from dashboard.flows.receive_workbook import exchanged, remember, told_as_text, told_in
from dashboard.plan.columns import COLUMNS, columns_of
from dashboard.plan.drafts import Draft, Seen
from dashboard.plan.people import Person
from dashboard.plan.sheets import SHEETS, SheetKey
from dashboard.records.store import Store
from dashboard.settings import Settings
from dashboard.workbooks.columnreading import BESIDE
from dashboard.workbooks.profiles import TableProfile, shape_of
from dashboard.workbooks.sheetreports import SheetReport

__all__ = [
    "MOST",
    "Choice",
    "Fault",
    "FaultKind",
    "SheetReport",
    "correct_reading",
    "faults",
    "forget_reading",
    "is_key",
    "kinds_for",
    "options_for",
]

# Columns of one sheet that can be corrected; a table of a plan has a tenth of it.
MOST = 300
_SERIES = (SheetKey.INDICATORS, SheetKey.OBSERVATIONS)
# What several columns may tell together.
_SEVERAL = frozenset({"goals", "targets", "value"})
_KEYS = frozenset((*(column.key for column in COLUMNS), *BESIDE))
# Without one of these a row of another layout says nothing.
_NAMES = ("title_da", "title_en", "description_da", "description_en", *BESIDE)
_NEEDED: Mapping[SheetKey, tuple[tuple[str, ...], ...]] = {
    SheetKey.ADMINISTRATIONS: (("name_da", "name_en"),),
    SheetKey.CONTRIBUTIONS: (_NAMES,),
    SheetKey.ACTIONS: (_NAMES,),
    SheetKey.INDICATORS: ((*_NAMES, "value"),),
    SheetKey.OBSERVATIONS: (("value",),),
    SheetKey.COOPERATION: (_NAMES,),
    SheetKey.RELEVANCE: (("target",), ("relevance",)),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """What somebody says of a sheet: its table, and our key for each of its columns in order.

    None stands for a sheet and for a column that is not to be read.
    """

    kind: SheetKey | None
    keys: tuple[str | None, ...]


class FaultKind(StrEnum):
    """What can be wrong with a choice; words for each stand in the language files."""

    TWICE = "twice"
    NOT_HERE = "not_here"
    NOTHING = "nothing"
    NEEDED = "needed"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a choice: the keys it is about, and the cells of their headers."""

    kind: FaultKind
    keys: tuple[str, ...] = ()
    cells: tuple[str, ...] = ()

    @property
    def is_strange(self) -> bool:
        """Whether a column was chosen that the table does not have."""
        return self.kind is FaultKind.NOT_HERE


def is_key(text: str, /) -> bool:
    """Whether a text is our key for anything a column can be read as."""
    return text in _KEYS


def kinds_for(sheet: SheetReport, /) -> tuple[SheetKey, ...]:
    """The tables a sheet can be: what a plan says of itself is known by our own headers only."""
    about = sheet.is_own or sheet.recognised_as is SheetKey.ABOUT
    return tuple(s.key for s in SHEETS if about or s.key is not SheetKey.ABOUT)


def options_for(sheet: SheetReport, kind: SheetKey | None, /) -> tuple[str, ...]:
    """Our keys that a column of a sheet can be in a table of this kind."""
    if kind is None:
        return ()
    kinds = _SERIES if kind in _SERIES and not sheet.is_own else (kind,)
    keys = [column.key for each in kinds for column in columns_of(each)]
    return tuple(dict.fromkeys((*keys, *(() if sheet.is_own else BESIDE))))


def faults(sheet: SheetReport, choice: Choice, /) -> list[Fault]:
    """Everything that is wrong with a choice; nothing where the sheet is not to be read."""
    if choice.kind is None:
        return []
    said = [(c, key) for c, key in zip(sheet.read, choice.keys, strict=False) if key is not None]
    if not said:
        return [Fault(FaultKind.NOTHING)]
    known = {*options_for(sheet, choice.kind)}
    found = [
        Fault(FaultKind.NOT_HERE, (key,), (column.cell,))
        for column, key in said
        if key not in known and (key != column.key or sheet.recognised_as is not choice.kind)
    ]
    return [*found, *_twice(sheet, choice), *_missing(sheet, choice)]


def correct_reading(  # noqa: PLR0913 - each is one fact about the correction
    store: Store,
    draft: Draft,
    sheet: SheetReport,
    choice: Choice,
    /,
    *,
    by: Person,
    seen: Seen,
    settings: Settings,
) -> Draft | None:
    """Read a draft as somebody says, and the sender's next file of this shape too.

    None where the reader could not read it again now; raises `Refused`.
    """
    headers = tuple(column.header for column in sheet.read)
    told = told_in(draft.profile)
    kept = told.of(headers)
    scores = kept.scores_from if kept else None
    kind = choice.kind.value if choice.kind else None
    table = TableProfile(headers, kind, choice.keys, scores)
    profile = told_as_text(told.having(table))
    moved = exchanged(store, draft, by=by, seen=seen, profile=profile, settings=settings)
    if moved is not None:
        remember(store.drafts, draft.sender, [table])
    return moved


def forget_reading(  # noqa: PLR0913 - each is one fact about the forgetting
    store: Store,
    draft: Draft,
    sheet: SheetReport,
    /,
    *,
    by: Person,
    seen: Seen,
    settings: Settings,
) -> Draft | None:
    """Read a sheet again as if nobody had ever said how, this draft's and the next file's.

    None where the reader could not read it again now; raises `Refused`.
    """
    shape = shape_of([column.header for column in sheet.read])
    profile = told_as_text(told_in(draft.profile).without(shape))
    moved = exchanged(store, draft, by=by, seen=seen, profile=profile, settings=settings)
    if moved is not None:
        store.drafts.forget(draft.sender, shape)
    return moved


def _twice(sheet: SheetReport, choice: Choice) -> list[Fault]:
    """Keys that two columns have, unless the sheet was read so before anybody said anything.

    Read without us, the second column speaks where the first is silent; a person who chooses
    twice has made a mistake.
    """
    columns: dict[str, list[int]] = {}
    for at, key in enumerate(choice.keys):
        if key is not None and (sheet.is_own or key not in _SEVERAL):
            columns.setdefault(key, []).append(at)
    return [
        Fault(FaultKind.TWICE, (key,), tuple(sheet.read[at].cell for at in places))
        for key, places in columns.items()
        if len(places) > 1 and any(sheet.read[at].key != key for at in places)
    ]


def _missing(sheet: SheetReport, choice: Choice) -> list[Fault]:
    """What a table of another layout cannot do without; ours is told by its findings."""
    if sheet.is_own or choice.kind is None:
        return []
    said = set(choice.keys)
    needed: Sequence[tuple[str, ...]] = _NEEDED.get(choice.kind, ())
    known = options_for(sheet, choice.kind)
    return [
        Fault(FaultKind.NEEDED, tuple(key for key in either if key in known)[:2])
        for either in needed
        if not said & set(either)
    ]
