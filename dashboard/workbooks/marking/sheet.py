"""One sheet of the sender's: its cells in red, its comments, and what ties them together."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.workbooks.marking.cells import Marks, Span, cell_edits, column_of, data_span
from dashboard.workbooks.marking.front import Front
from dashboard.workbooks.marking.markup import (
    Edit,
    Tag,
    Unmarkable,
    escaped,
    spliced,
    tags,
    with_attribute,
)
from dashboard.workbooks.marking.notes import new_comments, with_boxes, with_notes
from dashboard.workbooks.marking.package import Package
from dashboard.workbooks.marking.relations import Relation, declare, relate, relations
from dashboard.workbooks.marking.styles import Styles
from dashboard.workbooks.raw import Place, address

_COMMENTS = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_DRAWING = "application/vnd.openxmlformats-officedocument.vmlDrawing"
# What may follow the pointer to the comments' boxes, in the order Excel demands.
_AFTER = frozenset(
    (
        *("legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls"),
        *("webPublishItems", "tableParts", "extLst", "AlternateContent"),
    )
)
_AREA = re.compile(r"\$?([A-Z]+)\$?(\d+)(?::\$?([A-Z]+)\$?(\d+))?")


@dataclass(frozen=True, slots=True)
class Frame:
    """A sheet without its cells: the elements around them, placed as in the whole part."""

    found: tuple[Tag, ...]
    cut: int
    gap: int

    def at(self, place: int) -> int:
        """Where a place in the frame is in the whole part."""
        return place if place <= self.cut else place + self.gap


@dataclass(frozen=True, slots=True)
class SheetMarks:
    """What is to be marked on one sheet: its part, its cells, and the comments with their author.

    Not every marked cell has a comment.
    """

    part: str
    cells: Marks
    notes: Mapping[Place, str]
    author: str


def mark_sheet(package: Package, front: Front, marks: SheetMarks, /, *, styles: Styles) -> None:
    """Mark a sheet inside a package: cells, comments and their boxes."""
    sheet = package.read(marks.part)
    data = data_span(sheet)
    if data is None:
        return
    frame = _frame(sheet, data)
    edits = cell_edits(
        sheet,
        marks.cells,
        data=data,
        restyle=lambda style, grave: styles.red(style, grave=grave),
        column_styles=_column_styles(frame),
    )
    edits += _dimension(sheet, frame, marks.cells)
    if marks.notes:
        edits += _tie(package, front, marks, sheet=sheet, frame=frame)
    package.put_large(marks.part, spliced(sheet, edits))


def _frame(sheet: bytes, data: Span) -> Frame:
    around = sheet[: data.inner] + sheet[data.stop :]
    return Frame(tags(around), data.inner, data.stop - data.inner)


def _column_styles(frame: Frame) -> Mapping[int, int]:
    """The style of an empty cell in each column that has one."""
    found: dict[int, int] = {}
    for tag in frame.found:
        if tag.name == "col" and "style" in tag.attributes:
            first, last = (int(tag.attributes.get(key, 0)) for key in ("min", "max"))
            style = int(tag.attributes["style"])
            found.update((n - 1, style) for n in range(first, min(last, 16_384) + 1))
    return found


def _dimension(sheet: bytes, frame: Frame, marks: Marks) -> list[Edit]:
    """Let the area that a sheet says it fills hold the new cells; some readers believe it."""
    tag = next((tag for tag in frame.found if tag.name == "dimension" and tag.depth == 1), None)
    area = _AREA.fullmatch(tag.attributes.get("ref", "")) if tag else None
    if tag is None or area is None:
        return []
    left, top = column_of(area[1]), int(area[2]) - 1
    right = column_of(area[3]) if area[3] else left
    bottom = int(area[4]) - 1 if area[4] else top
    columns = [column for row in marks.values() for column in row]
    rows = [*marks, top, bottom]
    first = address(min(rows), min(*columns, left))
    last = address(max(rows), max(*columns, right))
    opening = with_attribute(sheet[tag.start : tag.inner], "ref", f"{first}:{last}")
    return [Edit(frame.at(tag.start), frame.at(tag.inner), opening)]


def _tie(
    package: Package, front: Front, marks: SheetMarks, /, *, sheet: bytes, frame: Frame
) -> list[Edit]:
    """Write the comments and their boxes; the edits are the sheet's pointer to the boxes."""
    part = marks.part
    known = list(relations(package, part))
    boxes = _write_comments(package, front, marks, known)
    number = list(front.sheets.values()).index(part) + 1
    drawing = _drawing(frame, known)
    if drawing is not None:
        package.put(drawing, with_boxes(package.read(drawing), boxes, sheet=number))
        return []
    new = package.free("xl/drawings/vmlDrawing", ".vml")
    id = relate(package, part, new, kind="vmlDrawing", base=front.base)
    package.put(new, with_boxes(None, boxes, sheet=number))
    declare(package, new, _DRAWING)
    return [_pointer(sheet, frame, id=id, base=front.base)]


def _write_comments(
    package: Package, front: Front, marks: SheetMarks, known: Sequence[Relation], /
) -> Mapping[Place, str]:
    """Write the texts of the comments; the answer is those that still need a box."""
    there = next((each.part for each in known if each.kind == "comments"), None)
    old = new_comments(front.space.encode()) if there is None else package.read(there)
    noted = with_notes(old, marks.notes, author=marks.author)
    part = there or package.free("xl/comments", ".xml")
    if there is None:
        relate(package, marks.part, part, kind="comments", base=front.base)
        declare(package, part, _COMMENTS)
    package.put(part, noted.part)
    return {place: marks.notes[place] for place in noted.boxes}


def _drawing(frame: Frame, known: Sequence[Relation]) -> str | None:
    """The part with the boxes of the comments that are there already."""
    tag = next((tag for tag in frame.found if tag.name == "legacyDrawing" and tag.depth == 1), None)
    if tag is None:
        return None
    ids = [value for key, value in tag.attributes.items() if key.endswith(":id")]
    found = next((each.part for each in known if each.id in ids), None)
    if found is None:
        raise Unmarkable
    return found


def _pointer(sheet: bytes, frame: Frame, *, id: str, base: str) -> Edit:
    root = frame.found[0]
    after = (tag.start for tag in frame.found if tag.depth == 1 and tag.name in _AFTER)
    at = frame.at(min((start for start in after if frame.at(start) > start), default=root.stop))
    declared = root.attributes.get("xmlns:r") == base
    space = b"" if declared else b' xmlns:r="%s"' % escaped(base)
    name = f"{root.prefix}legacyDrawing".encode()
    return Edit(at, at, b'<%s%s r:id="%s"/>' % (name, space, escaped(id)))
