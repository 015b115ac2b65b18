"""A second look at a sheet, for what the reader of values hides.

The reader gives a failed formula, a formula nobody calculated and an empty cell as one and
the same. Rows of plain cells, nearly all there are, are recognised whole by one pattern and
left out; everything else goes through the parser, which judges it and notes what is there.
"""

import re
from array import array
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache

from dashboard.plan.findings import Code
from dashboard.workbooks.limits import Limits
from dashboard.workbooks.raw import Place, address
from dashboard.workbooks.refusing import damaged, refuse, within
from dashboard.workbooks.shared import Strings
from dashboard.workbooks.sheetseen import COLUMNS, ROWS, Seen, stray_cell
from dashboard.workbooks.xmlwatch import Attributes, Watch

# Cells as nearly every program writes them, each with its style before its type. All runs are
# possessive: what does not match at once is left to the parser, never tried another way.
_OPEN = rb'\1"(?: s="[0-9]{1,5}+")?+'
_FAST = (
    rb'<row r="([0-9]{1,7})"([^<>]{0,400}+)>'
    rb'(?:<c r="([A-Z]{1,2})' + _OPEN + rb"%s>(?:<f>[^<]{0,8192}+</f>)?+"
    rb"(?:<v>[^<\s][^<]{0,32766}+</v>|<is><t>[^<\s][^<]{0,32766}+</t></is>)</c>"
    rb'|<c r="[A-Z]{1,2}' + _OPEN + rb" ?/>)*+</row>"
)
_ROW = re.compile(_FAST % rb'(?: t="[a-z][a-zA-Z]{0,8}+")?+')
# Where a block has failed formulas, only the kinds that are not one of them are plain.
_SOUND_ROW = re.compile(_FAST % rb'(?: t="(?:s|n|str|b|inlineStr)")?+')
_FAILED = b't="e"'
_END = b"</row>"
_REFERENCE = re.compile(r"([A-Z]{1,7})([0-9]{1,12})")
_SHARED = re.compile(rb't="s"[^<>]*><v>([0-9]{1,9})</v>')
_STYLED = rb'<c r="([A-Z]{1,3})([0-9]{1,7})"(?: t="n")? s="(%s)"(?: t="n")?><[vf]'
_COLUMN = re.compile(rb'<c r="([A-Z]+)')


def scan(
    chunks: Iterator[bytes],
    *,
    part: str,
    strings: Strings,
    formats: Mapping[int, str],
    limits: Limits,
) -> Seen:
    """What a sheet holds besides its values; raises `Unreadable` where it is none of ours.

    `formats` are the number formats that carry meaning, by cell style.
    """
    watch = _SheetWatch(part, strings=strings, formats=formats, limits=limits)
    shown = _shown_pattern(formats)
    rest = b""
    for chunk in chunks:
        rest += chunk
        cut = rest.rfind(_END) + len(_END)
        if cut < len(_END):
            # A row, or a sheet without rows, that does not end: the parser counts its bytes.
            cut = len(rest) if len(rest) > limits.token_bytes else 0
        if cut:
            watch.rows(rest[:cut], shown=shown)
            rest = rest[cut:]
    watch.rows(rest, shown=shown)
    watch.close()
    watch.judge()
    return watch.seen


def _shown_pattern(formats: Mapping[int, str]) -> "re.Pattern[bytes] | None":
    styles = b"|".join(str(each).encode() for each in formats)
    return re.compile(_STYLED % styles) if styles else None


class _SheetWatch(Watch):
    """A sheet part: plain rows by pattern, the rest by parser."""

    def __init__(
        self, part: str, *, strings: Strings, formats: Mapping[int, str], limits: Limits
    ) -> None:
        super().__init__(part, limits=limits)
        self.seen = Seen(may_be_blank=strings.has_empty)
        self._strings = strings
        self._formats = formats
        self._known = bytearray(ROWS + 1)
        self._last = -1
        self._left = COLUMNS
        self._shared: Counter[bytes] = Counter()
        self._row = self._column = -1
        self._columns: set[int] = set()
        self._in_data = False
        self._cell: Attributes = {}
        self._place: Place = (0, 0)
        self._formula: list[str] | None = None
        self._value: list[str] | None = None
        self._listening: list[str] | None = None
        self._counts: Counter[str] = Counter()
        self.hear_text()

    def rows(self, block: bytes, *, shown: "re.Pattern[bytes] | None") -> None:
        """Take whole rows: the plain ones are noted, the rest is parsed."""
        pieces = (_SOUND_ROW if _FAILED in block else _ROW).split(block)
        odd = b"".join(pieces[::4])
        if len(pieces) > 1:
            self._plain(pieces[1::4], pieces[2::4], pieces[3::4])
            if self.seen.may_be_blank:
                # Counting does not tell a cell that stands twice from one that is blank.
                self._check_columns(block)
        # In a plain row every cell that is not empty in itself holds a value.
        self.seen.filled += block.count(b"</c>") - odd.count(b"</c>")
        if self._strings.must_count:
            self._shared.update(_SHARED.findall(block))
        if shown is not None:
            for found in shown.finditer(block):
                place = (int(found[2]) - 1, _column(found[1]))
                self.seen.formats.add(place, self._formats[int(found[3])])
        self.feed(odd)
        if self.seen.filled > self.limits.cells:
            within(self.seen.filled, self.limits, "cells", code=Code.TOO_MANY_CELLS)

    def _plain(
        self, numbers: list[bytes], attributes: list[bytes], last: list[bytes | None]
    ) -> None:
        """Note plain rows: their numbers, their attributes and the last filled column of each."""
        rows = list(map(int, numbers))
        first, many = rows[0] - 1, len(rows)
        if rows == list(range(first + 1, first + 1 + many)) and first + many <= ROWS:
            # As nearly always: one row after the other.
            if first < 0:
                refuse(Code.OUTSIDE_GRID, place="0")
            if any(self._known[first : first + many]):
                refuse(Code.CELL_TWICE, place=str(first + 1), part=self.part)
            self._known[first : first + many] = b"\1" * many
            self._last = max(self._last, first + many - 1)
        else:
            for row in rows:
                self._begin(row - 1, hidden=False)
        if b"hidden" in b"".join(attributes):
            for row, each in zip(rows, attributes, strict=True):
                if _is_hidden(each):
                    self.seen.hidden_rows.append(row - 1)
        if any(last):
            self._left = 0
        ends = array("H", [0 if each is None else _column(each) + 1 for each in last])
        if rows[-1] - first == many:
            self.seen.reach[first : first + many] = ends
        else:
            for row, end in zip(rows, ends, strict=True):
                self.seen.reach[row - 1] = end

    def _check_columns(self, block: bytes) -> None:
        for row in block.split(b"<row ")[1:]:
            columns = _COLUMN.findall(row)
            if len(set(columns)) < len(columns):
                refuse(Code.CELL_TWICE, place=_number_of(row), part=self.part)

    def _begin(self, row: int, *, hidden: bool) -> None:
        if not 0 <= row < ROWS:
            refuse(Code.OUTSIDE_GRID, place=str(row + 1))
        if self._known[row]:
            refuse(Code.CELL_TWICE, place=str(row + 1), part=self.part)
        self._known[row] = 1
        self._last = max(self._last, row)
        if hidden:
            self.seen.hidden_rows.append(row)

    def started(self, name: str, attributes: Attributes) -> None:
        """An element of an odd row, or of what stands around the rows."""
        if self.depth == 1 and name != "worksheet":
            damaged(self.part)
        if not self._in_data:
            self._in_data = name == "sheetData"
            self._around(name, attributes)
        elif name == "row":
            given = attributes.get("r")
            self._row = self._row + 1 if given is None else _whole(given) - 1
            self._column, self._columns = -1, set()
            self._begin(self._row, hidden=attributes.get("hidden") in ("1", "true"))
        elif name == "c":
            self._open(attributes)
        elif name == "f":
            self._formula = self._listening = []
        elif name in ("v", "t"):
            self._value = self._value or []
            self._listening = self._value

    def ended(self, name: str) -> None:
        """The end of an element of an odd row."""
        if name in ("v", "t", "f"):
            self._listening = None
        elif name == "c" and self._in_data:
            self._close()
        elif name == "sheetData":
            self._in_data = False

    def said(self, text: str) -> None:
        """Text of a cell or its formula."""
        if self._listening is not None:
            self._listening.append(text)

    def _open(self, attributes: Attributes) -> None:
        given = attributes.get("r")
        if given is None:
            self._column += 1
            self._place = (self._row, self._column)
        else:
            self._place = _place(given)
            self._column = self._place[1]
        if self._column >= COLUMNS or self._place[0] >= ROWS:
            refuse(Code.OUTSIDE_GRID, place=given or "")
        if self._place[0] != self._row:
            damaged(self.part)
        if self._column in self._columns:
            refuse(Code.CELL_TWICE, place=str(self._row + 1), part=self.part)
        self._columns.add(self._column)
        self._cell, self._formula, self._value = attributes, None, None

    def _close(self) -> None:
        """Note a cell: failed, waiting for its formula, filled, or empty."""
        text = None if self._value is None else "".join(self._value)
        kind, (row, column) = self._cell.get("t"), self._place
        if text is not None and len(text) > self.limits.text:
            within(len(text), self.limits, "text")
        if kind == "e":
            self.seen.failed[self._place] = (text or "").strip() or "#"
        elif self._formula is not None and not text and kind != "str":
            self.seen.waiting[self._place] = "=" + "".join(self._formula)
        elif not text:
            return
        elif not text.strip() or (kind == "s" and self._strings.is_empty(text)):
            self.seen.blank += 1
        else:
            self.seen.filled += 1
        self._left = min(self._left, column)
        self._last = max(self._last, row)
        self.seen.reach[row] = max(self.seen.reach[row], column + 1)

    def _around(self, name: str, attributes: Attributes) -> None:
        """Merged areas, hidden columns and links, and how many there are of each."""
        if name not in _AROUND:
            return
        self._counts[name] += 1
        within(self._counts[name], self.limits, "items", what=_AROUND[name])
        if name == "mergeCell":
            self.seen.merged.append(self._range(attributes.get("ref", "")))
        elif name == "hyperlink":
            self._range(attributes.get("ref", ""))
            self.seen.links += 1
        elif attributes.get("hidden") in ("1", "true"):
            first, last = (_whole(attributes.get(key, "")) for key in ("min", "max"))
            self.seen.hidden_columns.append((first - 1, last - 1))

    def _range(self, text: str) -> tuple[int, int, int, int]:
        first, _, last = text.replace("$", "").partition(":")
        (top, left), (bottom, right) = _place(first), _place(last or first)
        if bottom >= ROWS or right >= COLUMNS:
            refuse(Code.OUTSIDE_GRID, place=text[:40])
        within((bottom - top + 1) * (right - left + 1), self.limits, "area", what="range")
        return top, left, bottom, right

    def judge(self) -> None:
        """Whether the sheet is of a size that can be read."""
        del self.seen.reach[self._last + 1 :]
        reach = self.seen.reach
        # A cell a row, or one wide row, costs as much to a reader as a full table.
        within(sum(reach), self.limits, "area", code=Code.TOO_MANY_CELLS)
        rows = [row for row, end in enumerate(reach) if end]
        if rows:
            self._check_spread(reach, top=rows[0], bottom=rows[-1])
            self.seen.stray = stray_cell(reach, rows)
        self._strings.check_written_out(self._shared, limits=self.limits)

    def _check_spread(self, reach: "array[int]", *, top: int, bottom: int) -> None:
        """Refuse a few cells so far apart that everything between them fills the memory."""
        width = max(reach) - self._left
        spread = (bottom - top + 1) * width
        if spread > self.limits.spread:
            far = address(bottom, reach[bottom] - 1)
            limit = self.limits.spread
            refuse(Code.CELLS_FAR_APART, place=far, size=spread, limit=limit, setting="spread")


_AROUND: Mapping[str, str] = {"mergeCell": "merges", "hyperlink": "links", "col": "columns"}


def _is_hidden(attributes: bytes) -> bool:
    return b' hidden="1"' in attributes or b' hidden="true"' in attributes


def _number_of(row: bytes) -> str:
    found = re.match(rb'r="([0-9]+)"', row)
    return found[1].decode() if found else ""


@cache
def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def _place(reference: str) -> Place:
    found = _REFERENCE.fullmatch(reference.upper())
    if found is None:
        damaged(reference[:40])
    return int(found[2]) - 1, _column(found[1].encode())


def _whole(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 20):
        damaged(text[:40])
    return int(text)
