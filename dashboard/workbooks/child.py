"""The process that reads one file: it is given bytes, answers in lines, and is thrown away.

Its question stands in a file whose number is its only argument, the bytes come on its standard
input, and it gives way to the pages from its first moment. It imports little, may use little
memory and time, and opens nothing. Whatever happens to it, the pages go on. Its answer is JSON,
one object a line: steps on the way, then a refusal or the answer; a file that was made follows
its line as it is. The last line says that the answer is whole.
"""

import gc
import os
import resource
import sys
from collections.abc import Callable
from importlib import import_module
from typing import IO, Any, cast

import orjson

from dashboard.plan.findings import Code, Finding
from dashboard.workbooks.answers import told_finding
from dashboard.workbooks.jobs import JOBS, Answer, Asked
from dashboard.workbooks.limits import Limits
from dashboard.workbooks.refusing import Unreadable

_FILES = 16
_LITTLE = 4_000_000


def confine(*, memory: int, seconds: int) -> None:
    """Take from this process what reading a file does not need.

    As much memory again is kept for writing the answer: the library that writes it does not
    survive the lack of it.
    """
    limit_memory(memory, hardest=2 * memory)
    for what, limit in (
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, _FILES),
    ):
        _, hardest = resource.getrlimit(what)
        allowed = limit if hardest == resource.RLIM_INFINITY else min(limit, hardest)
        resource.setrlimit(what, (allowed, allowed))


def give_way() -> None:
    """Let whoever answers readers go first."""
    os.nice(10)


def limit_memory(memory: int, *, hardest: int) -> None:
    """How much memory may be used from now on, and the most it can be raised to."""
    _, now = resource.getrlimit(resource.RLIMIT_AS)
    top = hardest if now == resource.RLIM_INFINITY else min(hardest, now)
    resource.setrlimit(resource.RLIMIT_AS, (min(memory, top), top))


def guarded(work: Callable[[], Answer]) -> Answer | Finding:
    """The answer; whatever goes wrong is one finding with its code."""
    try:
        return work()
    except Unreadable as unreadable:
        is_damage = unreadable.finding.code is Code.DAMAGED
        return Finding(Code.READER_MEMORY) if is_damage and _is_full() else unreadable.finding
    except MemoryError:
        return Finding(Code.READER_MEMORY)
    except BaseException as error:
        # The reader's panics are no Exception; its own errors say that the file is damaged.
        if isinstance(error, (KeyboardInterrupt, SystemExit)):
            raise
        return Finding(_judged(error))


def _judged(error: BaseException) -> Code:
    """What an error of the reader means for the person who sent the file."""
    if _is_full():
        return Code.READER_MEMORY
    if type(error).__name__ == "PasswordError":
        return Code.ENCRYPTED
    return Code.DAMAGED if isinstance(error, Exception) else Code.READER_FAILED


def _is_full() -> bool:
    """Whether there is no memory left; libraries call that by many names."""
    try:
        bytearray(_LITTLE)
    except MemoryError:
        return True
    return False


def write(out: IO[bytes], answer: Answer | Finding) -> None:
    """The last lines."""
    if isinstance(answer, Finding):
        out.write(_line({"refused": told_finding(answer)}))
    else:
        out.write(_line({"answer": answer.told}))
        if answer.file is not None:
            out.write(_line({"file": len(answer.file)}))
            out.write(answer.file)
    out.write(_line({"end": True}))
    out.flush()


def _line(told: dict[str, Any]) -> bytes:
    return orjson.dumps(told, option=orjson.OPT_NON_STR_KEYS) + b"\n"


def main() -> int:
    """Do what the question says with the file on standard input."""
    give_way()
    with os.fdopen(int(sys.argv[1]), "rb") as question:
        told = cast("dict[str, Any]", orjson.loads(question.read()))
    limits = Limits(**told["limits"])
    if told["job"] not in JOBS:
        return 2
    job = import_module(f"dashboard.workbooks.jobs.{told['job']}")
    # Nothing here refers to itself, and the process ends with the file.
    gc.disable()
    confine(memory=limits.memory_bytes, seconds=limits.seconds)
    out = sys.stdout.buffer
    shown = -1

    def step(name: str, share: float) -> None:
        nonlocal shown
        now = hash(name) ^ int(share * 20)
        if now != shown:
            out.write(_line({"step": [name, round(share, 2)]}))
            out.flush()
            shown = now

    asked = Asked(sys.stdin.buffer.read(), told["filename"], limits, told["given"], step)
    answer = guarded(lambda: job.answer(asked))
    limit_memory(2 * limits.memory_bytes, hardest=2 * limits.memory_bytes)
    write(out, answer)
    return 0


if __name__ == "__main__":
    sys.exit(main())
