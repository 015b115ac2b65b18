"""A sheet gone through cell by cell, and the cells that two programs may read differently.

Where a value stands in pieces, or in two places, some programs take the first, some the last
and some all of it. No program writes such cells, so the file is refused.
"""

from dataclasses import dataclass, field

from dashboard.plan.findings import Code
from dashboard.workbooks.limits import Limits
from dashboard.workbooks.raw import Place, address
from dashboard.workbooks.refusing import damaged, refuse, unsafe, within
from dashboard.workbooks.sheetseen import COLUMNS, ROWS, place_of, whole_number
from dashboard.workbooks.xmlwatch import Attributes, Watch

_IN_DATA = frozenset(("row", "c", "v", "f", "is", "t"))
# How deep the parts of a cell stand in a sheet.
_DATA, _ROW, _CELL, _INSIDE = 2, 3, 4, 5
# The kinds of cell whose value may be written as a text with signs in code.
_TEXTS = frozenset(("str", "inlineStr", "d"))


@dataclass(slots=True)
class Cell:
    """One cell as it is written: where, of which kind and style, its formula and its value."""

    place: Place
    kind: str
    style: str
    formula: list[str] | None = None
    value: list[str] = field(default_factory=list[str])
    values: int = 0
    texts: int = 0
    is_coded: bool = False
    length: int = 0


class CellWatch(Watch):
    """A watch that calls `row` and `cell` for each one in the data of a sheet."""

    def __init__(self, part: str, *, limits: Limits) -> None:
        super().__init__(part, limits=limits)
        self.in_data = False
        self.at_row = self._column = -1
        self._data = 0
        self._columns: set[int] = set()
        self._cell: Cell | None = None
        self._listening: list[str] | None = None
        self._phonetic = False
        self.hear_text()
        self._parser.CommentHandler = self._noise
        self._parser.ProcessingInstructionHandler = self._noise
        self._parser.StartCdataSectionHandler = self._raw_text

    def row(self, row: int, attributes: Attributes) -> None:
        """A row begins; it counts from 0."""

    def cell(self, cell: Cell, text: str | None) -> None:
        """A cell has ended; `text` is its value as it is written, None where there is none."""

    def around(self, name: str, attributes: Attributes) -> None:
        """An element that stands outside the data begins."""

    def started(self, name: str, attributes: Attributes) -> None:
        """An element begins."""
        if self.depth == 1 and name != "worksheet":
            damaged(self.part)
        if name == "sheetData":
            self._data += 1
            if self.depth != _DATA or self._data > 1 or self.is_foreign:
                unsafe("twice", part=name)
            self.in_data = True
        elif not self.in_data:
            self.around(name, attributes)
        elif self.is_foreign and name in _IN_DATA:
            self._refuse()
        elif self.depth == _ROW:
            self._begin(name, attributes)
        elif self.depth == _CELL:
            if name == "c":
                self._open(attributes)
        elif name in ("row", "c"):
            damaged(self.part)
        elif self._cell is not None:
            self._inside(self._cell, name)

    def ended(self, name: str) -> None:
        """An element ends."""
        if name in ("v", "t", "f"):
            self._listening = None
        elif name == "rPh":
            self._phonetic = False
        elif name == "c" and self.depth == _CELL - 1 and self._cell is not None:
            self._close(self._cell)
            self._cell = None
        elif name == "sheetData":
            self.in_data = False

    def said(self, text: str) -> None:
        """Text of a cell or its formula."""
        cell = self._cell
        if self._listening is None or cell is None:
            return
        self._listening.append(text)
        cell.length += len(text)
        if cell.length > self.limits.text:
            within(cell.length, self.limits, "text")
        if self._listening is cell.value and self.is_reference():
            cell.is_coded = True

    def _begin(self, name: str, attributes: Attributes) -> None:
        if name != "row":
            return
        given = attributes.get("r")
        self.at_row = self.at_row + 1 if given is None else whole_number(given) - 1
        self._column, self._columns = -1, set()
        self.row(self.at_row, attributes)

    def _open(self, attributes: Attributes) -> None:
        given = attributes.get("r")
        row, column = (self.at_row, self._column + 1) if given is None else place_of(given)
        self._column = column
        if column >= COLUMNS or row >= ROWS:
            refuse(Code.OUTSIDE_GRID, place=given or "")
        if row != self.at_row:
            damaged(self.part)
        if column in self._columns:
            refuse(Code.CELL_TWICE, place=str(row + 1), part=self.part)
        self._columns.add(column)
        style = attributes.get("s", "0")
        self._cell = Cell((row, column), attributes.get("t", "n"), style)

    def _inside(self, cell: Cell, name: str) -> None:
        if self.depth == _INSIDE:
            if name == "v":
                cell.values += 1
                self._listening = cell.value
            elif name == "is":
                cell.texts += 1
            elif name == "f":
                cell.formula = self._listening = []
            cell.length = 0
        elif name == "rPh":
            self._phonetic = True
        elif name == "t" and cell.texts and not self._phonetic:
            self._listening = cell.value

    def _close(self, cell: Cell) -> None:
        text = "".join(cell.value) if cell.values or cell.texts else None
        if text:
            wrong = cell.values + cell.texts > 1
            wrong |= cell.values > 0 and cell.kind == "inlineStr"
            wrong |= cell.texts > 0 and cell.kind not in ("n", "str", "inlineStr")
            if wrong or (cell.is_coded and cell.kind not in _TEXTS):
                self._refuse()
        self.cell(cell, text)

    def _noise(self, *_: object) -> None:
        """A remark in the middle of a value: some programs take what stands before it."""
        if self._listening is not None:
            self._refuse()

    def _raw_text(self) -> None:
        if self._cell is not None and self._cell.values and self._listening is self._cell.value:
            self._refuse()

    def _refuse(self) -> None:
        place = address(*self._cell.place) if self._cell else str(self.at_row + 1)
        unsafe("value", part=place)
