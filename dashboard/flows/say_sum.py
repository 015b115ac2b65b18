"""The formula of a verdict with its numbers, and the thresholds its result was held against."""

from math import floor

from dashboard.language.numbers import precise
from dashboard.language.words import Words
from dashboard.plan.status import Progress
from dashboard.progress.methods.verdict import Bound, Grade, Sum, Threshold, Verdict

_SAY = "interface.indicator"
# Forms whose result is a share of a hundred, and terms that are yearly growth.
_IN_PERCENT = ("growth", "growth_limit", "destatis", "limit_distance")
_GROWTH = ("rate", "observed", "needed")
_OTHER_SIDE = {Bound.AT_LEAST: "below", Bound.BELOW: "at_least", Bound.AT_MOST: "above"}


def say_sum(total: Sum, words: Words) -> str:
    """The formula with the numbers put in."""
    facts = {name: _term(total, name, value, words) for name, value in total.terms}
    return words(f"{_SAY}.sum.{total.form}", **facts)


def _term(total: Sum, name: str, value: float, words: Words) -> str:
    if name == "ratio":
        return _floored(value, percent=total.form in _IN_PERCENT, words=words)
    return precise(value * 100 if name in _GROWTH else value, words.language)


def _floored(ratio: float, *, percent: bool, words: Words) -> str:
    """Rounded down: 0.949 is not 0.95, and the class beside it says so."""
    if not -1e12 < ratio < 1e12:
        return precise(ratio, words.language)
    size = 1000 if percent else 100
    # Rounding first takes out the noise of floats, which would make 61.9 of 62.
    fine = floor(round(ratio * size, 6)) / (10 if percent else 100)
    return precise(fine, words.language)


def say_thresholds(verdict: Verdict, words: Words) -> list[str]:
    """Every class with where it begins, the best first."""
    percent = verdict.sum is not None and verdict.sum.form in _IN_PERCENT
    return ladder(verdict.thresholds, words, percent=percent)


def ladder(thresholds: tuple[Threshold, ...], words: Words, /, *, percent: bool) -> list[str]:
    """A row of thresholds in words."""
    return [_step(thresholds, n, words, percent=percent) for n in range(len(thresholds))]


def say_class(verdict: Verdict, words: Words) -> list[str]:
    """The threshold that gave the class, and what else was taken into account."""
    if verdict.ratio is None or not verdict.thresholds:
        return []
    lines = say_thresholds(verdict, words)
    found = next(
        (n for n, t in enumerate(verdict.thresholds) if t.holds(verdict.ratio)), len(lines) - 1
    )
    return [lines[found], *([words(f"{_SAY}.why.capped")] if verdict.capped else [])]


def _step(row: tuple[Threshold, ...], n: int, words: Words, *, percent: bool) -> str:
    """One class: its own bound, and the better one that was missed."""
    own, is_last = row[n], n == len(row) - 1
    parts = [] if is_last and n else [_bound(own.bound.value, own.value, words, percent=percent)]
    if n:
        missed = row[n - 1]
        parts.append(_bound(_OTHER_SIDE[missed.bound], missed.value, words, percent=percent))
    both = parts[0] if len(parts) == 1 else words(f"{_SAY}.why.both", one=parts[0], other=parts[1])
    bounds = both[0].upper() + both[1:]
    return words(f"{_SAY}.why.span", bounds=bounds, word=named(own.progress, own.grade, words))


def _bound(side: str, value: float, words: Words, *, percent: bool) -> str:
    shown = precise(value * 100 if percent else value, words.language)
    unit = words("interface.indicator.percent", value=shown) if percent else shown
    return words(f"{_SAY}.why.bound.{side}", value=unit)


def named(progress: Progress, grade: Grade | None, words: Words) -> str:
    """A class by its word and by the name it has in its own method; a status by that alone."""
    word = words(f"interface.progress.{progress.value}")
    if grade is None:
        return word
    name = words(f"{_SAY}.grade.{grade.value}")
    if grade.stands_alone:
        return name[0].upper() + name[1:]
    return words(f"{_SAY}.why.named", word=word, grade=name)
