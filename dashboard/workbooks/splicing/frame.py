"""What stands around the cells of a sheet: its elements, its columns, the area it fills."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dashboard.workbooks.raw import Area, Place, address
from dashboard.workbooks.splicing.grid import Span, column_of
from dashboard.workbooks.splicing.markup import Edit, Tag, tags, with_attribute

_AREA = re.compile(r"\$?([A-Z]+)\$?(\d+)(?::\$?([A-Z]+)\$?(\d+))?")
_MOST_COLUMNS = 16_384


@dataclass(frozen=True, slots=True)
class Frame:
    """A sheet without its cells: the elements around them, placed as in the whole part."""

    found: tuple[Tag, ...]
    cut: int
    gap: int

    def at(self, place: int) -> int:
        """Where a place in the frame is in the whole part."""
        return place if place <= self.cut else place + self.gap

    def of(self, name: str) -> Tag | None:
        """The element of a name that stands directly in the sheet."""
        return next((tag for tag in self.found if tag.name == name and tag.depth == 1), None)


def frame_of(sheet: bytes, data: Span) -> Frame:
    """The frame of a sheet whose cells stand there."""
    around = sheet[: data.inner] + sheet[data.stop :]
    return Frame(tags(around), data.inner, data.stop - data.inner)


def area_of(ref: str) -> Area | None:
    """Top row, left column, bottom row and right column, from 0, of `B2:C9` or `B2`."""
    area = _AREA.fullmatch(ref)
    if area is None:
        return None
    top, left = int(area[2]) - 1, column_of(area[1])
    if area[3] is None:
        return top, left, top, left
    return top, left, int(area[4]) - 1, column_of(area[3])


def column_styles(frame: Frame) -> Mapping[int, int]:
    """The style of an empty cell in each column that has one."""
    found: dict[int, int] = {}
    for tag in frame.found:
        if tag.name == "col" and "style" in tag.attributes:
            first, last = (int(tag.attributes.get(key, 0)) for key in ("min", "max"))
            style = int(tag.attributes["style"])
            found.update((n - 1, style) for n in range(first, min(last, _MOST_COLUMNS) + 1))
    return found


def dimension(sheet: bytes, frame: Frame, places: Iterable[Place]) -> list[Edit]:
    """Let the area that a sheet says it fills hold the new cells; some readers believe it."""
    tag = frame.of("dimension")
    area = area_of(tag.attributes.get("ref", "")) if tag else None
    if tag is None or area is None:
        return []
    top, left, bottom, right = area
    rows, columns = zip(*places, (top, left), (bottom, right), strict=True)
    ref = f"{address(min(rows), min(columns))}:{address(max(rows), max(columns))}"
    if area_of(ref) == area:
        return []
    opening = with_attribute(sheet[tag.start : tag.inner], "ref", ref)
    return [Edit(frame.at(tag.start), frame.at(tag.inner), opening)]
