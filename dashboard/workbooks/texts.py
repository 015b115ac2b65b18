"""Texts of cells as they are sent from the reader: each once, cleaned, with its number."""

import re
import unicodedata
from collections.abc import Iterator

# Controls that are no white space, and what stands for no character at all.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# Marks that turn the direction of text: they can make a text read otherwise than it is.
_TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


class Texts(dict[str, int]):
    """Text → its number; 0 is the empty text. New ones are cleaned and kept to be sent.

    `controls` and `turning` hold the numbers of texts that had such signs in them.
    """

    __slots__ = ("_fresh", "controls", "turning")

    def __init__(self) -> None:
        super().__init__({"": 0})
        self._fresh: list[str] = []
        self.controls: set[int] = set()
        self.turning: set[int] = set()

    def __missing__(self, text: str) -> int:
        number = self[text] = len(self)
        self._fresh.append(text if text.isascii() and text.isprintable() else self._clean(text, number))
        return number

    def fresh(self) -> list[str]:
        """The texts met since this was last asked."""
        found, self._fresh = self._fresh, []
        return found

    def _clean(self, text: str, number: int) -> str:
        if _CONTROL.search(text):
            self.controls.add(number)
            text = _CONTROL.sub("", text)
        if _TURNING.search(text):
            self.turning.add(number)
            text = _TURNING.sub("", text)
        return unicodedata.normalize("NFC", text)

    def marked(self, rows: list[list[object]]) -> Iterator[tuple[int, int, bool]]:
        """Row and column of each text that was changed, and whether it held a control."""
        marked = self.controls | self.turning
        if not marked:
            return
        for row, cells in enumerate(rows):
            for column, number in enumerate(cells):
                if type(number) is int and number in marked:
                    yield row, column, number in self.controls
