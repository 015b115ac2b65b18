"""What the reader's own process can be asked for, one file each.

Each has a function `answer`. Only the one that is asked for is imported, for a process that
reads one file should start at once.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dashboard.workbooks.limits import Limits
from dashboard.workbooks.reading import Step

JOBS: tuple[str, ...] = ("check", "read", "mark", "write")

Told = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Asked:
    """One file and what to do with it; `given` is what the job needs besides."""

    content: bytes
    filename: str
    limits: Limits
    given: Mapping[str, Any]
    step: Step


@dataclass(frozen=True, slots=True)
class Answer:
    """What a job answers: facts that can be written as JSON, and a file where one was made."""

    told: Told
    file: bytes | None = None
