"""What a chart can be taken home as: its numbers, with the cells they came from."""

import re
from functools import partial
from string import punctuation
from urllib.parse import quote

from flask import Flask, abort, request
from werkzeug.wrappers import Response as AnyResponse

from dashboard.components.addresses import CITY
from dashboard.components.shell import Address
from dashboard.flows.open_edition import OpenEdition
from dashboard.flows.tabulate_chart import tabulate
from dashboard.flows.write_csv import write_csv
from dashboard.language.words import Language, Words
from dashboard.pages.desk import LANGUAGES, Desk


def register(server: Flask, desk: Desk) -> None:
    """Put the addresses on the server."""
    rule = f"{LANGUAGES}/charts/<chart>/<path:of>.csv"
    server.add_url_rule(rule, "numbers", partial(_numbers, desk))


def _numbers(desk: Desk, lang: str, chart: str, of: str) -> AnyResponse:
    def make(opened: OpenEdition, words: Words) -> bytes | None:
        table = tabulate(opened, words, chart=chart, of=thing(chart, of))
        return None if table is None else write_csv(table.headers, table.rows, words.language)

    asked = quote(request.query_string, safe=punctuation)
    address = Address(request.path.removeprefix(f"/{lang}"), asked)
    found = desk.file(Language(lang), address, request.args, kind="text/csv", make=make)
    if found is None:
        abort(404)
    packed, cache, opened = found
    answer = packed.answer(cache)
    number = opened.edition.number
    answer.headers["Content-Disposition"] = f"attachment; filename={file_name(of, number)}.csv"
    return answer


def thing(chart: str, of: str) -> str:
    """What a chart is of, from its part of an address; nothing for the whole city."""
    return "" if chart == "status_by_administration" and of == CITY else of


def file_name(of: str, edition: int) -> str:
    """A name that every system can keep: what it is of, and the edition."""
    return f"{re.sub(r'[^A-Za-z0-9-]+', '_', of)}-{edition}"
