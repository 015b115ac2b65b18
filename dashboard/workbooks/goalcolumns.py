"""Which columns of a table hold the UN's goals, and which only look as if they did.

A number after the word "goal" can be anyone's. It is read as the UN's only with a second
witness: the header or the cells name the SDGs, the words after the number are the UN's own,
or the codes could hardly be another framework's.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from dashboard.plan.goals import GOAL_NUMBERS
from dashboard.plan.targets import goal_of, is_target
from dashboard.workbooks.codes import parse_targets
from dashboard.workbooks.goalcodes import Written, written
from dashboard.workbooks.goalnames import goal_named, is_un_text
from dashboard.workbooks.headers import is_in, meanings, speaks_of
from dashboard.workbooks.raw import Raw, Tab
from dashboard.workbooks.regions import LeftOut, Region
from dashboard.workbooks.witnesses import is_missing

Codes = tuple[tuple[int, ...], tuple[str, ...]]
NONE: Codes = ((), ())
# A list of the goals needs this many columns before it is one.
_MATRIX = 3
_LOOK_AT = 50
# A table that numbers its columns of goals has hardly more of them.
_FEW = 5


class Form(StrEnum):
    """How a column tells of goals."""

    CODES = "codes"
    CROSS = "cross"
    SCORE = "score"


@dataclass(frozen=True, slots=True)
class GoalColumn:
    """One column that tells of goals; `stands_for` is the goal or target a cross would mean."""

    place: int
    key: str
    form: Form
    sure: float
    why: str
    stands_for: Codes = NONE


def goal_columns(tab: Tab, region: Region, *, marked: bool) -> tuple[GoalColumn, ...]:
    """The goal columns of a table; `marked` tells that the workbook speaks of the SDGs."""
    named = {place: codes for place in region.headers if (codes := _column_codes(region, place))}
    if _counts_from_one(tab, region, named):
        named = {}
    named = _all_seventeen(tab, region) | named
    judged = [
        found
        for place in region.headers
        if place not in named and (found := _judged(tab, region, place, marked=marked))
    ]
    strong = any(column.sure > 0.8 for column in judged)
    kept = [column for column in judged if column.sure > 0.8 or not strong or _agrees(column)]
    return (*_matrix(tab, region, named), *kept, *_beside_targets(tab, region, kept))


def codes_in(raw: Raw, *, shown_as: str | None = None) -> Codes:
    """The goals and targets a cell names, once its column is known to hold them."""
    if isinstance(raw, bool) or is_missing(raw):
        return NONE
    if isinstance(raw, float) and not raw.is_integer():
        value = parse_targets(raw, shown_as=shown_as).value
        return ((), tuple(str(code) for code in value)) if isinstance(value, tuple) else NONE
    if not isinstance(raw, str | int | float):
        return NONE
    text = _text(raw)
    found = written(text)
    if found is not None:
        return found.goals, found.targets
    named = goal_named(text)
    return ((named,), ()) if named else NONE


def is_cross(raw: Raw) -> bool:
    """Whether a cell is a cross: the row serves the goal of the column."""
    if isinstance(raw, bool | int | float):
        return raw == 1
    return isinstance(raw, str) and is_in("cross", raw)


def section_goals(tab: Tab, region: Region, *, marked: bool) -> Mapping[int, tuple[Codes, int]]:
    """Record → the goals of the heading it stands under, and the heading's row."""
    heads: dict[int, Codes] = {}
    numbered = 0
    for row, why in region.left_out.items():
        texts = [cell for cell in tab.rows[row] if isinstance(cell, str)]
        found = written(texts[0]) if why is LeftOut.SECTION and texts else None
        numbered += found is not None and not found.marked
        if found is not None and _is_un(found, marked=marked):
            heads[row] = (found.goals, found.targets)
    if len(heads) * 2 <= numbered:
        # A plan's own chapters, of which one happens to be called what a goal is called.
        return {}
    under: dict[int, tuple[Codes, int]] = {}
    rows = sorted((*heads, *region.rows))
    current: int | None = None
    for row in rows:
        if row in heads:
            current = row
        elif current is not None:
            under[row] = (heads[current], current)
    return under


def names_goals(texts: Iterable[str]) -> bool:
    """Whether titles, sheet names or headers say that a workbook is about the SDGs."""
    return any(speaks_of("un_goals", text) for text in texts)


def _judged(tab: Tab, region: Region, place: int, *, marked: bool) -> GoalColumn | None:
    header = region.headers[place]
    words = {m.concept: m.sure for m in meanings(header) if m.concept in ("goals", "targets")}
    strong = speaks_of("un_goals", header) or speaks_of("un_goals", region.banners.get(place, ""))
    first = (tab.at(row, place) for row in region.rows[:_LOOK_AT])
    if not words and not strong and not any(_names_the_uns(cell) for cell in first):
        return None
    cells = (tab.at(row, place) for row in region.rows)
    values = list(dict.fromkeys(_text(cell) for cell in cells if not is_missing(cell)))
    if not values:
        key = _key_by_words(words)
        empty = GoalColumn(place, key, Form.CODES, 0.85, "header_names_goals")
        return empty if strong and words else None
    found = [written(value) for value in values]
    read = [each for each in found if each is not None and (each.goals or each.targets)]
    named = sum(
        each is None and goal_named(v) is not None for v, each in zip(values, found, strict=True)
    )
    share = (len(read) + named) / len(values)
    if share < 0.6 or (strong and not words and _has_leftovers(read)):
        return None
    by_name = named * 2 > len(values)
    sure, why = _weighed(read, strong=strong, marked=marked, named=by_name, worded=bool(words))
    return GoalColumn(place, _key(read, words), Form.CODES, sure, why) if sure else None


def _names_the_uns(raw: Raw) -> bool:
    return isinstance(raw, str) and speaks_of("un_goals", raw)


def _weighed(
    read: list[Written], *, strong: bool, marked: bool, named: bool, worded: bool
) -> tuple[float, str]:
    """How sure the witnesses are, and which of them decided.

    `strong`: the header names the SDGs; `worded`: it has a word anyone may use for a goal;
    `named`: most cells are names of goals; `marked`: the workbook is about the SDGs.
    """
    n = max(len(read), 1)
    said = sum(each.marked for each in read) / n
    own = sum(_has_un_words(each) for each in read) / n
    whole = sum(each.is_whole for each in read) / n
    if strong and (worded or whole > 0.8):
        return 0.95, "header_names_goals"
    if said >= 0.6:
        return (0.9 if worded else 0.75), "cells_name_goals"
    if worded and (own >= 0.6 or named):
        return 0.9, "cells_carry_un_names"
    if worded and (marked or _far_reaching(read)) and (whole >= 0.8 or marked):
        leftovers = _has_leftovers(read)
        if not leftovers or (marked and any(each.targets for each in read)):
            return 0.75, "codes_of_the_goals"
    return 0.0, ""


def _far_reaching(read: list[Written]) -> bool:
    """Codes that hardly anyone else uses: lists of goals, lettered targets, many of both."""
    lists = any(len(each.goals) + len(each.targets) > 1 for each in read)
    lettered = any(code[-1].isalpha() for each in read for code in each.targets)
    goals = {goal for each in read for goal in each.all_goals}
    high = any(goal > 9 for goal in goals)
    return lettered or (lists and high) or (high and any(each.targets for each in read))


def _has_leftovers(read: list[Written]) -> bool:
    """Whether much text is left over after the codes that is not the UN's."""
    odd = sum(bool(each.unknown) or (bool(each.rest) and not _has_un_words(each)) for each in read)
    return odd * 5 > len(read)


def _has_un_words(found: Written) -> bool:
    goals = found.all_goals
    return bool(found.rest) and bool(goals) and is_un_text(goals[0], found.rest)


def _is_un(found: Written, *, marked: bool) -> bool:
    if not (found.goals or found.targets) or found.unknown:
        return False
    return found.marked or _has_un_words(found) or (marked and found.worded and not found.rest)


def _key(read: list[Written], words: Mapping[str, float]) -> str:
    """Goals or targets: what the cells hold counts more than what the header says."""
    targets = sum(bool(each.targets) for each in read)
    if targets * 2 > len(read):
        return "targets"
    return "goals" if read else _key_by_words(words)


def _key_by_words(words: Mapping[str, float]) -> str:
    return max(words, key=lambda key: words[key], default="goals")


def _agrees(column: GoalColumn) -> bool:
    return column.key == "targets"


def _beside_targets(tab: Tab, region: Region, found: list[GoalColumn]) -> tuple[GoalColumn, ...]:
    """Goal columns whose numbers are those of the targets beside them in every row."""
    target = next((column.place for column in found if column.key == "targets"), None)
    if target is None or any(column.key == "goals" for column in found):
        return ()
    rows = region.rows[:500]
    wanted = [goals_of(codes_in(tab.at(row, target))) for row in rows]
    return tuple(
        GoalColumn(place, "goals", Form.CODES, 0.85, "goals_of_the_targets")
        for place, header in region.headers.items()
        if any(m.concept == "goals" for m in meanings(header)) and place != target
        if rows and [codes_in(tab.at(row, place))[0] for row in rows] == wanted
    )


def _all_seventeen(tab: Tab, region: Region) -> dict[int, Codes]:
    """Columns headed 1 to 17 with nothing but crosses beneath; nothing else is numbered so."""
    numbered = [(place, head) for place, head in region.headers.items() if head.isdigit()]
    if [head for _, head in numbered] != [str(n) for n in GOAL_NUMBERS]:
        return {}
    if any(_form(tab, region, place) is not Form.CROSS for place, _ in numbered):
        return {}
    return {place: ((int(head),), ()) for place, head in numbered}


def _counts_from_one(tab: Tab, region: Region, named: Mapping[int, Codes]) -> bool:
    """Whether "Goal 1, Goal 2, Goal 3" only count columns of codes and are no goals themselves.

    Told by cells that name goals as text, or by rows that fill the first columns only.
    """
    numbers = [goal for codes in named.values() for goal in codes[0]]
    if not 1 < len(numbers) <= _FEW or numbers != list(range(1, len(named) + 1)):
        return False
    cells = [[tab.at(row, place) for row in region.rows] for place in named]
    told = [[cell for cell in column if not is_missing(cell)] for column in cells]
    if not all(_is_code(cell) for column in told for cell in column):
        return False
    if all(is_cross(cell) for cell in told[0]):
        return False
    worded = any(isinstance(cell, str) for column in told for cell in column)
    return worded or len(told[0]) > len(told[-1])


def _is_code(raw: Raw) -> bool:
    found = written(_text(raw)) if isinstance(raw, str | int | float) else None
    return found is not None and found.is_whole


def _matrix(tab: Tab, region: Region, named: Mapping[int, Codes]) -> tuple[GoalColumn, ...]:
    """Goals as columns: crosses say which a row serves; scores say nothing by themselves."""
    if len(set(named.values())) < _MATRIX:
        return ()
    forms = {place: _form(tab, region, place) for place in named}
    # A goal's name without its number is told by crosses only: figures under it are anything.
    named = {p: c for p, c in named.items() if forms[p] is Form.CROSS or _has_digit(region, p)}
    forms = {place: forms[place] for place in named}
    if Form.SCORE in forms.values():
        # Beside a 7, a 1 is a low score and no cross.
        forms = {p: Form.SCORE if _is_numeric(tab, region, p) else f for p, f in forms.items()}
    scores: dict[Codes, int] = {}
    for place, codes in named.items():
        best = scores.get(codes)
        shorter = best is None or len(region.headers[place]) < len(region.headers[best])
        if forms[place] is Form.SCORE and shorter:
            scores[codes] = place
    crossed = any(form is Form.CROSS for form in forms.values())
    kept = [p for p in named if forms[p] is Form.CROSS or (not crossed and p in scores.values())]
    return tuple(_matrix_column(place, forms[place], named[place]) for place in kept)


def _has_digit(region: Region, place: int) -> bool:
    return any(sign.isdigit() for sign in region.headers[place])


def _matrix_column(place: int, form: Form | None, codes: Codes) -> GoalColumn:
    key = "targets" if codes[1] else "goals"
    if form is Form.CROSS:
        return GoalColumn(place, key, Form.CROSS, 0.9, "goal_as_column", codes)
    return GoalColumn(place, key, Form.SCORE, 0.5, "goal_score", codes)


def _column_codes(region: Region, place: int) -> Codes | None:
    """The one goal or target a header stands for."""
    header = region.headers[place]
    found = written(header)
    if found is None:
        called = goal_named(header)
        return ((called,), ()) if called else None
    banner = region.banners.get(place, "")
    named = found.marked or speaks_of("un_goals", banner)
    if not (named or found.worded or found.is_whole):
        return None
    own = found.rest.split()[-1:] if len(found.goals) == 1 else []
    if own and is_target(own[0]) and goal_of(own[0]) == found.goals[0]:
        # The goal's name above, the target beneath: SDG 11 Sustainable Cities 11.2.
        return ((), (own[0],))
    if found.rest and not (found.marked or _has_un_words(found)):
        return None
    if len(found.targets) == 1:
        return ((), found.targets)
    if len(found.goals) != 1 or (not named and not found.worded and not _has_un_words(found)):
        return None
    return (found.goals, ())


def _form(tab: Tab, region: Region, place: int) -> Form | None:
    cells = [tab.at(row, place) for row in region.rows]
    told = [cell for cell in cells if not is_missing(cell)]
    if all(is_cross(cell) or _is_no(cell) for cell in told):
        return Form.CROSS
    numbers = sum(isinstance(c, int | float) and not isinstance(c, bool) for c in told)
    return Form.SCORE if numbers * 10 >= len(told) * 8 else None


def _is_numeric(tab: Tab, region: Region, place: int) -> bool:
    told = [cell for row in region.rows if not is_missing(cell := tab.at(row, place))]
    return all(isinstance(cell, int | float) and not isinstance(cell, bool) for cell in told)


def _is_no(raw: Raw) -> bool:
    if isinstance(raw, bool | int | float):
        return raw == 0
    return isinstance(raw, str) and is_in("no_cross", raw)


def _text(raw: Raw) -> str:
    if isinstance(raw, float):
        return f"{raw:.15g}"
    return str(raw)


def goals_of(codes: Codes) -> tuple[int, ...]:
    """The goals named, and those of the targets named, each once and in order."""
    return tuple(dict.fromkeys((*codes[0], *(goal_of(code) for code in codes[1]))))
