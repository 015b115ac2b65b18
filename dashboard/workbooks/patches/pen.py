"""What a value becomes in the bytes of a cell."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from dashboard.errors import Trouble
from dashboard.workbooks.raw import Place, address
from dashboard.workbooks.splicing.grid import Cell, style_of
from dashboard.workbooks.splicing.markup import Edit, escaped, with_attribute, without_attribute
from dashboard.workbooks.splicing.styles import Styles

CellValue = str | int | float | date | bool | None

_LONGEST_TEXT = 32_767
# Spreadsheets count on from a 29 February 1900 that never was: days before it have no number.
_FIRST_DAY, _COUNTS_FROM = date(1900, 3, 1), date(1899, 12, 30).toordinal()
_FIRST_OF_1904 = date(1904, 1, 1)
_DAY_FORMAT, _GENERAL = 14, 0
# What Excel would read as the number of a sign, though it stands in the text itself.
_LIKE_A_SIGN = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
# The kind of the old value, and pointers to what only that value had.
_OF_THE_VALUE = ("t", "cm", "vm")


@dataclass(frozen=True, slots=True)
class ValuePen:
    """Writes values into cells, which keep their look.

    Only where a number would be shown as a day, or a day as a number, the number format
    changes. `columns` are the styles of columns without cells; `from_1904` is the calendar
    some old workbooks count by.
    """

    prefix: bytes
    styles: Styles
    columns: Mapping[int, int]
    from_1904: bool

    def new(self, place: Place, what: CellValue, *, row_style: int | None) -> bytes:
        """A cell that was not there; an empty one stays away."""
        if what is None:
            return b""
        style = self.columns.get(place[1], 0) if row_style is None else row_style
        opening = b'<%sc r="%s">' % (self.prefix, address(*place).encode())
        return self._cell(opening, self._style(style, what), what)

    def change(self, part: bytes, cell: Cell, what: CellValue) -> Edit:
        """A cell with another value; a formula in it is gone."""
        opening = part[cell.start : cell.inner]
        for name in _OF_THE_VALUE:
            opening = without_attribute(opening, name)
        if opening.endswith(b"/>"):
            opening = opening[:-2].rstrip() + b">"
        style = style_of(part, cell)
        return Edit(cell.start, cell.end, self._cell(opening, self._style(style, what), what))

    def _cell(self, opening: bytes, style: int, what: CellValue) -> bytes:
        if style:
            opening = with_attribute(opening, "s", style)
        if what is None:
            return opening[:-1].rstrip() + b"/>"
        kind, inner = self._content(what)
        if kind:
            opening = with_attribute(opening, "t", kind)
        return b"%s%s</%sc>" % (opening, inner, self.prefix)

    def _content(self, what: CellValue) -> tuple[str, bytes]:
        if isinstance(what, str):
            text = b'<%st xml:space="preserve">%s</%st>' % (self.prefix, stored(what), self.prefix)
            return "inlineStr", b"<%sis>%s</%sis>" % (self.prefix, text, self.prefix)
        if isinstance(what, bool):
            return "b", self._value(str(int(what)))
        if isinstance(what, date):
            return "", self._value(str(self._number(what)))
        return "", self._value(repr(what))

    def _value(self, text: str) -> bytes:
        return b"<%sv>%s</%sv>" % (self.prefix, text.encode(), self.prefix)

    def _number(self, day: date) -> int | float:
        """The number that a spreadsheet keeps for a day."""
        only = date(day.year, day.month, day.day)
        if only < (_FIRST_OF_1904 if self.from_1904 else _FIRST_DAY):
            raise Trouble("patching.early", day=only.isoformat())
        first = _FIRST_OF_1904.toordinal() if self.from_1904 else _COUNTS_FROM
        number = day.toordinal() - first
        if isinstance(day, datetime):
            return number + (day.hour * 3600 + day.minute * 60 + day.second) / 86_400
        return number

    def _style(self, style: int, what: CellValue) -> int:
        if isinstance(what, str | bool) or what is None:
            return style
        is_day = isinstance(what, date)
        if self.styles.shows_days(style) == is_day:
            return style
        return self.styles.like(
            style, numFmtId=_DAY_FORMAT if is_day else _GENERAL, applyNumberFormat=1
        )


def stored(text: str) -> bytes:
    """A text as a workbook keeps it; signs that it cannot keep are left out."""
    whole = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = escaped(_LIKE_A_SIGN.sub("_x005F_", whole))
    if len(whole.encode("utf-16-le", "surrogatepass")) // 2 > _LONGEST_TEXT:
        raise Trouble("patching.too_long", most=_LONGEST_TEXT)
    return kept
