"""When two texts are the same to a person, and which known text is nearest to a wrong one."""

import unicodedata
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from functools import lru_cache

# Letters that do not come apart into a base and an accent.
_LETTERS = str.maketrans({"æ": "ae", "ø": "o", "ß": "ss", "đ": "d", "ł": "l"})

# About a second's work.
_COMPARISONS = 200_000


@lru_cache(maxsize=20_000)
def folded(text: str) -> str:
    """A text without case, accents, spaces and punctuation: "Gælder fra *" is "gaelderfra"."""
    apart = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    plain = "".join(sign for sign in apart if sign.isalnum())
    # Keyboards without å and ø: Maalinger, Oekonomi.
    return plain.replace("aa", "a").replace("oe", "o")


@lru_cache(maxsize=20_000)
def nearest(text: str, known: tuple[str, ...]) -> str | None:
    """The known text a person most likely meant, or None where nothing is near."""
    by_folded = {folded(each): each for each in reversed(known)}
    found = get_close_matches(folded(text), by_folded, n=1, cutoff=0.6)
    return by_folded[found[0]] if found else None


def nearest_each(texts: Iterable[str], known: tuple[str, ...]) -> Mapping[str, str | None]:
    """The nearest known text for each of many wrong ones.

    Comparing takes time: where a whole column is wrong, only the first ones get a hint.
    """
    wrong = list(dict.fromkeys(texts))
    hinted = wrong[: _COMPARISONS // max(len(known), 1)]
    return {text: nearest(text, known) for text in hinted}
