"""What a header means, in eight languages: a lookup word by word, never a guess by likeness."""

import re
import tomllib
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import cast

# Letters that look like Latin ones and come from another keyboard.
_LOOKALIKES = str.maketrans(
    "аеорсухіјԁѕАВЕКМНОРСТХІЈЅαοΑΒΕΗΙΚΜΝΟΡΤΥΧ", "aeopcyxijdsABEKMHOPCTXIJSaoABEHIKMNOPTYX"
)
_LETTERS = str.maketrans({"æ": "ae", "ø": "o", "ß": "ss", "đ": "d", "ł": "l", "œ": "oe"})
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z]{2})")
_SIGNS = re.compile(r"[a-z0-9]+|%")
_GENITIVE = re.compile(r"['’](?=s\b)")
_PLURAL_BRACKET = re.compile(r"(?<=\w)\((?:s|es|er|e|r|n)\)")
_EXACT, _STRIPPED, _PART = 0.95, 0.85, 0.45
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Meaning:
    """One thing a header may mean: the concept, how sure the words make it, and their language.

    `language` is an ISO code, or `any` for words of data files; `why` is a machine key.
    `either` tells that the same words mean something else as well.
    """

    concept: str
    sure: float
    language: str
    why: str
    either: bool = False


@lru_cache(maxsize=20_000)
def plain(text: str) -> str:
    """A text as words are compared: one alphabet, no accents, no capitals."""
    if text.isascii():
        return text.casefold()
    latin = text.translate(_LOOKALIKES) if _mixes_alphabets(text) else text
    apart = unicodedata.normalize("NFKD", latin.casefold().translate(_LETTERS))
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


@lru_cache(maxsize=20_000)
def words_of(text: str) -> tuple[str, ...]:
    """The words of a header; brackets, line breaks, underscores and asterisks fall away."""
    text = _PLURAL_BRACKET.sub("", unicodedata.normalize("NFC", text[:_LONGEST]))
    text = _GENITIVE.sub("", text)
    bare = _BRACKETS.sub(" ", text)
    bare = bare if bare.strip(" *:.-\n") else text
    return tuple(_SIGNS.findall(plain(_CAMEL.sub(" ", bare).replace("_", " "))))


@lru_cache(maxsize=20_000)
def meanings(text: str) -> tuple[Meaning, ...]:
    """Everything a header may mean, the surest first; a header is judged once in a process."""
    words = words_of(text)
    found: dict[str, Meaning] = {}
    for meaning in (*_whole(words), *_parts(words)):
        known = found.get(meaning.concept)
        if known is None or meaning.sure > known.sure:
            found[meaning.concept] = meaning
    return tuple(sorted(found.values(), key=lambda m: (-m.sure, m.concept)))


def surest(text: str) -> float:
    """How sure it is that a text is a header of ours at all."""
    found = meanings(text)
    return found[0].sure if found else 0.0


@cache
def listed(name: str) -> frozenset[tuple[str, ...]]:
    """The words of one list of the catalogue (missing, total, cross …), each cut into words.

    An entry in brackets is a sign: `[x]` is missing, an x is not.
    """
    lists = cast("Mapping[str, list[str]]", _catalogue()[name])
    words = (each for every in lists.values() for each in every if each[0] not in "[(")
    return frozenset(words_of(each) for each in words) - {()}


@cache
def signs(name: str) -> frozenset[str]:
    """The entries of one list as they stand, for those that are signs and not words."""
    lists = cast("Mapping[str, list[str]]", _catalogue()[name])
    return frozenset(plain(each) for every in lists.values() for each in every)


@lru_cache(maxsize=20_000)
def is_in(name: str, text: str) -> bool:
    """Whether a whole text is one entry of a list: "–" and "K. A." are `missing`."""
    short = text.strip()
    return len(short) <= 40 and (plain(short) in signs(name) or words_of(short) in listed(name))


@lru_cache(maxsize=20_000)
def speaks_of(name: str, text: str) -> bool:
    """Whether a text contains an entry of a list as whole words."""
    words = words_of(text)
    return any(_position(phrase, words) is not None for phrase in listed(name))


def _whole(words: tuple[str, ...]) -> Iterable[Meaning]:
    """Meanings of the header as a whole, with and without numbers and fillers."""
    for entry in _index().get("".join(words), ()):
        either = len(_concepts("".join(words))) > 1
        yield Meaning(entry.concept, _EXACT, entry.language, "header_exact", either)
    bare = _bare(words)
    if bare != words:
        for entry in _index().get("".join(bare), ()):
            yield Meaning(entry.concept, _STRIPPED, entry.language, "header_without_extras")


def _parts(words: tuple[str, ...]) -> Iterable[Meaning]:
    """Meanings of phrases inside a longer header, the surer the more of it they cover."""
    bare = _bare(words)
    starts = {word for word in bare if word in _by_first_word()}
    for first in starts:
        for phrase, entry in _by_first_word()[first]:
            at = _position(phrase, bare)
            ambiguous = len(phrase) == 1 and len(_concepts("".join(phrase))) > 1
            if at is None or len(phrase) == len(bare) or ambiguous:
                continue
            sure = _PART + 0.4 * len(phrase) / len(bare) + (0.05 if at == 0 else 0)
            yield Meaning(entry.concept, min(sure, 0.8), entry.language, "header_part")


@dataclass(frozen=True, slots=True)
class _Entry:
    concept: str
    language: str


@cache
def _catalogue() -> Mapping[str, object]:
    file = files("dashboard.language") / "headers.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


@cache
def _entries() -> tuple[tuple[tuple[str, ...], _Entry], ...]:
    columns = cast("Mapping[str, Mapping[str, list[str]]]", _catalogue()["columns"])
    return tuple(
        (words_of(phrase), _Entry(concept, language))
        for concept, languages in columns.items()
        for language, phrases in languages.items()
        for phrase in phrases
    )


@cache
def _index() -> Mapping[str, tuple[_Entry, ...]]:
    found: dict[str, list[_Entry]] = defaultdict(list)
    for words, entry in _entries():
        for form in dict.fromkeys(("".join(words), "".join(_bare(words)))):
            found[form].append(entry)
    return {form: tuple(entries) for form, entries in found.items() if form}


@lru_cache(maxsize=20_000)
def _concepts(form: str) -> frozenset[str]:
    """Everything a word means by itself; one that means two things tells nothing in a phrase."""
    return frozenset(entry.concept for entry in _index().get(form, ()))


@cache
def _by_first_word() -> Mapping[str, tuple[tuple[tuple[str, ...], _Entry], ...]]:
    found: dict[str, list[tuple[tuple[str, ...], _Entry]]] = defaultdict(list)
    for words, entry in _entries():
        if bare := _bare(words):
            found[bare[0]].append((bare, entry))
    return {first: tuple(entries) for first, entries in found.items()}


@lru_cache(maxsize=20_000)
def _bare(words: tuple[str, ...]) -> tuple[str, ...]:
    kept = tuple(w for w in words if (w,) not in listed("fillers") and not w.isdigit())
    return kept or words


def _position(phrase: tuple[str, ...], words: tuple[str, ...]) -> int | None:
    size = len(phrase)
    places = range(len(words) - size + 1)
    return next((at for at in places if words[at : at + size] == phrase), None)


def _mixes_alphabets(text: str) -> bool:
    """Whether a text is Latin but for single letters: a whole Cyrillic word is left alone."""
    if text.isascii():
        return False
    odd = sum("\u0370" <= sign <= "\u052f" for sign in text)
    return odd > 0 and (odd == 1 or any("a" <= sign.casefold() <= "z" for sign in text))
