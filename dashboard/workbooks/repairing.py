"""Cells a reader stumbles over: what they hold, and a copy of their sheet without them."""

from collections.abc import Iterator, Set

from dashboard.workbooks.cellwatch import Cell, CellWatch
from dashboard.workbooks.limits import Limits
from dashboard.workbooks.raw import Place, address
from dashboard.workbooks.splicing.markup import escaped
from dashboard.workbooks.xmlwatch import watched

_MAIN = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_BLOCK = 1 << 16


def raw_values(chunks: Iterator[bytes], places: Set[Place], *, limits: Limits) -> dict[Place, str]:
    """The stored text of the values at these places."""
    return watched(_Values(places, limits=limits), chunks).found


class _Values(CellWatch):
    """A sheet of which a few values are wanted."""

    def __init__(self, places: Set[Place], *, limits: Limits) -> None:
        super().__init__("", limits=limits)
        self._places = places
        self.found: dict[Place, str] = {}

    def cell(self, cell: Cell, text: str | None) -> None:
        """Keep a value that is wanted."""
        if text is not None and cell.place in self._places:
            self.found[cell.place] = text


def without(chunks: Iterator[bytes], places: Set[Place], *, limits: Limits) -> bytes:
    """The data of a sheet written anew, without the cells at these places and those that failed."""
    copy = _Copy(places, limits=limits)
    rows = b"".join(watched(copy, chunks).pieces)
    return b'<worksheet xmlns="%s"><sheetData>%s</sheetData></worksheet>' % (_MAIN, rows)


class _Copy(CellWatch):
    """A sheet whose cells are written down again: value, kind and style."""

    def __init__(self, places: Set[Place], *, limits: Limits) -> None:
        super().__init__("", limits=limits)
        self._places = places
        self._row = -1
        self.pieces: list[bytes] = []

    def cell(self, cell: Cell, text: str | None) -> None:
        """Write a cell with a value, and the row around it."""
        if not text or cell.kind == "e" or cell.place in self._places:
            return
        if cell.place[0] != self._row:
            self._end_row()
            self._row = cell.place[0]
            self.pieces.append(b'<row r="%d">' % (self._row + 1))
        head = b'<c r="%s" s="%s"' % (address(*cell.place).encode(), escaped(cell.style))
        kind = "inlineStr" if cell.texts else cell.kind
        value = b'<is><t xml:space="preserve">%s</t></is>' if cell.texts else b"<v>%s</v>"
        self.pieces.append(head + b' t="%s">' % escaped(kind) + value % escaped(text) + b"</c>")

    def ended(self, name: str) -> None:
        """An element ends; with the data the last row does."""
        super().ended(name)
        if name == "sheetData":
            self._end_row()

    def _end_row(self) -> None:
        if self._row >= 0:
            self.pieces.append(b"</row>")
        self._row = -1
