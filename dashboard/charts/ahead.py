"""What lies ahead of the values: the way to the ambition, and a projection told apart from data."""

from collections.abc import Sequence
from typing import Any

from dashboard.charts.theme import Palette, escaped, faint
from dashboard.language.words import Words
from dashboard.plan.indicators import Ambition, MethodKey, Operator, Point, Series
from dashboard.progress.projection import BandPoint

Trace = dict[str, Any]


def way_ahead(
    series: Series, base: Point | None, words: Words, palette: Palette, unit: str
) -> list[Trace]:
    """The ambition, those on the way to it, and the path that leads there from the base."""
    ambition = series.ambition
    if ambition is None or ambition.value is None or ambition.year is None:
        return []
    ends = [e for e in (ambition.value, _upper(ambition)) if e is not None]
    found = [_goal(ambition, ends, words, palette, unit)]
    if series.steps:
        found.insert(0, _steps(series, words, palette, unit))
    if way := way_of(series, base):
        found.insert(0, _way(way, words, palette))
    return found


def way_of(series: Series, base: Point | None) -> list[tuple[int, float]]:
    """Straight to the ambition, or through those on the way where the method follows them.

    Years with their values; empty where there is nowhere to start or to arrive.
    """
    ambition = series.ambition
    if ambition is None or ambition.value is None or ambition.year is None:
        return []
    if base is None or base.year is None or base.year >= ambition.year:
        return []
    ends = [e for e in (ambition.value, _upper(ambition)) if e is not None]
    end = min(ends, key=lambda value: abs(value - base.value))
    bends = series.steps if series.method is MethodKey.MILESTONES else ()
    between = [(s.year, s.value) for s in bends if base.year < s.year < ambition.year]
    return [(base.year, base.value), *between, (ambition.year, end)]


def _upper(ambition: Ambition) -> float | None:
    return ambition.upper if ambition.operator is Operator.RANGE else None


def _way(way: Sequence[tuple[int, float]], words: Words, palette: Palette) -> Trace:
    return {
        "type": "scatter",
        "mode": "lines",
        "name": words("interface.chart.path"),
        "meta": {"part": "path"},
        "x": [year for year, _ in way],
        "y": [value for _, value in way],
        "line": {"color": palette.path, "width": 1.5, "dash": "dash"},
        "hoverinfo": "skip",
    }


def _steps(series: Series, words: Words, palette: Palette, unit: str) -> Trace:
    return {
        **_diamonds(palette, size=8),
        "name": words("interface.chart.steps"),
        "meta": {"part": "steps"},
        "x": [s.year for s in series.steps],
        "y": [s.value for s in series.steps],
        "customdata": [escaped(series.steps_cell)] * len(series.steps),
        "hovertemplate": hover(unit),
    }


def _goal(
    ambition: Ambition, ends: list[float], words: Words, palette: Palette, unit: str
) -> Trace:
    return {
        **_diamonds(palette, size=12),
        "name": words("interface.chart.ambition"),
        "meta": {"part": "ambition"},
        "x": [ambition.year] * len(ends),
        "y": ends,
        "customdata": [escaped(ambition.cell)] * len(ends),
        "hovertemplate": hover(unit),
    }


def _diamonds(palette: Palette, *, size: int) -> Trace:
    line = {"color": palette.path, "width": 2}
    return {
        "type": "scatter",
        "mode": "markers",
        "marker": {"symbol": "diamond", "size": size, "color": palette.card, "line": line},
    }


def band(points: Sequence[BandPoint], words: Words, palette: Palette) -> list[Trace]:
    """The projection as a pale hatched area without marks: nobody may take it for data."""
    if not points:
        return []
    years = [p.year for p in points]
    line = {"color": palette.series, "width": 0.75, "dash": "dot"}
    edge = {"type": "scatter", "mode": "lines", "line": line, "hoverinfo": "skip"}
    return [
        {**edge, "x": years, "y": [p.low for p in points]},
        {
            **edge,
            "name": words("interface.chart.band"),
            "meta": {"part": "band"},
            "x": years,
            "y": [p.high for p in points],
            "fill": "tonexty",
            "fillcolor": faint(palette.series),
            "fillpattern": {
                "shape": "/",
                "size": 7,
                "solidity": 0.18,
                "fgcolor": palette.series,
                "bgcolor": faint(palette.series),
                "fillmode": "replace",
            },
        },
    ]


def hover(unit: str) -> str:
    """What stands beside a mark: year, value and the cell it came from."""
    return f"%{{x}}: <b>%{{y}}</b> {escaped(unit)}<br>%{{customdata}}<extra></extra>"
