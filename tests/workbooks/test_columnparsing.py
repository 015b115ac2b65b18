"""A column read at once says what its cells say when they are read one by one."""

import random
from datetime import datetime

import pytest

from dashboard.plan.columns import Column, columns_of
from dashboard.plan.sheets import SheetKey
from dashboard.workbooks.columnparsing import Memory, parse_column
from dashboard.workbooks.raw import ExcelError, Uncalculated
from dashboard.workbooks.values import parse

_COLUMNS = tuple(column for sheet in SheetKey for column in columns_of(sheet))
_TEXTS = (
    *("A", "A-1", "A_b", "-a", "b c", "æøå", " x", "x ", "a\u0301", "\u00e1", "A\nB", "AB\n", "\n"),
    *("x\u00a0y", "\u2028", "3", "3, 11", "11.6", "2025", "1.2.2025", "I gang", "https://x.dk"),
    *("1.000", "12,5", "=A1", "#REF!", "A" * 64, "A" * 65, "a\x7f", "\ufb01"),
)
_OTHERS = (
    *(True, False, 1.0, 0.0, 2025.0, 5.5, None, ExcelError("#REF!"), ExcelError("x ")),
    *(Uncalculated("=A1"), datetime(2025, 1, 2), datetime(1905, 7, 17)),  # noqa: DTZ001 - cells know no time zone
)


@pytest.mark.parametrize("column", _COLUMNS, ids=lambda column: f"{column.sheet}-{column.key}")
def test_a_column_says_what_its_cells_say(column: Column):
    chance = random.Random(column.key)
    memory: Memory = {}
    for some in (_TEXTS, ("A", "B-1"), ("æ", "ø å"), (*_TEXTS, *_OTHERS), _OTHERS):
        raws = [chance.choice(some) for _ in range(60)]
        values, said = parse_column(raws, column=column, memory=memory)
        parsed = [parse(raw, column=column) for raw in raws]
        assert list(map(repr, values)) == [repr(each.value) for each in parsed]
        assert dict(said) == {n: each.findings for n, each in enumerate(parsed) if each.findings}
