"""The goals by their names: which goal a text without a number names, whose words follow one."""

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from math import ceil
from typing import cast

from dashboard.language.words import Language, words_for
from dashboard.plan.goals import GOAL_NUMBERS
from dashboard.workbooks.headers import words_of


def is_un_text(number: int, rest: str) -> bool:
    """Whether the words after a goal's number are the UN's own for that goal."""
    words = set(words_of(rest))
    return any(len(words & name) >= ceil(len(name) * 0.6) for name in _names()[number])


@cache
def goal_by_name() -> dict[tuple[str, ...], int]:
    """The short names of the goals in eight languages, cut into words."""
    ours = {words_of(name): n for n, names in _texts().items() for name in names[:2]}
    return {words_of(name): n for n, names in _abroad().items() for name in names} | ours


@lru_cache(maxsize=20_000)
def goal_named(text: str) -> int | None:
    """The goal whose name a text is, written out without its number."""
    words = words_of(text)
    exact = goal_by_name().get(words)
    if exact is not None or not words:
        return exact
    for n, names in _names().items():
        if any(len(name) > 1 and frozenset(words) == name for name in names):
            return n
    return None


@cache
def _texts() -> dict[int, list[str]]:
    words = [words_for(each) for each in Language]
    parts = ("name", "meaning")
    ours = {n: [w(f"goals.{n}.{part}") for part in parts for w in words] for n in GOAL_NUMBERS}
    return {n: [*texts, *_abroad().get(n, ())] for n, texts in ours.items()}


@cache
def _abroad() -> dict[int, list[str]]:
    """The short names of other languages."""
    file = files("dashboard.language") / "goalnames.toml"
    told = cast("Mapping[str, Mapping[str, list[str]]]", tomllib.loads(file.read_text("utf-8")))
    return {n: [name for names in told.values() for name in names[str(n)]] for n in GOAL_NUMBERS}


@cache
def _names() -> dict[int, list[frozenset[str]]]:
    return {n: [frozenset(_telling(text)) for text in texts] for n, texts in _texts().items()}


def _telling(text: str) -> Iterable[str]:
    """The words of a name that are not glue."""
    words = words_of(text)
    long = [word for word in words if len(word) > 3]
    return long or words
