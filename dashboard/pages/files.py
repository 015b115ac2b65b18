"""Addresses that are no pages: the published workbook, and the way to the statement."""

from functools import partial
from io import BytesIO

from flask import Flask, abort, redirect, send_file
from werkzeug.wrappers import Response as AnyResponse

from dashboard.components.addresses import Addresses
from dashboard.flows.open_edition import Library
from dashboard.language.words import Language
from dashboard.pages.accessibility import statement
from dashboard.pages.desk import LANGUAGES
from dashboard.plan.filenames import file_name
from dashboard.settings import Settings

_BYTES = "application/octet-stream"


def register(server: Flask, library: Library, settings: Settings) -> None:
    """Put the addresses on the server."""
    rule = f"{LANGUAGES}/about/<int:number>/workbook"
    server.add_url_rule(rule, "workbook", partial(_workbook, library, settings))
    server.add_url_rule("/was", "was", partial(_statement, settings))


def _workbook(library: Library, settings: Settings, number: int, **_: str) -> AnyResponse:
    """The workbook of an edition, byte for byte, where the city lets anyone have it."""
    is_open = settings.workbook_download == 1 and number < 2**31
    found = library.workbook(number) if is_open else None
    if found is None:
        abort(404)
    edition, content = found
    return send_file(
        BytesIO(content),
        mimetype=_BYTES,  # never opened in the page, whatever it is
        as_attachment=True,
        download_name=file_name(edition.filename),
        etag=edition.checksum,
    )


def _statement(settings: Settings) -> AnyResponse:
    """The statement; where nobody told which, the page that says so."""
    return redirect(statement(settings) or Addresses(Language.DA).accessibility(), 302)
