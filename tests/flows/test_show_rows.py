"""Every count on a page leads to exactly the rows it counted."""

import pytest

from dashboard.flows.show_rows import Question, counts, rows
from dashboard.plan.goals import GOAL_NUMBERS
from dashboard.plan.sheets import MAPPED, SheetKey
from dashboard.plan.status import ActionStatus, Progress
from dashboard.plan.targets import TARGETS
from tests.samples import ADMINISTRATIONS, EXAMPLES, action, example, plan

_MARKED = ((SheetKey.ACTIONS, ActionStatus), (SheetKey.INDICATORS, Progress))


def _many(name: str, question: Question) -> int:
    return sum(map(len, rows(example(name), question).values()))


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_number_of_the_matrix_is_the_number_of_its_rows(name: str):
    summary = example(name).summary
    for code in (a.code for a in summary.in_charge()):
        for goal in (None, *GOAL_NUMBERS):
            for sheet in MAPPED:
                asked = Question(sheet=sheet, goal=goal, administration=code)
                assert summary.count(sheet, goal, code) == _many(name, asked)


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize(("sheet", "family"), _MARKED)
def test_every_number_of_a_status_strip_is_the_number_of_its_rows(name, sheet, family):
    summary = example(name).summary
    codes = [a.code for a in summary.in_charge()]
    places = [(None, None), *((g, None) for g in GOAL_NUMBERS), *((None, c) for c in codes)]
    for goal, code in places:
        here = summary.marks[sheet].get((goal, code), {})
        for mark in family:
            asked = Question(sheet=sheet, goal=goal, administration=code, mark=mark)
            found = rows(example(name), asked).get(sheet, [])
            assert len(found) == here.get(mark, 0)
            assert all(row.mark is mark for row in found)


@pytest.mark.parametrize("name", EXAMPLES)
def test_counting_and_listing_agree_on_every_target(name: str):
    opened = example(name)
    for code in TARGETS:
        found = rows(opened, Question(target=code))
        assert {s: len(many) for s, many in found.items()} == {
            s: n for s, n in counts(opened, Question(target=code)).items() if n
        }
        assert all(code in r.record.codes("targets") for many in found.values() for r in many)


@pytest.mark.parametrize("name", EXAMPLES)
def test_without_a_question_every_row_is_shown_once_in_the_workbooks_order(name: str):
    found = rows(example(name), Question())
    for sheet in MAPPED:
        numbers = [row.record.row for row in found[sheet]]
        assert numbers == sorted(set(numbers))
        assert len(numbers) == example(name).summary.tables.count(sheet)


def test_rows_without_a_goal_can_be_asked_for():
    actions = [action("H-1", goals=[11]), action("H-2"), action("H-3", targets=["13.2"])]
    opened = plan({SheetKey.ADMINISTRATIONS: ADMINISTRATIONS, SheetKey.ACTIONS: actions})
    found = rows(opened, Question(unmapped=True))
    assert [row.record.text("id") for row in found[SheetKey.ACTIONS]] == ["H-2"]


@pytest.mark.parametrize(
    "question",
    [
        Question(goal=99),
        Question(target="99.9"),
        Question(administration="nobody"),
        Question(contributing="nobody"),
        Question(sheet=SheetKey.CONTRIBUTIONS, mark=ActionStatus.DELAYED),
        Question(goal=11, unmapped=True),
    ],
)
def test_a_question_nothing_answers_has_no_rows(question: Question):
    assert rows(example("example-city"), question) == {}


def test_what_an_old_administration_took_part_in_is_found_under_the_new_one():
    opened = example("example-city")
    assert counts(opened, Question(contributing="AMF")) == dict.fromkeys(MAPPED, 0)
    assert sum(counts(opened, Question(contributing="AEF")).values()) > 0
