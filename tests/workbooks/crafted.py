"""Workbooks put together part by part, for what no spreadsheet program would write."""

import struct
from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
SHEET = "xl/worksheets/sheet1.xml"


def sheet(rows: str = "", *, before: str = "", after: str = "") -> str:
    """A sheet part around the XML of its rows."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="{MAIN}">{before}'
        f"<sheetData>{rows}</sheetData>{after}</worksheet>"
    )


ROWS = '<row r="1"><c r="A1"><v>1</v></c><c r="B1" t="inlineStr"><is><t>to</t></is></c></row>'


def parts(
    rows: str = ROWS,
    *,
    before: str = "",
    after: str = "",
    strings: str | None = None,
    formats: tuple[str, ...] = (),
    book: str = "",
) -> dict[str, str | bytes]:
    """The parts of a small workbook with one sheet."""
    codes = "".join(
        f'<numFmt numFmtId="{n}" formatCode="{code}"/>' for n, code in enumerate(formats, 164)
    )
    styles = "".join(f'<xf numFmtId="{n}"/>' for n in (0, *range(164, 164 + len(formats))))
    links = "".join(
        f'<Relationship Id="r{n}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(
            (
                ("worksheet", "worksheets/sheet1.xml"),
                ("styles", "styles.xml"),
                ("sharedStrings", "sharedStrings.xml"),
            )
        )
    )
    types = "".join(
        f'<Override PartName="/xl/{name}.xml" ContentType="{_TYPE}.{kind}+xml"/>'
        for name, kind in (
            ("workbook", "sheet.main"),
            ("worksheets/sheet1", "worksheet"),
            ("styles", "styles"),
            ("sharedStrings", "sharedStrings"),
        )
    )
    return {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">{types}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r" '
        f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{_OFFICE}">{book}<sheets>'
        '<sheet name="Ark1" sheetId="1" r:id="r0"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{links}'
        "</Relationships>",
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><numFmts>{codes}</numFmts>'
        f"<cellXfs>{styles}</cellXfs></styleSheet>",
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{strings or ""}</sst>',
        SHEET: sheet(rows, before=before, after=after),
    }


def zipped(content: Mapping[str, str | bytes], *more: tuple[str | ZipInfo, str | bytes]) -> bytes:
    """Parts as a zip, with others behind them that may repeat a name."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, part in (*content.items(), *more):
            archive.writestr(name, part)
    return out.getvalue()


def crafted(rows: str = ROWS, **more: str) -> bytes:
    """A small workbook with these rows; the rest as for `parts`."""
    return zipped(parts(rows, **more))  # type: ignore[arg-type]


def replaced(name: str, part: str | bytes) -> bytes:
    """A small workbook with one part exchanged."""
    return zipped({**parts(), name: part})


def old_excel(*records: tuple[int, bytes]) -> bytes:
    """The least of an old Excel file: its container's header and its first records."""
    head = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16) + struct.pack("<HHHH", 0x3E, 3, 0xFFFE, 9)
    first = struct.pack("<HHHHHH", 0x809, 16, 0x600, 5, 0, 0) + bytes(8)
    body = first + b"".join(struct.pack("<HH", kind, len(data)) + data for kind, data in records)
    return head.ljust(512, b"\x00") + body.ljust(1024, b"\x00") + "Workbook".encode("utf-16-le")


def open_document(content: str, *, manifest: str = "") -> bytes:
    """A small OpenDocument spreadsheet around the XML of its table."""
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    space = "urn:oasis:names:tc:opendocument:xmlns"
    body = (
        f'<office:document-content xmlns:office="{space}:office:1.0" '
        f'xmlns:table="{space}:table:1.0" xmlns:text="{space}:text:1.0"><office:body>'
        f'<office:spreadsheet><table:table table:name="Ark1">{content}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    listed = f'<m:manifest xmlns:m="{space}:manifest:1.0">{manifest}</m:manifest>'
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        archive.writestr("mimetype", kind)
        archive.writestr("content.xml", body)
        archive.writestr("META-INF/manifest.xml", listed)
    return out.getvalue()


def record(kind: int, form: str = "", *values: int | float, more: bytes = b"") -> bytes:
    """A record of an old Excel file: its kind, its length and what it holds."""
    data = struct.pack(f"<{form}", *values) + more
    return struct.pack("<HH", kind, len(data)) + data


def old_workbook(
    *cells: bytes, formats: tuple[str, ...] = (), name: str = "Ark1", before: bytes = b""
) -> bytes:
    """A whole old Excel file around the records of its only sheet; style n has format n."""
    end, begin = record(0x0A), (0x809, "HHHHLL", 0x600)
    first = record(*begin, 5, 0, 0, 0, 6) + before
    codes = b"".join(
        record(0x41E, "HHB", n, len(code), 0, more=code.encode())
        for n, code in enumerate(formats, 164)
    )
    styles = b"".join(
        record(0xE0, "HHH", 0, n, 0, more=bytes(14)) for n in (0, *range(164, 164 + len(formats)))
    )
    at = len(first + codes + styles + end) + 4 + 8 + len(name)
    listed = record(0x85, "LBBBB", at, 0, 0, len(name), 0, more=name.encode())
    sheet_part = record(*begin, 16, 0, 0, 0, 6) + b"".join(cells) + end
    book = first + codes + styles + listed + end + sheet_part
    return _in_sectors(book.ljust(4096, b"\x00"))


def _in_sectors(book: bytes) -> bytes:
    """A stream called Workbook in the container of old office files."""
    book = book.ljust(-(-len(book) // 512) * 512, b"\x00")
    many = len(book) // 512
    none, over = 0xFFFFFFFF, 0xFFFFFFFE
    head = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16)
    head += struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<LLLLLLLLL", 0, 1, 1, 0, 4096, over, 0, over, 0)
    head += struct.pack("<109L", 0, *[none] * 108)
    follows = [0xFFFFFFFD, over, *range(3, many + 2), over]
    table = struct.pack("<128L", *follows, *[none] * (128 - len(follows)))
    entries = _entry("Root Entry", 5, over, 0, child=1) + _entry("Workbook", 2, 2, len(book))
    return head + table + entries.ljust(512, b"\x00") + book


def _entry(name: str, kind: int, start: int, size: int, *, child: int = 0xFFFFFFFF) -> bytes:
    coded = (name + "\x00").encode("utf-16-le")
    links = struct.pack("<LLL", 0xFFFFFFFF, 0xFFFFFFFF, child)
    head = coded.ljust(64, b"\x00") + struct.pack("<HBB", len(coded), kind, 1) + links
    return head + bytes(36) + struct.pack("<LLL", start, size, 0)
