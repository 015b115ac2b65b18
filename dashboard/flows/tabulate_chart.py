"""The numbers of a chart as a table for other programs, each with the cells it came from."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dashboard.charts.ahead import way_of
from dashboard.charts.status_bars import Bar
from dashboard.charts.trajectory import base_of
from dashboard.flows.draw_chart import bars_by_administration, bars_by_goal, outcome_of
from dashboard.flows.open_edition import OpenEdition
from dashboard.flows.say_indicator import unit_of
from dashboard.flows.show_rows import Question, Row, rows
from dashboard.language.words import Words, either
from dashboard.plan.indicators import Operator
from dashboard.plan.sheets import SheetKey
from dashboard.plan.status import ActionStatus
from dashboard.progress.outcomes import Outcome

Value = str | int | float
Line = Mapping[str, Value]

# What each table tells, in this order; every row ends with the edition it is from.
_TRAJECTORY = (
    "id", "title", "what", "year", "condition", "value", "low", "high", "unit",
    "value_status", "series_break", "cells",
)  # fmt: skip
_BARS = ("administration", "name", "goal", "status", "count", "cells")
_EDITION = ("edition", "checksum", "status_date")


@dataclass(frozen=True, slots=True)
class ChartTable:
    """Headers in words and rows of values; nothing is empty text where it is unknown."""

    headers: Sequence[str]
    rows: Sequence[Sequence[Value]]


def tabulate(opened: OpenEdition, words: Words, /, *, chart: str, of: str) -> ChartTable | None:
    """The table of a chart, None for a name or a thing that is not there."""
    if chart not in TABLES:
        return None
    keys, told = TABLES[chart]
    lines = told(opened, words, of)
    if lines is None:
        return None
    edition = opened.edition
    same: Line = {
        "edition": edition.number,
        "checksum": edition.checksum,
        "status_date": opened.summary.on.isoformat(),
    }
    keys = (*keys, *_EDITION)
    found = [{**line, **same} for line in lines]
    return ChartTable(
        headers=[words(f"charts.columns.{key}") for key in keys],
        rows=[[line.get(key, "") for key in keys] for line in found],
    )


def _of_trajectory(opened: OpenEdition, words: Words, of: str) -> list[Line] | None:
    outcome = outcome_of(opened, of)
    if outcome is None:
        return None
    record = outcome.record
    title = either(lambda lang: record.text(f"title_{lang}"), words.language)
    same: Line = {
        "id": outcome.series.indicator,
        "title": title[0] if title else "",
        "unit": unit_of(record, words),
    }
    lines = [*_measured(outcome, words), *_aimed(outcome, words), *_projected(outcome, words)]
    return [{**same, **line} for line in lines]


def _measured(outcome: Outcome, words: Words) -> Iterator[Line]:
    for seen in outcome.series.observations:
        yield {
            "what": words("interface.chart.values"),
            "year": seen.year,
            "value": seen.value,
            "value_status": words.choice(seen.status) if seen.status else "",
            "series_break": seen.breaks or "",
            "cells": seen.cell,
        }


def _aimed(outcome: Outcome, words: Words) -> Iterator[Line]:
    """Where the path starts, the ambitions on the way, and the ambition."""
    series, base = outcome.series, base_of(outcome)
    ambition = series.ambition
    if not series.observations or ambition is None:
        return
    if ambition.value is None or ambition.year is None:
        return
    if base is not None and way_of(series, base):
        what = words("interface.ahead.start")
        yield {"what": what, "year": base.year or "", "value": base.value, "cells": base.cell}
    for step in series.steps:
        what = words("interface.chart.steps")
        yield {"what": what, "year": step.year, "value": step.value, "cells": series.steps_cell}
    is_range = ambition.operator is Operator.RANGE and ambition.upper is not None
    yield {
        "what": words("interface.chart.ambition"),
        "year": ambition.year,
        "condition": words.choice(ambition.operator),
        "value": "" if is_range else ambition.value,
        "low": ambition.value if is_range else "",
        "high": ambition.upper if is_range and ambition.upper is not None else "",
        "cells": ambition.cell,
    }


def _projected(outcome: Outcome, words: Words) -> Iterator[Line]:
    for point in outcome.band if outcome.series.observations else ():
        yield {
            "what": words("interface.chart.band"),
            "year": point.year,
            "value": point.middle,
            "low": point.low,
            "high": point.high,
            "cells": words("interface.ahead.computed"),
        }


def _of_city(opened: OpenEdition, words: Words, of: str) -> list[Line] | None:
    return None if of else list(_counted(opened, bars_by_administration(opened, words), words))


def _of_administration(opened: OpenEdition, words: Words, of: str) -> list[Line] | None:
    bars = bars_by_goal(opened, of, words)
    return list(_counted(opened, bars, words)) if bars else None


def _counted(opened: OpenEdition, bars: Sequence[Bar], words: Words) -> Iterator[Line]:
    """Each part of each bar with the cells of every row that is counted in it."""
    shown = [s for s in ActionStatus if any(bar.counts.get(s) for bar in bars)]
    for bar in bars:
        for status in shown:
            yield {
                "administration": bar.administration or "",
                "name": bar.label,
                "goal": "" if bar.goal is None else bar.goal,
                "status": words.choice(status),
                "count": bar.counts.get(status, 0),
                "cells": ", ".join(_cells(opened, bar, status)),
            }


def _cells(opened: OpenEdition, bar: Bar, status: ActionStatus) -> Iterator[str]:
    if not bar.counts.get(status):
        return
    question = Question(
        sheet=SheetKey.ACTIONS, goal=bar.goal, administration=bar.administration, mark=status
    )
    for row in rows(opened, question).get(SheetKey.ACTIONS, []):
        yield from _inputs(row)


def _inputs(row: Row) -> Iterator[str]:
    """The cell of the reported status, and that of the date where the calendar says another."""
    yield row.record.place("status")
    if row.standing is not None and row.standing.contradicted:
        yield row.record.place("due_date")


# One entry a chart: what its table tells, and what tells it.
TABLES: Mapping[
    str, tuple[tuple[str, ...], Callable[[OpenEdition, Words, str], list[Line] | None]]
] = {
    "trajectory": (_TRAJECTORY, _of_trajectory),
    "status_by_administration": (_BARS, _of_city),
    "status_by_goal": (_BARS, _of_administration),
}
