"""All marks of many indicators against one pandas groupby: `python -m tests.bench_progress`.

Marks are the class by the indicator's own method, data status and freshness, from the frames
of an edition to the finished values with their cells. The other side is a groupby of the same
observations that takes the first, the last and the number of values of every indicator.
"""

import random
import sys
from collections.abc import Callable
from datetime import date

import pandas as pd

from dashboard.plan.columns import columns_of
from dashboard.plan.indicators import MethodKey
from dashboard.plan.kinds import Kind
from dashboard.plan.sheets import SHEETS, SheetKey
from dashboard.progress.frame import Tables
from dashboard.progress.outcomes import outcomes
from tests.bench import Pair, measured

YEARS = 15
FEW, USUAL, MANY = 100, 1_000, 10_000
LIMIT = 2.0  # how much dearer one of many indicators may be than one of few
_ON = date(2026, 1, 1)
_COMPUTED = tuple(m.value for m in MethodKey if m not in (MethodKey.BY_HAND, MethodKey.YES_NO))


def main() -> int:
    """Measure and print; 1 when the cost of one indicator grows with their number."""
    pair = of_all(USUAL, rounds=9)
    growth = measured(_marks(tables_of(MANY)), _marks(tables_of(FEW)), rounds=5)
    told = measured(_everything(tables_of(FEW)), _marks(tables_of(FEW)), rounds=5)
    each = growth.ratio / (MANY / FEW)
    sys.stdout.write(
        f"{USUAL:,} indicators x {YEARS} years, all marks against one groupby: "
        f"{pair.ratio:.1f} ({pair.left * 1e3:.1f} ms against {pair.right * 1e3:.2f} ms)\n"
        f"{MANY:,} indicators against {FEW}: {growth.ratio:.1f} times for {MANY // FEW} times "
        f"as many, {each:.2f} each\n"
        f"with the other methods, pace and projection too: {told.ratio:.1f} times the marks alone\n"
    )
    return 0 if each <= LIMIT else 1


def of_all(count: int, *, rounds: int) -> Pair:
    """All marks of so many indicators against one groupby of their observations."""
    tables = tables_of(count)
    frame = tables.frames[SheetKey.OBSERVATIONS]
    flat = pd.DataFrame({"indicator": frame["indicator"].str[0], "value": frame["value"]})

    def grouped() -> object:
        return flat.groupby("indicator")["value"].agg(["first", "last", "count"])

    return measured(_marks(tables), grouped, rounds=rounds)


def _marks(tables: Tables) -> Callable[[], object]:
    return lambda: outcomes(tables, on=_ON)


def _everything(tables: Tables) -> Callable[[], object]:
    return lambda: [(o.others, o.pace, o.band, o.lacks) for o in outcomes(tables, on=_ON)]


def tables_of(count: int) -> Tables:
    """Indicators with fifteen yearly values each, judged by every computed method in turn."""
    draw = random.Random(count)
    frames = {s.key: _empty(s.key) for s in SHEETS}
    frames[SheetKey.INDICATORS] = _frame(
        SheetKey.INDICATORS, [_indicator(n, draw) for n in range(count)]
    )
    frames[SheetKey.OBSERVATIONS] = _frame(
        SheetKey.OBSERVATIONS,
        [
            {"indicator": [f"I-{n}"], "year": year, "value": 20 + draw.random() * (year - 2010)}
            for n in range(count)
            for year in range(2025 - YEARS, 2025)
        ],
    )
    layout = {s.key.value: {c.key: "A" for c in columns_of(s.key)} for s in SHEETS}
    return Tables(frames, layout)


def _indicator(number: int, draw: random.Random) -> dict[str, object]:
    return {
        "id": f"I-{number}",
        "direction": "up",
        "baseline_value": 20.0,
        "baseline_year": 2009,
        "ambition_operator": "at_least",
        "ambition_value": 30 + 20 * draw.random(),
        "ambition_year": 2030,
        "rhythm": "yearly",
        "release_lag_months": 6.0,
        "method": _COMPUTED[number % len(_COMPUTED)],
        "interim_ambitions": "2027: 28",
    }


def _frame(sheet: SheetKey, rows: list[dict[str, object]]) -> pd.DataFrame:
    data: dict[str, object] = {"tab": [sheet.value] * len(rows), "row": range(2, len(rows) + 2)}
    for column in columns_of(sheet):
        values = [row.get(column.key) for row in rows]
        kind = {Kind.NUMBER: "float64", Kind.YEAR: "Int64"}.get(column.kind, "object")
        data[column.key] = pd.Series(values, dtype=kind)
    return pd.DataFrame(data)


def _empty(sheet: SheetKey) -> pd.DataFrame:
    return _frame(sheet, [])


if __name__ == "__main__":
    sys.exit(main())
