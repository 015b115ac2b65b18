"""A copy of either database, made while people work, restored into either."""

import shutil
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Event

import pytest
from sqlalchemy import text

from dashboard.app import create_app
from dashboard.errors import Trouble
from dashboard.flows.publish_edition import publish_workbook
from dashboard.flows.roll_back import roll_back
from dashboard.plan.accounts import Stage
from dashboard.plan.drafts import DraftStep
from dashboard.plan.people import Role
from dashboard.records.database import Database
from dashboard.records.guesses import Guesses
from dashboard.records.people import People
from dashboard.records.portable import back_up, proved
from dashboard.records.portable import restore as fill
from dashboard.records.sessions import Sessions
from dashboard.records.sql import SqlStore
from dashboard.records.verifying import verify
from tests.pages.signing import LIMITS
from tests.records.contract import WORKBOOK, publish
from tests.records.draft_contract import BO, CONTENT, approved, keep, move
from tests.records.postgresql import own_schema
from tests.samples import settings
from tests.workbooks.books import saved, sound

READER = frozenset({Role.READER})
PAGES = (
    *(f"/{lang}/{page}" for lang in ("da", "en") for page in ("", "actions", "changes", "about")),
    "/da/goals/11",
    "/da/actions?edition=1",
    "/da/changes.atom",
    "/da/newest.json",
)


@pytest.fixture(params=["sqlite", "postgresql"])
def other(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SqlStore]:
    """An empty database, of the same kind and of the other."""
    if request.param == "sqlite":
        yield SqlStore(f"sqlite:///{tmp_path / 'other.sqlite'}")
    else:
        with own_schema() as address:
            yield SqlStore(address)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "kept # 100 % ø?"
    folder.mkdir()
    return folder / "plan.backup"


def restore(database: Database, copy: Path) -> None:
    with proved(copy) as source:
        fill(database, source)


def _all_of(store: SqlStore) -> list[object]:
    numbers = [e.number for e in store.editions()]
    contents = [(store.workbook(n), store.tables(n)) for n in numbers]
    return [store.editions(), contents, verify(store.database)]


def test_a_restored_copy_gives_the_same_answers(store: SqlStore, other: SqlStore, out: Path):
    for n in range(12):
        publish(store, WORKBOOK + bytes([n]), note=f"nr. {n} ÆØÅ")
    store.publish(b"1", tables=b"t", filename="f", by="eva", note="back", rolled_back_to=1)
    draft = move(store, approved(store), DraftStep.PUBLISH, BO)
    assert back_up(store.database, out).is_sound
    assert [path.name for path in out.parent.iterdir()] == [out.name]
    restore(other.database, out)
    assert _all_of(other) == _all_of(store)
    assert other.drafts.draft(draft.key) == draft
    assert other.drafts.content(draft.key) == CONTENT
    assert publish(other, b"afterwards").number == 15
    assert verify(other.database).is_sound


def test_people_drafts_and_what_was_remembered_come_along_and_nobody_is_in(
    store: SqlStore, other: SqlStore, out: Path
):
    publish(store)
    anna = People(store.database).add("Anna Ø", roles=READER, administrations=frozenset({"TMF"}))
    number = anna.person.id
    People(store.database).set_password(number, "a hash")
    People(store.database).set_codes(number, "a secret", step=7)
    link = People(store.database).make_link(number, minutes=60)
    token = Sessions(store.database, LIMITS).start(number, Stage.FULL, browser="Firefox")
    Guesses(store.database, "key").may_guess(name="Anna", address="127.0.0.1")
    draft = keep(store)
    store.drafts.remember(1, "shape", "profile ø")
    back_up(store.database, out)
    restore(other.database, out)
    people = People(other.database)
    assert people.all() == People(store.database).all()
    assert people.keys(number) == People(store.database).keys(number)
    assert people.recovery_codes_left(number) == 10
    assert other.drafts.all() == (draft,)
    assert other.drafts.content(draft.key) == CONTENT
    assert other.drafts.remembered(1) == ("profile ø",)
    assert Sessions(store.database, LIMITS).find(token) is not None
    assert Sessions(other.database, LIMITS).find(token) is None
    assert People(store.database).of_link(link) is not None
    assert people.of_link(link) is None
    added = people.add("Bo", roles=READER, administrations=frozenset())
    assert added.person.id == number + 1


def test_a_restored_copy_answers_every_page_byte_for_byte(
    store: SqlStore, other: SqlStore, out: Path
):
    for title in ("Den første", "Den anden"):
        content = saved(sound(action={"title_da": title}))
        publish_workbook(store, content, filename="plan.xlsx", by="anna", note=title)
    roll_back(store, store.editions()[1], by="eva", note="Forkert")
    back_up(store.database, out)
    restore(other.database, out)
    first, second = (create_app(settings(), each).test_client() for each in (store, other))
    for path in PAGES:
        before, after = first.get(path), second.get(path)
        assert (path, before.status_code) == (path, 200)
        assert before.data == after.data
        assert before.headers == after.headers


def test_a_copy_made_while_people_publish_is_of_one_moment(store: SqlStore, out: Path):
    done = Event()

    def work(who: int) -> None:
        n = 0
        while not done.is_set():
            publish(store, bytes([who]) * 50_000 + str(n).encode())
            n += 1

    with ThreadPoolExecutor(3) as pool:
        working = [pool.submit(work, who) for who in range(3)]
        try:
            copies = [out.with_name(f"{n}.backup") for n in range(3)]
            found = [back_up(store.database, copy) for copy in copies]
        finally:
            done.set()
        for each in working:
            each.result()
    whole = store.editions()
    for copy, verified in zip(copies, found, strict=True):
        assert verified.is_sound
        opened = shutil.copy(copy, out.parents[1] / copy.with_suffix(".sqlite").name)
        then = SqlStore(f"sqlite:///{opened}").editions()
        assert len(then) == verified.editions
        assert then == tuple(e for e in whole if e.number <= len(then))


def test_a_database_that_holds_something_is_never_restored_into(
    store: SqlStore, other: SqlStore, out: Path
):
    publish(store)
    back_up(store.database, out)
    publish(other, b"its own")
    before = _all_of(other)
    with pytest.raises(Trouble) as caught:
        restore(other.database, out)
    assert caught.value.key == "commands.trouble.not_empty"
    assert _all_of(other) == before


def test_a_draft_alone_is_something(store: SqlStore, other: SqlStore, out: Path):
    publish(store)
    back_up(store.database, out)
    keep(other)
    with pytest.raises(Trouble):
        restore(other.database, out)
    assert other.editions() == ()


def test_a_damaged_copy_is_refused_and_nothing_restored(
    store: SqlStore, other: SqlStore, out: Path
):
    publish(store)
    back_up(store.database, out)
    with closing(sqlite3.connect(out)) as connection, connection:
        connection.execute("UPDATE editions SET workbook = 'false'")
    with pytest.raises(Trouble) as caught:
        restore(other.database, out)
    assert caught.value.key == "commands.trouble.broken_backup"
    assert other.editions() == ()


def test_a_copy_that_was_cut_short_is_refused_as_damaged(store: SqlStore, out: Path):
    publish(store, workbook=b"x" * 500_000)
    back_up(store.database, out)
    whole = out.read_bytes()
    for end in (len(whole) // 2, len(whole) * 3 // 4, len(whole) - 5_000):
        out.write_bytes(whole[:end])
        with pytest.raises(Trouble) as caught, proved(out):
            pass
        assert caught.value.key == "commands.trouble.broken_backup"


@pytest.mark.parametrize("content", [b"", b"a letter, not a database" * 99])
def test_what_is_no_copy_is_refused(store: SqlStore, out: Path, content: bytes):
    out.write_bytes(content)
    with pytest.raises(Trouble) as caught:
        restore(store.database, out)
    assert caught.value.key == "commands.trouble.no_backup"


def test_a_copy_that_is_not_there_is_told(store: SqlStore, out: Path):
    with pytest.raises(Trouble) as caught:
        restore(store.database, out)
    assert caught.value.key == "commands.trouble.file"


def test_a_file_that_is_there_is_never_written_over(store: SqlStore, out: Path):
    out.write_bytes(b"mine")
    with pytest.raises(Trouble) as caught:
        back_up(store.database, out)
    assert caught.value.key == "commands.trouble.exists"
    assert out.read_bytes() == b"mine"


def test_a_folder_that_is_not_there_is_not_made(store: SqlStore, out: Path):
    with pytest.raises(Trouble) as caught:
        back_up(store.database, out.parent / "nowhere" / "plan.backup")
    assert caught.value.key == "commands.trouble.backup"
    assert list(out.parent.iterdir()) == []


def test_a_copy_that_fails_half_way_leaves_nothing(
    store: SqlStore, out: Path, monkeypatch: pytest.MonkeyPatch
):
    publish(store)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("dashboard.records.portable._in_one_file", full)
    with pytest.raises(Trouble) as caught:
        back_up(store.database, out)
    assert caught.value.facts["cause"] == "No space left on device"
    assert list(out.parent.iterdir()) == []


def test_a_table_that_would_be_forgotten_stops_the_copy(store: SqlStore, out: Path):
    if store.database.is_sqlite:
        return  # copied page by page, nothing can be forgotten
    with store.database.engine.begin() as connection:
        connection.execute(text("CREATE TABLE forgotten (id integer)"))
    with pytest.raises(LookupError, match="forgotten"):
        back_up(store.database, out)
    assert list(out.parent.iterdir()) == []
