"""Text files with separators: which letters, which separator, which rows."""

import csv
import io
import re

from dashboard.plan.findings import Code
from dashboard.workbooks.limits import Limits
from dashboard.workbooks.raw import address
from dashboard.workbooks.refusing import refuse, within
from dashboard.workbooks.sheetseen import COLUMNS, ROWS

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_SEPARATORS = (";", "\t", ",")
_LOOK_AT = 20
_BEHIND = "\ue000"
# A whole number stands for itself in every country; anything else stays text.
_WHOLE = re.compile(r"-?(?:0|[1-9][0-9]{0,14})")


def rows_of(content: bytes, *, limits: Limits) -> list[list[object]]:
    """Every row; whole numbers are numbers, all else is text, as it stands in the file."""
    text = _decoded(content)
    if "\x00" in text:
        refuse(Code.NOT_A_WORKBOOK)
    # One limit for the whole process: never lower than another reader needs it.
    csv.field_size_limit(max(csv.field_size_limit(), len(text) + 1))
    lines = _Lines(text)
    reader = csv.reader(lines, delimiter=_separator(text), strict=False)
    rows: list[list[object]] = []
    cells, begun = 0, 1
    for row in reader:
        if lines.are_over:
            if row != [_BEHIND]:
                refuse(Code.QUOTE_OPEN, row=begun)
            break
        # An empty row takes as much memory as a cell.
        cells += len(row) or 1
        within(cells, limits, "cells", code=Code.TOO_MANY_CELLS)
        if len(row) > COLUMNS or len(rows) >= ROWS:
            refuse(Code.OUTSIDE_GRID, place=address(len(rows), len(row) - 1))
        within(max(map(len, row), default=0), limits, "text")
        rows.append([float(v) if _WHOLE.fullmatch(v) else v for v in row])
        begun = reader.line_num + 1
    return rows


class _Lines:
    """The lines of a text with one more behind them.

    Where a quotation mark is never closed, the last row takes in the line behind the text.
    """

    def __init__(self, text: str) -> None:
        self._lines = io.StringIO(text, newline="")
        self.are_over = False

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        if self.are_over:
            raise StopIteration
        line = next(self._lines, None)
        self.are_over = line is None
        return _BEHIND if line is None else line


def _decoded(content: bytes) -> str:
    """Text by its mark, as UTF-8, or else as Windows wrote it in western Europe."""
    encoding = next((name for mark, name in _MARKS if content.startswith(mark)), "utf-8")
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        # Five bytes mean nothing in it; they are shown as unknown, not refused.
        return content.decode("cp1252", "replace")


def _separator(text: str) -> str:
    """The sign that splits the first rows most evenly; a semicolon where none does."""
    lines = [line for line in text.splitlines()[:_LOOK_AT] if line.strip()]

    def evenness(sign: str) -> tuple[int, int]:
        counts = [line.count(sign) for line in lines]
        usual = max(set(counts), key=counts.count, default=0)
        return (counts.count(usual) if usual else 0, usual)

    return max(_SEPARATORS, key=evenness)
