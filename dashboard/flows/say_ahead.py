"""What a chart draws that nobody measured, as lines of a table: the path and the projection."""

from collections.abc import Iterator

from dashboard.charts.ahead import way_of
from dashboard.charts.trajectory import base_of
from dashboard.flows.say_indicator import aim, amount, unit_of
from dashboard.language.numbers import precise
from dashboard.language.words import Words
from dashboard.progress.outcomes import Outcome

_SAY = "interface.ahead"
Line = tuple[str, str, str, str]


def say_ahead(outcome: Outcome, words: Words) -> list[Line]:
    """Year, what it is, its value and its cell; the same numbers the chart draws."""
    if not outcome.series.observations:
        return []
    return [*_path(outcome, words), *_band(outcome, words)]


def _path(outcome: Outcome, words: Words) -> Iterator[Line]:
    series, unit = outcome.series, unit_of(outcome.record, words)
    ambition, base = series.ambition, base_of(outcome)
    if ambition is None or ambition.value is None or ambition.year is None:
        return
    if base is not None and way_of(series, base):
        start = words(f"{_SAY}.start")
        yield (str(base.year), start, amount(base.value, unit, words), base.cell)
    for step in series.steps:
        value = amount(step.value, unit, words)
        yield (str(step.year), words("interface.chart.steps"), value, series.steps_cell)
    said = aim(ambition, unit, words, with_year=False)
    yield (str(ambition.year), words("interface.chart.ambition"), said, ambition.cell)


def _band(outcome: Outcome, words: Words) -> Iterator[Line]:
    unit = unit_of(outcome.record, words)
    for point in outcome.band:
        low, middle, high = (
            precise(v, words.language, digits=4) for v in (point.low, point.middle, point.high)
        )
        value = words(f"{_SAY}.between", low=low, high=high, middle=middle, unit=unit).strip()
        yield (str(point.year), words("interface.chart.band"), value, words(f"{_SAY}.computed"))
