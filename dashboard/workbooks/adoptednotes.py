"""What is said of a sheet of another layout: how it was read, and what stays unknown."""

from collections.abc import Iterator, Sequence

from dashboard.plan.columns import columns_of
from dashboard.plan.findings import Code, Finding
from dashboard.plan.sheets import MAPPED, SheetKey
from dashboard.workbooks.cellvalues import ReadValue
from dashboard.workbooks.drafting import Draft
from dashboard.workbooks.draftseries import Series
from dashboard.workbooks.parsed import shown
from dashboard.workbooks.raw import address
from dashboard.workbooks.tables import passed_over, rows_left_out

# What a reader of the pages asks for first; where a sheet has none of it, that is said.
_ASKED: dict[SheetKey, tuple[str, ...]] = {
    SheetKey.CONTRIBUTIONS: ("kind", "responsible"),
    SheetKey.ACTIONS: ("responsible", "due_date", "status"),
    SheetKey.INDICATORS: ("responsible", "direction", "ambition_value"),
    SheetKey.COOPERATION: ("kind", "responsible"),
}
_EXAMPLES = 3
_CELLS = 12


def notes(
    draft: Draft, *, derived: bool, named: Sequence[Draft], series: Series | None
) -> list[Finding]:
    """Everything to be said of one sheet, as notices and warnings; nothing of it is an error."""
    found = [
        _other_layout(draft),
        *passed_over(draft.judged),
        *rows_left_out(draft.tab, draft.untitled, reason="untitled"),
    ]
    if any("other_language" in column.why for column in draft.judged.columns):
        found.append(_of_sheet(draft, Code.OTHER_LANGUAGE))
    if derived and draft.numbers:
        example = str(draft.values["id"][0])
        found.append(_of_sheet(draft, Code.IDS_FROM_ROWS, example=example))
    found += _not_told(draft)
    found += _unmapped(draft)
    found += _by_name(draft, named)
    found += _columns_unread(draft, series)
    found += _cells_unread(draft)
    if series is not None:
        found += without_place(series)
    return found


def without_place(series: Series) -> list[Finding]:
    """Figures that could not become observations, by the reason."""
    return [
        _of_sheet(
            series.indicators,
            Code.FIGURES_LEFT_OUT,
            no_place=reason.value,
            number=len(cells),
            cells=_some(cells),
        )
        for reason, cells in series.left.items()
    ]


def _of_sheet(draft: Draft, code: Code, **facts: str | int | float) -> Finding:
    return Finding(code, draft.tab, facts={"table": draft.key.value, **facts})


def _other_layout(draft: Draft) -> Finding:
    header = ", ".join(str(row + 1) for row in draft.judged.layout.region.header_rows)
    return _of_sheet(draft, Code.OTHER_LAYOUT, header=header, number=len(draft.numbers))


def _not_told(draft: Draft) -> Iterator[Finding]:
    """Columns that the sheet does not have, or that say nothing anywhere."""
    lacking = [
        key
        for key in _ASKED.get(draft.key, ())
        if key not in draft.unread and all(v is None for v in draft.values.get(key, ()))
    ]
    if lacking and draft.numbers:
        yield _of_sheet(draft, Code.NOT_TOLD, columns=";".join(lacking))


def _unmapped(draft: Draft) -> Iterator[Finding]:
    if draft.key not in MAPPED:
        return
    goals = draft.values.get("goals", [])
    number = len(draft.numbers) - sum(value is not None for value in goals)
    if number:
        yield _of_sheet(draft, Code.NOT_MAPPED, number=number, all=len(draft.numbers))


def _by_name(draft: Draft, named: Sequence[Draft]) -> Iterator[Finding]:
    """Administrations that stand nowhere but in the cells of the plan."""
    names = [
        str(value)
        for each in named
        for key in ("name_da", "name_en")
        for value in each.values.get(key, ())
        if value is not None
    ]
    if names:
        examples = "; ".join(shown(name) for name in names[:_EXAMPLES])
        yield _of_sheet(draft, Code.KNOWN_BY_NAME, number=len(names), examples=examples)


def _columns_unread(draft: Draft, series: Series | None) -> Iterator[Finding]:
    """Columns with something in them of which nothing was taken over."""
    layout = draft.judged.layout
    used = draft.used | (series.observations.used if series else set[int]())
    used |= {c.place for c in layout.columns if c.goal is not None or c.witness.is_empty}
    headers = [c.header for c in draft.judged.columns if c.place not in used]
    if headers:
        told = " · ".join(shown(header)[:40] for header in headers[:_CELLS])
        more = " …" if len(headers) > _CELLS else ""
        yield _of_sheet(draft, Code.COLUMNS_UNREAD, number=len(headers), headers=told + more)


def _cells_unread(draft: Draft) -> Iterator[Finding]:
    """Cells that their column cannot hold, told once for each column."""
    kinds = {column.key: column.kind for column in columns_of(draft.key)}
    for key, cells in draft.unread.items():
        at = _header_of(draft, cells[0])
        examples = dict.fromkeys(shown(str(each.value))[:40] for each in cells)
        facts: dict[str, str | int | float] = {
            "table": draft.key.value,
            "column": key,
            "kind": kinds[key].value,
            "number": len(cells),
            "examples": "; ".join(list(examples)[:_EXAMPLES]),
            "cells": _some([each.cell for each in cells]),
        }
        yield Finding(Code.CELLS_UNREAD, draft.tab, at, facts=facts)


def _header_of(draft: Draft, value: ReadValue) -> str:
    """The header above a cell."""
    letters = value.cell.rstrip("0123456789")
    for column in draft.judged.columns:
        if column.cell.rstrip("0123456789") == letters:
            return column.cell
    return address(draft.judged.layout.region.header_rows[-1], 0)


def _some(cells: Sequence[str]) -> str:
    return ", ".join(cells[:_CELLS]) + (" …" if len(cells) > _CELLS else "")
