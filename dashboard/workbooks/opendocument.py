"""The gate's look into an OpenDocument file: what it is, and what a reader of values hides.

The reader gives a failed formula as a text or a number, and forgets how numbers are shown.
"""

import re
from collections.abc import Iterator, Mapping

from dashboard.plan.findings import Code
from dashboard.workbooks.archive import Archive
from dashboard.workbooks.limits import Limits
from dashboard.workbooks.raw import Place, address
from dashboard.workbooks.refusing import damaged, refuse, unsafe, within
from dashboard.workbooks.sheetseen import COLUMNS, ROWS, Seen
from dashboard.workbooks.shownas import Runs
from dashboard.workbooks.xmlwatch import Attributes, Listed, Watch, watched

_MIMETYPE = b"application/vnd.oasis.opendocument.spreadsheet"
_SPACE = "urn:oasis:names:tc:opendocument:xmlns:"
_TABLE, _OFFICE, _TEXT = (f"{_SPACE}{name}:1.0 " for name in ("table", "office", "text"))
_CALC = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 "
# What a cell of a kind keeps its value in; the reader takes the first that it meets.
_VALUES = {
    **dict.fromkeys(("float", "percentage", "currency"), f"{_OFFICE}value"),
    "date": f"{_OFFICE}date-value",
    "time": f"{_OFFICE}time-value",
    "boolean": f"{_OFFICE}boolean-value",
    "string": f"{_OFFICE}string-value",
}
_ALL_VALUES = frozenset(_VALUES.values())
_HIDDEN = frozenset(("collapse", "filter"))
_ERROR = re.compile(r"#[A-ZÆØÅ0-9/]+[!?]?|(?:Err|Fejl|Fel):\d+")
_SHOWN = re.compile(r"-?[\d.,\s\u00a0\u202f']*?(?:[.,](\d+))?\s*%?")
# Signs in a text that the reader passes over, so that words grow together.
_SIGNS = {"tab": "\t", "line-break": "\n"}
_LONGEST_SHOWN = 40


def check_document(archive: Archive) -> Mapping[str, Seen]:
    """What each sheet holds besides its values, by its name.

    Refuses what is no spreadsheet, is encrypted, or grows without measure when read.
    """
    mimetype = archive.part("mimetype")
    if mimetype is None or not b"".join(archive.chunks(mimetype)).startswith(_MIMETYPE):
        refuse(Code.NOT_A_WORKBOOK)
    _check_encryption(archive)
    content = _Content("content.xml", limits=archive.limits)
    for part in archive.parts:
        chunks = archive.chunks(part)
        if part.name == "content.xml":
            watched(content, chunks)
        elif part.name.lower().endswith(".xml"):
            watched(Watch(part.name, limits=archive.limits), chunks)
        else:
            for _ in chunks:
                pass
    return content.sheets


def _check_encryption(archive: Archive) -> None:
    manifest = archive.part("META-INF/manifest.xml")
    if manifest is None:
        return
    watch = Listed(manifest.name, limits=archive.limits)
    if watched(watch, archive.chunks(manifest)).named("encryption-data"):
        refuse(Code.ENCRYPTED)


class _Content(Watch):
    """The part with the cells; each counts as often as it is repeated."""

    def __init__(self, part: str, *, limits: Limits) -> None:
        super().__init__(part, limits=limits)
        self.sheets: dict[str, Seen] = {}
        self._seen = Seen()
        self._cells = self._letters = self._noted = 0
        self._row = self._column = self._at = self._wide = 0
        self._rows = self._many = 1
        self._kind: str | None = None
        self._cell: Attributes | None = None
        self._text: list[str] | None = None
        self._remark = self._has_signs = False
        self._parser.CommentHandler = self._parser.ProcessingInstructionHandler = self._noise
        self._parser.StartCdataSectionHandler = self._noise
        self.hear_text()

    def started(self, name: str, attributes: Attributes) -> None:
        """A sheet, a row, a column or a cell begins, or a text in one."""
        if name in ("table-cell", "covered-table-cell"):
            self._open(attributes)
        elif name == "table-row":
            self._column, self._rows = 0, _repeated(attributes, "rows")
            if attributes.get(f"{_TABLE}visibility") in _HIDDEN and self._row < ROWS:
                last = min(self._row + self._rows, ROWS)
                self._seen.hidden_rows.extend(range(self._row, last))
        elif name == "table-column":
            many = _repeated(attributes, "columns")
            if attributes.get(f"{_TABLE}visibility") in _HIDDEN:
                self._seen.hidden_columns.append((self._at, self._at + many - 1))
            self._at += many
        elif name == "table" and self._cell is None:
            self._begin(attributes)
        elif self._cell is not None:
            self._inside(name, attributes)

    def ended(self, name: str) -> None:
        """A cell ends, or the row around it."""
        if name in ("table-cell", "covered-table-cell") and self._cell is not None:
            self._close(self._cell)
            self._cell, self._text = None, None
            self._column += self._many
        elif name == "table-row":
            self._row += self._rows
        elif name == "annotation":
            self._remark = False

    def said(self, text: str) -> None:
        """Text that a cell shows."""
        if self._text is not None and not self._remark:
            self._text.append(text)
            self._wide += len(text)
            if self._wide > self.limits.text:
                within(self._wide, self.limits, "text")

    def _begin(self, attributes: Attributes) -> None:
        within(len(self.sheets) + 1, self.limits, "sheets", code=Code.TOO_MANY_SHEETS)
        name = attributes.get(f"{_TABLE}name", "")
        if name in self.sheets:
            unsafe("sheet_twice", part=name)
        self._seen = self.sheets[name] = Seen()
        self._row = self._column = self._at = 0

    def _open(self, attributes: Attributes) -> None:
        self._many = _repeated(attributes, "columns")
        self._kind = attributes.get(f"{_OFFICE}value-type")
        self._cell, self._text, self._wide = attributes, [], 0
        self._has_signs = False
        values = _ALL_VALUES & attributes.keys()
        if values - {_VALUES.get(self._kind or "", "")}:
            self._refuse()
        if self._kind is not None:
            self._cells += self._many * self._rows
            within(self._cells, self.limits, "cells", code=Code.TOO_MANY_CELLS)

    def _inside(self, name: str, attributes: Attributes) -> None:
        if name == "annotation":
            self._remark = True
        elif name == "s" and not self._remark:
            many = _whole(attributes.get(f"{_TEXT}c", "1"))
            self._wide += many
            within(self._wide, self.limits, "text")
            self._say(" " * many)
        elif name in _SIGNS and not self._remark:
            self._has_signs = True
            self._say(_SIGNS[name])
        elif name == "p" and self._text:
            self._say("\n")

    def _say(self, text: str) -> None:
        if self._text is not None:
            self._text.append(text)

    def _close(self, cell: Attributes) -> None:
        """Note what the value alone does not say."""
        shown = "".join(self._text or ()).strip()
        self._letters += len(shown) * self._many * self._rows
        within(self._letters, self.limits, "texts")
        formula = cell.get(f"{_TABLE}formula")
        if cell.get(f"{_CALC}value-type") == "error" or (formula and _ERROR.fullmatch(shown)):
            self._note(self._seen.failed, shown or "#")
        elif formula is not None and self._kind is None and not shown:
            self._note(self._seen.waiting, formula.partition(":")[2] or formula)
        elif self._has_signs and self._kind == "string" and f"{_OFFICE}string-value" not in cell:
            text = "".join(self._text or ())
            self._seen.hard.update(dict.fromkeys(self._places(), text))
        elif self._kind in ("float", "percentage", "currency"):
            code = _shown_as(shown, cell.get(f"{_OFFICE}value", ""), kind=self._kind)
            if code is not None:
                self._note(self._seen.formats, code)
        wide = _whole(cell.get(f"{_TABLE}number-columns-spanned", "1"))
        high = _whole(cell.get(f"{_TABLE}number-rows-spanned", "1"))
        if wide * high > 1:
            within(len(self._seen.merged) + 1, self.limits, "items", what="merges")
            bottom, right = self._row + high - 1, self._column + wide - 1
            if bottom >= ROWS or right >= COLUMNS:
                refuse(Code.OUTSIDE_GRID, place=address(bottom, right))
            self._seen.merged.append((self._row, self._column, bottom, right))

    def _note(self, where: Runs, text: str) -> None:
        for place in self._places():
            where.add(place, text)

    def _places(self) -> Iterator[Place]:
        """The places of the cell and of all its repeats."""
        for column in range(self._column, min(self._column + self._many, COLUMNS)):
            last = min(self._row + self._rows, ROWS)
            self._noted += last - self._row
            within(self._noted, self.limits, "cells", code=Code.TOO_MANY_CELLS)
            for row in range(self._row, last):
                yield row, column

    def _noise(self, *_: object) -> None:
        """A remark in the middle of a text: the reader takes only what is around it."""
        if self._cell is not None and not self._remark:
            self._refuse()

    def _refuse(self) -> None:
        unsafe("value", part=address(min(self._row, ROWS), min(self._column, COLUMNS)))


def _shown_as(shown: str, value: str, *, kind: str) -> str | None:
    """The number format that shows a number as this text: its decimals, and per cent."""
    found = _SHOWN.fullmatch(shown) if len(shown) <= _LONGEST_SHOWN else None
    many = len(found[1] or "") if found else 0
    factor = 100 if kind == "percentage" else 1
    digits = re.sub(r"\D", "", shown)
    try:
        # What stands behind the last separator may as well be thousands.
        if many and re.sub(r"\D", "", f"{float(value) * factor:.{many}f}") != digits:
            many = 0
    except ValueError:
        many = 0
    if not many and kind != "percentage":
        # 007 is shown with zeros in front; an ordinary number says nothing more.
        return "0" * len(digits) if digits.startswith("0") and shown == digits != "0" else None
    decimals = "." + "0" * many if many else ""
    return f"0{decimals}%" if kind == "percentage" else f"0{decimals}"


def _repeated(attributes: Attributes, what: str) -> int:
    return _whole(attributes.get(f"{_TABLE}number-{what}-repeated", "1"))


def _whole(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 12):
        damaged(text[:40])
    return int(text)
