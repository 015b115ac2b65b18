"""Each worker is warm before it answers, and again after an edition was published."""

import re
import signal
from pathlib import Path
from threading import Event, Thread
from urllib.request import urlopen

import pytest
from flask import Flask, request

from dashboard import serving
from dashboard.pages import packing
from dashboard.pages.packed import pack
from dashboard.pages.room import PATIENCE
from dashboard.settings import read_settings
from tests.pages.conftest import server_on, store_with
from tests.running import COPENHAGEN, ROOT, command, environment, running, started
from tests.samples import workbook

README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.fixture
def city(tmp_path: Path) -> Flask:
    return server_on(store_with(tmp_path, workbook("copenhagen")))


def test_the_files_of_a_page_are_packed_before_there_are_workers(
    city: Flask, monkeypatch: pytest.MonkeyPatch
):
    packed: list[str] = []
    monkeypatch.setattr(
        packing, "pack", lambda *a, **b: packed.append(request.path) or pack(*a, **b)
    )
    serving.pack_files(city)
    assert "/assets/style.css" in packed
    assert any(path.startswith("/_dash-component-suites/") for path in packed)
    assert any(path.startswith("/plotly/") for path in packed)
    before = len(packed)
    serving.pack_files(city)
    assert len(packed) == before  # and never again


def test_a_worker_warms_itself_again_after_a_new_edition(
    city: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    warmed, ended = Event(), Event()
    monkeypatch.setattr(serving, "warm", lambda _: warmed.set())
    watching = Thread(target=serving.watch, args=(city,), kwargs={"ended": ended, "pause": 0.05})
    watching.start()
    try:
        assert not warmed.wait(0.5)  # nothing is new
        store_with(tmp_path, workbook("example-city"))
        assert warmed.wait(60)
    finally:
        ended.set()
        watching.join(60)


def test_every_worker_shows_a_new_edition(tmp_path: Path):
    """Four workers and a publish by another process: none goes on with the old edition."""
    given = environment(tmp_path / "copenhagen.sqlite")
    other = str(ROOT / "data" / "example-city.xlsx")
    with running(COPENHAGEN, tmp_path, WORKERS="4") as city:
        assert set(_editions(city.at("/da/"), 40)) == {"1"}
        done = command("publish", other, "--note", "x", given=given)
        assert done.returncode == 0, done.stderr
        _editions(city.at("/da/"), 40)  # some are still at it: one reader opens, others go on
        settle = Event()
        settle.wait(2.0)  # the promise: within two seconds
        assert set(_editions(city.at("/da/"), 80)) == {"2"}


def _editions(address: str, times: int) -> list[str]:
    """The edition each of many answers tells, over connections of their own."""
    found = []
    for _ in range(times):
        with urlopen(address) as answer:
            told = re.search(r"[?&]edition=(\d+)", answer.read().decode())
            assert told is not None
            found.append(told[1])
    return found


@pytest.mark.parametrize("workers", ["1", "2"])
@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGINT])
def test_a_server_that_is_asked_to_stop_ends_well_and_says_nothing(
    tmp_path: Path, workers: str, ending: signal.Signals
):
    given = environment(tmp_path / "empty.sqlite", WORKERS=workers)
    with started(tmp_path / "said.log", given) as server:
        urlopen(f"{server.link.partition('/da/')[0]}/da/").close()
        server.process.send_signal(ending)
        assert server.process.wait(60) == 0
    assert not (tmp_path / "said.log").read_text()


def test_the_sample_for_nginx_agrees_with_the_settings():
    sample = re.search(r"```nginx\n(.*?)```", README, re.DOTALL)
    assert sample is not None
    text, settings = sample[1], read_settings({})
    (limit,) = re.findall(r"client_max_body_size (\d+)m;", text)
    # The server itself takes a megabyte more than the workbook, for the form around it.
    assert int(limit) == settings.upload_limit_mb + 1
    (upstream,) = re.findall(r"server ([\w.]+:\d+);", text)
    assert upstream == f"{settings.host}:{settings.port}"
    (reading,) = re.findall(r"proxy_read_timeout (\d+)s;", text)
    assert int(reading) > PATIENCE + 6 * settings.reader_seconds  # on a busy machine
    assert "proxy_request_buffering on;" in text  # a slow line must not hold a thread
    for header in ("Host", "X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host"):
        assert f"proxy_set_header {header} " in text
    assert text.count("{") == text.count("}")
