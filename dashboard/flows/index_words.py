"""Every word of an edition with where it stands, so that a question costs no reading.

A word is found as it was typed, without its ending, as the beginning of a longer one or
inside a compound; only what is found in none of these ways is taken for a slip of the
fingers and compared letter by letter. A rare word counts more than a common one, and a word
of a title more than one of a description.
"""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
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
_LETTER = 2  # words so short say nothing alone: the H of H-999


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


class _Places:
    """Where words stand: for each word the things it is in and how much it counts there.

    All lie in one row, word after word, so that many words cost no more than one.
    """

    def __init__(
        self, found: Mapping[str, tuple["array[int]", "array[float]"]], count: int
    ) -> None:
        self._count = count
        self._numbers = {word: number for number, word in enumerate(found)}
        self._lengths = np.array([len(things) for things, _ in found.values()], dtype=np.int64)
        self._starts = np.concatenate(([0], np.cumsum(self._lengths)))[:-1].astype(np.int64)
        every = list(found.values()) or [(array("i"), array("f"))]
        self._things = np.concatenate([np.frombuffer(t, dtype=np.intc) for t, _ in every])
        self._weights = np.concatenate([np.frombuffer(w, dtype=np.float32) for _, w in every])

    def __contains__(self, word: str) -> bool:
        return word in self._numbers

    def scored(self, ways: Mapping[str, float], among: range | None) -> "np.ndarray":
        """How well each thing answers to one word that may be any of these; 0 for not at all."""
        numbers = np.array([self._numbers[word] for word in ways], dtype=np.int64)
        scores = np.zeros(self._count)
        lengths, starts = self._lengths[numbers], self._starts[numbers]
        worth = np.array(list(ways.values())) * np.log1p(self._count / lengths)
        into = np.arange(lengths.sum()) + np.repeat(starts - np.cumsum(lengths) + lengths, lengths)
        np.maximum.at(scores, self._things[into], self._weights[into] * np.repeat(worth, lengths))
        if among is not None:
            scores[: among.start] = scores[among.stop :] = 0
        return scores


class WordIndex:
    """The words of many things; built once, then only read."""

    def __init__(self, sources: Iterable[Source], /, *, passing: frozenset[str]) -> None:
        self._passing = passing
        self._found: dict[str, tuple[array[int], array[float]]] = {}
        self._names: defaultdict[str, list[int]] = defaultdict(list)
        self._spelled: dict[str, str] = {}
        self._count = 0
        for source in sources:
            self._add(source)
        self._places = _Places(self._found, self._count)
        self._vocabulary = list(self._found)
        self._lines = "\n".join(("", *self._vocabulary, ""))
        self._found = {}
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
        scores = [self._places.scored(ways[word], among) for word in wanted]
        telling = [s for word, s in zip(wanted, scores, strict=True) if len(word) > _LETTER]
        total, shared = np.sum(scores, axis=0), np.min(scores, axis=0) > 0
        is_loose = not shared.any()
        kept = shared if not is_loose or not telling else np.max(telling, axis=0) > 0
        total = np.where(kept, total, 0.0)
        for thing in self._names.get(_name(text), ()):
            if among is None or thing in among:
                total[thing] += _WHOLE
        best = np.argsort(-total, kind="stable")[: np.count_nonzero(total)]
        ranked = zip(best.tolist(), total[best].tolist(), strict=True)
        return Answer(
            found=dict(ranked),
            hits=frozenset(hit for many in ways.values() for hit in many),
            meant=tuple((typed[w], self._spelled[known]) for w, known in _meant(ways)),
            loose=is_loose and len(best) > 0,
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
            things, counted = self._found.setdefault(word, (array("i"), array("f")))
            things.append(thing)
            counted.append(weight)
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
        for known in self._holding(f"\n{word}"):
            found.setdefault(known, _BEGINS)
        if len(word) < _SHORTEST_PART:
            return found
        for known in self._holding(f"\n{stem}"):
            found.setdefault(known, _NEAR_BEGIN)
        loosely: dict[str, float] = {}
        for known in self._holding(word):
            within = found if self._is_compound(known, word) else loosely
            within.setdefault(known, _INSIDE)
        return found or loosely

    def _holding(self, part: str) -> Iterator[str]:
        """The known words with a part in them; all lie in one text, a line each."""
        at = self._lines.find(part)
        while at >= 0:
            start = at + 1 if part[0] == "\n" else self._lines.rfind("\n", 0, at) + 1
            end = self._lines.find("\n", at + 1)
            yield self._lines[start:end]
            at = self._lines.find(part, end)

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
