"""Real workbooks, which are not part of the project: a corrected column changes the reading."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard.flows.correct_reading import Choice, SheetReport, correct_reading, faults
from dashboard.flows.receive_workbook import receive_workbook, report_of
from dashboard.flows.tag_rows import Codes, accept_goals
from dashboard.plan.drafts import Draft, Seen
from dashboard.plan.people import EVERY_ADMINISTRATION, Person, Role
from dashboard.plan.sheets import MAPPED
from dashboard.records.sql import SqlStore
from tests.samples import settings, store_in

ANNA = Person(1, "Anna", frozenset({Role.ANALYST}), frozenset({EVERY_ADMINISTRATION}))
_MOST_BYTES, _HANDFUL = 100_000, 5

pytestmark = pytest.mark.skipif(
    "CORPUS_DIR" not in os.environ, reason="CORPUS_DIR names no real workbooks"
)


def _small() -> Iterator[Path]:
    folder = Path(os.environ["CORPUS_DIR"]) / "real"
    return (p for p in sorted(folder.glob("*.xlsx")) if p.stat().st_size < _MOST_BYTES)


def _received(store: SqlStore, content: bytes, name: str) -> Draft | None:
    sent = receive_workbook(store, content, filename=name, by=ANNA, settings=settings())
    return sent.draft


def _changed(sheet: SheetReport) -> Choice | None:
    """Another reading of a sheet: its first unread column is a note now."""
    keys = [column.key for column in sheet.read]
    if sheet.recognised_as is None or None not in keys or "note" in keys:
        return None
    keys[keys.index(None)] = "note"
    choice = Choice(sheet.recognised_as, tuple(keys))
    return None if faults(sheet, choice) else choice


def test_a_corrected_column_changes_the_reading_and_the_next_file_is_read_so(tmp_path: Path):
    store, seen = store_in(tmp_path), 0
    for path in _small():
        content = path.read_bytes()
        draft = _received(store, content, path.name)
        if draft is None:
            continue
        sheets = report_of(store.drafts, draft).sheets
        found = next(((n, c) for n, s in enumerate(sheets) if (c := _changed(s))), None)
        if found is None:
            continue
        number, choice = found
        mine = {"by": ANNA, "seen": Seen(draft.way.checksum, 0), "settings": settings()}
        moved = correct_reading(store, draft, sheets[number], choice, **mine)
        again = _received(store, content, "next.xlsx")
        for each in (moved, again):
            assert each is not None
            read = report_of(store.drafts, each).sheets[number]
            assert tuple(column.key for column in read.read) == choice.keys, path.name
            assert read.recognised_as is choice.kind, path.name
            assert read.is_told
        seen += 1
        if seen == _HANDFUL:
            break
    assert seen == _HANDFUL


def test_goals_that_are_accepted_are_read_again_where_they_were_written(tmp_path: Path):
    store, seen = store_in(tmp_path), 0
    for path in _small():
        draft = _received(store, path.read_bytes(), path.name)
        checked = draft and report_of(store.drafts, draft)
        if draft is None or checked is None or not checked.untagged.rows:
            continue
        kinds = {sheet.name: sheet.recognised_as for sheet in checked.sheets}
        assert kinds[checked.untagged.rows[0].tab] in MAPPED
        mine = {"by": ANNA, "seen": Seen(draft.way.checksum, 0), "settings": settings()}
        moved = accept_goals(store, draft, checked, {0: Codes((11,), ("13.2",))}, **mine)
        assert moved is not None, path.name
        after = report_of(store.drafts, moved)
        left = {(row.tab, row.row) for row in after.untagged.rows}
        first = checked.untagged.rows[0]
        assert (first.tab, first.row) not in left, path.name
        assert after.untagged.total < checked.untagged.total, path.name
        seen += 1
        if seen == _HANDFUL:
            break
    assert seen == _HANDFUL
