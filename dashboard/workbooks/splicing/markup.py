"""XML as bytes: where its tags stand, and how a few of them are exchanged.

Nothing is ever parsed and written back, because that would lose what we do not know.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any
from xml.parsers.expat import ExpatError, ParserCreate, XMLParserType

_ENCODING = re.compile(rb"""^<\?xml[^>]*?encoding\s*=\s*["']([^"']+)["'][^>]*\?>""")
_HIDDEN = re.compile(rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>", re.DOTALL)
_START_TAG = re.compile(rb"""<[^>"']*(?:"[^"]*"[^>"']*|'[^']*'[^>"']*)*>""")
_BOMS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig"))
# What XML 1.0 cannot hold at all, not even written as a number.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SPECIAL = re.compile("[&<>\"']")
_DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


class Unchangeable(Exception):
    """The workbook is built in a way we cannot change without breaking it."""


@dataclass(frozen=True, slots=True)
class Tag:
    """One element: its name without prefix, and where it begins, opens, closes and ends.

    `depth` is 0 for the root; `attributes` go by the names as they are written. An element
    without content closes and ends where it opens.
    """

    name: str
    prefix: str
    depth: int
    attributes: Mapping[str, str]
    start: int
    inner: int
    stop: int
    end: int

    @property
    def is_empty(self) -> bool:
        """Whether it is written as `<a/>`."""
        return self.stop == self.inner == self.end

    def under(self, other: "Tag") -> bool:
        """Whether it stands directly inside another."""
        return self.depth == other.depth + 1 and other.inner <= self.start < other.stop


@dataclass(frozen=True, slots=True)
class Edit:
    """Bytes to put in the place of those from `start` to `end`."""

    start: int
    end: int
    text: bytes


@dataclass(slots=True)
class _Walk:
    """What is open while a part is read."""

    part: bytes
    parser: XMLParserType
    found: list[list[Any]] = field(default_factory=list[list[Any]])
    open: list[int] = field(default_factory=list[int])

    def starts(self, name: str, attributes: dict[str, str]) -> None:
        at = self.parser.CurrentByteIndex
        match = _START_TAG.match(self.part, at)
        if match is None:
            raise Unchangeable
        prefix, _, local = name.rpartition(":")
        depth, inner = len(self.open), match.end()
        self.open.append(len(self.found))
        start = f"{prefix}:" if prefix else ""
        self.found.append([local, start, depth, attributes, at, inner, inner, inner])

    def ends(self, _: str) -> None:
        tag = self.found[self.open.pop()]
        if self.part[tag[5] - 2 : tag[5]] != b"/>":
            tag[6] = self.parser.CurrentByteIndex
            tag[7] = self.part.index(b">", tag[6]) + 1


def tags(part: bytes) -> tuple[Tag, ...]:
    """Every element of a part in UTF-8, in the order in which they begin."""
    parser = ParserCreate()
    walk = _Walk(part, parser)
    parser.StartElementHandler, parser.EndElementHandler = walk.starts, walk.ends
    parser.StartDoctypeDeclHandler = _refuse
    try:
        parser.Parse(part, True)
    except ExpatError as error:
        raise Unchangeable from error
    return tuple(Tag(*each) for each in walk.found)


def _refuse(*_: object) -> None:
    """A part that declares entities of its own is none we work on."""
    raise Unchangeable


def as_utf8(part: bytes) -> bytes:
    """The same part in UTF-8 and without a byte order mark; almost always it is so already."""
    coded = next((name for mark, name in _BOMS if part.startswith(mark)), None)
    declared = _ENCODING.match(part)
    coded = coded or (declared[1].decode("ascii", "replace").lower() if declared else "utf-8")
    if coded in ("utf-8", "utf8", "us-ascii", "ascii"):
        return part
    try:
        text = part.decode(coded)
    except (LookupError, UnicodeDecodeError) as error:
        raise Unchangeable from error
    return re.sub(rb"^<\?xml[^>]*\?>\s*", _DECLARATION, text.encode("utf-8"))


def without_hidden(part: bytes) -> bytes:
    """The same length of bytes in which nothing inside a comment or CDATA looks like a tag."""
    # The single sign is looked for first: it is rare, and the opening bracket is not.
    if b"!" not in part or (b"<!--" not in part and b"<![CDATA[" not in part):
        return part
    return _HIDDEN.sub(lambda found: b" " * len(found[0]), part)


def spliced(part: bytes, edits: Sequence[Edit]) -> Iterator[bytes | memoryview]:
    """The part with its edits, piece by piece, so that a large one is not copied twice."""
    view, done = memoryview(part), 0
    for edit in sorted(edits, key=lambda each: (each.start, each.end)):
        if edit.start < done:
            raise Unchangeable
        yield view[done : edit.start]
        yield edit.text
        done = edit.end
    yield view[done:]


def edited(part: bytes, edits: Sequence[Edit]) -> bytes:
    """The part with its edits, whole."""
    return b"".join(spliced(part, edits))


def with_attribute(tag: bytes, name: str, value: str | int) -> bytes:
    """A start tag in which an attribute has this value."""
    new = b'%s="%s"' % (name.encode(), escaped(str(value)))
    pattern = rb"""(?<=\s)%s\s*=\s*("[^"]*"|'[^']*')""" % re.escape(name.encode())
    changed, count = re.subn(pattern, lambda _: new, tag, count=1)
    if count:
        return changed
    end = len(tag) - (2 if tag.endswith(b"/>") else 1)
    return tag[:end].rstrip() + b" " + new + tag[end:]


def without_attribute(tag: bytes, name: str) -> bytes:
    """A start tag that does not have this attribute."""
    return re.sub(rb"""\s%s\s*=\s*("[^"]*"|'[^']*')""" % re.escape(name.encode()), b"", tag)


def grown(part: bytes, tag: Tag, more: bytes, *, count: int | None = None) -> tuple[Edit, ...]:
    """The edits that put more children at the end of an element, and count them anew."""
    opening = part[tag.start : tag.inner]
    if count is not None:
        opening = with_attribute(opening, "count", count)
    if tag.is_empty:
        name = f"{tag.prefix}{tag.name}".encode()
        whole = b"%s>%s</%s>" % (opening[:-2].rstrip(), more, name)
        return (Edit(tag.start, tag.end, whole),)
    return (Edit(tag.start, tag.inner, opening), Edit(tag.stop, tag.stop, more))


def escaped(text: str) -> bytes:
    """Text as XML holds it, without the signs that it cannot hold."""
    plain = text if text.isprintable() else _FORBIDDEN.sub("", text)
    if _SPECIAL.search(plain):
        plain = escape(plain, quote=True)
    return plain.encode("utf-8")


def document(inner: bytes) -> bytes:
    """A whole part around an element."""
    return _DECLARATION + inner
