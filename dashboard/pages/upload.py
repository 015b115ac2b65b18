"""Where an analyst sends a workbook: a plain form that works without JavaScript."""

import hmac
import time

from flask import Flask, Response, redirect, request, session
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response as AnyResponse

from dashboard.components.addresses import Addresses
from dashboard.components.findings import unreadable_page
from dashboard.components.printing import Html, Printed
from dashboard.flows.receive_workbook import receive_workbook
from dashboard.flows.write_template import write_template
from dashboard.language.words import Words
from dashboard.pages.room import COOKIE, Room, Route, put
from dashboard.plan.people import Right
from dashboard.settings import MEGABYTE


def register(server: Flask, room: Room) -> None:
    """Put the addresses on the server."""
    routes: tuple[Route, ...] = (
        ("upload", "/upload", _form, "GET"),
        ("send", "/upload", _send, "POST"),
        ("template", "/upload/template.xlsx", _template, "GET"),
    )
    put(server, room, routes, refused)


def refused(room: Room, words: Words, *, stranger: bool) -> AnyResponse:
    """The answer to whoever may not post, or posts from somewhere else."""
    problem = words("interface.upload.stranger") if stranger else ""
    return room.page(words, _upload(room, words, problem=problem, status=403))


def _form(room: Room, words: Words) -> AnyResponse:
    given = request.args.get("ticket", "")
    if given and room.ticket and hmac.compare_digest(given.encode(), room.ticket.encode()):
        session[COOKIE] = time.time() + room.settings.analyst_hours * 3600
        return redirect(Addresses(words.language).upload(), 303)
    return room.page(words, _upload(room, words))


def _template(_room: Room, words: Words) -> AnyResponse:
    """The empty workbook: there is nothing secret in it."""
    sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    answer = Response(write_template(words.language), mimetype=sheet)
    answer.headers["Content-Disposition"] = f'attachment; filename="template-{words.language}.xlsx"'
    return answer


def _send(room: Room, words: Words) -> AnyResponse:
    person = room.person()
    if person is None or not person.may(Right.SEND):
        return room.page(words, _upload(room, words, status=403))
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
        room.store, content, filename=sent.filename, by=person, settings=room.settings
    )
    if received.draft is None:
        return room.page(words, unreadable_page(words, received.checked))
    return redirect(Addresses(words.language).upload(received.draft.key), 303)


def _too_large(room: Room, words: Words) -> AnyResponse:
    problem = words("interface.upload.too_large", limit=room.settings.upload_limit_mb)
    return room.page(words, _upload(room, words, problem=problem, status=413))


def _upload(room: Room, words: Words, *, problem: str = "", status: int = 200) -> Printed:
    person = room.person()
    values = {
        "problem": problem,
        "allowed": person is not None and person.may(Right.SEND),
        "inside": person is not None,
        "limit": room.settings.upload_limit_mb,
    }
    title = words("interface.upload.heading")
    lead = words("interface.upload.lead")
    return Printed(title, lead, [Html("upload.html", values)], status=status)
