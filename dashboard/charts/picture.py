"""A figure as a picture that stands alone: with title, sentence, legend and source in it."""

import textwrap
from typing import Any

from dashboard.charts.theme import FONT, PALETTES, Figure, Scheme, escaped

WIDTH = 960
_EDGE, _TITLE, _TEXT, _SMALL = 28, 24, 16, 13
_LEAST = 300  # pixels that the drawing itself has at least
_LEGEND = 44


def picture(figure: Figure, /, *, heading: str, sentence: str, source: str) -> Figure:
    """The figure on white, wide enough for a slide or a page, as anyone may pass it on."""
    title, said = _lines(heading, 66), _lines(sentence, 108)
    below = _lines(source, 118)
    top = _EDGE + 32 * len(title) + 24 * len(said) + _LEGEND
    bottom = 52 + 20 * len(below) + _EDGE
    drawn = max(figure["layout"]["height"], _LEAST)
    layout: dict[str, Any] = {
        **figure["layout"],
        "width": WIDTH,
        "height": top + drawn + bottom,
        "paper_bgcolor": "#ffffff",
        "plot_bgcolor": "#ffffff",
        "margin": {"l": 2 * _EDGE, "r": _EDGE, "t": top, "b": bottom},
        "title": _title(title, said),
        "showlegend": True,
        "legend": {
            "orientation": "h",
            "x": 0,
            "y": 1,
            "xref": "paper",
            "yanchor": "bottom",
            "font": {"size": _TEXT - 2},
            "traceorder": "normal",
        },
        "annotations": [*figure["layout"].get("annotations", []), _source(below)],
    }
    traces = [{**trace, "showlegend": bool(trace.get("name"))} for trace in figure["data"]]
    return {"data": traces, "layout": layout}


def _lines(text: str, width: int) -> list[str]:
    return [escaped(line) for line in textwrap.wrap(text, width)]


def _title(title: list[str], said: list[str]) -> dict[str, Any]:
    """Heading and sentence in one block at the upper left edge."""
    rest = "".join(f'<br><span style="font-size:{_TEXT}px">{line}</span>' for line in said)
    return {
        "text": f"<b>{'<br>'.join(title)}</b>{rest}",
        "x": 0,
        "xref": "container",
        "xanchor": "left",
        "y": 1,
        "yref": "container",
        "yanchor": "top",
        "pad": {"l": _EDGE, "t": _EDGE + 6},
        "font": {"family": FONT, "size": _TITLE, "color": PALETTES[Scheme.LIGHT].ink},
    }


def _source(lines: list[str]) -> dict[str, Any]:
    return {
        "text": "<br>".join(lines),
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "align": "left",
        "y": 0,
        "yref": "paper",
        "yanchor": "top",
        "yshift": -44,
        "showarrow": False,
        "font": {"size": _SMALL, "color": PALETTES[Scheme.LIGHT].muted},
    }
