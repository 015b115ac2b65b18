"""The methods as the method page tells them, and the same figures judged by each."""

from collections.abc import Iterator
from dataclasses import dataclass

from dashboard.flows.say_sum import ladder, named
from dashboard.language.numbers import number
from dashboard.language.words import Words
from dashboard.plan.indicators import MethodKey
from dashboard.progress.methods import METHODS
from dashboard.progress.methods.method import Method
from dashboard.progress.methods.samples import Sample, judged
from dashboard.progress.methods.verdict import Verdict

_SAY = "interface.method.methods"
# Methods whose result is a share of a hundred, for each of their rows of thresholds.
_IN_PERCENT = {
    MethodKey.STATCAN: (False, True),
    MethodKey.UN_CHART: (False, True),
    MethodKey.DESTATIS: (True,),
    MethodKey.LIMIT_DISTANCE: (True,),
}


@dataclass(frozen=True, slots=True)
class MethodView:
    """One method in words: what it asks, its formula, thresholds, refusals and source."""

    key: str
    name: str
    about: str
    formula: str
    least: int
    thresholds: tuple[list[str], ...]
    refuses: list[str]
    source: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class SampleRow:
    """One series of the table: its letter, its figures, and the class each method gives.

    `keys` are the classes as shapes, in the same order.
    """

    key: str
    figures: str
    classes: list[str]
    keys: list[str]


def say_methods(words: Words) -> list[MethodView]:
    """Every method, in the order of the tuple."""
    return [_method(method, words) for method in METHODS]


def _method(method: Method, words: Words) -> MethodView:
    percents = _IN_PERCENT.get(method.key, (False,))
    rows = zip(method.thresholds, percents, strict=False)
    return MethodView(
        key=method.key.value,
        name=words.choice(method.key),
        about=words(f"{_SAY}.about.{method.key.value}"),
        formula=words(f"{_SAY}.formula.{method.key.value}"),
        least=method.least,
        thresholds=tuple(ladder(row, words, percent=percent) for row, percent in rows),
        refuses=[words(f"interface.indicator.reason.{r.value}") for r in method.refuses],
        source=method.source,
        url=method.url,
    )


def say_samples(words: Words) -> list[SampleRow]:
    """The same series judged by every method."""
    return list(_samples(words))


def _samples(words: Words) -> Iterator[SampleRow]:
    for sample, verdicts in judged():
        yield SampleRow(
            sample.key,
            _figures(sample, words),
            [_class(verdict, words) for verdict in verdicts],
            [verdict.progress.value for verdict in verdicts],
        )


def _figures(sample: Sample, words: Words) -> str:
    base, latest = (number(v, words.language) for v in (sample.base, sample.latest))
    ambition = "–" if sample.ambition is None else number(sample.ambition, words.language)
    return words(f"{_SAY}.figures", base=base, latest=latest, ambition=ambition)


def _class(verdict: Verdict, words: Words) -> str:
    return "–" if verdict.reason else named(verdict.progress, verdict.grade, words)
