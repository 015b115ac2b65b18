"""Reading a workbook: bytes in, cells with addresses out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, time
from typing import Any

from dashboard.plan.findings import Code, Finding
from dashboard.workbooks.gate import Limits, Unreadable, let_in
from dashboard.workbooks.raw import ExcelError, Place, Raw, Tab, Uncalculated, Workbook, address
from dashboard.workbooks.sandbox import Line, read_apart
from dashboard.workbooks.shownas import Runs
from dashboard.workbooks.stamp import STAMP_SHEET, Stamp

__all__ = ["Unreadable", "read_workbook"]

# As Excel stores them, and as Danish Excel shows them when they were pasted as text.
_ERRORS = frozenset(
    (
        *("#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#SPILL!", "#CALC!"),
        *("#NUL!", "#DIVISION/0!", "#VÆRDI!", "#REFERENCE!", "#NAVN?", "#I/T"),
    )
)
Cells = tuple[Raw, ...]


def read_workbook(content: bytes, *, filename: str, limits: Limits | None = None) -> Workbook:
    """Every sheet of a workbook; raises `Unreadable` when the file cannot be used."""
    limits = limits or Limits()
    let_in(content, filename=filename, limits=limits)
    lines = read_apart(content, filename=filename, limits=limits)
    tabs, findings = _tabs(lines)
    return Workbook(filename, tabs, _stamp(tabs), findings)


@dataclass(slots=True)
class _Open:
    """A tab whose rows are still coming in."""

    name: str
    hidden: bool
    rows: list[Cells] = field(default_factory=list[Cells])


def _tabs(lines: Iterator[Line]) -> tuple[tuple[Tab, ...], tuple[Finding, ...]]:
    tabs: list[Tab] = []
    findings: list[Finding] = []
    values: list[Raw] = [None]
    now = _Open("", hidden=False)
    for line in lines:
        if "rows" in line:
            values.extend(map(_value, line["texts"]))
            now.rows.extend(_rows(line["rows"], values))
        elif "tab" in line:
            now = _Open(line["tab"], hidden=line["hidden"])
        elif "close" in line:
            tabs.append(_closed(now, line["close"]))
            findings.extend(_marks(now, line["close"].get("marks", ())))
            if stray := line["close"].get("stray"):
                findings.append(Finding(Code.STRAY_CELL, now.name, stray))
        elif line.get("links"):
            findings.append(Finding(Code.EXTERNAL_LINKS))
    return tuple(tabs), tuple(findings)


def _value(told: str | list[str]) -> Raw:
    """A text, or something else with a letter that says what it is."""
    if isinstance(told, str):
        return ExcelError(told.strip()) if told.strip() in _ERRORS else told or None
    kind, text = told
    if kind == "d":
        return datetime.fromisoformat(text)
    if kind == "b":
        return bool(text)
    # A length of time (36:00) has no counterpart in a plan; its text says what it was.
    return time.fromisoformat(text) if kind == "t" else text


def _rows(rows: list[list[Any]], values: list[Raw]) -> Iterator[Cells]:
    """Rows in which everything but a number came by its place among the values."""
    for row in rows:
        cells: list[Raw] = [values[v] if type(v) is int else v for v in row]
        while cells and cells[-1] is None:
            del cells[-1]
        yield tuple(cells)


def _closed(now: _Open, told: Line) -> Tab:
    changes: dict[Place, Raw] = {}
    changes.update(_placed(told.get("mended", ()), _mended))
    changes.update(_placed(told.get("failed", ()), ExcelError))
    changes.update(_placed(told.get("waiting", ()), Uncalculated))
    while now.rows and not now.rows[-1]:
        del now.rows[-1]
    _change(now.rows, changes)
    return Tab(
        now.name,
        tuple(now.rows),
        Runs(told.get("formats")),
        now.hidden,
        merged=tuple((a, b, c, d) for a, b, c, d in told.get("merged", ())),
        hidden_rows=frozenset(told.get("hidden_rows", ())),
        hidden_columns=_columns(told.get("hidden_columns", ())),
        has_comments=bool(told.get("comments")),
    )


def _placed(told: Iterable[list[Any]], kind: Any) -> dict[Place, Raw]:
    return {(row, column): kind(text) for row, column, text in told}


def _mended(text: str) -> Raw:
    """A number no calendar has, as the number it is; what is no number at all is an error."""
    try:
        number = float(text)
    except ValueError:
        return ExcelError(text or "#NUM!")
    return number if number - number == 0 else ExcelError(text)


def _change(rows: list[Cells], changes: dict[Place, Raw]) -> None:
    """Put cells into rows that may end before them."""
    by_row: dict[int, dict[int, Raw]] = {}
    for (row, column), value in changes.items():
        by_row.setdefault(row, {})[column] = value
    if by_row:
        rows.extend(() for _ in range(max(by_row) + 1 - len(rows)))
    for row, cells in by_row.items():
        found = list(rows[row])
        found.extend(None for _ in range(max(cells) + 1 - len(found)))
        for column, value in cells.items():
            found[column] = value
        rows[row] = tuple(found)


def _columns(ranges: Iterable[list[int]]) -> frozenset[int]:
    return frozenset(c for first, last in ranges for c in range(first, min(last, 16_383) + 1))


def _marks(tab: _Open, marks: Iterable[tuple[int, int, bool]]) -> Iterator[Finding]:
    """Texts with signs in them that nobody sees."""
    for row, column, is_control in marks:
        code = Code.CONTROL_CHARACTER if is_control else Code.DIRECTION_MARK
        cells: Cells = tab.rows[row] if row < len(tab.rows) else ()
        value = cells[column] if column < len(cells) else None
        shown = str(value or "").strip()[:80]
        yield Finding(code, tab.name, address(row, column), shown)


def _stamp(tabs: Iterable[Tab]) -> Stamp | None:
    for tab in tabs:
        name, version = tab.at(0, 0), tab.at(0, 1)
        if tab.name == STAMP_SHEET and isinstance(name, str) and isinstance(version, float):
            return Stamp(name, int(version))
    return None
