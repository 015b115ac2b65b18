"""Formulas around a cell that gets a value: those that would be lost with it are kept."""

import re
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from html import unescape
from typing import cast

from openpyxl.formula.translate import Translator

from dashboard.errors import Trouble
from dashboard.workbooks.raw import Area, Place, address
from dashboard.workbooks.splicing.frame import area_of
from dashboard.workbooks.splicing.grid import Grid, column_of
from dashboard.workbooks.splicing.markup import Edit, Unchangeable, escaped, without_attribute

_ATTRIBUTE = re.compile(rb"""\s(t|si|ref)\s*=\s*["']([^"']*)["']""")
_ADDRESS = re.compile(rb"""\sr\s*=\s*["']\$?([A-Za-z]+)\$?(\d+)["']""")
# Written for many cells at once, so that one of them cannot be exchanged alone.
_WHOLE = (b"array", b"dataTable")


@dataclass(frozen=True, slots=True)
class Formula:
    """One formula: its cell, its kind, the group it shares its text with, and its area."""

    place: Place
    kind: bytes
    group: bytes
    area: Area | None
    text: str
    opening: bytes
    start: int
    end: int


def formulas(grid: Grid) -> Iterator[Formula]:
    """Every formula of a sheet, in the order of its cells."""
    shadow, prefix = grid.data.shadow, grid.data.prefix
    close = b"</%sf>" % prefix
    tag = re.compile(rb"<%sf(?=[\s/>])[^>]*>" % re.escape(prefix))
    for found in tag.finditer(shadow, grid.data.inner, grid.data.stop):
        given = dict[bytes, bytes](_ATTRIBUTE.findall(found[0]))
        inner = end = found.end()
        if not found[0].endswith(b"/>"):
            stop = shadow.find(close, inner)
            if stop < 0:
                raise Unchangeable
            end = stop + len(close)
        text = unescape(grid.part[inner : max(inner, end - len(close))].decode())
        yield Formula(
            _place(grid, found.start()),
            given.get(b"t", b""),
            given.get(b"si", b""),
            area_of(given.get(b"ref", b"").decode()),
            text,
            found[0],
            found.start(),
            end,
        )


def _place(grid: Grid, at: int) -> Place:
    shadow, tag = grid.data.shadow, b"<%sc" % grid.data.prefix
    start = shadow.rfind(tag, grid.data.inner, at)
    found = _ADDRESS.search(shadow, start, shadow.index(b">", start)) if start >= 0 else None
    if found is None:
        # A cell that does not say where it is; spreadsheets that calculate always do.
        raise Unchangeable
    return int(found[2]) - 1, column_of(found[1].decode())


def refuse_parts(known: Iterable[Formula], places: Set[Place], *, sheet: str) -> None:
    """Refuse a cell that is part of a formula for many cells."""
    for formula in known:
        if formula.kind not in _WHOLE or formula.area is None:
            continue
        top, left, bottom, right = formula.area
        if (top, left) == (bottom, right) and formula.kind == b"array":
            continue
        for row, column in places:
            if top <= row <= bottom and left <= column <= right:
                raise Trouble("patching.array", sheet=sheet, cell=address(row, column))


def set_free(known: Iterable[Formula], places: Set[Place]) -> Iterator[Edit]:
    """Give the cells that share their formula with one that goes the formula as their own."""
    shared = [formula for formula in known if formula.kind == b"shared"]
    going = {f.group: f for f in shared if f.text and f.place in places}
    for formula in shared:
        first = going.get(formula.group)
        if first is None or formula.place in places:
            continue
        if formula.text:
            raise Unchangeable
        yield Edit(formula.start, formula.end, _own(first, formula))


def _own(first: Formula, other: Formula) -> bytes:
    """The formula of one cell as it reads from another."""
    there = Translator(f"={first.text}", origin=address(*first.place))
    text = cast("str", there.translate_formula(address(*other.place)))  # pyright: ignore[reportUnknownMemberType]
    opening = other.opening
    for name in ("t", "si", "ref"):
        opening = without_attribute(opening, name)
    opening = opening.removesuffix(b">").removesuffix(b"/").rstrip()
    name = opening[1:].split(maxsplit=1)[0]
    return b"%s>%s</%s>" % (opening, escaped(text.removeprefix("=")), name)
