"""What a few cells hold before the reader makes a value of them."""

import re
from collections.abc import Iterator

from dashboard.workbooks.raw import Place, address

_CELL = re.compile(rb'<(?:\w+:)?c\b[^<>]*\br="([A-Z]+[0-9]+)"[^<>]*>.*?</(?:\w+:)?c>', re.DOTALL)
_VALUE = re.compile(rb"<(?:\w+:)?v>([^<]{0,400})</(?:\w+:)?v>")
_HELD_BACK = 1 << 16


def raw_values(chunks: Iterator[bytes], places: set[Place]) -> dict[Place, str]:
    """The stored text of the values at these places."""
    wanted = {address(*place).encode(): place for place in places}
    found: dict[Place, str] = {}
    rest = b""
    for chunk in chunks:
        rest += chunk
        end = 0
        for cell in _CELL.finditer(rest):
            end = cell.end()
            if cell[1] in wanted and (value := _VALUE.search(cell[0])):
                found[wanted[cell[1]]] = value[1].decode("utf-8", "replace")
        rest = rest[max(end, len(rest) - _HELD_BACK) :]
    return found
