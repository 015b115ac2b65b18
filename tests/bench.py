"""Ratios, both sides measured in turn in one run: `python -m tests.bench`.

Times move between machines and between minutes; ratios move much less. Everything is CPU
time, the median of the rounds. A cold answer is asked for under an address that nobody
asked for before, so that no answer is kept for it.
"""

import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import dash
import pandas as pd
from flask import Flask
from flask.testing import FlaskClient

from dashboard.app import create_app
from dashboard.flows.open_edition import open_edition
from dashboard.flows.publish_edition import publish_workbook
from dashboard.plan.columns import columns_of
from dashboard.plan.goals import GOAL_NUMBERS
from dashboard.plan.kinds import ContributionKind
from dashboard.plan.sheets import SheetKey
from dashboard.plan.targets import targets_of
from dashboard.records.columnar import pack
from dashboard.records.sql import SqlStore
from dashboard.workbooks.checkingapart import check_workbook
from dashboard.workbooks.mapping import frames_of, layout_of
from tests.samples import settings, store_in, workbook

ROUNDS = 25
STARTS = 15
FEW, MANY = 1_000, 100_000
LIMIT = 1.5
_FRESH = count()
_START = """
import sys
from dashboard.app import create_app
from dashboard.records.sql import SqlStore
from dashboard.settings import read_settings
app = create_app(read_settings({}), SqlStore(sys.argv[1]))
assert app.test_client().get("/da/").status_code == 200
"""


@dataclass(frozen=True)
class Pair:
    """Two sides measured in turn; seconds of CPU, the median of each."""

    left: float
    right: float

    @property
    def ratio(self) -> float:
        return self.left / self.right


def main() -> int:
    """Measure and print; 1 when the overview grows too much with the plan."""
    with tempfile.TemporaryDirectory() as folder:
        rows = [*_answers(Path(folder)), *_starts(Path(folder))]
        growth, opened = _growth(Path(folder))
    rows.append((f"overview at {MANY:,} against {FEW:,} contributions", growth))
    rows += [(f"{name} at {MANY:,} against {FEW:,}", pair) for name, pair in opened.items()]
    width = max(len(name) for name, _ in rows)
    _print(f"{'':<{width}}  ratio     left    right (ms of CPU)")
    for name, pair in rows:
        line = f"{name:<{width}}  {pair.ratio:5.2f} {pair.left * 1e3:8.2f} {pair.right * 1e3:8.2f}"
        _print(line)
    kept = growth.ratio <= LIMIT
    _print(f"The overview may grow by {LIMIT} times: {'kept' if kept else 'BROKEN'}.")
    return 0 if kept else 1


def _print(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def measured(
    left: Callable[[], object], right: Callable[[], object], *, rounds: int = ROUNDS
) -> Pair:
    """Both sides in turn, after a first round that is not counted."""
    lefts, rights = [], []
    for n in range(rounds + 1):
        sides = ((left, lefts), (right, rights))
        for side, times in sides if n % 2 else reversed(sides):
            times.append(_cpu(side))
    return Pair(statistics.median(lefts[1:]), statistics.median(rights[1:]))


def _cpu(side: Callable[[], object]) -> float:
    """CPU of this process and of the processes it waited for."""
    before = os.times()
    start = time.process_time()
    side()
    here, after = time.process_time() - start, os.times()
    children = after.children_user + after.children_system
    return here + children - before.children_user - before.children_system


def _answers(folder: Path) -> list[tuple[str, Pair]]:
    """Pages of the invented city against an empty Dash callback on a server of its own."""
    (folder / "city").mkdir()
    store = store_in(folder / "city")
    city = workbook("example-city")
    publish_workbook(store, city, filename="example-city.xlsx", by="bench", note="bench")
    client = create_app(settings(), store).test_client()
    callback = _empty_callback()
    asked = {
        "goal page, cold": _cold(client, "/da/goals/13"),
        "goal page, kept": _kept(client, "/da/goals/13"),
        "overview, cold": _cold(client, "/da/"),
        "overview, kept": _kept(client, "/da/"),
    }
    return [
        (f"{name}, against an empty callback", measured(ask, callback))
        for name, ask in asked.items()
    ]


def _cold(client: FlaskClient, path: str) -> Callable[[], None]:
    def ask() -> None:
        assert client.get(f"{path}?fresh={next(_FRESH)}").status_code == 200

    return ask


def _kept(client: FlaskClient, path: str) -> Callable[[], None]:
    def ask() -> None:
        assert client.get(path).status_code == 200

    return ask


def _empty_callback() -> Callable[[], None]:
    server = Flask("empty")
    application = dash.Dash("empty", server=server)
    application.layout = dash.html.Div([dash.dcc.Input(id="question"), dash.html.Div(id="answer")])

    @application.callback(dash.Output("answer", "children"), dash.Input("question", "value"))
    def answer(value: str) -> str:
        return value

    client = server.test_client()
    body = {
        "output": "answer.children",
        "outputs": {"id": "answer", "property": "children"},
        "inputs": [{"id": "question", "property": "value", "value": "x"}],
        "changedPropIds": ["question.value"],
        "state": [],
    }

    def ask() -> None:
        assert client.post("/_dash-update-component", json=body).status_code == 200

    return ask


def _growth(folder: Path) -> tuple[Pair, Mapping[str, Pair]]:
    """The overview of a plan a hundred times as large; and what opening it once costs."""
    stores = {n: _large(folder / str(n), n) for n in (FEW, MANY)}
    many, few = (create_app(settings(), stores[n]).test_client() for n in (MANY, FEW))
    overview = measured(_cold(many, "/da/"), _cold(few, "/da/"))
    goal = measured(_cold(many, "/da/goals/13"), _cold(few, "/da/goals/13"), rounds=15)
    listed = measured(_cold(many, "/da/rows"), _cold(few, "/da/rows"), rounds=15)
    opening = measured(_opening(stores[MANY]), _opening(stores[FEW]), rounds=5)
    return overview, {
        "goal page": goal,
        "list of all rows": listed,
        "opening and counting once": opening,
    }


def _opening(store: SqlStore) -> Callable[[], None]:
    edition = store.latest()
    assert edition is not None
    content = store.tables(edition.number)

    def read() -> None:
        open_edition(edition, content)

    return read


def _large(folder: Path, rows: int) -> SqlStore:
    """The invented city with this many contributions instead of its own."""
    folder.mkdir()
    checked = check_workbook(workbook("example-city"), filename="example-city.xlsx")
    frames, layout = frames_of(checked), layout_of(checked)
    own = frames[SheetKey.CONTRIBUTIONS]
    codes = frames[SheetKey.ADMINISTRATIONS]["code"].tolist()
    frames[SheetKey.CONTRIBUTIONS] = _contributions(rows, codes, tab=own["tab"][0])
    store = store_in(folder)
    tables = pack(frames, layout=layout)
    store.publish(b"bench", tables=tables, filename="bench.xlsx", by="bench", note="bench")
    return store


def _contributions(rows: int, codes: list[str], *, tab: str) -> pd.DataFrame:
    draw = random.Random(rows)
    goals = [draw.sample(GOAL_NUMBERS, draw.randint(1, 3)) for _ in range(rows)]
    data: dict[str, object] = {
        column.key: [None] * rows for column in columns_of(SheetKey.CONTRIBUTIONS)
    }
    data |= {
        "tab": [tab] * rows,
        "row": range(2, rows + 2),
        "id": [f"B-{n}" for n in range(rows)],
        "title_da": [f"Bidrag {n}" for n in range(rows)],
        "title_en": [f"Contribution {n}" for n in range(rows)],
        "kind": [draw.choice(list(ContributionKind)).value for _ in range(rows)],
        "goals": goals,
        "targets": [[draw.choice(targets_of(many[0]))] for many in goals],
        "responsible": [draw.choice(codes) for _ in range(rows)],
        "contributing": [draw.sample(codes, draw.randint(0, 2)) for _ in range(rows)],
        "successor": [[] for _ in range(rows)],
    }
    return pd.DataFrame(data)


def _starts(folder: Path) -> list[tuple[str, Pair]]:
    """From nothing to the first page of the example, against importing Dash alone."""
    (folder / "start").mkdir()
    store = store_in(folder / "start")
    example = workbook("copenhagen")
    publish_workbook(store, example, filename="copenhagen.xlsx", by="bench", note="bench")
    pair = measured(
        lambda: _python(_START, store.place), lambda: _python("import dash"), rounds=STARTS
    )
    return [("start to first page, against importing dash", pair)]


def _python(code: str, *arguments: str) -> None:
    status = os.spawnv(os.P_WAIT, sys.executable, [sys.executable, "-c", code, *arguments])
    assert status == 0


if __name__ == "__main__":
    sys.exit(main())
