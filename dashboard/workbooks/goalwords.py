"""What each language says of the goals and targets, and what a word of a text stands for.

A word stands for a term of a language: its stem, or the beginning that a tag with a star
gives. Stems come from Snowball (`snowballstemmer`, pure Python, no download), which knows
nothing of compounds: "klimatilpasningsplan" must be found under "klimatilpasning", so in the
languages that write compounds in one word, an unknown word is taken apart.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Protocol, cast

import snowballstemmer  # pyright: ignore[reportMissingTypeStubs]

from dashboard.language.tags import Tags, Tongue, tags_of
from dashboard.language.words import Language, words_for
from dashboard.plan.goals import GOAL_NUMBERS
from dashboard.plan.targets import TARGETS, goal_of

_SNOWBALL = {
    Tongue.DA: "danish",
    Tongue.EN: "english",
    Tongue.SV: "swedish",
    Tongue.NO: "norwegian",
    Tongue.DE: "german",
    Tongue.FR: "french",
    Tongue.ES: "spanish",
    Tongue.FI: "finnish",
}
_COMPOUNDS = frozenset({Tongue.DA, Tongue.SV, Tongue.NO, Tongue.DE, Tongue.FI})
# Their accents are often left out, so they are not told apart.
_UNACCENTED = frozenset({Tongue.EN, Tongue.FR, Tongue.ES})
# The letters beyond a to z that a language writes its own words with.
_LETTERS = {
    Tongue.DA: "æøåé",
    Tongue.EN: "éï",
    Tongue.SV: "åäöé",
    Tongue.NO: "æøåéòô",
    Tongue.DE: "äöüß",
    Tongue.FR: "àâæçéèêëîïôœùûü",
    Tongue.ES: "áéíóúüñ",
    Tongue.FI: "äöå",
}
# A word has a letter in it; "CO2-udledning" is two words, and a year is none.
_WORD = re.compile(r"\d*[^\W\d_][^\W_]*")
# How much a term counts: a tag was chosen, a name or a meaning is prose with other words in
# it, and one word of a tag that has several says less than the tag.
_TAG, _PROSE, _PART = 1.5, 0.3, 0.15
# Parts of a compound: its beginning says what it is about, its end what it is.
_BEGINNING, _END, _SHORTEST = 0.85, 0.7, 4
# No word of these languages is longer; each beginning of one is looked up, and stemmed.
_LONGEST = 80

Weights = Mapping[str, float]
_Said = defaultdict[str, float]


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text in small letters, and where it stands there."""

    word: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Index:
    """What one language says of each goal and target: term → key → weight.

    `tags` are the terms that were chosen, not only met in prose. `starred` are the beginnings
    of words that stand for all of the word, `openers` the first words of the terms of several
    words, and `longest` is the number of words of the longest of them.
    """

    tongue: Tongue
    empty: frozenset[str]
    goals: Mapping[str, Weights]
    targets: Mapping[str, Weights]
    tags: frozenset[str]
    starred: frozenset[str]
    openers: frozenset[str]
    longest: int


class _Stemmer(Protocol):
    def stemWord(self, word: str) -> str: ...  # noqa: N802


def tokens(text: str) -> list[Token]:
    """The words of a text that is in small letters already."""
    found = (Token(found.group(), *found.span()) for found in _WORD.finditer(text))
    return [token for token in found if token.end - token.start <= _LONGEST]


@lru_cache(maxsize=100_000)
def terms(word: str, tongue: Tongue) -> Weights:
    """The terms that one word stands for in a language: itself, or the parts of a compound."""
    index = index_of(tongue)
    return {} if word in index.empty else _taken_apart(word, index)


def _taken_apart(word: str, index: Index) -> dict[str, float]:
    whole = _whole(word, index)
    reached = max((len(term.rstrip("*")) for term in whole if term in index.tags), default=0)
    if whole and (_stem(word, index.tongue) in index.tags or len(word) - reached <= 3):
        return dict.fromkeys(whole, 1.0)
    if index.tongue not in _COMPOUNDS:
        return dict.fromkeys(whole, _BEGINNING)
    length = _beginning(word, index)
    if not length:
        return {**dict.fromkeys(whole, 1.0), **_ending(word, index)}
    begun = () if word[:length] in index.empty else _whole(word[:length], index)
    rest = _ending(word[length:], index, all_of_it=True)
    return {**rest, **dict.fromkeys(begun, _BEGINNING)}


def _whole(word: str, index: Index) -> tuple[str, ...]:
    """The terms for a word as it stands: its stem, and the longest beginning with a star."""
    stem = _stem(word, index.tongue)
    folded = _folded(word, index.tongue)
    lengths = range(len(folded), 1, -1)
    begun = next((f"{folded[:n]}*" for n in lengths if folded[:n] in index.starred), "")
    return tuple(term for term in (stem, begun) if term in index.goals)


def _beginning(word: str, index: Index) -> int:
    """How many letters the longest known beginning of a compound has, or 0."""
    for length in range(len(word) - 1, 1, -1):
        part = word[:length]
        if part in index.starred or (length > _SHORTEST and part in index.empty):
            return length
        ends = _SHORTEST <= length <= len(word) - 3 and part not in index.empty
        if ends and _stem(part, index.tongue) in index.tags:
            return length
    return 0


def _ending(word: str, index: Index, *, all_of_it: bool = False) -> dict[str, float]:
    """The longest known end of a compound, or of what is left of one."""
    cuts = range(0 if all_of_it else 3, len(word) - _SHORTEST + 1)
    for part in (word[cut:] for cut in cuts):
        found = () if part in index.empty else _whole(part, index)
        known = [term for term in found if term in index.tags and len(term) >= _SHORTEST]
        if known:
            return dict.fromkeys(known, _END)
    return {}


@lru_cache(maxsize=200_000)
def is_known(word: str, tongue: Tongue) -> float:
    """How much a word looks like one of a language, from -1 to 1."""
    if any(letter > "z" and letter not in _LETTERS[tongue] for letter in word):
        return -1.0
    if word in index_of(tongue).empty:
        return 1.0
    return max(terms(word, tongue).values(), default=0.0)


def joined(words: Iterable[str], tongue: Tongue) -> str:
    """Words that follow each other as one term."""
    return " ".join(_stem(word, tongue) for word in words)


@lru_cache(maxsize=100_000)
def _stem(word: str, tongue: Tongue) -> str:
    # A stemmer keeps the word it works on, so two threads must not share one.
    made = cast("_Stemmer", snowballstemmer.stemmer(_SNOWBALL[tongue]))  # pyright: ignore
    stem = made.stemWord(word)
    # "ledighed" is not "led": a stem of three letters has lost what the word was about.
    return _folded(word if len(stem) < _SHORTEST and len(word) > len(stem) + 1 else stem, tongue)


def _folded(word: str, tongue: Tongue) -> str:
    if tongue not in _UNACCENTED:
        return word
    letters = unicodedata.normalize("NFKD", word)
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


@cache
def index_of(tongue: Tongue) -> Index:
    """All that a language says of the goals and targets; put together once."""
    tags = tags_of(tongue)
    goals: dict[str, _Said] = {str(goal): _Said(float) for goal in GOAL_NUMBERS}
    targets: dict[str, _Said] = {code: _Said(float) for code in TARGETS}
    for goal, own in tags.goals.items():
        _add(goals[str(goal)], own, weight=_TAG, tags=tags, tongue=tongue)
    for code, own in tags.targets.items():
        for said in (targets[code], goals[str(goal_of(code))]):
            _add(said, own, weight=_TAG, tags=tags, tongue=tongue)
    for key, prose in _prose(tongue):
        said = goals[key] if key in goals else targets[key]
        _add(said, _said(prose), weight=_PROSE, tags=tags, tongue=tongue)
    by_goal, by_target = _by_term(goals), _by_term(targets)
    starred = frozenset(term[:-1] for term in by_goal if term.endswith("*"))
    several = [term for term in by_goal if " " in term]
    openers = frozenset(term.partition(" ")[0] for term in several)
    longest = max(term.count(" ") + 1 for term in several)
    chosen = frozenset(term for term, said in by_goal.items() if max(said.values()) == _TAG)
    return Index(tongue, tags.empty, by_goal, by_target, chosen, starred, openers, longest)


def _prose(tongue: Tongue) -> Iterator[tuple[str, str]]:
    """The names, meanings and labels of goals and targets, where we have them in a language."""
    if tongue not in tuple(Language):
        return
    words = words_for(Language(tongue))
    for goal in GOAL_NUMBERS:
        yield str(goal), words(f"goals.{goal}.name")
        yield str(goal), words(f"goals.{goal}.meaning")
    for code in TARGETS:
        label = words(f"goals.targets.{code}.short")
        yield code, label
        yield str(goal_of(code)), label


def _said(text: str) -> list[str]:
    return [token.word for token in tokens(unicodedata.normalize("NFC", text).lower())]


def _add(said: _Said, own: Sequence[str], *, weight: float, tags: Tags, tongue: Tongue) -> None:
    """What each tag says; the strongest place counts where a term stands in several."""
    for tag in own:
        star = tag.endswith("*")
        parts = [part for part in _said(tag) if len(part) > 1 or len(_said(tag)) > 1]
        if star and len(parts) == 1:
            term = f"{_folded(parts[0], tongue)}*"
            said[term] = max(said[term], weight)
            continue
        if len(parts) > 1:
            term = joined(parts, tongue)
            said[term] = max(said[term], weight)
        for part in parts:
            if part not in tags.empty or (len(parts) == 1 and weight == _TAG):
                term = _stem(part, tongue)
                said[term] = max(said[term], weight if len(parts) == 1 else weight * _PART)


def _by_term(said: Mapping[str, Weights]) -> Mapping[str, Weights]:
    found: dict[str, dict[str, float]] = {}
    for key, own in said.items():
        for term, weight in own.items():
            found.setdefault(term, {})[key] = weight
    return found
