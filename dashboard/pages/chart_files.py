"""What a chart can be taken home as: its numbers with their cells, and its picture."""

import re
from functools import partial
from string import punctuation
from urllib.parse import quote

import orjson
from flask import Flask, abort, request
from werkzeug.wrappers import Response as AnyResponse

from dashboard.charts.picture import picture
from dashboard.components.addresses import CITY
from dashboard.components.one_chart import one_chart
from dashboard.components.reader import Reader
from dashboard.components.shell import Address
from dashboard.flows.draw_chart import draw
from dashboard.flows.open_edition import OpenEdition
from dashboard.flows.say_source import say_source
from dashboard.flows.tabulate_chart import tabulate
from dashboard.flows.write_csv import write_csv
from dashboard.language.words import Language, Words
from dashboard.pages.desk import LANGUAGES, Desk, Make


def register(server: Flask, desk: Desk) -> None:
    """Put the addresses on the server."""
    rule = f"{LANGUAGES}/charts/<chart>/<path:of>.csv"
    server.add_url_rule(rule, "numbers", partial(_numbers, desk))
    rule = f"{LANGUAGES}/charts/<chart>/<path:of>.json"
    server.add_url_rule(rule, "picture", partial(_picture, desk))


def _numbers(desk: Desk, lang: str, chart: str, of: str) -> AnyResponse:
    def make(opened: OpenEdition, words: Words) -> bytes | None:
        table = tabulate(opened, words, chart=chart, of=thing(chart, of))
        return None if table is None else write_csv(table.headers, table.rows, words.language)

    answer, edition = _file(desk, lang, "text/csv", make)
    answer.headers["Content-Disposition"] = f"attachment; filename={file_name(of, edition)}.csv"
    return answer


def _picture(desk: Desk, lang: str, chart: str, of: str) -> AnyResponse:
    """The figure of a picture; the browser makes it, for it has the library already."""

    def make(opened: OpenEdition, words: Words) -> bytes | None:
        shown = one_chart(Reader(opened, words), chart, of)
        figure = draw(opened, words, chart=chart, of=thing(chart, of))
        if shown is None or figure is None:
            return None
        source = say_source(opened, words)
        made = picture(figure, heading=shown.heading, sentence=shown.sentence, source=source)
        return orjson.dumps({**made, "name": file_name(of, opened.edition.number)})

    return _file(desk, lang, "application/json", make)[0]


def _file(desk: Desk, lang: str, kind: str, make: Make) -> tuple[AnyResponse, int]:
    """The file at the address that is asked for, and of which edition it is."""
    asked = quote(request.query_string, safe=punctuation)
    address = Address(request.path.removeprefix(f"/{lang}"), asked)
    found = desk.file(Language(lang), address, request.args, kind=kind, make=make)
    if found is None:
        abort(404)
    packed, cache, opened = found
    return packed.answer(cache), opened.edition.number


def thing(chart: str, of: str) -> str:
    """What a chart is of, from its part of an address; nothing for the whole city."""
    return "" if chart == "status_by_administration" and of == CITY else of


def file_name(of: str, edition: int) -> str:
    """A name that every system can keep: what it is of, and the edition."""
    return f"{re.sub(r'[^A-Za-z0-9-]+', '_', of)}-{edition}"
