"""How one plan value is written into one cell, so that it is read back as the same value."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import cast

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment

from dashboard.language.words import Words
from dashboard.plan.columns import Column
from dashboard.plan.kinds import Kind

# Cells whose digits are a name and not an amount: as a number 8.10 would become 8.1.
AS_TEXT = frozenset(
    {
        Kind.CODE,
        Kind.GOALS,
        Kind.TARGETS,
        Kind.TARGET,
        Kind.ADMINISTRATION,
        Kind.ADMINISTRATIONS,
        Kind.REFERENCE,
        Kind.STEPS,  # Excel reads 2027:40 as hours and minutes
    }
)
TEXT_FORMAT = "@"
BODY = Alignment(wrap_text=True, vertical="top")

_FULL_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_FORMULA_SIGNS = ("=", "+", "-", "@")


@dataclass(frozen=True, slots=True)
class CellText:
    """What stands in a cell and the number format that shows it as it is meant."""

    value: str | int | float | date
    shown_as: str = "General"


def cell_text(value: object, *, column: Column, words: Words) -> CellText | None:
    """The cell of a plan value in a language, or None where nothing is known."""
    if _is_blank(value):
        return None
    if isinstance(value, list | tuple):
        return CellText(_joined(cast("Sequence[object]", value)), TEXT_FORMAT)
    match column.kind:
        case Kind.CHOICE:
            return CellText(_label(str(value), column=column, words=words))
        case Kind.DATE:
            return _date(str(value), shown_as=words("workbook.formats.date"))
        case Kind.NUMBER | Kind.YEAR if isinstance(value, int | float):
            return CellText(_whole(value))
        case kind:
            return CellText(str(value), TEXT_FORMAT if kind in AS_TEXT else "General")


def put(cell: Cell, content: CellText) -> None:
    """Write a cell; text stays text, whatever sign it begins with."""
    value = content.value
    if isinstance(value, str):
        value = ILLEGAL_CHARACTERS_RE.sub("", value)
    cell.value = value
    cell.number_format = content.shown_as
    cell.alignment = BODY
    if isinstance(value, str):
        # A text such as "=1+1" or "#N/A" would become a formula or an error otherwise.
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(_FORMULA_SIGNS)


def _is_blank(value: object) -> bool:
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return True
    return isinstance(value, str | list | tuple) and len(cast("Sequence[object]", value)) == 0


def _joined(values: Sequence[object]) -> str:
    return ";".join(str(v.value) if isinstance(v, StrEnum) else str(v) for v in values)


def _label(value: str, *, column: Column, words: Words) -> str:
    chosen = next((c for c in column.choices if c.value == value), None)
    return value if chosen is None else words.choice(chosen)


def _date(text: str, *, shown_as: str) -> CellText:
    if _FULL_DATE.fullmatch(text):
        return CellText(date.fromisoformat(text), shown_as)
    return CellText(int(text) if text.isdecimal() else text)


def _whole(value: int | float) -> int | float:
    return int(value) if isinstance(value, float) and value.is_integer() else value
