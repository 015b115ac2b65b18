"""The zip around a workbook: one file, one meaning.

Programs differ in which of two parts of one name they take, where they look for the list of
parts, and whom they believe about sizes. Whatever could be read in two ways is refused.
"""

import stat
import struct
import unicodedata
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from dashboard.plan.findings import Code
from dashboard.workbooks.limits import Limits
from dashboard.workbooks.refusing import damaged, refuse, unsafe, within

CHUNK = 1 << 18
_LOCAL = struct.Struct("<4s5H3L2H")
_LISTED, _END = b"PK\x01\x02", b"PK\x05\x06"
_END_BYTES = 22
# A zip64 end record with its locator, and the record of sizes that may follow a part.
_END64_BYTES = 76
_LONGEST_DESCRIPTOR = 24
_AES = 99
# A record behind the name of a part that gives it another one.
_OTHER_NAME = 0x7075


@dataclass(frozen=True, slots=True)
class Part:
    """One file in the archive: where its packed bytes lie and what they claim to be."""

    name: str
    start: int
    packed: int
    size: int
    checksum: int
    is_packed: bool


@dataclass(frozen=True, slots=True)
class Archive:
    """An archive whose list of parts has been checked; nothing is inflated yet."""

    content: bytes
    parts: tuple[Part, ...]
    limits: Limits

    @property
    def names(self) -> frozenset[str]:
        """The names of all parts."""
        return frozenset(part.name for part in self.parts)

    def part(self, name: str) -> Part | None:
        """The part of a name; programs do not care about its case, so neither do we."""
        low = name.lower()
        return next((part for part in self.parts if part.name.lower() == low), None)

    def chunks(self, part: Part) -> Iterator[bytes]:
        """The bytes of a part, counted while they are inflated and compared at the end."""
        size = checksum = 0
        for chunk in _inflated(self.content, part):
            size += len(chunk)
            if size > part.size:
                unsafe("size", part=part.name)
            checksum = zlib.crc32(chunk, checksum)
            yield chunk
        if size != part.size or checksum != part.checksum:
            damaged(part.name)


def open_archive(content: bytes, *, limits: Limits) -> Archive:
    """The parts of a zip; raises `Unreadable` where it may be read in two ways."""
    # Counted before anything is made of them: each takes half a kilobyte here.
    within(content.count(_LISTED), limits, "parts")
    try:
        with ZipFile(BytesIO(content)) as archive:
            infos, first, comment = archive.infolist(), archive.start_dir, archive.comment
    except (BadZipFile, NotImplementedError, EOFError, OSError, ValueError, struct.error):
        damaged()
    _check_end(content, first, comment=comment, many=len(infos))
    within(len(infos), limits, "parts")
    _check_names(infos)
    parts = [_part(content, info, limits=limits) for info in infos]
    _check_places(content, parts, directory=first)
    total = sum(part.size for part in parts)
    within(total, limits, "unpacked_bytes", code=Code.UNPACKED_TOO_LARGE)
    return Archive(content, tuple(parts), limits)


def _check_end(content: bytes, first: int, *, comment: bytes, many: int) -> None:
    """Only one list of parts, at the end of the file and directly before its own end."""
    if not content.startswith((b"PK\x03\x04", _END)):
        unsafe("prefixed")
    end = len(content) - _END_BYTES - len(comment)
    if content[end : end + 4] != _END:
        unsafe("trailing")
    if b"PK" in comment or len(comment) > 1024:
        unsafe("comment")
    disks, _, here, whole, length, place = struct.unpack_from("<4H2L", content, end + 4)
    if disks or {here, whole} - {many, 0xFFFF}:
        unsafe("hidden")
    if place == 0xFFFFFFFF or length == 0xFFFFFFFF or many == 0xFFFF:
        length = end - _END64_BYTES - first
    elif place != first:
        unsafe("prefixed")
    if first + length not in (end, end - _END64_BYTES):
        unsafe("trailing")


def _check_names(infos: list[ZipInfo]) -> None:
    seen: set[str] = set()
    for info in infos:
        name = info.orig_filename
        if not _is_plain(name):
            unsafe("name", part=name)
        same = unicodedata.normalize("NFC", name.replace("\\", "/")).casefold()
        if same in seen:
            unsafe("twice", part=name)
        seen.add(same)
        if _has_other_name(info.extra, name=name):
            unsafe("renamed", part=name)
        kind = stat.S_IFMT(info.external_attr >> 16)
        if kind and not (stat.S_ISREG(kind) or stat.S_ISDIR(kind)):
            unsafe("link", part=name)


def _has_other_name(extra: bytes, *, name: str) -> bool:
    """Whether a record behind the name of a part gives it another one, which some would take."""
    at = 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<2H", extra, at)
        # A version and a checksum stand before the name.
        if kind == _OTHER_NAME and extra[at + 9 : at + 4 + length] != name.encode(
            "utf-8", "replace"
        ):
            return True
        at += 4 + length
    return False


def _is_plain(name: str) -> bool:
    """Neither a way out of the archive nor a name some programs cut short."""
    steps = name.replace("\\", "/").split("/")
    absolute = steps[0] == "" or ":" in name
    return bool(name) and not absolute and ".." not in steps and name.isprintable()


def _part(content: bytes, info: ZipInfo, *, limits: Limits) -> Part:
    """A part whose own header says what the list of parts says about it."""
    name = info.orig_filename
    if info.flag_bits & 0x1 or info.compress_type == _AES:
        refuse(Code.ENCRYPTED)
    if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        unsafe("method", part=name)
    if info.file_size > limits.ratio_from and info.file_size > info.compress_size * limits.ratio:
        within(info.file_size / max(info.compress_size, 1), limits, "ratio")
    try:
        head = _LOCAL.unpack_from(content, info.header_offset)
    except struct.error:
        damaged(name)
    mark, _, flags, method, _, _, checksum, packed, size, length, extra = head
    if mark != b"PK\x03\x04":
        damaged(name)
    begin = info.header_offset + _LOCAL.size
    local = content[begin : begin + length]
    encoded = name.encode("utf-8" if info.flag_bits & 0x800 else "cp437", "replace")
    if local != encoded or method != info.compress_type or flags & 1 != info.flag_bits & 1:
        unsafe("renamed", part=name)
    told = (checksum, packed, size)
    is_told = not flags & 0x8 and 0xFFFFFFFF not in told
    if is_told and told[1:] != (info.compress_size, info.file_size):
        unsafe("size", part=name)
    begin += length + extra
    if _has_other_name(content[begin - extra : begin], name=name):
        unsafe("renamed", part=name)
    return Part(name, begin, info.compress_size, info.file_size, info.CRC, method == ZIP_DEFLATED)


def _check_places(content: bytes, parts: list[Part], *, directory: int) -> None:
    """Parts lie one after the other, from the first byte on, with nothing between them."""
    end = 0
    for part in sorted(parts, key=lambda part: part.start):
        head = part.start - end
        if head < _LOCAL.size:
            unsafe("overlap", part=part.name)
        if content[end : end + 4] != b"PK\x03\x04":
            # What follows a part when its writer did not know its size beforehand.
            gap = content[end : part.start].find(b"PK\x03\x04")
            if not 0 <= gap <= _LONGEST_DESCRIPTOR:
                unsafe("hidden", part=part.name)
        end = part.start + part.packed
    if end > directory:
        unsafe("overlap")
    if directory - end > _LONGEST_DESCRIPTOR:
        unsafe("hidden")


def _inflated(content: bytes, part: Part) -> Iterator[bytes]:
    packed = memoryview(content)[part.start : part.start + part.packed]
    if not part.is_packed:
        yield from (bytes(packed[at : at + CHUNK]) for at in range(0, len(packed), CHUNK))
        return
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    at, step = 0, CHUNK // 4
    try:
        while at < len(packed) and not unpacker.eof:
            waiting: bytes | memoryview = packed[at : at + step]
            at += step
            while waiting:
                chunk = unpacker.decompress(waiting, CHUNK)
                waiting = unpacker.unconsumed_tail
                if chunk:
                    yield chunk
        if rest := unpacker.flush():
            yield rest
    except zlib.error:
        damaged(part.name)
    if not unpacker.eof or unpacker.unused_data or at < len(packed):
        unsafe("hidden", part=part.name)
