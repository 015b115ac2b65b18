"""Two machines with two workers each, and nothing between them but the database."""

import time
import urllib.request
from contextlib import ExitStack
from pathlib import Path

import orjson

from dashboard.flows.publish_edition import publish_workbook
from dashboard.records.sql import SqlStore
from tests.running import running
from tests.workbooks.books import saved, sound

SEEN_BY_ALL = 2.0  # seconds
ASKED = 40  # times each machine, so that every worker of it has answered


def _newest(address: str) -> int:
    # A connection of its own each time: who answers is left to chance.
    with urllib.request.urlopen(f"{address}/da/newest.json", timeout=10) as answer:
        return orjson.loads(answer.read())["edition"]


def test_an_edition_is_seen_by_every_worker_of_every_machine_within_two_seconds(
    url: str, tmp_path: Path
):
    first = tmp_path / "first.xlsx"
    first.write_bytes(saved(sound()))
    with ExitStack() as ends:
        machines = []
        for name in ("one", "two"):
            folder = tmp_path / name
            folder.mkdir()
            given = {"DATABASE_URL": url, "WORKERS": "2", "THREADS": "2"}
            machines.append(ends.enter_context(running(first, folder, **given)).address)
        assert [_newest(address) for address in machines] == [1, 1]
        store = SqlStore(url)
        for number in (2, 3):
            content = saved(sound(action={"title_da": f"Nummer {number}"}))
            sent = {"filename": "plan.xlsx", "by": "anna", "note": str(number)}
            assert publish_workbook(store, content, **sent).edition is not None
            time.sleep(SEEN_BY_ALL)
            seen = [_newest(address) for address in machines for _ in range(ASKED)]
            assert set(seen) == {number}
