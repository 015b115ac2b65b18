"""What every chart shares: two palettes, quiet axes, and no toolbar that leaves the site."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from dashboard.language.words import Language

Figure = dict[str, Any]

FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"


class Scheme(StrEnum):
    """Whether the reader's screen is light or dark."""

    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of a scheme: the same as the tokens of the style sheet."""

    ink: str
    muted: str
    grid: str
    card: str
    series: str
    path: str
    statuses: Mapping[str, str]
    on_status: Mapping[str, str]


PALETTES: Mapping[Scheme, Palette] = {
    Scheme.LIGHT: Palette(
        ink="#14202b",
        muted="#55606b",
        grid="#e3e1da",
        card="#ffffff",
        series="#0b4f8a",
        path="#6a5d2f",
        statuses={
            "completed": "#0b4f8a",
            "on_track": "#2a93c9",
            "at_risk": "#c77d00",
            "delayed": "#a3123a",
            "postponed": "#b9b2c7",
            "cancelled": "#cfcbc0",
        },
        on_status={"completed": "#ffffff", "delayed": "#ffffff"},
    ),
    Scheme.DARK: Palette(
        ink="#eef2f5",
        muted="#a9b4be",
        grid="#33404c",
        card="#19222b",
        series="#8cc8f5",
        path="#d9c98a",
        statuses={
            "completed": "#4a97e8",
            "on_track": "#9ad4f7",
            "at_risk": "#f2b632",
            "delayed": "#ff7a90",
            "postponed": "#8f86a3",
            "cancelled": "#7f8a95",
        },
        on_status=dict.fromkeys(
            ("completed", "on_track", "at_risk", "delayed", "postponed", "cancelled"), "#10161c"
        ),
    ),
}


def escaped(text: str) -> str:
    """Text for a label: Plotly reads markup and slots, and a cell must become neither."""
    for sign, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("{", "&#123;")):
        text = text.replace(sign, entity)
    return text


def faint(colour: str) -> str:
    """A colour as a pale area: it lets what lies behind it through."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red},{green},{blue},0.16)"


def layout(palette: Palette, language: Language, /, **own: Any) -> dict[str, Any]:
    """The layout all charts start from; the key to the marks stands in the page."""
    return {
        "font": {"family": FONT, "size": 14, "color": palette.ink},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "margin": {"l": 8, "r": 16, "t": 12, "b": 8},
        "hoverlabel": {"font": {"family": FONT, "size": 14}},
        "dragmode": False,
        "showlegend": False,
        "separators": ",." if language is Language.DA else ".,",
        **own,
    }


def axis(palette: Palette, /, **own: Any) -> dict[str, Any]:
    """An axis that stays in the background and does not catch a finger."""
    return {
        "automargin": True,
        "fixedrange": True,
        "gridcolor": palette.grid,
        "linecolor": palette.muted,
        "zeroline": False,
        "tickangle": 0,
        "tickfont": {"color": palette.muted},
        **own,
    }


def config(language: Language) -> dict[str, Any]:
    """How Plotly behaves: it sends nothing anywhere and writes numbers as the page does."""
    danish = {
        "dictionary": {},
        "format": {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["", " kr."]},
    }
    return {
        "displayModeBar": False,
        "showSendToCloud": False,
        "plotlyServerURL": "",
        "responsive": True,
        "locale": language.value,
        "locales": {"da": danish},
    }
