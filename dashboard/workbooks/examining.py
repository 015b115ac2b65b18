"""The look into every part of a package, before anything reads it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from dashboard.plan.findings import Code
from dashboard.workbooks.archive import Archive
from dashboard.workbooks.gate import Kind
from dashboard.workbooks.package import Package, Sheet, number_formats, open_package
from dashboard.workbooks.plaincells import Keys, PlainCells
from dashboard.workbooks.refusing import within
from dashboard.workbooks.scanning import scan
from dashboard.workbooks.shared import Strings, StringsWatch
from dashboard.workbooks.sheetseen import Seen
from dashboard.workbooks.shownas import is_only_number, tells
from dashboard.workbooks.xmlwatch import Watch, watched

# The least a cell takes in its part.
_SHORTEST_CELL = 25
_XML = (".xml", ".rels")

Told = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class Examined:
    """A package that was looked through: what each of its sheets holds besides its values."""

    package: Package
    seen: Sequence[Seen]
    strings: Strings
    formats: Mapping[int, str]

    def again(self, sheet: Sheet) -> Seen:
        """A more thorough look at a sheet that brought its reader down."""
        return _scanned(self.package, sheet, self.strings, self.formats, thorough=True)


def examine(
    archive: Archive, *, kind: Kind, keys: Keys | None = None, told: Told = lambda _: None
) -> Examined:
    """Watch every part of a package and look through its sheets, before anything reads it.

    `keys` are what different cells hold, where plain sheets are to be read on the way;
    `told` hears after each sheet how large a share of all sheets has been looked through.
    """
    package = open_package(archive, kind=kind)
    styles = number_formats(package)
    formats = {n: code for n, code in enumerate(styles) if code and tells(code)}
    plain = [n for n, code in enumerate(styles) if is_only_number(code)]
    strings = _strings(package)
    whole = sum(sheet.part.size for sheet in package.sheets) or 1
    seen: list[Seen] = []
    done = 0
    for sheet in package.sheets:
        cells = (
            None
            if keys is None
            else PlainCells(keys, plain_styles=plain, texts=len(strings.lengths))
        )
        seen.append(_scanned(package, sheet, strings, formats, cells=cells))
        done += sheet.part.size
        told(done / whole)
    total = sum(found.filled for found in seen)
    within(total, archive.limits, "cells", code=Code.TOO_MANY_CELLS)
    read = {sheet.part.name for sheet in package.sheets}
    _watch_rest(archive, read | ({package.strings.name} if package.strings else set[str]()))
    return Examined(package, seen, strings, formats)


def _scanned(  # noqa: PLR0913 - each is one fact about the sheet or its workbook
    package: Package,
    sheet: Sheet,
    strings: Strings,
    formats: Mapping[int, str],
    *,
    cells: PlainCells | None = None,
    thorough: bool = False,
) -> Seen:
    return scan(
        package.archive.chunks(sheet.part),
        part=sheet.part.name,
        strings=strings,
        formats=formats,
        limits=package.archive.limits,
        cells=cells,
        thorough=thorough,
    )


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
