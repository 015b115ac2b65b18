"""Text files with separators: which letters, which separator, which rows."""

import csv
import io
import re

from dashboard.plan.findings import Code
from dashboard.workbooks.limits import Limits
from dashboard.workbooks.refusing import refuse, within

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_SEPARATORS = (";", "\t", ",")
_LOOK_AT = 20
# A whole number stands for itself in every country; anything else stays text.
_WHOLE = re.compile(r"-?(?:0|[1-9][0-9]{0,14})")


def rows_of(content: bytes, *, limits: Limits) -> list[list[object]]:
    """Every row; whole numbers are numbers, all else is text, as it stands in the file."""
    text = _decoded(content)
    if "\x00" in text:
        refuse(Code.NOT_A_WORKBOOK)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=False)
    rows: list[list[object]] = []
    cells = 0
    # One limit for the whole process: never lower than another reader needs it.
    csv.field_size_limit(max(csv.field_size_limit(), len(text) + 1))
    for row in reader:
        cells += len(row)
        within(cells, limits, "cells", code=Code.TOO_MANY_CELLS)
        within(max(map(len, row), default=0), limits, "text")
        rows.append([float(v) if _WHOLE.fullmatch(v) else v for v in row])
    return rows


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
