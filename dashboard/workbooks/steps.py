"""Years with their values in one cell, as people write them: `2027: 40; 2030: 50,5`."""

import re

from dashboard.plan.findings import Code
from dashboard.plan.steps import Step, steps_written
from dashboard.workbooks.numbers import Ambiguous, number_in
from dashboard.workbooks.parsed import Parsed, clean, refused
from dashboard.workbooks.raw import Raw

_STEP = re.compile(r"(19\d\d|20\d\d|21\d\d|2200)\s*[:=]\s*(.+)")


def parse_steps(raw: Raw) -> Parsed:
    """Years and values, each pair parted from the next by a semicolon or a new line."""
    if not isinstance(raw, str):
        return refused(Code.WRONG_KIND)
    found: dict[int, float] = {}
    for part in re.split(r"[;\n]", clean(raw)):
        if not part.strip():
            continue
        step = _STEP.fullmatch(part.strip())
        value = number_in(step.group(2)) if step else None
        if isinstance(value, Ambiguous):
            facts = {"thousands": value.thousands, "decimals": value.decimals}
            return refused(Code.AMBIGUOUS_NUMBER, value=part.strip(), facts=facts)
        if step is None or value is None or int(step.group(1)) in found:
            return refused(Code.WRONG_KIND)
        found[int(step.group(1))] = value
    steps = [Step(year, value) for year, value in found.items()]
    return Parsed(steps_written(steps) or None)
