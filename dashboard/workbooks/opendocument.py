"""The gate's look into an OpenDocument file: what it is, and what its repeats grow to."""

from dashboard.plan.findings import Code
from dashboard.workbooks.archive import Archive
from dashboard.workbooks.limits import Limits
from dashboard.workbooks.refusing import damaged, refuse, within
from dashboard.workbooks.xmlwatch import Attributes, Listed, Watch, watched

_MIMETYPE = b"application/vnd.oasis.opendocument.spreadsheet"
_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 "


def check_document(archive: Archive) -> None:
    """Refuse what is no spreadsheet, is encrypted, or grows without measure when read."""
    mimetype = archive.part("mimetype")
    if mimetype is None or not b"".join(archive.chunks(mimetype)).startswith(_MIMETYPE):
        refuse(Code.NOT_A_WORKBOOK)
    _check_encryption(archive)
    for part in archive.parts:
        chunks = archive.chunks(part)
        if part.name == "content.xml":
            watched(_Content(part.name, limits=archive.limits), chunks)
        elif part.name.lower().endswith(".xml"):
            watched(Watch(part.name, limits=archive.limits), chunks)
        else:
            for _ in chunks:
                pass


def _check_encryption(archive: Archive) -> None:
    manifest = archive.part("META-INF/manifest.xml")
    if manifest is None:
        return
    watch = Listed(manifest.name, limits=archive.limits)
    if watched(watch, archive.chunks(manifest)).named("encryption-data"):
        refuse(Code.ENCRYPTED)


class _Content(Watch):
    """The part with the cells, counted with their repeats."""

    def __init__(self, part: str, *, limits: Limits) -> None:
        super().__init__(part, limits=limits)
        self._cells = 0
        self._rows = 1
        self._sheets = 0

    def started(self, name: str, attributes: Attributes) -> None:
        """Count a cell as often as it is repeated."""
        if name == "table-row":
            self._rows = _whole(attributes.get(f"{_TABLE}number-rows-repeated", "1"))
        elif name == "table-cell" and f"{_OFFICE}value-type" in attributes:
            many = _whole(attributes.get(f"{_TABLE}number-columns-repeated", "1"))
            self._cells += many * self._rows
            within(self._cells, self.limits, "cells", code=Code.TOO_MANY_CELLS)
        elif name == "table":
            self._sheets += 1
            within(self._sheets, self.limits, "sheets", code=Code.TOO_MANY_SHEETS)


def _whole(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 12):
        damaged(text[:40])
    return int(text)
