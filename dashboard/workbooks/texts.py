"""Texts of cells as they come from the reader: each kept once, cleaned."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime, time

from dashboard.workbooks.raw import ExcelError, Raw

# Controls that are no white space, and what stands for no character at all.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# Marks that turn the direction of text: they can make a text read otherwise than it is.
_BLANKS = " \t\r\n"
_TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_UNSEEN = re.compile(f"{_CONTROL.pattern}|{_TURNING.pattern}")
_NAMED = 4  # so many different ones are told
# As Excel stores them, and as Danish Excel shows them when they were pasted as text.
_ERRORS = frozenset(
    (
        *("#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#SPILL!", "#CALC!"),
        *("#NUL!", "#DIVISION/0!", "#VÆRDI!", "#REFERENCE!", "#NAVN?", "#I/T"),
    )
)


def plain(text: str) -> str:
    """A text in one form of its letters, without the signs that nobody sees."""
    return unicodedata.normalize("NFC", _TURNING.sub("", _CONTROL.sub("", text)))


def unseen(text: str, /) -> str:
    """The signs of a text that nobody sees, by number and name: without them nothing is to find."""
    signs = list(dict.fromkeys(sign for sign in text if _UNSEEN.match(sign)))
    named = [f"U+{ord(s):04X} {unicodedata.name(s, '')}".rstrip() for s in signs[:_NAMED]]
    return ", ".join([*named, *(["…"] if len(signs) > _NAMED else [])])


class Texts(dict[object, Raw]):
    """What the reader gives for a cell that is no number → what the cell holds.

    Equal texts become one object, and a text of nothing but blanks becomes None. `controls` and
    `turning` are the texts that had such signs in them, `early` the days before the calendar
    of spreadsheets is right, `blanks` texts that count as an empty cell.
    """

    __slots__ = ("blanks", "controls", "early", "turning")

    def __init__(self) -> None:
        super().__init__({"": None})
        self.controls: set[object] = set()
        self.turning: set[object] = set()
        self.early: set[object] = set()
        self.blanks: set[object] = set()

    def __missing__(self, value: object) -> Raw:
        if not isinstance(value, str):
            found = self._other(value)
        elif not value.strip():
            found = None
            if not value.strip(_BLANKS):
                self.blanks.add(value)
        elif value.isprintable() and (value.isascii() or unicodedata.is_normalized("NFC", value)):
            found = ExcelError(value.strip()) if value.strip() in _ERRORS else value
        else:
            found = self._clean(value)
        self[value] = found
        return found

    def has_odd(self, values: Iterable[object]) -> bool:
        """Whether anything is to be told of any of these values."""
        return any(
            odd and not odd.isdisjoint(values) for odd in (self.controls, self.turning, self.early)
        )

    def _other(self, value: object) -> Raw:
        if isinstance(value, date):
            # A 29 February 1900 is counted that never was; a broken date shows in 1899.
            if (value.year, value.month) < (1900, 3):
                self.early.add(value)
            return value if isinstance(value, datetime) else datetime(*value.timetuple()[:3])  # noqa: DTZ001 - cells know no time zone
        if isinstance(value, bool):
            return value
        if value == time():
            # What lies before the first day shows as midnight; the number itself is kept.
            self.early.add(value)
        # A length of time (36:00) has no counterpart in a plan; its text says what it was.
        return value if isinstance(value, time) else str(value)

    def _clean(self, text: str) -> Raw:
        plain = text
        if _CONTROL.search(plain):
            self.controls.add(text)
            plain = _CONTROL.sub("", plain)
        if _TURNING.search(plain):
            self.turning.add(text)
            plain = _TURNING.sub("", plain)
        plain = unicodedata.normalize("NFC", plain)
        if plain.strip() in _ERRORS:
            return ExcelError(plain.strip())
        return plain if plain.strip() else None
