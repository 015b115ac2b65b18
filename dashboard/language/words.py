"""The words of the product. Every string a person reads stands in a language folder.

A language is a folder of TOML files; a key is the file's name and the path inside it,
such as `findings.unknown_goal.text`. Slots are filled by name; numbers among the facts
are written as the language writes them, so a year is passed as text.
"""

import tomllib
from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import cache
from importlib.resources import files
from math import inf
from typing import cast

from babel import Locale
from babel.numbers import format_decimal, format_scientific


class Language(StrEnum):
    """The languages the product speaks, the first being the one it falls back to."""

    DA = "da"
    EN = "en"

    @property
    def locale(self) -> Locale:
        """How this language writes numbers and dates in its own country."""
        return _locale(self.value)


@cache
def _locale(language: str) -> Locale:
    return Locale(language, {"da": "DK", "en": "GB"}[language])


READABLE = 1e15  # and beyond 28 digits a decimal cannot be written out at all

Fact = str | int | float


class Words:
    """The words of one language."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self._words = _catalogue(language)

    def __call__(self, key: str, /, **facts: Fact) -> str:
        """The text of a key with its slots filled; an unknown key is a fault in the code."""
        return self._words[key].format_map({k: self._write(v) for k, v in facts.items()})

    def count(self, key: str, n: int, /, **facts: Fact) -> str:
        """The text for `n` things: `key.one` or `key.other`, as the language counts."""
        return self(f"{key}.{self.language.locale.plural_form(n)}", n=n, **facts)

    def some(self, n: int, /) -> Fact:
        """A count of a larger number as a sentence says it: `none`, or the number."""
        return n or self("interface.none")

    def under(self, prefix: str) -> Mapping[str, str]:
        """Every text below a key, by the rest of its key."""
        start = prefix + "."
        return {k[len(start) :]: v for k, v in self._words.items() if k.startswith(start)}

    def header(self, column: str) -> str:
        """The header people see for a column key."""
        return self(f"workbook.columns.{column}.header")

    def choice(self, value: StrEnum) -> str:
        """The word for one answer of a closed set."""
        return self(f"workbook.choices.{type(value).__name__}.{value.value}")

    def _write(self, fact: Fact) -> str:
        if isinstance(fact, str):
            return fact
        return written(fact, self.language)


def written(value: float, language: Language, /, *, format: str | None = None) -> str:
    """A number as a language writes it; one with more digits than anyone reads as a power."""
    if READABLE <= abs(value) < inf:
        return format_scientific(value, format="0.###E0", locale=language.locale)
    return format_decimal(value, format=format, locale=language.locale)


def sentence(text: str) -> str:
    """A text that begins with a capital, whatever was put first in it."""
    return text[:1].upper() + text[1:]


def either(
    told: Callable[[Language], str | None], language: Language, /
) -> tuple[str, Language] | None:
    """What is told in a language or else in another, and which; None where nothing is told."""
    in_turn = (language, *(other for other in Language if other is not language))
    return next(((text, lang) for lang in in_turn if (text := told(lang))), None)


@cache
def words_for(language: Language) -> Words:
    """The one catalogue of a language; read once."""
    return Words(language)


def _catalogue(language: Language) -> dict[str, str]:
    folder = files("dashboard.language") / language.value
    found: dict[str, str] = {}
    for file in sorted(folder.iterdir(), key=lambda f: f.name):
        if file.name.endswith(".toml"):
            tree = tomllib.loads(file.read_text(encoding="utf-8"))
            _flatten(tree, file.name.removesuffix(".toml"), found)
    return found


def _flatten(tree: Mapping[str, object], prefix: str, into: dict[str, str]) -> None:
    for key, value in tree.items():
        path = f"{prefix}.{key}"
        if isinstance(value, dict):
            _flatten(cast("dict[str, object]", value), path, into)
        else:
            into[path] = str(value)
