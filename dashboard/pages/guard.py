"""Stands before every answer: how large a question may be, who asks, and whether they may."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from urllib.parse import quote, urlencode

from flask import Flask, Response, g, redirect, request
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as AnyResponse

from dashboard.components.addresses import Addresses
from dashboard.flows.take_turns import Busy, Turns
from dashboard.language.words import Language
from dashboard.pages.desk import language_of
from dashboard.pages.door import FORM_TOKEN, Door, who
from dashboard.pages.questions import Guard, filled
from dashboard.pages.rights import CALLBACKS, ROUTES, Entry, is_let_in
from dashboard.plan.trail import Deed, refused
from dashboard.settings import MEGABYTE, Settings

DASH = "/_dash-update-component"
_SMALL = 64 * 1024
_FILES = ("/assets/", "/_dash-component-suites/")
# Routes that take more than a small form, and how much; the workbook comes by one of them only.
_WORKBOOK = "send"
SIZES: Mapping[str, int] = {"accept_goals": 256 * 1024}
_SAFE = ("GET", "HEAD", "OPTIONS")
# Set where a question comes back from the back room: it waited for others in vain, or nobody
# knows what became of it.
BACK, WAITED, LOST = "sdg.back", "waited", "lost"
# Answers that are the same for everybody. Who asks is not looked up for them: they are given
# while the database is away, whatever cookie comes along.
_FOR_ALL = ("/", "/<path:path>", "page", "newest", "numbers", "picture", "plotly", "feed", "was")
Refuse = Callable[[str, int], Response]


class CutOff(Exception):
    """What was asked may have been done or not: the process that did it has ended."""


@dataclass(frozen=True, slots=True)
class Gate:
    """What decides whether a question is answered."""

    door: Door
    guard: Guard
    workbook: int
    turns: Turns

    def largest(self) -> int:
        """How many bytes a question to this route may have."""
        endpoint = request.endpoint or ""
        return self.workbook if endpoint == _WORKBOOK else SIZES.get(endpoint, _SMALL)

    def stop(self, refuse: Refuse) -> AnyResponse | None:
        """An answer where the question goes no further, None where it does.

        Raises `Busy` where as many workbooks are on their way as a worker takes in, or as many
        questions about drafts.
        """
        request.max_content_length = self.largest()
        if request.path.startswith(_FILES) or _is_for_all(request.endpoint or ""):
            return None
        self.door.see()
        if (back := request.environ.get(BACK)) is not None:
            raise Busy if back == WAITED else CutOff
        if request.endpoint is None:  # there is no such address, or not in this way
            return None
        if request.endpoint == DASH and request.method == "POST":
            return self._callback()
        changes = request.method not in _SAFE
        if changes and not (g.get("token") and self.door.is_ours()):
            return self._stranger(refuse)
        if (stopped := self._without_right()) is not None:
            return stopped
        if request.endpoint == _WORKBOOK:
            # Before any of it is received: workbooks on their way must not take every thread.
            g.place = self.turns.come_in()
        if changes and not self.door.holds(request.form.get(FORM_TOKEN, "")):
            return self._stranger(refuse)
        return None

    def _callback(self) -> AnyResponse | None:
        """Dash's questions change nothing; they are answered when they are in shape."""
        # `endId` is the page's own number of a question; everything else of Dash's is for jobs.
        if request.mimetype != "application/json" or not set(request.args) <= {"endId"}:
            return self._forged("shape", 400)
        if not self.door.is_ours():
            return self._forged("stranger", 403)
        output = self.guard.output(request.get_data())
        if output is None:
            return self._forged("shape", 400)
        needed = [CALLBACKS.get(name) for name in filled(output)]
        if not all(is_let_in(who(), each) for each in needed):
            return self._forged("rights", 404)
        return None

    def _forged(self, reason: str, status: int) -> Response:
        """A question that no page of ours asks: noted, and answered without a word."""
        self._note(reason)
        return _plain(status)

    def _without_right(self) -> AnyResponse | None:
        needed, person = ROUTES.get(request.endpoint or ""), who()
        if is_let_in(person, needed):
            return None
        self._note("rights")
        language = language_of(request.path)
        asks_page = request.endpoint in ("me", "people", "settings", "drafts")
        if person is None and language and needed is not Entry.EVERYBODY and asks_page:
            return redirect(sign_in_address(language, request.path), 303)
        raise NotFound

    def _stranger(self, refuse: Refuse) -> AnyResponse:
        self._note("stranger")
        return refuse("people.refused.stranger", 403)

    def _note(self, reason: str) -> None:
        """What somebody who is in was refused; strangers would only fill the trail."""
        if (person := who()) is not None:
            of = f"route:{request.endpoint}"
            self.door.sign_in.trail.note(person.signature, Deed.REFUSED, of, refused(reason))


def _is_for_all(endpoint: str) -> bool:
    return endpoint in _FOR_ALL and ROUTES.get(endpoint) is Entry.EVERYBODY


def register(  # noqa: PLR0913 - each is one part of the guard
    server: Flask,
    /,
    *,
    door: Door,
    callbacks: Mapping[str, Mapping[str, object]],
    settings: Settings,
    turns: Turns,
    refuse: Refuse,
) -> None:
    """Put the guard before every answer; a callback it cannot check is a fault in the code."""
    gate = Gate(door, Guard(callbacks), (settings.upload_limit_mb + 1) * MEGABYTE, turns)
    if unguarded := gate.guard.unguarded():
        raise AssertionError(unguarded)
    server.before_request(partial(gate.stop, refuse))
    server.teardown_request(_leave)


def _leave(_error: BaseException | None) -> None:
    """Give a place back; an answer in lines has taken it over."""
    if (give_back := g.pop("place", None)) is not None:
        give_back()


def sign_in_address(language: Language, path: str) -> str:
    """Where somebody signs in who wanted to go elsewhere."""
    onward = urlencode({"next": path}, quote_via=quote, safe="/")
    return f"{Addresses(language).sign_in()}?{onward}"


def _plain(status: int) -> Response:
    """No word more than a program needs."""
    answer = Response(status=status, mimetype="text/plain")
    answer.headers["Cache-Control"] = "no-store"
    return answer
