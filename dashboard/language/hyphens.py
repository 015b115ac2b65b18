"""Soft hyphens, so that a long Danish word breaks where a Dane would break it."""

import re
from functools import cache

from pyphen import Pyphen

from dashboard.language.words import Language

_LONG = re.compile(r"\w{11,}")
_DICTIONARIES = {Language.DA: "da_DK", Language.EN: "en_GB"}


@cache
def soft(text: str, language: Language) -> str:
    """The text with soft hyphens in its long words; it reads and sorts as before on screen."""
    dictionary = Pyphen(lang=_DICTIONARIES[language], left=4, right=4)
    return _LONG.sub(lambda word: dictionary.inserted(word.group(), "\u00ad"), text)
