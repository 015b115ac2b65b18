"""Actions by status, one bar a place: an administration, or a goal."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.charts.theme import (
    MUTED,
    STATUS_COLOURS,
    STATUS_TEXT,
    Figure,
    axis,
    escaped,
    layout,
    separators,
)
from dashboard.language.words import Words
from dashboard.plan.status import ActionStatus


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: what it is called and how many actions have each status."""

    label: str
    counts: Mapping[ActionStatus, int]


def status_bars(bars: Sequence[Bar], words: Words, /) -> Figure:
    """Horizontal bars stacked by status, with the number in each part."""
    shown = [s for s in ActionStatus if any(bar.counts.get(s) for bar in bars)]
    return {
        "data": [_trace(status, bars, words) for status in shown],
        "layout": layout(
            separators=separators(words.language),
            barmode="stack",
            bargap=0.35,
            height=70 + 44 * max(len(bars), 1),
            xaxis=axis(tickformat="d", rangemode="tozero"),
            yaxis=axis(autorange="reversed", showgrid=False, ticksuffix="  "),
            legend={
                "orientation": "h",
                "y": 1.02,
                "yanchor": "bottom",
                "x": 0,
                "traceorder": "normal",
            },
        ),
    }


def _trace(status: ActionStatus, bars: Sequence[Bar], words: Words) -> dict[str, Any]:
    counts = [bar.counts.get(status, 0) for bar in bars]
    return {
        "type": "bar",
        "orientation": "h",
        "name": words.choice(status),
        "y": [escaped(bar.label) for bar in bars],
        "x": counts,
        "text": [str(n) if n else "" for n in counts],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "insidetextfont": {"color": STATUS_TEXT[status.value]},
        "marker": {"color": STATUS_COLOURS[status.value], "line": {"color": MUTED, "width": 1}},
        "hovertemplate": "%{y}<br>"
        + escaped(words.choice(status))
        + ": <b>%{x}</b><extra></extra>",
    }
