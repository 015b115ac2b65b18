"""Watching XML go by: no document type, no depth, no token that never ends.

A parser judges, not a search for words: a document type hides from a search in another
encoding, and stands harmless in a comment.
"""

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar
from xml.parsers import expat

from dashboard.plan.findings import Code
from dashboard.workbooks.limits import Limits
from dashboard.workbooks.refusing import Unreadable, damaged, refuse, unsafe, within

# What Excel and its relatives write; every other encoding is a disguise.
_ENCODINGS = frozenset({"utf-8", "utf8", "utf-16", "us-ascii", "ascii"})

Attributes = Mapping[str, str]
_W = TypeVar("_W", bound="Watch")


class Watch:
    """A parser that refuses what no honest workbook has; `started` and `ended` see the rest.

    Names come without their namespace, since every part is read for one purpose only;
    `namespace` is that of the whole part.
    """

    def __init__(self, part: str, *, limits: Limits) -> None:
        self.part = part
        self.limits = limits
        self.depth = 0
        self.namespace = ""
        self._fed = 0
        self._parser: Any = expat.ParserCreate(namespace_separator=" ")
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.XmlDeclHandler = self._declared

    def feed(self, chunk: bytes) -> None:
        """The next bytes of the part."""
        self._parse(chunk, last=False)
        self._fed += len(chunk)
        # A token that does not end is read anew with every chunk: stop while that is cheap.
        waiting = self._fed - max(self._parser.CurrentByteIndex, 0)
        within(waiting, self.limits, "token_bytes")

    def close(self) -> None:
        """There is no more; what was opened must be closed."""
        self._parse(b"", last=True)

    def hear_text(self) -> None:
        """Have `said` called with every piece of text."""
        self._parser.CharacterDataHandler = self.said

    def started(self, name: str, attributes: Attributes) -> None:
        """An element begins."""

    def ended(self, name: str) -> None:
        """An element ends."""

    def said(self, text: str) -> None:
        """A piece of text, if it is listened to."""

    def _parse(self, chunk: bytes, *, last: bool) -> None:
        try:
            self._parser.Parse(chunk, last)
        except Unreadable:
            raise
        except (expat.ExpatError, LookupError, ValueError):
            damaged(self.part)

    def _start(self, name: str, attributes: Attributes) -> None:
        self.depth += 1
        if self.depth > self.limits.depth:
            within(self.depth, self.limits, "depth")
        if len(attributes) > self.limits.attributes:
            within(len(attributes), self.limits, "attributes")
        namespace, _, plain = name.rpartition(" ")
        if self.depth == 1:
            self.namespace = namespace
        self.started(plain, attributes)

    def _end(self, name: str) -> None:
        self.depth -= 1
        self.ended(name.rpartition(" ")[2])

    def _doctype(self, *_: object) -> None:
        refuse(Code.DOCUMENT_TYPE, part=self.part)

    def _declared(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if encoding is not None and encoding.lower() not in _ENCODINGS:
            unsafe("encoding", part=self.part)


class Listed(Watch):
    """A watch that keeps every element with its attributes, for the small parts."""

    def __init__(self, part: str, *, limits: Limits) -> None:
        super().__init__(part, limits=limits)
        self.elements: list[tuple[str, Attributes]] = []

    def started(self, name: str, attributes: Attributes) -> None:
        """Keep the element."""
        self.elements.append((name, attributes))

    def named(self, *names: str) -> list[Attributes]:
        """The attributes of every element of these names."""
        return [attributes for name, attributes in self.elements if name in names]


def watched(watch: _W, chunks: Iterable[bytes]) -> _W:
    """Feed a watch to the end."""
    for chunk in chunks:
        watch.feed(chunk)
    watch.close()
    return watch
