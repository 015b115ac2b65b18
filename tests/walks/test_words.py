"""Every word is there in each language, with the same slots, and is said somewhere."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from dashboard.language.glossary import met
from dashboard.language.words import Language, words_for
from dashboard.plan.accounts import Problem
from dashboard.plan.columns import COLUMNS, columns_of
from dashboard.plan.goals import GOAL_NUMBERS
from dashboard.plan.kinds import Kind
from dashboard.plan.people import Role
from dashboard.plan.sheets import SHEETS, SheetKey
from dashboard.plan.targets import TARGETS
from dashboard.plan.terms import Term
from tests.browser.places import workbook
from tests.running import COPENHAGEN, EXAMPLE_CITY

CODE = Path(__file__).parents[2] / "dashboard"
FILES = (
    "about",
    "changes",
    "charts",
    "commands",
    "compare",
    "cooperation",
    "correct",
    "drafts",
    "explore",
    "findings",
    "flows",
    "gaps",
    "goals",
    "interface",
    "marked",
    "meeting",
    "patching",
    "people",
    "reading",
    "recognised",
    "sending",
    "suggestions",
    "tagging",
    "tags",
    "targets",
    "terms",
    "workbook",
)
_SLOT = re.compile(r"\{(\w+)\}")


@cache
def catalogue(language: Language) -> dict[str, str]:
    words = words_for(language)
    return {f"{file}.{rest}": text for file in FILES for rest, text in words.under(file).items()}


def _base(key: str) -> str:
    """A key without its form of number, for languages count differently."""
    return re.sub(r"\.(zero|one|two|few|many|other)$", "", key)


def test_every_file_of_words_is_walked():
    for language in Language:
        folder = CODE / "language" / language
        assert sorted(path.stem for path in folder.iterdir()) == list(FILES)


def test_every_language_has_the_same_words():
    first, *others = (set(catalogue(language)) for language in Language)
    for other in others:
        assert first ^ other == set()


def test_a_word_has_the_same_slots_in_every_language():
    first, *others = (_slots(language) for language in Language)
    for other in others:
        assert {key: (first[key], other[key]) for key in first if first[key] != other[key]} == {}


def _slots(language: Language) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for key, text in catalogue(language).items():
        found.setdefault(_base(key), set()).update(_SLOT.findall(text))
    return found


@pytest.mark.parametrize("language", Language)
def test_no_word_is_empty_or_has_a_brace_left_open(language: Language):
    for key, text in catalogue(language).items():
        assert text.strip() == text or key == "findings.or", key
        assert text, key
        assert not re.search(r"[{}]", _SLOT.sub("", text)), key
        assert "  " not in text, key


@pytest.mark.parametrize("language", Language)
def test_every_count_has_a_form_for_one_and_for_many(language: Language):
    keys = catalogue(language)
    for key in keys:
        if key.endswith(".one"):
            assert key.removesuffix("one") + "other" in keys


def _constants(path: Path) -> set[str]:
    """Every string of a module, the parts of an f-string joined by a star."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            found.add(node.value)
        elif isinstance(node, ast.JoinedStr):
            parts = [p.value if isinstance(p, ast.Constant) else "*" for p in node.values]
            found.add("".join(map(str, parts)))
    return found


def _in_template(text: str) -> set[str]:
    """Every key a template asks for; what it joins to a key is a star."""
    found: set[str] = set()
    for first, rest in re.findall(
        r"\"([a-z_.]+)\"((?:\s*~\s*[\w.]+(?:\s*~\s*\"[a-z_.]+\")?)*)", text
    ):
        tail = re.sub(r"\s*~\s*\"([a-z_.]+)\"", r"\1", rest)
        found.add(first + re.sub(r"\s*~\s*[\w.]+?(?=\.[a-z_]+$|$)", "*", tail))
        found.add(first + ("*" if rest else ""))
    return found


@cache
def said() -> tuple[re.Pattern[str], ...]:
    """Every key that code or templates can ask for, as patterns.

    What is joined to a key while running is the value of an enumeration or a name, and
    stands somewhere in the code as a string of its own.
    """
    coded = {s for path in CODE.rglob("*.py") for s in _constants(path)}
    templates = (path.read_text(encoding="utf-8") for path in CODE.rglob("*.html"))
    strings = coded.union(*map(_in_template, templates))
    full = {alias + s[1:] for s in strings if s.startswith("*.") for alias in _aliases(strings)}
    named = {s for s in strings | full if s.partition(".")[0] in FILES and "." in s}
    joined = "|".join(sorted(s for s in coded if re.fullmatch(r"[a-z_]+", s)))
    patterns = (re.escape(s).replace(r"\*", f"({joined})") for s in sorted(named))
    return tuple(re.compile(rf"{pattern}(\.(one|other))?") for pattern in patterns)


def _aliases(strings: set[str]) -> set[str]:
    """Keys that stand for the beginning of others, such as `interface.indicator`."""
    keys = set(catalogue(Language.DA))
    begun = {s for s in strings if s.partition(".")[0] in FILES and "*" not in s}
    return {s for s in begun if s not in keys and any(k.startswith(f"{s}.") for k in keys)}


# Families that are walked by tests of their own, or listed whole where they are used.
WALKED = (
    r"findings\.\w+\.(text|expected)",  # tests/walks/test_findings.py
    r"workbook\.(columns|sheets|kinds|choices|about_sheets)\..+",  # below
    r"workbook\.instructions\..+",
    r"goals\..+",
    r"tags\..+",  # test_suggesting.py
    r"reading\.(ignored|why|keys|left_out)\..+",  # below
    r"terms\.\w+\.(word|forms|means)",  # test_glossary.py
    r"people\.problem\..+",  # below
    r"commands\.(about|argument|setting|said|trouble|steps)\..+",  # test_commands.py
)


def test_every_word_is_said_somewhere():
    unsaid = [
        key
        for key in catalogue(Language.DA)
        if not any(re.fullmatch(family, key) for family in WALKED)
        and not any(pattern.fullmatch(key) for pattern in said())
    ]
    assert unsaid == []


def test_every_word_of_the_command_line_is_said_somewhere():
    text = "\n".join(p.read_text(encoding="utf-8") for p in CODE.rglob("*.py"))
    for key in catalogue(Language.DA):
        family, _, name = key.removeprefix("commands.").partition(".")
        if key.startswith("commands.") and family in ("said", "trouble"):
            assert f'"{name}"' in text or f'"{key}"' in text, key


def test_every_way_to_fill_in_a_workbook_is_written_into_the_template():
    text = (CODE / "workbooks" / "instructions.py").read_text(encoding="utf-8")
    for name in words_for(Language.DA).under("workbook.instructions"):
        assert f'"{name}"' in text or f".{name}" in text, name


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("column", COLUMNS, ids=lambda c: f"{c.sheet}-{c.key}")
def test_every_column_has_a_header_and_a_hint(column, language: Language):
    words = words_for(language)
    assert words.header(column.key)
    assert words(f"workbook.columns.{column.key}.hint").endswith((".", "?"))
    for choice in column.choices:
        assert words.choice(choice)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("sheet", SheetKey)
def test_headers_and_answers_are_told_apart(sheet: SheetKey, language: Language):
    words = words_for(language)
    headers = [words.header(c.key).casefold() for c in columns_of(sheet)]
    assert len(headers) == len(set(headers))
    for column in columns_of(sheet):
        answers = [words.choice(c).casefold() for c in column.choices]
        assert len(answers) == len(set(answers))


@pytest.mark.parametrize("language", Language)
def test_every_sheet_and_every_kind_has_words(language: Language):
    words = words_for(language)
    names = [words(f"workbook.sheets.{sheet.key}") for sheet in SHEETS]
    assert len(names) == len(set(names))
    assert all(len(name) <= 31 for name in names)  # Excel's limit
    assert all(words(f"workbook.about_sheets.{sheet.key}") for sheet in SHEETS)
    assert all(words(f"workbook.kinds.{kind}") for kind in Kind)


def test_no_word_is_left_of_a_column_sheet_or_answer_that_is_gone():
    words = words_for(Language.DA)
    columns = {key.split(".")[0] for key in words.under("workbook.columns")}
    assert columns == {column.key for column in COLUMNS}
    kinds = {kind.value for kind in Kind}
    assert set(words.under("workbook.kinds")) == kinds
    answers = {f"{type(c).__name__}.{c.value}" for column in COLUMNS for c in column.choices}
    assert set(words.under("workbook.choices")) - answers <= {"ActionStatus.unknown"}


@pytest.mark.parametrize("language", Language)
def test_every_goal_and_target_has_its_words(language: Language):
    words = words_for(language)
    for goal in GOAL_NUMBERS:
        assert words(f"goals.{goal}.name")
        assert words(f"goals.{goal}.meaning")
    assert len({words(f"goals.{goal}.name") for goal in GOAL_NUMBERS}) == 17
    for target in TARGETS:
        assert words(f"goals.targets.{target}.short")


@pytest.mark.parametrize("language", Language)
def test_every_explained_word_is_used_in_the_words_or_the_examples(language: Language):
    pages = "\n".join(t for k, t in catalogue(language).items() if not k.startswith("terms."))
    cells = "\n".join(
        str(cell.value)
        for path in (COPENHAGEN, EXAMPLE_CITY)
        for sheet in workbook(path)
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    )
    assert met(pages + cells, language) == frozenset(Term)


@pytest.mark.parametrize("language", Language)
def test_every_reason_and_role_and_state_of_a_person_has_words(language: Language):
    words = words_for(language)
    assert set(words.under("people.problem")) == {problem.value for problem in Problem}
    assert set(words.under("people.role")) == {role.value for role in Role}
    assert set(words.under("people.role_means")) == {role.value for role in Role}
