"""What the names in a workbook's formulas mean: its sheets, its named areas, its tables."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import unescape
from typing import NamedTuple

from openpyxl.utils import FORMULAE

from dashboard.workbooks.patches.references import (
    Corner,
    Reference,
    Told,
    columns_in,
    sheets_between,
    told,
)
from dashboard.workbooks.raw import Area, Place
from dashboard.workbooks.splicing.frame import area_of
from dashboard.workbooks.splicing.front import Front
from dashboard.workbooks.splicing.markup import tags
from dashboard.workbooks.splicing.package import Package
from dashboard.workbooks.splicing.relations import relations
from dashboard.workbooks.texts import plain

_MACROS = "vbaproject.bin"
# How newer functions are kept; all of them look only at what stands in their brackets.
_NEWER = ("_XLFN.", "_XLWS.", "_XLPM.")
_ESCAPED = re.compile(r"'(.)")


class Where(NamedTuple):
    """Areas of sheets that a formula refers to; `sheets` are names as they are compared."""

    sheets: Sequence[str]
    reference: Reference


class Meaning(NamedTuple):
    """All that a formula refers to; not `sure` where it may be more."""

    places: Sequence[Where]
    sure: bool


@dataclass(frozen=True, slots=True)
class _Table:
    sheet: str
    area: Area
    columns: Sequence[str]


@dataclass(frozen=True, slots=True)
class Names:
    """The names of a workbook; those that nobody uses cost nothing."""

    sheets: Sequence[str]
    defined: Mapping[str, Sequence[str]]
    tables: Mapping[str, _Table]
    has_macros: bool
    _known: dict[str, Meaning] = field(default_factory=dict[str, Meaning])

    def meaning(self, read: Told, /, *, sheet: str, place: Place) -> Meaning:
        """What a formula in a cell refers to."""
        sure, found = read.sure, list[Where]()
        for reference in read.references:
            sheets = self._between(reference.sheet) if reference.sheet else (sheet,)
            sure = sure and bool(sheets)
            found.append(Where(sheets, reference))
        for name, inner in read.tables:
            table = self.tables.get(name.casefold())
            sure = sure and table is not None
            if table is not None:
                found.append(Where((table.sheet,), _in_table(table, inner, place)))
        for name in self._names_of(read):
            named = self._named(name.casefold())
            sure = sure and named.sure
            found.extend(named.places)
        return Meaning(found, sure and not self._may_run(read))

    def _names_of(self, read: Told) -> Iterator[str]:
        """The names in a formula, and those that it calls as functions."""
        yield from read.names
        yield from (call for call in read.calls if call.casefold() in self.defined)

    def _may_run(self, read: Told) -> bool:
        """Whether a macro of the workbook itself may give a value: it can look anywhere."""
        return self.has_macros and any(
            call.upper() not in FORMULAE
            and not call.upper().startswith(_NEWER)
            and call.casefold() not in self.defined
            for call in read.calls
        )

    def _named(self, name: str) -> Meaning:
        """What a name stands for, and the names in it, and so on."""
        if name not in self._known:
            self._known[name] = self._followed(name)
        return self._known[name]

    def _followed(self, name: str) -> Meaning:
        found, seen, waiting = list[Where](), set[str](), [name]
        while waiting:
            each = waiting.pop()
            if each in seen:
                continue
            seen.add(each)
            if each not in self.defined:
                return Meaning((), False)
            for text in self.defined[each]:
                read = told(text)
                # An area that moves with the cell it is read from is not known by its text.
                plainly = read.sure and not read.tables and all(r.stays for r in read.references)
                own = Told(read.references, (), (), (), plainly and not self._may_run(read))
                meant = self.meaning(own, sheet="", place=(0, 0))
                if not meant.sure:
                    return Meaning((), False)
                found.extend(meant.places)
                waiting.extend(other.casefold() for other in self._names_of(read))
        return Meaning(found, True)

    def _between(self, sheet: str) -> Sequence[str]:
        """The sheets from one to another as their tabs lie; none where one is not there."""
        ends = [compared(end) for end in sheets_between(sheet)]
        if not all(end in self.sheets for end in ends):
            return ()
        first, last = sorted(self.sheets.index(end) for end in ends)
        return self.sheets[first : last + 1]


def names_of(package: Package, front: Front) -> Names:
    """The names of a workbook."""
    return Names(
        [compared(name) for name in front.sheets],
        _defined(package.read(front.part)),
        dict(_tables(package, front)),
        any(name.rpartition("/")[2].casefold() == _MACROS for name in package.names),
    )


def compared(sheet: str) -> str:
    """A sheet's name as it is compared: large and small letters are the same."""
    return plain(sheet).casefold()


def _defined(part: bytes) -> Mapping[str, Sequence[str]]:
    """Name → what it stands for; a sheet may have a meaning of its own, and each counts."""
    found: dict[str, list[str]] = {}
    for tag in tags(part):
        if tag.name == "definedName":
            text = unescape(part[tag.inner : tag.stop].decode())
            found.setdefault(tag.attributes.get("name", "").casefold(), []).append(text)
    return found


def _tables(package: Package, front: Front) -> Iterator[tuple[str, _Table]]:
    for sheet, part in front.sheets.items():
        for each in relations(package, part):
            if each.kind != "table" or not package.has(each.part):
                continue
            inside = tags(package.read(each.part))
            given = inside[0].attributes
            area = area_of(given.get("ref", ""))
            columns = [t.attributes.get("name", "") for t in inside if t.name == "tableColumn"]
            if area is not None:
                table = _Table(compared(sheet), area, [name.casefold() for name in columns])
                for key in ("name", "displayName"):
                    yield given.get(key, "").casefold(), table


def _in_table(table: _Table, inner: str, place: Place) -> Reference:
    """The part of a table that is meant; the whole of it where that is not plain."""
    top, left, bottom, right = table.area
    parts = [part for part in columns_in(inner) if part]
    is_row = any(part.casefold() == "#this row" for part in parts)
    if is_row:
        top = bottom = place[0]
    named = [_ESCAPED.sub(r"\1", p).casefold() for p in parts if not p.startswith("#")]
    if named and all(name in table.columns for name in named):
        places = [left + table.columns.index(name) for name in named]
        left, right = min(places), max(places)
    return Reference(
        "", Corner(top, left, not is_row, True), Corner(bottom, right, not is_row, True)
    )
