"""Where an analyst sends a workbook: a plain form that works without JavaScript.

Who may send is told by the session; as long as there are no people yet, the analyst link gives
one. A script may ask for the answer in lines, which tell how far the reading is; who asks, and
whether they may, is known before the first of them.
"""

import logging
import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import IO

from flask import Flask, Response, g, redirect, request
from werkzeug.datastructures import FileStorage
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response as AnyResponse

from dashboard.components.addresses import Addresses
from dashboard.components.findings import unreadable_page
from dashboard.components.printing import Html, Printed
from dashboard.flows.receive_workbook import Received, receive_workbook
from dashboard.flows.take_turns import Busy
from dashboard.flows.write_template import write_template
from dashboard.language.told import tell
from dashboard.language.words import Words
from dashboard.pages.door import who
from dashboard.pages.office import AGAIN
from dashboard.pages.room import PATIENCE, Room, Route, put
from dashboard.pages.telling import Line, Tell, Told, asks_lines, in_lines
from dashboard.plan.accounts import Stage
from dashboard.plan.people import Person, Right
from dashboard.settings import MEGABYTE

_LOG = logging.getLogger("dashboard")
# Seconds that somebody waits who is told the whole time which number they are.
_TOLD_PATIENCE = 600.0


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


@dataclass(frozen=True, slots=True)
class _Sent:
    """A workbook that somebody sent: it lies on the disk and is ours until it is closed."""

    room: Room
    words: Words
    by: Person
    filename: str
    file: IO[bytes]

    def receive(
        self,
        *,
        patience: float,
        place: Callable[[int], None] = lambda _: None,
        step: Callable[[str, float], None] = lambda _, __: None,
    ) -> Received:
        """Read it when its turn has come; raises `Busy`."""
        room = self.room
        with self.file, room.turns.turn(patience=patience, place=place):
            return receive_workbook(
                room.store,
                self.file,
                filename=self.filename,
                by=self.by,
                settings=room.settings,
                step=step,
            )

    def tell(self, tell: Tell) -> Line:
        """The same in lines: what is done now, and where it led."""
        words = self.words
        steps = words.under("commands.steps")

        def place(number: int) -> None:
            tell({"said": words("sending.queue", place=number)})

        def step(name: str, share: float) -> None:
            tell({"said": steps[name], "share": share})

        try:
            received = self.receive(patience=_TOLD_PATIENCE, place=place, step=step)
        except Busy:
            return {"problem": words("sending.busy")}
        if received.draft is not None:
            return {"go": Addresses(words.language).upload(received.draft.key)}
        headline = words("interface.draft.unreadable")
        why = _why(received, words)
        return {"problem": words("sending.unreadable", headline=headline, why=why)}

    def fault(self, error: Exception) -> Line:
        """A fault of ours, with the number under which it was noted."""
        number = secrets.token_hex(4)
        there = Addresses(self.words.language).upload()
        _LOG.error("fault %s at %s", number, there, exc_info=error)
        return {"problem": self.words("interface.failed.lead", id=number)}


def _why(received: Received, words: Words) -> str:
    """Why a file cannot be read."""
    return tell(received.checked.findings[0], words).text


def _send(room: Room, words: Words) -> AnyResponse:
    try:
        chosen = request.files.get("workbook")
    except RequestEntityTooLarge:
        return _too_large(room, words)
    if chosen is None or not chosen.filename:
        problem = words("interface.upload.no_file")
        return room.page(words, _upload(room, words, problem=problem, status=422))
    if _size(chosen) > room.settings.upload_limit_mb * MEGABYTE:
        return _too_large(room, words)
    sent = _Sent(room, words, room.person(), chosen.filename, _own(chosen))
    if asks_lines():
        return in_lines(Told(sent.tell, fault=sent.fault, done=g.pop("place")))
    try:
        received = sent.receive(patience=PATIENCE)
    except Busy:
        problem = words("sending.busy")
        answer = room.page(words, _upload(room, words, problem=problem, status=503))
        answer.headers["Retry-After"] = str(AGAIN)
        return answer
    if received.draft is None:
        return room.page(words, unreadable_page(words, received.checked))
    return redirect(Addresses(words.language).upload(received.draft.key), 303)


def _size(chosen: FileStorage) -> int:
    return chosen.stream.seek(0, os.SEEK_END)


def _own(chosen: FileStorage) -> IO[bytes]:
    """What was sent, as a file on the disk that outlives the question."""
    chosen.stream.seek(0)
    return os.fdopen(os.dup(chosen.stream.fileno()), "rb")


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
        "bytes": room.settings.upload_limit_mb * MEGABYTE,
    }
    title = words("interface.upload.heading")
    lead = words("interface.upload.lead")
    return Printed(title, lead, [Html("upload.html", values)], status=status, sends=True)
