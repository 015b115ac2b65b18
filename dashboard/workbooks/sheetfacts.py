"""What a workbook says of itself outside its tables: that it is about the SDGs, and which."""

from dataclasses import dataclass

from dashboard.plan.goals import GOAL_NUMBERS
from dashboard.workbooks.forms import is_key_value
from dashboard.workbooks.goalcodes import written
from dashboard.workbooks.goalcolumns import Codes, goals_of, names_goals
from dashboard.workbooks.goalnames import is_un_text
from dashboard.workbooks.headers import meanings
from dashboard.workbooks.raw import Tab, Workbook, address, is_blank

_LOOK_AT = 12
_TITLE = 300


@dataclass(frozen=True, slots=True)
class Facts:
    """`marked`: the workbook names the SDGs; `codes`: the one goal or target it is about.

    `cell` is where that stands, with its sheet.
    """

    marked: bool
    codes: Codes | None = None
    cell: str | None = None


def facts_of(workbook: Workbook) -> Facts:
    """What sheet names, titles and forms say; the records themselves are not asked."""
    texts = [text for tab in workbook.tabs for text in (tab.name, *_titles(tab))]
    forms = [tab for tab in workbook.tabs if tab.rows and not tab.hidden and is_key_value(tab)]
    told = [found for tab in forms if (found := _told(tab))]
    marked = names_goals(texts) or any(names_goals(_words(tab)) for tab in forms)
    if marked and len({codes for codes, _ in told}) == 1:
        return Facts(marked, *told[0])
    return Facts(marked)


def own_goals(tab: Tab, header: int, *, marked: bool) -> tuple[Codes, str | None] | None:
    """The one goal or target a sheet is about by its name, or by the title above its table.

    With the cell of the title; a name stands in none.
    """
    above = [
        [(address(n, at), str(cell)) for at, cell in enumerate(row) if not is_blank(cell)]
        for n, row in enumerate(tab.rows[:header])
    ]
    titles = [row[0] for row in above if len(row) == 1]
    for cell, text in ((None, tab.name), *titles):
        found = written(text)
        if found is None or found.unknown or len(found.all_goals) != 1:
            continue
        if found.marked or (marked and is_un_text(found.all_goals[0], found.rest)):
            return (found.goals, found.targets), cell
    return None


def _titles(tab: Tab) -> list[str]:
    """The texts above a table and in its first row."""
    return [
        cell for row in tab.rows[:_LOOK_AT] if len(row) < 4 or row is tab.rows[0]
        for cell in row if isinstance(cell, str) and len(cell) < _TITLE
    ]  # fmt: skip


def _words(tab: Tab) -> list[str]:
    return [cell for row in tab.rows[:120] for cell in row[:2] if isinstance(cell, str)]


def _told(tab: Tab) -> tuple[Codes, str] | None:
    """The target a form is about, or the goal: a row so named whose fact begins with the code."""
    found: list[tuple[Codes, str]] = []
    for number, row in enumerate(tab.rows[:120]):
        label = row[0] if row else None
        fact = row[1] if len(row) > 1 else None
        if not isinstance(label, str) or is_blank(fact) or not _is_label(label):
            continue
        said = written(str(fact))
        codes = (said.goals, said.targets) if said and not said.unknown else None
        if codes and len(goals_of(codes)) == 1 and goals_of(codes)[0] in GOAL_NUMBERS:
            found.append((codes, f"{tab.name}!{address(number, 1)}"))
    if len({goals_of(codes) for codes, _ in found}) > 1:
        return None
    return max(found, key=lambda each: len(each[0][1]), default=None)


def _is_label(text: str) -> bool:
    found = meanings(text)
    return any(m.concept in ("goals", "targets") and m.sure >= 0.85 for m in found)
