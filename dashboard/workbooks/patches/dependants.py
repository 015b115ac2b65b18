"""Formulas and pivot tables that use a cell that is to be written: their results would be old.

A workbook keeps the result of each of them, and only a spreadsheet program makes it anew. Until
then whoever opens the file would see another number than we read, so such a cell is left alone.
"""

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from typing import NamedTuple

from dashboard.errors import Trouble
from dashboard.workbooks.patches.formulas import Formula, formulas
from dashboard.workbooks.patches.naming import Meaning, Names, compared, names_of
from dashboard.workbooks.patches.pivots import counted, sources
from dashboard.workbooks.patches.references import told
from dashboard.workbooks.raw import Area, Place, address
from dashboard.workbooks.splicing.front import Front
from dashboard.workbooks.splicing.grid import Grid, data_span
from dashboard.workbooks.splicing.package import Package

_UNKNOWN = Meaning((), False)
_USED, _PIVOTED = "used", "pivoted"


@dataclass(frozen=True, slots=True)
class _Aim:
    """The cells of a sheet that are to be written, and the area around them."""

    sheet: str
    places: Set[Place]
    around: Area

    def within(self, area: Area) -> Place | None:
        """The first of the cells that an area holds."""
        top, left, bottom, right = area
        above, before, below, behind = self.around
        if bottom < above or below < top or right < before or behind < left:
            return None
        held = (p for p in self.places if top <= p[0] <= bottom and left <= p[1] <= right)
        return min(held, default=None)


class _User(NamedTuple):
    """What uses cells: how it is told, how far its text was moved, and what that refers to."""

    key: str
    name: str
    moved: Place
    meaning: Meaning


def refuse_used(package: Package, front: Front, wanted: Mapping[str, Set[Place]]) -> None:
    """Refuse cells that a formula of another cell or a pivot table uses, or may use."""
    aims = {compared(sheet): _aim(sheet, places) for sheet, places in wanted.items() if places}
    doubt: _User | None = None
    for user in _users(package, front, wanted):
        if (hit := _hit(user, aims)) is not None:
            sheet, place, (top, left, bottom, right) = hit
            source = f"{sheet}!{address(top, left)}:{address(bottom, right)}"
            name = source if user.key == _PIVOTED else user.name
            raise Trouble(f"patching.{user.key}", sheet=sheet, cell=address(*place), user=name)
        doubt = doubt or (None if user.meaning.sure else user)
    if doubt is not None:
        aim = next(iter(aims.values()))
        cell = address(*min(aim.places))
        raise Trouble(f"patching.may_be_{doubt.key}", sheet=aim.sheet, cell=cell, user=doubt.name)


def _users(package: Package, front: Front, wanted: Mapping[str, Set[Place]]) -> Iterator[_User]:
    """Every formula that stays, and every source of a pivot table."""
    names: Names | None = None
    for sheet, part in front.sheets.items():
        for formula, first in _others(package, part, wanted.get(sheet, frozenset())):
            names = names or names_of(package, front)
            begins, here = first.formula.place, formula.place
            moved = here[0] - begins[0], here[1] - begins[1]
            yield _User(_USED, f"{sheet}!{address(*here)}", moved, first.meaning(names, sheet))
    for source in sources(package, front):
        names = names or names_of(package, front)
        yield _User(_PIVOTED, source, (0, 0), counted(source, names))


class _First:
    """A formula as it is written for the first cell of those that share it."""

    __slots__ = ("_meaning", "formula")

    def __init__(self, formula: Formula) -> None:
        self.formula = formula
        self._meaning: Meaning | None = None

    @property
    def _is_silent(self) -> bool:
        """Whether its text does not say which cells it looks at."""
        kind, text = self.formula.kind, self.formula.text
        return kind == b"dataTable" or (kind == b"shared" and not text)

    def meaning(self, names: Names, sheet: str) -> Meaning:
        """What it refers to, seen from the first cell."""
        if self._meaning is None:
            read = told(self.formula.text)
            place = self.formula.place
            meant = names.meaning(read, sheet=compared(sheet), place=place)
            self._meaning = _UNKNOWN if self._is_silent else meant
        return self._meaning


def _others(package: Package, part: str, going: Set[Place]) -> Iterator[tuple[Formula, _First]]:
    """Every formula of a sheet that stays, with the one it shares its text with."""
    sheet = package.read(part) if package.has(part) else b""
    data = data_span(sheet)
    if data is None:
        return
    shared: dict[bytes, _First] = {}
    for formula in formulas(Grid(sheet, data)):
        first = _First(formula)
        if formula.kind == b"shared":
            if formula.text:
                shared[formula.group] = first
            first = shared.get(formula.group, first)
        if formula.place not in going:
            yield formula, first


def _hit(user: _User, aims: Mapping[str, _Aim]) -> tuple[str, Place, Area] | None:
    """The first cell to be written that something uses, with its sheet and the area it is in."""
    for sheets, reference in user.meaning.places:
        for sheet in sheets:
            if (aim := aims.get(sheet)) is None:
                continue
            area = reference.area(*user.moved)
            if (place := aim.within(area)) is not None:
                return aim.sheet, place, area
    return None


def _aim(sheet: str, places: Set[Place]) -> _Aim:
    rows, columns = zip(*places, strict=True)
    return _Aim(sheet, places, (min(rows), min(columns), max(rows), max(columns)))
