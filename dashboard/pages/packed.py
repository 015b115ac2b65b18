"""Answers as they travel: packed once in each way a browser may ask for, and kept.

What is kept has a limit in bytes, and what was asked for longest ago goes first.
"""

import gzip
from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from threading import Lock
from typing import Generic, TypeVar

import brotli
from flask import Response, request

_Key = TypeVar("_Key", bound=Hashable)
_OVERHEAD = 1_000  # bytes that an entry takes besides its content, roughly
# Brotli at 5 packs better than gzip ever does, in less time; at 9 it costs twenty times more.
QUICK, THOROUGH = 5, 9
YEAR = "public, max-age=31536000, immutable"
# Asked for again each time, and by a proxy once a second: a new edition is seen at once.
FRESH = "public, max-age=0, s-maxage=1, must-revalidate"


class Way(StrEnum):
    """How bytes are packed on their way, the best first."""

    BROTLI = "br"
    GZIP = "gzip"
    PLAIN = "identity"


class Sent(Response):
    """An answer that needs nothing more: it is packed, marked and told how long it holds."""


@dataclass(frozen=True, slots=True)
class Packed:
    """Content packed in both ways; `mark` is the same for the same content only."""

    brotli: bytes
    gzip: bytes
    mark: str
    status: int
    mimetype: str

    @property
    def size(self) -> int:
        """The bytes it takes to keep it."""
        return len(self.brotli) + len(self.gzip) + _OVERHEAD

    def bytes_in(self, way: Way) -> bytes:
        """The content as it travels in a way; hardly anybody asks for it plain."""
        match way:
            case Way.BROTLI:
                return self.brotli
            case Way.GZIP:
                return self.gzip
            case _:
                return gzip.decompress(self.gzip)

    def answer(self, cache: str) -> Sent:
        """The answer to the question being asked: the bytes, or that they are known already."""
        way = request.accept_encodings.best_match([*Way]) or Way.PLAIN
        known = self.status == 200 and request.if_none_match
        answer = Sent(mimetype=self.mimetype, status=self.status)
        if known and any(known.contains_weak(f"{self.mark}-{each}") for each in Way):
            answer.status_code = 304
            answer.headers.pop("Content-Length", None)
        else:
            answer.set_data(self.bytes_in(Way(way)))
            if way != Way.PLAIN:
                answer.headers["Content-Encoding"] = way
        answer.set_etag(f"{self.mark}-{way}")
        answer.headers["Cache-Control"] = cache
        answer.headers["Vary"] = "Accept-Encoding"
        return answer


def pack(
    content: bytes, *, status: int = 200, mimetype: str = "text/html", quality: int = QUICK
) -> Packed:
    """Content packed in every way."""
    return Packed(
        brotli.compress(content, quality=quality),
        gzip.compress(content, 6, mtime=0),
        sha256(content).hexdigest()[:20],
        status,
        mimetype,
    )


class Kept(Generic[_Key]):
    """Packed answers by what was asked, up to a number of bytes."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._size = 0
        self._kept: OrderedDict[_Key, Packed] = OrderedDict()
        self._lock = Lock()

    @property
    def size(self) -> int:
        """The bytes that are kept."""
        return self._size

    def get(self, key: _Key) -> Packed | None:
        """What was kept under a key, unless it had to make room."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def keep(self, key: _Key, packed: Packed) -> Packed:
        """Keep an answer; what was asked for longest ago makes room."""
        if packed.size > self._limit:  # it would push everything out and then itself
            return packed
        with self._lock:
            before = self._kept.pop(key, None)
            self._size += packed.size - (before.size if before else 0)
            self._kept[key] = packed
            while self._size > self._limit:
                self._size -= self._kept.popitem(last=False)[1].size
        return packed
