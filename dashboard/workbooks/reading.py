"""Reading a workbook: bytes in, cells with addresses out.

This runs in the reader's own process (`sandbox`): the library that reads can be brought down
by a file, and its panics are no exceptions.
"""

from collections.abc import Callable, Iterator
from functools import cache
from io import BytesIO
from typing import TypeVar

from python_calamine import CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from dashboard.plan.findings import Code, Finding
from dashboard.workbooks.archive import Archive, open_archive
from dashboard.workbooks.commas import rows_of
from dashboard.workbooks.distinct import read_distinct
from dashboard.workbooks.examining import examine
from dashboard.workbooks.gate import Kind, Limits, Unreadable, let_in
from dashboard.workbooks.gathering import Gathered, gather
from dashboard.workbooks.oldexcel import look_into
from dashboard.workbooks.opendocument import check_document
from dashboard.workbooks.package import Sheet, with_usual_names
from dashboard.workbooks.plaincells import Keys
from dashboard.workbooks.raw import (
    ExcelError,
    Raw,
    Tab,
    Uncalculated,
    Workbook,
    address,
)
from dashboard.workbooks.refusing import damaged, refuse, within
from dashboard.workbooks.repairing import raw_values, without
from dashboard.workbooks.sheetseen import Seen
from dashboard.workbooks.splicing.package import Package as PartsOf
from dashboard.workbooks.stamp import STAMP_SHEET, Stamp
from dashboard.workbooks.texts import Texts, plain

__all__ = ["Step", "Unreadable", "read_workbook"]

# The name of a step, and how large a share of it is done.
Step = Callable[[str, float], None]
_T = TypeVar("_T")
_Read = tuple[Tab, tuple[Finding, ...]]


def read_workbook(
    content: bytes,
    *,
    filename: str,
    limits: Limits | None = None,
    step: Step = lambda _, __: None,
) -> Workbook:
    """Every sheet of a workbook; raises `Unreadable`, or whatever the reader raises."""
    limits = limits or Limits()
    kind = let_in(content, filename=filename, limits=limits)
    if kind in (Kind.XLSX, Kind.XLSM):
        return _excel(content, filename, kind=kind, limits=limits, step=step)
    if kind is Kind.CSV:
        return _workbook(filename, [_plain(content, filename=filename, limits=limits)])
    return _workbook(filename, list(_other(content, kind=kind, limits=limits, step=step)))


def _workbook(filename: str, read: list[_Read], *, links: bool = False) -> Workbook:
    tabs = tuple(tab for tab, _ in read)
    linked = (Finding(Code.EXTERNAL_LINKS),) if links else ()
    return Workbook(filename, tabs, _stamp(tabs), (*linked, *(f for _, fs in read for f in fs)))


def _excel(content: bytes, filename: str, *, kind: Kind, limits: Limits, step: Step) -> Workbook:
    archive = open_archive(content, limits=limits)
    keys, texts = Keys(), Texts()
    examined = examine(archive, kind=kind, keys=keys, told=lambda share: step("gate", share))
    package, seen = examined.package, examined.seen
    told = _without_panic(lambda: read_distinct(keys, package))
    usual = with_usual_names(package, content)
    whole = cache(lambda: CalamineWorkbook.from_filelike(BytesIO(usual)))
    read: list[_Read] = []
    for done, (sheet, found) in enumerate(zip(package.sheets, seen, strict=True)):
        step("read", done / len(seen))
        gathered = None
        if found.cells is not None and told is not None:
            gathered = found.cells.gathered(told, texts)
        else:
            gathered = _without_panic(
                lambda name=sheet.name: _gathered(_page(whole(), name), texts, step=step)
            )
        if gathered is None:
            found = examined.again(sheet)  # noqa: PLW2901 - the same sheet, seen better
            gathered = _around_hard(usual, sheet, found, archive=archive, texts=texts, step=step)
        _compare(sheet, found, gathered)
        read.append(_tab(sheet, found, gathered, archive=archive))
    return _workbook(filename, read, links=package.has_links)


def _without_panic(work: Callable[[], _T]) -> _T | None:
    """What the reader gives, or None where one of the cells brings it down.

    Its panics are no `Exception`.
    """
    try:
        return work()
    except BaseException as error:
        if isinstance(error, (Unreadable, KeyboardInterrupt, SystemExit, MemoryError)):
            raise
        return None


def _around_hard(  # noqa: PLR0913 - each is one fact about the sheet
    content: bytes, sheet: Sheet, found: Seen, *, archive: Archive, texts: Texts, step: Step
) -> Gathered:
    """The sheet read without the cells that bring its reader down."""
    copy = PartsOf(content)
    rows = without(archive.chunks(sheet.part), found.hard.keys(), limits=archive.limits)
    copy.put_large(sheet.part.name, (rows,))
    book = CalamineWorkbook.from_filelike(BytesIO(copy.content()))
    gathered = _gathered(_page(book, sheet.name), texts, step=step)
    gathered.filled += len(found.hard)
    return gathered


def _page(book: CalamineWorkbook, name: str) -> CalamineSheet:
    pages = [m for m in book.sheets_metadata if m.name == name]
    if len(pages) != 1:
        refuse(Code.READINGS_DIFFER, place=name, ours=1, theirs=len(pages))
    return book.get_sheet_by_name(name)


def _gathered(tab: CalamineSheet, texts: Texts, *, step: Step) -> Gathered:
    if tab.start is None:
        return Gathered()
    return gather(
        tab.iter_rows(),
        texts,
        left=tab.start[1],
        width=tab.width,
        height=tab.total_height,
        told=lambda share: step("read", share),
    )


def _compare(sheet: Sheet, found: Seen, gathered: Gathered) -> None:
    """Two readings of one sheet agree, or neither is believed."""
    if found.filled != gathered.filled:
        facts = {"ours": found.filled, "theirs": gathered.filled}
        refuse(Code.READINGS_DIFFER, place=sheet.name, **facts)


def _tab(sheet: Sheet, found: Seen, gathered: Gathered, *, archive: Archive) -> _Read:
    """The tab with what the reader of values hides put back into it."""
    odd = gathered.odd - found.hard.keys()
    limits = archive.limits
    mended = raw_values(archive.chunks(sheet.part), odd, limits=limits) if odd else {}
    findings = tuple(_marks(sheet.name, gathered))
    gathered.put({place: _mended(mended.get(place, "")) for place in odd})
    gathered.put(found.hard)
    if found.stray:
        findings = (*findings, Finding(Code.STRAY_CELL, plain(sheet.name), found.stray))
    tab = _told(sheet.name, gathered, found, hidden=sheet.hidden, comments=sheet.has_comments)
    return tab, findings


def _told(
    name: str, gathered: Gathered, found: Seen, *, hidden: bool, comments: bool = False
) -> Tab:
    """The tab with what the reader of values hides put into it."""
    gathered.put({place: ExcelError(text) for place, text in found.failed.items()})
    gathered.put({place: Uncalculated(text) for place, text in found.waiting.items()})
    return Tab(
        plain(name),
        gathered.finished(),
        found.formats,
        hidden,
        merged=tuple(found.merged),
        hidden_rows=frozenset(found.hidden_rows),
        hidden_columns=frozenset(
            column
            for first, last in found.hidden_columns
            for column in range(first, min(last, 16_383) + 1)
        ),
        has_comments=comments,
    )


def _mended(text: str) -> Raw:
    """A number no calendar has, as the number it is; what is no number at all is an error."""
    try:
        number = float(text)
    except ValueError:
        return ExcelError(text or "#NUM!")
    return number if number - number == 0 else ExcelError(text)


def _marks(name: str, gathered: Gathered) -> Iterator[Finding]:
    """Texts with signs in them that nobody sees."""
    for row, column, is_control, signs in gathered.marks:
        code = Code.CONTROL_CHARACTER if is_control else Code.DIRECTION_MARK
        value = (gathered.columns[column] or ())[row]
        told = str(value or "").strip()[:80]
        yield Finding(code, plain(name), address(row, column), told, facts={"signs": signs})


def _other(content: bytes, *, kind: Kind, limits: Limits, step: Step) -> Iterator[_Read]:
    """Old Excel and OpenDocument: values from the reader, and what it hides from a look inside."""
    if kind is Kind.ODS:
        seen = check_document(open_archive(content, limits=limits))
    else:
        seen = look_into(content, limits=limits)
    texts = Texts()
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    pages = [m for m in book.sheets_metadata if m.typ == SheetTypeEnum.WorkSheet]
    within(len(pages), limits, "sheets", code=Code.TOO_MANY_SHEETS)
    total = 0
    for page in pages:
        tab = book.get_sheet_by_name(page.name)
        within(tab.height * tab.width, limits, "spread", code=Code.TOO_MANY_CELLS)
        gathered = _gathered(tab, texts, step=step)
        total += gathered.filled
        within(total, limits, "cells", code=Code.TOO_MANY_CELLS)
        found = seen.get(page.name)
        if found is None:
            refuse(Code.READINGS_DIFFER, place=page.name, ours=0, theirs=gathered.filled)
        found.merged += ((*first, *last) for first, last in tab.merged_cell_ranges or ())
        hidden = page.visible != SheetVisibleEnum.Visible
        gathered.put({place: texts[text] for place, text in found.hard.items()})
        yield _alone(page.name, gathered, found, hidden=hidden)
    if not pages:
        damaged()


def _alone(name: str, gathered: Gathered, found: Seen, *, hidden: bool = False) -> _Read:
    """A tab of which only the reader knows the values: early days are not believed."""
    findings = tuple(_marks(name, gathered))
    gathered.put({place: ExcelError("#NUM!") for place in gathered.odd})
    return _told(name, gathered, found, hidden=hidden), findings


def _plain(content: bytes, *, filename: str, limits: Limits) -> _Read:
    """A text file with separators, as one tab named as the file is."""
    rows = rows_of(content, limits=limits)
    name = filename.replace("\\", "/").rpartition("/")[2].rpartition(".")[0][:31]
    width = max(map(len, rows), default=0)
    within(len(rows) * width, limits, "spread", code=Code.TOO_MANY_CELLS)
    return _alone(name, gather(iter(rows), Texts(), width=width), Seen())


def _stamp(tabs: tuple[Tab, ...]) -> Stamp | None:
    for tab in tabs:
        name, version = tab.at(0, 0), tab.at(0, 1)
        if tab.name == STAMP_SHEET and isinstance(name, str) and isinstance(version, float):
            return Stamp(name, int(version))
    return None
