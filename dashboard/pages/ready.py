"""Answers that are ready: a kept page that is asked for again never gets as far as Flask.

Only the plainest question is answered here, with the bytes and headers it was answered with
before; a condition, a cookie, a range or another method goes the whole way.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from dashboard.language.words import Language
from dashboard.pages.packed import FRESH, YEAR

_PATHS = tuple(f"/{language}/" for language in Language)
_ASKED = ("PATH_INFO", "QUERY_STRING", "HTTP_HOST", "wsgi.url_scheme", "HTTP_ACCEPT_ENCODING")
_NOT_PLAIN = ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_COOKIE", "HTTP_RANGE")
_MOST = 256  # answers; their bytes are those that are kept anyway
_LARGEST = 100_000
Application = Callable[..., Iterable[bytes]]


@dataclass(frozen=True, slots=True)
class _Answer:
    status: str
    headers: list[tuple[str, str]]
    body: bytes


class Ready:
    """A WSGI application before another one; `edition` tells the number of the newest edition."""

    def __init__(self, behind: Application, edition: Callable[[], int | None]) -> None:
        self._behind = behind
        self._edition = edition
        self._ready: dict[tuple[object, ...], _Answer] = {}

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        """The answer: at once where it is ready, or else from behind."""
        if not _is_plain(environ) or (number := self._edition()) is None:
            return self._behind(environ, start)
        key = (number, *(environ.get(name, "") for name in _ASKED))
        if (ready := self._ready.get(key)) is not None:
            start(ready.status, list(ready.headers))
            return [ready.body]
        return self._asked(key, environ, start)

    def _asked(
        self, key: tuple[object, ...], environ: dict[str, Any], start: Callable[..., Any]
    ) -> Iterable[bytes]:
        told: list[tuple[str, list[tuple[str, str]]]] = []

        def note(status: str, headers: list[tuple[str, str]], *error: Any) -> Any:
            told.append((status, list(headers)))
            return start(status, headers, *error)

        parts = self._behind(environ, note)
        if len(told) != 1 or not _holds(*told[0]):
            return parts
        body = b"".join(parts)
        if (close := getattr(parts, "close", None)) is not None:
            close()
        # Another edition may have come while this was made.
        if len(body) <= _LARGEST and self._edition() == key[0]:
            if len(self._ready) >= _MOST:
                self._ready.clear()
            self._ready[key] = _Answer(*told[0], body)
        return [body]


def _is_plain(environ: dict[str, Any]) -> bool:
    path = environ.get("PATH_INFO", "")
    return (
        environ.get("REQUEST_METHOD") == "GET"
        and path.startswith(_PATHS)
        and not any(name in environ for name in _NOT_PLAIN)
    )


def _holds(status: str, headers: list[tuple[str, str]]) -> bool:
    """Whether the answer is a page that is the same for everybody in this edition."""
    told = dict(headers)
    kept = told.get("Cache-Control") in (FRESH, YEAR) and "ETag" in told
    return status.startswith("200 ") and kept and "Set-Cookie" not in told
