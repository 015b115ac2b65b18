"""One parser for every kind of column: what a cell means, or why it cannot be told.

Nothing is guessed in silence. What is understood although it stands there in another form
gets a notice; what may mean two things is refused.
"""

import re
from collections.abc import Callable, Mapping
from functools import cache
from urllib.parse import urlsplit

from dashboard.language.words import Language, words_for
from dashboard.plan.columns import Choices, Column
from dashboard.plan.findings import Code, Finding
from dashboard.plan.kinds import Kind
from dashboard.workbooks.codes import (
    parse_administration,
    parse_code,
    parse_codes,
    parse_goals,
    parse_target,
    parse_targets,
)
from dashboard.workbooks.days import parse_date, parse_year
from dashboard.workbooks.likeness import folded, nearest
from dashboard.workbooks.numbers import Ambiguous, is_finite, is_percent, number_in
from dashboard.workbooks.parsed import Parsed, clean, noted, refused, shown, text_of
from dashboard.workbooks.raw import ExcelError, Raw, Uncalculated, is_blank
from dashboard.workbooks.steps import parse_steps

__all__ = ["Parsed", "parse", "shown"]

Parser = Callable[[Raw, Column, str | None], Parsed]

_MAIL = re.compile(r"mailto:[^\s@]+@[^\s@]+", re.IGNORECASE)
_BARE_SITE = re.compile(r"www\.[^\s]+", re.IGNORECASE)


def parse(raw: Raw, *, column: Column, shown_as: str | None = None) -> Parsed:
    """What a cell says in a column; an empty cell says nothing and is never wrong here."""
    if is_blank(raw):
        return Parsed(None)
    if isinstance(raw, Uncalculated):
        return refused(Code.UNCALCULATED)
    if isinstance(raw, ExcelError):
        return refused(Code.EXCEL_ERROR)
    return _PARSERS[column.kind](raw, column, shown_as)


def _text(raw: Raw, shown_as: str | None) -> Parsed:
    """Text; numbers and dates stand for what they show, but TRUE is an answer to nothing."""
    if isinstance(raw, bool) or (isinstance(raw, int | float) and not is_finite(raw)):
        return refused(Code.WRONG_KIND)
    return Parsed(clean(text_of(raw, shown_as=shown_as)) or None)


def _number(raw: Raw, shown_as: str | None) -> Parsed:
    if isinstance(raw, str):
        return _number_in_text(clean(raw))
    if isinstance(raw, bool) or not isinstance(raw, int | float) or not is_finite(raw):
        return refused(Code.WRONG_KIND)
    if is_percent(shown_as):
        # 0.455 shown as 45.5 %: rounding takes out the noise that multiplying brings in.
        percent = round(float(raw) * 100, 10)
        return noted(percent, Code.PERCENT_FORMAT, read_as=percent)
    return Parsed(float(raw))


def _number_in_text(text: str) -> Parsed:
    found = number_in(text)
    if found is None:
        return refused(Code.WRONG_KIND)
    if isinstance(found, Ambiguous):
        facts = {"thousands": found.thousands, "decimals": found.decimals}
        return refused(Code.AMBIGUOUS_NUMBER, facts=facts)
    return noted(found, Code.NUMBER_AS_TEXT, read_as=found)


def _choice(raw: Raw, column: Column) -> Parsed:
    if not isinstance(raw, str):
        return refused(Code.UNKNOWN_CHOICE, facts=_answers(column.choices))
    chosen = _answers_by_folded(column.choices).get(folded(raw))
    if chosen is not None:
        return Parsed(chosen)
    near = nearest(clean(raw), _labels(column.choices))
    return refused(Code.UNKNOWN_CHOICE, nearest=near, facts=_answers(column.choices))


@cache
def _answers_by_folded(choices: Choices) -> Mapping[str, str]:
    """Every way to write an answer, with its key: the words of each language and the key."""
    words = [words_for(each) for each in Language]
    labels = {folded(each.choice(choice)): choice.value for each in words for choice in choices}
    return {**{folded(choice.value): choice.value for choice in choices}, **labels}


@cache
def _labels(choices: Choices) -> tuple[str, ...]:
    words = [words_for(each) for each in Language]
    return tuple(each.choice(choice) for each in words for choice in choices)


def _answers(choices: Choices) -> Mapping[str, str]:
    """The keys of the allowed answers, put into words where the finding is told."""
    return {"answers": ";".join(f"{type(c).__name__}.{c.value}" for c in choices)}


def _link(raw: Raw) -> Parsed:
    if not isinstance(raw, str):
        return refused(Code.BAD_LINK)
    links = [part.strip() for part in clean(raw).split("|") if part.strip()]
    bad = tuple(_bad_link(link) for link in links if not is_link(link))
    return Parsed(None, bad) if bad or not links else Parsed("|".join(links))


def _bad_link(link: str) -> Finding:
    near = f"https://{link}" if _BARE_SITE.fullmatch(link) else None
    return Finding(Code.BAD_LINK, value=shown(link), nearest=near)


def is_link(text: str) -> bool:
    """Whether a text is a link we let people follow: a web address or a mail address."""
    if re.search(r"[\s<>\"]", text):
        return False
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    if parts.scheme.lower() in ("http", "https"):
        return bool(parts.netloc)
    return _MAIL.fullmatch(text) is not None


_PARSERS: Mapping[Kind, Parser] = {
    Kind.CODE: lambda raw, _, shown_as: parse_code(raw, shown_as=shown_as),
    Kind.TEXT: lambda raw, _, shown_as: _text(raw, shown_as),
    Kind.LINK: lambda raw, _, __: _link(raw),
    Kind.NUMBER: lambda raw, _, shown_as: _number(raw, shown_as),
    Kind.YEAR: lambda raw, _, __: parse_year(raw),
    Kind.STEPS: lambda raw, _, __: parse_steps(raw),
    Kind.DATE: lambda raw, _, __: parse_date(raw),
    Kind.CHOICE: lambda raw, column, _: _choice(raw, column),
    Kind.GOALS: lambda raw, _, __: parse_goals(raw),
    Kind.TARGETS: lambda raw, _, shown_as: parse_targets(raw, shown_as=shown_as),
    Kind.TARGET: lambda raw, _, shown_as: parse_target(raw, shown_as=shown_as),
    Kind.ADMINISTRATION: lambda raw, _, shown_as: parse_administration(raw, shown_as=shown_as),
    Kind.ADMINISTRATIONS: lambda raw, _, shown_as: parse_codes(raw, shown_as=shown_as),
    Kind.REFERENCE: lambda raw, _, shown_as: parse_codes(raw, shown_as=shown_as),
}
