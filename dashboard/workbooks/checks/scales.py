"""Are the values of an indicator all in one unit and written in one way?"""

from collections.abc import Iterator, Mapping
from itertools import pairwise

from dashboard.plan.findings import Code, Finding
from dashboard.plan.scales import is_leap, is_percent_unit, same_unit
from dashboard.plan.sheets import SheetKey
from dashboard.plan.steps import steps_read
from dashboard.workbooks.book import Book, Table, codes_of

# An indicator's id → its rows of observations, as they stand.
_Rows = Mapping[str, list[tuple[Table, int]]]
# A number, its table and row, and the column it stands in.
_Value = tuple[float, Table, int, str]


def units_agree(book: Book) -> Iterator[Finding]:
    """Each value is in the indicator's own unit; where it has none, in that of the first."""
    rows = _observed(book, "unit")
    for indicators in book.of(SheetKey.INDICATORS):
        for _, code, danish, english in indicators.said("id", "unit_da", "unit_en"):
            known = {same_unit(str(unit)) for unit in (danish, english) if unit is not None}
            for table, at in rows.get(str(code), ()):
                unit = table.text("unit", at) or ""
                known = known or {same_unit(unit)}
                if same_unit(unit) not in known:
                    facts = {"unit": str(danish or english or next(iter(known)))}
                    cell = table.cell(at, "unit")
                    yield table.finding(Code.UNIT_CHANGE, at=cell, column="unit", **facts)


def scales_agree(book: Book) -> Iterator[Finding]:
    """A percentage is written as 45 or as 0.45 all through a series."""
    rows = _observed(book, "value")
    for table in book.of(SheetKey.INDICATORS):
        for row, code, danish, english in table.said("id", "unit_da", "unit_en"):
            if any(is_percent_unit(str(unit)) for unit in (danish, english) if unit):
                yield from _leaps(_values(table, row, rows.get(str(code), [])))


def _leaps(values: list[_Value]) -> Iterator[Finding]:
    for one, other in pairwise(values):
        if is_leap(one[0], other[0]):
            small, large = sorted((one, other), key=lambda value: abs(value[0]))
            _, table, row, column = small
            where = f"{large[1].tab}!{large[1].address(large[2], large[3])}"
            cell = table.cell(row, column)
            yield table.finding(
                Code.MIXED_SCALE, at=cell, column=column, other_cell=where, other_value=large[0]
            )


def _values(indicators: Table, row: int, observed: list[tuple[Table, int]]) -> list[_Value]:
    """Baseline, values by year, ambitions on the way, and ambition of an indicator."""
    ordered = sorted(observed, key=lambda each: _number(each[0], each[1], "year") or 0)
    steps = steps_read(indicators.text("interim_ambitions", row))
    found = [
        (_number(indicators, row, "baseline_value"), indicators, row, "baseline_value"),
        *((_number(table, at, "value"), table, at, "value") for table, at in ordered),
        *((step.value, indicators, row, "interim_ambitions") for step in steps),
        (_number(indicators, row, "ambition_value"), indicators, row, "ambition_value"),
        (_number(indicators, row, "ambition_upper"), indicators, row, "ambition_upper"),
    ]
    return [(value, table, at, key) for value, table, at, key in found if value is not None]


def _number(table: Table, row: int, key: str) -> float | None:
    value = table.column(key)[row]
    return value if isinstance(value, int | float) else None


def _observed(book: Book, key: str) -> _Rows:
    """The observations of each indicator in which a column says something."""
    found: dict[str, list[tuple[Table, int]]] = {}
    for table in book.of(SheetKey.OBSERVATIONS):
        if key not in table.values:
            continue
        for row, codes, value in table.said("indicator", key):
            for code in codes_of(codes) if value is not None else ():
                found.setdefault(code, []).append((table, row))
    return found
