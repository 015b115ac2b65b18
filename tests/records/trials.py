"""What a store is put through, and what must be true of it afterwards."""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Event

from dashboard.records.publishing import checksum_of
from dashboard.records.sql import SqlStore
from dashboard.records.verifying import verify
from tests.records.analysts import publish_one, tables_of
from tests.running import ROOT


@dataclass
class Tally:
    """What was acknowledged: checksum by number; how long each waited; what a reader saw."""

    acknowledged: dict[int, str] = field(default_factory=dict)
    waits: list[float] = field(default_factory=list)
    readings: int = 0

    def take(self, number: int, digest: str) -> None:
        """An edition somebody was told of; no number is ever told twice."""
        assert number not in self.acknowledged
        self.acknowledged[number] = digest

    def hear(self, line: str) -> bool:
        """A line of an analyst; whether it told of an edition."""
        what, *rest = line.split()
        if what == "ack":
            self.take(int(rest[0]), rest[1])
        return what == "ack"


def nothing_lost(store: SqlStore, tally: Tally) -> None:
    """Every edition that was acknowledged is there, once and whole, and the chain holds."""
    editions = {e.number: e.checksum for e in store.editions()}
    assert sorted(editions) == list(range(1, len(editions) + 1))
    assert {n: editions[n] for n in tally.acknowledged} == tally.acknowledged
    assert [sum_ for sum_, n in Counter(editions.values()).items() if n > 1] == []
    found = verify(store.database)
    assert (found.broken, found.editions) == ((), len(editions))


def whole(store: SqlStore, number: int) -> bool:
    """Whether workbook, checksum, note and tables of an edition belong together."""
    edition = store.edition(number)
    assert edition is not None
    digest = checksum_of(store.workbook(number))
    parts = {edition.checksum, edition.note, digest}
    return parts == {digest} and store.tables(number) == tables_of(digest)


@contextmanager
def reader(store: SqlStore, tally: Tally) -> Iterator[None]:
    """Somebody who reads the newest edition all the while and must only see whole ones."""
    done = Event()

    def read() -> int:
        seen, last = 0, 0
        while not done.is_set():
            latest = store.latest()
            if latest is not None:
                assert latest.number >= last
                assert whole(store, latest.number)
                seen, last = seen + 1, latest.number
            time.sleep(0.02)
        return seen

    with ThreadPoolExecutor(1) as pool:
        reading = pool.submit(read)
        try:
            yield
        finally:
            done.set()
        tally.readings = reading.result()


def analysts(*arguments: str) -> subprocess.Popen[str]:
    """Analysts in a process of their own."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.records.analysts", *arguments],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def killed(store: SqlStore, url: str, times: int) -> Tally:
    """Analysts killed at random moments of publishing; nobody is asked before."""
    tally, chance = Tally(), random.Random()
    with reader(store, tally), analysts("die", url) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for n in range(times):
            process.stdin.write("next\n")
            process.stdin.flush()
            pid, heard = None, False
            # Half die soon after an answer, half at any moment since their first breath.
            after_answer, pause = n % 2 == 0, chance.uniform(0, 0.25)
            for line in process.stdout:
                heard = tally.hear(line) or heard
                if line.startswith("pid"):
                    pid = int(line.split()[1])
                if line.startswith("dead"):
                    break
                if pid is not None and (heard or not after_answer):
                    time.sleep(pause)
                    os.kill(pid, signal.SIGKILL)
                    pid, after_answer = None, True
            newest = store.latest()
            assert newest is None or whole(store, newest.number)
        process.stdin.close()
    return tally


def crowded(store: SqlStore, url: str, many: int, times: int) -> Tally:
    """Many analysts at once, each a process that publishes some workbooks."""
    tally = Tally()
    with reader(store, tally), analysts("crowd", url, str(many), str(times)) as process:
        assert process.stdout is not None
        left = [line for line in process.stdout if not tally.hear(line)]
    assert left == ["left 0\n"] * many
    return tally


def restarted(store: SqlStore, writers: int, restart: Callable[[int], None], times: int) -> Tally:
    """Writers who go on while the database is restarted under them."""
    tally, done = Tally(), Event()

    def write() -> list[tuple[int, str, float]]:
        told = []
        while not done.is_set():
            start = time.monotonic()
            told.append((*publish_one(store), time.monotonic() - start))
        return told

    with reader(store, tally), ThreadPoolExecutor(writers) as pool:
        writing = [pool.submit(write) for _ in range(writers)]
        try:
            for n in range(times):
                time.sleep(0.5)
                restart(n)
        finally:
            done.set()
        for each in writing:
            for number, digest, wait in each.result():
                tally.take(number, digest)
                tally.waits.append(wait)
    return tally
