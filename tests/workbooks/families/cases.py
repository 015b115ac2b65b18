"""What a workbook of a family looks like, and how a careful person reads it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from dashboard.workbooks.raw import Area, Raw, Tab, Workbook
from dashboard.workbooks.tables import ReadTable, read_tables
from tests.workbooks.layouts import Cells, tab

CONTRIBUTION, SERIES, NEITHER = "contribution mapping", "indicator series", "neither"
KINDS = {
    "contributions": CONTRIBUTION,
    "actions": CONTRIBUTION,
    "cooperation": CONTRIBUTION,
    "indicators": SERIES,
    "observations": SERIES,
}


@dataclass(frozen=True, slots=True)
class Case:
    """One workbook and the perfect import of its main sheet.

    `keys` maps headers to the concept they carry (a key without its language), `goals` holds
    the codes of the first rows, as text. What is None is not asked.
    """

    name: str
    tabs: tuple[Tab, ...]
    kind: str
    header: int | None = None
    records: int | None = None
    keys: Mapping[str, str | None] = field(default_factory=dict[str, str | None])
    goals: Sequence[str] | None = None
    sheet: str = "Ark1"
    values: Sequence[tuple[int, float]] | None = None
    titles: Sequence[str] | None = None


def case(
    name: str,
    rows: Cells,
    kind: str,
    *,
    merged: tuple[Area, ...] = (),
    before: tuple[Tab, ...] = (),
    after: tuple[Tab, ...] = (),
    sheet: str = "Ark1",
    **asked: object,
) -> Case:
    """A case of one main sheet, with other sheets before and after it."""
    main = tab(rows, name=sheet, merged=merged)
    return Case(name, (*before, main, *after), kind, sheet=sheet, **asked)  # type: ignore[arg-type]


def wrong(each: Case) -> Iterator[str]:
    """Everything the reading of a case gets wrong, in words."""
    reading = read_tables(Workbook("fil.xlsx", each.tabs))
    found = next((table for table in reading.tables if table.sheet == each.sheet), None)
    kind = KINDS.get(found.kind, NEITHER) if found else NEITHER
    if kind != each.kind:
        yield f"kind: {found.kind if found else None} ({found.why if found else ''})"
    if found is not None:
        yield from _wrong(each, found)
    elif each.header is not None:
        yield "no table"


def _wrong(each: Case, found: ReadTable) -> Iterator[str]:
    if each.header is not None and each.header not in found.header_rows:
        yield f"header: {found.header_rows}"
    if each.records is not None and found.records != each.records:
        yield f"records: {found.records}, left out {dict(found.left_out)}"
    keys = {column.header: _concept(column.key) for column in found.columns}
    for header, wanted in each.keys.items():
        if keys.get(header, "–") != wanted:
            yield f"key of {header!r}: {keys.get(header, '–')}"
    if each.goals is not None:
        said = [_codes(row.goals, row.targets) for row in found.rows[: len(each.goals)]]
        if said != list(each.goals):
            yield f"goals: {said}"
    if each.values is not None:
        told = [_point(row.values) for row in found.rows[: len(each.values)]]
        if told != list(each.values):
            yield f"values: {told}"
    if each.titles is not None:
        names = [str(_title(row.values)) for row in found.rows[: len(each.titles)]]
        if names != list(each.titles):
            yield f"titles: {names}"


def _concept(key: str | None) -> str | None:
    return key.removesuffix("_da").removesuffix("_en") if key else None


def _codes(goals: Sequence[int], targets: Sequence[str]) -> str:
    return " ".join((*map(str, goals), *targets))


def _point(values: Mapping[str, object]) -> tuple[object, object]:
    year, value = values.get("year"), values.get("value")
    return getattr(year, "value", None), getattr(value, "value", None)


def _title(values: Mapping[str, object]) -> Raw:
    found = values.get("title_da") or values.get("title_en")
    return getattr(found, "value", None)
