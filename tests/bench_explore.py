"""Search and explorers over 10,000 actions: `python -m tests.bench_explore`.

A question to the index against reading every row's title and description with `in`, which is
what a page without an index would do; a page of the explorer against counting its rows once
with pandas; and gathering the words once against writing the rows out as records.
"""

import random
import re
import sys
from datetime import UTC, datetime

import pandas as pd

from dashboard.flows.explore import explore, wanted_in
from dashboard.flows.find_anything import catalogue_of, find_anything
from dashboard.flows.open_edition import OpenEdition
from dashboard.flows.shelve_rows import shelf
from dashboard.language.words import Language
from dashboard.plan.columns import columns_of
from dashboard.plan.editions import Edition
from dashboard.plan.kinds import Kind
from dashboard.plan.sheets import SHEETS, SheetKey
from dashboard.progress.attention import concerns
from dashboard.progress.frame import Tables
from dashboard.progress.summary import summarise
from tests.bench import Pair, measured

FEW, MANY = 1_000, 10_000
MOST_MS = 50.0  # a question at MANY rows, told but not judged: machines differ
LIMIT = 2.0  # how much dearer a row may be among many than among few
_STATUSES = ("completed", "on_track", "at_risk", "delayed", "not_started", None)
_FIRST = tuple(
    re.findall(r"\w+", "cykel klima skole havne vej energi vand affald bolig natur sol vind varme")
)
_LAST = tuple(
    re.findall(r"\w+", "plan strategi sti projekt indsats netværk center stationer byrum kurser")
)
QUESTIONS = ("cykelsti", "cyklesti", "klima", "skoler havn", "H-4711", "energi vand natur plan")


def main() -> int:
    """Measure and print; 1 when a question to many rows costs out of proportion."""
    few, many = opened_with(FEW), opened_with(MANY)
    for opened in (few, many):
        opened.once(catalogue_of)
        shelf(opened, SheetKey.ACTIONS)
    texts = _texts(many)
    worst = 0.0
    for question in QUESTIONS:
        pair = measured(
            lambda q=question: find_anything(many, q), lambda q=question: _read(texts, q), rounds=7
        )
        worst = max(worst, pair.left * 1e3)
        _print(f"search »{question}« against reading {MANY:,} texts", pair)
    growth = measured(lambda: _ask(many), lambda: _ask(few), rounds=5)
    each = growth.ratio / (MANY / FEW)
    _print(f"all questions at {MANY:,} rows against {FEW:,}", growth)
    frame = many.summary.tables.frames[SheetKey.ACTIONS]
    page = measured(lambda: _explore(many), lambda: _counted(frame), rounds=5)
    _print("a page of the explorer with its facets against value_counts of four columns", page)
    records = many.summary.tables.records
    gather = measured(lambda: catalogue_of(many), lambda: records(SheetKey.ACTIONS), rounds=3)
    _print(f"gathering the words of {MANY:,} rows once against writing them out", gather)
    _say(f"dearest question {worst:.1f} ms of CPU (aim {MOST_MS:.0f}), {each:.2f} each")
    return 0 if each <= LIMIT else 1


def _print(name: str, pair: Pair) -> None:
    left, right = pair.left * 1e3, pair.right * 1e3
    _say(f"{name}: {pair.ratio:.2f} ({left:.2f} ms against {right:.2f} ms)")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def _ask(opened: OpenEdition) -> None:
    for question in QUESTIONS:
        find_anything(opened, question)


def _explore(opened: OpenEdition) -> None:
    query = {"q": "klima", "goal": "11", "status": "delayed"}
    explore(opened, wanted_in(query, SheetKey.ACTIONS, opened), Language.DA)


def _counted(frame: pd.DataFrame) -> None:
    for key in ("status", "responsible"):
        frame[key].value_counts()
    for key in ("goals", "targets"):
        frame[key].explode().value_counts()


def _texts(opened: OpenEdition) -> list[str]:
    frame = opened.summary.tables.frames[SheetKey.ACTIONS]
    return [f"{a} {b}" for a, b in zip(frame["title_da"], frame["description_da"], strict=True)]


def _read(texts: list[str], question: str) -> list[int]:
    words = question.casefold().split()
    return [n for n, text in enumerate(texts) if all(w in text.casefold() for w in words)]


def opened_with(count: int) -> OpenEdition:
    """An edition with so many actions, each with a title and a description of its own."""
    draw = random.Random(count)
    frames = {s.key: _frame(s.key, []) for s in SHEETS}
    frames[SheetKey.ADMINISTRATIONS] = _frame(
        SheetKey.ADMINISTRATIONS,
        [{"code": f"A{n}", "name_da": f"Forvaltning {n}"} for n in range(7)],
    )
    frames[SheetKey.ACTIONS] = _frame(SheetKey.ACTIONS, [_action(n, draw) for n in range(count)])
    layout = {s.key.value: {c.key: "A" for c in columns_of(s.key)} for s in SHEETS}
    when = datetime(2026, 11, 1, tzinfo=UTC)
    summary = summarise(Tables(frames, layout), on=when.date())
    edition = Edition(1, "0" * 64, "plan.xlsx", when, "bench", "")
    return OpenEdition(edition, {}, summary, concerns(summary))


def _words(draw: random.Random, many: int) -> str:
    made = (draw.choice(_FIRST) + draw.choice(_LAST) + str(draw.randrange(400)) for _ in range(3))
    plain = (draw.choice((*_FIRST, *_LAST)) for _ in range(many))
    return " ".join((*plain, *made))


def _action(number: int, draw: random.Random) -> dict[str, object]:
    goal = draw.randrange(1, 18)
    return {
        "id": f"H-{number}",
        "title_da": _words(draw, 4),
        "title_en": _words(draw, 4),
        "description_da": _words(draw, 25),
        "goals": [goal],
        "targets": [f"{goal}.1"],
        "responsible": f"A{number % 7}",
        "status": draw.choice(_STATUSES),
        "due_date": f"20{draw.randrange(22, 35)}-06-30",
    }


def _frame(sheet: SheetKey, rows: list[dict[str, object]]) -> pd.DataFrame:
    data: dict[str, object] = {"tab": [sheet.value] * len(rows), "row": range(2, len(rows) + 2)}
    for column in columns_of(sheet):
        values = [row.get(column.key) for row in rows]
        kind = {Kind.NUMBER: "float64", Kind.YEAR: "Int64"}.get(column.kind, "object")
        data[column.key] = pd.Series(values, dtype=kind)
    return pd.DataFrame(data)


if __name__ == "__main__":
    sys.exit(main())
