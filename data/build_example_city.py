"""Writes data/example-city.xlsx: an invented city with a full plan, for trying things out.

Titles and texts stand in data/example_city/; courses, money and measured values are drawn
from one seed, so the same workbook comes out every time.

    python data/build_example_city.py
"""

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from random import Random
from typing import Any

from example_courses import course_of, drawn_statuses
from example_values import ambition_of, baseline_of, observations_of

from dashboard.language.words import Language
from dashboard.plan.sheets import SheetKey
from dashboard.plan.targets import goal_of
from dashboard.workbooks.template import write_workbook

HERE = Path(__file__).parent
WORKBOOK = HERE / "example-city.xlsx"
SEED = 17

Row = dict[str, object]
Texts = Mapping[str, Any]

# Who is asked to take part in what others answer for.
_PARTNERS: Mapping[str, Sequence[str]] = {
    "BFO": ("BYM", "AEF", "KUL"),
    "BYM": ("FHF", "SKO", "BFO"),
    "SKO": ("FAM", "KUL", "SUN"),
    "SUN": ("FAM", "KUL", "SKO"),
    "FAM": ("SKO", "SUN", "AEF", "KUL"),
    "KUL": ("BYM", "FAM", "SKO"),
    "FHF": ("BYM", "BFO"),
    "AMF": ("FAM", "SKO"),
    "AEF": ("FAM", "SKO", "BFO"),
}


def rows() -> Mapping[SheetKey, Sequence[Row]]:
    """The whole invented plan, sheet by sheet."""
    # Values from a seed, not secrets.
    dice = Random(SEED)
    plan, story = _texts("plan"), _texts("story")
    contributions = [_contribution(row) for row in plan["contributions"]["rows"]]
    actions = _actions(_texts("actions"), contributions, story=story, dice=dice)
    specs: Sequence[Texts] = _texts("indicators")["indicators"]
    keys = [f"I-{n:02}" for n in range(1, len(specs) + 1)]
    values = [
        observations_of(spec, key=key, dice=dice) for key, spec in zip(keys, specs, strict=True)
    ]
    indicators = [
        _indicator(spec, key=key, values=found, rows=(*contributions, *actions), dice=dice)
        for key, spec, found in zip(keys, specs, values, strict=True)
    ]
    return {
        SheetKey.ABOUT: [
            {"key": key, "text_da": text["da"], "text_en": text["en"]}
            for key, text in plan["about"].items()
        ],
        SheetKey.ADMINISTRATIONS: _named(_ADMINISTRATION, plan["administrations"]["rows"]),
        SheetKey.CONTRIBUTIONS: contributions,
        SheetKey.ACTIONS: _tied(actions, "contribution", plan["ties"]["actions"]),
        SheetKey.INDICATORS: _tied(indicators, "measures", plan["ties"]["indicators"]),
        SheetKey.OBSERVATIONS: [row for found in values for row in found],
        SheetKey.COOPERATION: [_cooperation(row) for row in plan["cooperation"]["rows"]],
        SheetKey.RELEVANCE: _relevance(_texts("relevance")["rows"]),
    }


_ADMINISTRATION = (
    "code",
    "name_da",
    "name_en",
    "committee_da",
    "committee_en",
    "valid_from",
    "valid_to",
    "predecessor",
)
_CONTRIBUTION = (
    "id",
    "kind",
    "targets",
    "responsible",
    "contributing",
    "valid_from",
    "valid_to",
    "successor",
    "title_da",
    "title_en",
    "description_da",
    "description_en",
)
_COOPERATION = (
    "id",
    "kind",
    "targets",
    "responsible",
    "contributing",
    "since",
    "part_of",
    "title_da",
    "title_en",
    "role_da",
    "role_en",
    "commitment_da",
    "commitment_en",
)
_RELEVANCE = ("targets", "relevance", "administration", "reason_da", "reason_en")
_ORIGIN: Row = {"mapping_basis": "source", "administration_basis": "source"}


def _tied(rows: Sequence[Row], key: str, ties: Mapping[str, str]) -> list[Row]:
    """Rows that are told to belong to a cooperation too, after what they belong to at home."""
    return [
        row | {key: (*_ids(row, key), ties[str(row["id"])])} if row["id"] in ties else row
        for row in rows
    ]


def _ids(row: Row, key: str) -> tuple[str, ...]:
    found = row[key]
    return found if isinstance(found, tuple) else ()


def _named(keys: Sequence[str], rows: Sequence[Sequence[str]]) -> list[Row]:
    return [dict(zip(keys, row, strict=True)) for row in rows]


def _mapped(text: str) -> Row:
    """`3.4 11.7 +13` is two targets and the goals 3, 11 and 13."""
    parts = text.split()
    targets = tuple(part for part in parts if not part.startswith("+"))
    further = (int(part[1:]) for part in parts if part.startswith("+"))
    return {
        "targets": targets,
        "goals": tuple(dict.fromkeys([*map(goal_of, targets), *further])),
        **_ORIGIN,
    }


def _contribution(row: Sequence[str]) -> Row:
    known = dict(zip(_CONTRIBUTION, row, strict=True))
    return known | _mapped(known["targets"]) | {"contributing": tuple(row[4].split())}


def _cooperation(row: Sequence[str]) -> Row:
    known = dict(zip(_COOPERATION, row, strict=True))
    return known | _mapped(known["targets"]) | {"contributing": tuple(row[4].split())}


def _relevance(rows: Sequence[Sequence[str]]) -> list[Row]:
    return [
        known | {"target": target}
        for known in _named(_RELEVANCE, rows)
        for target in str(known["targets"]).split()
    ]


def _actions(told: Texts, contributions: Sequence[Row], *, story: Texts, dice: Random) -> list[Row]:
    texts: Sequence[Sequence[str]] = told["rows"]
    statuses = drawn_statuses(len(texts), dice=dice)
    found: list[Row] = []
    for number, (text, course) in enumerate(zip(texts, statuses, strict=True), start=1):
        homes = () if text[4] in told["alone"] else contributions
        row = _action(f"H-{number:03}", text, homes, dice=dice)
        found.append(_at_its_time(row | course_of(course, kind=text[2], story=story, dice=dice)))
    return found


def _at_its_time(row: Row) -> Row:
    """What begins after the renaming is promised under the new code; older rows keep theirs."""
    is_late = row["responsible"] == "AMF" and str(row["start_date"]) >= "2026"
    return row | {"responsible": "AEF"} if is_late else row


def _action(key: str, text: Sequence[str], contributions: Sequence[Row], *, dice: Random) -> Row:
    mapping, responsible, _kind, da, en = text
    mapped = _mapped(mapping)
    others = _PARTNERS[responsible]
    part_of = _home_of(mapped, responsible, contributions) if dice.random() < 0.85 else None
    return {
        "id": key,
        "title_da": da,
        "title_en": en,
        **mapped,
        "responsible": responsible,
        "contributing": tuple(dice.sample(others, dice.choice((1, 1, 2))))
        if dice.random() < 0.34
        else (),
        "contribution": (part_of,) if part_of else (),
    }


def _home_of(mapped: Row, responsible: str, rows: Sequence[Row]) -> object:
    """The id of the running row about the same target: its first, or the same house's."""
    target, *_ = _codes(mapped)
    running = [row for row in rows if not row.get("successor")]
    same = [row for row in running if _codes(row)[0] == target]
    near = [r for r in running if target in _codes(r) and r["responsible"] == responsible]
    return next((row["id"] for row in (*same, *near)), None)


def _codes(row: Row) -> tuple[str, ...]:
    found = row["targets"]
    return found if isinstance(found, tuple) else ()


def _indicator(
    spec: Texts, *, key: str, values: Sequence[Row], rows: Sequence[Row], dice: Random
) -> Row:
    mapped = _mapped(spec["t"])
    follows = spec.get("m", _home_of(mapped, spec["a"], rows))
    unit_da, unit_en = spec["u"]
    return {
        "id": key,
        "title_da": spec["da"],
        "title_en": spec["en"],
        **mapped,
        "responsible": spec["a"],
        "description_da": spec["dda"],
        "description_en": spec["den"],
        "measures": (follows,) if follows else (),
        "unit_da": unit_da,
        "unit_en": unit_en,
        "direction": spec.get("d"),
        **baseline_of(spec, values),
        **ambition_of(spec),
        "rhythm": spec["r"],
        "release_lag_months": spec.get("lag"),
        **spec.get("x", {}),
        "note": spec.get("note"),
    }


def _texts(name: str) -> Texts:
    return tomllib.loads((HERE / "example_city" / f"{name}.toml").read_text(encoding="utf-8"))


def content() -> bytes:
    """The workbook, the same bytes every time."""
    return write_workbook(rows(), language=Language.EN)


if __name__ == "__main__":
    WORKBOOK.write_bytes(content())
    print(WORKBOOK)
