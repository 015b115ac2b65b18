"""Suggesting goals and targets for a text, with the words that led to them.

A suggestion is a help for the person who maps a plan and is never applied by itself. The
texts of a row are compared with what the language files say of each goal and target: its
name, its meaning, its short label, and the words everyday plans use.

The comparison is TF-IDF over a few thousand terms in each language: a word counts more the
fewer goals speak of it. A general search library would be much larger than these texts
need and would hide which words led to an answer.
"""

import math
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from dashboard.language.tags import Tongue
from dashboard.plan.goals import GOAL_NUMBERS
from dashboard.plan.targets import TARGETS, targets_of
from dashboard.workbooks.goalwords import (
    Index,
    Token,
    Weights,
    index_of,
    is_known,
    joined,
    terms,
    tokens,
)

# A title says what a row is; its description mentions other things as well.
_TITLE, _DESCRIPTION = 1.0, 0.5
# Each further word that leads to the same goal says a little less than the one before.
_FURTHER = 0.85
# How much the target that fits best speaks for its goal.
_OF_TARGET = 0.3
# A word inside a known phrase means what the phrase means, and itself only a little.
_WITHIN = 0.35
# A language counts that explains at least this share of what the best one explains.
_SPOKEN = 0.65
# Below this a likeness is chance; at the second a suggestion is half sure of itself.
_LEAST, _HALF = 1.5, 6.0
# What may stand between the words of a phrase.
_GAP = re.compile(r"[\s\-–‑/'’&]{1,3}")


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


Hits = dict[str, dict[str, float]]


def suggest(title: str, *, description: str = "", most: int = 3) -> tuple[Suggestion, ...]:
    """The goals that a text is most like, best first; nothing where nothing is like it."""
    goals, targets = Hits(), Hits()
    for text, weight in ((title, _TITLE), (description, _DESCRIPTION)):
        for line in unicodedata.normalize("NFC", text).lower().splitlines():
            for tongue, sure in _spoken(tokens(line)):
                _read(line, index_of(tongue), weight * sure, goals=goals, targets=targets)
    found = (goal for goal in GOAL_NUMBERS if str(goal) in goals)
    ranked = sorted((_suggestion(goal, goals, targets) for goal in found), key=_best_first)
    return tuple(each for each in ranked if each.score > _sure(_LEAST))[:most]


def _suggestion(goal: int, goals: Hits, targets: Hits) -> Suggestion:
    own = goals[str(goal)]
    likely = max(_targets_of(goal), key=lambda code: _sum(targets.get(code, {})))
    of_target = targets.get(likely, {})
    total = _sum(own) + _OF_TARGET * _sum(of_target)
    words = sorted(own, key=lambda word: (-own[word], word))
    return Suggestion(goal, likely if of_target else None, _sure(total), tuple(words[:6]))


@cache
def _targets_of(goal: int) -> tuple[str, ...]:
    return tuple(targets_of(goal))


def _best_first(suggestion: Suggestion) -> tuple[float, int]:
    return (-suggestion.score, suggestion.goal)


def _sum(hits: Mapping[str, float]) -> float:
    strongest = sorted(hits.values(), reverse=True)
    return sum(hit * _FURTHER**place for place, hit in enumerate(strongest))


def _sure(total: float) -> float:
    return round(total / (total + _HALF), 3)


def _spoken(words: Sequence[Token]) -> list[tuple[Tongue, float]]:
    """The languages a line may be written in, and how sure each is beside the best."""
    likeness = {tongue: sum(is_known(each.word, tongue) for each in words) for tongue in Tongue}
    best = max(likeness.values())
    if best <= 0:
        return []
    return [(tongue, like / best) for tongue, like in likeness.items() if like >= _SPOKEN * best]


def _read(line: str, index: Index, weight: float, *, goals: Hits, targets: Hits) -> None:
    """Add what each word and phrase of a line says for each goal and target."""
    words = tokens(line)
    within: set[int] = set()
    for first, last, term in _phrases(line, words, index):
        within.update(range(first, last + 1))
        said = re.sub(r"\s+", " ", line[words[first].start : words[last].end])
        _gather(index, said, {term: weight}, goals=goals, targets=targets)
    for place, token in enumerate(words):
        part = weight * (_WITHIN if place in within else 1.0)
        stands_for = {term: part * own for term, own in terms(token.word, index.tongue).items()}
        _gather(index, token.word, stands_for, goals=goals, targets=targets)


def _phrases(line: str, words: Sequence[Token], index: Index) -> Iterator[tuple[int, int, str]]:
    """The known terms of several words, by their first and last word."""
    for first, opener in enumerate(words):
        if joined([opener.word], index.tongue) not in index.openers:
            continue
        for last in range(first + 1, min(first + index.longest, len(words))):
            if not _GAP.fullmatch(line[words[last - 1].end : words[last].start]):
                break
            term = joined((each.word for each in words[first : last + 1]), index.tongue)
            if term in index.goals:
                yield first, last, term


def _gather(index: Index, word: str, stands_for: Weights, *, goals: Hits, targets: Hits) -> None:
    """Add what a word of the text says; said twice, it counts once."""
    for into, known, count in (
        (goals, index.goals, len(GOAL_NUMBERS)),
        (targets, index.targets, len(TARGETS)),
    ):
        for term, weight in stands_for.items():
            keys = known.get(term, {})
            rare = math.log(1 + count / len(keys)) if keys else 0
            for key, said in keys.items():
                hits = into.setdefault(key, {})
                hits[word] = max(hits.get(word, 0), weight * said * rare)
