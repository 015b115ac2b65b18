"""What an indicator shows, in two or three sentences made from its numbers."""

from dataclasses import dataclass

from dashboard.flows.say_sum import named, say_class, say_sum
from dashboard.language.numbers import listed, number, precise, signed
from dashboard.language.words import Language, Words, either
from dashboard.plan.indicators import Ambition, MethodKey, Observation
from dashboard.plan.records import Record
from dashboard.plan.scales import is_percent_unit
from dashboard.plan.status import DataStatus, Freshness, Progress
from dashboard.progress.methods.verdict import Verdict
from dashboard.progress.outcomes import Outcome
from dashboard.progress.projection import limit_met

_SAY = "interface.indicator"


def unit_of(record: Record, words: Words) -> str:
    """The unit in a language, or in the other where it is missing; may be empty.

    A unit that says only that something is counted is no word after a number.
    """
    found = either(lambda lang: record.text(f"unit_{lang}"), words.language)
    unit = found[0] if found else ""
    return "" if unit.casefold() in words(f"{_SAY}.only_counted").split("|") else unit


def amount(value: float, unit: str, words: Words) -> str:
    """A value with its unit, which never goes to the next line alone."""
    return _joined(number(value, words.language), unit, words)


def roughly(value: float, unit: str, words: Words) -> str:
    """A computed value with its unit, in no more digits than count."""
    return _joined(precise(value, words.language, digits=3), unit, words)


def _joined(text: str, unit: str, words: Words) -> str:
    space = "" if unit == "%" and words.language is Language.EN else "\u00a0"
    return f"{text}{space}{unit}".strip()


def describe(outcome: Outcome, words: Words) -> str:
    """The latest value, the ambition, and what the rule says of the way between them."""
    unit = unit_of(outcome.record, words)
    sentences = [_values(outcome.series.observations, unit, words)]
    ambition = outcome.series.ambition
    if ambition is not None and ambition.value is not None:
        sentences.append(words(f"{_SAY}.ambition", ambition=aim(ambition, unit, words)))
    sentences.append(_judgement(outcome, words))
    if outcome.freshness is Freshness.LATE:
        sentences.append(words(f"{_SAY}.late"))
    return " ".join(s for s in sentences if s)


def aim(ambition: Ambition, unit: str, words: Words, *, with_year: bool = True) -> str:
    """An ambition in words: `at least 50 per cent in 2025`."""
    if ambition.value is None:
        return words.choice(ambition.operator).lower()
    condition = words(
        f"{_SAY}.{ambition.operator.value}",
        value=amount(ambition.value, unit, words),
        low=number(ambition.value, words.language),
        high=amount(ambition.value if ambition.upper is None else ambition.upper, unit, words),
    )
    if ambition.year is None or not with_year:
        return condition
    return words(f"{_SAY}.by", what=condition, year=str(ambition.year))


@dataclass(frozen=True, slots=True)
class Reasons:
    """Why an indicator has its colour, in the order in which a reader asks."""

    result: list[str]
    method: str
    inputs: list[str]
    ahead: list[str]


def reasons(outcome: Outcome, words: Words) -> Reasons:
    """Sum and threshold, the method, the inputs with their cells, and what lies ahead."""
    return Reasons(
        result=_sum(outcome, words),
        method=_method(outcome, words),
        inputs=[*_inputs(outcome, words), *_history(outcome, words)],
        ahead=_ahead(outcome, words),
    )


def explain(outcome: Outcome, words: Words) -> list[str]:
    """Why the indicator has its colour, line by line."""
    why = reasons(outcome, words)
    return [why.method, *why.inputs, *why.result, *why.ahead]


def _method(outcome: Outcome, words: Words) -> str:
    key = "method" if outcome.method_is_stated else "default"
    return words(f"{_SAY}.why.{key}", method=words.choice(outcome.method))


def _inputs(outcome: Outcome, words: Words) -> list[str]:
    verdict, unit = outcome.verdict, unit_of(outcome.record, words)
    lines: list[str] = []
    if verdict.base is not None:
        value, year = amount(verdict.base.value, unit, words), str(verdict.base.year or "–")
        facts = {"value": value, "year": year, "cell": verdict.base.cell}
        lines.append(words(f"{_SAY}.why.{_base_key(outcome)}", **facts))
    if verdict.latest is not None:
        value = amount(verdict.latest.value, unit, words)
        facts = {"value": value, "year": str(verdict.latest.year), "cell": verdict.latest.cell}
        lines.append(words(f"{_SAY}.why.latest", **facts))
    ambition = outcome.series.ambition
    if ambition is not None:
        what = aim(ambition, unit, words)
        lines.append(words(f"{_SAY}.why.ambition", ambition=what, cell=ambition.cell))
    if outcome.series.steps:
        cell = outcome.series.steps_cell
        lines.append(words(f"{_SAY}.why.steps", steps=steps_said(outcome, words), cell=cell))
    return [*lines, *_settings(outcome, words)]


def _settings(outcome: Outcome, words: Words) -> list[str]:
    """The natural limit and the threshold of the row, where its method uses them."""
    series, record = outcome.series, outcome.record
    used = {
        "natural_limit": (MethodKey.STATCAN, series.natural_limit),
        "limit_threshold": (MethodKey.LIMIT_DISTANCE, series.threshold),
    }
    return [
        words(
            f"{_SAY}.why.{key}",
            value=number(value, words.language),
            cell=f"{record.tab}!{record.cells.get(key, record.row)}",
        )
        for key, (method, value) in used.items()
        if value is not None and outcome.method is method
    ]


def _base_key(outcome: Outcome) -> str:
    if not outcome.verdict.base_is_first:
        return "base"
    if outcome.verdict.since_break is not None:
        return "after_break"
    return "first" if outcome.series.baseline is None else "other"


def steps_said(outcome: Outcome, words: Words) -> str:
    """The ambitions on the way, as the language writes them."""
    pairs = outcome.series.steps
    return "; ".join(f"{s.year}: {number(s.value, words.language)}" for s in pairs)


def _history(outcome: Outcome, words: Words) -> list[str]:
    """Breaks and changes of the series, and who judged it by hand."""
    series, since = outcome.series, outcome.verdict.since_break
    lines = [] if since is None else [words(f"{_SAY}.why.since_break", year=str(since))]
    if series.across_break:
        cell = outcome.record.cells.get("across_break", "")
        place = f"{outcome.record.tab}!{cell}"
        lines.append(
            words(f"{_SAY}.why.across_break", reason=_clause(series.across_break), cell=place)
        )
    if series.change is not None:
        change = series.change
        kind, why = words.choice(change.kind), _clause(change.reason or words("interface.unknown"))
        facts = {"kind": kind, "year": str(change.year), "reason": why, "cell": change.cell}
        lines.append(words(f"{_SAY}.why.change", **facts))
    manual = series.manual
    if outcome.method is MethodKey.BY_HAND and manual and manual.name and manual.reason:
        facts = {"name": manual.name, "reason": _clause(manual.reason), "cell": manual.cell}
        lines.append(words(f"{_SAY}.why.manual", **facts))
    return lines


def _clause(text: str) -> str:
    """A text of the workbook as the end of a sentence that has its own full stop."""
    return text.strip().rstrip(".")


def _sum(outcome: Outcome, words: Words) -> list[str]:
    verdict, unit = outcome.verdict, unit_of(outcome.record, words)
    if verdict.reason is not None:
        return [_refused(outcome, words)]
    lines: list[str] = []
    if verdict.required is not None:
        value = amount(_as_fine(verdict), unit, words)
        bends = outcome.method is MethodKey.MILESTONES
        key = "required_steps" if bends else "required"
        lines.append(words(f"{_SAY}.why.{key}", value=value))
    if verdict.sum is not None:
        lines.append(words(f"{_SAY}.why.sum", sum=say_sum(verdict.sum, words).removesuffix(".")))
    elif verdict.progress is Progress.ACHIEVED and outcome.method is not MethodKey.BY_HAND:
        lines.append(words(f"{_SAY}.why.met"))
    return lines + (say_class(verdict, words) or [_named(verdict, words)])


def _named(verdict: Verdict, words: Words) -> str:
    return f"{named(verdict.progress, verdict.grade, words)}."


def _refused(outcome: Outcome, words: Words) -> str:
    """The reason for no class, with the cell of the fault where there is one."""
    reason = outcome.verdict.reason
    said = words(f"{_SAY}.reason.{reason.value}") if reason else ""
    fault = next((f for f in outcome.faults if f.reason is reason), None)
    return words(f"{_SAY}.why.fault", reason=said, cell=fault.cell) if fault else said


def _ahead(outcome: Outcome, words: Words) -> list[str]:
    """What is needed from now on, against so far, and where it would lead."""
    return [line for line in (say_pace(outcome, words), say_band(outcome, words)) if line]


def say_pace(outcome: Outcome, words: Words) -> str | None:
    """What is needed a year from now on, against so far; None where nothing is."""
    pace, unit = outcome.pace, unit_of(outcome.record, words)
    if pace is None:
        return None
    facts = {"begin": str(pace.begin), "end": str(pace.end)}
    facts["needed"] = _change(pace.needed, unit, words)
    if pace.so_far is None:
        return words(f"{_SAY}.why.pace_alone", **facts)
    so_far = _change(pace.so_far, unit, words)
    return words(f"{_SAY}.why.pace", **facts, so_far=so_far, since=str(pace.since))


def _change(value: float, unit: str, words: Words) -> str:
    """A change with its sign and unit; that of a percentage is in points."""
    unit = words(f"{_SAY}.points") if is_percent_unit(unit) else unit
    return f"{signed(value, words.language)}\u00a0{unit}".strip()


def say_band(outcome: Outcome, words: Words) -> str | None:
    """Where the figure would be in the ambition's year; None where no projection is allowed."""
    if not outcome.band:
        return None
    end, unit = outcome.band[-1], unit_of(outcome.record, words)
    low, high = (precise(v, words.language, digits=3) for v in (end.low, end.high))
    facts = {"year": str(end.year), "low": low, "high": _joined(high, unit, words)}
    limit = limit_met(outcome.series, outcome.band)
    if limit is None:
        return words(f"{_SAY}.why.band", **facts)
    return words(f"{_SAY}.why.band_stops", **facts, limit=amount(limit, unit, words))


def say_others(outcome: Outcome, words: Words) -> list[tuple[str, str]]:
    """Each other method by name, with its class or its reason for none."""
    return [(words.choice(o.method.key), _opinion(o.verdict, words)) for o in outcome.others]


def _opinion(verdict: Verdict, words: Words) -> str:
    if verdict.reason is not None:
        return words(f"{_SAY}.reason.{verdict.reason.value}")
    return _named(verdict, words)


def say_data(outcome: Outcome, words: Words) -> str:
    """The data status, with what is still missing."""
    status = words(f"{_SAY}.data.{outcome.data.value}")
    lacking = [words(f"{_SAY}.lack.{lack.value}") for lack in outcome.lacks]
    if not lacking or outcome.data is DataStatus.NOT_APPLICABLE:
        return f"{status}."
    return words(f"{_SAY}.data.lacks", status=status, what=listed(lacking, words.language))


def say_freshness(outcome: Outcome, words: Words) -> str:
    """How new the latest value is, and when the next one is due."""
    said, due = f"{words(f'{_SAY}.freshness.{outcome.freshness.value}')}.", outcome.due
    if due is None or not 1900 < due.year < 2300:
        return said
    key = "was_due" if outcome.freshness is Freshness.LATE else "due"
    when = words(f"{_SAY}.freshness.{key}", month=f"{due.month:02}", year=str(due.year))
    return f"{said} {when}"


def _as_fine(verdict: Verdict) -> float:
    """The required value with one decimal more than was measured, and no more."""
    measured = verdict.latest.value if verdict.latest else 0.0
    decimals = next((d for d in range(3) if round(measured, d) == measured), 3)
    return round(verdict.required or 0.0, min(3, decimals + 1) if decimals else 0)


def _values(observations: tuple[Observation, ...], unit: str, words: Words) -> str:
    if not observations:
        return words(f"{_SAY}.no_values")
    latest, first = observations[-1], observations[0]
    now = amount(latest.value, unit, words)
    if latest is first:
        return words(f"{_SAY}.one_value", now=now, year=str(latest.year))
    then = amount(first.value, unit, words)
    facts = {"year": str(latest.year), "first_year": str(first.year)}
    return words(f"{_SAY}.values", now=now, then=then, **facts)


def _judgement(outcome: Outcome, words: Words) -> str:
    verdict = outcome.verdict
    if verdict.reason is not None:
        return words(f"{_SAY}.reason.{verdict.reason.value}")
    name = named(verdict.progress, verdict.grade, words)
    if outcome.method is MethodKey.BY_HAND:
        return words(f"{_SAY}.verdict.by_hand", word=name)
    if verdict.grade is not None and verdict.grade.stands_alone:
        return words(f"interface.indicator.stands.{verdict.grade.value}")
    if verdict.ratio == 0 and verdict.progress is Progress.LIMITED:
        return words(f"{_SAY}.verdict.unmoved")
    if verdict.ratio is not None and _was_missed(verdict, outcome.series.ambition):
        return words(f"{_SAY}.verdict.missed")
    return words(f"{_SAY}.verdict.{verdict.progress.value}")


def _was_missed(verdict: Verdict, ambition: Ambition | None) -> bool:
    """Whether the year of the ambition came, was measured, and did not bring it."""
    year = ambition.year if ambition else None
    return year is not None and verdict.latest is not None and verdict.latest.year >= year
