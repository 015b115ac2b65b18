"""Work on a file in a process of its own: what kills it is an answer, never an accident.

One file is worked on at a time in each process that serves pages, so that uploads wait for
each other and pages for none of them. A file that lies on the disk is handed over as it lies:
the process that serves pages does not look into it.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import asdict
from threading import Semaphore, Timer
from typing import IO, Any, cast

import orjson

from dashboard.plan.findings import Code, Finding
from dashboard.workbooks.answers import finding_in
from dashboard.workbooks.gate import let_in
from dashboard.workbooks.jobs import Answer
from dashboard.workbooks.limits import Limits
from dashboard.workbooks.reading import Step
from dashboard.workbooks.refusing import Unreadable, refuse

_ONE_AT_A_TIME = Semaphore(1)
# Enough for every workbook within the limits; a reader that writes more has gone astray.
_LONGEST_ANSWER = 1 << 30
_XCPU, _KILLED = -24, -9
# Seconds of waiting for each second of work: others use the machine as well.
_PATIENCE = 6
_LAST_WORDS = 4096
_PART = 1 << 18
_NO_MEMORY = b"memory allocation of"


def apart(  # noqa: PLR0913 - each is one fact about the work
    job: str,
    content: bytes | IO[bytes],
    *,
    filename: str,
    limits: Limits | None = None,
    given: Mapping[str, Any] | None = None,
    made: IO[bytes] | None = None,
    step: Step = lambda _, __: None,
) -> Answer:
    """The answer of a job; raises `Unreadable` where the file is refused or kills its reader.

    What the job makes is written to `made` where that is given, and is not held here.
    """
    limits = limits or Limits()
    if isinstance(content, bytes):  # what lies on the disk meets the gate in its reader
        let_in(content, filename=filename, limits=limits)
    # A name may hold bytes that are no letters; it is only shown, so they may be replaced.
    name = filename.encode("utf-8", "replace").decode()
    asked = {"job": job, "filename": name, "limits": asdict(limits), "given": given or {}}
    with _ONE_AT_A_TIME, _lying(orjson.dumps(asked)) as question, _lying(content) as file:
        reader = _start(question, file)
        # The processor's time is limited from inside; this is for one that only waits.
        clock = Timer(limits.seconds * _PATIENCE, reader.kill)
        clock.daemon = True
        clock.start()
        try:
            answer = _answer(cast("IO[bytes]", reader.stdout), limits, made, step)
            status = reader.wait()
        finally:
            clock.cancel()
            said = _closed(reader)
    if status != 0 or answer is None:
        raise Unreadable(_judged(status, said, limits=limits))
    return answer


def _closed(reader: "subprocess.Popen[bytes]") -> bytes:
    """End a reader that may have ended long ago; answers its last words."""
    reader.kill()
    reader.wait()
    cast("IO[bytes]", reader.stdout).close()
    with cast("IO[bytes]", reader.stderr) as words:
        return words.read(_LAST_WORDS)


def _start(question: IO[bytes], file: IO[bytes]) -> "subprocess.Popen[bytes]":
    asked = question.fileno()
    return subprocess.Popen(
        [*python(), "dashboard.workbooks.child", str(asked)],
        stdin=file,
        pass_fds=(asked,),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=surroundings(),
        cwd="/",
    )


def python() -> list[str]:
    """How a module of ours is run in a process of its own."""
    # No -E: the path is all it is told.
    return [sys.executable, "-S", "-s", "-P", "-B", "-m"]


def surroundings() -> dict[str, str]:
    """All that such a process knows: neither secrets nor the database."""
    path = os.pathsep.join(os.path.abspath(each) for each in sys.path if each)
    return {"PYTHONPATH": path, "RUST_BACKTRACE": "0"}


def _answer(out: IO[bytes], limits: Limits, made: IO[bytes] | None, step: Step) -> Answer | None:
    """What the reader answers, None where its answer is not whole."""
    told: dict[str, Any] | None = None
    file: bytes | None = None
    left = _LONGEST_ANSWER
    while line := out.readline(left):
        left -= len(line)
        found = _decoded(line)
        if "refused" in found:
            raise Unreadable(_refusal(finding_in(found["refused"]), limits))
        if "step" in found:
            step(*found["step"])
        elif "answer" in found:
            told = found["answer"]
        elif "file" in found and found["file"] <= left:
            left -= found["file"]
            file = _taken(out, found["file"], made)
        elif "end" in found:
            return None if told is None else Answer(told, file)
        if left <= 0:
            refuse(Code.READER_FAILED)
    return None


def _taken(out: IO[bytes], size: int, made: IO[bytes] | None) -> bytes | None:
    """A file that was made: here, or where it is to lie."""
    if made is None:
        return out.read(size)
    while size and (part := out.read(min(size, _PART))):
        made.write(part)
        size -= len(part)
    return None


def _decoded(line: bytes) -> dict[str, Any]:
    try:
        found = orjson.loads(line)
    except orjson.JSONDecodeError:
        # It died in the middle of a line; why, its exit tells.
        return {}
    return cast("dict[str, Any]", found) if isinstance(found, dict) else {}


def _refusal(finding: Finding, limits: Limits) -> Finding:
    return _too_little(limits) if finding.code is Code.READER_MEMORY else finding


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


def _lying(content: bytes | IO[bytes]) -> AbstractContextManager[IO[bytes]]:
    """Content as a file without a name, to be read from its beginning.

    It lies in memory where the system can, else on the disk. An argument of a process may
    not be as long as a name or a profile that somebody sends.
    """
    if not isinstance(content, bytes):
        content.seek(0)
        return nullcontext(content)
    if hasattr(os, "memfd_create"):
        file: IO[bytes] = os.fdopen(os.memfd_create("workbook"), "w+b")
    else:
        file = tempfile.TemporaryFile()  # noqa: SIM115 - whoever asks for it closes it
    file.write(content)
    file.seek(0)
    return file
