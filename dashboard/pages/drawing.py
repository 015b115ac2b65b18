"""Dash: one callback finds the charts of a page, one draws any of them."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, unquote

import dash
from dash import MATCH, Input, Output, State, dcc, html, no_update
from flask import Flask

from dashboard.charts.theme import Scheme
from dashboard.components.printing import charts_of
from dashboard.components.slots import Ids, graph, slot_id, slots
from dashboard.flows.draw_chart import draw
from dashboard.language.words import words_for
from dashboard.pages.desk import Desk, language_of
from dashboard.settings import assets_folder


class PartsOnly(dash.Dash):
    """Dash as a part of our own document instead of a document of its own."""

    def interpolate_index(self, **parts: Any) -> str:  # pyright: ignore[reportIncompatibleMethodOverride]
        """Keep the parts; the document around them is ours."""
        # Dash's entry says "Loading..."; the page says something already, and charts leave it.
        entry = '<div id="react-entry-point" hidden></div>'
        self.parts: Mapping[str, str] = {**parts, "app_entry": entry}
        return "".join(self.parts.values())


def register(server: Flask, desk: Desk) -> PartsOnly:
    """Put Dash on the server and give it its two callbacks."""
    application = PartsOnly(
        "dashboard",
        server=server,  # pyright: ignore[reportArgumentType] - a WSGI server is what it wants
        assets_folder=str(assets_folder()),
        assets_ignore=r"^(?!slot\.js$)",  # the document asks for every other file itself
        suppress_callback_exceptions=True,
        update_title="",
    )
    application.layout = html.Div([dcc.Location(id=Ids.URL), html.Div(id=Ids.CHARTS)])

    @application.callback(
        Output(Ids.CHARTS, "children"), Input(Ids.URL, "pathname"), Input(Ids.URL, "search")
    )
    def show_slots(path: object, search: object) -> list[dict[str, Any]]:
        return _slots(desk, str(path), str(search or ""))

    @application.callback(
        Output(slot_id(MATCH, MATCH), "children"),
        Input(slot_id(MATCH, MATCH), "scheme"),
        State(slot_id(MATCH, MATCH), "id"),
        State(Ids.URL, "pathname"),
        State(Ids.URL, "search"),
        prevent_initial_call=True,
    )
    def show_chart(scheme: object, slot: object, path: object, search: object) -> Any:
        seen = next((s for s in Scheme if s == scheme), None)
        if seen is None or not isinstance(slot, dict):
            return no_update
        asked = (str(slot.get("chart")), str(slot.get("of")))
        drawn = _drawn(desk, str(path), _query(search), asked, scheme=seen)
        return no_update if drawn is None else drawn

    return application


def dash_parts(application: PartsOnly) -> Mapping[str, str]:
    """Dash's scripts and configuration as HTML."""
    application.index()
    return application.parts


def _slots(desk: Desk, path: str, search: str) -> list[dict[str, Any]]:
    language = language_of(path)
    if language is None:
        return []
    path = unquote(path)  # a browser tells `Ø` as `%C3%98`
    query = _query(search)
    printed = desk.show(desk.seen(query), language, path.removeprefix(f"/{language}"), query)
    return slots(charts_of(printed.sections))


def _query(search: object) -> dict[str, str]:
    """What is asked for in an address, as a browser tells it."""
    return dict(parse_qsl(str(search or "").removeprefix("?")))


def _drawn(
    desk: Desk, path: str, query: Mapping[str, str], asked: tuple[str, str], *, scheme: Scheme
) -> dict[str, Any] | None:
    language, opened = language_of(path), desk.seen(query)
    chart, of = asked
    if language is None or opened is None:
        return None
    figure = draw(opened, words_for(language), chart=chart, of=of, scheme=scheme)
    return None if figure is None else graph(figure, language, chart=chart, of=of)
