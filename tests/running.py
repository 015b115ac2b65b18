"""The real program in a process of its own, with a database of its own, on a free port."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Timer

ROOT = Path(__file__).parents[1]
COPENHAGEN = ROOT / "data" / "copenhagen.xlsx"
EXAMPLE_CITY = ROOT / "data" / "example-city.xlsx"

_LINK = re.compile(r"http://\S+")
_PATIENCE = 90.0


@dataclass(frozen=True, slots=True)
class Running:
    """A program that answers: its address without a last slash, and the analyst link it told.

    `database` is where it keeps everything, for those who prepare what stands there.
    """

    address: str
    analyst_link: str
    workbook: Path
    database: str

    def at(self, path: str) -> str:
        """The full address of a path."""
        return self.address + path


def environment(database: Path, **more: str) -> dict[str, str]:
    """The surroundings of a run: nothing of the tester's own settings but what is given."""
    inherited = {
        key: value
        for key, value in os.environ.items()
        if key not in ("HOST", "PORT", "DATABASE_URL", "SDG_LANGUAGE", "SECRET_KEY")
    }
    here = {"PYTHONPATH": str(ROOT), "DATABASE_URL": f"sqlite:///{database}", "PORT": "0"}
    return {**inherited, **here, **more}


def command(*arguments: str, given: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """One command run to its end, with what it wrote."""
    return subprocess.run(
        [sys.executable, "-m", "dashboard", *arguments],
        env=dict(given),
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=_PATIENCE,
        check=False,
    )


@contextmanager
def running(workbook: Path, folder: Path, **more: str) -> Iterator[Running]:
    """Publish a workbook, serve it, and end the server when the tests are done with it."""
    given = environment(folder / f"{workbook.stem}.sqlite", **more)
    published = command("publish", str(workbook), "--note", workbook.stem, given=given)
    assert published.returncode == 0, published.stdout + published.stderr
    with started(folder / f"{workbook.stem}.log", given) as server:
        there = server.link.partition("/da/")[0]
        yield Running(there, server.link, workbook, given["DATABASE_URL"])


@dataclass(frozen=True, slots=True)
class Server:
    """A server's process, and the analyst link it told."""

    process: subprocess.Popen[str]
    link: str


@contextmanager
def started(log: Path, given: Mapping[str, str]) -> Iterator[Server]:
    """A server that answers, with its complaints in a file; it is ended at the end."""
    with log.open("w") as errors:
        process = subprocess.Popen(
            [sys.executable, "-m", "dashboard", "serve"],
            env=dict(given),
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        )
    with process:
        try:
            link = _analyst_link(process)
            if link is None:
                raise AssertionError("the server did not start: " + log.read_text())
            yield Server(process, link)
        finally:
            _end(process)


def _end(server: subprocess.Popen[str]) -> None:
    """Ask the server to stop, and make it stop when it does not."""
    server.terminate()
    try:
        server.wait(30)
    except subprocess.TimeoutExpired:
        server.kill()


def _analyst_link(server: subprocess.Popen[str]) -> str | None:
    """What the server prints once it answers; a silent one is ended, and gives None."""
    late = Timer(_PATIENCE, server.kill)
    late.start()
    try:
        assert server.stdout is not None
        for line in server.stdout:
            found = _LINK.search(line)
            if found and "ticket=" in found.group():
                return found.group()
    finally:
        late.cancel()
    return None
