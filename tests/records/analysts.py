"""Analysts in processes of their own, who publish until they are done, full or killed.

`python -m tests.records.analysts WHAT URL …` writes a line for every edition that was
acknowledged. Everything is imported once; each analyst is then a fork of that.
"""

import hashlib
import os
import resource
import sys
from collections.abc import Callable
from pathlib import Path

from dashboard.errors import Trouble
from dashboard.records.portable import back_up
from dashboard.records.sql import SqlStore

SIZE = 60_000
PART = 10  # how often a digest is repeated to be the tables of an edition


def publish_one(store: SqlStore, *, size: int = SIZE) -> tuple[int, str]:
    """Publish a workbook nobody else has; its number and checksum."""
    workbook = os.urandom(size)
    digest = hashlib.sha256(workbook).hexdigest()
    edition = store.publish(
        workbook, tables=tables_of(digest), filename="plan.xlsx", by="anna", note=digest
    )
    return edition.number, digest


def tables_of(digest: str) -> bytes:
    """The tables that belong to a workbook, so that a torn edition is seen."""
    return digest.encode() * PART


def _say(*words: object) -> None:
    # One short write is never torn, and is not lost in a buffer when its writer is killed.
    os.write(1, (" ".join(map(str, words)) + "\n").encode())


def _without_end(url: str) -> None:
    store = SqlStore(url)
    while True:
        _say("ack", *publish_one(store))


def _some(url: str, times: int) -> None:
    store = SqlStore(url)
    for _ in range(times):
        _say("ack", *publish_one(store))


def _forked(work: Callable[[], None]) -> int:
    pid = os.fork()
    if pid:
        return pid
    code = 1
    try:
        work()
        code = 0
    finally:
        os._exit(code)


def die(url: str) -> None:
    """One analyst after another, each for as long as the reader lets it live."""
    for _ in sys.stdin:
        pid = _forked(lambda: _without_end(url))
        _say("pid", pid)
        os.waitpid(pid, 0)
        _say("dead")


def crowd(url: str, analysts: str, times: str) -> None:
    """Many analysts at once, each publishing some workbooks."""
    pids = [_forked(lambda: _some(url, int(times))) for _ in range(int(analysts))]
    for pid in pids:
        _say("left", os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))


def fill(url: str, limit: str) -> None:
    """One analyst on a disk that gets full."""
    store = SqlStore(url)
    _limit(limit)
    try:
        while True:
            _say("ack", *publish_one(store))
    except Trouble as trouble:
        _say("full", trouble.key)


def copy(url: str, out: str, limit: str) -> None:
    """A backup on a disk that gets full."""
    store = SqlStore(url)
    _limit(limit)
    try:
        back_up(store.database, Path(out))
    except Trouble as trouble:
        _say("full", trouble.key)


def _limit(size: str) -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(size), int(size)))


if __name__ == "__main__":
    {"die": die, "crowd": crowd, "fill": fill, "copy": copy}[sys.argv[1]](*sys.argv[2:])
