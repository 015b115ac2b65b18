"""One sheet of the sender's: its cells in red, its comments, and what ties them together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.workbooks.marking.cells import Marks, RedPen
from dashboard.workbooks.marking.notes import new_comments, with_boxes, with_notes
from dashboard.workbooks.marking.styles import RedStyles
from dashboard.workbooks.raw import Place
from dashboard.workbooks.splicing.frame import Frame, column_styles, dimension, frame_of
from dashboard.workbooks.splicing.front import Front
from dashboard.workbooks.splicing.grid import Grid, cell_edits, data_span
from dashboard.workbooks.splicing.markup import (
    Edit,
    Unchangeable,
    escaped,
    spliced,
)
from dashboard.workbooks.splicing.package import Package
from dashboard.workbooks.splicing.relations import Relation, declare, relate, relations

_COMMENTS = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_DRAWING = "application/vnd.openxmlformats-officedocument.vmlDrawing"
# What may follow the pointer to the comments' boxes, in the order Excel demands.
_AFTER = frozenset(
    (
        *("legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls"),
        *("webPublishItems", "tableParts", "extLst", "AlternateContent"),
    )
)


@dataclass(frozen=True, slots=True)
class SheetMarks:
    """What is to be marked on one sheet: its part, its cells, and the comments with their author.

    Not every marked cell has a comment.
    """

    part: str
    cells: Marks
    notes: Mapping[Place, str]
    author: str


def mark_sheet(package: Package, front: Front, marks: SheetMarks, /, *, styles: RedStyles) -> None:
    """Mark a sheet inside a package: cells, comments and their boxes."""
    sheet = package.read(marks.part)
    data = data_span(sheet)
    if data is None:
        return
    frame = frame_of(sheet, data)
    pen = RedPen(
        data.prefix,
        lambda style, grave: styles.red(style, grave=grave),
        column_styles(frame),
    )
    edits = cell_edits(Grid(sheet, data), marks.cells, pen=pen)
    places = [(row, column) for row, columns in marks.cells.items() for column in columns]
    edits += dimension(sheet, frame, places)
    if marks.notes:
        edits += _tie(package, front, marks, sheet=sheet, frame=frame)
    package.put_large(marks.part, spliced(sheet, edits))


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
    tag = frame.of("legacyDrawing")
    if tag is None:
        return None
    ids = [value for key, value in tag.attributes.items() if key.endswith(":id")]
    found = next((each.part for each in known if each.id in ids), None)
    if found is None:
        raise Unchangeable
    return found


def _pointer(sheet: bytes, frame: Frame, *, id: str, base: str) -> Edit:
    root = frame.found[0]
    after = (tag.start for tag in frame.found if tag.depth == 1 and tag.name in _AFTER)
    at = frame.at(min((start for start in after if frame.at(start) > start), default=root.stop))
    declared = root.attributes.get("xmlns:r") == base
    space = b"" if declared else b' xmlns:r="%s"' % escaped(base)
    name = f"{root.prefix}legacyDrawing".encode()
    return Edit(at, at, b'<%s%s r:id="%s"/>' % (name, space, escaped(id)))
