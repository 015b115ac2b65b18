"""What a chart says aloud at each of its points: the words and numbers of its table."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from dashboard.charts.ahead import way_of
from dashboard.charts.status_bars import Bar
from dashboard.charts.theme import Figure
from dashboard.charts.trajectory import base_of
from dashboard.flows.say_ahead import say_ahead
from dashboard.flows.say_indicator import amount, roughly, unit_of
from dashboard.language.words import Words
from dashboard.plan.indicators import Observation
from dashboard.plan.status import ActionStatus
from dashboard.progress.outcomes import Outcome

_SAY = "charts.say"
# By the part of the figure, a text a point; None where another part says the same.
Spoken = Mapping[str, Sequence[str | None]]


def voiced(figure: Figure, spoken: Spoken) -> Figure:
    """The figure with its texts: what the keyboard reaches is said from here, word by word."""
    for trace in figure["data"]:
        part = trace.get("meta", {}).get("part")
        if part in spoken:
            trace["meta"] = {"part": part, "said": list(spoken[part])}
    return figure


def say_outcome(outcome: Outcome, words: Words) -> Spoken:
    """Measured values with what the path asks of them, then what lies ahead."""
    seen = outcome.series.observations
    what = words("interface.chart.values")
    measured = [_measured(outcome, o, words) for o in seen]
    return {
        "values": _counted(measured, what, words),
        **{part: said for part, said in _ahead(outcome, words).items() if said},
    }


def _measured(outcome: Outcome, seen: Observation, words: Words) -> str:
    unit = unit_of(outcome.record, words)
    told = [words(f"{_SAY}.value", year=str(seen.year), value=amount(seen.value, unit, words))]
    if seen.status:
        told.append(f"{words.choice(seen.status)}.")
    if seen.breaks:
        told.append(words(f"{_SAY}.break", reason=seen.breaks.rstrip(".")))
    if (wanted := _wanted(outcome, seen.year)) is not None:
        told.append(words(f"{_SAY}.path", value=roughly(wanted, unit, words)))
    return " ".join(told)


def _wanted(outcome: Outcome, year: int) -> float | None:
    """What the path would have in a year after its start; None where it does not lead past."""
    for (begin, low), (end, high) in pairwise(way_of(outcome.series, base_of(outcome))):
        if begin < year <= end:
            return low + (high - low) * (year - begin) / (end - begin)
    return None


def _ahead(outcome: Outcome, words: Words) -> dict[str, Sequence[str | None]]:
    """The lines of the table of what lies ahead, each at its point."""
    names = {
        "path": "interface.ahead.start",
        "steps": "interface.chart.steps",
        "ambition": "interface.chart.ambition",
        "band": "interface.chart.band",
    }
    lines = say_ahead(outcome, words)
    found: dict[str, Sequence[str | None]] = {}
    for part, key in names.items():
        what = words(key)
        told = [
            words(f"{_SAY}.value", year=year, value=value)
            for year, name, value, _ in lines
            if name == what
        ]
        found[part] = _counted(told, what, words)
    return found


def _counted(told: Sequence[str], what: str, words: Words) -> list[str]:
    return [
        f"{text} {words(f'{_SAY}.place', what=what, n=n, all=len(told))}"
        for n, text in enumerate(told, start=1)
    ]


def say_bars(bars: Sequence[Bar], words: Words) -> Spoken:
    """Each part of each bar: how many of how many, and of whom."""
    shown = [s for s in ActionStatus if any(bar.counts.get(s) for bar in bars)]
    return {s.value: [_part(bar, s, words) for bar in bars] for s in shown}


def _part(bar: Bar, status: ActionStatus, words: Words) -> str | None:
    parts = [s for s in ActionStatus if bar.counts.get(s)]
    if status not in parts:
        return None
    count, total = bar.counts[status], sum(bar.counts.values())
    said = words.count(f"{_SAY}.part", total, count=count, status=words.choice(status))
    place = words(f"{_SAY}.part_place", what=bar.label, n=parts.index(status) + 1, all=len(parts))
    return f"{said} {place}"
