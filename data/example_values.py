"""The measured values of the invented city, drawn from a few words about each indicator."""

from collections.abc import Mapping, Sequence
from random import Random
from typing import Any

Row = dict[str, object]
Spec = Mapping[str, Any]

_STEPS = {"yearly": 1, "two_yearly": 2, "four_yearly": 4}


def observations_of(spec: Spec, *, key: str, dice: Random) -> list[Row]:
    """One row a year: on the way from the first value to the last, straying a little."""
    years = _years(spec)
    reason = dict([spec["cut"]]) if "cut" in spec else {}
    return [
        {
            "indicator": key,
            "year": year,
            "value": _value(spec, place, len(years), dice=dice),
            "value_status": spec.get("st", {}).get(str(year), "final"),
            "series_break": reason.get(year),
        }
        for place, year in enumerate(years)
    ]


def _years(spec: Spec) -> list[int]:
    if "years" in spec:
        return list(spec["years"])
    first, last = spec["y"]
    steps = range(first, last + 1, _STEPS[spec["r"]])
    return [year for year in steps if year not in spec.get("gap", ())]


def _value(spec: Spec, place: int, count: int, *, dice: Random) -> int | float:
    if "vs" in spec:
        # Told one by one where a course has a turn in it; a wrong count is a wrong text.
        if len(spec["vs"]) != count:
            raise ValueError(f"{spec['en']}: {count} years, {len(spec['vs'])} values")
        return spec["vs"][place]
    first, last = spec["v"]
    part = place / max(count - 1, 1)
    # The ends stay as they were written: they are what the story of the indicator is about.
    stray = dice.uniform(-spec["w"], spec["w"]) if 0 < part < 1 else 0
    value = round(first + (last - first) * part + stray, spec["n"])
    return int(value) if spec["n"] == 0 else value


def baseline_of(spec: Spec, values: Sequence[Row]) -> Row:
    """The first measured value, where a baseline was set."""
    if spec.get("base") is False or not values:
        return {}
    return {"baseline_value": values[0]["value"], "baseline_year": values[0]["year"]}


def ambition_of(spec: Spec) -> Row:
    """`at_most 5 2030`, `range 40 60 2026`, `none`, or nothing at all."""
    if not spec["op"]:
        return {}
    operator, *rest = spec["op"].split()
    if not rest:
        return {"ambition_operator": operator}
    *values, year = rest
    keys = ("ambition_value", "ambition_upper")
    return {
        "ambition_operator": operator,
        "ambition_year": int(year),
        **{key: float(value) for key, value in zip(keys, values, strict=False)},
    }
