"""Shared strings before they are read: how many, how long, and what they grow to."""

import re
from array import array
from collections import Counter
from collections.abc import Iterable

from dashboard.plan.findings import Code
from dashboard.workbooks.limits import Limits
from dashboard.workbooks.refusing import refuse, within
from dashboard.workbooks.xmlwatch import Attributes, Watch

_PLAIN = re.compile(rb'(?:<si><t(?: xml:space="preserve")?>[^<]{0,32767}+</t></si>)++')
_TEXT = re.compile(rb"<t[^>]*>([^<]*)")
_END = b"</si>"
# The least a shared string takes in its part.
_SHORTEST = len("<si/>")


class Strings:
    """The lengths of the shared strings, in bytes, by the number cells name them with."""

    def __init__(self, lengths: Iterable[int] = ()) -> None:
        self.lengths = array("L", lengths)
        self._total = 0
        self.must_count = False
        self.has_empty = False

    def is_empty(self, index: str) -> bool:
        """Whether a cell that names this string is empty to a reader."""
        number = int(index) if index.strip().isdigit() and len(index) < 12 else -1
        return 0 <= number < len(self.lengths) and self.lengths[number] == 0

    def settle(self, *, cells: int, limits: Limits) -> None:
        """Decide whether the text of all cells may be too much if each named the longest."""
        self.has_empty = 0 in self.lengths
        self.must_count = max(self.lengths, default=0) * cells > limits.texts

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
        self._length = 0
        self._inside = False
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
        at = 0
        while at < len(block):
            run = _PLAIN.match(block, at)
            if run is not None:
                texts = _TEXT.findall(run[0])
                self.strings.lengths.extend(len(text.strip()) for text in texts)
                at = run.end()
                continue
            # What is not plain goes to the parser, up to where plain ones may begin again.
            end = block.find(_END, at) + len(_END)
            stop = len(block) if end < len(_END) else end
            if (head := _PLAIN.search(block, at, stop)) is not None:
                stop = head.start()
            self.feed(block[at:stop])
            at = stop

    def started(self, name: str, attributes: Attributes) -> None:
        """A string begins, or the list that claims how many there are."""
        if name == "sst":
            claimed = attributes.get("uniqueCount", "0")
            number = int(claimed) if claimed.isdigit() and len(claimed) < 30 else 0
            if number > self._size // _SHORTEST + 1:
                refuse(Code.LYING_COUNT, size=number, limit=self._size // _SHORTEST + 1)
        elif name == "si":
            self._length, self._inside = 0, True

    def ended(self, name: str) -> None:
        """A string ends."""
        if name == "si":
            within(self._length, self.limits, "text")
            self.strings.lengths.append(self._length)
            self._inside = False

    def said(self, text: str) -> None:
        """Count the text of a string."""
        if self._inside:
            # Blanks alone are no text to a reader; the blanks in a text do not matter here.
            self._length += len(text.strip())
            if self._length > self.limits.text:
                within(self._length, self.limits, "text")
