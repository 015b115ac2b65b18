"""Readers while workbooks come in: `python -m tests.bench_uploads`, ratios of one run.

The real program serves the invented city. Readers ask for pages at an even rate, first alone,
then while 25 analysts who are signed in send workbooks through the real form at once: twenty
hostile ones (from HOSTILE_DIR where it is set, else made here) and five plans of 100,000 rows,
whose drafts they open as a browser would. Who is told to come again does so. Each answer is
timed from the moment it was due, so that waiting for a turn counts. The senders are a process
of their own that gives way: in life they are other machines.

With TEST_DATABASE_URL the same is measured on PostgreSQL.
"""

import argparse
import asyncio
import http.client
import json
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path

from dashboard.plan.accounts import Stage
from dashboard.plan.people import EVERY_ADMINISTRATION, Role
from dashboard.records.people import People
from dashboard.records.sessions import Limits, Sessions
from dashboard.records.sql import SqlStore
from tests.bench_server import _answer, _pid_at, _place
from tests.records.postgresql import own_schema
from tests.running import EXAMPLE_CITY, ROOT, running
from tests.senders import HOSTILE, LARGE, LONGEST, hostile, large

ROWS = 100_000
RATE, SECONDS = 50, 20.0  # readers' questions a second; how long, at most
READERS = 32
LIMIT = 3.0
KEPT = ("/da/", "/da/goals/13", "/da/actions/{action}", "/en/")
# Each of these is asked for once only, so that the server makes it anew.
UNKEPT = ("/da/goals/11?n={n}",)
_EACH = 25  # one question in so many is for a page that nobody asked for before
_HOURS = 3600


@dataclass
class Met:
    """What readers met: milliseconds of each answer by the kind of page, and failures."""

    kept: list[float] = field(default_factory=list[float])
    unkept: list[float] = field(default_factory=list[float])
    failed: int = 0

    @property
    def all(self) -> list[float]:
        return self.kept + self.unkept


def main() -> int:
    """Measure and print; 1 where readers waited too long or an answer failed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=SECONDS)
    parser.add_argument("--rows", type=int, default=ROWS)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _write(folder, given.rows)
        databases: list[str] = ["SQLite", *(["PostgreSQL"] if _postgresql() else [])]
        kept = [_measured(each, folder, given.seconds) for each in databases]
    return 0 if all(kept) else 1


def _postgresql() -> bool:
    return bool(os.environ.get("TEST_DATABASE_URL"))


def _measured(kind: str, folder: Path, seconds: float) -> bool:
    own = folder / kind
    own.mkdir()
    with own_schema() if kind == "PostgreSQL" else nullcontext("") as url:
        more = {"DATABASE_URL": url} if url else {}
        with running(EXAMPLE_CITY, own, **more) as city:
            place = url or f"sqlite:///{own / EXAMPLE_CITY.stem}.sqlite"
            server, tokens = _pid_at(city.address), _analysts(place)
            action = _first_action(city.address)
            asyncio.run(_readers(city.address, action, 3.0))  # every worker has them
            quiet = asyncio.run(_readers(city.address, action, seconds))
            before = _memory(server)
            with _sending(city.address, folder, tokens) as sender:
                busy = asyncio.run(
                    _readers(city.address, action, seconds, more=lambda: sender.poll() is None)
                )
                told = json.loads(sender.communicate(timeout=60)[0] or "{}")
            return _say(kind, quiet, busy, told, (before, _memory(server)))


def _say(
    kind: str, quiet: Met, busy: Met, told: dict[str, int], memory: tuple[list[int], list[int]]
) -> bool:
    _print(f"{kind:<12}{'p50 ms':>9}{'p99 ms':>9}{'p50 ms':>12}{'p99 ms':>9}{'ratio of p99':>15}")
    _print(f"{'':<12}{'alone':>18}{'with uploads':>21}")
    for name in ("kept", "unkept", "all"):
        one, other = getattr(quiet, name), getattr(busy, name)
        ratio = _p(other, 99) / _p(one, 99)
        _print(
            f"{name:<12}{_p(one, 50):>9.1f}{_p(one, 99):>9.1f}{_p(other, 50):>12.1f}"
            f"{_p(other, 99):>9.1f}{ratio:>15.2f}"
        )
    before, after = memory
    _print(f"answers {len(quiet.all)} and {len(busy.all)}, failed {quiet.failed + busy.failed}")
    _print(f"workbooks: {', '.join(f'{n} {what}' for what, n in sorted(told.items()))}")
    _print(f"memory of each worker at most, MB: {before} alone, {after} with uploads")
    ratio = _p(busy.all, 99) / _p(quiet.all, 99)
    every = told.get("drafts", 0) + told.get("unreadable", 0) == HOSTILE + LARGE
    kept = ratio <= LIMIT and not busy.failed and every
    _print(f"p99 may grow {LIMIT:.0f} times: {'kept' if kept else 'BROKEN'}.\n")
    return kept


def _p(times: list[float], share: int) -> float:
    return statistics.quantiles(times, n=100)[share - 1]


def _memory(server: int) -> list[int]:
    """The most that each worker ever held, in megabytes."""
    found: list[int] = []
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
        except OSError:  # it has just ended
            continue
        facts = dict(line.split(":", 1) for line in status.splitlines() if ":" in line)
        if int(facts["PPid"]) == server and "VmHWM" in facts:
            found.append(int(facts["VmHWM"].split()[0]) // 1024)
    return sorted(found)


def _first_action(address: str) -> str:
    connection = http.client.HTTPConnection(*_place(address))
    connection.request("GET", "/da/actions")
    found = re.search(r'href="/da/actions/([^"?#]+)"', connection.getresponse().read().decode())
    assert found is not None
    return found[1]


async def _readers(
    address: str, action: str, seconds: float, *, more: Callable[[], bool] = lambda: False
) -> Met:
    """So many questions a second, evenly, for so long and as long as there is more to wait for."""
    met, start, numbers = Met(), time.perf_counter(), iter(range(10**9))
    salt = random.randrange(10**9)

    async def reader() -> None:
        read, write = await asyncio.open_connection(*_place(address))
        while True:
            number = next(numbers)
            due = start + number / RATE
            past = due - start
            if past > LONGEST or (past > seconds and not more()):
                break
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            is_kept = number % _EACH != 0
            pages = KEPT if is_kept else UNKEPT
            page = pages[number % len(pages)].format(action=action, n=salt + number)
            try:
                write.write(_get(address, page))
                ok, stays = await asyncio.wait_for(_answer(read), 30)
            except (OSError, asyncio.IncompleteReadError, TimeoutError):
                ok, stays = False, False
            met.failed += not ok
            taken = (time.perf_counter() - due) * 1e3
            (met.kept if is_kept else met.unkept).append(taken)
            if not stays:  # the server may end a connection between answers
                write.close()
                read, write = await asyncio.open_connection(*_place(address))
        write.close()

    await asyncio.gather(*(reader() for _ in range(READERS)))
    return met


def _get(address: str, path: str) -> bytes:
    host, port = _place(address)
    return f"GET {path} HTTP/1.1\r\nHost: {host}:{port}\r\nAccept-Encoding: br\r\n\r\n".encode()


def _analysts(place: str) -> list[str]:
    """Analysts who are in: what the browser of each shows."""
    store = SqlStore(place)
    people, limits = People(store.database), Limits(idle=_HOURS, absolute=_HOURS, founder=_HOURS)
    found: list[str] = []
    for number in range(HOSTILE + LARGE):
        added = people.add(
            f"Analyst {number}",
            roles=frozenset({Role.ANALYST}),
            administrations=frozenset({EVERY_ADMINISTRATION}),
        )
        sessions = Sessions(store.database, limits)
        found.append(sessions.start(added.person.id, Stage.FULL, browser="Firefox Linux"))
    return found


def _write(folder: Path, rows: int) -> None:
    """All workbooks, hostile ones first by their names."""
    (folder / "z-large.xlsx").write_bytes(large(rows))
    for number, content in enumerate(hostile()):
        (folder / f"h-{number:02}.xlsx").write_bytes(content)


@contextmanager
def _sending(address: str, folder: Path, tokens: list[str]) -> Iterator["subprocess.Popen[str]"]:
    """The senders, in a process of their own."""
    code = "from tests import senders; senders.send_all()"
    with subprocess.Popen(
        [sys.executable, "-c", code, address, str(folder)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as sender:
        assert sender.stdin is not None
        sender.stdin.write("\n".join(tokens) + "\n")
        sender.stdin.flush()
        try:
            yield sender
        finally:
            sender.kill()


def _print(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
