"""The rows of a plan that are tied to no goal, with what they say of themselves."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.plan.sheets import MAPPED
from dashboard.plan.tables import NOWHERE, PlanTable
from dashboard.workbooks.raw import address

# So many are kept with a draft; the others come up when these have their goals.
_KEPT = 2000
_LONGEST_TITLE, _LONGEST_TEXT = 300, 1200


@dataclass(frozen=True, slots=True)
class UntaggedRow:
    """A row without goals and targets; `row` is the number Excel shows.

    `cell` holds its title, empty where the title stands in no single cell. `titles` and
    `descriptions` are what it says in all languages, by which goals are suggested.
    """

    tab: str
    row: int
    cell: str
    title: str
    titles: str
    descriptions: str


@dataclass(frozen=True, slots=True)
class Untagged:
    """How many rows are tied to no goal, and the first of them."""

    total: int = 0
    rows: tuple[UntaggedRow, ...] = ()


NONE_UNTAGGED = Untagged()


def untagged_in(tables: Iterable[PlanTable]) -> Untagged:
    """The rows of these tables that are tied to nothing; one row of a sheet counts once."""
    found: dict[tuple[str, int], UntaggedRow] = {}
    seen: set[tuple[str, int]] = set()
    for table in tables:
        for at in _without(table):
            place = (table.tab, table.numbers[at])
            seen.add(place)
            if len(found) < _KEPT and place not in found and (row := _row(table, at)) is not None:
                found[place] = row
    return Untagged(len(seen), tuple(found.values()))


def told_untagged(untagged: Untagged) -> dict[str, Any]:
    """The rows as they are sent."""
    rows = [[r.tab, r.row, r.cell, r.title, r.titles, r.descriptions] for r in untagged.rows]
    return {"total": untagged.total, "rows": rows}


def untagged_told(told: Mapping[str, Any]) -> Untagged:
    """The rows as they were sent."""
    return Untagged(told["total"], tuple(UntaggedRow(*row) for row in told["rows"]))


def _without(table: PlanTable) -> Iterator[int]:
    if table.key not in MAPPED:
        return
    nothing = (None,) * len(table.numbers)
    goals, targets = (table.values.get(key, nothing) for key in ("goals", "targets"))
    titles = [table.values.get(key, nothing) for key in _keys("title")]
    for at, said in enumerate(zip(goals, targets, strict=True)):
        if not any(said) and any(column[at] for column in titles):
            yield at


def _row(table: PlanTable, at: int) -> UntaggedRow | None:
    titled = next((k for k in _keys("title") if table.values.get(k) and table.values[k][at]), None)
    if titled is None:
        return None
    title = str(table.values[titled][at])[:_LONGEST_TITLE]
    titles, descriptions = (_said(table, _keys(key), at) for key in ("title", "description"))
    cell = _cell(table, titled, at)
    return UntaggedRow(table.tab, table.numbers[at], cell, title, titles, descriptions)


def _cell(table: PlanTable, key: str, at: int) -> str:
    own = table.cells.get(key, {}).get(at)
    if own is not None or key not in table.places:
        return own or NOWHERE
    return address(table.numbers[at] - 1, table.places[key])


def _keys(name: str) -> Sequence[str]:
    return (f"{name}_da", f"{name}_en")


def _said(table: PlanTable, keys: Sequence[str], at: int) -> str:
    texts = (str(table.values[key][at] or "") for key in keys if key in table.values)
    return "\n".join(text[:_LONGEST_TEXT] for text in texts if text)
