"""The wiring: the only room that knows everything."""

import logging
import secrets
from functools import cache, partial
from string import punctuation
from urllib.parse import quote

import orjson
from dash.exceptions import DependencyException
from flask import Flask, Response, redirect, request
from werkzeug.exceptions import HTTPException
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.wrappers import Response as AnyResponse

from dashboard.components.printing import Printed
from dashboard.components.shell import Address
from dashboard.errors import Trouble
from dashboard.flows.open_draft import Proposals
from dashboard.flows.open_edition import Library
from dashboard.flows.sign_in import SignIn
from dashboard.flows.sign_in_outside import outside_of
from dashboard.flows.take_turns import Busy, Turns
from dashboard.language.words import Language, Words, words_for
from dashboard.pages import (
    PAGES,
    chart_files,
    correcting,
    drafts,
    drawing,
    feed,
    files,
    guard,
    me,
    outside,
    packing,
    people,
    reading,
    restoring,
    sign_in,
    tagging,
    upload,
)
from dashboard.pages.desk import LANGUAGES, DashParts, Desk, failed, language_of, not_found
from dashboard.pages.door import Door, who
from dashboard.pages.guard import CutOff
from dashboard.pages.office import Office
from dashboard.pages.packed import FRESH, pack
from dashboard.pages.queries import printable
from dashboard.pages.ready import Ready
from dashboard.pages.rights import ROUTES
from dashboard.pages.room import Room
from dashboard.plan.people import Right
from dashboard.records.guesses import Guesses
from dashboard.records.passwords import Passwords
from dashboard.records.people import People
from dashboard.records.sessions import Limits, Sessions
from dashboard.records.sql import SqlStore
from dashboard.settings import Settings

_LOG = logging.getLogger("dashboard")
_YEAR = 31_536_000
_NOTHING = ", ".join(
    f"{feature}=()"
    for feature in ("camera", "display-capture", "geolocation", "microphone", "payment", "usb")
)
_WARM = ("", "actions", "indicators", "search?q=1")
# Lists that stand on the front page.
_PARTS = ("goals", "administrations")


def create_app(settings: Settings, store: SqlStore, /, *, ticket: str = "") -> Flask:
    """The whole program as a WSGI application, warmed so that no first visitor meets a race.

    `ticket` is the secret part of the analyst link: as long as there are no people, whoever
    has it can send workbooks.
    """
    server = Flask("dashboard", static_folder=None)
    # How large a question may be is said by its route; see pages/guard.py.
    server.config.update(SEND_FILE_MAX_AGE_DEFAULT=_YEAR)  # addresses change with their content
    if settings.proxies:
        server.wsgi_app = ProxyFix(server.wsgi_app, x_for=settings.proxies, x_proto=0)
    library = Library(store)
    desk = Desk(library, PAGES, settings)
    application = drawing.register(server, desk)
    parts: DashParts = cache(partial(drawing.brought, application))
    office = Office(desk, Door(_sign_in(settings, store), settings, ticket), settings)
    turns = Turns(at_once=settings.readers, places=uploads_of(settings))
    guard.register(
        server,
        door=office.door,
        callbacks=application.callback_map,
        settings=settings,
        turns=turns,
        refuse=office.refuse,
    )
    packing.register(server)
    outside.register(server, office, outside_of(settings.oidc))
    for room in (sign_in, me, people):
        room.register(server, office)
    drafts_room = Room(office, store, Proposals(library, store), turns)
    for room in (upload, drafts, reading, tagging, correcting, restoring):
        room.register(server, drafts_room)
    feed.register(server, desk, library)
    files.register(server, library, settings)
    chart_files.register(server, desk)
    _routes(server, desk, parts)
    _errors(server, desk, office)
    server.after_request(partial(_headers, is_https=settings.is_https))
    server.wsgi_app = Ready(server.wsgi_app, partial(_newest, desk))  # type: ignore[method-assign]
    warm(server)
    return server


def _sign_in(settings: Settings, store: SqlStore) -> SignIn:
    """What signing in needs, from the database and the settings."""
    limits = Limits(
        idle=settings.session_idle_minutes * 60,
        absolute=settings.session_hours * 3600,
        founder=settings.analyst_hours * 3600,
    )
    return SignIn(
        people=People(store.database),
        sessions=Sessions(store.database, limits),
        guesses=Guesses(store.database, settings.secret_key or secrets.token_hex(32)),
        # Two at once in all: what each counts takes 64 MB.
        passwords=Passwords(at_once=max(1, 2 // max(1, settings.workers))),
        trail=store,
    )


def uploads_of(settings: Settings, /) -> int:
    """How many workbooks each worker takes in at once, those that wait to be read counted.

    All who send on the last day, also where one worker gets most of them.
    """
    return 2 * settings.threads


def warm(server: Flask, /) -> None:
    """Ask for what costs something the first time, so that no visitor has to wait for it.

    Dash registers its files at its first request, and two at once can get a blank page. The
    first search gathers the words of an edition.
    """
    client = server.test_client()
    for path in ("/_dash-layout", *(f"/{language}/{at}" for language in Language for at in _WARM)):
        client.get(path)


def _newest(desk: Desk) -> int | None:
    """The number of the newest edition; None where it cannot be told, and Flask says why."""
    try:
        opened = desk.current()
    except Exception:  # noqa: BLE001 - the same question is asked again, where faults are told
        return None
    return opened.edition.number if opened else None


def _routes(server: Flask, desk: Desk, parts: DashParts) -> None:
    """Every public address; what is none gets a real 404, not Dash's empty page."""

    def page(lang: str, rest: str = "") -> AnyResponse:
        if rest.endswith("/") or rest in _PARTS:  # each page has one address
            return redirect(_one_address(lang, rest.rstrip("/")), 308)
        # What is not ASCII is escaped, not replaced: two questions must not look the same.
        asked = quote(request.query_string, safe=punctuation)
        address = Address(f"/{rest}", asked, desk.site(request.host_url))
        asked_for = printable(request.args.to_dict())
        packed, cache = desk.answer(Language(lang), address, asked_for, dash=parts)
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


def _errors(server: Flask, desk: Desk, office: Office) -> None:
    """Every fault is a page that stands: noted under a number, without a trace of the code."""

    def missing(_error: Exception) -> Response:
        words = _words()
        printed, needed = not_found(words), ROUTES.get(request.endpoint or "")
        is_room = isinstance(needed, Right) and who() is not None
        return office.page(words, printed) if is_room else _told(desk, printed)

    def fault(error: Exception) -> AnyResponse:
        if isinstance(error, HTTPException):
            return error.get_response()
        number = secrets.token_hex(4)
        _LOG.error("fault %s at %s", number, request.path, exc_info=error)
        status = 503 if isinstance(error, Trouble) else 500
        return _told(desk, failed(_words(), number, status=status))

    def too_large(_error: Exception) -> Response:
        if request.endpoint == "send":
            limit = office.settings.upload_limit_mb
            return office.refuse("people.refused.too_large", 413, limit=limit)
        return office.refuse("people.refused.too_long", 413)

    def busy(_error: Exception) -> Response:
        return office.refuse("people.refused.busy", 503)

    def cut_off(_error: Exception) -> Response:
        return office.refuse("people.refused.cut_off", 503)

    server.register_error_handler(404, missing)
    server.register_error_handler(Busy, busy)
    server.register_error_handler(CutOff, cut_off)
    server.register_error_handler(DependencyException, missing)  # a file that Dash does not know
    server.register_error_handler(413, too_large)
    server.register_error_handler(Exception, fault)


def _words() -> Words:
    return words_for(language_of(request.path) or _preferred())


def _told(desk: Desk, printed: Printed) -> Response:
    """A page that needs no edition: the database may be what failed."""
    text = desk.document(_words(), printed, Address("/", ""), opened=None)
    answer = Response(text, status=printed.status, mimetype="text/html")
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _headers(response: Response, *, is_https: bool) -> Response:
    """What a browser may do with a page: nothing but show it, from here.

    Only a chart that stands alone may stand in a page of somebody else; it has no forms.
    """
    form, frames = ("'none'", "*") if _may_be_framed(response) else ("'self'", "'none'")
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    response.headers.setdefault("Referrer-Policy", "same-origin")
    response.headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
    response.headers.setdefault("Permissions-Policy", _NOTHING)
    if is_https:
        response.headers.setdefault("Strict-Transport-Security", f"max-age={_YEAR}")
    response.headers.setdefault(
        "Content-Security-Policy",
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data:; font-src 'self'; connect-src 'self'; object-src 'none'; "
        f"base-uri 'none'; form-action {form}; frame-ancestors {frames}",
    )
    return response


def _may_be_framed(response: Response) -> bool:
    """Whether this is a chart alone; an answer that it has not changed is one too."""
    parts = request.path.split("/")
    is_embed = language_of(request.path) is not None and parts[2:3] == ["embed"]
    return is_embed and request.endpoint == "page" and response.status_code in (200, 304)
