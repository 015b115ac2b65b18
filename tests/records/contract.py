"""What any store must do. A class of tests for another database inherits these."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

from dashboard.plan.editions import Edition
from dashboard.records.store import Store

WORKBOOK = bytes(range(256)) * 40 + b"\x00\xff the end"
WRITERS = 24


def publish(store: Store, workbook: bytes = WORKBOOK, *, note: str = "first") -> Edition:
    tables = b"tables of " + workbook
    return store.publish(workbook, tables=tables, filename="plan.xlsx", by="anna", note=note)


class StoreContract:
    def test_before_the_first_edition_there_is_none(self, store: Store):
        assert store.latest() is None
        assert store.editions() == ()
        assert store.edition(1) is None

    def test_the_first_workbook_is_edition_one(self, store: Store):
        edition = publish(store, note="første udgave ÆØÅ 🌍")
        assert edition.number == 1
        assert (edition.filename, edition.published_by) == ("plan.xlsx", "anna")
        assert edition.note == "første udgave ÆØÅ 🌍"
        assert len(edition.checksum) == 64
        assert store.latest() == store.edition(1) == edition

    def test_an_edition_knows_when_it_was_published(self, store: Store):
        age = datetime.now(UTC) - publish(store).published_at
        assert timedelta(seconds=-2) < age < timedelta(minutes=1)

    def test_what_is_kept_under_a_mark_is_never_older_than_the_newest_edition(self, store: Store):
        seen = [store.mark()]
        for n in range(20):
            publish(store, f"workbook {n}".encode())
            seen.append(store.mark())
        assert all(mark is None for mark in seen) or len(set(seen)) == len(seen)

    def test_the_same_workbook_twice_is_the_same_edition(self, store: Store):
        first = publish(store)
        assert publish(store, note="again") == first
        assert store.editions() == (first,)

    def test_the_same_workbook_read_in_another_way_is_the_next_edition(self, store: Store):
        publish(store)
        again = store.publish(WORKBOOK, tables=b"other", filename="plan.xlsx", by="a", note="b")
        assert again.number == 2

    def test_another_workbook_is_the_next_edition(self, store: Store):
        publish(store)
        assert publish(store, b"another").number == 2

    def test_taking_an_old_workbook_back_is_a_new_edition(self, store: Store):
        publish(store)
        publish(store, b"another")
        assert publish(store).number == 3

    def test_a_workbook_comes_back_byte_for_byte(self, store: Store):
        number = publish(store).number
        assert store.workbook(number) == WORKBOOK
        assert store.tables(number) == b"tables of " + WORKBOOK

    def test_editions_come_newest_first(self, store: Store):
        for n in range(12):  # as text, 10 would come before 9
            publish(store, f"workbook {n}".encode())
        assert [e.number for e in store.editions()] == list(range(12, 0, -1))
        latest = store.latest()
        assert latest is not None
        assert latest.number == 12

    def test_a_new_edition_leaves_the_old_ones_as_they_were(self, store: Store):
        first = publish(store)
        publish(store, b"another")
        assert store.edition(1) == first
        assert store.workbook(1) == WORKBOOK

    def test_a_number_that_was_never_given_has_no_edition(self, store: Store):
        publish(store)
        assert [store.edition(n) for n in (-1, 0, 2, 2**62)] == [None] * 4

    def test_text_no_database_can_keep_is_kept_without_what_is_wrong_with_it(self, store: Store):
        edition = store.publish(b"x", tables=b"t", filename="a\x00.xlsx", by="\udcff", note="n\x00")
        assert (edition.filename, edition.published_by, edition.note) == ("a.xlsx", "?", "n")
        assert store.edition(1) == edition

    def test_an_edition_that_brings_back_another_says_which(self, store: Store):
        publish(store)
        publish(store, b"another")
        tables = store.tables(1)
        back = store.publish(
            WORKBOOK, tables=tables, filename="plan.xlsx", by="eva", note="wrong", rolled_back_to=1
        )
        assert (back.number, back.rolled_back_to) == (3, 1)
        assert store.latest() == back
        assert [e.rolled_back_to for e in store.editions()] == [1, None, None]

    def test_many_who_publish_at_once_lose_nothing_and_never_share_a_number(self, store: Store):
        workbooks = [f"workbook {n}".encode() for n in range(WRITERS)]
        with ThreadPoolExecutor(8) as pool:
            found = list(pool.map(lambda workbook: publish(store, workbook), workbooks))
        assert sorted(e.number for e in found) == list(range(1, WRITERS + 1))
        assert {store.workbook(e.number) for e in found} == set(workbooks)
        for edition, workbook in zip(found, workbooks, strict=True):
            assert store.workbook(edition.number) == workbook

    def test_many_who_publish_the_same_workbook_at_once_make_one_edition(self, store: Store):
        with ThreadPoolExecutor(8) as pool:
            found = list(pool.map(lambda _: publish(store), range(WRITERS)))
        assert {e.number for e in found} == {1}
        assert len(store.editions()) == 1
