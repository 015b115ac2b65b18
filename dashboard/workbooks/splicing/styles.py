"""A workbook's styles: what there is, and clones of them with something of their own."""

from dashboard.workbooks.shownas import shows_calendar
from dashboard.workbooks.splicing.front import Front
from dashboard.workbooks.splicing.markup import (
    Edit,
    Tag,
    Unchangeable,
    document,
    edited,
    grown,
    tags,
    with_attribute,
)
from dashboard.workbooks.splicing.package import Package
from dashboard.workbooks.splicing.relations import declare, relate, relations

_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
# The formats of days and hours that programs know by number alone.
_CALENDAR = ((14, 22), (27, 36), (45, 47), (50, 58))
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


def styles_part(package: Package, front: Front) -> tuple[str, bytes]:
    """The name of the part that holds the styles, and what is in it; made where there is none."""
    known = relations(package, front.part)
    there = next((each.part for each in known if each.kind == "styles"), None)
    if there is not None and package.has(there):
        return there, package.read(there)
    # Some readers look for the styles at this place whatever the pointers say.
    part = "xl/styles.xml"
    relate(package, front.part, part, kind="styles", base=front.base)
    declare(package, part, _KIND)
    return part, fresh(front.space.encode())


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
        self._codes = {
            int(tag.attributes.get("numFmtId", 0)): tag.attributes.get("formatCode", "")
            for tag in found
            if tag.name == "numFmt" and tag.depth == 2
        }
        self._clones: dict[tuple[int, tuple[tuple[str, int], ...]], int] = {}
        self._new: list[bytes] = []

    @property
    def has_grown(self) -> bool:
        """Whether anything was asked for that is not in the part yet."""
        return bool(self._new)

    def shows_days(self, style: int) -> bool:
        """Whether a number is shown as a day or an hour in this style."""
        if style >= len(self._formats):
            return False
        number = int(self._formats[style].attributes.get("numFmtId", 0))
        if number in self._codes:
            return shows_calendar(self._codes[number])
        return any(first <= number <= last for first, last in _CALENDAR)

    def like(self, style: int, **attributes: int) -> int:
        """The number of a style that is another one but for these attributes; made once."""
        style = style if style < len(self._formats) else 0
        key = (style, tuple(attributes.items()))
        if key not in self._clones:
            tag = self._formats[style]
            opening = self._part[tag.start : tag.inner]
            for name, value in attributes.items():
                opening = with_attribute(opening, name, value)
            self._clones[key] = self._add(opening + self._part[tag.inner : tag.end])
        return self._clones[key]

    def part(self) -> bytes:
        """The part with everything that was asked for."""
        formats = {"cellXfs": (b"".join(self._new), len(self._formats) + len(self._new))}
        edits: list[Edit] = []
        for name, (more, count) in {**self._besides(), **formats}.items():
            edits.extend(grown(self._part, self._groups[name], more, count=count))
        return edited(self._part, edits)

    def _besides(self) -> dict[str, tuple[bytes, int]]:
        """What the new styles need in other groups, and how many stand there then."""
        return {}

    def _add(self, text: bytes) -> int:
        self._new.append(text)
        return len(self._formats) + len(self._new) - 1


def completed(part: bytes) -> bytes:
    """A sheet of styles in which fonts, fills, borders and formats are all there."""
    for name, default in _PARTS:
        found = tags(part)
        if found[0].name != "styleSheet":
            raise Unchangeable
        there = [tag.depth for tag in found if tag.name == name]
        if there not in ([], [1]) and default:
            # Programs would not count the same styles.
            raise Unchangeable
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
