"""Serve the program: gunicorn with threads, one warmed application shared by its workers.

One worker more than answer readers is the back room, where drafts are looked at.
"""

import gc
import os
import re
import socket
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from threading import Event, Thread
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication

from dashboard.app import uploads_of, warm
from dashboard.errors import Trouble
from dashboard.flows.take_turns import shared_folder
from dashboard.language.words import Language
from dashboard.pages.back_room import Back, Front
from dashboard.settings import Settings

_FRONT = f"/{Language.DA}/"
_FILE = re.compile(r'(?:src|href)="(/(?:assets|_dash-component-suites|plotly)/[^"]+)"')
_PAUSE = 1.0
# Seconds after which a thread that counts lets one that answers go on; Python's own are five
# times as many, and a reader would wait for them several times.
_SWITCH = 0.001
_GIVES_WAY = 10  # how much nicer the back room is


class _Server(BaseApplication):
    """Gunicorn, told everything here instead of in a file."""

    def __init__(self, application: Flask, options: dict[str, Any]) -> None:
        self._application = application
        self._options = options
        super().__init__()

    def load_config(self) -> None:
        for key, value in self._options.items():
            self.cfg.set(key, value)

    def load(self) -> Any:
        return self._application


def serve(
    application: Flask,
    settings: Settings,
    listening: socket.socket,
    /,
    *,
    ready: Callable[[str], None],
) -> None:
    """Answer until stopped; `ready` is told the address once the port is ours.

    The port is handed over: `listening` holds it no longer.
    """
    port = listening.getsockname()[1]
    pack_files(application)  # before there are workers, so that they share it
    roles = _Roles(application, str(shared_folder(application) / "back"), settings.threads)
    options: dict[str, Any] = {
        # gunicorn closes both; nobody else may
        "bind": [f"fd://{listening.detach()}", f"fd://{_back_door(roles.there).detach()}"],
        "workers": settings.workers + 1,
        "pre_fork": lambda arbiter, worker: roles.give(worker, arbiter.WORKERS.values()),
        # So many answer readers; as many may wait for the back room, and the others are with
        # workbooks on their way.
        "threads": 2 * settings.threads + uploads_of(settings),
        "worker_class": "gthread",
        # Nobody in front is believed but by the settings, not even on this machine.
        "secure_scheme_headers": {},
        "forwarder_headers": "",
        "worker_tmp_dir": None,
        "accesslog": None,
        "errorlog": "-",
        "loglevel": "warning",
        "proc_name": "sdg-dashboard",
        "post_worker_init": roles.begin,
        "when_ready": lambda _: ready(f"http://{settings.host_in_url}:{port}/"),
    }
    _Server(application, options).run()


def _back_door(there: str) -> socket.socket:
    """The socket of the back room: in a folder that only we can look into."""
    listening = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    listening.bind(there)
    listening.listen(64)
    listening.set_inheritable(True)
    return listening


@dataclass(frozen=True, slots=True)
class _Roles:
    """Which worker does what: one is the back room at `there`, the others answer readers.

    So many of their threads, `at_once`, may wait for the back room.
    """

    application: Flask
    there: str
    at_once: int

    def give(self, worker: Any, others: Iterable[Any]) -> None:
        """Give a worker its socket, before it is a process.

        Where the back room has ended, the next one takes its place.
        """
        front, back = worker.sockets
        is_taken = any(other.sockets == [back] for other in others)
        worker.sockets = [front if is_taken else back]

    def begin(self, worker: Any) -> None:
        """Called in each worker before it answers."""
        here = self.application.wsgi_app
        if worker.sockets[0].FAMILY is socket.AF_UNIX:
            os.nice(_GIVES_WAY)
            self.application.wsgi_app = Back(here)  # type: ignore[method-assign]
        else:
            front = Front(here, self.there, at_once=self.at_once)
            self.application.wsgi_app = front  # type: ignore[method-assign]
            _stay_warm(self.application)


def pack_files(application: Flask) -> None:
    """Ask for every file that a page with charts asks for: the first asking packs it."""
    client = application.test_client()
    for address in set(_FILE.findall(client.get(_FRONT).text)):
        client.get(address)


def _stay_warm(application: Flask) -> None:
    """Called in each worker before it answers: warm it now, and again after each new edition."""
    sys.setswitchinterval(_SWITCH)
    warm(application)
    gc.freeze()  # what is there now stays; looking through it again would stop every answer
    Thread(target=watch, args=(application,), name="warm", daemon=True).start()


def watch(application: Flask, /, *, ended: Event | None = None, pause: float = _PAUSE) -> None:
    """Look once a second whether the front page is another one, and then warm the rest."""
    client, ended = application.test_client(), ended or Event()
    seen = _mark(client.get(_FRONT))
    while not ended.wait(pause):
        if (mark := _mark(client.get(_FRONT))) != seen:
            warm(application)
            seen = mark


def _mark(answer: Any) -> str | None:
    return answer.headers.get("ETag")


def listen(host: str, port: int) -> socket.socket:
    """The port, taken now: one that is in use is trouble before anything else happens."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen(64)
    except (OSError, OverflowError) as error:
        listening.close()
        cause = getattr(error, "strerror", None) or str(error)
        other = str(port + 1 if port < 65_000 else 8051)
        raise Trouble(
            "commands.trouble.port", host=host, port=str(port), cause=cause, other=other
        ) from error
    listening.set_inheritable(True)
    return listening
