"""Drafts are looked at in a process that gives way, and nobody can tell the difference."""

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from socket import AF_UNIX
from threading import Thread
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

import pytest
from werkzeug.test import Client

from dashboard.pages.back_room import Back, Front
from dashboard.pages.guard import BACK, LOST, WAITED

DRAFT = "/da/upload/key-of-a-draft"
_LARGEST = 256 * 1024


class _Room(WSGIServer):
    """A server in a folder; it needs no name of a machine."""

    address_family = AF_UNIX

    def server_bind(self) -> None:
        self.socket.bind(str(self.server_address))
        self.server_name, self.server_port = "localhost", 0
        self.setup_environ()

    def get_request(self) -> Any:
        return self.socket.accept()[0], ("", 0)


class _Silent(WSGIRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


def _told(where: str) -> Callable[..., Iterable[bytes]]:
    """An application that answers what it was asked."""

    def answer(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        told = {
            "where": where,
            "method": environ["REQUEST_METHOD"],
            "path": environ["PATH_INFO"],
            "query": environ["QUERY_STRING"],
            "type": environ.get("CONTENT_TYPE", ""),
            "size": len(body),
            "body": body[:100].decode(),
            "by": environ.get("REMOTE_ADDR", ""),
            "over": environ["wsgi.url_scheme"],
            "heads": {k: v for k, v in environ.items() if k.startswith("HTTP_")},
            "back": environ.get(BACK, ""),
        }
        start("418 I'm a teapot", [("Content-Type", "application/json"), ("X-Own", "1")])
        return [json.dumps(told).encode()]

    return answer


@pytest.fixture
def there(tmp_path: Path) -> Iterator[str]:
    """The socket of a back room where somebody is."""
    place = str(tmp_path / "back")
    with _Room(place, _Silent) as server:  # type: ignore[arg-type]
        server.set_app(Back(_told("back")))
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield place
        server.shutdown()
        thread.join(10)


def _front(there: str, *, at_once: int = 2) -> Client:
    """A browser that shows a cookie."""
    here = Front(_told("front"), there, at_once=at_once)
    return Client(_with_cookie(here), use_cookies=False)


def _with_cookie(here: Front) -> Callable[..., Iterable[bytes]]:
    def answer(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        environ.setdefault("HTTP_COOKIE", "sdg=x")
        return here(environ, start)

    return answer


def test_only_pages_of_drafts_are_passed_on(there: str):
    front = _front(there)
    for path in (
        "/da/",
        "/da/upload",
        "/en/drafts",
        "/da/upload/",
        "/xx/upload/key",
        "/upload/key",
    ):
        assert json.loads(front.get(path).data)["where"] == "front"
    for path in (DRAFT, "/en/upload/key/difference?sheet=actions&page=2"):
        assert json.loads(front.get(path).data)["where"] == "back"


def test_a_stranger_is_answered_in_front(there: str):
    stranger = Client(Front(_told("front"), there, at_once=1))
    assert json.loads(stranger.get(DRAFT).data)["where"] == "front"


def test_a_question_and_its_answer_pass_through_as_they_are(there: str):
    asked = {"Cookie": "sdg=x", "Origin": "http://a.example", "Accept-Encoding": "br"}
    answer = _front(there).post(
        f"{DRAFT}/submit?a=%C3%A6%2F",
        data={"note": "Blåbærgrød"},
        headers=asked,
        base_url="http://city.example",
    )
    assert answer.status == "418 I'm a teapot"
    assert answer.headers["X-Own"] == "1"
    told = json.loads(answer.data)
    assert (told["method"], told["path"], told["query"]) == (
        "POST",
        f"{DRAFT}/submit",
        "a=%C3%A6%2F",
    )
    assert told["type"] == "application/x-www-form-urlencoded"
    assert told["body"] == "note=Bl%C3%A5b%C3%A6rgr%C3%B8d"
    assert told["heads"]["HTTP_HOST"] == "city.example"
    assert {told["heads"][f"HTTP_{k.upper().replace('-', '_')}"] for k in asked} == set(
        asked.values()
    )


def test_who_asked_is_told_by_the_front_alone(there: str):
    front = _front(there)
    lies = {"Sdg-Asked-By": "10.0.0.1", "Sdg-Asked-Over": "https"}
    told = json.loads(
        front.get(DRAFT, headers=lies, environ_base={"REMOTE_ADDR": "192.0.2.7"}).data
    )
    assert (told["by"], told["over"]) == ("192.0.2.7", "http")
    assert not any("SDG_ASKED" in name for name in told["heads"])
    assert json.loads(front.get(DRAFT, base_url="https://city.example").data)["over"] == "https"


def test_more_than_any_form_of_a_draft_is_not_passed_on(there: str):
    told = json.loads(_front(there).post(DRAFT, data=b"x" * 3_000_000).data)
    assert told["size"] == _LARGEST + 1  # one too many: the guard behind refuses it


def test_where_nobody_is_in_the_back_room_the_front_answers(tmp_path: Path):
    answer = _front(str(tmp_path / "nobody")).post(DRAFT, data={"note": "a"})
    told = json.loads(answer.data)
    assert (told["where"], told["body"], told["back"]) == ("front", "note=a", "")


def test_a_place_is_given_back_and_without_one_the_question_is_to_come_again(
    there: str, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("dashboard.pages.back_room._PATIENCE", 0.01)
    front = _front(there, at_once=1)
    for _ in range(3):
        with front.get(DRAFT, buffered=False) as answer:  # the place is held until it is closed
            told = json.loads(front.get(DRAFT).data)
            assert (told["where"], told["back"]) == ("front", WAITED)
            assert json.loads(answer.data)["where"] == "back"


def test_a_back_room_that_ends_over_a_question_asks_to_come_again(tmp_path: Path):
    place = str(tmp_path / "back")
    with _Room(place, _Ends) as server:  # type: ignore[arg-type]
        thread = Thread(target=server.handle_request)
        thread.start()
        told = json.loads(_front(place).post(DRAFT, data={"note": "a"}).data)
        thread.join(10)
    assert (told["where"], told["back"]) == ("front", LOST)


class _Ends(_Silent):
    """Goes away without an answer."""

    def handle(self) -> None:
        self.request.recv(10)
