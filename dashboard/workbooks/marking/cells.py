"""Marked cells: their own style in red, their content untouched."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from dashboard.workbooks.raw import Place, address
from dashboard.workbooks.splicing.grid import Cell, style_of
from dashboard.workbooks.splicing.markup import Edit, with_attribute

# Column → whether what was found there is grave, for every row with a mark; both from 0.
Marks = Mapping[int, Mapping[int, bool]]
Restyle = Callable[[int, bool], int]


@dataclass(frozen=True, slots=True)
class RedPen:
    """Gives a cell its red style; `columns` are the styles of columns without cells."""

    prefix: bytes
    restyle: Restyle
    columns: Mapping[int, int]

    def new(self, place: Place, what: bool, *, row_style: int | None) -> bytes:
        """An empty cell in red that shows what is typed as its row or column would."""
        style = self.columns.get(place[1], 0) if row_style is None else row_style
        name = address(*place).encode()
        return b'<%sc r="%s" s="%d"/>' % (self.prefix, name, self.restyle(style, what))

    def change(self, part: bytes, cell: Cell, what: bool) -> Edit:
        """The opening of a cell with its style in red."""
        opening = part[cell.start : cell.inner]
        new = self.restyle(style_of(part, cell), what)
        return Edit(cell.start, cell.inner, with_attribute(opening, "s", new))
