"""Where an analyst sends a workbook, reads what is wrong with it, and publishes it.

Plain forms that work without JavaScript. Who may send is told by the session; as long as there
are no people yet, the analyst link gives one.
"""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePath

from flask import Flask, Response, abort, redirect, request, send_file
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response as AnyResponse

from dashboard.components.addresses import Addresses
from dashboard.components.findings import draft_page
from dashboard.components.printing import Html, Printed
from dashboard.flows.mark_workbook import mark_workbook
from dashboard.flows.publish_edition import check, publish_workbook
from dashboard.flows.write_template import write_template
from dashboard.language.words import Language, Words, words_for
from dashboard.pages.desk import LANGUAGES
from dashboard.pages.door import who
from dashboard.pages.office import Office
from dashboard.plan.accounts import Stage
from dashboard.plan.people import Right
from dashboard.records.store import Store
from dashboard.settings import MEGABYTE, Settings

_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Room:
    """What the analysts' pages need."""

    office: Office
    store: Store

    @property
    def settings(self) -> Settings:
        """The settings of this run."""
        return self.office.settings

    def page(self, words: Words, printed: Printed, /) -> Response:
        """A page as an answer that nobody keeps."""
        return self.office.page(words, printed)


def register(server: Flask, office: Office, /, *, store: Store) -> None:
    """Put the analysts' addresses on the server; who may use which stands in pages/rights.py."""
    room = Room(office, store)
    routes: tuple[tuple[str, str, Callable[..., AnyResponse], str], ...] = (
        ("upload", "/upload", _form, "GET"),
        ("send", "/upload", _send, "POST"),
        ("template", "/upload/template.xlsx", _template, "GET"),
        ("draft", "/upload/<key>", _draft, "GET"),
        ("marked", "/upload/<key>/marked", _marked, "GET"),
        ("publish", "/upload/<key>/publish", _publish, "POST"),
    )
    for name, rule, view, method in routes:
        server.add_url_rule(LANGUAGES + rule, name, _bound(view, room), methods=[method])


def _bound(view: Callable[..., AnyResponse], room: Room) -> Callable[..., AnyResponse]:
    """A view with its room."""

    def answer(lang: str, **arguments: str) -> AnyResponse:
        return view(room, words_for(Language(lang)), **arguments)

    return answer


def _form(room: Room, words: Words) -> AnyResponse:
    door = room.office.door
    if door.begins(request.args.get("ticket", "")):
        token = door.sign_in.sessions.start(None, Stage.FOUNDER, browser=door.caller().browser)
        return door.give(redirect(Addresses(words.language).upload(), 303), token)
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
    draft = room.store.draft(key)
    if draft is None:
        abort(404)
    checked = check(draft.workbook, filename=draft.filename, settings=room.settings, tables=False)
    return room.page(words, draft_page(words, checked, key=key))


def _marked(room: Room, words: Words, key: str) -> AnyResponse:
    """The workbook of a draft with its findings marked, to save."""
    draft = room.store.draft(key)
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
    person = who()
    values = {
        "problem": problem,
        "done": _done(room, words),
        "allowed": person is not None and person.may(Right.SEND),
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
