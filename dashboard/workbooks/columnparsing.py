"""Reading a whole column at once: each distinct cell is judged once."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import compress
from types import NoneType
from typing import Any
from unicodedata import is_normalized

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
# TRUE equals 1, and a failed formula equals the text that looks like it.
_LIKE_ANOTHER = frozenset({bool, ExcelError, Uncalculated})
_NUMBERS = frozenset({float, NoneType})


def _are_plain_texts(raws: Sequence[str]) -> bool:
    """Whether texts are what they will be read as; the parser would find nothing to change."""
    joined = "".join(raws)
    is_clean = joined.isprintable() and is_normalized("NFC", joined)
    return is_clean and all(raws) and list(map(str.strip, raws)) == raws


def _are_plain_codes(raws: Sequence[str]) -> bool:
    joined = "\n".join(raws)
    return joined.count("\n") < len(raws) and _PLAIN_CODES.fullmatch(joined) is not None


# What most cells of a kind look like: quicker to see of many at once than to read.
_PLAIN_CODES = re.compile(r"(?:[A-Za-z0-9][A-Za-z0-9_-]{0,63}+(?:\n|\Z))++")
_SAY_THEMSELVES: Mapping[Kind, Callable[[Sequence[str]], bool]] = {
    Kind.CODE: _are_plain_codes,
    Kind.TEXT: _are_plain_texts,
}
# So many different cells are looked at together.
_AT_ONCE = 200


@dataclass(slots=True)
class Known:
    """What cells said in columns of one kind, each different cell once.

    `changed` are those that say something else than what stands there, or are wrong.
    """

    values: dict[Raw, Value | None] = field(default_factory=dict[Raw, Value | None])
    wrong: dict[Raw, tuple[Finding, ...]] = field(default_factory=dict[Raw, tuple[Finding, ...]])
    changed: set[Raw] = field(default_factory=set[Raw])

    def learn(self, raws: Sequence[Raw], column: Column) -> None:
        """Judge cells that were not met before."""
        texts = [raw for raw in raws if type(raw) is str]
        are_plain = _SAY_THEMSELVES.get(column.kind)
        if are_plain is not None and len(texts) == len(raws) and are_plain(texts):
            self.values.update(zip(texts, texts, strict=True))
            return
        for raw in raws:
            parsed = parse(raw, column=column)
            self.values[raw] = parsed.value
            if parsed.findings:
                self.wrong[raw] = parsed.findings
            if parsed.findings or parsed.value is not raw:
                self.changed.add(raw)


Memory = dict[tuple[Kind, Choices], Known]


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
    known = Known() if memory is None else memory.setdefault((column.kind, column.choices), Known())
    values, said = (plain, []) if column.kind is Kind.NUMBER else _plainly(plain, column, known)
    marks = [(type(raws[row]), raws[row]) for row in apart]
    parsed = {mark: parse(mark[1], column=column) for mark in dict.fromkeys(marks)}
    return _with(values, said, {row: parsed[m] for row, m in zip(apart, marks, strict=True)})


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
    raws: Filled, column: Column, known: Known
) -> tuple[Sequence[Value | None], list[Said]]:
    """A column whose cells are told apart by themselves."""
    distinct = dict.fromkeys(raws)
    new = [raw for raw in distinct if raw not in known.values]
    for at in range(0, len(new), _AT_ONCE):
        known.learn(new[at : at + _AT_ONCE], column)
    if known.changed.isdisjoint(distinct):
        return raws, []  # type: ignore[return-value]
    wrong = {raw: found for raw, found in known.wrong.items() if raw in distinct}
    return list(map(known.values.__getitem__, raws)), _said(raws, wrong)


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


def _said(keys: Sequence[object], wrong: Mapping[Any, tuple[Finding, ...]]) -> list[Said]:
    if not wrong:
        return []
    rows = compress(range(len(keys)), map(wrong.__contains__, keys))
    return [(row, wrong[keys[row]]) for row in rows]
