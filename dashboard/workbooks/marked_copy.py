"""The sender's own workbook back, with every wrong cell marked.

Only bytes that must change are changed: marked cells get a red clone of their own style and
a comment, and a new first sheet lists every finding. All other parts of the file are copied
as they were sent, compressed bytes and all: formats, formulas, charts and sheets we know
nothing about come back untouched, and the cost stays a few times that of unpacking.
"""

import re
import struct
import zlib
from collections.abc import Iterable, Mapping, Sequence
from zipfile import BadZipFile

from dashboard.errors import Trouble
from dashboard.language.told import tell_alike
from dashboard.language.words import Words
from dashboard.plan.findings import Finding, Severity
from dashboard.workbooks.marking.firstsheet import free_name, with_sheet_first
from dashboard.workbooks.marking.listing import MARK, list_sheet
from dashboard.workbooks.marking.sheet import SheetMarks, mark_sheet
from dashboard.workbooks.marking.styles import RedStyles
from dashboard.workbooks.raw import Place
from dashboard.workbooks.splicing.front import Front, front_of
from dashboard.workbooks.splicing.grid import column_of
from dashboard.workbooks.splicing.markup import Unchangeable
from dashboard.workbooks.splicing.package import Package
from dashboard.workbooks.splicing.relations import declare, relate
from dashboard.workbooks.splicing.styles import styles_part

# Excel grows slow with many comments; the list on the first sheet has no such limit.
COMMENTS = 2_000
_HEAD = 4_000
_LONGEST_COMMENT = 4_000
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_CELL = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")
_GRAVITY = (Severity.ERROR, Severity.WARNING, Severity.NOTICE)

Cells = Mapping[Place, Sequence[Finding]]


def mark(content: bytes, findings: Sequence[Finding], *, words: Words) -> bytes:
    """The workbook with its findings marked, in the language of `words`.

    Raises `Trouble` for a file that is no .xlsx or .xlsm, or is built in a way that cannot
    be marked without harm.
    """
    try:
        return _mark(Package(content), findings, words=words)
    except (Unchangeable, BadZipFile, ValueError, IndexError, struct.error, zlib.error) as error:
        raise Trouble("marked.trouble") from error


def _mark(package: Package, findings: Sequence[Finding], *, words: Words) -> bytes:
    front = front_of(package)
    where, part = styles_part(package, front)
    styles = RedStyles(part)
    by_sheet = _by_sheet(findings)
    noted = _noted(by_sheet)
    for name, cells in by_sheet.items():
        if name in front.sheets:
            notes = {place: _note(cells[place], words) for place in cells if (name, place) in noted}
            marks = SheetMarks(front.sheets[name], _marks(cells), notes, words("marked.author"))
            mark_sheet(package, front, marks, styles=styles)
    _add_list(package, front, findings, words=words, styles=styles)
    package.put(where, styles.part())
    return package.content()


def _by_sheet(findings: Iterable[Finding]) -> dict[str, dict[Place, list[Finding]]]:
    """Sheet → cell → everything found in it."""
    found: dict[str, dict[Place, list[Finding]]] = {}
    for finding in findings:
        place = _place(finding.cell)
        if finding.sheet is not None and place is not None:
            found.setdefault(finding.sheet, {}).setdefault(place, []).append(finding)
    return found


def _place(cell: str | None) -> Place | None:
    match = _CELL.fullmatch(cell or "")
    return (int(match[2]) - 1, column_of(match[1])) if match else None


def _noted(by_sheet: Mapping[str, Cells]) -> frozenset[tuple[str, Place]]:
    """The cells that get a comment: the gravest where there are more than we write."""
    cells = [
        (_gravest(found), name, place)
        for name, places in by_sheet.items()
        for place, found in places.items()
    ]
    if len(cells) > COMMENTS:
        cells = sorted(cells, key=lambda each: _GRAVITY.index(each[0]))[:COMMENTS]
    return frozenset((name, place) for _, name, place in cells)


def _gravest(found: Sequence[Finding]) -> Severity:
    if len(found) == 1:
        return found[0].severity
    return min((finding.severity for finding in found), key=_GRAVITY.index)


def _marks(cells: Cells) -> Mapping[int, Mapping[int, bool]]:
    marks: dict[int, dict[int, bool]] = {}
    for (row, column), found in cells.items():
        marks.setdefault(row, {})[column] = _gravest(found) is Severity.ERROR
    return marks


def _note(found: Sequence[Finding], words: Words) -> str:
    """One comment for everything that is wrong in a cell."""
    return "\n\n".join(_said(finding, words) for finding in found)[:_LONGEST_COMMENT]


def _said(finding: Finding, words: Words) -> str:
    told = tell_alike(finding, words)
    severity = words(f"findings.severity.{finding.severity.value}")
    return words("marked.comment", severity=severity, text=told.text, expected=told.expected)


def _earlier_list(package: Package, front: Front) -> str | None:
    """The list of a copy that was marked before: the new one takes its place."""
    first = next(iter(front.sheets.values()), None)
    is_ours = first is not None and f'codeName="{MARK}"'.encode() in package.head(first, _HEAD)
    return first if is_ours else None


def _add_list(
    package: Package, front: Front, findings: Sequence[Finding], *, words: Words, styles: RedStyles
) -> None:
    earlier = _earlier_list(package, front)
    part = earlier or package.free("xl/worksheets/sheet", ".xml")
    looks = styles.for_list()
    package.put(part, list_sheet(findings, words=words, styles=looks, space=front.space))
    if earlier is not None:
        return
    declare(package, part, _SHEET)
    id = relate(package, front.part, part, kind="worksheet", base=front.base)
    name = free_name(words("workbook.sheets.findings"), front)
    old = package.read(front.part)
    package.put(front.part, with_sheet_first(old, name=name, id=id, base=front.base))
