"""The international cooperation of an edition: what is part of what, and what is tied to each."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dashboard.flows.open_edition import OpenEdition
from dashboard.flows.show_rows import Row, find
from dashboard.plan.kinds import CooperationKind
from dashboard.plan.records import Record
from dashboard.plan.sheets import SheetKey
from dashboard.plan.status import Progress
from dashboard.progress.frame import Tables


@dataclass(frozen=True, slots=True)
class Cooperation:
    """One cooperation with the rows that say how far it is; `depth` is 0 where it stands alone."""

    record: Record
    parent: str | None
    depth: int
    actions: tuple[Row, ...]
    indicators: tuple[Row, ...]

    @property
    def id(self) -> str:
        """What the row is called in the workbook."""
        return self.record.text("id") or ""

    @property
    def is_promise(self) -> bool:
        """Whether the city has committed itself to something there."""
        told = self.record.text("commitment_da") or self.record.text("commitment_en")
        return bool(told) or self.record.text("kind") == CooperationKind.COMMITMENT

    @property
    def is_reported(self) -> bool:
        """Whether anything tied to it says how far the city is."""
        return any(_says_something(row) for row in (*self.actions, *self.indicators))

    @property
    def since(self) -> str | None:
        """When it began, as exactly as the workbook says."""
        return self.record.text("since")

    @property
    def due(self) -> int | None:
        """The last year that an ambition tied to it names."""
        series = (row.outcome.series for row in self.indicators if row.outcome)
        years = [s.ambition.year for s in series if s.ambition and s.ambition.year]
        return max(years, default=None)


def _says_something(row: Row) -> bool:
    mark = row.mark
    return mark.is_verdict if isinstance(mark, Progress) else bool(mark and mark.is_reported)


def cooperations(opened: OpenEdition) -> tuple[Cooperation, ...]:
    """Every cooperation, each directly after the one it is part of."""
    tables = opened.summary.tables
    records = {r.text("id") or "": r for r in tables.records(SheetKey.COOPERATION)}
    parents = _parents(records)
    actions = _tied(tables, SheetKey.ACTIONS, "contribution", records)
    indicators = _tied(tables, SheetKey.INDICATORS, "measures", records)
    return tuple(
        Cooperation(
            record=records[identifier],
            parent=parents.get(identifier),
            depth=depth,
            actions=_rows(opened, SheetKey.ACTIONS, actions.get(identifier, ())),
            indicators=_rows(opened, SheetKey.INDICATORS, indicators.get(identifier, ())),
        )
        for identifier, depth in _in_order(records, parents)
    )


def _parents(records: Mapping[str, Record]) -> dict[str, str]:
    """Id → the id it is part of; what is part of nothing known, or of itself, is left out."""
    found: dict[str, str] = {}
    for identifier, record in records.items():
        parent = next((p for p in record.codes("part_of") if p in records), None)
        if parent is not None and identifier not in _above(parent, found):
            found[identifier] = parent
    return found


def _above(identifier: str, parents: Mapping[str, str]) -> Iterator[str]:
    """An id and all it is part of."""
    here: str | None = identifier
    while here is not None:
        yield here
        here = parents.get(here)


def _in_order(
    records: Mapping[str, Record], parents: Mapping[str, str]
) -> Iterator[tuple[str, int]]:
    """Ids with their depth, the longest standing first; those without a known start last."""
    below: dict[str | None, list[str]] = {}
    for identifier in sorted(records, key=lambda i: records[i].text("since") or "9999"):
        below.setdefault(parents.get(identifier), []).append(identifier)
    left = [(identifier, 0) for identifier in reversed(below.get(None, []))]
    while left:
        identifier, depth = left.pop()
        yield identifier, depth
        left += [(part, depth + 1) for part in reversed(below.get(identifier, []))]


def _tied(
    tables: Tables, sheet: SheetKey, key: str, known: Mapping[str, Record]
) -> dict[str, tuple[str, ...]]:
    """Cooperation id → the ids of the rows of a sheet that name it."""
    found: dict[str, tuple[str, ...]] = {}
    for identifier, named in zip(
        tables.column(sheet, "id"), tables.column(sheet, key), strict=True
    ):
        for code in named if isinstance(named, tuple) else ():
            if str(code) in known and isinstance(identifier, str):
                found[str(code)] = (*found.get(str(code), ()), identifier)
    return found


def _rows(opened: OpenEdition, sheet: SheetKey, identifiers: tuple[str, ...]) -> tuple[Row, ...]:
    return tuple(row for i in identifiers if (row := find(opened, sheet, i)) is not None)
