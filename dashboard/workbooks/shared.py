"""Shared strings before they are read: how many, how long, and what they grow to."""

import re
from array import array
from collections import Counter
from collections.abc import Iterable

from dashboard.plan.findings import Code
from dashboard.workbooks.limits import Limits
from dashboard.workbooks.refusing import refuse, unsafe, within
from dashboard.workbooks.xmlwatch import Attributes, Watch

# Texts that begin with a blank, a code or a coded sign may be blank as a whole.
_TEXT_RUN = rb"(?:[^<\s&_][^<]{0,32766}+)?+"
_PLAIN = re.compile(rb'(?:<si><t(?: xml:space="preserve")?>' + _TEXT_RUN + rb"</t></si>)++")
_TEXT = re.compile(rb"<t[^>]*>([^<]*)")
_END = b"</si>"
# What Excel writes for a blank in a text that it will not write as it is.
_CODED_BLANK = re.compile(r"_x00(?:09|0[AaDd]|20)_")
_BLANKS = " \t\r\n"
_CONTROLS = bytes(each for each in range(32) if each not in b"\t\n\r")
# The least a shared string takes in its part.
_SHORTEST = len("<si/>")


class Strings:
    """The lengths of the shared strings, in bytes, by the number cells name them with."""

    def __init__(self, lengths: Iterable[int] = ()) -> None:
        self.lengths = array("I", lengths)
        self._total = 0
        self.must_count = False

    def settle(self, *, cells: int, limits: Limits) -> None:
        """Decide whether it matters how often each is named: a long one, or a blank one."""
        longest = max(self.lengths, default=0)
        self.must_count = longest * cells > limits.texts or 0 in self.lengths

    def blanks(self, named: Counter[bytes]) -> int:
        """How many cells name a text in which there is nothing."""
        many = len(self.lengths)
        numbers = ((int(each), count) for each, count in named.items())
        return sum(count for n, count in numbers if n < many and not self.lengths[n])

    def check_written_out(self, named: Counter[bytes], *, limits: Limits) -> None:
        """Refuse a few strings that thousands of cells name: together they fill the memory."""
        many = len(self.lengths)
        numbers = ((int(each), count) for each, count in named.items())
        self._total += sum(self.lengths[n] * count for n, count in numbers if n < many)
        within(self._total, limits, "texts")


class StringsWatch(Watch):
    """The part of shared strings; plain ones are measured by pattern, others parsed."""

    def __init__(self, part: str, *, size: int, limits: Limits) -> None:
        super().__init__(part, limits=limits)
        self.strings = Strings()
        self._size = size
        self._text: list[str] | None = None
        self._length = 0
        self._phonetic = False
        self._rest = b""
        self.hear_text()

    def take(self, chunk: bytes) -> None:
        """The next bytes of the part."""
        self._rest += chunk
        cut = self._rest.rfind(_END) + len(_END)
        if cut < len(_END):
            cut = len(self._rest) if len(self._rest) > self.limits.token_bytes else 0
        self._block(self._rest[:cut])
        self._rest = self._rest[cut:]

    def finish(self) -> Strings:
        """The lengths of all strings."""
        self._block(self._rest)
        self.close()
        return self.strings

    def _block(self, block: bytes) -> None:
        if b"&#" in block or has_controls(block):
            # The parser knows which signs no text may hold.
            self.feed(block)
            return
        at = 0
        while at < len(block):
            run = _PLAIN.match(block, at) if self.is_settled(1) else None
            if run is not None:
                texts = _TEXT.findall(run[0])
                self.strings.lengths.extend(map(len, texts))
                at = run.end()
                continue
            # What is not plain goes to the parser, up to where plain ones may begin again.
            end = block.find(_END, at) + len(_END)
            stop = len(block) if end < len(_END) else end
            if (head := _PLAIN.search(block, at, stop)) is not None and head.start() > at:
                stop = head.start()
            self.feed(block[at:stop])
            at = stop
        self._count()

    def _count(self) -> None:
        within(len(self.strings.lengths), self.limits, "cells", code=Code.TOO_MANY_CELLS)

    def started(self, name: str, attributes: Attributes) -> None:
        """A string begins, or the list that claims how many there are."""
        if name == "sst":
            claimed = attributes.get("uniqueCount", "0")
            number = int(claimed) if claimed.isdigit() and len(claimed) < 30 else 0
            if number > self._size // _SHORTEST + 1:
                refuse(Code.LYING_COUNT, size=number, limit=self._size // _SHORTEST + 1)
        elif name == "si":
            if self.depth != 2 or self.is_foreign:
                unsafe("value", part=str(len(self.strings.lengths)))
            self._text, self._length = [], 0
        elif name == "rPh":
            self._phonetic = True

    def ended(self, name: str) -> None:
        """A string ends."""
        if name == "si":
            text = "".join(self._text or ())
            self.strings.lengths.append(0 if is_blank_text(text) else self._length)
            self._text = None
        elif name == "rPh":
            self._phonetic = False

    def said(self, text: str) -> None:
        """Keep the text of a string; how it is pronounced is no part of it."""
        if self._text is not None:
            self._length += len(text)
            if self._length > self.limits.text:
                within(self._length, self.limits, "text")
            if not self._phonetic:
                self._text.append(text)


def is_blank_text(text: str) -> bool:
    """Whether a text is nothing but blanks; what is blank in other ways counts as a text."""
    return not (_CODED_BLANK.sub("", text) if "_x" in text else text).strip(_BLANKS)


def has_controls(block: bytes) -> bool:
    """Whether there are signs in it that XML cannot hold."""
    return len(block.translate(None, _CONTROLS)) != len(block)
