"""An answer in lines, told while the work goes on: what is done now, and at the end what came."""

from collections.abc import Callable, Iterator, Mapping
from queue import Empty, SimpleQueue
from threading import Event, Thread

import orjson
from flask import Response, request

LINES = "application/x-ndjson"
_PAGE = "text/html"
_SILENCE = 1.0  # seconds after which an empty line finds out whether anybody listens

Line = Mapping[str, object]
Tell = Callable[[Line], None]
# Tells what is done now, and answers with the last line.
Work = Callable[[Tell], Line]


class Stopped(Exception):
    """Nobody listens any more."""


class Told(Iterator[bytes]):
    """The lines of work that goes on in a thread of its own; it ends where nobody listens.

    `fault` makes the last line where the work fails; `done` is called once when it is over,
    whatever ended it.
    """

    def __init__(
        self, work: Work, /, *, fault: Callable[[Exception], Line], done: Callable[[], None]
    ) -> None:
        self._work, self._fault, self._done = work, fault, done
        self._lines: SimpleQueue[Line | None] = SimpleQueue()
        self._left = Event()
        Thread(target=self._run, name="telling", daemon=True).start()

    def __next__(self) -> bytes:
        try:
            line = self._lines.get(timeout=_SILENCE)
        except Empty:
            return b"\n"
        if line is None:
            raise StopIteration
        return orjson.dumps(line) + b"\n"

    def close(self) -> None:
        """Called by the server when the answer is over or its reader has gone."""
        self._left.set()

    def _tell(self, line: Line) -> None:
        if self._left.is_set():
            raise Stopped
        self._lines.put(line)

    def _run(self) -> None:
        try:
            self._lines.put(self._work(self._tell))
        except Stopped:
            pass
        except Exception as error:  # noqa: BLE001 - its number is told, its trace is not
            self._lines.put(self._fault(error))
        finally:
            self._done()
            self._lines.put(None)


def asks_lines() -> bool:
    """Whether whoever asks would rather have lines than a page."""
    return request.accept_mimetypes.best_match((_PAGE, LINES)) == LINES


def in_lines(told: Told, /) -> Response:
    """The answer that nobody keeps and no proxy holds back."""
    answer = Response(told, mimetype=LINES)
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["X-Accel-Buffering"] = "no"
    return answer
