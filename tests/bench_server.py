"""The server under load: `python -m tests.bench_server`, with `--minutes 1` for the whole test.

The real program serves the invented city with gunicorn, and kept pages are asked for over
connections that stay open. Beside them, in the same run and under the same gunicorn settings,
stand a program that does nothing but answer with the very same bytes, which is the least any
page can cost this server, and a stock Dash callback that builds a `go.Figure`. What the
asking costs is not counted: CPU is that of the server's own processes.
"""

import argparse
import asyncio
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from tests.running import EXAMPLE_CITY, environment, running

AT_ONCE = (1, 8, 32, 100)
PAGES = {"overview": "/da/", "goal page": "/da/goals/13"}
LIMIT = 2.0  # CPU of a kept page against that of its bytes
RATE = 200  # questions a second that are kept up
_TICK = os.sysconf("SC_CLK_TCK")
_SECONDS, _MOST = 3.0, 3_000  # of each measurement, whichever comes first
_OTHER = """
import sys
from tests import bench_server
bench_server.serve_other(sys.argv[1])
"""
_BODY = {
    "output": "figure.figure",
    "outputs": {"id": "figure", "property": "figure"},
    "inputs": [{"id": "goal", "property": "value", "value": 13}],
    "changedPropIds": ["goal.value"],
    "state": [],
}


@dataclass(frozen=True)
class Load:
    """What a load met: seconds of each answer, wall and CPU seconds in all, and failures."""

    times: list[float]
    wall: float
    cpu: float
    failed: int

    @property
    def rate(self) -> float:
        return len(self.times) / self.wall

    @property
    def each(self) -> float:
        """Milliseconds of the server's CPU for an answer."""
        return self.cpu / len(self.times) * 1e3

    def percentile(self, share: int) -> float:
        """Milliseconds within which this share of the answers came."""
        if len(self.times) < 2:
            return self.times[0] * 1e3
        return statistics.quantiles(self.times, n=100)[share - 1] * 1e3


def main() -> int:
    """Measure and print; 1 when a page costs too much or an answer failed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--minutes", type=float, default=0.1, help="how long the rate is kept up")
    minutes = parser.parse_args().minutes
    with tempfile.TemporaryDirectory() as name, running(EXAMPLE_CITY, Path(name)) as city:
        server = _pid_at(city.address)
        bodies = {kind: _bytes(city.address, path) for kind, path in PAGES.items()}
        _say(f"{'':<26}{'at once':>8}{'req/s':>9}{'p50 ms':>9}{'p99 ms':>9}{'CPU ms':>9}")
        ratios = [
            _against(kind, city.address, server, body, Path(name)) for kind, body in bodies.items()
        ]
        with _other("figure", Path(name), b"") as (address, pid):
            for many in (1, 8):
                load = _load(address, _post(address), many, pid)
                _row("stock callback, go.Figure", many, load)
        failed = _kept_up(city.address, server, minutes)
    kept = max(ratios) <= LIMIT and not failed
    _say(f"A kept page may cost {LIMIT:.0f} times its bytes: {'kept' if kept else 'BROKEN'}.")
    return 0 if kept else 1


def _against(kind: str, address: str, server: int, body: bytes, folder: Path) -> float:
    """Each number of readers on the page, then on its bytes; the middle ratio of their CPU."""
    found: list[float] = []
    with _other("bytes", folder, body) as (bare, pid):
        for many in AT_ONCE:
            page = _load(address, _get(address, PAGES[kind]), many, server)
            plain = _load(bare, _get(bare, PAGES[kind]), many, pid)
            found.append(page.each / plain.each)
            _row(kind, many, page)
            _row("  the same bytes alone", many, plain, f"  ratio {found[-1]:.2f}")
            assert not page.failed + plain.failed
    return statistics.median(found)


def _kept_up(address: str, server: int, minutes: float) -> int:
    """So many questions a second, evenly, for so long; how many failed."""
    paths = [_get(address, path) for path in PAGES.values()]
    total = round(RATE * 60 * minutes)
    load = asyncio.run(_asked(address, paths, 32, total, server, rate=RATE))
    _row(f"{RATE} a second, {60 * minutes:.0f} s", 32, load, f"  {load.failed} failed")
    return load.failed


def _load(address: str, question: bytes, many: int, server: int) -> Load:
    asyncio.run(_asked(address, [question], many, many * 4, server))  # every worker has it
    return asyncio.run(_asked(address, [question], many, _MOST, server))


async def _asked(  # noqa: PLR0917 - a load is all of these
    address: str,
    questions: list[bytes],
    many: int,
    total: int,
    server: int,
    rate: float | None = None,
) -> Load:
    """Ask over `many` connections; without a rate each asks again as soon as it was answered."""
    numbers, times, failed = iter(range(total)), list[float](), 0
    start, before = time.perf_counter(), _cpu(server)

    async def reader() -> None:
        nonlocal failed
        read, write = await asyncio.open_connection(*_place(address))
        for number in numbers:
            if rate is not None:
                await asyncio.sleep(max(0.0, start + number / rate - time.perf_counter()))
            elif time.perf_counter() - start > _SECONDS:
                break
            asked = time.perf_counter()
            try:
                write.write(questions[number % len(questions)])
                ok, stays = await _answer(read)
            except (OSError, asyncio.IncompleteReadError):
                ok, stays = False, False
            failed += not ok
            times.append(time.perf_counter() - asked)
            if not stays:  # the server may end a connection between answers
                write.close()
                read, write = await asyncio.open_connection(*_place(address))
        write.close()

    await asyncio.gather(*(reader() for _ in range(many)))
    return Load(times, time.perf_counter() - start, _cpu(server) - before, failed)


async def _answer(read: asyncio.StreamReader) -> tuple[bool, bool]:
    """Whether a whole answer came that is one, and whether the connection stays."""
    head = (await read.readuntil(b"\r\n\r\n")).lower()
    length = int(head.partition(b"content-length:")[2].partition(b"\r\n")[0])
    await read.readexactly(length)
    return head.startswith(b"http/1.1 200"), b"connection: close" not in head


def _place(address: str) -> tuple[str, int]:
    parts = urlsplit(address)
    assert parts.hostname is not None
    assert parts.port is not None
    return parts.hostname, parts.port


def _get(address: str, path: str) -> bytes:
    host, port = _place(address)
    return f"GET {path} HTTP/1.1\r\nHost: {host}:{port}\r\nAccept-Encoding: br\r\n\r\n".encode()


def _post(address: str) -> bytes:
    host, port = _place(address)
    body = json.dumps(_BODY)
    head = (
        f"POST /_dash-update-component HTTP/1.1\r\nHost: {host}:{port}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return (head + body).encode()


def _bytes(address: str, path: str) -> bytes:
    """The body of a page as it travels."""

    async def ask() -> bytes:
        read, write = await asyncio.open_connection(*_place(address))
        write.write(_get(address, path))
        head = (await read.readuntil(b"\r\n\r\n")).lower()
        length = int(head.partition(b"content-length:")[2].partition(b"\r\n")[0])
        body = await read.readexactly(length)
        write.close()
        return body

    return asyncio.run(ask())


def _cpu(pid: int) -> float:
    """CPU seconds of a process and of its children so far."""
    parents = {p: _stat(p) for p in map(int, filter(str.isdigit, os.listdir("/proc")))}
    tree = [p for p, facts in parents.items() if facts and (p == pid or int(facts[1]) == pid)]
    return sum(int(facts[11]) + int(facts[12]) for p in tree if (facts := parents[p])) / _TICK


def _stat(pid: int) -> list[str] | None:
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(") ")[2].split()
    except OSError:  # it has just ended
        return None


def _pid_at(address: str) -> int:
    """The program this process started last: the one that answers here."""
    mine = [
        int(p)
        for p in filter(str.isdigit, os.listdir("/proc"))
        if (facts := _stat(int(p))) and int(facts[1]) == os.getpid()
    ]
    assert mine, address
    return max(mine)


@contextmanager
def _other(kind: str, folder: Path, body: bytes) -> Iterator[tuple[str, int]]:
    """Another program under the same gunicorn settings: its address and its process."""
    given = environment(folder / "other.sqlite")
    (folder / "body").write_bytes(body)
    with subprocess.Popen(
        [sys.executable, "-c", _OTHER, kind, str(folder / "body")],
        env=given,
        cwd=folder,
        stdout=subprocess.PIPE,
        text=True,
    ) as started:
        try:
            assert started.stdout is not None
            yield started.stdout.readline().strip().rstrip("/"), started.pid
        finally:
            started.terminate()


def serve_other(kind: str) -> None:
    """In a process of its own: the bytes alone, or the stock callback."""
    from dashboard import serving  # noqa: PLC0415 - this process alone needs them
    from dashboard.settings import read_settings  # noqa: PLC0415

    settings = read_settings(os.environ)
    application = _bare(Path(sys.argv[2]).read_bytes()) if kind == "bytes" else _stock()
    serving.pack_files = lambda _: None  # what is served has none
    serving.warm = lambda _: None
    serving.watch = lambda _: None
    listening = serving.listen(settings.host, settings.port)
    serving.serve(application, settings, listening, ready=_say)


def _bare(body: bytes) -> Any:
    heads = [("Content-Type", "text/html"), ("Content-Length", str(len(body)))]
    heads += [("Content-Encoding", "br")]

    def answer(_: object, start: Callable[[str, list[tuple[str, str]]], object]) -> list[bytes]:
        start("200 OK", heads)
        return [body]

    return answer


def _stock() -> Any:
    import dash  # noqa: PLC0415 - only the stock server needs these
    import plotly.graph_objects as go  # noqa: PLC0415

    application = dash.Dash("stock")
    application.layout = dash.html.Div([dash.dcc.Input(id="goal"), dash.dcc.Graph(id="figure")])

    @application.callback(dash.Output("figure", "figure"), dash.Input("goal", "value"))
    def draw(goal: int) -> object:
        names = [f"Forvaltning {n}" for n in range(7)]
        bars = [go.Bar(x=names, y=[goal + n for n in range(7)], name=str(s)) for s in range(5)]
        return go.Figure(bars, layout={"barmode": "stack"})

    application.server.test_client().get("/_dash-dependencies")
    return application.server


def _row(name: str, many: int, load: Load, more: str = "") -> None:
    _say(
        f"{name:<26}{many:>8}{load.rate:>9.0f}{load.percentile(50):>9.2f}"
        f"{load.percentile(99):>9.2f}{load.each:>9.3f}{more}"
    )


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
