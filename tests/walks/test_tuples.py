"""Everything that grows is a literal tuple, and each member of each is walked here."""

import inspect
import re
import subprocess
import sys
from collections import Counter
from enum import StrEnum
from pathlib import Path
from typing import get_args, get_type_hints

import pytest

from dashboard import plan
from dashboard.cli import COMMANDS
from dashboard.components.indicators import LEGEND
from dashboard.components.slots import Ids
from dashboard.flows.draw_chart import CHARTS
from dashboard.language.words import Language, words_for
from dashboard.pages import PAGES
from dashboard.pages.method import PARTS
from dashboard.plan import columns, indicators, kinds, sheets, status
from dashboard.plan.columns import COLUMNS, columns_of, identity_of
from dashboard.plan.goals import GOAL_NUMBERS, GOALS
from dashboard.plan.indicators import MethodKey
from dashboard.plan.sheets import EFFORTS, MAPPED, SHEETS, SheetKey
from dashboard.plan.status import ActionStatus, Progress
from dashboard.plan.targets import TARGETS, goal_of, targets_of
from dashboard.progress.attention import NEEDS, Need
from dashboard.progress.gaps import GAPS, GapKind
from dashboard.progress.methods import METHODS
from dashboard.settings import SETTINGS, Provider, Settings, read_settings
from dashboard.workbooks.book import Book
from dashboard.workbooks.checks import CHECKS

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", COMMANDS, ids=lambda c: c.name)
def test_every_command_stands_in_the_readme_and_tells_what_it_does(command):
    assert re.search(rf"sdg-dashboard {command.name}\b", README)
    assert command.run.__annotations__["return"] is int
    for language in Language:
        words = words_for(language)
        assert words(f"commands.about.{command.name}")
        assert all(words(f"commands.argument.{name}") for name in command.arguments)


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda s: s.name)
def test_every_setting_stands_in_the_readme_with_its_default(setting):
    (row,) = [line for line in README.splitlines() if line.startswith(f"| `{setting.name}`")]
    if setting.default:
        assert f"`{setting.default}`" in row
    for language in Language:
        assert words_for(language)(f"commands.setting.{setting.name}")


@pytest.fixture(scope="module", params=["da", "en"])
def told(request: pytest.FixtureRequest) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "dashboard", "--help"],
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT), "SDG_LANGUAGE": request.param},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return done.stdout


def test_help_names_every_command_and_every_setting(told: str):
    for name in (*(c.name for c in COMMANDS), *(s.name for s in SETTINGS)):
        assert re.search(rf"\b{name}\b", told), name


def test_every_setting_reaches_the_program():
    own = set(get_type_hints(Settings)) - {"oidc"}
    provider = {f"oidc_{name}" for name in get_type_hints(Provider)}
    assert {s.name.lower().removeprefix("sdg_") for s in SETTINGS} == own | provider
    numbers = {s.name: "7" for s in SETTINGS if s.is_number}
    found = read_settings({**numbers, "HOST": "::1", "SDG_LANGUAGE": "en"})
    assert (found.port, found.workers, found.analyst_hours) == (7, 7, 7)
    assert (found.host, found.language) == ("::1", "en")


def test_an_empty_setting_is_its_default():
    assert read_settings({s.name: "" for s in SETTINGS}) == read_settings({})


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_every_page_has_an_address_of_its_own_and_a_place_in_the_readme(page):
    assert page.rule.startswith("/")
    assert Counter(p.rule for p in PAGES)[page.rule] == 1
    first = page.rule.split("/")[1].split("<")[0]
    assert re.search(rf"`/da/{first}", README)
    slots = set(re.findall(r"<[^>]*?(\w+)>", page.rule))
    assert set(inspect.signature(page.show).parameters) == slots | {"view"}


@pytest.mark.parametrize("drawing", CHARTS, ids=lambda d: d.name)
def test_every_chart_has_a_name_of_its_own(drawing):
    assert [d.name for d in CHARTS].count(drawing.name) == 1
    assert re.fullmatch(r"[a-z_]+", drawing.name)


@pytest.mark.parametrize("check", CHECKS, ids=lambda c: c.__name__)
def test_every_check_takes_a_book_gives_findings_and_says_what_it_looks_for(check):
    hints = get_type_hints(check)
    assert hints["book"] is Book
    assert get_args(hints["return"])[0].__name__ == "Finding"
    assert inspect.getdoc(check)
    assert CHECKS.count(check) == 1


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda s: s.key)
def test_every_sheet_has_columns_and_each_only_once(sheet):
    keys = [column.key for column in columns_of(sheet.key)]
    assert len(keys) == len(set(keys)) > 1
    assert [s.key for s in SHEETS].count(sheet.key) == 1


def test_every_sheet_is_in_the_tuple_in_its_order():
    assert tuple(s.key for s in SHEETS) == tuple(SheetKey)
    assert set(EFFORTS) < set(MAPPED) < set(SheetKey)


@pytest.mark.parametrize("sheet", MAPPED)
def test_every_sheet_that_is_counted_can_be_counted(sheet: SheetKey):
    keys = {column.key for column in columns_of(sheet)}
    assert keys >= {"id", "title_da", "title_en", "goals", "targets", "responsible", "contributing"}
    assert identity_of(sheet) == "id"


@pytest.mark.parametrize("column", COLUMNS, ids=lambda c: f"{c.sheet}-{c.key}")
def test_every_column_says_what_it_may_hold(column):
    assert bool(column.choices) == (column.kind is kinds.Kind.CHOICE)
    assert bool(column.refers) == (column.kind is kinds.Kind.REFERENCE)
    assert all(identity_of(sheet) for sheet in column.refers)
    if column.key.endswith(("_da", "_en")):
        twin = column.key[:-2] + ("en" if column.key.endswith("da") else "da")
        assert twin in {c.key for c in columns_of(column.sheet)}


@pytest.mark.parametrize("method", METHODS, ids=lambda m: m.key)
def test_every_method_has_a_key_of_its_own_a_file_of_its_own_and_words(method):
    assert [m.key for m in METHODS].count(method.key) == 1
    assert method.rule.__module__ == f"dashboard.progress.methods.{method.key}"
    assert method.refuses
    assert (method.source is None) == (method.key in _OWN_METHODS)
    for language in Language:
        words = words_for(language)
        assert words(f"interface.method.methods.about.{method.key}")
        assert words(f"interface.method.methods.formula.{method.key}")


# This project's own rules, and what a person says.
_OWN_METHODS = (MethodKey.LINEAR_PATH, MethodKey.MILESTONES, MethodKey.BY_HAND)


def test_every_method_that_can_be_chosen_is_there():
    assert [m.key for m in METHODS] == list(MethodKey)


_NOT_TYPED = {
    "Kind",
    "SheetKey",
    "Progress",
    "DataStatus",
    "Freshness",
    "Lack",
}  # found, never typed


def _enums() -> list[type[StrEnum]]:
    found = {
        each
        for module in (columns, indicators, kinds, sheets, status)
        for each in vars(module).values()
        if isinstance(each, type) and issubclass(each, StrEnum) and each is not StrEnum
    }
    return sorted((e for e in found if e.__name__ not in _NOT_TYPED), key=lambda e: e.__name__)


@pytest.mark.parametrize("family", _enums(), ids=lambda e: e.__name__)
@pytest.mark.parametrize("language", Language)
def test_every_answer_of_a_closed_set_has_a_word(family, language: Language):
    words = words_for(language)
    assert all(words.choice(member) for member in family)
    assert any(set(family) & set(c.choices) for c in COLUMNS), "no column offers it"


@pytest.mark.parametrize("language", Language)
def test_every_mark_has_a_word_and_a_meaning_on_the_method_page(language: Language):
    words = words_for(language)
    assert all(words(f"interface.method.actions.{s}") for s in ActionStatus)
    assert all(words(f"interface.progress.{p}") for p in Progress)
    assert all(words(f"interface.method.indicators.{p}") for p in Progress)
    assert all(words(f"interface.attention.need.{n}") for n in Need)
    assert all(words(f"interface.method.attention.{n}") for n in NEEDS)


@pytest.mark.parametrize("finder", GAPS, ids=lambda f: f.kind)
@pytest.mark.parametrize("language", Language)
def test_every_kind_of_gap_has_a_rule_and_says_what_would_close_it(finder, language: Language):
    words = words_for(language)
    assert [f.kind for f in GAPS] == list(GapKind)
    assert finder.sheet in (None, *MAPPED)
    for key in ("heading", "short", "none"):
        assert words(f"gaps.kind.{finder.kind}.{key}")
    assert words(f"gaps.kind.{finder.kind}.rule", column="x")
    assert words(f"gaps.closes.{finder.kind}", what="x")
    assert words.count(f"gaps.card.{finder.kind}", 2)


def test_every_part_of_the_method_page_has_a_name():
    assert len(set(PARTS)) == len(PARTS)
    for language in Language:
        assert all(words_for(language)(f"interface.method.parts.{part}") for part in PARTS)


def test_every_line_of_a_legend_has_a_word():
    for language in Language:
        assert all(words_for(language)(f"interface.chart.{key}") for key in LEGEND)


def test_there_are_seventeen_goals_and_169_targets():
    assert tuple(range(1, 18)) == GOAL_NUMBERS
    assert len(TARGETS) == len(set(TARGETS)) == 169
    assert tuple(t for goal in GOAL_NUMBERS for t in targets_of(goal)) == TARGETS
    assert all(goal_of(target) in GOAL_NUMBERS for target in TARGETS)
    assert Counter(goal_of(t) for t in TARGETS)[17] == 19


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("goal", GOALS, ids=lambda g: g.number)
def test_text_on_every_goals_colour_can_be_read(goal):
    dark, bright = sorted((_luminance(goal.colour), _luminance(goal.on_colour)))
    assert (bright + 0.05) / (dark + 0.05) >= 4.5
    assert [g.colour for g in GOALS].count(goal.colour) == 1


def test_ids_of_dash_are_told_apart():
    assert len({i.value for i in Ids}) == len(Ids)
    assert plan.__doc__
