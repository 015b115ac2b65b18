"""Dash's part of a page: a slot for each chart, and the figure that fills it.

The slots are found by `assets/slot.js` in the page that was printed. Figures are plain
dictionaries: building objects of them made answers tens of times dearer.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from dash.development.base_component import Component

from dashboard.charts.theme import Figure, config
from dashboard.language.words import Language


class Ids(StrEnum):
    """The fixed parts of Dash's layout."""

    CHARTS = "charts"
    SLOT = "slot"


class Charts(Component):
    """All that Dash lays out: where the slots of a page hang, shown nowhere by itself."""

    _namespace = "sdg"
    _type = "Charts"
    _prop_names = ["id", "children"]  # noqa: RUF012
    _children_props = []  # noqa: RUF012
    _base_nodes = ["children"]  # noqa: RUF012
    _valid_wildcard_attributes = []  # noqa: RUF012


@dataclass(frozen=True, slots=True)
class Brought:
    """What a page needs for its charts to be drawn: scripts in their order, and Dash's settings."""

    scripts: tuple[str, ...]
    settings: Mapping[str, object]


def slot_id(chart: object, of: object) -> dict[str, Any]:
    """The id of a slot, or with patterns in it, of many."""
    return {"type": Ids.SLOT.value, "chart": chart, "of": of}


def shown(figure: Figure, language: Language) -> Figure:
    """A figure with how Plotly is to behave."""
    return {**figure, "config": config(language)}
