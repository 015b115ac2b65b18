"""The trials at full length, with figures: `make prove`."""

import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dashboard.records.sql import SqlStore
from tests.records.cluster import cluster
from tests.records.postgresql import own_schema
from tests.records.trials import Tally, crowded, killed, nothing_lost, restarted


@contextmanager
def _sqlite() -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        yield f"sqlite:///{Path(folder) / 'plan.sqlite'}"


def _say(what: str, tally: Tally, since: float) -> None:
    waits = f", longest wait {max(tally.waits):.1f} s" if tally.waits else ""
    sys.stdout.write(
        f"{what}: {len(tally.acknowledged)} acknowledged, 0 lost, 0 double, "
        f"{tally.readings} readings, 0 torn{waits}, {time.monotonic() - since:.0f} s\n"
    )
    sys.stdout.flush()


def prove(kills: int) -> None:
    """Every trial; the first thing that is not true ends it."""
    kinds = {"SQLite": _sqlite}
    if os.environ.get("TEST_DATABASE_URL"):
        kinds["PostgreSQL"] = own_schema
    for name, kind in kinds.items():
        for what, trial in (
            (f"killed {kills} times", lambda store, url: killed(store, url, kills)),
            ("20 analysts, 10 workbooks each", lambda store, url: crowded(store, url, 20, 10)),
        ):
            with kind() as url:
                start, store = time.monotonic(), SqlStore(url)
                tally = trial(store, url)
                nothing_lost(store, tally)
                _say(f"{name}, {what}", tally, start)
    with cluster() as own:
        start, store = time.monotonic(), SqlStore(own.url)
        tally = restarted(store, 8, lambda n: own.restart(("immediate", "fast")[n % 2]), 5)
        nothing_lost(store, tally)
        _say("PostgreSQL restarted five times, 8 writers", tally, start)


if __name__ == "__main__":
    prove(int(sys.argv[1]) if len(sys.argv) > 1 else 300)
