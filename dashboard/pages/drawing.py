"""Dash: the page says which charts it has, and one callback draws any of them."""

import re
from typing import Any

import dash
import orjson
from dash import MATCH, ClientsideFunction, Input, Output, State, no_update
from flask import Flask, Response, abort, send_file

from dashboard.charts.theme import Figure, Scheme
from dashboard.components.plotlyjs import plotly_script
from dashboard.components.shell import asset_address
from dashboard.components.slots import Brought, Charts, Ids, shown, slot_id
from dashboard.flows.draw_chart import draw
from dashboard.language.words import Language, words_for
from dashboard.pages.desk import NAMED, Desk
from dashboard.settings import assets_folder

# Of the scripts Dash would load, those that a chart needs: no inputs, tables or old browsers.
_NEEDED = ("/react@", "/react-dom@", "/prop-types@", "/dash_renderer.")
# Of Dash's settings, those its renderer reads; which Python runs here is nobody's business.
_SETTINGS = (
    "url_base_pathname",
    "requests_pathname_prefix",
    "serve_locally",
    "suppress_callback_exceptions",
    "show_undo_redo",
    "update_title",
    "ui",
    "props_check",
    "validate_callbacks",
    "csrf_token_name",
    "csrf_header_name",
)


class PartsOnly(dash.Dash):
    """Dash as a part of our own document instead of a document of its own."""

    def interpolate_index(self, **parts: Any) -> str:  # pyright: ignore[reportIncompatibleMethodOverride]
        """Only the parts; the document around them is ours."""
        return "".join(parts.values())


def register(server: Flask, desk: Desk) -> PartsOnly:
    """Put Dash on the server, with its callback, and Plotly's script beside it."""
    application = PartsOnly(
        "dashboard",
        server=server,  # pyright: ignore[reportArgumentType] - a WSGI server is what it wants
        assets_folder=str(assets_folder()),
        assets_ignore=r".*",  # the document asks for every file itself
        suppress_callback_exceptions=True,
        update_title="",
    )
    application.layout = Charts(id=Ids.CHARTS)
    application.clientside_callback(
        ClientsideFunction("sdg", "slots"),
        Output(Ids.CHARTS, "children"),
        Input(Ids.CHARTS, "id"),
    )

    @application.callback(
        Output(slot_id(MATCH, MATCH), "figure"),
        Input(slot_id(MATCH, MATCH), "scheme"),
        State(slot_id(MATCH, MATCH), "id"),
        State(slot_id(MATCH, MATCH), "language"),
        State(slot_id(MATCH, MATCH), "edition"),
        prevent_initial_call=True,
    )
    def show_chart(scheme: object, slot: object, language: object, edition: object) -> Any:
        drawn = _drawn(desk, scheme, slot, language=language, edition=edition)
        return no_update if drawn is None else drawn

    @server.get("/plotly/<mark>.js")
    def plotly(mark: str) -> Response:
        script = plotly_script()
        if mark != script.mark:
            abort(404)
        return send_file(script.file, mimetype="text/javascript", etag=False)

    return application


def brought(application: PartsOnly) -> Brought:
    """What charts need, in the order it must run: our own script starts Dash."""
    index = application.index()
    scripts = re.findall(r'src="([^"]+)"', index)
    needed = [each for each in scripts if any(part in each for part in _NEEDED)]
    (told,) = re.findall(r'<script id="_dash-config"[^>]*>(.*?)</script>', index)
    settings = {key: value for key, value in orjson.loads(told).items() if key in _SETTINGS}
    return Brought((*needed, asset_address("slot.js"), plotly_script().address), settings)


def _drawn(
    desk: Desk, scheme: object, slot: object, /, *, language: object, edition: object
) -> Figure | None:
    """The chart a browser asks for, whatever it sent; None where that is no chart."""
    match slot, edition:
        case {"chart": str(chart), "of": str(of)}, str(named):
            opened = desk.seen({NAMED: named})
        case _:
            return None
    seen = next((each for each in Scheme if each == scheme), None)
    spoken = next((each for each in Language if each == language), None)
    if opened is None or seen is None or spoken is None:
        return None
    figure = draw(opened, words_for(spoken), chart=chart, of=of, scheme=seen)
    return None if figure is None else shown(figure, spoken)
