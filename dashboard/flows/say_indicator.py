"""What an indicator shows, in two or three sentences made from its numbers."""

from math import floor

from dashboard.language.numbers import number
from dashboard.language.words import Language, Words, either
from dashboard.plan.indicators import Ambition, Observation, Operator
from dashboard.plan.records import Record
from dashboard.plan.status import Freshness
from dashboard.progress.methods.linear_path import Verdict
from dashboard.progress.outcomes import Outcome

_SAY = "interface.indicator"


def unit_of(record: Record, words: Words) -> str:
    """The unit in a language, or in the other where it is missing; may be empty."""
    found = either(lambda lang: record.text(f"unit_{lang}"), words.language)
    return found[0] if found else ""


def amount(value: float, unit: str, words: Words) -> str:
    """A value with its unit, which never goes to the next line alone."""
    space = "" if unit == "%" and words.language is Language.EN else "\u00a0"
    return f"{number(value, words.language)}{space}{unit}".strip()


def describe(outcome: Outcome, words: Words) -> str:
    """The latest value, the ambition, and what the rule says of the way between them."""
    unit = unit_of(outcome.record, words)
    sentences = [_values(outcome.series.observations, unit, words)]
    ambition = outcome.series.ambition
    if ambition is not None and ambition.value is not None:
        sentences.append(words(f"{_SAY}.ambition", ambition=aim(ambition, unit, words)))
    sentences.append(_judgement(outcome.verdict, ambition, words))
    if outcome.freshness is Freshness.LATE:
        sentences.append(words(f"{_SAY}.late"))
    return " ".join(s for s in sentences if s)


def aim(ambition: Ambition, unit: str, words: Words) -> str:
    """An ambition in words: `at least 50 per cent in 2025`."""
    if ambition.value is None:
        return words.choice(ambition.operator).lower()
    condition = words(
        f"{_SAY}.{ambition.operator.value}",
        value=amount(ambition.value, unit, words),
        low=number(ambition.value, words.language),
        high=amount(ambition.value if ambition.upper is None else ambition.upper, unit, words),
    )
    return (
        words(f"{_SAY}.by", what=condition, year=str(ambition.year)) if ambition.year else condition
    )


def explain(outcome: Outcome, words: Words) -> list[str]:
    """Why the indicator has its colour: inputs with their cells, the sum, the threshold."""
    verdict, unit = outcome.verdict, unit_of(outcome.record, words)
    lines: list[str] = []
    if verdict.base is not None:
        stated = outcome.series.baseline is not None
        key = "other" if verdict.base_is_first and stated else "first"
        key = key if verdict.base_is_first else "base"
        lines.append(
            words(
                f"{_SAY}.why.{key}",
                value=amount(verdict.base.value, unit, words),
                year=str(verdict.base.year or "–"),
                cell=verdict.base.cell,
            )
        )
    if verdict.latest is not None:
        value = amount(verdict.latest.value, unit, words)
        facts = {"value": value, "year": str(verdict.latest.year), "cell": verdict.latest.cell}
        lines.append(words(f"{_SAY}.why.latest", **facts))
    ambition = outcome.series.ambition
    if ambition is not None and ambition.operator is not Operator.NONE:
        what = aim(ambition, unit, words)
        lines.append(words(f"{_SAY}.why.ambition", ambition=what, cell=ambition.cell))
    return [*lines, *_sum(verdict, unit, words)]


def _sum(verdict: Verdict, unit: str, words: Words) -> list[str]:
    if verdict.reason is not None:
        return [words(f"{_SAY}.reason.{verdict.reason.value}")]
    if verdict.ratio is None or verdict.required is None:
        return [words(f"{_SAY}.why.met")]
    return [
        words(f"{_SAY}.why.required", value=amount(_as_fine(verdict), unit, words)),
        # Rounded down: 0.949 is not 0.95, and the class beside it says so.
        words(f"{_SAY}.why.ratio", ratio=number(floor(verdict.ratio * 100) / 100, words.language)),
        words(f"{_SAY}.why.class.{verdict.progress.value}"),
    ]


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


def _judgement(verdict: Verdict, ambition: Ambition | None, words: Words) -> str:
    if verdict.reason is not None:
        return words(f"{_SAY}.reason.{verdict.reason.value}")
    if verdict.ratio == 0:
        return words(f"{_SAY}.verdict.unmoved")
    if verdict.ratio is not None and _was_missed(verdict, ambition):
        return words(f"{_SAY}.verdict.missed")
    return words(f"{_SAY}.verdict.{verdict.progress.value}")


def _was_missed(verdict: Verdict, ambition: Ambition | None) -> bool:
    """Whether the year of the ambition came, was measured, and did not bring it."""
    year = ambition.year if ambition else None
    return year is not None and verdict.latest is not None and verdict.latest.year >= year
