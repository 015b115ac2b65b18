"""Writes data/copenhagen.xlsx from the facts in data/copenhagen.csv.

No figure, date or status is made up here: what the CSV lacks stays an empty cell, and
every reading of this project's own is told in the row's note.

    python data/build_copenhagen.py
"""

import csv
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from dashboard.language.words import Language
from dashboard.plan.sheets import SheetKey
from dashboard.plan.targets import goal_of
from dashboard.workbooks.template import write_workbook

HERE = Path(__file__).parent
FACTS, TEXTS, WORKBOOK = (HERE / f"copenhagen.{end}" for end in ("csv", "toml", "xlsx"))

Fact = Mapping[str, str]
Row = dict[str, object]

_CONFIDENCE = {
    "verified in source": "verified",
    "secondary source (press/case study)": "secondary",
    "uncertain": "uncertain",
}
_OPERATORS = {">=": "at_least", "<=": "at_most", "<": "at_most", "=": "equal"}


def rows(facts: Sequence[Fact], texts: Mapping[str, Any]) -> Mapping[SheetKey, Sequence[Row]]:
    """The whole plan, sheet by sheet. Relevance stays empty: the city's view is not known."""
    kinds = {kind: [f for f in facts if f["type"] == kind] for kind in _TYPES}
    counted = [f for f in facts if f["indicator"]]
    return {
        SheetKey.ABOUT: [
            {"key": key, "text_da": text["da"], "text_en": text["en"]}
            for key, text in texts["about"].items()
        ],
        SheetKey.ADMINISTRATIONS: _administrations(texts["administrations"]),
        SheetKey.CONTRIBUTIONS: [_contribution(f, texts) for f in kinds["strategy"]],
        SheetKey.ACTIONS: [_action(f, texts) for f in kinds["action"]],
        SheetKey.INDICATORS: [_indicator(f, texts) for f in counted],
        SheetKey.OBSERVATIONS: [row for f in counted for row in _observations(f)],
        SheetKey.COOPERATION: [
            _item(f, texts) | texts["cooperation"][f["id"]] for f in kinds["cooperation"]
        ],
        SheetKey.RELEVANCE: [],
    }


_TYPES = ("strategy", "action", "indicator", "cooperation")


def _administrations(texts: Mapping[str, Any]) -> list[Row]:
    keys = ("code", "name_da", "name_en", "committee_da", "committee_en")
    return [
        dict(zip(keys, row, strict=True))
        | {
            "source_title": texts["source_title"],
            "source_url": texts["source_url"],
            "confidence": "verified",
            "note": _joined(
                texts["note"], texts["unseen"] if row[0] in texts["codes_unseen"] else ""
            ),
        }
        for row in texts["rows"]
    ]


def _contribution(fact: Fact, texts: Mapping[str, Any]) -> Row:
    begins, ends = texts["periods"].get(fact["id"], ("", ""))
    return _item(fact, texts) | {
        "kind": texts["kinds"].get(fact["id"], "strategy"),
        "valid_from": begins,
        "valid_to": ends,
        "successor": texts["successors"].get(fact["id"]),
    }


def _action(fact: Fact, texts: Mapping[str, Any]) -> Row:
    read = dict(texts["actions"].get(fact["id"], {}))
    reading = read.pop("note", "")
    row = _item(fact, texts) | {"due_date": fact["target_year"]} | read
    return row | {"note": _joined(str(row["note"]), reading)}


def _indicator(fact: Fact, texts: Mapping[str, Any]) -> Row:
    key = indicator_id(fact)
    ambition, reading = _ambition(fact)
    row = _item(fact, texts)
    return (
        row
        | ambition
        | {
            "id": key,
            "measures": None if key == fact["id"] else (fact["id"],),
            "description_da": texts["indicators"][fact["id"]],
            "description_en": fact["indicator"][0].upper() + fact["indicator"][1:],
            "unit_da": texts["units"][fact["unit"]] if fact["unit"] else None,
            "unit_en": fact["unit"],
            "direction": fact["direction"],
            "baseline_value": _number(fact["baseline_value"]),
            "baseline_year": _number(fact["baseline_year"]),
            "rhythm": next((r for r, ids in texts["rhythms"].items() if key in ids), None),
            "release_lag_months": texts["release_lags"].get(key),
            "note": _joined(str(row["note"]), reading),
        }
    )


def indicator_id(fact: Fact) -> str:
    """The id of a fact's figures: its own, or with -I where the fact is something else too."""
    return fact["id"] if fact["type"] == "indicator" else f"{fact['id']}-I"


def _ambition(fact: Fact) -> tuple[Row, str]:
    """What the city aims for, and how this project read it.

    A bare number means "reach at least" where more is better and "bring down to" where
    less is: judging it by equality would call every overshoot a failure.
    """
    if not fact["target_value"]:
        year = fact["target_year"]
        return {}, f"The source names the year {year} but no value to reach." if year else ""
    row: Row = {
        "ambition_value": _number(fact["target_value"]),
        "ambition_year": _number(fact["target_year"]),
    }
    sign, way = fact["target_operator"], fact["direction"]
    if sign.startswith("between"):
        low, high = (_number(part) for part in sign.removeprefix("between ").split(" and "))
        limits = {"ambition_value": low, "ambition_upper": high}
        return row | {"ambition_operator": "range"} | limits, ""
    if sign == "=" and way:
        read = "at_least" if way == "up" else "at_most"
        return row | {"ambition_operator": read}, (
            "The source gives only the number; the condition was read from the direction."
        )
    told = "The source says below, not at most." if sign == "<" else ""
    return row | {"ambition_operator": _OPERATORS[sign]}, told


def _observations(fact: Fact) -> list[Row]:
    pairs = (pair.split("=") for pair in fact["observations"].split(";") if pair)
    return [
        {"indicator": indicator_id(fact), "year": int(year), "value": _number(value)}
        | _source(fact)
        | {"note": fact["note"]}
        for year, value in pairs
    ]


def _item(fact: Fact, texts: Mapping[str, Any]) -> Row:
    """What every mapped row has: titles, goals, administrations and origin."""
    targets = tuple(code for code in fact["un_target"].split(";") if code)
    named = tuple(int(goal) for goal in fact["goal"].split(";"))
    added = tuple(dict.fromkeys(goal_of(code) for code in targets if goal_of(code) not in named))
    first, *others = _administration_codes(fact["administration"], texts)
    return {
        "id": fact["id"],
        "title_da": fact["title_da"],
        "title_en": fact["title_en"],
        "goals": (*named, *added),
        "targets": targets,
        "responsible": first,
        "contributing": tuple(others),
        "mapping_basis": "source" if fact["sdg_mapping"].startswith("source") else "inferred",
        "administration_basis": fact["administration_basis"],
        **_source(fact),
        "note": _joined(fact["note"], _mapping_note(fact, targets, added)),
    }


def _mapping_note(fact: Fact, targets: Sequence[str], added: Sequence[int]) -> str:
    told = "The plan itself names the goal." if "plan names" in fact["sdg_mapping"] else ""
    lone = [f"Goal {g} was added because target {_first(targets, g)} is its own." for g in added]
    return _joined(told, *lone)


def _first(targets: Sequence[str], goal: int) -> str:
    return next(code for code in targets if goal_of(code) == goal)


def _administration_codes(text: str, texts: Mapping[str, Any]) -> tuple[str, ...]:
    """The responsible administration first; `(all)` means that all the others take part."""
    if text.endswith(" (all)"):
        lead = text.removesuffix(" (all)")
        others = (row[0] for row in texts["administrations"]["rows"] if row[0] != lead)
        return (lead, *others)
    return tuple(text.split(";"))


def _source(fact: Fact) -> Row:
    return {
        "source_title": fact["source_title"],
        "source_url": fact["source_url"],
        "confidence": _CONFIDENCE[fact["confidence"]],
    }


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def _number(text: str) -> int | float | None:
    if not text:
        return None
    value = float(text)
    return int(value) if value.is_integer() else value


def content() -> bytes:
    """The workbook, the same bytes every time."""
    with FACTS.open(encoding="utf-8", newline="") as file:
        facts = list(csv.DictReader(file))
    texts = tomllib.loads(TEXTS.read_text(encoding="utf-8"))
    return write_workbook(rows(facts, texts), language=Language.DA)


if __name__ == "__main__":
    WORKBOOK.write_bytes(content())
    print(WORKBOOK)
