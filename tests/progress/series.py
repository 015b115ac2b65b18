"""Short ways to write a series down in a test."""

from typing import Any

from dashboard.plan.indicators import (
    Ambition,
    Direction,
    Observation,
    Operator,
    Point,
    Rhythm,
    Series,
)


def series(
    values: dict[int, float],
    *,
    operator: Operator | None = Operator.AT_LEAST,
    value: float | None = 35.0,
    upper: float | None = None,
    year: int | None = 2030,
    direction: Direction | None = Direction.UP,
    baseline: tuple[int | None, float] | None = None,
    breaks: tuple[int, ...] = (),
    rhythm: Rhythm | None = None,
    lag: int | None = None,
    **more: Any,
) -> Series:
    """`more` are further fields of a series, under their own names."""
    return Series(
        indicator="I-1",
        direction=direction,
        baseline=Point(baseline[0], baseline[1], "Indikatorer!N2") if baseline else None,
        ambition=None
        if operator is None
        else Ambition(operator, value, upper, year, "Indikatorer!Q2"),
        observations=tuple(
            Observation(when, v, f"Målinger!C{row}", breaks="ny metode" if when in breaks else None)
            for row, (when, v) in enumerate(sorted(values.items()), start=2)
        ),
        rhythm=rhythm,
        release_lag_months=lag,
        **more,
    )
