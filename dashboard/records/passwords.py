"""Passwords: which are too easily guessed, and how they are kept (argon2id)."""

import unicodedata
from functools import cache
from importlib.resources import files
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from dashboard.plan.accounts import Problem

LEAST, MOST = 12, 200  # characters
_FEWEST = 5  # different ones
# Nobody's: checked where there is no other, so that an unknown name takes as long as a known one.
_NOBODYS = (
    "$argon2id$v=19$m=65536,t=3,p=4$XOa321Fzaz++9jUZU9QrrA"
    "$uKXIVs/8iQV6J1LLhdWemycRiIwztZHdhMRZFJORqIo"
)
# Signs in the place of letters, and letters as the words below are spelt.
_SHAPED = str.maketrans("013457@$!", "oieastasi")
_SPELT = str.maketrans({"å": "a", "æ": "ae", "ø": "o", "ä": "a", "ö": "o", "é": "e", "ü": "u"})
_WALKS = (
    "qwertyuiopåasdfghjklæøzxcvbnm",
    "abcdefghijklmnopqrstuvwxyzæøå",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
)


class Passwords:
    """Hashes passwords, a few at a time: each takes 64 MB of memory while it is counted."""

    def __init__(self, *, at_once: int = 2) -> None:
        self._hasher = PasswordHasher()
        self._turn = BoundedSemaphore(at_once)

    def hash(self, password: str, /) -> str:
        """What is kept of a password."""
        with self._turn:
            return self._hasher.hash(unicodedata.normalize("NFKC", password))

    def matches(self, kept: str | None, password: str, /) -> bool:
        """Whether this is the password that was kept; it takes as long where none was."""
        with self._turn:
            try:
                text = unicodedata.normalize("NFKC", password)
                return self._hasher.verify(kept or _NOBODYS, text) and kept is not None
            except (VerificationError, InvalidHashError):
                return False


def weakness(password: str, /, *, name: str) -> Problem | None:
    """Why a password cannot be used, None where it can."""
    text = unicodedata.normalize("NFKC", password)
    if len(text) < LEAST:
        return Problem.SHORT
    if len(text) > MOST:
        return Problem.LONG
    if len(set(text.casefold())) < _FEWEST or _is_walk(text):
        return Problem.COMMON
    readings = _readings(text)
    if any(_is_made_of(letters, _common()) for letters in readings):
        return Problem.COMMON
    own = _common() | {part for part in _words_of(name) if len(part) > 1}
    return Problem.NAMED if any(_is_made_of(letters, own) for letters in readings) else None


@cache
def _common() -> frozenset[str]:
    """Words that common passwords are made of, in the letters they are compared in."""
    text = (files("dashboard.records") / "common_passwords.txt").read_text(encoding="utf-8")
    return frozenset(text.split())


def _readings(text: str) -> tuple[str, ...]:
    """The letters of a text: signs left out, read as letters, or left out at its ends only."""
    plain = text.casefold()
    core = plain.strip("".join(c for c in plain if not c.isalpha()))
    return _letters(plain), _letters(plain.translate(_SHAPED)), _letters(core.translate(_SHAPED))


def _letters(text: str) -> str:
    return "".join(c for c in text.translate(_SPELT) if c.isalpha())


def _words_of(name: str) -> set[str]:
    parts = "".join(c if c.isalnum() else " " for c in name).split()
    return {_letters(part.casefold()) for part in parts}


def _is_made_of(letters: str, words: frozenset[str]) -> bool:
    """Whether letters are nothing but words, one after the other; no letters are none at all."""
    reached = {0}
    for at in range(len(letters)):
        if at in reached:
            reached |= {at + len(w) for w in words if letters.startswith(w, at)}
    return len(letters) in reached


def _is_walk(text: str) -> bool:
    """Whether a text is mostly a walk over the keyboard or the alphabet, in either direction."""
    plain, longest = text.casefold(), 0
    ways = [way for walk in _WALKS for way in (walk, walk[::-1])]
    for at in range(len(plain)):
        size = longest + 1
        while at + size <= len(plain) and any(plain[at : at + size] in way for way in ways):
            longest, size = size, size + 1
    return longest * 2 > len(plain)
