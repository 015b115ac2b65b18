"""An indicator over time: its values in their own years, and the way to the ambition."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from dashboard.charts.ahead import band, hover, way_ahead, way_of
from dashboard.charts.theme import Figure, Palette, axis, escaped, layout
from dashboard.language.words import Words
from dashboard.plan.indicators import Observation, Point, Series, ValueStatus
from dashboard.progress.outcomes import Outcome
from dashboard.progress.projection import BandPoint

HEIGHT = 230
_HOLLOW = (ValueStatus.PROVISIONAL, ValueStatus.ESTIMATED)


def trajectory(  # noqa: PLR0913 - a figure is its values, and what may be drawn beside them
    series: Series,
    words: Words,
    palette: Palette,
    /,
    *,
    unit: str,
    base: Point | None,
    projection: Sequence[BandPoint] = (),
) -> Figure:
    """Values as marks in their years; a line only where the series holds together.

    Years lie at their place on the axis. Neighbouring values are joined by a full line
    when they follow the indicator's rhythm and by a dotted one over a gap; nothing is
    drawn across a break. `base` is where the path to the ambition starts, `projection` the
    band in which later values may lie.
    """
    traces = [
        *band(projection, words, palette),
        *_lines(series, palette),
        *_marks(series, words, palette, unit),
        *way_ahead(series, base, words, palette, unit),
    ]
    return {"data": traces, "layout": _layout(series, words, palette, unit, base)}


def drawn_in(
    series: Series, /, *, base: Point | None, projection: Sequence[BandPoint] = ()
) -> frozenset[str]:
    """What the figure of a series shows, by the keys of the legend."""
    ambition = series.ambition
    has_goal = ambition is not None and None not in (ambition.value, ambition.year)
    pairs = [(a, b) for a, b in _neighbours(series) if _gap(series, a, b)]
    shown = {
        "values": bool(series.observations),
        "hollow": any(o.status in _HOLLOW for o in series.observations),
        "gap": bool(pairs),
        "break": bool(breaks(series)),
        "path": bool(way_of(series, base)),
        "steps": has_goal and bool(series.steps),
        "ambition": has_goal,
        "band": bool(projection),
    }
    return frozenset(key for key, is_there in shown.items() if is_there)


def breaks(series: Series) -> list[int]:
    """The years before which a line is cut: breaks in the values, and changes of the rules."""
    years = {o.year for o in series.observations if o.breaks is not None}
    if series.change is not None and series.change.kind.breaks_series:
        years.add(series.change.year)
    return sorted(years)


def base_of(outcome: Outcome) -> Point | None:
    """Where the path to the ambition starts in the chart: never before a break."""
    base = outcome.verdict.base
    if base is not None:
        return base
    stated = outcome.series.baseline
    year = None if stated is None else stated.year
    is_cut = year is not None and any(cut > year for cut in breaks(outcome.series))
    return None if is_cut else stated


def _lines(series: Series, palette: Palette) -> list[dict[str, Any]]:
    pairs = _neighbours(series)
    whole = [(a, b) for a, b in pairs if not _gap(series, a, b)]
    dotted = [(a, b) for a, b in pairs if _gap(series, a, b)]
    return [
        _joined(joined, dash, palette)
        for joined, dash in ((whole, "solid"), (dotted, "dot"))
        if joined
    ]


def _neighbours(series: Series) -> list[tuple[Observation, Observation]]:
    """Values that follow each other without a break between them."""
    cuts = breaks(series)
    return [
        (a, b)
        for a, b in pairwise(series.observations)
        if not any(a.year < cut <= b.year for cut in cuts)
    ]


def _gap(series: Series, earlier: Observation, later: Observation) -> bool:
    """Whether values are missing between two observations."""
    every = series.rhythm.years if series.rhythm else None
    return every is None or later.year - earlier.year > every


def _joined(
    pairs: list[tuple[Observation, Observation]], dash: str, palette: Palette
) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [x for a, b in pairs for x in (a.year, b.year, None)],
        "y": [y for a, b in pairs for y in (a.value, b.value, None)],
        "line": {"color": palette.series, "width": 2.5 if dash == "solid" else 1.5, "dash": dash},
        "hoverinfo": "skip",
    }


def _marks(series: Series, words: Words, palette: Palette, unit: str) -> list[dict[str, Any]]:
    seen = series.observations
    if not seen:
        return []
    hollow = [o.status in _HOLLOW for o in seen]
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "name": words("interface.chart.values"),
            "meta": {"part": "values"},
            "x": [o.year for o in seen],
            "y": [o.value for o in seen],
            "marker": {
                "size": 9,
                "color": [palette.card if h else palette.series for h in hollow],
                "line": {"color": palette.series, "width": 2},
            },
            "customdata": [escaped(o.cell) for o in seen],
            "hovertemplate": hover(unit),
        }
    ]


def _layout(
    series: Series, words: Words, palette: Palette, unit: str, base: Point | None
) -> dict[str, Any]:
    years = [o.year for o in series.observations]
    years += [s.year for s in series.steps]
    years += [y for y in (base.year if base else None, _ambition_year(series)) if y is not None]
    span = max(years, default=0) - min(years, default=0)
    return layout(
        palette,
        words.language,
        height=HEIGHT,
        xaxis=axis(
            palette,
            showgrid=False,
            range=[min(years) - 0.6, max(years) + 0.6] if years else None,
            tickformat="d",
            dtick=_step(span),
        ),
        yaxis=axis(
            palette,
            tickformat=",~f",
            title={"text": escaped(unit), "font": {"size": 13, "color": palette.muted}},
        ),
        shapes=[_break(year, palette) for year in breaks(series)],
        annotations=[_told(year, words, palette) for year in breaks(series)],
    )


def _ambition_year(series: Series) -> int | None:
    return series.ambition.year if series.ambition else None


def _step(span: int) -> int:
    return next((step for step in (1, 2, 5, 10) if span <= step * 6), 20)


def _break(year: int, palette: Palette) -> dict[str, Any]:
    """A line down the chart just before the value that cannot be compared."""
    return {
        "type": "line",
        "x0": year - 0.5,
        "x1": year - 0.5,
        "y0": 0,
        "y1": 1,
        "yref": "paper",
        "line": {"color": palette.muted, "width": 1, "dash": "dashdot"},
    }


def _told(year: int, words: Words, palette: Palette) -> dict[str, Any]:
    """The word beside the line of a break."""
    return {
        "x": year - 0.5,
        "y": 1,
        "yref": "paper",
        "xanchor": "left",
        "yanchor": "top",
        "showarrow": False,
        "text": words("interface.chart.broken"),
        "font": {"size": 12, "color": palette.muted},
    }
