"""Tie untagged rows of a draft to goals: suggestions, what somebody chose, and its cells.

Nothing is applied by itself. What somebody accepts is written into the workbook's own cells,
so that the file and the program say the same.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dashboard.errors import Trouble
from dashboard.flows.receive_workbook import exchanged, remember, told_as_text, told_in
from dashboard.flows.suggest_goals import Suggestion
from dashboard.flows.write_csv import write_csv
from dashboard.language.words import Language, Words, words_for
from dashboard.plan.drafts import Draft, Seen
from dashboard.plan.goals import GOAL_NUMBERS
from dashboard.plan.people import Person
from dashboard.plan.targets import goal_of, is_target
from dashboard.records.store import Store
from dashboard.settings import Settings
from dashboard.workbooks.checking import Checked
from dashboard.workbooks.goalcodes import written
from dashboard.workbooks.limits import limits_of
from dashboard.workbooks.patchingapart import write_cells_apart
from dashboard.workbooks.profiles import TableProfile
from dashboard.workbooks.raw import address, letters
from dashboard.workbooks.refusing import Unreadable
from dashboard.workbooks.sheetreports import SheetReport
from dashboard.workbooks.suggesting import suggest
from dashboard.workbooks.untagged import UntaggedRow

LONGEST = 100
_MOST = 3
# Columns of crosses or scores stand for one goal each; codes are written elsewhere.
_NO_CODES = frozenset({"goal_as_column", "goal_score"})
# A comma between digits is 13.2 to some, and 13 and 2 to others.
_EITHER = re.compile(r"\d,\d")
# Codes, words such as "goal", and what stands between them; no sign that a sheet would count by.
_LISTED = re.compile(r"[^\W_]+(?:[\s.,;–-]+[^\W_]+)*[\s.,;]*")


@dataclass(frozen=True, slots=True)
class Codes:
    """The goals and targets a row is to be tied to."""

    goals: tuple[int, ...]
    targets: tuple[str, ...]

    @property
    def all_goals(self) -> tuple[int, ...]:
        """The goals named, and those of the targets named."""
        return tuple(dict.fromkeys((*self.goals, *(goal_of(each) for each in self.targets))))


@dataclass(frozen=True, slots=True)
class Suggested:
    """An untagged row by its number in the list, with the goals it may serve."""

    number: int
    row: UntaggedRow
    suggestions: tuple[Suggestion, ...]


def suggested(checked: Checked, part: slice, /) -> tuple[Suggested, ...]:
    """A part of the untagged rows with what their words suggest; nothing of it is applied."""
    numbered = list(enumerate(checked.untagged.rows))[part]
    return tuple(
        Suggested(n, row, suggest(row.titles, description=row.descriptions)) for n, row in numbered
    )


def codes_from(text: str, /) -> Codes | None:
    """Goals and targets as a workbook may say them, None where they cannot be read whole."""
    if len(text) > LONGEST or _EITHER.search(text) or not _LISTED.fullmatch(text.strip()):
        return None
    found = written(text)
    return Codes(found.goals, found.targets) if found and found.is_whole else None


def codes_of(chosen: Iterable[str], /) -> Codes | None:
    """Goals and targets by their codes; None where one is none."""
    codes = tuple(dict.fromkeys(chosen))
    goals = tuple(n for n in GOAL_NUMBERS if str(n) in codes)
    targets = tuple(code for code in codes if is_target(code))
    return Codes(goals, targets) if len(goals) + len(targets) == len(codes) else None


def joined(first: Codes, second: Codes, /) -> Codes:
    """Both together, each goal and target once."""
    goals = tuple(dict.fromkeys((*first.goals, *second.goals)))
    return Codes(goals, tuple(dict.fromkeys((*first.targets, *second.targets))))


def as_csv(checked: Checked, words: Words, /) -> bytes:
    """All that is suggested, a line for each untagged row."""
    headers = [words(f"tagging.file.{key}") for key in ("sheet", "cell", "title")]
    for number in range(1, _MOST + 1):
        headers += [words(f"tagging.file.{key}", number=str(number)) for key in ("goal", "words")]
    return write_csv(headers, map(_line, suggested(checked, slice(None))), words.language)


def _line(each: Suggested) -> list[str]:
    found = [each.row.tab, each.row.cell or str(each.row.row), each.row.title]
    for suggestion in each.suggestions:
        codes = [str(suggestion.goal), *([suggestion.target] if suggestion.target else [])]
        found += ["; ".join(codes), ", ".join(suggestion.words)]
    return found + [""] * (3 + 2 * _MOST - len(found))


def accept_goals(  # noqa: PLR0913 - each is one fact about the acceptance
    store: Store,
    draft: Draft,
    checked: Checked,
    accepted: Mapping[int, Codes],
    /,
    *,
    by: Person,
    seen: Seen,
    settings: Settings,
) -> Draft | None:
    """Write what somebody accepted, by the number of the row, into the draft's workbook.

    None where the reader could not read it now. Raises `Refused`, and `Trouble` where a cell
    cannot be written or would not be read as what it says.
    """
    rows = {n: checked.untagged.rows[n] for n in accepted}
    tabs = {row.tab for row in rows.values()}
    wide = [_Sheet(sheet) for sheet in checked.sheets if sheet.name in tabs]
    cells: dict[tuple[str, str], str | int] = {}
    for each in wide:
        own = {rows[n].row: codes for n, codes in accepted.items() if rows[n].tab == each.name}
        cells |= {(each.name, cell): what for cell, what in each.cells(own).items()}
    content = store.drafts.content(draft.key).workbook
    try:
        mended = write_cells_apart(
            content, cells, filename=draft.filename, limits=limits_of(settings)
        )
    except Unreadable:
        return None
    told = [table for each in wide if (table := each.profile(draft.profile)) is not None]
    tied = {(row.tab, row.row) for row in rows.values()}
    moved = exchanged(
        store,
        draft,
        by=by,
        seen=seen,
        settings=settings,
        profile=told_as_text(told_in(draft.profile).having(*told)),
        workbook=mended,
        fits=lambda found: _must_be_tied(found, tied),
    )
    if moved is not None:
        remember(store.drafts, draft.sender, told)
    return moved


def _must_be_tied(found: Checked, tied: set[tuple[str, int]]) -> None:
    """Raise `Trouble` where a row is still untagged: its cell is not read as what it says."""
    left = next((r for r in found.untagged.rows if (r.tab, r.row) in tied), None)
    if left is not None:
        raise Trouble("tagging.not_seen", sheet=left.tab, row=str(left.row))


class _Sheet:
    """Where goals and targets stand on a sheet; columns that are missing are put to its right."""

    def __init__(self, report: SheetReport) -> None:
        self._report = report
        self._free = report.free
        self._new: dict[str, str] = {}
        self._places = {
            column.key: column.place
            for column in reversed(report.read)
            if column.key in ("goals", "targets") and not _NO_CODES & set(column.why)
        }

    @property
    def name(self) -> str:
        """The sheet's name in the workbook."""
        return self._report.name

    def cells(self, accepted: Mapping[int, Codes]) -> dict[str, str | int]:
        """What is to be written, by cell; rows are numbered as Excel numbers them."""
        found: dict[str, str | int] = {}
        for row, codes in accepted.items():
            for key, what in self._said(codes).items():
                found[f"{letters(self._place(key))}{row}"] = what
        header = self._report.header_row
        assert header is not None  # or it had no rows
        for key, text in self._new.items():
            found[address(header - 1, self._places[key])] = text
        return found

    def profile(self, profile: str | None) -> TableProfile | None:
        """How the sheet is read with its new columns, where somebody said how without them."""
        kept = told_in(profile).of([c.header for c in self._report.read])
        if kept is None or not self._new:
            return None
        headers = (*kept.headers, *self._new.values())
        return TableProfile(headers, kept.kind, (*kept.keys, *self._new), kept.scores_from)

    def _said(self, codes: Codes) -> dict[str, str | int]:
        """What each column is to say; a sheet of another layout says both in one, if it has one."""
        goals, targets = [str(goal) for goal in codes.all_goals], list(codes.targets)
        if self._report.is_own or {"goals", "targets"} <= self._places.keys():
            said = {"goals": goals, "targets": targets}
        else:
            key = "targets" if "targets" in self._places else "goals"
            said = {key: [*map(str, codes.goals), *targets]}
        return {key: _value(parts) for key, parts in said.items() if parts}

    def _place(self, key: str) -> int:
        if key not in self._places:
            self._places[key] = self._free
            self._free += 1
            words = words_for(self._language())
            is_own = self._report.is_own
            self._new[key] = words.header(key) if is_own else words("tagging.header")
        return self._places[key]

    def _language(self) -> Language:
        """The language of the sheet: the one whose columns hold its texts."""
        keys = [column.key for column in self._report.read if column.key]
        danish = sum(key.endswith("_da") for key in keys)
        return Language.DA if danish >= sum(key.endswith("_en") for key in keys) else Language.EN


def _value(parts: Sequence[str]) -> str | int:
    """One goal is a number; a list, and a target such as 8.10, are texts."""
    return int(parts[0]) if len(parts) == 1 and parts[0].isdigit() else "; ".join(parts)
