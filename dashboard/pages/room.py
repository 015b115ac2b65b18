"""The analysts' room: who is in it, and pages that nobody keeps."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from flask import Flask, Response, abort, request, session
from werkzeug.wrappers import Response as AnyResponse

from dashboard.components.printing import Printed
from dashboard.components.reader import Reader
from dashboard.components.shell import Address
from dashboard.flows.open_draft import Proposals
from dashboard.language.words import Language, Words, words_for
from dashboard.pages.desk import LANGUAGES, Desk
from dashboard.pages.door import who
from dashboard.plan.drafts import ONLY_ONE, Draft, may_see
from dashboard.plan.people import Person
from dashboard.records.store import Store
from dashboard.settings import Settings

COOKIE = "analyst_until"
View = Callable[..., AnyResponse]
# Name, address below the language, view, method.
Route = tuple[str, str, View, str]


@dataclass(frozen=True, slots=True)
class Room:
    """What the analysts' pages need."""

    desk: Desk
    store: Store
    settings: Settings
    ticket: str
    proposals: Proposals

    def page(self, words: Words, printed: Printed, /) -> Response:
        """A page as an answer that nobody keeps."""
        path = request.path.removeprefix(f"/{words.language}")
        address = Address(path, "", self.desk.site(request.host_url))
        text = self.desk.document(words, printed, address, opened=self.desk.current())
        answer = Response(text, status=printed.status, mimetype="text/html")
        answer.headers["Cache-Control"] = "no-store"
        return answer

    def reader(self, words: Words, /) -> Reader | None:
        """The published edition for those who read a draft against it."""
        opened = self.desk.current()
        return Reader(opened, words) if opened else None

    def person(self) -> Person | None:
        """Whoever asks: signed in, or with the analyst link before there are people."""
        person = who()
        if person is None and has_link():
            return ONLY_ONE
        return person

    def draft(self, key: str, /) -> tuple[Draft, Person]:
        """A draft and who asks for it; for those who may not know of it there is none."""
        person, draft = self.person(), self.store.drafts.draft(key)
        if person is None or draft is None or not may_see(draft, person):
            abort(404)
        return draft, person


def has_link() -> bool:
    """Whether this browser came by the analyst link, not too long ago."""
    until = session.get(COOKIE, 0)
    return isinstance(until, int | float) and until > time.time()


def put(server: Flask, room: Room, routes: tuple[Route, ...], refuse: View, /) -> None:
    """Put addresses on the server; whoever posts must be somebody, on a page of ours."""
    for name, rule, view, method in routes:
        bound = _bound(view, room, method, refuse)
        server.add_url_rule(LANGUAGES + rule, name, bound, methods=[method])


def _bound(view: View, room: Room, method: str, refuse: View) -> View:
    def answer(lang: str, **arguments: str) -> AnyResponse:
        words = words_for(Language(lang))
        if method == "POST" and (room.person() is None or not _is_ours()):
            return refuse(room, words, stranger=room.person() is not None)
        return view(room, words, **arguments)

    return answer


def _is_ours() -> bool:
    """Whether a form was sent from a page of ours; browsers tell where a post began."""
    origin = request.headers.get("Origin")
    site = request.headers.get("Sec-Fetch-Site", "same-origin")
    same = origin is None or urlsplit(origin).netloc == request.host
    return same and site in ("same-origin", "none")
