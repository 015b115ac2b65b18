"""Texts of cells as they are sent from the reader: each once, cleaned, with its number."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date, time

# Controls that are no white space, and what stands for no character at all.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# Marks that turn the direction of text: they can make a text read otherwise than it is.
_TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


class Texts(dict[object, int]):
    """Text, day or answer → its number; 0 is the empty text. New ones are kept to be sent.

    `controls` and `turning` hold the numbers of texts that had such signs in them, `early`
    those of days before the calendar of spreadsheets is right.
    """

    __slots__ = ("_fresh", "controls", "early", "turning")

    def __init__(self) -> None:
        super().__init__({"": 0})
        self._fresh: list[str | tuple[str, str]] = []
        self.controls: set[int] = set()
        self.turning: set[int] = set()
        self.early: set[int] = set()

    def __missing__(self, value: object) -> int:
        number = self[value] = len(self)
        if not isinstance(value, str):
            self._fresh.append(self._marked(value, number))
        elif value.isascii() and value.isprintable():
            self._fresh.append(value)
        else:
            self._fresh.append(self._clean(value, number))
        return number

    def fresh(self) -> list[str | tuple[str, str]]:
        """The values met since this was last asked, texts as they are, others with a letter."""
        found, self._fresh = self._fresh, []
        return found

    def _marked(self, value: object, number: int) -> tuple[str, str]:
        if isinstance(value, date):
            # A 29 February 1900 is counted that never was; a broken date shows in 1899.
            if (value.year, value.month) < (1900, 3):
                self.early.add(number)
            return "d", value.isoformat()
        if isinstance(value, bool):
            return "b", "1" if value else ""
        if value == time():
            # What lies before the first day shows as midnight; the number itself is kept.
            self.early.add(number)
        return "t" if isinstance(value, time) else "s", str(value)

    def _clean(self, text: str, number: int) -> str:
        if _CONTROL.search(text):
            self.controls.add(number)
            text = _CONTROL.sub("", text)
        if _TURNING.search(text):
            self.turning.add(number)
            text = _TURNING.sub("", text)
        return unicodedata.normalize("NFC", text)

    def marked(self, rows: Iterable[Iterable[object]]) -> Iterator[tuple[int, int, int]]:
        """Row, column and number of each value that is to be told of."""
        marked = self.controls | self.turning | self.early
        if not marked:
            return
        for row, cells in enumerate(rows):
            for column, number in enumerate(cells):
                if type(number) is int and number in marked:
                    yield row, column, number
