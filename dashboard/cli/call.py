"""One call of a command: what was given, and how it answers."""

import argparse
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import click

from dashboard.errors import Trouble
from dashboard.language.words import Words
from dashboard.settings import Settings
from dashboard.workbooks.reading import Step

OK, ERRORS, UNUSABLE, USAGE = 0, 1, 2, 64


@dataclass(frozen=True, slots=True)
class Call:
    """One call of a command: what was given, the settings, and the words to answer in."""

    given: argparse.Namespace
    settings: Settings
    words: Words

    def say(self, key: str, /, **facts: str | int) -> None:
        """A line of answer."""
        self.show(self.words(f"commands.said.{key}", **facts))

    def show(self, text: str) -> None:
        """Text of answer."""
        sys.stdout.write(text + "\n")
        sys.stdout.flush()

    @contextmanager
    def progress(self) -> Iterator[Step]:
        """A bar for long work, on a terminal only: nobody reads one in a pipe."""
        if not sys.stderr.isatty():
            yield lambda _, __: None
            return
        steps = self.words.under("commands.steps")
        with click.progressbar(length=100, width=24, file=sys.stderr, show_eta=False) as bar:
            last = ""

            def step(name: str, share: float) -> None:
                nonlocal last
                if name != last:
                    bar.label, bar.pos, last = f"{steps[name]:<{_widest(steps)}}", 0, name
                bar.update(max(0, int(share * 100) - bar.pos))

            yield step


@dataclass(frozen=True, slots=True)
class Command:
    """One command: its name, its arguments, and what it does; the result is the exit code."""

    name: str
    arguments: Sequence[str]
    run: Callable[[Call], int]


def _widest(texts: Mapping[str, str]) -> int:
    return max(map(len, texts.values()))


def read(path: Path) -> bytes:
    """The bytes of a file; raises `Trouble` where it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise Trouble("commands.trouble.file", path=str(path), cause=cause_of(error)) from error


def write(path: Path, content: bytes) -> None:
    """Write a new file; raises `Trouble` where one is there that holds something."""
    is_empty = path.is_file() and path.stat().st_size == 0
    try:
        # What somebody filled in or corrected is never overwritten.
        with path.open("wb" if is_empty else "xb") as file:
            file.write(content)
    except FileExistsError as error:
        raise Trouble("commands.trouble.exists", path=str(path)) from error
    except OSError as error:
        raise Trouble("commands.trouble.write", path=str(path), cause=cause_of(error)) from error


def cause_of(error: OSError) -> str:
    """Why the system could not do it, in its words."""
    return error.strerror or str(error)
