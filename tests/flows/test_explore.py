"""An explorer shows what was asked for, and counts what else could be."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.flows.explore import (
    EXPLORERS,
    FILTERS,
    ORDERS,
    VIEWS,
    Wanted,
    explore,
    filters_of,
    loosened,
    wanted_for,
    wanted_in,
)
from dashboard.flows.say_exploration import say_exploration, say_told
from dashboard.flows.show_rows import Question, counts, rows
from dashboard.language.spelling import in_order
from dashboard.language.words import Language, words_for
from dashboard.plan.sheets import SheetKey
from dashboard.plan.status import ActionStatus
from tests.samples import ADMINISTRATIONS, EXAMPLES, action, example, plan

DA, EN = Language.DA, Language.EN
A, INDICATORS = EXPLORERS


def found(query: Mapping[str, str], sheet: SheetKey = A, name: str = "example-city"):
    opened = example(name)
    return explore(opened, wanted_in(query, sheet, opened), DA)


def said(opened, query: Mapping[str, str], language: Language = DA, sheet: SheetKey = A):
    explored = explore(opened, wanted_in(query, sheet, opened), language)
    everything = opened.summary.tables.count(sheet)
    return say_exploration(explored, words_for(language), everything=everything)


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("sheet", EXPLORERS)
def test_every_count_beside_a_choice_is_the_number_of_rows_it_gives(name: str, sheet: SheetKey):
    for query in ({}, {"goal": "11"}, {"q": "klima"}):
        for key, values in found(query, sheet, name).facets.items():
            for value, count in values.items():
                assert found({**query, key: value}, sheet, name).count == count, (key, value)


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("sheet", EXPLORERS)
def test_an_explorer_and_the_rows_behind_a_number_agree(name: str, sheet: SheetKey):
    opened = example(name)
    codes = [a.code for a in opened.summary.in_charge()]
    questions = [Question(sheet=sheet, goal=g) for g in range(1, 18)]
    questions += [Question(sheet=sheet, administration=c) for c in codes]
    questions += [Question(sheet=sheet, contributing=c, goal=11) for c in codes]
    questions += [Question(sheet=sheet, unmapped=True), Question(sheet=sheet, attention=True)]
    for question in questions:
        wanted = wanted_for(question)
        assert wanted is not None
        assert explore(opened, wanted, DA).count == counts(opened, question)[sheet]


@pytest.mark.parametrize("sheet", EXPLORERS)
def test_every_row_stands_on_one_page_in_every_order_and_view(sheet: SheetKey):
    opened = example("example-city")
    every = {r.record.text("id") for r in rows(opened, Question(sheet=sheet))[sheet]}
    for view in VIEWS[sheet]:
        for order in ORDERS[sheet]:
            seen: list[str | None] = []
            for page in range(1, found({"view": view}, sheet).pages + 1):
                query = {"view": view, "order": order, "page": str(page)}
                seen += [row.record.text("id") for row in found(query, sheet).rows]
            assert len(seen) == len(every)
            assert set(seen) == every


def test_orders_are_what_they_say():
    titles = [row.record.text("title_da") or "" for row in found({"order": "title"}).rows]
    assert titles == sorted(titles, key=in_order)
    assert found({}).rows[0].mark is ActionStatus.DELAYED
    dues = [
        row.record.text("due_date") or "9"
        for row in found({"order": "due"}).rows
        if row.standing and row.standing.status.is_open
    ]
    assert [d[:4] for d in dues] == sorted(d[:4] for d in dues)
    assert [r.record.row for r in found({"order": "row"}).rows] == list(range(2, 172))


def test_the_past_administration_leads_to_its_successor():
    assert found({"administration": "AMF"}).count == found({"administration": "AEF"}).count > 0


@pytest.mark.parametrize(
    "query",
    [
        {"goal": "18"},
        {"goal": "x"},
        {"goal": "⑪"},
        {"target": "11.99"},
        {"administration": "nobody"},
        {"status": "splendid"},
        {"kind": "<script>"},
    ],
)
def test_a_value_nobody_knows_is_left_out_and_told(query: Mapping[str, str]):
    opened = example("example-city")
    explored = found(query)
    assert explored.count == opened.summary.tables.count(A)
    (line,) = say_told(explored, words_for(DA))
    assert next(iter(query.values())) in line


@given(
    st.dictionaries(
        st.sampled_from([*(f.key for f in FILTERS), "q", "order", "view", "page", "x"]),
        st.text(max_size=40),
    ),
    st.sampled_from(EXPLORERS),
)
def test_no_question_brings_an_explorer_down(query: dict[str, str], sheet: SheetKey):
    explored = found(query, sheet)
    assert 0 <= len(explored.rows) <= explored.count
    assert 1 <= explored.wanted.page <= explored.pages


def test_a_page_beyond_the_last_is_the_last():
    assert found({"page": "9999"}).wanted.page == found({}).pages
    assert found({"page": "0"}).wanted.page == 1


def test_an_address_says_the_question_again():
    opened = example("example-city")
    query = {"q": "skole", "status": "delayed", "goal": "4", "order": "due", "view": "timeline"}
    wanted = wanted_in(query, A, opened)
    assert wanted.asked() == query
    assert wanted_in(wanted.asked(), A, opened) == wanted
    assert Wanted(A).asked() == {}


def test_what_each_choice_holds_back_is_counted():
    opened = example("example-city")
    wanted = wanted_in({"q": "cykelsti", "goal": "1"}, A, opened)
    gives = loosened(opened, wanted)
    assert explore(opened, wanted, DA).count == 0
    assert gives["q"] == found({"goal": "1"}).count
    assert gives["goal"] == found({"q": "cykelsti"}).count


@pytest.mark.parametrize("sheet", EXPLORERS)
def test_every_filter_has_words(sheet: SheetKey):
    for language in Language:
        words = words_for(language)
        for each in filters_of(sheet):
            assert words(f"explore.filter.{each.key}")
            assert not each.offered or words(f"explore.every.{each.key}")
        assert all(words(f"explore.order.{order}") for order in ORDERS[sheet])
        assert all(words(f"explore.view.{view}") for view in VIEWS[sheet])


def _plan(*statuses: str | None):
    actions = [action(f"H-{n}", status=s) for n, s in enumerate(statuses)]
    return plan({SheetKey.ADMINISTRATIONS: ADMINISTRATIONS, SheetKey.ACTIONS: actions})


LATE, FINE = "delayed", "on_track"
HEADLINES = (
    ((), "Planen har endnu ingen handlinger", "The plan has no actions yet"),
    ((LATE,), "Den ene handling er forsinket", "The one action is delayed"),
    ((FINE,), "Den ene handling er ikke forsinket", "The one action is not delayed"),
    ((LATE, FINE), "Af 2 handlinger er 1 forsinket", "1 of 2 actions is delayed"),
    ((LATE, LATE, FINE), "Af 3 handlinger er 2 forsinkede", "2 of 3 actions are delayed"),
    ((LATE, LATE), "Alle 2 handlinger er forsinkede", "All 2 actions are delayed"),
    ((FINE, FINE), "Ingen af de 2 handlinger er forsinkede", "None of the 2 actions is delayed"),
    (
        (None, None, LATE),
        "Status er ikke oplyst for 2 af 3 handlinger",
        "No status was reported for 2 of 3 actions",
    ),
)


@pytest.mark.parametrize(("statuses", "danish", "english"), HEADLINES)
def test_the_headline_concludes_in_right_grammar(statuses, danish: str, english: str):
    opened = _plan(*statuses)
    assert said(opened, {}).headline == danish
    assert said(opened, {}, EN).headline == english


def test_a_chosen_part_is_told_as_one():
    opened = _plan(LATE, FINE, FINE)
    assert said(opened, {"administration": "TMF"}).headline == (
        "Af de 3 valgte handlinger er 1 forsinket"
    )
    assert said(opened, {"status": "delayed"}).headline == (
        "1 af 3 handlinger har status »Forsinket«"
    )
    assert said(opened, {"status": "cancelled"}).headline == (
        "Ingen af de 3 handlinger har status »Opgivet«"
    )
    assert said(opened, {"goal": "3"}).headline == "Ingen handlinger svarer til valget"


def test_indicators_conclude_too():
    opened = example("example-city")
    assert said(opened, {}, DA, INDICATORS).headline == (
        "Af 60 indikatorer har 19 nået ambitionen eller er på rette vej"
    )
    assert said(example("copenhagen"), {}, EN, INDICATORS).headline == (
        "Only 6 of 124 indicators have an assessment"
    )
    assert said(opened, {"class": "moving_away"}, EN, INDICATORS).headline == (
        "6 of 60 indicators are in the class “Moving the wrong way”"
    )
