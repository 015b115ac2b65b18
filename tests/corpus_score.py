"""How well real workbooks are understood: the score over a folder of them, as a table.

The folder (CORPUS_DIR) is not part of the project. `MANIFEST.csv` says what each file is,
`expected/` holds a perfect import for some. `python -m tests.corpus_score` prints the table.
"""

import csv
import json
import os
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dashboard.flows.read_tables import read_file, reading_as_json
from dashboard.language.words import Language, words_for

# What an expectation calls a column, and the keys of ours that mean it.
KEYS: Mapping[str, tuple[str, ...]] = {
    "goal": ("goals", "targets"),
    "target": ("targets", "target"),
    "action/initiative title": ("title_da", "title_en"),
    "project": ("title_da", "title_en", "contribution"),
    "description": ("description_da", "description_en"),
    "administration/department/owner": ("responsible", "administration", "place"),
    "status": ("status",),
    "series label": ("unit", "unit_en", "unit_da", "indicator", "disaggregation"),
    "start_date": ("start_date", "valid_from", "since"),
    "end_date": ("due_date", "valid_to"),
    "indicator": ("indicator", "title_da", "title_en"),
    "unit": ("unit", "unit_da", "unit_en"),
    "baseline": ("baseline_value", "baseline_year"),
    "target_value": ("ambition_value",),
    "budget": ("budget", "spent"),
    "source": ("source_title", "source_url"),
    "partner": ("contributing",),
}
KINDS = {
    "contributions": "contribution mapping",
    "actions": "contribution mapping",
    "cooperation": "contribution mapping",
    "indicators": "indicator series",
    "observations": "indicator series",
}
MEASURES = ("sheet", "header", "records", "columns", "goals", "kind", "unread friends")


@dataclass(frozen=True, slots=True)
class Score:
    """What was right of what was asked, for one file; a measure that was not asked is absent."""

    name: str
    counts: Mapping[str, tuple[int, int]]


def score(folder: Path) -> list[Score]:
    """The score of every real workbook in the folder."""
    with (folder / "MANIFEST.csv").open(encoding="utf-8", newline="") as file:
        facts = [row for row in csv.DictReader(file) if row["set"] == "real"]
    return [_score(folder, row) for row in facts if (folder / row["path"]).exists()]


def share(scores: list[Score], measure: str) -> float:
    """How much of a measure is right over all files; 1 where nothing was asked."""
    asked = [each.counts[measure] for each in scores if measure in each.counts]
    total = sum(of for _, of in asked)
    return sum(right for right, _ in asked) / total if total else 1.0


def _score(folder: Path, facts: Mapping[str, str]) -> Score:
    path = folder / facts["path"]
    words = words_for(Language.EN)
    read = reading_as_json(read_file(path.read_bytes(), filename=path.name), words)
    table = next((t for t in read["tables"] if t["sheet"] == facts["main_sheet"]), None)
    kind = KINDS.get(table["kind"] if table else "", "neither")
    counts = {
        "sheet": (int(table is not None or facts["header_row"] == "none"), 1),
        "kind": (int(read["readable"] and kind == facts["suitability"]), 1),
    }
    if facts["header_row"].isdigit():
        rows = table["header_rows"] if table else []
        counts["header"] = (int(int(facts["header_row"]) in rows), 1)
    if facts["goals_written"].startswith("none") or "NOT an SDG" in facts["goals_written"]:
        invented = [row for t in read["tables"] for row in t["rows"] if row["goals"]]
        counts["unread friends"] = (int(not invented), 1)
    if facts["expected"]:
        wanted = json.loads((folder / facts["expected"]).read_text(encoding="utf-8"))
        found = next((t for t in read["tables"] if t["sheet"] == wanted["sheet"]), None)
        counts |= dict(_compared(found, wanted))
    return Score(path.name, counts)


def _compared(
    table: Mapping[str, Any] | None, wanted: Mapping[str, Any]
) -> Iterator[tuple[str, tuple[int, int]]]:
    """One table against its perfect import."""
    records = table["records"] if table else -1
    yield "records", (int(records == wanted["data_rows"]), 1)
    columns = {c["cell"].rstrip("0123456789"): c for c in table["columns"]} if table else {}
    pairs = list(wanted["columns"].items())
    yield "columns", (sum(_means(columns, name, meant) for name, meant in pairs), len(pairs))
    goals = wanted.get("goals_per_record", [])
    if "threshold" in wanted.get("notes", ""):
        # Scores without a threshold: asking is right, and so is reading none.
        goals = [[] for _ in goals]
    rows = table["rows"][: len(goals)] if table else []
    said = [sorted({*map(str, row["goals"]), *row["targets"]}) for row in rows]
    yield "goals", (sum(a == sorted(b) for a, b in zip(said, goals, strict=False)), len(goals))


def _means(columns: Mapping[str, Mapping[str, Any]], name: str, meant: str | None) -> bool:
    header, _, letters = name.partition("@")
    plain = " ".join(header.split())
    column = columns.get(letters) if letters else None
    column = column or next((c for c in columns.values() if c["header"] == plain), None)
    key = column["key"] if column else None
    if meant is None:
        return key is None
    concept = meant.split(" (")[0].strip()
    return key in KEYS.get("goal" if concept.startswith("goal ") else concept, (concept,))


def lines(scores: list[Score]) -> Iterator[str]:
    """The table a person reads."""
    yield f"{'file':<52}" + "".join(f"{measure:>16}" for measure in MEASURES)
    for each in scores:
        cells = (each.counts.get(measure) for measure in MEASURES)
        marks = (
            "" if c is None else f"{c[0]}/{c[1]}" if c[0] == c[1] else f"! {c[0]}/{c[1]}"
            for c in cells
        )
        yield f"{each.name[:50]:<52}" + "".join(f"{mark:>16}" for mark in marks)
    yield f"{'all':<52}" + "".join(f"{share(scores, m):>16.1%}" for m in MEASURES)


def main() -> None:
    """Print the score of CORPUS_DIR."""
    folder = os.environ.get("CORPUS_DIR")
    if not folder:
        sys.stderr.write("Set CORPUS_DIR to a folder of real workbooks with a MANIFEST.csv.\n")
        sys.exit(64)
    for line in lines(score(Path(folder))):
        sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main()
