"""A workbook is published whole or not at all."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest

from dashboard.errors import Trouble
from dashboard.flows.open_edition import Library
from dashboard.flows.publish_edition import check, publish_workbook
from dashboard.records.sql import SqlStore
from tests.samples import EXAMPLES, store_in, workbook
from tests.workbooks.books import book_of, saved, sound


@pytest.fixture
def store(tmp_path: Path) -> SqlStore:
    return store_in(tmp_path)


def _publish(store: SqlStore, content: bytes):
    return publish_workbook(store, content, filename="plan.xlsx", by="anna", note="ny")


REFUSED: dict[str, Callable[[], bytes]] = {
    "an error in a cell": lambda: saved(sound(action={"goals": "18"})),
    "no sheet of ours": lambda: book_of({"Ark1": [["a"]]}),
    "no workbook": lambda: b"Verdensm\xc3\xa5l;Bidrag",
    "an empty file": lambda: b"",
}


@pytest.mark.parametrize("why", REFUSED)
def test_a_workbook_with_errors_is_refused_and_nothing_is_kept(why: str, store: SqlStore):
    done = _publish(store, REFUSED[why]())
    assert done.edition is None
    assert done.checked.findings
    assert store.editions() == ()


def test_a_refused_workbook_leaves_the_published_one_as_it_was(store: SqlStore):
    first = _publish(store, saved(sound())).edition
    assert first is not None
    assert _publish(store, REFUSED["an error in a cell"]()).edition is None
    assert store.editions() == (first,)


def test_remarks_do_not_stand_in_the_way(store: SqlStore):
    done = _publish(store, saved(sound(indicator={"ambition_operator": None})))
    assert done.checked.findings
    assert done.edition is not None


@pytest.mark.parametrize("name", EXAMPLES)
def test_what_is_published_is_what_was_sent(name: str, store: SqlStore):
    edition = _publish(store, workbook(name)).edition
    assert edition is not None
    assert store.workbook(edition.number) == workbook(name)
    assert (edition.filename, edition.published_by, edition.note) == ("plan.xlsx", "anna", "ny")


def test_checking_keeps_nothing(store: SqlStore):
    assert not check(workbook("copenhagen"), filename="plan.xlsx").has_errors
    assert store.latest() is None


def test_a_store_that_fails_while_publishing_is_told(store: SqlStore, tmp_path: Path):
    for part in tmp_path.glob("plan.sqlite*"):
        part.unlink()
    (tmp_path / "plan.sqlite").write_bytes(b"no database" * 500)
    with pytest.raises(Trouble):
        _publish(store, saved(sound()))


def test_readers_go_on_with_the_last_edition_while_a_new_one_is_opened(
    store: SqlStore, monkeypatch: pytest.MonkeyPatch
):
    library, may_go_on, is_reading = Library(store), Event(), Event()
    _publish(store, saved(sound()))
    first = library.current()
    tables = store.tables

    def slow(number: int, /) -> bytes:
        is_reading.set()
        assert may_go_on.wait(60)
        return tables(number)

    monkeypatch.setattr(store, "tables", slow)
    _publish(store, saved(sound(action={"title_da": "Anden"})))
    with ThreadPoolExecutor() as readers:
        opening = readers.submit(library.current)
        assert is_reading.wait(60)
        assert library.current() is first
        may_go_on.set()
        second = opening.result()
    assert second is not None
    assert second.edition.number == 2
    assert library.current() is second
    assert library.numbered(1) is first


def test_the_database_is_not_asked_again_while_nothing_was_written(
    store: SqlStore, monkeypatch: pytest.MonkeyPatch
):
    library, asked = Library(store), []
    latest = store.latest
    monkeypatch.setattr(store, "latest", lambda: asked.append(1) or latest())
    _publish(store, saved(sound()))
    for _ in range(50):
        library.current()
    assert len(asked) < 10  # at most once a second, and once where the journal was folded in


def test_a_library_shows_a_new_edition_at_once_and_opens_each_only_once(store: SqlStore):
    library = Library(store, kept=1)
    assert library.current() is None
    _publish(store, saved(sound()))
    first = library.current()
    assert first is not None
    assert library.current() is first
    _publish(store, saved(sound(action={"title_da": "Anden"})))
    second = library.current()
    assert second is not None
    assert (first.edition.number, second.edition.number) == (1, 2)
    assert library.current() is second
