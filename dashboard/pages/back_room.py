"""The back room: drafts are looked at in a process that gives way to those that answer readers.

What a draft of a hundred thousand rows would change takes seconds and much memory to work out.
A process that did it beside its readers would let every one of them wait. It is the same
program with the same guard, on a socket that only we can reach; what is asked of it and what
it answers passes through as it is.
"""

import re
import socket
from collections.abc import Callable, Iterable, Iterator
from http.client import HTTPConnection, HTTPException, HTTPResponse
from io import BytesIO
from threading import BoundedSemaphore
from typing import Any

from dashboard.language.words import Language
from dashboard.pages.guard import BACK, LOST, SIZES, WAITED

_DRAFTS = re.compile(rf"/(?:{'|'.join(Language)})/upload/.")
_LARGEST = max(SIZES.values())  # bytes of a form about a draft
_PATIENCE = 1.0  # seconds that a question waits for others that are in the back room
_LONGEST = 180.0  # seconds without a byte, after which nothing is going to come
_PIECE = 64 * 1024
# Who asked, and how: what the connection from the front can no longer tell.
_ASKED_BY = {"REMOTE_ADDR": "HTTP_SDG_ASKED_BY", "wsgi.url_scheme": "HTTP_SDG_ASKED_OVER"}
# They are about one connection, or about a body that is passed on in another form.
_OWN = {"connection", "keep-alive", "te", "trailer", "transfer-encoding", "upgrade", "expect"}
_OWN |= {"proxy-connection", "content-length"}
# Said again by the server in front.
_SAID_AGAIN = _OWN - {"content-length"} | {"date", "server"}
Application = Callable[..., Iterable[bytes]]


class Front:
    """Before the application in a process that answers readers: drafts are passed on.

    At most `at_once` of its threads wait for the back room; without one, all is answered here.
    """

    def __init__(self, here: Application, there: str, *, at_once: int) -> None:
        self._here, self._there = here, there
        self._places = BoundedSemaphore(max(1, at_once))

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        """The answer, from here or from the back room."""
        # Who shows no cookie is a stranger, and sees no draft.
        is_draft = _DRAFTS.match(environ.get("PATH_INFO", "")) and "HTTP_COOKIE" in environ
        return self._passed_on(environ, start) if is_draft else self._here(environ, start)

    def _passed_on(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        _take_in(environ)  # before it takes a place
        if not self._places.acquire(timeout=_PATIENCE):
            return self._here({**environ, BACK: WAITED}, start)
        passed = _Passed(self._there, self._places.release)
        try:
            answer = passed.ask(environ, start)
        except (OSError, HTTPException):  # it ended over the question; another one will begin
            answer = self._here({**environ, BACK: LOST}, start)
        finally:
            passed.unless_answering()
        return self._here(environ, start) if answer is None else answer


class _Passed:
    """One question on its way to the back room, and its answer on the way out."""

    def __init__(self, there: str, leave: Callable[[], None]) -> None:
        self._connection, self._leave = _Private(there), leave
        self._answer: HTTPResponse | None = None

    def ask(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes] | None:
        """The answer; None where nobody is in the back room."""
        try:
            self._connection.connect()
        except OSError:
            return None
        method, address = environ["REQUEST_METHOD"], environ["RAW_URI"]
        body = environ["wsgi.input"].getvalue() or None
        self._connection.request(method, address, body=body, headers=_asked(environ))
        answer = self._connection.getresponse()
        head = [(n, v) for n, v in answer.getheaders() if n.lower() not in _SAID_AGAIN]
        start(f"{answer.status} {answer.reason}", head)
        self._answer = answer
        return self

    def __iter__(self) -> Iterator[bytes]:
        """The answer as it comes."""
        assert self._answer is not None
        while piece := self._answer.read1(_PIECE):
            yield piece

    def close(self) -> None:
        """Called by the server when all of it was sent, or the browser went away."""
        self._connection.close()
        self._leave()

    def unless_answering(self) -> None:
        """Give the place back where no answer is on its way."""
        if self._answer is None:
            self.close()


class _Private(HTTPConnection):
    """A connection to a socket on this machine that has a place in a folder, not a number."""

    def __init__(self, there: str) -> None:
        super().__init__("localhost", timeout=_LONGEST)
        self._there = there

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self._there)


def _take_in(environ: dict[str, Any]) -> None:
    """Receive the body of a question, as far as any form about a draft may go."""
    body = environ["wsgi.input"].read(_LARGEST + 1)
    environ["wsgi.input"], environ["CONTENT_LENGTH"] = BytesIO(body), str(len(body))
    environ.pop("HTTP_TRANSFER_ENCODING", None)


def _asked(environ: dict[str, Any]) -> dict[str, str]:
    """The head of a question as it came, and who asked it."""
    named = ((_name(key), value) for key, value in environ.items() if key.startswith("HTTP_"))
    head = {name: value for name, value in named if name.lower() not in _OWN}
    if environ.get("CONTENT_TYPE"):
        head["Content-Type"] = environ["CONTENT_TYPE"]
    # Last, so that nobody outside can say it of himself.
    return head | {_name(told): environ.get(key, "") for key, told in _ASKED_BY.items()}


def _name(key: str) -> str:
    return key.removeprefix("HTTP_").replace("_", "-").title()


class Back:
    """Before the application in the back room: who asked is told by the process in front."""

    def __init__(self, here: Application) -> None:
        self._here = here

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        """The answer to a question that was passed on."""
        for key, told in _ASKED_BY.items():
            environ[key] = environ.pop(told, environ.get(key))
        return self._here(environ, start)
