"""Words as people type them: with or without å, ø and æ, in any case, with an ending or none."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

# A target's code is one word; everything else is a word by its letters and digits.
_WORD = re.compile(r"\d{1,2}\.(?:\d{1,2}|[a-d])(?![^\W_])|[^\W_]+")
# Letters that do not come apart into a base and an accent.
_LETTERS = str.maketrans({"æ": "ae", "ø": "o", "ß": "ss", "đ": "d", "ł": "l"})
_LAST = str.maketrans({"æ": "{a", "ä": "{a", "ø": "{b", "ö": "{b", "å": "{c"})
# Danish endings, the longest first; some of them are English by luck.
_ENDINGS = tuple(re.findall(r"\w+", "ernes enes erne ens ers ene ets ing er en et es ne s e"))
_ROOT = 4


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: folded, and where it stands."""

    folded: str
    start: int
    end: int


@lru_cache(maxsize=100_000)
def folded(word: str) -> str:
    """A word as every keyboard can type it: Ågade, Aagade and agade are one."""
    apart = unicodedata.normalize("NFKD", word.casefold().translate(_LETTERS))
    plain = "".join(sign for sign in apart if not unicodedata.combining(sign))
    return plain.replace("aa", "a").replace("oe", "o")


def words_of(text: str) -> Iterator[Word]:
    """The words of a text in their order."""
    for found in _WORD.finditer(text):
        yield Word(folded(found.group()), found.start(), found.end())


@lru_cache(maxsize=100_000)
def root(word: str) -> str:
    """A folded word without its ending: cykel, cykler and cyklerne are one."""
    ending = next((e for e in _ENDINGS if word.endswith(e) and len(word) - len(e) >= _ROOT), "")
    if not ending and word.endswith("el") and len(word) > _ROOT:
        return word[:-2] + "l"  # cykel, cykler
    return word.removesuffix(ending)


def in_order(text: str) -> str:
    """What a text is sorted by: æ, ø and å come last, in that order."""
    letters = text.casefold().replace("aa", "å").translate(_LAST)
    apart = unicodedata.normalize("NFKD", letters)
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def pieces(text: str, hits: frozenset[str]) -> list[tuple[str, bool]]:
    """A text in pieces, each with whether it is one of the words that were found."""
    found: list[tuple[str, bool]] = []
    at = 0
    for word in words_of(text):
        if word.folded in hits:
            found += [(text[at : word.start], False), (text[word.start : word.end], True)]
            at = word.end
    return [piece for piece in (*found, (text[at:], False)) if piece[0]]


def excerpt(text: str, hits: frozenset[str], *, room: int = 170) -> str:
    """The part of a text that has the first word found, at most `room` letters of it."""
    if len(text) <= room:
        return text
    first = next((w.start for w in words_of(text) if w.folded in hits), 0)
    start = 0 if first < room * 2 // 3 else first - room // 3
    start = text.rfind(" ", 0, start) + 1
    end = text.rfind(" ", start, start + room)
    end = start + room if end <= start else end
    return ("… " if start else "") + text[start:end].strip() + (" …" if end < len(text) else "")
