"""The wiring: the only room that knows everything."""

import logging
import secrets
from functools import partial
from string import punctuation
from urllib.parse import quote

import orjson
from flask import Flask, Response, redirect, request
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as AnyResponse

from dashboard.components.printing import Printed
from dashboard.components.shell import Address
from dashboard.errors import Trouble
from dashboard.flows.open_draft import Proposals
from dashboard.flows.open_edition import Library
from dashboard.language.words import Language, Words, words_for
from dashboard.pages import PAGES, drafts, drawing, feed, files, packing, restoring, upload
from dashboard.pages.desk import LANGUAGES, DashParts, Desk, failed, language_of, not_found
from dashboard.pages.packed import FRESH, pack
from dashboard.pages.room import Room
from dashboard.records.store import Store
from dashboard.settings import MEGABYTE, Settings

_LOG = logging.getLogger("dashboard")
_YEAR = 31_536_000
_WARM = ("", "actions", "indicators", "search?q=1")
# Lists that stand on the front page.
_PARTS = ("goals", "administrations")


def create_app(settings: Settings, store: Store, /, *, ticket: str = "") -> Flask:
    """The whole program as a WSGI application, warmed so that no first visitor meets a race.

    `ticket` is the secret part of the analyst link; without one nobody can send workbooks.
    """
    server = Flask("dashboard", static_folder=None)
    server.config.update(
        SECRET_KEY=settings.secret_key or secrets.token_hex(32),
        MAX_CONTENT_LENGTH=(settings.upload_limit_mb + 1) * MEGABYTE,
        SEND_FILE_MAX_AGE_DEFAULT=_YEAR,  # their addresses change with their content
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
    )
    packing.register(server)
    library = Library(store)
    desk = Desk(library, PAGES, settings)
    application = drawing.register(server, desk)
    parts: DashParts = partial(drawing.dash_parts, application)
    room = Room(desk, store, settings, ticket, Proposals(library, store))
    for each in (upload, drafts, restoring):
        each.register(server, room)
    feed.register(server, desk, library)
    files.register(server, store=store, settings=settings)
    _routes(server, desk, parts)
    _errors(server, desk)
    server.after_request(partial(_headers, " ".join(application.csp_hashes())))
    warm(server)
    return server


def warm(server: Flask, /) -> None:
    """Ask for what costs something the first time, so that no visitor has to wait for it.

    Dash registers its files at its first request, and two at once can get a blank page. The
    first search gathers the words of an edition.
    """
    client = server.test_client()
    for path in ("/_dash-layout", *(f"/{language}/{at}" for language in Language for at in _WARM)):
        client.get(path)


def _routes(server: Flask, desk: Desk, parts: DashParts) -> None:
    """Every public address; what is none gets a real 404, not Dash's empty page."""

    def page(lang: str, rest: str = "") -> AnyResponse:
        if rest.endswith("/") or rest in _PARTS:  # each page has one address
            return redirect(_one_address(lang, rest.rstrip("/")), 308)
        # What is not ASCII is escaped, not replaced: two questions must not look the same.
        asked = quote(request.query_string, safe=punctuation)
        address = Address(f"/{rest}", asked, desk.site(request.host_url))
        packed, cache = desk.answer(Language(lang), address, request.args.to_dict(), dash=parts)
        return packed.answer(cache)

    def newest(lang: str) -> Response:
        said = desk.newest(Language(lang))
        return pack(orjson.dumps(said), mimetype="application/json").answer(FRESH)

    def front(path: str = "") -> AnyResponse:
        if path:
            return nowhere(path)
        answer = redirect(f"/{_preferred()}/", 302)
        answer.headers["Cache-Control"], answer.headers["Vary"] = "no-cache", "Accept-Language"
        return answer

    def nowhere(path: str = "") -> Response:
        packed, cache = desk.answer(_words().language, Address("/404", ""), {}, dash=parts)
        return packed.answer(cache)

    server.add_url_rule(f"{LANGUAGES}/newest.json", "newest", newest)
    server.add_url_rule(f"{LANGUAGES}/", "page", page)
    server.add_url_rule(f"{LANGUAGES}/<path:rest>", "page", page)
    # Dash has put its own index on these two.
    server.view_functions["/"] = front
    server.view_functions["/<path:path>"] = nowhere


def _one_address(lang: str, page: str) -> str:
    """The address of a page that was asked for with a slash too many, or of a part of one."""
    asked = quote(request.query_string, safe=punctuation)
    query = f"?{asked}" if asked else ""
    return f"/{lang}/{query}#{page}" if page in _PARTS else f"/{lang}/{page}{query}"


def _preferred() -> Language:
    """The language a browser asks for, Danish first."""
    best = request.accept_languages.best_match([lang.value for lang in Language])
    return Language(best) if best else Language.DA


def _errors(server: Flask, desk: Desk) -> None:
    """Every fault is a page that stands: noted under a number, without a trace of the code."""

    def missing(_error: Exception) -> Response:
        return _told(desk, not_found(_words()))

    def fault(error: Exception) -> AnyResponse:
        if isinstance(error, HTTPException):
            return error.get_response()
        number = secrets.token_hex(4)
        _LOG.error("fault %s at %s", number, request.path, exc_info=error)
        status = 503 if isinstance(error, Trouble) else 500
        return _told(desk, failed(_words(), number, status=status))

    server.register_error_handler(404, missing)
    server.register_error_handler(Exception, fault)


def _words() -> Words:
    return words_for(language_of(request.path) or _preferred())


def _told(desk: Desk, printed: Printed) -> Response:
    """A page that needs no edition: the database may be what failed."""
    text = desk.document(_words(), printed, Address("/", ""), opened=None)
    answer = Response(text, status=printed.status, mimetype="text/html")
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _headers(hashes: str, response: Response) -> Response:
    """What a browser may do with a page: nothing but show it, from here."""
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    response.headers.setdefault("Referrer-Policy", "same-origin")
    response.headers.setdefault(
        "Content-Security-Policy",
        f"default-src 'none'; script-src 'self' {hashes}; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data:; font-src 'self'; connect-src 'self'; object-src 'none'; "
        "base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    )
    return response
