"""Red clones of the sender's own styles, so that a marked cell keeps its format."""

from collections.abc import Iterable
from dataclasses import dataclass

from dashboard.workbooks.marking.markup import (
    Edit,
    Tag,
    Unmarkable,
    document,
    edited,
    grown,
    tags,
    with_attribute,
)

# Both let black and white text be read; the paler one is for what need not be mended.
GRAVE, LIGHT = "FFE66A6A", "FFF7B9B9"
_LINK = "FF0563C1"
# What a sheet of styles must have, in the order in which Excel demands it.
_PARTS = (
    ("numFmts", b""),
    (
        "fonts",
        b'<{p}fonts count="1"><{p}font><{p}sz val="11"/><{p}name val="Calibri"/></{p}font>'
        b"</{p}fonts>",
    ),
    (
        "fills",
        b'<{p}fills count="2"><{p}fill><{p}patternFill patternType="none"/></{p}fill>'
        b'<{p}fill><{p}patternFill patternType="gray125"/></{p}fill></{p}fills>',
    ),
    (
        "borders",
        b'<{p}borders count="1"><{p}border><{p}left/><{p}right/><{p}top/><{p}bottom/>'
        b"<{p}diagonal/></{p}border></{p}borders>",
    ),
    (
        "cellStyleXfs",
        b'<{p}cellStyleXfs count="1">'
        b'<{p}xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></{p}cellStyleXfs>',
    ),
    (
        "cellXfs",
        b'<{p}cellXfs count="1">'
        b'<{p}xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></{p}cellXfs>',
    ),
)


@dataclass(frozen=True, slots=True)
class ListStyles:
    """The styles of our own sheet: heading, text, text that begins as a formula, and link."""

    heading: int
    text: int
    guarded: int
    link: int


class Styles:
    """A workbook's styles; new ones are numbered as they are asked for."""

    def __init__(self, part: bytes) -> None:
        self._part = completed(part)
        found = tags(self._part)
        self._prefix = found[0].prefix.encode()
        self._groups = {tag.name: tag for tag in found if tag.depth == 1}
        self._formats = [tag for tag in found if tag.under(self._groups["cellXfs"])]
        self._counts = {
            name: sum(tag.under(self._groups[name]) for tag in found) for name in ("fonts", "fills")
        }
        self._clones: dict[tuple[int, bool], int] = {}
        self._new: list[bytes] = []

    def red(self, style: int, *, grave: bool) -> int:
        """The number of a style that is another one in red; made once."""
        style = style if style < len(self._formats) else 0
        key = (style, grave)
        if key not in self._clones:
            self._clones[key] = self._add(self._clone(self._formats[style], grave=grave))
        return self._clones[key]

    def for_list(self) -> ListStyles:
        """The styles of the sheet that lists the findings."""
        bold = self._counts["fonts"]
        wrap = b'<%salignment vertical="top" wrapText="1"/>' % self._prefix
        text = self._format(font=0, inner=wrap)
        guarded = with_attribute(text[: text.index(b">") + 1], "quotePrefix", 1)
        return ListStyles(
            self._add(self._format(font=bold, inner=wrap)),
            self._add(text),
            self._add(guarded + text[text.index(b">") + 1 :]),
            self._add(self._format(font=bold + 1, inner=wrap)),
        )

    def part(self) -> bytes:
        """The part with everything that was asked for."""
        added = {
            "fonts": (self._fonts(), self._counts["fonts"] + 2),
            "fills": (self._fills(), self._counts["fills"] + 2),
            "cellXfs": (b"".join(self._new), len(self._formats) + len(self._new)),
        }
        edits: list[Edit] = []
        for name, (more, count) in added.items():
            edits.extend(grown(self._part, self._groups[name], more, count=count))
        return edited(self._part, edits)

    def _add(self, text: bytes) -> int:
        self._new.append(text)
        return len(self._formats) + len(self._new) - 1

    def _clone(self, tag: Tag, *, grave: bool) -> bytes:
        opening = self._part[tag.start : tag.inner]
        fill = self._counts["fills"] + (0 if grave else 1)
        red = with_attribute(with_attribute(opening, "fillId", fill), "applyFill", 1)
        return red + self._part[tag.inner : tag.end]

    def _format(self, *, font: int, inner: bytes) -> bytes:
        opening = b'<%sxf numFmtId="0" fontId="%d" fillId="0" borderId="0" xfId="0"'
        more = b' applyFont="1" applyAlignment="1">%s</%sxf>'
        return opening % (self._prefix, font) + more % (inner, self._prefix)

    def _fills(self) -> bytes:
        text = (
            '<{p}fill><{p}patternFill patternType="solid"><{p}fgColor rgb="{rgb}"/>'
            '<{p}bgColor indexed="64"/></{p}patternFill></{p}fill>'
        )
        return _each(text, self._prefix, ({"rgb": rgb} for rgb in (GRAVE, LIGHT)))

    def _fonts(self) -> bytes:
        text = '<{p}font>{how}<{p}sz val="11"/>{colour}<{p}name val="Calibri"/></{p}font>'
        prefix = self._prefix.decode()
        link = f'<{prefix}color rgb="{_LINK}"/>'
        looks = ({"how": f"<{prefix}b/>", "colour": ""}, {"how": f"<{prefix}u/>", "colour": link})
        return _each(text, self._prefix, looks)


def completed(part: bytes) -> bytes:
    """A sheet of styles in which fonts, fills, borders and formats are all there."""
    for name, default in _PARTS:
        found = tags(part)
        if found[0].name != "styleSheet":
            raise Unmarkable
        there = [tag.depth for tag in found if tag.name == name]
        if there not in ([], [1]) and default:
            # Programs would not count the same styles.
            raise Unmarkable
        if default and not there:
            part = _with_default(part, found, name, default)
    return part


def fresh(namespace: bytes) -> bytes:
    """A sheet of styles for a workbook that has none."""
    normal = b'<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    return completed(document(b'<styleSheet xmlns="%s">%s</styleSheet>' % (namespace, normal)))


def _with_default(part: bytes, found: tuple[Tag, ...], name: str, default: bytes) -> bytes:
    order = [each for each, _ in _PARTS]
    before = order[: order.index(name)]
    root = found[0]
    text = default.replace(b"{p}", root.prefix.encode())
    if root.is_empty:
        return edited(part, grown(part, root, text))
    earlier = [tag.end for tag in found if tag.depth == 1 and tag.name in before]
    at = max(earlier, default=root.inner)
    return edited(part, (Edit(at, at, text),))


def _each(text: str, prefix: bytes, values: Iterable[dict[str, str]]) -> bytes:
    return "".join(text.format(p=prefix.decode(), **each) for each in values).encode()
