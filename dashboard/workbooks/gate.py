"""The gate: is this a workbook at all, and is it small enough to open?

Nothing is parsed here. Sizes are counted while unpacking, because a zip may lie about them.
"""

import zlib
from dataclasses import dataclass
from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from dashboard.plan.findings import Code, Finding

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ZIP = b"PK\x03\x04"
_CHUNK = 1 << 20
_MB = 1_000_000
_BOOK = "xl/workbook.xml"


class Unreadable(Exception):
    """The file cannot be used at all; `finding` says why and what to do."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.code.value)
        self.finding = finding


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a workbook may be; a plan of 100,000 rows stays well below each.

    `file_bytes` as sent, `unpacked_bytes` when its zip is inflated, `parts` files inside
    the zip, `sheets` of any kind, `cells` that hold something, and `area` the cells up to
    the last filled one of each row, which is what a few cells far out on a sheet cost.
    """

    file_bytes: int = 25 * _MB
    unpacked_bytes: int = 200 * _MB
    parts: int = 2_000
    sheets: int = 50
    cells: int = 1_000_000
    area: int = 20_000_000


def let_in(content: bytes, *, limits: Limits) -> None:
    """Raise `Unreadable` unless the bytes are a workbook of a size we open."""
    if not content:
        raise Unreadable(Finding(Code.FILE_EMPTY))
    _within(Code.FILE_TOO_LARGE, len(content) / _MB, limits.file_bytes / _MB)
    if content.startswith(_OLE):
        raise Unreadable(Finding(_old_kind(content)))
    if not content.startswith(_ZIP):
        raise Unreadable(Finding(Code.NOT_A_WORKBOOK))
    try:
        with ZipFile(BytesIO(content)) as archive:
            _check_parts(archive, limits=limits)
    except (BadZipFile, NotImplementedError, EOFError, OSError, ValueError, zlib.error) as error:
        raise Unreadable(Finding(Code.DAMAGED)) from error


def _old_kind(content: bytes) -> Code:
    """Which of the files in the old container it is; names inside it are UTF-16."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        return Code.ENCRYPTED
    names = ("Workbook", "Book")
    is_excel = any(name.encode("utf-16-le") in content for name in names)
    return Code.OLD_EXCEL if is_excel else Code.NOT_A_WORKBOOK


def _check_parts(archive: ZipFile, *, limits: Limits) -> None:
    parts = archive.infolist()
    names = [part.filename for part in parts]
    if any(part.flag_bits & 1 for part in parts):
        raise Unreadable(Finding(Code.ENCRYPTED))
    if _BOOK not in names:
        raise Unreadable(Finding(Code.NOT_A_WORKBOOK))
    # Two parts of one name: programs disagree on which one counts.
    if len(set(names)) < len(names) or len(names) > limits.parts:
        raise Unreadable(Finding(Code.DAMAGED))
    sheets = sum(name.startswith("xl/worksheets/") and name.endswith(".xml") for name in names)
    _within(Code.TOO_MANY_SHEETS, sheets, limits.sheets)
    _count_bytes(archive, parts, limit=limits.unpacked_bytes)


def _count_bytes(archive: ZipFile, parts: list[ZipInfo], *, limit: int) -> None:
    size = 0
    for part in parts:
        with archive.open(part) as stream:
            # Reading to the end also compares the checksum of the part.
            while chunk := stream.read(_CHUNK):
                size += len(chunk)
                _within(Code.UNPACKED_TOO_LARGE, size / _MB, limit / _MB)


def _within(code: Code, size: float, limit: float) -> None:
    if size > limit:
        facts = {"size": round(size, 1), "limit": round(limit, 1)}
        raise Unreadable(Finding(code, facts=facts))


def within_cells(cells: int, *, limit: int) -> None:
    """Raise `Unreadable` when a workbook holds more cells than we read."""
    _within(Code.TOO_MANY_CELLS, cells, limit)
