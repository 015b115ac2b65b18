"""Reading a whole column at once: each distinct cell is judged once."""

from collections.abc import Iterable, Mapping, Sequence
from types import NoneType
from typing import Any

from dashboard.plan.columns import Choices, Column
from dashboard.plan.findings import Finding
from dashboard.plan.kinds import Kind
from dashboard.plan.records import Value
from dashboard.workbooks.numbers import is_percent
from dashboard.workbooks.raw import ExcelError, Filled, Raw, Uncalculated
from dashboard.workbooks.values import Parsed, parse

Formats = Sequence[str | None]
# A row of the column, and what is to be said about its cell.
Said = tuple[int, tuple[Finding, ...]]
Memory = dict[tuple[Kind, Choices], dict[Raw, Parsed]]
# TRUE equals 1, and a failed formula equals the text that looks like it.
_LIKE_ANOTHER = frozenset({bool, ExcelError, Uncalculated})
_NUMBERS = frozenset({float, NoneType})


def parse_column(
    raws: Filled, *, column: Column, formats: Formats | None = None, memory: Memory | None = None
) -> tuple[Sequence[Value | None], list[Said]]:
    """What each cell says, None where it says nothing, and what is to be said about cells.

    `formats` are the number formats that tell something, row by row. `memory` holds what
    cells without one said in columns of the same kind.
    """
    kinds = set(map(type, raws))
    if formats is not None and not (column.kind is Kind.NUMBER and not _has_percent(formats)):
        return _by(zip(map(type, raws), raws, formats, strict=True), column)
    alone = _LIKE_ANOTHER & kinds
    if column.kind is Kind.NUMBER:
        # A number in a column of numbers says itself.
        alone = kinds - _NUMBERS
    apart = [row for row, raw in enumerate(raws) if type(raw) in alone] if alone else []
    plain: list[Raw] | Filled = raws
    if apart:
        plain = list(raws)
        for row in apart:
            plain[row] = None
    known = {} if memory is None else memory.setdefault((column.kind, column.choices), {})
    values, said = (plain, []) if column.kind is Kind.NUMBER else _plainly(plain, column, known)
    return _with(values, said, {row: parse(raws[row], column=column) for row in apart})


def _with(
    values: Sequence[Any], said: list[Said], parsed: Mapping[int, Parsed]
) -> tuple[Sequence[Value | None], list[Said]]:
    """A column with the cells that were judged by themselves."""
    if parsed:
        values = list(values)
    for row, each in parsed.items():
        values[row] = each.value  # type: ignore[index]
        if each.findings:
            said.append((row, each.findings))
    return values, said


def _has_percent(formats: Formats | None) -> bool:
    return formats is not None and any(map(is_percent, set(formats)))


def _plainly(
    raws: Filled, column: Column, known: dict[Raw, Parsed]
) -> tuple[Sequence[Value | None], list[Said]]:
    """A column whose cells are told apart by themselves."""
    values: dict[Raw, Value | None] = {}
    wrong: dict[object, tuple[Finding, ...]] = {}
    for raw in dict.fromkeys(raws):
        parsed = known.get(raw)
        if parsed is None:
            parsed = known[raw] = parse(raw, column=column)
        values[raw] = parsed.value
        if parsed.findings:
            wrong[raw] = parsed.findings
    if all(value is raw for raw, value in values.items()):
        return raws, []  # type: ignore[return-value]
    return list(map(values.__getitem__, raws)), _said(raws, wrong)


def _by(
    cells: Iterable[tuple[type, Raw, str | None]], column: Column
) -> tuple[Sequence[Value | None], list[Said]]:
    """A column in which the same cell may mean two things by its kind or format."""
    keys = list(cells)
    values: dict[object, Value | None] = {}
    wrong: dict[object, tuple[Finding, ...]] = {}
    for key in dict.fromkeys(keys):
        parsed = parse(key[1], column=column, shown_as=key[2])
        values[key] = parsed.value
        if parsed.findings:
            wrong[key] = parsed.findings
    return list(map(values.__getitem__, keys)), _said(keys, wrong)


def _said(keys: Sequence[object], wrong: Mapping[object, tuple[Finding, ...]]) -> list[Said]:
    if not wrong:
        return []
    return [(row, wrong[key]) for row, key in enumerate(keys) if key in wrong]
