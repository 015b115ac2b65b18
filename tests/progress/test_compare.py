"""Two editions held against each other: rows, values, marks, and the cells of both."""

from collections.abc import Mapping, Sequence
from datetime import date

import pytest

from dashboard.flows.report_progress import progress_of
from dashboard.language.words import Language
from dashboard.plan.columns import COLUMNS, NAMED_BY, columns_of
from dashboard.plan.sheets import SheetKey
from dashboard.plan.status import ActionStatus, Progress
from dashboard.progress.compare import Comparison, Fate, compare
from dashboard.progress.summary import Summary
from dashboard.workbooks.checkingapart import check_workbook
from dashboard.workbooks.template import write_workbook
from tests.editions import (
    ADDED,
    COMPLETED,
    DELAYED,
    MEASURED,
    PASSED,
    RECOVERED,
    REMOVED,
    RENAMED,
    RESTATED,
    second,
)
from tests.samples import ADMINISTRATIONS, EXAMPLES, action, example, opened, plan

A, I, O = SheetKey.ACTIONS, SheetKey.INDICATORS, SheetKey.OBSERVATIONS  # noqa: E741


@pytest.fixture(scope="module")
def later() -> Comparison:
    return compare(example("example-city").summary, opened(second()).summary)


def held(
    before: Sequence[Mapping[str, object]],
    after: Sequence[Mapping[str, object]],
    *,
    on: tuple[str, str] = ("2026-11-01", "2026-11-01"),
) -> Comparison:
    """Two plans of these actions against each other."""
    older, newer = (
        plan(
            {
                SheetKey.ABOUT: [{"key": "status_date", "text_da": day}],
                SheetKey.ADMINISTRATIONS: ADMINISTRATIONS,
                A: rows,
            }
        )
        for rows, day in zip((before, after), on, strict=True)
    )
    return compare(older.summary, newer.summary)


@pytest.mark.parametrize("sheet", SheetKey)
def test_every_sheet_says_what_tells_its_rows_apart(sheet: SheetKey):
    assert set(NAMED_BY[sheet]) <= {c.key for c in columns_of(sheet)}
    assert all(c.required for c in COLUMNS if c.sheet is sheet and c.key in NAMED_BY[sheet])


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_edition_is_no_different_from_itself(name: str):
    same = compare(example(name).summary, example(name).summary)
    assert (same.changes, same.shifts, same.moved) == ((), (), {})


def test_what_was_done_to_the_workbook_is_found_and_nothing_else(later: Comparison):
    found = {(c.sheet, c.name, c.fate) for c in later.changes}
    assert found == {
        (SheetKey.ABOUT, "status_date", Fate.CHANGED),
        (SheetKey.CONTRIBUTIONS, RENAMED, Fate.CHANGED),
        (A, COMPLETED, Fate.CHANGED),
        (A, DELAYED, Fate.CHANGED),
        (A, RECOVERED, Fate.CHANGED),
        (A, ADDED, Fate.ADDED),
        (A, REMOVED, Fate.REMOVED),
        (O, f"{RESTATED} 2025", Fate.CHANGED),
        (O, f"{MEASURED} 2026", Fate.ADDED),
    }


def test_every_value_has_what_it_was_what_it_is_and_both_its_cells(later: Comparison):
    change = next(c for c in later.changes if c.name == DELAYED)
    told = {f.key: (f.old, f.new, f.old_cell, f.new_cell) for f in change.fields}
    assert told == {
        "status": ("on_track", "delayed", "Actions!M5", "Actions!M5"),
        "due_date": ("2029-03-31", "2029-12-31", "Actions!L5", "Actions!L5"),
    }
    assert change.goals == {1, 11}
    assert change.administrations == {"FAM"}


def test_every_mark_that_shifted_says_what_gave_it(later: Comparison):
    shifts = {s.name: s for s in later.shifts}
    assert set(shifts) == {COMPLETED, DELAYED, RECOVERED, *PASSED, MEASURED, RESTATED}
    assert [f.key for f in shifts[COMPLETED].fields] == ["status"]
    assert (shifts[COMPLETED].old, shifts[COMPLETED].new) == (
        ActionStatus.ON_TRACK,
        ActionStatus.COMPLETED,
    )
    assert [c.fate for c in shifts[MEASURED].values] == [Fate.ADDED]
    assert shifts[MEASURED].new is Progress.ACHIEVED
    assert [c.fate for c in shifts[RESTATED].values] == [Fate.CHANGED]


def test_a_mark_that_the_calendar_changed_says_that_nobody_did(later: Comparison):
    for name in PASSED:
        shift = next(s for s in later.shifts if s.name == name)
        assert (shift.new, shift.fields, shift.values) == (ActionStatus.DELAYED, (), ())
    assert [day.isoformat() for day in later.days] == ["2026-11-01", "2027-01-15"]


def test_rows_that_only_moved_are_the_same_and_their_old_cell_is_known(later: Comparison):
    assert later.moved == {(A, "H-169"): "Actions!A170", (A, "H-170"): "Actions!A171"}


def test_another_order_of_rows_and_of_lists_is_no_change():
    first = [action("A", goals=[1, 2]), action("B", contributing=["NY", "TMF"])]
    second = [action("B", contributing=["TMF", "NY"]), action("A", goals=[2, 1])]
    found = held(first, second)
    assert found.changes == ()
    assert len(found.moved) == 2


def test_a_filled_and_an_emptied_cell_are_told_as_unknown_before_and_after():
    found = held([action("A", budget=5)], [action("A", spent=0)])
    (change,) = found.changes
    told = {f.key: (f.old, f.new) for f in change.fields}
    assert told == {"budget": (5, None), "spent": (None, 0)}  # nothing never becomes zero


def test_a_row_of_an_administration_that_is_gone_belongs_to_its_successor():
    before = action("A", goals=[11], responsible="GAM")
    found = held([before], [before | {"responsible": "NY", "goals": [13]}])
    (change,) = found.changes
    assert change.administrations == {"NY"}
    assert change.goals == {11, 13}


def test_rows_of_one_name_in_a_draft_are_told_apart_by_their_order():
    first = [action("A", title_en=text, goals=[1]) for text in ("one", "two")]
    older, newer = (draft(rows) for rows in (first, [first[0], first[1] | {"title_en": "three"}]))
    (change,) = compare(older, newer).changes
    assert [(f.key, f.old, f.new) for f in change.fields] == [("title_en", "two", "three")]


def draft(rows: Sequence[Mapping[str, object]]) -> Summary:
    """A workbook that cannot be published, for two of its rows have one id."""
    sheets = {SheetKey.ADMINISTRATIONS: ADMINISTRATIONS, A: rows}
    checked = check_workbook(write_workbook(sheets, language=Language.DA), filename="plan.xlsx")
    assert checked.has_errors
    return progress_of(checked, today=date(2026, 11, 1))


def test_a_plan_that_lost_all_its_actions_says_so():
    found = held([action("A"), action("B")], [])
    assert [(c.name, c.fate, c.new) for c in found.changes] == [
        ("A", Fate.REMOVED, None),
        ("B", Fate.REMOVED, None),
    ]
    assert (found.older.count(A, None, None), found.newer.count(A, None, None)) == (2, 0)
