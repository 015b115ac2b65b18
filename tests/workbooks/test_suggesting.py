"""Suggestions of goals, held against rows whose goals are known."""

import csv
import json
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from dashboard.flows.suggest_goals import Suggested, as_json, as_lines, suggest_goals
from dashboard.language.words import Language, words_for
from dashboard.plan.goals import GOAL_NUMBERS
from dashboard.plan.targets import TARGETS, goal_of
from dashboard.workbooks.suggesting import suggest
from tests.samples import settings
from tests.workbooks.books import saved, sound

ROWS = Path(__file__).parents[2] / "data" / "copenhagen.csv"
# Share of rows with one of their goals first, and among the first three. May only rise. The
# goals of these rows were inferred by this project, so this is agreement, not truth. Before
# the first look at what was missed it was 0.75 / 0.86 and 0.80 / 0.86; the goal named most
# often (11) alone would be right for 0.41, the three most often named for 0.59.
LEVELS = {Language.DA: (0.81, 0.89), Language.EN: (0.76, 0.88)}


def _known() -> list[tuple[dict[str, str], set[int]]]:
    with ROWS.open(encoding="utf-8", newline="") as file:
        rows = [
            (row, {int(goal) for goal in row["goal"].split(";")}) for row in csv.DictReader(file)
        ]
    # A row for all goals would be right whatever is suggested.
    return [(row, goals) for row, goals in rows if len(goals) < len(GOAL_NUMBERS)]


@pytest.mark.parametrize("language", Language)
def test_the_hidden_goals_of_known_rows_are_found(language: Language):
    known = [(row[f"title_{language}"], goals) for row, goals in _known()]
    found = [([each.goal for each in suggest(title)], goals) for title, goals in known]
    first = sum(bool(goals.intersection(given[:1])) for given, goals in found) / len(found)
    three = sum(bool(goals.intersection(given)) for given, goals in found) / len(found)
    print(f"{language}: {len(found)} rows, hit@1 {first:.3f}, hit@3 {three:.3f}")  # noqa: T201
    assert (first, three) >= LEVELS[language]
    assert three >= LEVELS[language][1]


@pytest.mark.parametrize(
    ("title", "goal", "target"),
    [
        ("Ny cykelsti langs havnen", 11, "11.2"),
        ("Klimatilpasningsplan for skybrud", 13, "13.1"),
        ("Mindre madspild i kantinerne", 12, "12.3"),
        ("Flere pladser i daginstitutioner", 4, "4.2"),
        ("Solceller på skolernes tage", 7, "7.2"),
        ("Reduce food waste in canteens", 12, "12.3"),
    ],
)
def test_everyday_titles_lead_to_their_goal_and_target(title: str, goal: int, target: str):
    suggested = suggest(title)
    assert (goal, target) in [(each.goal, each.target) for each in suggested]


def test_every_suggestion_names_words_of_the_text_and_a_target_of_its_goal():
    text = "Klimatilpasning: regnvand og skybrud i byens parker"
    for each in suggest(text):
        assert each.words
        assert all(word in text.casefold() for part in each.words for word in part.split())
        assert each.target is None or goal_of(each.target) == each.goal
        assert 0 < each.score < 1


@pytest.mark.parametrize("text", ["", "2025", "–", "Q1", "x" * 5000, "=1+1", "og for alle"])
def test_a_text_that_says_nothing_gets_no_suggestion(text: str):
    assert suggest(text) == ()


def test_every_goal_and_target_has_tags_in_every_language():
    for language in Language:
        words = words_for(language)
        assert all(words(f"tags.goals.{goal}") for goal in GOAL_NUMBERS)
        assert all(words(f"tags.targets.{code}") for code in TARGETS)


def _suggested(content: bytes) -> Suggested:
    return suggest_goals(content, filename="plan.xlsx", language=Language.DA, settings=settings())


def test_only_rows_without_goals_are_suggested_for_and_nothing_is_applied():
    tagged = saved(sound())
    assert _suggested(tagged).rows == ()
    untagged = saved(sound(action={"goals": None, "title_da": "Ny cykelsti"}))
    suggested = _suggested(untagged)
    (row,) = suggested.rows
    assert (row.sheet, row.cell, row.title) == ("Handlinger", "B2", "Ny cykelsti")
    assert row.suggestions[0].goal == 11
    assert load_workbook(BytesIO(untagged))["Handlinger"]["D2"].value is None


def test_a_program_and_a_person_read_the_same():
    book = saved(sound(action={"goals": None, "title_da": "Ny cykelsti"}))
    suggested = _suggested(book)
    data = json.loads(json.dumps(as_json(suggested)))
    (row,) = data["rows"]
    assert set(row) == {"sheet", "cell", "title", "suggestions"}
    assert set(row["suggestions"][0]) == {"goal", "target", "score", "words"}
    for language in Language:
        lines = list(as_lines(suggested, words_for(language)))
        assert lines[0] == "Handlinger!B2  Ny cykelsti"
        assert "cykelsti" in lines[1]
