"""Dash's part of a page: a slot for each chart, and the figure that fills it.

Plain dictionaries: building component objects made answers tens of times dearer.
"""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from dashboard.charts.theme import Figure, config
from dashboard.components.printing import Chart
from dashboard.language.words import Language


class Ids(StrEnum):
    """The fixed parts of Dash's layout."""

    URL = "url"
    CHARTS = "charts"
    SLOT = "slot"
    GRAPH = "graph"


def slot_id(chart: object, of: object) -> dict[str, Any]:
    """The id of a slot, or with patterns in it, of many."""
    return {"type": Ids.SLOT.value, "chart": chart, "of": of}


def slots(charts: Iterable[Chart]) -> list[dict[str, Any]]:
    """A slot for each chart; it asks for its figure when it comes near the screen."""
    return [
        {
            "namespace": "sdg",
            "type": "Slot",
            "props": {"id": slot_id(c.chart, c.of), "target": c.slot, "scheme": ""},
        }
        for c in charts
    ]


def graph(figure: Figure, language: Language, /, *, chart: str, of: str) -> dict[str, Any]:
    """The figure as Dash shows it."""
    height = figure["layout"]["height"]
    return {
        "namespace": "dash_core_components",
        "type": "Graph",
        "props": {
            "id": {"type": Ids.GRAPH.value, "chart": chart, "of": of},
            "figure": figure,
            "config": config(language),
            "responsive": True,
            "style": {"height": f"{height}px"},
        },
    }
