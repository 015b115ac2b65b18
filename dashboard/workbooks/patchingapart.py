"""Writing cells in a process of its own, as everything that serves pages must."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from dashboard.errors import Trouble
from dashboard.workbooks.limits import Limits
from dashboard.workbooks.patching import Cells, CellValue
from dashboard.workbooks.reading import Step
from dashboard.workbooks.sandbox import apart

_DAY, _TIME, _PLAIN = "day", "time", "plain"


def write_cells_apart(
    content: bytes,
    cells: Cells,
    *,
    filename: str,
    limits: Limits | None = None,
    step: Step = lambda _, __: None,
) -> bytes:
    """The workbook with these values in these cells.

    Raises `Trouble` where a cell or the file cannot be written, and `Unreadable` where the
    file is refused altogether.
    """
    given = {"cells": _told(cells)}
    answer = apart("write", content, filename=filename, limits=limits, given=given, step=step)
    if answer.file is None:
        raise Trouble(answer.told["trouble"], **answer.told["facts"])
    return answer.file


def cells_in(told: Sequence[Sequence[Any]]) -> Cells:
    """The cells as they were sent."""
    return {(sheet, cell): _value(kind, what) for sheet, cell, kind, what in told}


def _told(cells: Cells) -> list[list[Any]]:
    return [[sheet, cell, *_sent(what)] for (sheet, cell), what in cells.items()]


def _sent(what: CellValue) -> tuple[str, Any]:
    if isinstance(what, datetime):
        return _TIME, what.isoformat()
    if isinstance(what, date):
        return _DAY, what.isoformat()
    return _PLAIN, what


def _value(kind: str, what: Any) -> CellValue:
    if kind == _TIME:
        return datetime.fromisoformat(what)
    return date.fromisoformat(what) if kind == _DAY else what
