"""Actions by status, one bar a place: an administration, or a goal."""

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.charts.theme import Figure, Palette, axis, escaped, layout
from dashboard.language.words import Words
from dashboard.plan.status import ActionStatus

# The same shapes as the marks in the page: a colour is never all that tells them apart.
SIGNS: Mapping[ActionStatus, str] = {
    ActionStatus.COMPLETED: "✓",
    ActionStatus.ON_TRACK: "→",
    ActionStatus.AT_RISK: "!",
    ActionStatus.DELAYED: "✕",
    ActionStatus.NOT_STARTED: "◦",
    ActionStatus.POSTPONED: "‖",
    ActionStatus.CANCELLED: "–",
    ActionStatus.UNKNOWN: "?",
}
_LINE = 22  # letters a line: short lines leave room for the bars on a phone


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: what it is called, how many actions have each status, and where they are.

    `goal` and `administration` say which place is counted; None means all.
    """

    label: str
    counts: Mapping[ActionStatus, int]
    goal: int | None = None
    administration: str | None = None


def height_of(bars: int) -> int:
    """How high a chart of so many bars is, in pixels."""
    return 50 + 56 * max(bars, 1)


def status_bars(bars: Sequence[Bar], words: Words, palette: Palette, /) -> Figure:
    """Horizontal bars stacked by status, with the sign and the number in each part."""
    shown = [s for s in ActionStatus if any(bar.counts.get(s) for bar in bars)]
    return {
        "data": [_trace(status, bars, words, palette) for status in shown],
        "layout": layout(
            palette,
            words.language,
            barmode="stack",
            bargap=0.35,
            uniformtext={"mode": "hide", "minsize": 11},
            height=height_of(len(bars)),
            xaxis=axis(palette, tickformat="d", rangemode="tozero"),
            yaxis=axis(palette, autorange="reversed", showgrid=False, ticksuffix="  "),
        ),
    }


def _trace(
    status: ActionStatus, bars: Sequence[Bar], words: Words, palette: Palette
) -> dict[str, Any]:
    counts = [bar.counts.get(status, 0) for bar in bars]
    word = escaped(words.choice(status))
    return {
        "type": "bar",
        "orientation": "h",
        "name": f"{SIGNS[status]} {word}",
        "meta": {"part": status.value},
        "y": [_wrapped(bar.label) for bar in bars],
        "x": counts,
        # One above the other: a narrow part has room for both or for neither.
        "text": [f"{SIGNS[status]}<br>{n}" if n else "" for n in counts],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "insidetextfont": {"size": 13, "color": palette.on_status.get(status.value, palette.ink)},
        "marker": {
            "color": palette.statuses.get(status.value, palette.card),
            "line": {"color": palette.muted, "width": 1},
        },
        "hovertemplate": f"%{{y}}<br>{word}: <b>%{{x}}</b><extra></extra>",
    }


def _wrapped(label: str) -> str:
    lines = textwrap.wrap(label, _LINE, break_long_words=False, break_on_hyphens=False)
    return "<br>".join(map(escaped, lines))
