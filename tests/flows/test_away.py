"""Readers while the database is away: they keep the last edition, and hardly wait."""

import logging
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from dashboard.app import create_app
from dashboard.errors import Trouble
from dashboard.flows import open_edition
from dashboard.flows.open_edition import Library
from dashboard.flows.publish_edition import publish_workbook
from dashboard.language.words import Language, words_for
from dashboard.records.sql import SqlStore
from tests.pages.conftest import store_with
from tests.records.cluster import cluster
from tests.samples import settings
from tests.workbooks.books import saved, sound

TITLES = ("Den første", "Den anden", "Den tredje")


def _publish(store: SqlStore, title: str) -> None:
    content = saved(sound(action={"title_da": title}))
    done = publish_workbook(store, content, filename="plan.xlsx", by="anna", note=title)
    assert done.edition is not None


class Moody(SqlStore):
    """A store that can be away, and counts how often it is asked meanwhile."""

    away = False
    asked = 0

    def latest(self):
        self._answers()
        return super().latest()

    def tables(self, number: int, /) -> bytes:
        self._answers()
        return super().tables(number)

    def mark(self) -> object:
        return None  # as PostgreSQL half a second later

    def _answers(self) -> None:
        if self.away:
            self.asked += 1
            raise Trouble("commands.trouble.database", place="there", cause="gone\naway")


@pytest.fixture
def store(tmp_path: Path) -> Moody:
    store = Moody(f"sqlite:///{tmp_path / 'plan.sqlite'}")
    _publish(store, TITLES[0])
    return store


def _shown(library: Library) -> int:
    opened = library.current()
    assert opened is not None
    return opened.edition.number


def test_the_last_edition_is_shown_and_what_happened_is_noted_once(
    store: Moody, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
):
    library = Library(store)
    assert _shown(library) == 1
    store.away = True
    with caplog.at_level(logging.WARNING, logger="dashboard"), ThreadPoolExecutor(8) as pool:
        start = time.monotonic()
        assert set(pool.map(lambda _: _shown(library), range(400))) == {1}
        asked = store.asked
        # Some may have been on their way when it went; from then on, one in a second asks.
        assert asked <= 8 + (time.monotonic() - start)
        store.away = False
        _publish(store, TITLES[1])
        monkeypatch.setattr(open_edition, "_PAUSE", 0)
        assert _shown(library) == 2
    assert [record.message for record in caplog.records] == [
        "the database is away, readers get the last edition: gone away",
        "the database answers again",
    ]


def test_a_newer_edition_that_cannot_be_opened_leaves_the_last_one_shown(
    store: Moody, monkeypatch: pytest.MonkeyPatch
):
    library = Library(store)
    assert _shown(library) == 1
    _publish(store, TITLES[1])
    with monkeypatch.context() as patch:
        patch.setattr(store, "tables", lambda _: store._answers() or b"")
        store.away = True
        store.latest = lambda: SqlStore.latest(store)  # type: ignore[method-assign]
        assert [_shown(library) for _ in range(3)] == [1, 1, 1]
    store.away = False
    monkeypatch.setattr(open_edition, "_PAUSE", 0)
    assert _shown(library) == 2


def test_before_anything_was_shown_there_is_nothing_to_fall_back_on(store: Moody):
    store.away = True
    with pytest.raises(Trouble):
        Library(store).current()


def test_every_page_of_the_edition_is_answered_while_postgresql_is_away():
    with cluster() as own:
        store = SqlStore(own.url)
        for title in TITLES[:2]:
            _publish(store, title)
        client = create_app(settings(), store).test_client()
        client.set_cookie("sdg", "x" * 43)  # whoever looks like being in waits no longer
        own.control("-m", "immediate", "stop")
        try:
            for path in ("/da/", "/da/actions", "/en/goals/11", "/da/about", "/da/newest.json"):
                start = time.monotonic()
                answer = client.get(path)
                assert (path, answer.status_code) == (path, 200)
                assert time.monotonic() - start < 6  # half a second, and what the page takes
        finally:
            own.control("start")
        end = time.monotonic() + 5
        _publish(store, TITLES[2])
        while client.get("/da/newest.json").json["edition"] != 3:
            assert time.monotonic() < end
            time.sleep(0.05)


def test_a_published_workbook_is_given_up_as_soon_as_a_page_is():
    with cluster() as own:
        store = SqlStore(own.url)
        _publish(store, TITLES[0])
        client = create_app(settings(WORKBOOK_DOWNLOAD="1"), store).test_client()
        assert client.get("/da/about/1/workbook").status_code == 200
        own.control("-m", "immediate", "stop")
        try:
            start = time.monotonic()
            answer = client.get("/da/about/1/workbook")
            assert time.monotonic() - start < 6
        finally:
            own.control("start")
    assert answer.status_code == 503
    assert words_for(Language.DA)("interface.failed.heading") in answer.text


def test_a_page_nobody_can_answer_is_told_with_a_number_and_soon(tmp_path: Path):
    store = store_with(tmp_path, saved(sound()))
    client = create_app(settings(), store).test_client()
    for part in tmp_path.glob("*.sqlite*"):
        part.unlink()
        part.mkdir()
    start = time.monotonic()
    answer = client.get("/da/?edition=7")
    assert answer.status_code == 503
    assert "sqlite" not in answer.text
    assert time.monotonic() - start < 5
