"""A second look at a sheet, for what the reader of values hides.

The reader gives a failed formula, a formula nobody calculated and an empty cell as one and
the same. Rows of plain cells, nearly all there are, are recognised whole by one pattern and
left out; everything else goes through the parser, which judges it and notes what is there.
"""

import math
import re
from array import array
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from dashboard.plan.findings import Code
from dashboard.workbooks.cellwatch import Cell, CellWatch
from dashboard.workbooks.limits import Limits
from dashboard.workbooks.plaincells import PlainCells
from dashboard.workbooks.plainrows import BLANKS, GROUPS, ROW, Alike
from dashboard.workbooks.raw import ExcelError, address, column_of
from dashboard.workbooks.refusing import damaged, refuse, unsafe, within
from dashboard.workbooks.shared import Strings, is_blank_text
from dashboard.workbooks.sheetseen import (
    COLUMNS,
    ROWS,
    Seen,
    place_of,
    stray_cell,
    whole_number,
)
from dashboard.workbooks.xmlwatch import Attributes

_END = b"</row>"
_SHARED = re.compile(rb't="s"><v>([0-9]{1,8})</v>')
_STYLED = rb'<c r="([A-Z]{1,2})([0-9]{1,7})" s="(%s)"(?: t="n")?><[vf]'
_NAME = re.compile(rb" ([a-zA-Z0-9:]+)=")
_NUMERIC = re.compile(r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?")
_NO_NUMBER = re.compile(r"[-+]?(?:nan|inf|infinity)", re.IGNORECASE)
_INDEX = re.compile(r"0|[1-9][0-9]{0,7}")
_BOOLEANS = frozenset(("0", "1", "true", "false", "TRUE", "FALSE"))
_SHOWN = frozenset((b"0", b"false"))
# What a reader of days and hours may stumble over; the file must not be lost for it.
_HARD = 1e8
# So many formulas without a result are told as they are written; of more, that they wait.
_FORMULAS_KEPT = 10_000


def scan(  # noqa: PLR0913 - each is one fact about the sheet
    chunks: Iterator[bytes],
    *,
    part: str,
    strings: Strings,
    formats: Mapping[int, str],
    limits: Limits,
    cells: PlainCells | None = None,
    thorough: bool = False,
) -> Seen:
    """What a sheet holds besides its values; raises `Unreadable` where it is none of ours.

    `formats` are the number formats that carry meaning, by cell style. `cells` takes the
    cells of plain rows, and gives up where one is not. A `thorough` look
    parses the plain rows as well, to find every cell that is hard to read.
    """
    watch = _SheetWatch(part, strings=strings, formats=formats, limits=limits)
    watch.is_usual = not thorough
    watch.cells = cells
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
    if cells is not None and not cells.given_up:
        watch.seen.cells = cells
    return watch.seen


def _shown_pattern(formats: Mapping[int, str]) -> "re.Pattern[bytes] | None":
    styles = b"|".join(str(each).encode() for each in formats)
    return re.compile(_STYLED % styles) if styles else None


class _SheetWatch(CellWatch):
    """A sheet part: plain rows by pattern, the rest by parser."""

    def __init__(
        self, part: str, *, strings: Strings, formats: Mapping[int, str], limits: Limits
    ) -> None:
        super().__init__(part, limits=limits)
        self.seen = Seen()
        self._strings = strings
        self._formats = formats
        self.cells: PlainCells | None = None
        self._alike = Alike()
        self._known = bytearray(ROWS + 1)
        self._last = -1
        self._left = COLUMNS
        self._waiting = 0
        self._shared: Counter[bytes] = Counter()
        self._counts: Counter[str] = Counter()

    def rows(self, block: bytes, *, shown: "re.Pattern[bytes] | None") -> None:
        """Take whole rows: the plain ones are noted, the rest is parsed."""
        if not self._all_alike(block, shown=shown):
            # Which signs may be written as a code, the parser knows.
            if not self.is_usual or (b"&" in block and b"&#" in block):
                self.feed(block)
            else:
                self._some_plain(block, shown=shown)
        if self.seen.filled > self.limits.cells:
            within(self.seen.filled, self.limits, "cells", code=Code.TOO_MANY_CELLS)

    def _all_alike(self, block: bytes, *, shown: "re.Pattern[bytes] | None") -> bool:
        """Take rows that are all written as those before them; answers whether they were."""
        cells = self.cells
        if cells is None or cells.given_up or not (self.in_data and self.is_settled(2)):
            return False
        found = self._alike.take(block)
        if found is None:
            return False
        self.at_row = found.numbers[-1] - 1
        self._plain(found.numbers, found.attributes, found.ends())
        self.seen.filled += cells.take_alike(found)
        self._count(block, shown=shown)
        return True

    def _some_plain(self, block: bytes, *, shown: "re.Pattern[bytes] | None") -> None:
        pieces = ROW.split(block)
        many = self._parsed(pieces)
        rows = list(map(int, pieces[2::GROUPS][:many]))
        if not rows:
            return
        last = pieces[4::GROUPS][:many]
        ends = array("H", [0 if each is None else column_of(each) + 1 for each in last])
        self._plain(rows, pieces[3::GROUPS][:many], ends)
        plain = b"".join(pieces[1::GROUPS][:many])
        # In a plain row every cell that is not empty in itself holds a value.
        self.seen.filled += plain.count(b"</c>")
        self._count(plain, shown=shown)
        if self.cells is not None and not self.cells.given_up:
            self.cells.take(plain)
            self._alike.learn(plain)

    def _parsed(self, pieces: Sequence[bytes]) -> int:
        """Parse what stands between plain rows; answers how many of them are really rows.

        What looks as a row inside a remark or behind the data is none: from there on all of
        it is parsed.
        """
        odd, numbers = pieces[::GROUPS], pieces[2::GROUPS]
        fed = [n for n, each in enumerate(odd) if each.strip(BLANKS)]
        for n in fed if fed[:1] == [0] else [0, *fed]:
            if n:
                self.at_row = int(numbers[n - 1]) - 1
            self.feed(odd[n])
            if n < len(numbers) and not (self.in_data and self.is_settled(2)):
                self.is_usual = False
                left = pieces[n * GROUPS + 1 :]
                groups = range(len(numbers) - n)
                self.feed(b"".join(left[g * GROUPS] + left[g * GROUPS + 4] for g in groups))
                return n
        if numbers:
            self.at_row = int(numbers[-1]) - 1
        return len(numbers)

    def _count(self, plain: bytes, *, shown: "re.Pattern[bytes] | None") -> None:
        """Count the shared texts of plain rows, and note the formats that tell something."""
        if self._strings.must_count:
            self._shared.update(_SHARED.findall(plain))
        if shown is not None:
            for found in shown.finditer(plain):
                place = (int(found[2]) - 1, column_of(found[1]))
                self.seen.formats.add(place, self._formats[int(found[3])])

    def _plain(self, rows: list[int], attributes: Sequence[bytes], ends: "array[int]") -> None:
        """Note plain rows: their numbers, attributes and the column behind the last filled one."""
        first, many = rows[0] - 1, len(rows)
        in_order = rows == list(range(first + 1, first + 1 + many)) and first + many <= ROWS
        if in_order and not any(self._known[first : first + many]):
            # As nearly always: one row after the other.
            self._known[first : first + many] = b"\1" * many
            self._last = max(self._last, first + many - 1)
        else:
            for row in rows:
                self._begin_row(row - 1)
        hidden = {each for each in set(attributes) if _is_hidden(each, part=self.part)}
        if hidden:
            pairs = zip(rows, attributes, strict=True)
            self.seen.hidden_rows += [row - 1 for row, each in pairs if each in hidden]
        if any(ends):
            self._left = 0
        if in_order:
            self.seen.reach[first : first + many] = ends
        else:
            for row, end in zip(rows, ends, strict=True):
                self.seen.reach[row - 1] = end

    def _begin_row(self, row: int) -> None:
        if not 0 <= row < ROWS:
            refuse(Code.OUTSIDE_GRID, place=str(row + 1))
        if self._known[row]:
            refuse(Code.CELL_TWICE, place=str(row + 1), part=self.part)
        self._known[row] = 1
        self._last = max(self._last, row)

    def row(self, row: int, attributes: Attributes) -> None:
        """A row that is not plain."""
        if self.cells is not None:
            self.cells.give_up()
        self._begin_row(row)
        if attributes.get("hidden") in ("1", "true"):
            self.seen.hidden_rows.append(row)

    def cell(self, cell: Cell, text: str | None) -> None:
        """Note a cell: failed, waiting for its formula, filled, or empty."""
        row, column = cell.place
        if cell.kind == "e":
            self.seen.failed.add(cell.place, (text or "").strip() or "#")
        elif cell.formula is not None and not text and cell.kind != "str":
            self._waiting += 1
            formula = "".join(cell.formula) if self._waiting <= _FORMULAS_KEPT else "…"
            self.seen.waiting.add(cell.place, f"={formula}")
        elif not text:
            return
        elif not is_blank_text(text):
            self._filled(cell, text)
        self._left = min(self._left, column)
        self._last = max(self._last, row)
        self.seen.reach[row] = max(self.seen.reach[row], column + 1)

    def _filled(self, cell: Cell, text: str) -> None:
        """A cell with a value; one that no reader knows is an error of this cell alone."""
        self.seen.filled += 1
        if cell.kind == "s":
            if not _INDEX.fullmatch(text) or int(text) >= len(self._strings.lengths):
                # Some readers take the first text of all instead.
                unsafe("value", part=address(*cell.place))
            self._shared[text.encode()] += 1
        elif cell.kind == "n":
            style = int(cell.style) if cell.style.isdecimal() and len(cell.style) < 9 else -1
            if (code := self._formats.get(style)) is not None:
                self.seen.formats.add(cell.place, code)
            number = float(text) if _NUMERIC.fullmatch(text) else 0.0
            if not math.isfinite(number) or _NO_NUMBER.fullmatch(text.strip()):
                self.seen.hard[cell.place] = ExcelError(text.strip())
            elif abs(number) > _HARD:
                self.seen.hard[cell.place] = number
        elif cell.kind not in ("str", "inlineStr", "d") and (
            cell.kind != "b" or text not in _BOOLEANS
        ):
            self.seen.hard[cell.place] = ExcelError(text.strip())

    def around(self, name: str, attributes: Attributes) -> None:
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
            first, last = (whole_number(attributes.get(key, "")) for key in ("min", "max"))
            self.seen.hidden_columns.append((first - 1, last - 1))

    def _range(self, text: str) -> tuple[int, int, int, int]:
        first, _, last = text.replace("$", "").partition(":")
        (top, left), (bottom, right) = place_of(first), place_of(last or first)
        if bottom >= ROWS or right >= COLUMNS:
            refuse(Code.OUTSIDE_GRID, place=text[:40])
        within((bottom - top + 1) * (right - left + 1), self.limits, "area", what="range")
        return top, left, bottom, right

    def judge(self) -> None:
        """Whether the sheet is of a size that can be read."""
        # A cell with a text of nothing is an empty cell.
        self.seen.filled -= self._strings.blanks(self._shared)
        del self.seen.reach[self._last + 1 :]
        reach = self.seen.reach
        # A cell a row, or one wide row, costs as much to a reader as a full table.
        within(sum(reach), self.limits, "area", code=Code.TOO_MANY_CELLS)
        top = next((row for row, end in enumerate(reach) if end), None)
        if top is not None:
            bottom = next(row for row in range(len(reach) - 1, -1, -1) if reach[row])
            self._check_spread(reach, top=top, bottom=bottom)
            self.seen.stray = stray_cell(reach, top=top, bottom=bottom)
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


def _is_hidden(attributes: bytes, *, part: str) -> bool:
    """Whether a row is hidden by its attributes, each of which may stand there once."""
    names = _NAME.findall(attributes)
    if len(set(names)) < len(names) or b"r" in names:
        damaged(part)
    found = re.search(rb' hidden="([^"]*)"', attributes)
    return found is not None and found[1] not in _SHOWN
