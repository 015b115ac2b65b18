"""Reading in a process of its own: what kills it is an answer, never an accident.

One file is read at a time in each process that serves pages, so that uploads wait for each
other and pages for none of them.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Generator, Iterator
from dataclasses import asdict
from threading import Semaphore, Timer
from typing import IO, Any, cast

import orjson

from dashboard.plan.findings import Code, Finding
from dashboard.workbooks.limits import Limits
from dashboard.workbooks.refusing import Unreadable, refuse

_ONE_AT_A_TIME = Semaphore(1)
# Enough for every workbook within the limits; a reader that writes more has gone astray.
_LONGEST_ANSWER = 1 << 30
_XCPU, _KILLED = -24, -9
# Seconds of waiting for each second of work: others use the machine as well.
_PATIENCE = 6
_LAST_WORDS = 4096
_NO_MEMORY = b"memory allocation of"

Line = dict[str, Any]


def read_apart(content: bytes, *, filename: str, limits: Limits) -> Iterator[Line]:
    """The lines a reader answers in its own process; raises `Unreadable` if it does not."""
    with _ONE_AT_A_TIME, _file(content) as given:
        reader = _start(given, filename=filename, limits=limits)
        # The processor's time is limited from inside; this is for one that only waits.
        clock = Timer(limits.seconds * _PATIENCE, reader.kill)
        clock.daemon = True
        clock.start()
        try:
            is_whole = yield from _lines(reader, limits)
            status = reader.wait()
        finally:
            clock.cancel()
            said = _closed(reader)
        if status != 0 or not is_whole:
            raise Unreadable(_judged(status, said, limits=limits))


def _closed(reader: "subprocess.Popen[bytes]") -> bytes:
    """End a reader that may have ended long ago; answers its last words."""
    reader.kill()
    reader.wait()
    cast("IO[bytes]", reader.stdout).close()
    with cast("IO[bytes]", reader.stderr) as words:
        return words.read(_LAST_WORDS)


def _start(given: IO[bytes], *, filename: str, limits: Limits) -> "subprocess.Popen[bytes]":
    asked = orjson.dumps({"filename": filename, "limits": asdict(limits)}).decode()
    # No -E: the path is all it is told. It knows neither secrets nor the database.
    path = os.pathsep.join(each for each in sys.path if each)
    told = {"PYTHONPATH": path, "RUST_BACKTRACE": "0"}
    return subprocess.Popen(
        [sys.executable, "-S", "-s", "-P", "-B", "-m", "dashboard.workbooks.child", asked],
        stdin=given,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=told,
        cwd="/",
        close_fds=True,
    )


def _lines(reader: "subprocess.Popen[bytes]", limits: Limits) -> Generator[Line, None, bool]:
    """The lines as they come; answers whether the last one was there."""
    size = 0
    for line in cast("IO[bytes]", reader.stdout):
        size += len(line)
        if size > _LONGEST_ANSWER:
            refuse(Code.READER_FAILED)
        found = _decoded(line)
        if "refused" in found:
            raise Unreadable(_refusal(found["refused"], limits))
        if "end" in found:
            return True
        yield found
    return False


def _decoded(line: bytes) -> Line:
    try:
        found = orjson.loads(line)
    except orjson.JSONDecodeError:
        # It died in the middle of a line; why, its exit tells.
        return {}
    return cast("Line", found) if isinstance(found, dict) else {}


def _refusal(told: Line, limits: Limits) -> Finding:
    if told["code"] == Code.READER_MEMORY:
        return _too_little(limits)
    return Finding(Code(told["code"]), value=told["value"], facts=told["facts"])


def _judged(status: int, said: bytes, *, limits: Limits) -> Finding:
    """Why a reader did not answer, from how it ended and what it said last."""
    if status in (_XCPU, _KILLED):
        return Finding(
            Code.READER_TIMEOUT, facts={"limit": limits.seconds, "setting": "READER_SECONDS"}
        )
    if _NO_MEMORY in said or b"MemoryError" in said:
        return _too_little(limits)
    return Finding(Code.READER_FAILED)


def _too_little(limits: Limits) -> Finding:
    limit = limits.memory_bytes // 1_000_000
    return Finding(Code.READER_MEMORY, facts={"limit": limit, "setting": "READER_MEMORY_MB"})


def _file(content: bytes) -> IO[bytes]:
    """Bytes as a file without a name: in memory where the system can, else on the disk."""
    if hasattr(os, "memfd_create"):
        file: IO[bytes] = os.fdopen(os.memfd_create("workbook"), "w+b")
    else:
        file = tempfile.TemporaryFile()  # noqa: SIM115 - whoever asks for it closes it
    file.write(content)
    file.seek(0)
    return file
