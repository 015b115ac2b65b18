"""Comments: added beside the sender's own, never instead of them.

Excel keeps a comment in two places: its text in one part, its box in a drawing of an old
kind (VML). Threaded comments live in a third and are left alone, boxes and all.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dashboard.workbooks.raw import Place, address
from dashboard.workbooks.splicing.markup import (
    Edit,
    Tag,
    Unchangeable,
    document,
    edited,
    escaped,
    grown,
    tags,
)

_SHAPE = re.compile(rb'["\']_x0000_s(\d+)["\']')
_ID_MAP = re.compile(rb'(<o:idmap\b[^>]*?\bdata\s*=\s*")([^"]*)(")')
_BOX_TYPE = (
    b'<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" '
    b'path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>'
    b'<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_NEW_DRAWING = (
    b'<xml xmlns:v="urn:schemas-microsoft-com:vml" '
    b'xmlns:o="urn:schemas-microsoft-com:office:office" '
    b'xmlns:x="urn:schemas-microsoft-com:office:excel">'
    b'<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data=""/></o:shapelayout></xml>'
)
_NAMESPACES = {
    b"xmlns:v": b"urn:schemas-microsoft-com:vml",
    b"xmlns:o": b"urn:schemas-microsoft-com:office:office",
    b"xmlns:x": b"urn:schemas-microsoft-com:office:excel",
}
# Shapes are numbered in blocks of this size, and a drawing says which blocks are its own.
_BLOCK = 1024
_WIDE = 46  # signs in a line of the box


@dataclass(frozen=True, slots=True)
class Noted:
    """The new comments part, and the places that need a box because they had no comment."""

    part: bytes
    boxes: tuple[Place, ...]


def new_comments(namespace: bytes) -> bytes:
    """A part for the comments of a sheet that has none."""
    inner = b'<comments xmlns="%s"><authors></authors><commentList></commentList></comments>'
    return document(inner % namespace)


def with_notes(part: bytes, notes: Mapping[Place, str], *, author: str) -> Noted:
    """Put notes into a part of comments; where a cell has one, the note follows its text."""
    found = tags(part)
    authors, listed = _one(found, "authors"), _one(found, "commentList")
    names = [tag for tag in found if tag.under(authors)]
    threads = {str(n) for n, tag in enumerate(names) if _is_thread(part, tag)}
    there = {_reference(tag): tag for tag in found if tag.under(listed)}
    edits: list[Edit] = []
    new: list[Place] = []
    for place, text in notes.items():
        comment = there.get(address(*place))
        if comment is None:
            new.append(place)
        elif comment.attributes.get("authorId") not in threads:
            edits.extend(_continued(part, found, comment, text))
    prefix = found[0].prefix.encode()
    who = b"<%sauthor>%s</%sauthor>" % (prefix, escaped(author), prefix)
    texts = (_comment(place, notes[place], prefix=prefix, author=len(names)) for place in new)
    edits += [*grown(part, authors, who), *grown(part, listed, b"".join(texts))]
    return Noted(edited(part, edits), tuple(new))


def _one(found: Iterable[Tag], name: str) -> Tag:
    tag = next((tag for tag in found if tag.depth == 1 and tag.name == name), None)
    if tag is None:
        raise Unchangeable
    return tag


def _is_thread(part: bytes, author: Tag) -> bool:
    """Whether this author is the stand-in that Excel writes for a thread."""
    return part[author.inner : author.stop].lstrip().startswith(b"tc=")


def _reference(comment: Tag) -> str:
    return comment.attributes.get("ref", "").replace("$", "").upper()


def _continued(part: bytes, found: Iterable[Tag], comment: Tag, more: str) -> list[Edit]:
    """The edits that let a comment go on; plain text becomes a run, as runs must follow it."""
    inside = [tag for tag in found if comment.inner <= tag.start < comment.stop]
    text = next((tag for tag in inside if tag.name == "text" and tag.under(comment)), None)
    # A copy that was marked before says it already.
    if text is None or escaped(more) in part[text.inner : text.stop]:
        return []
    prefix = comment.prefix.encode()
    children = [tag for tag in inside if tag.under(text)]
    run = _run("\n\n" + more, prefix=prefix)
    if not children:
        return list(grown(part, text, run))
    edits: list[Edit] = []
    for tag in children:
        if tag.name == "t":
            whole = part[tag.start : tag.end]
            edits.append(Edit(tag.start, tag.end, b"<%sr>%s</%sr>" % (prefix, whole, prefix)))
    said = [tag for tag in children if tag.name in ("t", "r")]
    at = said[-1].end if said else text.inner
    return [*edits, Edit(at, at, run)]


def _comment(place: Place, text: str, *, prefix: bytes, author: int) -> bytes:
    where = address(*place).encode()
    inner = b"<%stext>%s</%stext>" % (prefix, _run(text, prefix=prefix), prefix)
    opening = b'<%scomment ref="%s" authorId="%d" shapeId="0">' % (prefix, where, author)
    return opening + inner + b"</%scomment>" % prefix


def _run(text: str, *, prefix: bytes) -> bytes:
    look = '<{p}rPr><{p}sz val="9"/><{p}color indexed="81"/><{p}rFont val="Tahoma"/></{p}rPr>'
    start = look.format(p=prefix.decode()).encode()
    inner = b'%s<%st xml:space="preserve">%s</%st>' % (start, prefix, escaped(text), prefix)
    return b"<%sr>%s</%sr>" % (prefix, inner, prefix)


def with_boxes(drawing: bytes | None, boxes: Mapping[Place, str], *, sheet: int) -> bytes:
    """Put a box for each comment into the drawing of a sheet, or into a new one.

    Such drawings come from many programs and are not always XML; only their end is touched.
    """
    old = drawing if drawing is not None else _NEW_DRAWING
    # A new drawing gets blocks of numbers that no other sheet's drawing is likely to use.
    last = max((int(found[1]) for found in _SHAPE.finditer(old)), default=0)
    first = last + 1 if last else sheet * 4 * _BLOCK + 1
    text = b"".join(
        _box(place, note, number=number)
        for number, (place, note) in enumerate(boxes.items(), start=first)
    )
    kind = b"" if b'"_x0000_t202"' in old.replace(b"'", b'"') else _BOX_TYPE
    end = old.rfind(b"</xml>")
    if end < 0:
        raise Unchangeable
    grown_drawing = _declared(old[:end]) + kind + text + old[end:]
    return _ID_MAP.sub(
        lambda found: found[1] + _blocks(found[2], first, first + len(boxes)) + found[3],
        grown_drawing,
        count=1,
    )


def _declared(start: bytes) -> bytes:
    """The beginning of a drawing in which the three prefixes mean what we need."""
    at = start.find(b"<xml")
    if at < 0:
        raise Unchangeable
    inner = start.index(b">", at)
    missing = (b' %s="%s"' % each for each in _NAMESPACES.items() if each[0] not in start[at:inner])
    return start[:inner] + b"".join(missing) + start[inner:]


def _blocks(before: bytes, first: int, last: int) -> bytes:
    """The blocks of shape numbers that a drawing says are its own."""
    own = [each for each in before.decode("ascii", "ignore").split(",") if each.isdecimal()]
    more = (str(n) for n in range(first // _BLOCK, last // _BLOCK + 1))
    return ",".join(dict.fromkeys((*own, *more))).encode()


def _box(place: Place, text: str, *, number: int) -> bytes:
    row, column = place
    lines = sum(1 + len(line) // _WIDE for line in text.split("\n"))
    anchor = (column + 1, 15, max(row - 1, 0), 10, column + 5, 15, max(row - 1, 0) + lines + 1, 4)
    return (
        b'<v:shape id="_x0000_s%d" type="#_x0000_t202" '
        b'style="position:absolute;z-index:1;visibility:hidden" fillcolor="#ffffe1" '
        b'o:insetmode="auto"><v:fill color2="#ffffe1"/>'
        b'<v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
        b'<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div>'
        b'</v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
        b"<x:Anchor>%s</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>%d</x:Row>"
        b"<x:Column>%d</x:Column></x:ClientData></v:shape>"
        % (number, ", ".join(map(str, anchor)).encode(), row, column)
    )
