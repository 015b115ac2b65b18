"""Reading a whole column at once: each distinct cell is judged once."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import compress
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


def _is_plain_text(raw: Raw) -> bool:
    """Whether a text is what it will be read as; the parser would find nothing to change."""
    return type(raw) is str and raw.isascii() and raw.isprintable() and raw[0] != " " != raw[-1]


def _is_plain_code(raw: Raw) -> bool:
    return type(raw) is str and _PLAIN_CODE.fullmatch(raw) is not None


def _never(_: Raw) -> bool:
    return False


# What most cells of a kind look like: quicker to see than to read.
_PLAIN_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
_SAYS_ITSELF: Mapping[Kind, Callable[[Raw], bool]] = {
    Kind.CODE: _is_plain_code,
    Kind.TEXT: _is_plain_text,
}


def parse_column(
    raws: Filled, *, column: Column, formats: Formats | None = None, memory: Memory | None = None
) -> tuple[Sequence[Value | None], list[Said]]:
    """What each cell says, None where it says nothing, and what is to be said about cells.

    `formats` are the number formats that tell something, row by row. `memory` holds what
    cells without one said in columns of the same kind.
    """
    kind_of = list(map(type, raws))
    kinds = set(kind_of)
    if formats is not None and not (column.kind is Kind.NUMBER and not _has_percent(formats)):
        return _by(zip(map(type, raws), raws, formats, strict=True), column)
    alone = _LIKE_ANOTHER & kinds
    if column.kind is Kind.NUMBER:
        # A number in a column of numbers says itself.
        alone = kinds - _NUMBERS
    apart = list(compress(range(len(raws)), map(alone.__contains__, kind_of))) if alone else []
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
    says_itself = _SAYS_ITSELF.get(column.kind, _never)
    for raw in dict.fromkeys(raws):
        if says_itself(raw):
            values[raw] = raw  # type: ignore[assignment]
            continue
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
    rows = compress(range(len(keys)), map(wrong.__contains__, keys))
    return [(row, wrong[keys[row]]) for row in rows]
