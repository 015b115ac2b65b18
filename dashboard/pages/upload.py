"""Where an analyst sends a workbook, reads what is wrong with it, and publishes it.

Plain forms that work without JavaScript. Who may send is told by a signed cookie that the
analyst link gives; nothing else is kept in the browser.
"""

import hmac
import time
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePath
from urllib.parse import urlsplit

from flask import Flask, Response, abort, redirect, request, send_file, session
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response as AnyResponse

from dashboard.components.addresses import Addresses
from dashboard.components.findings import draft_page
from dashboard.components.printing import Html, Printed
from dashboard.components.shell import Address
from dashboard.flows.mark_workbook import mark_workbook
from dashboard.flows.publish_edition import check, publish_workbook
from dashboard.flows.write_template import write_template
from dashboard.language.words import Language, Words, words_for
from dashboard.pages.desk import LANGUAGES, Desk
from dashboard.records.store import Store
from dashboard.settings import MEGABYTE, Settings

_COOKIE = "analyst_until"
_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Room:
    """What the analysts' pages need."""

    desk: Desk
    store: Store
    settings: Settings
    ticket: str

    def page(self, words: Words, printed: Printed, /) -> Response:
        """A page as an answer that nobody keeps."""
        path = request.path.removeprefix(f"/{words.language}")
        address = Address(path, "", self.desk.site(request.host_url))
        text = self.desk.document(words, printed, address, opened=self.desk.current())
        answer = Response(text, status=printed.status, mimetype="text/html")
        answer.headers["Cache-Control"] = "no-store"
        return answer


def register(
    server: Flask, desk: Desk, /, *, store: Store, settings: Settings, ticket: str
) -> None:
    """Put the analysts' addresses on the server."""
    room = Room(desk, store, settings, ticket)
    routes: tuple[tuple[str, str, Callable[..., AnyResponse], str], ...] = (
        ("upload", "/upload", _form, "GET"),
        ("send", "/upload", _send, "POST"),
        ("template", "/upload/template.xlsx", _template, "GET"),
        ("draft", "/upload/<key>", _draft, "GET"),
        ("marked", "/upload/<key>/marked", _marked, "GET"),
        ("publish", "/upload/<key>/publish", _publish, "POST"),
    )
    for name, rule, view, method in routes:
        server.add_url_rule(LANGUAGES + rule, name, _bound(view, room, method), methods=[method])


def _bound(view: Callable[..., AnyResponse], room: Room, method: str) -> Callable[..., AnyResponse]:
    """A view with its room; whoever posts must be an analyst on a page of ours."""

    def answer(lang: str, **arguments: str) -> AnyResponse:
        words = words_for(Language(lang))
        if method == "POST":
            if not _is_analyst():
                return room.page(words, _upload(room, words, status=403))
            if not _is_ours():
                problem = words("interface.upload.stranger")
                return room.page(words, _upload(room, words, problem=problem, status=403))
        return view(room, words, **arguments)

    return answer


def _form(room: Room, words: Words) -> AnyResponse:
    given = request.args.get("ticket", "")
    if given and room.ticket and hmac.compare_digest(given.encode(), room.ticket.encode()):
        session[_COOKIE] = time.time() + room.settings.analyst_hours * 3600
        return redirect(Addresses(words.language).upload(), 303)
    return room.page(words, _upload(room, words))


def _template(_room: Room, words: Words) -> AnyResponse:
    """The empty workbook: there is nothing secret in it."""
    sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    answer = Response(write_template(words.language), mimetype=sheet)
    answer.headers["Content-Disposition"] = f'attachment; filename="template-{words.language}.xlsx"'
    return answer


def _send(room: Room, words: Words) -> AnyResponse:
    try:
        sent = request.files.get("workbook")
    except RequestEntityTooLarge:
        return _too_large(room, words)
    if sent is None or not sent.filename:
        problem = words("interface.upload.no_file")
        return room.page(words, _upload(room, words, problem=problem, status=422))
    content = sent.read()
    if len(content) > room.settings.upload_limit_mb * MEGABYTE:
        return _too_large(room, words)
    checked = check(content, filename=sent.filename, settings=room.settings, tables=False)
    if not checked.readable:
        return room.page(words, draft_page(words, checked, key="", status=422))
    draft = room.store.keep_draft(content, filename=sent.filename, sender="analyst")
    return redirect(Addresses(words.language).upload(draft.key), 303)


def _too_large(room: Room, words: Words) -> AnyResponse:
    problem = words("interface.upload.too_large", limit=room.settings.upload_limit_mb)
    return room.page(words, _upload(room, words, problem=problem, status=413))


def _draft(room: Room, words: Words, key: str) -> AnyResponse:
    draft = room.store.draft(key) if _is_analyst() else None
    if draft is None:
        abort(404)
    checked = check(draft.workbook, filename=draft.filename, settings=room.settings, tables=False)
    return room.page(words, draft_page(words, checked, key=key))


def _marked(room: Room, words: Words, key: str) -> AnyResponse:
    """The workbook of a draft with its findings marked, to save."""
    draft = room.store.draft(key) if _is_analyst() else None
    if draft is None:
        abort(404)
    marked = mark_workbook(
        draft.workbook, filename=draft.filename, words=words, settings=room.settings
    )
    if marked.content is None:
        abort(404)
    name = words("marked.filename", name=PurePath(draft.filename).stem)
    answer = send_file(
        BytesIO(marked.content), mimetype=_WORKBOOK, as_attachment=True, download_name=name
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _publish(room: Room, words: Words, key: str) -> AnyResponse:
    draft = room.store.draft(key)
    note = request.form.get("note", "").strip()
    if draft is None:
        abort(404)
    if not note:
        return redirect(Addresses(words.language).upload(key), 303)
    done = publish_workbook(
        room.store,
        draft.workbook,
        filename=draft.filename,
        by=draft.received_from,
        note=note,
        settings=room.settings,
    )
    to = Addresses(words.language)
    if done.edition is None:
        return redirect(to.upload(key), 303)
    return redirect(f"{to.upload()}?published={done.edition.number}", 303)


def _upload(room: Room, words: Words, *, problem: str = "", status: int = 200) -> Printed:
    values = {
        "problem": problem,
        "done": _done(room, words),
        "allowed": _is_analyst(),
        "limit": room.settings.upload_limit_mb,
    }
    title = words("interface.upload.heading")
    lead = words("interface.upload.lead")
    return Printed(title, lead, [Html("upload.html", values)], status=status)


def _done(room: Room, words: Words) -> str:
    """A word that an edition was published, if the address says so and it is true."""
    # What was published, not what is shown: readers may go on with the last one for a moment.
    newest = room.store.latest()
    number = str(newest.number) if newest else ""
    if number and request.args.get("published") == number:
        return words("interface.draft.done", number=number)
    return ""


def _is_analyst() -> bool:
    until = session.get(_COOKIE, 0)
    return isinstance(until, int | float) and until > time.time()


def _is_ours() -> bool:
    """Whether a form was sent from a page of ours; browsers tell where a post began."""
    origin = request.headers.get("Origin")
    site = request.headers.get("Sec-Fetch-Site", "same-origin")
    same = origin is None or urlsplit(origin).netloc == request.host
    return same and site in ("same-origin", "none")
