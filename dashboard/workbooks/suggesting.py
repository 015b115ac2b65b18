"""Suggesting goals and targets for a text, with the words that led to them.

A suggestion is a help for the person who maps a plan and is never applied by itself. The
texts of a row are compared with what the language files say of each goal and target: its
name, its meaning, its short label, the official text, and the words everyday plans use.

The comparison is TF-IDF over a few thousand stems: a word counts more the fewer goals speak
of it. Stems come from Snowball (`snowballstemmer`, pure Python, no download). A general
search library would be much larger than these 203 texts need, would hide which words led to
an answer, and knows nothing of Danish compounds: "klimatilpasningsplan" must be found under
"klimatilpasning".
"""

import math
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Protocol, cast

import snowballstemmer  # pyright: ignore[reportMissingTypeStubs]

from dashboard.language.words import Language, Words, words_for
from dashboard.plan.goals import GOAL_NUMBERS
from dashboard.plan.targets import TARGETS, goal_of, targets_of

_SNOWBALL = {Language.DA: "danish", Language.EN: "english"}
# A word has a letter in it; "CO2-udledning" is two words, and a year is none.
_WORD = re.compile(r"\d*[^\W\d_][^\W_]*")
# How much a word counts by where it stands in what we know of a goal or target.
_TAG, _NAME, _MEANING = 1.5, 1.5, 0.6
# One word of a tag that has several says less than the tag.
_PART = 0.3
# What the targets of a goal say also speaks for the goal, but each of them only a little.
_OF_TARGET = 0.4
# A title says what a row is; its description mentions other things as well.
_TITLE, _DESCRIPTION = 1.0, 0.5
# Parts of a compound: its last part says what it is, its first what it is about.
_FIRST, _LAST, _SHORTEST = 0.7, 0.6, 4
# Below this a likeness is chance; at the second a suggestion is half sure of itself.
_LEAST, _HALF = 1.5, 6.0


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A goal that a text may serve, with the target that fits best, if any.

    `score` lies between 0 and 1 and orders suggestions; it is no probability. `words` are
    the words of the text that led here, the strongest first.
    """

    goal: int
    target: str | None
    score: float
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Index:
    """What one language says of each goal and target: term → key → weight."""

    language: Language
    empty: frozenset[str]
    goals: Mapping[str, Mapping[str, float]]
    targets: Mapping[str, Mapping[str, float]]

    def knows(self, term: str) -> bool:
        """Whether any goal or target speaks of a term."""
        return term in self.goals or term in self.targets


class _Stemmer(Protocol):
    def stemWord(self, word: str) -> str: ...  # noqa: N802


_Said = defaultdict[str, float]
Hits = dict[str, dict[str, float]]


def suggest(title: str, *, description: str = "", most: int = 3) -> tuple[Suggestion, ...]:
    """The goals that a text is most like, best first; nothing where nothing is like it."""
    goals, targets = Hits(), Hits()
    for language in Language:
        index = _index(language)
        for word, terms in _read(title, description, index):
            _gather(goals, index.goals, word, terms, count=len(GOAL_NUMBERS))
            _gather(targets, index.targets, word, terms, count=len(TARGETS))
    ranked = sorted((_suggestion(goal, goals, targets) for goal in GOAL_NUMBERS), key=_best_first)
    return tuple(each for each in ranked if each.score > _sure(_LEAST))[:most]


def _suggestion(goal: int, goals: Hits, targets: Hits) -> Suggestion:
    own = goals.get(str(goal), {})
    likely = max(targets_of(goal), key=lambda code: sum(targets.get(code, {}).values()))
    of_target = targets.get(likely, {})
    total = sum(own.values()) + _OF_TARGET * sum(of_target.values())
    strength = {word: own.get(word, 0) + of_target.get(word, 0) for word in {**own, **of_target}}
    words = sorted(strength, key=lambda word: (-strength[word], word))
    return Suggestion(goal, likely if of_target else None, _sure(total), tuple(words[:6]))


def _best_first(suggestion: Suggestion) -> tuple[float, int]:
    return (-suggestion.score, suggestion.goal)


def _sure(total: float) -> float:
    return round(total / (total + _HALF), 3)


def _gather(
    into: Hits,
    known: Mapping[str, Mapping[str, float]],
    word: str,
    terms: Mapping[str, float],
    *,
    count: int,
) -> None:
    """Add what a word of the text says for each goal; said twice, it counts once."""
    for term, weight in terms.items():
        keys = known.get(term, {})
        rare = math.log(1 + count / len(keys)) if keys else 0
        for key, said in keys.items():
            hits = into.setdefault(key, {})
            hits[word] = max(hits.get(word, 0), weight * said * rare)


def _read(title: str, description: str, index: _Index) -> Iterator[tuple[str, dict[str, float]]]:
    """Each word and pair of words of a text, with the terms it stands for."""
    for text, weight in ((title, _TITLE), (description, _DESCRIPTION)):
        words = _words(text)
        for word in words:
            terms = _terms(word, index)
            yield word, {term: weight * part for term, part in terms.items()}
        for pair in _pairs(words):
            yield " ".join(pair), {_joined(pair, index.language): weight}


def _terms(word: str, index: _Index) -> dict[str, float]:
    """The terms one word stands for: itself, or the parts of a compound."""
    stem = _stem(word, index.language)
    if word in index.empty:
        return {}
    if index.knows(stem):
        return {stem: 1.0}
    found: dict[str, float] = {}
    # The longest known beginning and the longest known end.
    cuts = range(_SHORTEST, len(word) - 2)
    for weight, parts in (
        (_FIRST, (word[:cut] for cut in reversed(cuts))),
        (_LAST, (word[cut:] for cut in cuts if len(word) - cut >= _SHORTEST)),
    ):
        part = next((part for part in parts if _is_known(part, index)), None)
        if part is not None:
            found[_stem(part, index.language)] = weight
    return found


def _is_known(part: str, index: _Index) -> bool:
    return part not in index.empty and index.knows(_stem(part, index.language))


def _words(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFC", text).casefold())


def _pairs(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Two or three words that follow each other."""
    for length in (2, 3):
        starts = range(len(words) - length + 1)
        yield from (tuple(words[at : at + length]) for at in starts)


def _joined(words: Iterable[str], language: Language) -> str:
    return " ".join(_stem(word, language) for word in words)


@lru_cache(maxsize=20_000)
def _stem(word: str, language: Language) -> str:
    # A stemmer keeps the word it works on, so two threads must not share one.
    made = cast("_Stemmer", snowballstemmer.stemmer(_SNOWBALL[language]))  # pyright: ignore
    return made.stemWord(word)


@cache
def _index(language: Language) -> _Index:
    words = words_for(language)
    empty = frozenset(_tags(words("tags.empty")))
    goals = {str(goal): _of_goal(goal, words, empty) for goal in GOAL_NUMBERS}
    targets = {code: _of_target(code, words, empty) for code in TARGETS}
    for code, said in targets.items():
        own = goals[str(goal_of(code))]
        for term, weight in said.items():
            own[term] = max(own[term], _OF_TARGET * weight)
    return _Index(language, empty, _by_term(goals), _by_term(targets))


def _of_goal(goal: int, words: Words, empty: frozenset[str]) -> _Said:
    said = _Said(float)
    _add(said, _tags(words(f"tags.goals.{goal}")), weight=_TAG, words=words, empty=empty)
    _add(said, _words(words(f"goals.{goal}.name")), weight=_NAME, words=words, empty=empty)
    _add(said, _words(words(f"goals.{goal}.meaning")), weight=_MEANING, words=words, empty=empty)
    return said


def _of_target(code: str, words: Words, empty: frozenset[str]) -> _Said:
    said = _Said(float)
    tags = words(f"tags.targets.{code}")
    # An official text is one long sentence, a list of tags has semicolons.
    short = _words(words(f"goals.targets.{code}.short"))
    _add(said, short, weight=_NAME, words=words, empty=empty)
    if words.language is Language.EN:
        _add(said, _words(tags), weight=_MEANING, words=words, empty=empty)
    else:
        _add(said, _tags(tags), weight=_TAG, words=words, empty=empty)
    return said


def _add(
    said: _Said, tags: Iterable[str], *, weight: float, words: Words, empty: frozenset[str]
) -> None:
    """What each tag says; the strongest place counts where a term stands in several."""
    for tag in tags:
        parts = _words(tag)
        if len(parts) > 1:
            term = _joined(parts, words.language)
            said[term] = max(said[term], weight)
        for part in parts:
            if part not in empty and len(part) > 1:
                term = _stem(part, words.language)
                own = weight if len(parts) == 1 else weight * _PART
                said[term] = max(said[term], own)


def _tags(text: str) -> list[str]:
    return [tag.strip() for tag in text.split(";") if tag.strip()]


def _by_term(said: Mapping[str, Mapping[str, float]]) -> Mapping[str, Mapping[str, float]]:
    found: dict[str, dict[str, float]] = {}
    for key, terms in said.items():
        for term, weight in terms.items():
            found.setdefault(term, {})[key] = weight
    return found
