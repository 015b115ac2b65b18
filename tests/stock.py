"""The page a Dash program would be without ours: the same content as `html.*` and `dcc.Graph`.

Built from a page that was printed: each element becomes the component of its name, each
slot the graph that is drawn into it. What Dash has no component for (drawings in SVG) is
left out, which only helps it.
"""

import re
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any

import dash
from dash import dcc, html
from dash.development.base_component import Component
from flask import Flask

from dashboard.charts.theme import Figure, config
from dashboard.language.words import Language
from dashboard.pages import packing

_PLOTLY = "/_dash-component-suites/plotly/package_data/plotly.min.js"
_VOID = {"br", "hr", "img", "input", "link", "meta", "wbr"}
_LEFT_OUT = {"script", "template", "noscript", "style", "svg"}
_RENAMED = {"class": "className", "for": "htmlFor"}
# A name of a slot to its figure.
Draw = Callable[[str], Figure | None]


class _Builder(HTMLParser):
    """Reads the body of a document and builds a component of each element."""

    def __init__(self, draw: Draw, language: Language) -> None:
        super().__init__(convert_charrefs=True)
        self._draw, self._language = draw, language
        self._open: list[tuple[str, dict[str, Any], list[Any]]] = []
        self._skipping: list[str] = []
        self.built: list[Any] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._skipping or tag in _LEFT_OUT:
            if tag not in _VOID:
                self._skipping.append(tag)
        elif not self._open and tag != "body":
            return  # the head is Dash's own
        elif tag in _VOID:
            self._add(self._component(tag, dict(attrs), []))
        else:
            self._open.append((tag, dict(attrs), []))

    def handle_endtag(self, tag: str) -> None:
        if self._skipping:
            if self._skipping[-1] == tag:
                self._skipping.pop()
        elif self._open and tag == self._open[-1][0]:
            name, given, inside = self._open.pop()
            self._add(self._component(name, given, inside))

    def handle_data(self, data: str) -> None:
        if self._open and not self._skipping and data.strip():
            self._open[-1][2].append(data)

    def _add(self, component: Component) -> None:
        (self._open[-1][2] if self._open else self.built).append(component)

    def _component(self, tag: str, given: dict[str, Any], inside: list[Any]) -> Component:
        if slot := given.get("data-slot"):
            figure = self._draw(slot)
            assert figure is not None, slot
            height = {"height": f"{figure['layout']['height']}px"}
            told = config(self._language)
            graph = dcc.Graph(figure=figure, config=told, responsive=True, style=height)
            return html.Div(graph, **{"data-slot": slot})
        if tag == "input":
            return dcc.Input(name=given.get("name"), type="text")
        kind = html.Div if tag == "body" else getattr(html, tag.capitalize(), html.Span)
        return kind(inside or None, **_props(kind(), given))


def _props(kind: Component, given: dict[str, Any]) -> dict[str, Any]:
    """The attributes that Dash knows, by the names it knows them under."""
    known = {name.lower(): name for name in kind._prop_names}
    props: dict[str, Any] = {}
    for name, value in given.items():
        prop = _RENAMED.get(name, known.get(name, ""))
        if name.startswith(("aria-", "data-")):
            props[name] = value or ""
        elif name == "id" and value and not set(value) & set(".{"):
            props["id"] = value
        elif prop and name not in ("id", "style", "hidden") and prop in kind._prop_names:
            props[prop] = True if value is None else value
    return props


def stock_page(document: str, style: str, prefix: str, draw: Draw, language: Language) -> Flask:
    """A Dash program of one page; `style` is the address of the style sheet."""
    builder = _Builder(draw, language)
    builder.feed(document)
    server = Flask("stock")
    packing.register(server)  # sent as ours is, or the difference would be that
    application = dash.Dash(
        "stock",
        server=server,
        routes_pathname_prefix="/",
        requests_pathname_prefix=f"{prefix}/",
        external_stylesheets=[style],
        assets_folder="none",  # what is ours is not stock
    )
    application.layout = html.Div(builder.built)
    client = server.test_client()
    listed = re.findall(rf'src="{prefix}(/[^"]+)"', client.get("/").text)
    for address in ("/_dash-layout", _PLOTLY, *listed):  # packed before anybody asks, as ours are
        client.get(address)
    return server
