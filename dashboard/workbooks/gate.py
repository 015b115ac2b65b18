"""The gate: is this a workbook at all, and one that means one thing only?

Nothing is inflated or parsed here, so that it costs the pages nothing. What stands inside
the parts is watched in the reader's own process, before anything reads it.
"""

import struct
from enum import StrEnum

from dashboard.plan.findings import Code
from dashboard.workbooks.archive import open_archive
from dashboard.workbooks.limits import Limits
from dashboard.workbooks.refusing import Unreadable, refuse, within

__all__ = ["WRITABLE", "Kind", "Limits", "Unreadable", "called", "kind_of", "let_in"]

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ZIP = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"
# Two sectors of 512 bytes, a header and a directory, are the least such a file can be.
_SMALLEST_OLE = 1536
# How the workbook's own records begin, in both old versions, and the record of a password.
_FIRST_RECORDS = (b"\x09\x08\x10\x00\x00\x06\x05\x00", b"\x09\x08\x08\x00\x00\x05\x05\x00")
_PASSWORD = 0x2F
_LOOK_AT = 20


class Kind(StrEnum):
    """The kinds of file that are read."""

    XLSX = "xlsx"
    XLSM = "xlsm"
    XLS = "xls"
    ODS = "ods"
    CSV = "csv"


# Their cells can be exchanged one by one, while all else stays as it was sent.
WRITABLE = (Kind.XLSX, Kind.XLSM)
_KINDS = {kind.value: kind for kind in Kind}
_ENDINGS: dict[str, Kind] = {**_KINDS, "tsv": Kind.CSV, "txt": Kind.CSV}


def let_in(content: bytes, *, filename: str, limits: Limits) -> Kind:
    """The kind of file it is; raises `Unreadable` unless it is one we open."""
    if not content:
        refuse(Code.FILE_EMPTY)
    within(len(content), limits, "file_bytes", code=Code.FILE_TOO_LARGE)
    kind = kind_of(content, filename=filename)
    if kind in (Kind.XLSX, Kind.XLSM, Kind.ODS):
        names = open_archive(content, limits=limits).names
        _check_names(names, kind=kind)
    elif kind is Kind.XLS:
        _check_old(content)
    elif b"\x00" in content and content[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        refuse(Code.NOT_A_WORKBOOK)
    return kind


def called(filename: str, /) -> Kind | None:
    """The kind a name says a file is, None where it says none that is read."""
    return _ENDINGS.get(filename.rpartition(".")[2].lower() if "." in filename else "")


def kind_of(content: bytes, *, filename: str) -> Kind:
    """The kind a file is by its bytes; its name must not say otherwise."""
    said = called(filename)
    if content.startswith(_OLE):
        if said in (None, Kind.XLS):
            return Kind.XLS
        refuse(_old_kind(content))
    if content.startswith((_ZIP, _EMPTY_ZIP)):
        return _zip_kind(content, called=said)
    if b"PK\x05\x06" in content[-65_600:] and said is not Kind.CSV:
        # A workbook behind something else: a page to one program, a workbook to another.
        _behind(content)
    if said is not Kind.CSV:
        refuse(Code.NOT_A_WORKBOOK)
    return said


def _behind(content: bytes) -> None:
    """Refuse a zip that starts with something that is none."""
    open_archive(content, limits=Limits())
    refuse(Code.NOT_A_WORKBOOK)


def _zip_kind(content: bytes, *, called: Kind | None) -> Kind:
    # The mimetype of an OpenDocument file stands first and unpacked, at a fixed place.
    is_ods = content[30:100].startswith(b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet")
    if called is Kind.ODS or (called is None and is_ods):
        return Kind.ODS
    if is_ods or called in (Kind.XLS, Kind.CSV):
        refuse(Code.MISNAMED, called=f".{called}", found=".ods" if is_ods else ".xlsx")
    return called or Kind.XLSX


def _check_names(names: frozenset[str], *, kind: Kind) -> None:
    """Refuse programs and foreign objects inside a workbook by their names."""
    if kind is Kind.ODS:
        if "content.xml" not in names or "mimetype" not in names:
            refuse(Code.NOT_A_WORKBOOK)
        return
    if "[Content_Types].xml" not in names:
        refuse(Code.DAMAGED if "xl/workbook.xml" in names else Code.NOT_A_WORKBOOK)
    low = {name.lower() for name in names}
    if kind is Kind.XLSX and any(name.endswith("vbaproject.bin") for name in low):
        refuse(Code.MACROS)
    foreign = ("xl/embeddings/", "xl/activex/")
    embedded = [name for name in low if name.startswith(foreign) and name.endswith(".bin")]
    if embedded:
        refuse(Code.EMBEDDED, count=len(embedded))


def _old_kind(content: bytes) -> Code:
    """Which of the files in the old container it is; names inside it are UTF-16."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        return Code.ENCRYPTED
    names = ("Workbook", "Book")
    is_excel = any(name.encode("utf-16-le") in content for name in names)
    return Code.OLD_EXCEL if is_excel else Code.NOT_A_WORKBOOK


def _check_old(content: bytes) -> None:
    """Whether an old Excel file is whole enough to be tried; the reader does the rest."""
    found = _old_kind(content)
    if found is not Code.OLD_EXCEL:
        refuse(found)
    # Byte order and sector size are fixed; a header that says otherwise is made up.
    shift = int.from_bytes(content[30:32], "little")
    if len(content) < _SMALLEST_OLE or content[28:30] != b"\xfe\xff" or shift not in (9, 12):
        refuse(Code.DAMAGED)
    if _has_password(content):
        refuse(Code.ENCRYPTED)


def _has_password(content: bytes) -> bool:
    """Whether an old workbook says among its first records that the rest is encrypted."""
    at = max(content.find(mark) for mark in _FIRST_RECORDS)
    for _ in range(_LOOK_AT if at >= 0 else 0):
        record, length = struct.unpack_from("<2H", content, at) if at + 4 < len(content) else (0, 0)
        if record == _PASSWORD:
            return True
        at += 4 + length
    return False
