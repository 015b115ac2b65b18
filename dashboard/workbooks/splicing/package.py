"""The zip of a workbook: parts are copied as they are, and a few are exchanged or added.

An unchanged part keeps its compressed bytes: nothing is unpacked that need not be.
"""

import struct
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from posixpath import dirname, join, normpath
from urllib.parse import unquote
from zipfile import ZipFile, ZipInfo

from dashboard.workbooks.splicing.markup import Unchangeable, as_utf8

_LOCAL, _CENTRAL, _END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
_STORED, _DEFLATED, _VERSION, _LONG_AGO = 0, 8, 20, (0, 33)
_UTF8, _IN_ITS_HEADER = 0x800, 0x8
# Large parts are packed quickly: the sender waits, and the sheet grows by a third at most.
_LARGE = 1 << 20


@dataclass(frozen=True, slots=True)
class _Entry:
    """One part as it stands in a zip; `when` is the time and the day as a zip writes them."""

    name: bytes
    flags: int
    method: int
    when: tuple[int, int]
    checksum: int
    size: int
    packed: Sequence[bytes | memoryview]

    @property
    def packed_size(self) -> int:
        """How long the compressed bytes are."""
        return sum(len(each) for each in self.packed)

    def header(self) -> bytes:
        """What stands before the bytes and, in the same order, in the table of contents."""
        return struct.pack(
            "<HHHHHIIIHH",
            *(_VERSION, self.flags, self.method, *self.when, self.checksum),
            *(self.packed_size, self.size, len(self.name), 0),
        )


class Package:
    """A workbook's parts with the changes made so far."""

    def __init__(self, content: bytes) -> None:
        self._content = memoryview(content)
        with ZipFile(BytesIO(content)) as archive:
            self._infos = {info.filename: info for info in archive.infolist()}
        self._names = {name.casefold(): name for name in self._infos}
        self._changed: dict[str, _Entry] = {}
        self._new: dict[str, bytes] = {}

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all parts."""
        return tuple(self._names.values())

    def has(self, name: str) -> bool:
        """Whether there is such a part."""
        return name.casefold() in self._names

    def read(self, name: str) -> bytes:
        """A part as it is now, unpacked and in UTF-8."""
        real = self._names.get(name.casefold())
        if real is None:
            raise Unchangeable
        if real in self._new:
            return self._new[real]
        info = self._infos[real]
        if info.compress_type not in (_STORED, _DEFLATED):
            raise Unchangeable
        packed = self._packed(info)
        raw = zlib.decompress(packed, -15) if info.compress_type == _DEFLATED else bytes(packed)
        return as_utf8(raw)

    def head(self, name: str, size: int) -> bytes:
        """The first bytes of a part that has not been exchanged, as they are in the file."""
        info = self._infos[self._names[name.casefold()]]
        packed = self._packed(info)
        if info.compress_type != _DEFLATED:
            return bytes(packed[:size])
        return zlib.decompressobj(-15).decompress(packed, size)

    def put(self, name: str, part: bytes) -> None:
        """Exchange a part or add one."""
        self._new[self._called(name)] = part
        self.put_large(name, (part,))

    def put_large(self, name: str, pieces: Iterable[bytes | memoryview]) -> None:
        """Exchange a part that is not read again, piece by piece."""
        real = self._called(name)
        self._changed[real] = _deflated(real, pieces)

    def drop(self, name: str) -> None:
        """Leave a part out; whatever points to it is for the caller to mend."""
        real = self._names.pop(name.casefold())
        self._infos.pop(real, None)
        self._changed.pop(real, None)
        self._new.pop(real, None)

    def free(self, before: str, after: str) -> str:
        """A name with a number in it that no part has yet."""
        number = 1
        while self.has(f"{before}{number}{after}"):
            number += 1
        return f"{before}{number}{after}"

    def content(self) -> bytes:
        """The whole zip."""
        entries = [self._changed.get(name) or self._kept(name) for name in self._infos]
        entries += [entry for name, entry in self._changed.items() if name not in self._infos]
        return _zipped(entries)

    def _called(self, name: str) -> str:
        return self._names.setdefault(name.casefold(), name)

    def _kept(self, name: str) -> _Entry:
        info = self._infos[name]
        year, month, day, hour, minute, second = info.date_time
        when = (hour << 11 | minute << 5 | second // 2, (year - 1980) << 9 | month << 5 | day)
        # The sizes stand in the header now, wherever the sender's program had put them.
        flags, is_utf8 = info.flag_bits & ~_IN_ITS_HEADER, info.flag_bits & _UTF8
        called = info.orig_filename.encode("utf-8" if is_utf8 else "cp437")
        packed = (self._packed(info),)
        return _Entry(called, flags, info.compress_type, when, info.CRC, info.file_size, packed)

    def _packed(self, info: ZipInfo) -> memoryview:
        at = info.header_offset
        if bytes(self._content[at : at + 4]) != _LOCAL:
            raise Unchangeable
        name, extra = struct.unpack("<HH", self._content[at + 26 : at + 30])
        start = at + 30 + name + extra
        return self._content[start : start + info.compress_size]


def target_of(source: str, target: str) -> str:
    """The part a relation points to, be it written from the folder or from the root."""
    base = "" if target.startswith("/") else dirname(source)
    return normpath(join(base, unquote(target).lstrip("/")))


def relations_of(part: str) -> str:
    """The part that holds the relations of another."""
    folder, name = dirname(part), part.rsplit("/", 1)[-1]
    return join(folder, "_rels", f"{name}.rels")


def _deflated(name: str, pieces: Iterable[bytes | memoryview]) -> _Entry:
    """A part packed anew: the first megabyte decides how hard."""
    parts = list(pieces)
    size = sum(len(each) for each in parts)
    packer = zlib.compressobj(1 if size > _LARGE else 6, zlib.DEFLATED, -15)
    checksum, packed = 0, list[bytes]()
    for piece in _gathered(parts):
        checksum = zlib.crc32(piece, checksum)
        packed.append(packer.compress(piece))
    packed.append(packer.flush())
    coded = name.encode("utf-8")
    flags = 0 if name.isascii() else _UTF8
    return _Entry(coded, flags, _DEFLATED, _LONG_AGO, checksum, size, packed)


def _gathered(parts: Sequence[bytes | memoryview]) -> Iterable[bytes | memoryview]:
    """The same bytes in fewer pieces: packing tiny ones one by one takes longer."""
    waiting, length = list[bytes | memoryview](), 0
    for piece in parts:
        waiting.append(piece)
        length += len(piece)
        if length > _LARGE:
            yield b"".join(waiting)
            waiting, length = [], 0
    yield b"".join(waiting)


def _zipped(entries: Sequence[_Entry]) -> bytes:
    out, contents = BytesIO(), list[bytes]()
    for entry in entries:
        at, header = out.tell(), entry.header()
        out.write(_LOCAL + header + entry.name)
        out.writelines(entry.packed)
        rest = struct.pack("<HHHII", 0, 0, 0, 0, at)
        contents.append(_CENTRAL + struct.pack("<H", _VERSION) + header + rest + entry.name)
    start, table = out.tell(), b"".join(contents)
    counts = (0, 0, len(entries), len(entries), len(table), start, 0)
    out.write(table + _END + struct.pack("<HHHHIIH", *counts))
    return out.getvalue()
