"""The back room of a running server: drafts wait for it, readers do not; another one begins."""

import http.client
import os
import signal
import socket
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from tests.bench_server import _place
from tests.running import EXAMPLE_CITY, Server, command, environment, started
from tests.senders import _TOKEN, _ask, _multipart

_SOON, _PATIENCE = 1.0, 60.0


@dataclass(frozen=True)
class Hall:
    """A city hall of four workers, and a draft in it."""

    server: Server
    address: str
    shown: Mapping[str, str]
    token: str
    draft: str = ""

    def sent(self) -> tuple[int, str]:
        """How a workbook that was sent was answered, and where that led."""
        body, kind = _multipart({"form_token": self.token}, EXAMPLE_CITY)
        heads = {**self.shown, "Content-Type": kind}
        status, head, _ = _ask(self.address, "POST", "/da/upload", heads, body)
        return status, head.get("Location", "")

    def status(self, path: str) -> int:
        return _ask(self.address, "GET", path, dict(self.shown))[0]

    def back(self) -> int | None:
        """The process that gives way, None as long as there is none."""
        ours = os.getpriority(os.PRIO_PROCESS, 0)
        nicer = [p for p in self.workers() if os.getpriority(os.PRIO_PROCESS, p) > ours]
        return nicer[0] if len(nicer) == 1 else None

    def workers(self) -> list[int]:
        pid = self.server.process.pid
        return [int(p) for p in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hall]:
    folder = tmp_path_factory.mktemp("back-room")
    given = environment(folder / "city.sqlite", WORKERS="3")
    done = command("publish", str(EXAMPLE_CITY), "--note", "first", given=given)
    assert done.returncode == 0, done.stderr
    with started(folder / "said.log", given) as server:
        address = server.link.partition("/da/")[0]
        _, head, _ = _ask(address, "GET", server.link.removeprefix(address), {})
        shown = {"Cookie": head["Set-Cookie"].partition(";")[0]}
        token = _TOKEN.search(_ask(address, "GET", "/da/upload", shown)[2].decode())
        assert token is not None
        hall = Hall(server, address, shown, token[1])
        yield replace(hall, draft=hall.sent()[1])


def test_one_worker_more_than_answer_readers_gives_way_to_them(hall: Hall):
    assert len(hall.workers()) == 4
    assert hall.back() is not None


@pytest.mark.parametrize(
    "asked",
    [
        "/da/upload/kladde-\xc3\xa6?q=\xc3\xa6 HTTP/1.1",
        "/da/%75pload/%00%0a HTTP/1.1",
        "http://elsewhere.example/da/upload/none HTTP/1.1",
        "//da/upload/none HTTP/1.1",
        "/da/upload/none HTTP/1.0",
    ],
)
def test_whatever_is_asked_about_no_draft_is_answered_that_there_is_none(hall: Hall, asked: str):
    with closing(socket.create_connection(_place(hall.address), _PATIENCE)) as line:
        head = (
            f"GET {asked}\r\nHost: x\r\nCookie: {hall.shown['Cookie']}\r\nConnection: close\r\n\r\n"
        )
        line.sendall(head.encode("latin-1"))
        answer = b"".join(iter(lambda: line.recv(65536), b""))
    assert answer.split()[1] in (b"404", b"308", b"400")
    assert b"Traceback" not in answer


def test_drafts_wait_for_the_back_room_and_readers_do_not(hall: Hall):
    assert hall.status(hall.draft) == 200
    with _stopped(hall.back()):
        for _ in range(8):  # whichever worker it is
            assert hall.status("/da/goals/13") == hall.status("/da/upload") == 200
        host, port = _place(hall.address)
        waiting = http.client.HTTPConnection(host, port, timeout=_SOON)
        waiting.request("GET", hall.draft, headers=dict(hall.shown))
        with pytest.raises(TimeoutError):
            waiting.getresponse()
        waiting.close()
    assert hall.status(hall.draft) == 200


def test_where_the_back_room_ends_drafts_are_answered_and_another_one_begins(hall: Hall):
    ended = hall.back()
    assert ended is not None
    os.kill(ended, signal.SIGKILL)
    assert hall.status(hall.draft) in (200, 503)  # 503: it was asked just then
    _until(lambda: hall.back() not in (None, ended))
    assert len(hall.workers()) == 4
    assert hall.status(hall.draft) == 200


def test_twenty_who_send_at_once_all_get_a_draft(hall: Hall):
    with ThreadPoolExecutor(20) as people:
        answers = [each.result() for each in [people.submit(hall.sent) for _ in range(20)]]
    assert {status for status, _ in answers} == {303}
    assert len({draft for _, draft in answers}) == 20


def test_no_header_of_somebody_in_front_is_believed(hall: Hall):
    _, _, plain = _ask(hall.address, "GET", "/da/actions", {})
    for name, value in {
        "X-Forwarded-Proto": "https",
        "SCRIPT_NAME": "x",
        "X-Forwarded-Ssl": "on",
    }.items():
        for path, shown in (("/da/actions", {}), (hall.draft, dict(hall.shown))):
            status, head, body = _ask(hall.address, "GET", path, {**shown, name: value})
            assert status == 200
            assert "Set-Cookie" not in head
            assert (body == plain) == (path == "/da/actions")
            assert b"https://127.0.0.1" not in body


@contextmanager
def _stopped(pid: int | None) -> Iterator[None]:
    assert pid is not None
    os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(pid, signal.SIGCONT)


def _until(comes_true: Callable[[], bool]) -> None:
    end = time.monotonic() + _PATIENCE
    while not comes_true():
        assert time.monotonic() < end
        time.sleep(0.05)
