"""A look into an old Excel file (.xls), for what the reader of values hides.

The file is a small file system of sectors that hold records. Only the records that say
what a value does not are looked at: failed formulas, formats, and what is hidden.
"""

import struct
from collections.abc import Iterator, Mapping

from dashboard.plan.findings import Code
from dashboard.workbooks.limits import Limits
from dashboard.workbooks.package import BUILT_IN
from dashboard.workbooks.raw import Place
from dashboard.workbooks.refusing import damaged, refuse, within
from dashboard.workbooks.sheetseen import Seen
from dashboard.workbooks.shownas import tells

_BEGIN, _END, _PASSWORD, _FORMAT, _STYLE, _SHEET = 0x809, 0x0A, 0x2F, 0x41E, 0xE0, 0x85
_ROW, _COLUMNS, _NUMBER, _RK, _MANY_RK, _FORMULA, _BOOL_OR_ERROR = (
    *(0x208, 0x7D, 0x203, 0x27E, 0xBD),
    *(0x06, 0x205),
)
_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}
_NO_SECTOR = 0xFFFFFFF0
_ENTRY = 128


def look_into(content: bytes, *, limits: Limits) -> Mapping[str, Seen]:
    """What each sheet holds besides its values, by its name."""
    try:
        return _sheets(_workbook(content), limits=limits)
    except (struct.error, IndexError, UnicodeDecodeError):
        damaged()


def _workbook(content: bytes) -> bytes:
    """The records of the workbook, gathered from its sectors."""
    size = 1 << int.from_bytes(content[30:32], "little")
    table = _table(content, size)
    (first,) = struct.unpack_from("<L", content, 48)
    listed = _chain(content, table, first, size)
    entries = [listed[at : at + _ENTRY] for at in range(0, len(listed) - _ENTRY + 1, _ENTRY)]
    named = {_name(entry): entry for entry in entries if entry[66] in (2, 5)}
    entry = named.get("Workbook") or named.get("Book")
    if entry is None:
        damaged()
    start, length = struct.unpack_from("<2L", entry, 116)
    (small,) = struct.unpack_from("<L", content, 56)
    if length >= small:
        return _chain(content, table, start, size)[:length]
    root = next(entry for entry in entries if entry[66] == 5)
    held = _chain(content, table, struct.unpack_from("<L", root, 116)[0], size)
    (first,) = struct.unpack_from("<L", content, 60)
    packed = _chain(content, table, first, size)
    tiny = struct.unpack(f"<{len(packed) // 4}L", packed)
    return _chain(held, tiny, start, 64, before=0)[:length]


def _name(entry: bytes) -> str:
    return entry[: max(int.from_bytes(entry[64:66], "little") - 2, 0)].decode("utf-16-le")


def _table(content: bytes, size: int) -> tuple[int, ...]:
    """Which sector follows which."""
    sectors = list(struct.unpack_from("<109L", content, 76))
    (more,) = struct.unpack_from("<L", content, 68)
    for _ in range(len(content) // size):
        if more >= _NO_SECTOR:
            break
        found = struct.unpack_from(f"<{size // 4}L", content, (more + 1) * size)
        sectors += found[:-1]
        more = found[-1]
    places = ((each + 1) * size for each in sectors if each < _NO_SECTOR)
    packed = b"".join(content[at : at + size] for at in places)
    return struct.unpack(f"<{len(packed) // 4}L", packed[: len(packed) // 4 * 4])


def _chain(
    content: bytes, table: tuple[int, ...], sector: int, size: int, *, before: int = 1
) -> bytes:
    """The bytes of sectors that follow each other."""
    found: list[bytes] = []
    while sector < _NO_SECTOR:
        if len(found) > len(content) // size:
            damaged()
        found.append(content[(sector + before) * size : (sector + before + 1) * size])
        sector = table[sector]
    return b"".join(found)


def _records(book: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """The records of one part of the workbook, without those of charts inside it."""
    depth = 0
    while at + 4 <= len(book):
        kind, length = struct.unpack_from("<2H", book, at)
        data = book[at + 4 : at + 4 + length]
        at += 4 + length
        depth += (kind == _BEGIN) - (kind == _END)
        if depth == 0:
            return
        if depth == 1:
            yield kind, data


def _sheets(book: bytes, *, limits: Limits) -> Mapping[str, Seen]:
    codes: dict[int, str] = {}
    styles: list[int] = []
    places: dict[str, int] = {}
    is_new = True
    for kind, data in _records(book, 0):
        if kind == _BEGIN:
            is_new = data[:2] == b"\x00\x06"
        elif kind == _PASSWORD:
            refuse(Code.ENCRYPTED)
        elif kind == _FORMAT:
            within(len(codes), limits, "styles", what="formats")
            codes[struct.unpack_from("<H", data)[0]] = _text(data[2:], wide=2 if is_new else 1)
        elif kind == _STYLE:
            within(len(styles), limits, "styles")
            styles.append(struct.unpack_from("<H", data, 2)[0])
        elif kind == _SHEET and data[5] == 0:
            name = _text(data[6:], wide=1, has_flags=is_new)
            places[name] = struct.unpack_from("<L", data)[0]
            within(len(places), limits, "sheets", code=Code.TOO_MANY_SHEETS)
    known = [codes.get(each, BUILT_IN.get(str(each), "")) for each in styles]
    formats = {n: code for n, code in enumerate(known) if tells(code)}
    return {name: _seen(book, at, formats, limits=limits) for name, at in places.items()}


def _text(data: bytes, *, wide: int, has_flags: bool = True) -> str:
    """A text with its length before it, in one or two bytes for each letter."""
    many = int.from_bytes(data[:wide], "little")
    if wide == 1 and not has_flags:
        return data[1 : 1 + many].decode("cp1252", "replace")
    if data[wide : wide + 1] == b"\x01":
        return data[wide + 1 : wide + 1 + 2 * many].decode("utf-16-le", "replace")
    return data[wide + 1 : wide + 1 + many].decode("latin-1")


def _seen(book: bytes, at: int, formats: Mapping[int, str], *, limits: Limits) -> Seen:
    """What one sheet holds besides its values."""
    seen = Seen()

    def shown(place: Place, style: int) -> None:
        if style in formats:
            seen.formats.add(place, formats[style])

    for kind, data in _records(book, at):
        if kind in (_NUMBER, _RK, _FORMULA, _BOOL_OR_ERROR):
            row, column, style = struct.unpack_from("<3H", data)
            if (error := _error(kind, data)) is not None:
                seen.failed.add((row, column), _ERRORS.get(error, "#"))
            elif kind != _BOOL_OR_ERROR:
                shown((row, column), style)
        elif kind == _MANY_RK:
            row, first = struct.unpack_from("<2H", data)
            for number in range((len(data) - 6) // 6):
                style = struct.unpack_from("<H", data, 4 + 6 * number)[0]
                shown((row, first + number), style)
        elif kind == _ROW and data[12] & 0x20:
            seen.hidden_rows.append(struct.unpack_from("<H", data)[0])
        elif kind == _COLUMNS and data[8] & 1:
            first, last = struct.unpack_from("<2H", data)
            seen.hidden_columns.append((first, last))
            within(len(seen.hidden_columns), limits, "items", what="columns")
    return seen


def _error(kind: int, data: bytes) -> int | None:
    """The error in a cell, or None where there is none."""
    if kind == _BOOL_OR_ERROR:
        return data[6] if data[7] else None
    if kind == _FORMULA and data[12:14] == b"\xff\xff" and data[6] == 2:
        return data[8]
    return None
