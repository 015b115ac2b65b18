"""Addresses that are no pages: the published workbook, and the way to the statement."""

from functools import partial
from io import BytesIO

from flask import Flask, abort, redirect, send_file
from werkzeug.wrappers import Response as AnyResponse

from dashboard.components.addresses import Addresses
from dashboard.language.words import Language
from dashboard.pages.accessibility import statement
from dashboard.pages.desk import LANGUAGES
from dashboard.plan.filenames import file_name
from dashboard.records.store import Store
from dashboard.settings import Settings

_BYTES = "application/octet-stream"


def register(server: Flask, /, *, store: Store, settings: Settings) -> None:
    """Put the addresses on the server."""
    rule = f"{LANGUAGES}/about/<int:number>/workbook"
    server.add_url_rule(rule, "workbook", partial(_workbook, store, settings))
    server.add_url_rule("/was", "was", partial(_statement, settings))


def _workbook(store: Store, settings: Settings, number: int, **_: str) -> AnyResponse:
    """The workbook of an edition, byte for byte, where the city lets anyone have it."""
    edition = store.edition(number) if settings.workbook_download == 1 and number < 2**31 else None
    if edition is None:
        abort(404)
    return send_file(
        BytesIO(store.workbook(number)),
        mimetype=_BYTES,  # never opened in the page, whatever it is
        as_attachment=True,
        download_name=file_name(edition.filename),
        etag=edition.checksum,
    )


def _statement(settings: Settings) -> AnyResponse:
    """The statement; where nobody told which, the page that says so."""
    return redirect(statement(settings) or Addresses(Language.DA).accessibility(), 302)
