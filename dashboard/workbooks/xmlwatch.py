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
# Newer parsers wait with a token that is not whole yet.
_DEFERS = "SetReparseDeferralEnabled"

Attributes = Mapping[str, str]
_W = TypeVar("_W", bound="Watch")


class Watch:
    """A parser that refuses what no honest workbook has; `started` and `ended` see the rest.

    Names come without their namespace, since every part is read for one purpose only;
    `namespace` is that of the whole part, and `is_foreign` an element that has another one.
    """

    def __init__(self, part: str, *, limits: Limits) -> None:
        self.part = part
        self.limits = limits
        self.depth = 0
        self.namespace = ""
        self.is_foreign = False
        # Whether bytes may be read as they stand: UTF-8, and names without prefix are its own.
        self.is_usual = True
        self._names: dict[str, tuple[str, str]] = {}
        self._fed = 0
        self._chunk = b""
        self._parser: Any = expat.ParserCreate(namespace_separator=" ")
        if hasattr(self._parser, _DEFERS):
            # `feed` counts what waits; the parser need not put it off on top of that.
            self._parser.SetReparseDeferralEnabled(False)
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.XmlDeclHandler = self._declared
        self._parser.StartNamespaceDeclHandler = self._named
        self._usual_space: str | None = ""

    def feed(self, chunk: bytes) -> None:
        """The next bytes of the part."""
        if not self._fed and not chunk.startswith((b"<", b"\xef\xbb\xbf<")):
            self.is_usual = False
        self._chunk = chunk
        self._parse(chunk, last=False)
        self._fed += len(chunk)
        # Every name is kept until the part ends.
        within(len(self._parser.intern), self.limits, "names", what="tags")
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

    def is_settled(self, depth: int) -> bool:
        """Whether all that was fed is whole and stands so deep, and bytes mean what they seem."""
        return (
            self.depth == depth
            and self.is_usual
            and self._usual_space == self.namespace
            and self._parser.CurrentByteIndex == self._fed
        )

    def is_reference(self) -> bool:
        """Whether the text that is said now is written as a code, such as `&#49;`."""
        at = self._parser.CurrentByteIndex - self._fed
        return at < 0 or self._chunk[at : at + 1] == b"&" or self._chunk[at : at + 2] == b"\x00&"

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
        known = self._names.get(name)
        if known is None:
            namespace, _, plain = name.rpartition(" ")
            known = self._names[name] = (namespace, plain)
            within(len(self._names), self.limits, "names", what="tags")
        namespace, plain = known
        if self.depth == 1:
            self.namespace = namespace
        self.is_foreign = namespace != self.namespace
        self.started(plain, attributes)

    def _end(self, name: str) -> None:
        self.depth -= 1
        self.ended(self._names[name][1])

    def _doctype(self, *_: object) -> None:
        refuse(Code.DOCUMENT_TYPE, part=self.part)

    def _declared(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if encoding is not None and encoding.lower() not in _ENCODINGS:
            unsafe("encoding", part=self.part)
        if encoding is not None and not encoding.lower().startswith("utf-8"):
            self.is_usual = False

    def _named(self, prefix: str | None, uri: str | None) -> None:
        """What names without a prefix mean from here on; it may change once, at the start."""
        if prefix is None:
            self.is_usual = self.is_usual and self.depth == 0
            self._usual_space = uri or ""


class Listed(Watch):
    """A watch that keeps every element with its attributes, for the small parts."""

    def __init__(self, part: str, *, limits: Limits) -> None:
        super().__init__(part, limits=limits)
        self.elements: list[tuple[str, Attributes]] = []

    def started(self, name: str, attributes: Attributes) -> None:
        """Keep the element."""
        if len(self.elements) >= self.limits.items:
            within(len(self.elements) + 1, self.limits, "items", what="elements")
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
