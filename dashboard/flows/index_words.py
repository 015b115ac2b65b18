"""Every word of an edition with where it stands, so that a question costs no reading.

A word is found as it was typed, without its ending, as the beginning of a longer one or
inside a compound; only what is found in none of these ways is taken for a slip of the
fingers and compared letter by letter. A rare word counts more than a common one, and a word
of a title more than one of a description.
"""

import math
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from dashboard.language.spelling import folded, root, words_of

# How sure a way of finding a word is.
_EXACT, _ROOT, _BEGINS, _NEAR_BEGIN, _INSIDE, _PART, _ONE_OFF, _TWO_OFF = (
    1.0,
    0.9,
    0.75,
    0.55,
    0.5,
    0.4,
    0.6,
    0.45,
)
_SHORTEST_PART = 4
_WHOLE = 40.0  # a code or a name that is exactly what was asked for comes first
_MOST_WORDS, _MOST_LETTERS = 8, 300
_NEAREST = 12


@dataclass(frozen=True, slots=True)
class Source:
    """A thing to be found: its texts with their weights, and the names it goes by."""

    texts: Sequence[tuple[float, str]]
    names: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """The things found, best first, by number with their scores.

    `hits` are the words they were found by, `meant` pairs a word that stands nowhere with the
    one it was taken for; `loose` says that nothing has all the words, so these have some.
    """

    found: Mapping[int, float]
    hits: frozenset[str]
    meant: tuple[tuple[str, str], ...] = ()
    loose: bool = False


@dataclass(slots=True)
class _Places:
    """Where a word stands: things by number, and how much it counts in each."""

    things: "array[int]" = field(default_factory=lambda: array("l"))
    weights: "array[float]" = field(default_factory=lambda: array("f"))


class WordIndex:
    """The words of many things; built once, then only read."""

    def __init__(self, sources: Iterable[Source], /, *, passing: frozenset[str]) -> None:
        self._passing = passing
        self._places: defaultdict[str, _Places] = defaultdict(_Places)
        self._names: defaultdict[str, list[int]] = defaultdict(list)
        self._spelled: dict[str, str] = {}
        self._count = 0
        for source in sources:
            self._add(source)
        self._vocabulary = list(self._places)
        self._roots: defaultdict[str, list[str]] = defaultdict(list)
        for word in self._vocabulary:
            self._roots[root(word)].append(word)

    def ask(self, text: str, /, *, among: range | None = None) -> Answer:
        """Everything, or everything of a range, with all the words of a text, or else some."""
        typed = _typed(text)
        wanted = [word for word in typed if word not in self._passing] or list(typed)
        if not wanted:
            return Answer({}, frozenset())
        ways = {word: self._ways(word) for word in wanted}
        scores = [self._scored(ways[word], among) for word in wanted]
        shared = set(scores[0]).intersection(*scores[1:])
        keys = shared or set[int]().union(*scores)
        found = {key: sum(s.get(key, 0.0) for s in scores) for key in keys}
        for thing in self._names.get(_name(text), ()):
            if among is None or thing in among:
                found[thing] = found.get(thing, 0.0) + _WHOLE
        ranked = sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))
        return Answer(
            found=dict(ranked),
            hits=frozenset(hit for many in ways.values() for hit in many),
            meant=tuple((typed[w], self._spelled[known]) for w, known in _meant(ways)),
            loose=not shared and bool(found),
        )

    def _add(self, source: Source) -> None:
        thing, self._count = self._count, self._count + 1
        weights: dict[str, float] = {}
        for weight, text in source.texts:
            for word in words_of(text):
                if weight > weights.get(word.folded, 0.0):
                    weights[word.folded] = weight
                    self._spelled.setdefault(word.folded, text[word.start : word.end].casefold())
        for word, weight in weights.items():
            self._places[word].things.append(thing)
            self._places[word].weights.append(weight)
        for name in dict.fromkeys(map(_name, source.names)):
            self._names[name].append(thing)

    def _ways(self, word: str) -> dict[str, float]:
        """The known words that a typed one may be, each with how sure that is."""
        return self._as_typed(word) or dict(self._near(word)) or dict(self._parts(word))

    def _as_typed(self, word: str) -> dict[str, float]:
        stem, found = root(word), {word: _EXACT} if word in self._places else {}
        for known in self._roots.get(stem, ()):
            found.setdefault(known, _ROOT)
        if len(word) < 2 or word.isdigit() or "." in word:
            return found
        loosely: dict[str, float] = {}
        for known in self._vocabulary:
            if known.startswith(word):
                found.setdefault(known, _BEGINS)
            elif len(word) < _SHORTEST_PART:
                continue
            elif known.startswith(stem):
                found.setdefault(known, _NEAR_BEGIN)
            elif word in known:
                within = found if self._is_compound(known, word) else loosely
                within.setdefault(known, _INSIDE)
        return found or loosely

    def _is_compound(self, known: str, word: str) -> bool:
        """Whether what stands before a word inside another is a word too: no havn in Koebenhavn."""
        head = known.partition(word)[0]
        return any(part in self._places or part in self._roots for part in (head, head[:-1]))

    def _near(self, word: str) -> Iterator[tuple[str, float]]:
        """Words one or two slips away; never numbers, for 11.6 is not 11.7."""
        if len(word) < _SHORTEST_PART or any(sign.isdigit() for sign in word):
            return
        allowed = 1 if len(word) <= 5 else 2
        found = _closest(word, self._vocabulary, allowed)
        if not found:
            roots = _closest(root(word), list(self._roots), allowed)
            found = [(known, slips) for stem, slips in roots for known in self._roots[stem]]
        if not found:  # the beginning of a longer word
            begins = {known[: len(word)]: known for known in self._vocabulary}
            found = [(begins[b], slips) for b, slips in _closest(word, list(begins), allowed)]
        for known, slips in found:
            if slips == found[0][1] and known not in self._passing:
                yield known, _ONE_OFF if slips <= 1 else _TWO_OFF

    def _parts(self, word: str) -> Iterator[tuple[str, float]]:
        """The longest known words that a compound begins and ends with."""
        for parts in (
            (word[:end] for end in range(len(word) - 1, _SHORTEST_PART - 1, -1)),
            (word[start:] for start in range(1, len(word) - _SHORTEST_PART - 1)),
        ):
            known = next((part for part in parts if part in self._places), None)
            if known is not None:
                yield known, _PART

    def _scored(self, ways: Mapping[str, float], among: range | None) -> dict[int, float]:
        scores: dict[int, float] = {}
        for known, sure in ways.items():
            places = self._places[known]
            worth = sure * math.log(1 + self._count / len(places.things))
            for thing, weight in zip(places.things, places.weights, strict=True):
                score = worth * weight
                if score > scores.get(thing, 0.0) and (among is None or thing in among):
                    scores[thing] = score
        return scores


def _typed(text: str) -> dict[str, str]:
    """The words of a question, folded, each with how it was typed."""
    short = text[:_MOST_LETTERS]
    found = {word.folded: short[word.start : word.end] for word in words_of(short)}
    return dict(list(found.items())[:_MOST_WORDS])


def _closest(word: str, known: Sequence[str], allowed: int) -> list[tuple[str, int]]:
    found = extract(word, known, scorer=OSA.distance, score_cutoff=allowed, limit=_NEAREST)
    return [(text, int(slips)) for text, slips, _ in found]


def _meant(ways: Mapping[str, Mapping[str, float]]) -> Iterator[tuple[str, str]]:
    """The typed words that stand nowhere, with the nearest known one."""
    for word, found in ways.items():
        if found and max(found.values()) <= _ONE_OFF and not any(word in known for known in found):
            yield word, next(iter(found))


def _name(text: str) -> str:
    return "".join(folded(text).split())
