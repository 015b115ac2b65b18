"""What one machine publishes is seen by the others, and none asks the database all the time."""

import time

from dashboard.flows.open_edition import Library
from dashboard.flows.publish_edition import publish_workbook
from dashboard.records.sql import SqlStore
from tests.workbooks.books import saved, sound


def _publish(store: SqlStore, title: str) -> None:
    content = saved(sound(action={"title_da": title}))
    done = publish_workbook(store, content, filename="plan.xlsx", by="anna", note=title)
    assert done.edition is not None


def _shown(library: Library) -> int:
    opened = library.current()
    assert opened is not None
    return opened.edition.number


def test_a_publication_reaches_a_library_on_another_machine(store: SqlStore, url: str):
    _publish(store, "Den første")
    library = Library(SqlStore(url))
    assert _shown(library) == 1
    _publish(store, "Den anden")
    while _shown(library) != 2:  # the answer of the half second before is used up first
        time.sleep(0.01)


def test_many_readers_ask_the_database_only_now_and_then(store: SqlStore, url: str, monkeypatch):
    _publish(store, "Den første")
    other, asked, start = SqlStore(url), [0], time.monotonic()
    library, latest = Library(other), other.latest

    def counted():
        asked[0] += 1
        return latest()

    monkeypatch.setattr(other, "latest", counted)
    for _ in range(500):
        _shown(library)
    assert asked[0] <= 2 + 2 * (time.monotonic() - start)
