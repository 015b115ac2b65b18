"""What each different cell of a workbook says, read once each.

The reader gets a small workbook with the styles and texts of the sent one, and in its only
sheet every different cell below each other.
"""

from collections.abc import Iterator
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile

from python_calamine import CalamineWorkbook

from dashboard.workbooks.archive import Part
from dashboard.workbooks.package import Package
from dashboard.workbooks.plaincells import Keys

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_TYPES = (
    f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/></Types>'
)
_STRINGS, _STYLES = "xl/sharedStrings.xml", "xl/styles.xml"


def read_distinct(keys: Keys, package: Package) -> list[object]:
    """What the reader of values gives for each number: the shared texts, the keys from behind."""
    book = CalamineWorkbook.from_filelike(BytesIO(_workbook(keys, package)))
    sheet = book.get_sheet_by_index(0)
    told: list[object] = []
    if sheet.start is not None:
        told += (row[0] for row in sheet.iter_rows())
    # Cells that the reader takes for empty may stand last.
    told += [""] * (keys.texts + len(keys.cells) - len(told))
    return told


def _workbook(keys: Keys, package: Package) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_STORED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", _relations(("officeDocument", "xl/workbook.xml")))
        archive.writestr("xl/workbook.xml", _book(counts_from_1904=package.counts_from_1904))
        leads = [("worksheet", "worksheets/sheet1.xml")]
        for kind, name, part in (
            ("sharedStrings", _STRINGS, package.strings),
            ("styles", _STYLES, package.styles),
        ):
            if part is not None:
                leads.append((kind, name.removeprefix("xl/")))
                _copy(archive, name, package, part)
        archive.writestr("xl/_rels/workbook.xml.rels", _relations(*leads))
        archive.writestr("xl/worksheets/sheet1.xml", b"".join(_sheet(keys)))
    return out.getvalue()


def _copy(archive: ZipFile, name: str, package: Package, part: Part) -> None:
    with archive.open(name, "w") as copy:
        for chunk in package.archive.chunks(part):
            copy.write(chunk)


def _book(*, counts_from_1904: bool) -> str:
    dates = '<workbookPr date1904="1"/>' if counts_from_1904 else ""
    return (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_DOCUMENT}">{dates}<sheets>'
        '<sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>'
    )


def _relations(*leads: tuple[str, str]) -> str:
    found = (
        f'<Relationship Id="r{n}" Type="{_DOCUMENT}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(leads, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{"".join(found)}</Relationships>'


def _sheet(keys: Keys) -> Iterator[bytes]:
    """The sheet: every cell in a row of its own, which need not say where it stands."""
    yield f'<worksheet xmlns="{_MAIN}"><sheetData>'.encode()
    for cells in (
        [b' t="s"><v>%d</v>' % number for number in range(keys.texts)],
        keys.cells[:0:-1],
    ):
        if cells:
            yield b"<row><c"
            yield b"</c></row><row><c".join(cells)
            yield b"</c></row>"
    yield b"</sheetData></worksheet>"
