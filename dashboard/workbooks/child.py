"""The process that reads one file: it is given bytes, answers in lines, and is thrown away.

It imports little, may use little memory and time, and opens nothing. Whatever happens to
it, the pages go on. Its answer is JSON, a line for each block of rows; the last line says
that it is whole.
"""

import gc
import os
import resource
import sys
from collections.abc import Iterator
from typing import cast

import orjson

from dashboard.plan.findings import Code, Finding
from dashboard.workbooks.answering import answers
from dashboard.workbooks.limits import Limits
from dashboard.workbooks.refusing import Unreadable

_FILES = 16


def confine(*, memory: int, seconds: int) -> None:
    """Take from this process what reading a file does not need."""
    for what, limit in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, _FILES),
    ):
        _, hardest = resource.getrlimit(what)
        allowed = limit if hardest == resource.RLIM_INFINITY else min(limit, hardest)
        resource.setrlimit(what, (allowed, allowed))
    os.nice(10)


def guarded(content: bytes, *, filename: str, limits: Limits) -> Iterator[bytes]:
    """The lines of the answer; whatever goes wrong is one line with its code."""
    try:
        yield from answers(content, filename=filename, limits=limits)
    except Unreadable as unreadable:
        yield refused(unreadable.finding)
    except MemoryError:
        yield refused(Finding(Code.READER_MEMORY))
    except BaseException as error:
        # The reader's panics are no Exception; its own errors say that the file is damaged.
        if isinstance(error, (KeyboardInterrupt, SystemExit, GeneratorExit)):
            raise
        yield refused(Finding(_judged(error)))


def refused(finding: Finding) -> bytes:
    """The line that says why the file is not read."""
    facts = {"code": finding.code, "value": finding.value, "facts": dict(finding.facts)}
    return orjson.dumps({"refused": facts})


def _judged(error: BaseException) -> Code:
    """What an error of the reader means for the person who sent the file."""
    if type(error).__name__ == "PasswordError":
        return Code.ENCRYPTED
    return Code.DAMAGED if isinstance(error, Exception) else Code.READER_FAILED


def main() -> int:
    """Read the file on standard input, as the one argument says."""
    asked = cast("dict[str, object]", orjson.loads(sys.argv[1]))
    limits = Limits(**cast("dict[str, int]", asked["limits"]))
    # Nothing here refers to itself, and the process ends with the file.
    gc.disable()
    confine(memory=limits.memory_bytes, seconds=limits.seconds)
    content = sys.stdin.buffer.read()
    out = sys.stdout.buffer
    for line in guarded(content, filename=str(asked["filename"]), limits=limits):
        out.write(line + b"\n")
    out.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
