"""A finding in words: what happened, what was expected, what to do."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from dashboard.language.numbers import plan_date
from dashboard.language.words import Words
from dashboard.plan.findings import Code, Finding

# Facts that hold several keys, and where their words stand.
_LISTS = {
    "tables": "workbook.sheets.{}",
    "answers": "workbook.choices.{}",
    "columns": "workbook.columns.{}.header",
}
# Facts that are keys of words about files.
_NAMED = {"reason": "reasons", "what": "amounts"}


@dataclass(frozen=True, slots=True)
class Told:
    """The words of one finding: `text` says what and what to do, `expected` what would do."""

    text: str
    expected: str


def tell(finding: Finding, words: Words) -> Told:
    """Put a finding into words.

    The facts `column`, `table` and `kind` are keys of the schema and become the words
    people know them by; `other_column` likewise. `tables`, `answers` and `columns` are lists
    of such keys with semicolons between them; `day` and `other_day` are plan dates. `reason`
    and `what` are keys of words about files; `left_out` is why rows were, `no_place` why
    figures were.
    """
    facts = {key: _named(key, value, words) for key, value in finding.facts.items()}
    slots = {
        "sheet": finding.sheet or "",
        "cell": finding.cell or "",
        "value": finding.value or "",
        "nearest": finding.nearest or "",
        "signs": "…",  # reports that were kept before they were told lack them
        **facts,
    }
    key = f"findings.{finding.code.value}"
    hint = words("findings.nearest", nearest=finding.nearest) if finding.nearest else ""
    text = words(f"{key}.text", **slots)
    return Told(f"{text} {hint}".strip(), words(f"{key}.expected", **slots))


def tell_alike(finding: Finding, words: Words) -> Told:
    """The same, for a long list: what is said of one cell is often said of a thousand.

    The words about a cell do not name the cell, for it stands beside them.
    """
    if finding.cell is None:
        return tell(finding, words)
    facts = tuple(finding.facts.items())
    return _alike(words, finding.code, finding.value, finding.nearest, facts)


@lru_cache(maxsize=10_000)
def _alike(
    words: Words,
    code: Code,
    value: str | None,
    nearest: str | None,
    facts: tuple[tuple[str, str | int | float], ...],
) -> Told:
    return tell(Finding(code, value=value, nearest=nearest, facts=dict(facts)), words)


def _named(key: str, value: str | int | float, words: Words) -> str | int | float:
    if key in ("column", "other_column") and isinstance(value, str):
        return words.header(value)
    if key == "table" and isinstance(value, str):
        return words(f"workbook.sheets.{value}")
    if key == "kind" and isinstance(value, str):
        return words(f"workbook.kinds.{value}")
    if key in _NAMED and isinstance(value, str):
        return words(f"findings.{_NAMED[key]}.{value}")
    if key == "left_out" and isinstance(value, str):
        return words(f"reading.left_out.{value}")
    if key == "no_place" and isinstance(value, str):
        return words(f"reading.no_place.{value}")
    if key in ("day", "other_day") and isinstance(value, str):
        return plan_date(value, words.language)
    if key in _LISTS and isinstance(value, str):
        return _either([words(_LISTS[key].format(each)) for each in value.split(";")], words)
    return value


def _either(names: Sequence[str], words: Words) -> str:
    """Names one of which will do: A, B or C."""
    return words("findings.or").join(filter(None, (", ".join(names[:-1]), names[-1])))
