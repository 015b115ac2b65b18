"""What a file says, in lines: its tabs, their rows in blocks, and what the reader hides."""

from collections.abc import Generator, Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import islice

import orjson
from python_calamine import CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from dashboard.plan.findings import Code
from dashboard.workbooks.archive import Archive, open_archive
from dashboard.workbooks.commas import rows_of
from dashboard.workbooks.gate import Kind, let_in
from dashboard.workbooks.limits import Limits
from dashboard.workbooks.opendocument import check_document
from dashboard.workbooks.package import Package, Sheet, number_formats, open_package
from dashboard.workbooks.refusing import damaged, refuse, within
from dashboard.workbooks.repairing import raw_values
from dashboard.workbooks.scanning import Seen, scan
from dashboard.workbooks.shared import Strings, StringsWatch
from dashboard.workbooks.shownas import tells
from dashboard.workbooks.texts import Texts
from dashboard.workbooks.xmlwatch import Watch, watched

_BLOCK = 500
# The least a cell takes in its part.
_SHORTEST_CELL = 25
_XML = (".xml", ".rels")
_MOST_MARKS = 1_000
Row = list[object]


@dataclass(slots=True)
class Told:
    """What was found while a tab was told: cells with values, and places to look at again."""

    filled: int
    bottom: int
    odd: set[tuple[int, int]]
    marks: list[tuple[int, int, bool]]


def answers(content: bytes, *, filename: str, limits: Limits) -> Iterator[bytes]:
    """Every line of the answer for one file; raises `Unreadable` or what the reader raises."""
    kind = let_in(content, filename=filename, limits=limits)
    if kind in (Kind.XLSX, Kind.XLSM):
        yield from _excel(content, kind=kind, limits=limits)
    elif kind is Kind.CSV:
        yield from _plain(content, filename=filename, limits=limits)
    else:
        if kind is Kind.ODS:
            check_document(open_archive(content, limits=limits))
        yield from _other(content, limits=limits)
    yield orjson.dumps({"end": True})


def _excel(content: bytes, *, kind: Kind, limits: Limits) -> Iterator[bytes]:
    archive = open_archive(content, limits=limits)
    package, seen = examine(archive, kind=kind)
    yield orjson.dumps({"links": package.has_links})
    texts = Texts()
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    for sheet, found in zip(package.sheets, seen, strict=True):
        pages = [m for m in book.sheets_metadata if m.name == sheet.name]
        if len(pages) != 1:
            refuse(Code.READINGS_DIFFER, place=sheet.name, ours=1, theirs=len(pages))
        tab = book.get_sheet_by_name(sheet.name)
        yield orjson.dumps({"tab": sheet.name, "hidden": sheet.hidden})
        told = yield from _told(tab, texts)
        _compare(sheet, found, told)
        yield _closed(found, told, comments=sheet.has_comments, archive=archive, sheet=sheet)


def examine(archive: Archive, *, kind: Kind) -> tuple[Package, list[Seen]]:
    """Watch every part of a package and look through its sheets, before anything reads it."""
    package = open_package(archive, kind=kind)
    styles = number_formats(package)
    formats = {n: code for n, code in enumerate(styles) if tells(code)}
    strings = _strings(package)
    seen = [
        scan(
            archive.chunks(sheet.part),
            part=sheet.part.name,
            strings=strings,
            formats=formats,
            limits=archive.limits,
        )
        for sheet in package.sheets
    ]
    total = sum(found.filled for found in seen)
    within(total, archive.limits, "cells", code=Code.TOO_MANY_CELLS)
    read = {sheet.part.name for sheet in package.sheets}
    _watch_rest(archive, read | ({package.strings.name} if package.strings else set[str]()))
    return package, seen


def _strings(package: Package) -> Strings:
    limits = package.archive.limits
    if package.strings is None:
        return Strings()
    part = package.strings
    watch = StringsWatch(part.name, size=part.size, limits=limits)
    for chunk in package.archive.chunks(part):
        watch.take(chunk)
    strings = watch.finish()
    cells = sum(sheet.part.size for sheet in package.sheets) // _SHORTEST_CELL
    strings.settle(cells=cells, limits=limits)
    return strings


def _watch_rest(archive: Archive, read: set[str]) -> None:
    """Every other part is inflated to its end, and watched where it is XML."""
    for part in archive.parts:
        if part.name in read:
            continue
        if part.name.lower().endswith(_XML):
            watched(Watch(part.name, limits=archive.limits), archive.chunks(part))
        else:
            for _ in archive.chunks(part):
                pass


def _told(tab: CalamineSheet, texts: Texts, *, whole: bool = False) -> Generator[bytes, None, Told]:
    """The rows of a tab in blocks; answers what was found on the way.

    `whole` says that numbers may come as whole ones.
    """
    told = Told(0, -1, set(), [])
    start = tab.start
    if start is None:
        return told
    blank: list[object] = [0] * start[1]
    rows = tab.iter_rows()
    at = 0
    while block := list(islice(rows, _BLOCK)):
        if whole:
            block = [[float(v) if type(v) is int else v for v in row] for row in block]
        yield _block(block, texts, blank=blank, at=at, told=told)
        at += len(block)
    return told


def _block(block: list[Row], texts: Texts, *, blank: Row, at: int, told: Told) -> bytes:
    """One line: the texts that are new, and rows of numbers; texts are sent by their number."""
    coded: list[Row] = []
    for row in block:
        empty = row.count("")
        told.filled += len(row) - empty
        # Numbers are fractions and nothing else is, so that a whole number is a text's.
        cells: Row = [v if type(v) is float else texts[v] for v in row]
        coded.append(blank + cells if empty < len(row) else [])
    sent = orjson.dumps(coded)
    if b"null" in sent:
        told.odd.update(_no_numbers(coded, at=at))
    for row, column, number in texts.marked(coded):
        if number in texts.early:
            told.odd.add((at + row, column))
        elif len(told.marks) < _MOST_MARKS:
            told.marks.append((at + row, column, number in texts.controls))
    return b'{"texts":' + orjson.dumps(texts.fresh()) + b',"rows":' + sent + b"}"


def _no_numbers(rows: list[Row], *, at: int) -> Iterator[tuple[int, int]]:
    """Places of numbers that are none: they would be sent as nothing at all."""
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            if isinstance(value, float) and value - value != 0:
                yield at + number, column


def _compare(sheet: Sheet, found: Seen, told: Told) -> None:
    """Two readings of one sheet agree, or neither is believed.

    A text of blanks is an empty cell to the reader, except where its writer kept the blanks.
    """
    least = 0 if found.may_be_blank else found.filled
    if least <= told.filled <= found.filled + found.blank:
        return
    refuse(Code.READINGS_DIFFER, place=sheet.name, ours=found.filled, theirs=told.filled)


def _closed(found: Seen, told: Told, *, comments: bool, archive: Archive, sheet: Sheet) -> bytes:
    """What the reader of values hides, in one line behind the rows."""
    mended = raw_values(archive.chunks(sheet.part), told.odd) if told.odd else {}
    return orjson.dumps(
        {
            "close": {
                "failed": [[*place, text] for place, text in found.failed.items()],
                "waiting": [[*place, text] for place, text in found.waiting.items()],
                "mended": [[*place, mended.get(place, "")] for place in told.odd],
                "marks": told.marks[:_MOST_MARKS],
                "formats": found.formats.written(),
                "merged": found.merged,
                "hidden_rows": found.hidden_rows,
                "hidden_columns": found.hidden_columns,
                "comments": comments,
                "stray": found.stray,
            }
        }
    )


def _other(content: bytes, *, limits: Limits) -> Iterator[bytes]:
    """Old Excel and OpenDocument, as the reader alone understands them."""
    texts = Texts()
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    pages = [m for m in book.sheets_metadata if m.typ == SheetTypeEnum.WorkSheet]
    within(len(pages), limits, "sheets", code=Code.TOO_MANY_SHEETS)
    total = 0
    for page in pages:
        tab = book.get_sheet_by_name(page.name)
        hidden = page.visible != SheetVisibleEnum.Visible
        within(tab.height * tab.width, limits, "spread", code=Code.TOO_MANY_CELLS)
        yield orjson.dumps({"tab": page.name, "hidden": hidden})
        told = yield from _told(tab, texts, whole=True)
        total += told.filled
        within(total, limits, "cells", code=Code.TOO_MANY_CELLS)
        found = Seen(merged=[(*first, *last) for first, last in tab.merged_cell_ranges or ()])
        yield _closed_alone(found, told)
    if not pages:
        damaged()


def _closed_alone(found: Seen, told: Told) -> bytes:
    """The closing line of a tab nobody looked at twice: early dates are not believed."""
    close = {"merged": found.merged, "marks": told.marks, "mended": [[*p, ""] for p in told.odd]}
    return orjson.dumps({"close": close})


def _plain(content: bytes, *, filename: str, limits: Limits) -> Iterator[bytes]:
    """A text file with separators, as one tab named as the file is."""
    rows = rows_of(content, limits=limits)
    texts = Texts()
    name = filename.replace("\\", "/").rpartition("/")[2].rpartition(".")[0][:31]
    yield orjson.dumps({"tab": name, "hidden": False})
    told = Told(0, -1, set(), [])
    for at in range(0, len(rows), _BLOCK):
        yield _block(rows[at : at + _BLOCK], texts, blank=[], at=at, told=told)
    yield _closed_alone(Seen(), told)
