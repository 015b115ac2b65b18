"""Search: everything an edition has, asked for in words of either language."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from dashboard.flows.index_words import Answer, Source, WordIndex
from dashboard.flows.open_edition import OpenEdition
from dashboard.language.spelling import words_of
from dashboard.language.words import Language, words_for
from dashboard.plan.administrations import Administration
from dashboard.plan.columns import columns_of
from dashboard.plan.goals import GOAL_NUMBERS
from dashboard.plan.kinds import Kind
from dashboard.plan.records import Record
from dashboard.plan.sheets import MAPPED, SheetKey
from dashboard.plan.targets import TARGETS

# How much a word counts by where it stands.
_CODE, _NAME, _TITLE, _SHORT, _MEANING, _TEXT, _KIND = 4.0, 3.5, 3.0, 2.0, 1.0, 1.0, 0.8
_TOLD = ("description", "role", "commitment", "next_milestone")


class Group(StrEnum):
    """What a thing that is found is. The order breaks ties."""

    GOALS = "goals"
    TARGETS = "targets"
    ADMINISTRATIONS = "administrations"
    ACTIONS = "actions"
    CONTRIBUTIONS = "contributions"
    INDICATORS = "indicators"
    COOPERATION = "cooperation"


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that can be found: its group, and its number, code or id there."""

    group: Group
    key: str


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything of an edition that can be found, with its words; rows lie together by sheet."""

    things: tuple[Thing, ...]
    spans: Mapping[SheetKey, range]
    index: WordIndex


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found for a question: by group, the group with the best find first."""

    groups: Mapping[Group, tuple[Thing, ...]]
    answer: Answer

    @property
    def total(self) -> int:
        """How many things were found."""
        return sum(map(len, self.groups.values()))


def find_anything(opened: OpenEdition, text: str) -> Findings:
    """Everything of an edition that answers a question."""
    catalogue = opened.once(catalogue_of)
    answer = catalogue.index.ask(text)
    groups: dict[Group, list[Thing]] = {}
    for number in answer.found:
        thing = catalogue.things[number]
        groups.setdefault(thing.group, []).append(thing)
    return Findings({group: tuple(many) for group, many in groups.items()}, answer)


def find_rows(opened: OpenEdition, sheet: SheetKey, text: str) -> Answer:
    """The rows of a sheet that answer a question, by their positions."""
    catalogue = opened.once(catalogue_of)
    span = catalogue.spans[sheet]
    answer = catalogue.index.ask(text, among=span)
    found = {number - span.start: score for number, score in answer.found.items()}
    return Answer(found, answer.hits, answer.meant, answer.loose)


def catalogue_of(opened: OpenEdition) -> Catalogue:
    """The catalogue of an edition; a second's work for tens of thousands of rows."""
    summary = opened.summary
    found = [*_goals(), *_targets(), *map(_administration, summary.administrations)]
    spans: dict[SheetKey, range] = {}
    for sheet in MAPPED:
        start = len(found)
        found += map(_row, summary.tables.records(sheet))
        spans[sheet] = range(start, len(found))
    things, sources = zip(*found, strict=True)
    return Catalogue(things, spans, WordIndex(sources, passing=_passing()))


@cache
def _passing() -> frozenset[str]:
    """Words that stand in every other text and tell nothing apart."""
    texts = (words_for(language)("explore.search.passing") for language in Language)
    return frozenset(word.folded for text in texts for word in words_of(text))


@cache
def _goals() -> tuple[tuple[Thing, Source], ...]:
    return tuple((Thing(Group.GOALS, str(n)), _goal(n)) for n in GOAL_NUMBERS)


def _goal(number: int) -> Source:
    texts, names = [(_CODE, str(number))], [str(number)]
    for words in map(words_for, Language):
        name = words(f"goals.{number}.name")
        called = words("explore.search.goal_is_called", number=str(number)).split("|")
        texts += [(_weight(_NAME, name), name), (_MEANING, words(f"goals.{number}.meaning"))]
        texts += [(_KIND, each) for each in called]
        names += [name, *called]
    return Source(texts, names)


@cache
def _targets() -> tuple[tuple[Thing, Source], ...]:
    return tuple((Thing(Group.TARGETS, code), _target(code)) for code in TARGETS)


def _target(code: str) -> Source:
    texts, names = [(_CODE, code)], [code]
    for words in map(words_for, Language):
        called = words("explore.search.target_is_called", code=code).split("|")
        texts.append((_SHORT, words(f"goals.targets.{code}.short")))
        texts += [(_KIND, each) for each in called]
        names += called
    return Source(texts, names)


def _administration(found: Administration) -> tuple[Thing, Source]:
    names = [name for lang in Language if (name := found.name(lang))]
    committees = [name for lang in Language if (name := found.committee(lang))]
    texts = [
        (_CODE, found.code),
        *((_weight(_NAME, name), name) for name in names),
        *((_SHORT, name) for name in committees),
    ]
    return Thing(Group.ADMINISTRATIONS, found.code), Source(texts, (found.code, *names))


def _row(record: Record) -> tuple[Thing, Source]:
    identifier = record.text("id") or ""
    texts, names = [(_CODE, identifier)], [identifier]
    kind = _kind(record)
    for language in Language:
        if title := record.text(f"title_{language}"):
            texts.append((_weight(_TITLE, title), title))
            names.append(title)
        told = (record.text(f"{key}_{language}") for key in _TOLD)
        texts += [(_TEXT, text) for text in told if text]
        if kind is not None:
            texts.append((_KIND, words_for(language).choice(kind)))
    if note := record.text("note"):
        texts.append((_KIND, note))
    return Thing(Group(record.sheet.value), identifier), Source(texts, names)


def _kind(record: Record) -> StrEnum | None:
    """What a contribution or a cooperation is, where its sheet says so."""
    return _kinds(record.sheet).get(record.text("kind") or "")


@cache
def _kinds(sheet: SheetKey) -> Mapping[str, StrEnum]:
    columns = (c for c in columns_of(sheet) if c.key == "kind" and c.kind is Kind.CHOICE)
    return {choice.value: choice for column in columns for choice in column.choices}


def _weight(most: float, text: str) -> float:
    """A word of a short title says more than one of a long one."""
    return most * (1 + 1.5 / (2 + text.count(" ")))


def is_nothing(text: str) -> bool:
    """Whether a question has no word in it to look for."""
    return not any(True for _ in words_of(text))
