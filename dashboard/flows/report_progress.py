"""The marks of a workbook as a person reads them on a terminal, and as a program reads them."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from dashboard.flows.open_edition import about_of, status_date
from dashboard.flows.say_indicator import say_data, say_freshness
from dashboard.flows.say_sum import named
from dashboard.language.words import Words
from dashboard.plan.findings import Severity
from dashboard.plan.goals import GOAL_NUMBERS
from dashboard.plan.indicators import Ambition, Observation, Point
from dashboard.progress.frame import Tables
from dashboard.progress.outcomes import Opinion, Outcome
from dashboard.progress.rollup import Rollup, rollup
from dashboard.progress.summary import Summary, summarise
from dashboard.workbooks.checking import Checked
from dashboard.workbooks.mapping import frames_of, layout_of


def progress_of(checked: Checked, *, today: date) -> Summary:
    """Everything counted in a workbook, on its own status date or else today.

    What could not be read is missing here, and an indicator it belongs to is grey.
    """
    tables = Tables(frames_of(checked), layout_of(checked), _unread(checked))
    return summarise(tables, on=status_date(about_of(tables)) or today)


def _unread(checked: Checked) -> frozenset[str]:
    """The cells with an error; those among them that say nothing could not be read."""
    wrong = (f for f in checked.findings if f.severity is Severity.ERROR and f.cell)
    return frozenset(f"{finding.sheet}!{finding.cell}" for finding in wrong)


def progress_lines(summary: Summary, words: Words) -> Iterator[str]:
    """One line an indicator: id, class, method, data status and freshness."""
    for outcome in summary.outcomes:
        verdict = outcome.verdict
        told = named(verdict.progress, verdict.grade, words)
        if verdict.reason is not None:
            told = f"{told}: {words(f'interface.indicator.reason.{verdict.reason.value}')}"
        parts = (words.choice(outcome.method), say_data(outcome, words))
        yield "\t".join((outcome.series.indicator, told, *parts, say_freshness(outcome, words)))


def progress_json(summary: Summary) -> dict[str, Any]:
    """Every mark with its inputs and cells, and the roll-ups of goals and administrations."""
    administrations = [a.code for a in summary.in_charge()]
    return {
        "indicators": [_indicator(outcome) for outcome in summary.outcomes],
        "goals": {str(n): _place(rollup(summary, goal=n)) for n in GOAL_NUMBERS},
        "administrations": {
            code: _place(rollup(summary, administration=code)) for code in administrations
        },
    }


def _indicator(outcome: Outcome) -> dict[str, Any]:
    verdict = outcome.verdict
    return {
        "id": outcome.series.indicator,
        "method": outcome.method.value,
        "class": verdict.progress.value,
        "ratio": verdict.ratio,
        "inputs": {
            "baseline": _input(verdict.base or outcome.series.baseline),
            "latest": _input(verdict.latest),
            "ambition": _input(outcome.series.ambition),
        },
        "others": [_other(opinion) for opinion in outcome.others],
        "data_status": outcome.data.value,
        "freshness": outcome.freshness.value,
    }


def _input(given: Point | Observation | Ambition | None) -> dict[str, Any] | None:
    """A number with the year it is for and the cell it stands in."""
    if given is None:
        return None
    return {"year": given.year, "value": given.value, "cell": given.cell}


def _other(opinion: Opinion) -> dict[str, str | None]:
    verdict = opinion.verdict
    return {
        "method": opinion.method.key.value,
        "class": None if verdict.reason else verdict.progress.value,
        "refused": verdict.reason.value if verdict.reason else None,
    }


def _place(found: Rollup) -> dict[str, Any]:
    return {
        "classes": {progress.value: n for progress, n in found.classes.items()},
        "targets": {"ours": found.targets.ours, "served": found.targets.served},
        "actions": {status.value: n for status, n in found.actions.items()},
    }
