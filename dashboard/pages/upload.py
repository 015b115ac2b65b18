"""Where an analyst sends a workbook: a plain form that works without JavaScript.

Who may send is told by the session; as long as there are no people yet, the analyst link gives
one.
"""

from flask import Flask, Response, redirect, request
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response as AnyResponse

from dashboard.components.addresses import Addresses
from dashboard.components.findings import unreadable_page
from dashboard.components.printing import Html, Printed
from dashboard.flows.receive_workbook import receive_workbook
from dashboard.flows.write_template import write_template
from dashboard.language.words import Words
from dashboard.pages.door import who
from dashboard.pages.room import Room, Route, put
from dashboard.plan.accounts import Stage
from dashboard.plan.people import Right
from dashboard.settings import MEGABYTE


def register(server: Flask, room: Room) -> None:
    """Put the addresses on the server."""
    routes: tuple[Route, ...] = (
        ("upload", "/upload", _form, "GET"),
        ("send", "/upload", _send, "POST"),
        ("template", "/upload/template.xlsx", _template, "GET"),
    )
    put(server, room, routes)


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
    content = sent.read()  # what came is on the disk; what is read is within the limit
    if len(content) > room.settings.upload_limit_mb * MEGABYTE:
        return _too_large(room, words)
    received = receive_workbook(
        room.store, content, filename=sent.filename, by=room.person(), settings=room.settings
    )
    if received.draft is None:
        return room.page(words, unreadable_page(words, received.checked))
    return redirect(Addresses(words.language).upload(received.draft.key), 303)


def _too_large(room: Room, words: Words) -> AnyResponse:
    problem = words("interface.upload.too_large", limit=room.settings.upload_limit_mb)
    return room.page(words, _upload(room, words, problem=problem, status=413))


def _upload(room: Room, words: Words, *, problem: str = "", status: int = 200) -> Printed:
    person = who()
    values = {
        "problem": problem,
        "allowed": person is not None and person.may(Right.SEND),
        "sees_drafts": person is not None and person.may(Right.SEE_DRAFTS),
        "limit": room.settings.upload_limit_mb,
    }
    title = words("interface.upload.heading")
    lead = words("interface.upload.lead")
    return Printed(title, lead, [Html("upload.html", values)], status=status)
