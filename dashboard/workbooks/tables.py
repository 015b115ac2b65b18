"""Every sheet of a workbook judged: which table it is, which column means what, or why not.

Our own template is known by its exact headers first; what the template does not know is
judged by words in eight languages and by what stands in the cells, with a confidence.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dashboard.plan.findings import Code, Finding
from dashboard.plan.sheets import SheetKey
from dashboard.workbooks.columnreading import (
    Understood,
    crosses,
    is_day,
    key_of,
    language_of,
    understood,
    with_leftovers,
)
from dashboard.workbooks.forms import is_key_value
from dashboard.workbooks.gatheredrows import Layout, ReadRow, gathered
from dashboard.workbooks.goalcolumns import NONE as NO_CODES
from dashboard.workbooks.goalcolumns import (
    Codes,
    Form,
    GoalColumn,
    codes_in,
    goal_columns,
    goals_of,
    names_goals,
    section_goals,
)
from dashboard.workbooks.profiles import ImportProfile, TableProfile
from dashboard.workbooks.raw import Tab, Workbook, address
from dashboard.workbooks.reading import Step
from dashboard.workbooks.recognising import Recognised, is_helper, recognise
from dashboard.workbooks.regions import LeftOut, Region, find_region
from dashboard.workbooks.sheetfacts import Facts, facts_of, own_goals
from dashboard.workbooks.tablekinds import Evidence, kind_of

NONE = "none"
# The rule that told a table or a column which somebody corrected.
TOLD = "profile"
# Known by the template's own headers, in this number, a goals column needs no other witness.
_OURS = 4
# The languages the plan has columns for.
_SPOKEN = ("da", "en")
_SERIES = (SheetKey.INDICATORS, SheetKey.OBSERVATIONS)


@dataclass(frozen=True, slots=True)
class ReadColumn:
    """One column as it was understood; `key` is ours, None where it means nothing to us."""

    header: str
    place: int
    cell: str
    key: str | None
    confidence: float
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReadTable:
    """A table found on a sheet; rows are numbered as Excel numbers them.

    `kind` is a sheet key or `none` for a table that is not part of a plan, `why` the rule that
    told it. Where years stand as columns there are more `rows` than `records`: one for each
    year's value.
    """

    sheet: str
    kind: str
    why: str
    header_rows: tuple[int, ...]
    first_row: int | None
    last_row: int | None
    records: int
    columns: tuple[ReadColumn, ...]
    rows: tuple[ReadRow, ...]
    left_out: Mapping[int, LeftOut]


@dataclass(frozen=True, slots=True)
class Judged:
    """A sheet whose table was found and understood, before its records are read.

    `kind` is None for a table that is no part of a plan, `why` the rule that told it.
    `strict` is what our own headers alone say of it.
    """

    kind: SheetKey | None
    why: str
    columns: tuple[ReadColumn, ...]
    layout: Layout
    strict: Recognised | None


@dataclass(frozen=True, slots=True)
class Reading:
    """A whole workbook as it was understood; `ignored` says of each other sheet why."""

    tables: tuple[ReadTable, ...]
    ignored: tuple[tuple[str, str], ...]
    findings: tuple[Finding, ...]


def read_tables(
    workbook: Workbook, *, profile: ImportProfile | None = None, step: Step = lambda _, __: None
) -> Reading:
    """Judge every sheet of a workbook; `step` hears how far the work is."""
    facts = facts_of(workbook)
    tables: list[ReadTable] = []
    ignored: list[tuple[str, str]] = []
    findings = list(workbook.findings)
    for done, tab in enumerate(workbook.tabs):
        step("recognise", done / len(workbook.tabs))
        why = why_ignored(tab, profile)
        judged = None if why else judge(tab, workbook, facts, profile)
        if judged is None:
            ignored.append((tab.name, why or ("key_value" if _is_form(tab) else "no_table")))
            continue
        found = _read_table(judged)
        tables.append(found)
        if found.kind == NONE:
            ignored.append((tab.name, found.why))
        else:
            findings += passed_over(judged)
    return Reading(tuple(tables), tuple(ignored), tuple(findings))


def why_ignored(tab: Tab, profile: ImportProfile | None) -> str | None:
    """Why a sheet is passed over before anyone looks for a table on it."""
    if is_helper(tab):
        return "helper" if tab.rows else "empty"
    if tab.hidden:
        return "hidden"
    return "key_value" if profile is None and _is_form(tab) else None


def _is_form(tab: Tab) -> bool:
    return recognise(tab) is None and is_key_value(tab)


def judge(
    tab: Tab, workbook: Workbook, facts: Facts, profile: ImportProfile | None
) -> Judged | None:
    """Which table a sheet holds and what each column means; None where there is no table."""
    strict = recognise(tab)
    region = find_region(tab, header=strict.header_row if strict else None)
    if region is None or len(region.headers) < 2:
        return None
    kept = profile.of(tuple(region.headers.values())) if profile else None
    if profile is not None and kept is None and _is_form(tab):
        return None  # what a profile does not speak of is read as without one
    ours = strict is not None and (workbook.template is not None or len(strict.columns) >= _OURS)
    marked = ours or facts.marked or names_goals((tab.name, *region.headers.values()))
    columns = understood(tab, region, goal_columns(tab, region, marked=marked))
    columns = _with_template(columns, strict) if strict else columns
    sections = section_goals(tab, region, marked=marked)
    kind, why = _kind(tab, region, columns, strict, sections)
    if kept is not None:
        kind, why = _kept_kind(kept), TOLD
    columns = with_leftovers(columns, region, kind=kind, why=why)
    keys = _keys(columns, kind)
    if kept is not None:
        keys = dict(zip(region.headers, kept.keys, strict=True))
        asks = kept.scores_from is None
        columns = tuple(_as_kept(each, keys[each.place], asks=asks) for each in columns)
    foreign = language_of(columns) not in _SPOKEN
    shown = tuple(_shown(region, c, keys.get(c.place), foreign=foreign) for c in columns)
    about = own_goals(tab, region.header_rows[0], marked=marked)
    form = (facts.codes, facts.cell) if facts.codes and kind in _SERIES else None
    default = about or form or (NO_CODES, None)
    scores = kept.scores_from if kept else None
    series = kind in _SERIES
    plan = Layout(tab, region, columns, keys, sections, default, scores, is_series=series)
    return Judged(kind, why, shown, plan, strict)


def _as_kept(column: Understood, key: str | None, *, asks: bool) -> Understood:
    """A column as a person said: what is no goal column any more must not give goals.

    Scores still want to be told from when on they count; a year is one only above a value.
    """
    goal = column.goal
    if key not in ("goals", "targets"):
        goal = None
    elif goal is None:
        goal = GoalColumn(column.place, key, Form.CODES, 1.0, TOLD)
    why = (TOLD, *(("goal_score",) if goal and goal.form is Form.SCORE and asks else ()))
    year = column.year if key == "value" else None
    return replace(column, goal=goal, year=year, sure=1.0, why=why)


def _read_table(judged: Judged) -> ReadTable:
    """The table with its records."""
    tab, region = judged.layout.tab, judged.layout.region
    first, last = (region.rows[0] + 1, region.rows[-1] + 1) if region.rows else (None, None)
    return ReadTable(
        tab.name,
        judged.kind.value if judged.kind else NONE,
        judged.why,
        tuple(row + 1 for row in region.header_rows),
        first,
        last,
        len(region.rows),
        judged.columns,
        gathered(judged.layout),
        {row + 1: reason for row, reason in region.left_out.items()},
    )


def _kind(
    tab: Tab,
    region: Region,
    columns: Sequence[Understood],
    strict: Recognised | None,
    sections: Mapping[int, tuple[Codes, int]],
) -> tuple[SheetKey | None, str]:
    if strict is not None:
        return strict.key, "template"
    concepts = {column.concept for column in columns if column.concept}
    goals = [column.goal for column in columns if column.goal]
    read = [goal for goal in goals if goal.form is not Form.SCORE]
    evidence = Evidence(
        concepts | _forms(columns, region),
        len(columns),
        sum(column.year is not None for column in columns),
        sum(column.is_figures and column.year is None for column in columns),
        bool(read or sections),
        _is_un_list(tab, region, read, concepts, sections),
    )
    return kind_of(evidence)


def _forms(columns: Sequence[Understood], region: Region) -> set[str]:
    """What only the cells tell: crosses for goals, scores nobody explains, days of measuring."""
    scored = any(column.goal and column.goal.form is Form.SCORE for column in columns)
    crossed = crosses(columns)
    day = any(is_day(column, region) for column in columns)
    told = (("goal_matrix", crossed), ("goal_scores", scored), ("day", day))
    return {name for name, holds in told if holds}


def _is_un_list(
    tab: Tab,
    region: Region,
    goals: Sequence[GoalColumn],
    concepts: set[str],
    sections: Mapping[int, tuple[Codes, int]],
) -> bool:
    """Whether the rows are the UN's own list: every goal once, or most of the targets."""
    if concepts & {"owner", "status", "due_date", "start_date", "budget", "year", "value"}:
        return False
    coded = [goal for goal in goals if goal.form is Form.CODES]
    said = [codes_in(tab.at(row, g.place)) for g in coded for row in region.rows]
    targets = {code for codes in said for code in codes[1]}
    if len(targets) >= 100:
        return True
    numbered = {goal for codes in said for goal in goals_of(codes)}
    numbered |= {goal for codes, _ in sections.values() for goal in goals_of(codes)}
    return len(numbered) == 17 and (len(region.rows) <= 20 or len(targets) > 50)


def _with_template(columns: Sequence[Understood], strict: Recognised) -> tuple[Understood, ...]:
    """The columns of our own template mean what they say; only the others were judged."""
    return tuple(
        replace(column, concept=strict.columns[column.place], sure=1.0, why=("template",))
        if column.place in strict.columns
        else column
        for column in columns
    )


def _keys(columns: Sequence[Understood], kind: SheetKey | None) -> dict[int, str | None]:
    language = language_of(columns)
    has_title = any(column.concept == "title" for column in columns)
    return {
        column.place: _key(column, kind=kind, language=language, has_title=has_title)
        for column in columns
    }


def _key(
    column: Understood, *, kind: SheetKey | None, language: str, has_title: bool
) -> str | None:
    if column.why == ("template",):
        return column.concept
    if column.year is not None and kind in _SERIES:
        return "value"
    return key_of(column, kind=kind, language=language, has_title=has_title)


def _kept_kind(kept: TableProfile) -> SheetKey | None:
    known = {each.value: each for each in SheetKey}
    return known.get(kept.kind) if kept.kind else None


def _shown(
    region: Region,
    column: Understood,
    key: str | None,
    *,
    foreign: bool,
) -> ReadColumn:
    row, place = region.places[column.place]
    why = column.why
    if foreign and key and key.endswith("_en"):
        # Stored as English, for the plan knows two languages; said aloud, for it is not.
        why = (*why, "other_language")
    header = region.headers[column.place]
    return ReadColumn(header, place, address(row, place), key, column.sure, why)


def passed_over(judged: Judged) -> list[Finding]:
    """What a person should know of a table beyond its columns."""
    found: list[Finding] = []
    sheet, left_out = judged.layout.tab.name, judged.layout.region.left_out
    for reason in LeftOut:
        rows = [row + 1 for row, why in left_out.items() if why is reason]
        found += rows_left_out(sheet, rows, reason=reason.value)
    scored = next((column for column in judged.columns if "goal_score" in column.why), None)
    if scored is not None:
        found.append(Finding(Code.GOAL_SCORES, sheet, scored.cell, scored.header))
    return found


def rows_left_out(sheet: str, rows: Sequence[int], *, reason: str) -> list[Finding]:
    """A finding about rows that are no records, by the numbers Excel shows; none without rows."""
    if not rows:
        return []
    facts = {"rows": _some(list(map(str, rows))), "number": len(rows), "left_out": reason}
    return [Finding(Code.ROWS_LEFT_OUT, sheet, None, facts=facts)]


def _some(rows: Sequence[str]) -> str:
    return ", ".join(rows[:12]) + (" …" if len(rows) > 12 else "")
