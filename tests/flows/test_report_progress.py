"""The marks of a workbook are told whatever stands in its cells."""

import json
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.flows.report_progress import progress_json, progress_lines, progress_of
from dashboard.language.words import Language, words_for
from dashboard.plan.columns import columns_of
from dashboard.plan.goals import GOAL_NUMBERS
from dashboard.plan.sheets import SheetKey
from dashboard.plan.status import Progress
from dashboard.workbooks.checkingapart import check_workbook
from dashboard.workbooks.template import write_workbook

_SHEETS = (
    SheetKey.ABOUT,
    SheetKey.ADMINISTRATIONS,
    SheetKey.ACTIONS,
    SheetKey.INDICATORS,
    SheetKey.OBSERVATIONS,
    SheetKey.RELEVANCE,
)
_ANYTHING = st.one_of(
    st.sampled_from(
        ("", "NaN", "1e999", "-", "0,45", "45 %", "1.234", "2027: 40; 2030: 50", "2030", "11.6",
         "I-1", "TMF", "mindst", "faldende", "by_hand", "milestones", "none", "Nået", "ja", "=1/0")
    ),
    st.integers(-5, 5),
    st.sampled_from((2015, 2023, 2031, 1e308, -1e308, 5e-324, 0.0)),
)  # fmt: skip


@st.composite
def books(draw: st.DrawFn) -> bytes:
    """A plan whose cells may hold anything, with an id here and there so that rows meet."""
    rows: dict[SheetKey, list[dict[str, object]]] = {}
    for sheet in _SHEETS:
        keys = [c.key for c in columns_of(sheet)]
        row = st.dictionaries(st.sampled_from(keys), _ANYTHING, max_size=len(keys))
        rows[sheet] = [{**_named(sheet), **found} for found in draw(st.lists(row, max_size=4))]
    return write_workbook(rows, language=draw(st.sampled_from(Language)))


def _named(sheet: SheetKey) -> dict[str, object]:
    fixed: dict[SheetKey, dict[str, object]] = {
        SheetKey.INDICATORS: {"id": "I-1", "title_da": "x", "responsible": "TMF"},
        SheetKey.OBSERVATIONS: {"indicator": ["I-1"], "year": 2020, "value": 3},
        SheetKey.ADMINISTRATIONS: {"code": "TMF", "name_da": "x"},
    }
    return fixed.get(sheet, {})


@settings(max_examples=40, deadline=None)
@given(books())
def test_no_cell_keeps_the_marks_from_being_told(content: bytes):
    checked = check_workbook(content, filename="plan.xlsx")
    if not checked.readable:
        return
    summary = progress_of(checked, today=date(2026, 3, 1))
    report = json.loads(json.dumps(progress_json(summary), allow_nan=False))
    assert len(report["goals"]) == len(GOAL_NUMBERS)
    assert all(found["class"] in set(Progress) for found in report["indicators"])
    lines = list(progress_lines(summary, words_for(Language.DA)))
    assert len(lines) == len(report["indicators"])
