"""What every chart shares: quiet axes, no toolbar that leaves the site, Danish numbers."""

from typing import Any

from dashboard.language.words import Language

Figure = dict[str, Any]

FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"
INK = "#14202b"
MUTED = "#5b6670"
GRID = "#e3e3de"
SERIES = "#0b4f8a"
PATH = "#6a5d2f"

# The same colours as the marks in the style sheet; the page's own rules recolour in dark.
STATUS_COLOURS: dict[str, str] = {
    "completed": "#0b4f8a",
    "on_track": "#2a93c9",
    "at_risk": "#c77d00",
    "delayed": "#a3123a",
    "not_started": "#ffffff",
    "postponed": "#b9b2c7",
    "cancelled": "#d8d5cd",
    "unknown": "#f1f0ec",
}
# Text that reaches 4.5:1 on them; on the blue of "on track" and on amber that is dark.
STATUS_TEXT: dict[str, str] = {
    key: "#ffffff" if key in ("completed", "delayed") else "#14202b" for key in STATUS_COLOURS
}


def escaped(text: str) -> str:
    """Text for a label: Plotly reads markup and slots, and a cell must become neither."""
    for sign, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("{", "&#123;")):
        text = text.replace(sign, entity)
    return text


def layout(**own: Any) -> dict[str, Any]:
    """The layout all charts start from."""
    return {
        "font": {"family": FONT, "size": 14, "color": INK},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "margin": {"l": 8, "r": 16, "t": 12, "b": 8},
        "hoverlabel": {"font": {"family": FONT, "size": 14}},
        "dragmode": False,
        "separators": ",.",
        **own,
    }


def axis(**own: Any) -> dict[str, Any]:
    """An axis that stays in the background and does not catch a finger."""
    return {
        "automargin": True,
        "fixedrange": True,
        "gridcolor": GRID,
        "linecolor": MUTED,
        "zeroline": False,
        "tickfont": {"color": MUTED},
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


def separators(language: Language) -> str:
    """Decimal and thousands signs, in Plotly's notation."""
    return ",." if language is Language.DA else ".,"
