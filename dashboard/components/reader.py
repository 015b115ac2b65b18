"""What a template may ask of an edition: names, words and links, in one language."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from dashboard.components.addresses import Addresses
from dashboard.flows.open_edition import OpenEdition
from dashboard.flows.say_indicator import aim, amount, unit_of
from dashboard.flows.say_sum import named
from dashboard.flows.show_origin import sources_of
from dashboard.flows.show_rows import Question, Row
from dashboard.language import numbers
from dashboard.language.words import Language, Words, either
from dashboard.plan.columns import columns_of
from dashboard.plan.goals import GOALS
from dashboard.plan.kinds import AboutKey
from dashboard.plan.records import Record
from dashboard.plan.sheets import SheetKey
from dashboard.plan.status import ActionStatus, Progress
from dashboard.progress.outcomes import Outcome


@dataclass(frozen=True, slots=True)
class Text:
    """A text and, where it is not in the page's language, the language it is in."""

    text: str
    lang: str | None = None


@dataclass(frozen=True, slots=True)
class MarkView:
    """A mark as it is shown: a colour class with its shape, and always the word."""

    key: str
    family: str
    word: str


@dataclass(frozen=True, slots=True)
class GoalView:
    """A goal as it is shown."""

    number: int
    name: str
    colour: str
    on_colour: str
    href: str


class Reader:
    """An edition in one language, as templates read it; `fixed` where the address names it."""

    def __init__(
        self, opened: OpenEdition, words: Words, *, with_word: bool = True, fixed: bool = False
    ) -> None:
        self.opened = opened
        self.words = words
        self.to = Addresses(words.language, opened.edition.number if fixed else None)
        self.with_word = with_word  # whether many marks may be summed up in one

    @cached_property
    def observation_tabs(self) -> frozenset[str]:
        """The sheets on which observations stand in this edition."""
        return self.opened.summary.tables.tabs(SheetKey.OBSERVATIONS)

    def about(self, key: str) -> str | None:
        """What the workbook says of itself."""
        return self.opened.told(AboutKey(key), self.words.language)

    def notice(self) -> Text | None:
        """What the workbook wants every reader to know, on every page."""
        return self.either(lambda lang: self.opened.about.get((AboutKey.NOTICE, lang)))

    def text(self, record: Record, key: str) -> Text | None:
        """A text that has a column a language, in this language or else the other."""
        return self.either(lambda lang: record.text(f"{key}_{lang}"))

    def either(self, told: Callable[[Language], str | None]) -> Text | None:
        """What is told in this language or else in another, which is then named."""
        found = either(told, self.words.language)
        if found is None:
            return None
        text, lang = found
        return Text(text, None if lang is self.words.language else lang.value)

    def title(self, record: Record) -> Text:
        """What a row is called; its id where it has no title."""
        return self.text(record, "title") or Text(record.text("id") or f"{record.tab}!{record.row}")

    def href(self, record: Record) -> str:
        """The page of a row."""
        return self.to.record(record.sheet, record.text("id") or "")

    def place(self, record: Record, key: str = "id") -> str:
        """The cell of a value: sheet and address."""
        return record.place(key)

    def administration(self, code: str | None) -> Text | None:
        """The full name of an administration."""
        found = self.opened.summary.administration(code) if code else None
        named = self.either(found.name) if found else None
        return named or (Text(code) if code else None)

    def administration_name(self, code: str) -> str:
        """What to call an administration where nothing but its name is shown."""
        named = self.administration(code)
        return named.text if named else code

    def administration_href(self, code: str) -> str:
        """The page of the administration that answers for a code today."""
        return self.to.administration(self.opened.summary.current.get(code, code))

    def goal(self, number: int) -> GoalView:
        """A goal with its name and colours."""
        goal = GOALS[number - 1]
        name = self.words(f"goals.{number}.name")
        return GoalView(number, name, goal.colour, goal.on_colour, self.to.goal(number))

    def target(self, code: str) -> str:
        """The short wording of a target."""
        return self.words(f"goals.targets.{code}.short")

    def mark(self, mark: ActionStatus | Progress) -> MarkView:
        """A mark with its word."""
        if isinstance(mark, ActionStatus):
            return MarkView(mark.value, "status", self.words.choice(mark))
        return MarkView(mark.value, "progress", self.words(f"interface.progress.{mark.value}"))

    def mark_of(self, outcome: Outcome) -> MarkView:
        """The mark of an indicator under the name its own method gives it."""
        verdict = outcome.verdict
        word = named(verdict.progress, verdict.grade, self.words)
        return MarkView(verdict.progress.value, "progress", word)

    def mark_at(self, row: Row) -> MarkView | None:
        """The mark of a row, where it has one."""
        if row.outcome is not None:
            return self.mark_of(row.outcome)
        return self.mark(row.mark) if row.mark else None

    def choice(self, record: Record, key: str) -> str | None:
        """The word for a cell that holds one of a closed set."""
        value = record.text(key)
        column = next(c for c in columns_of(record.sheet) if c.key == key)
        found: StrEnum | None = next((c for c in column.choices if c.value == value), None)
        return None if found is None else self.words.choice(found)

    def latest(self, row: Row) -> str | None:
        """The newest value of an indicator with its unit and year."""
        seen = row.outcome.series.observations if row.outcome else ()
        if not seen:
            return None
        value = amount(seen[-1].value, unit_of(row.record, self.words), self.words)
        return self.words("interface.indicator.short", value=value, year=str(seen[-1].year))

    def aim(self, row: Row) -> str | None:
        """The ambition of an indicator in words."""
        ambition = row.outcome.series.ambition if row.outcome else None
        if ambition is None:
            return None
        return aim(ambition, unit_of(row.record, self.words), self.words)

    def sources(self, record: Record) -> list[tuple[str, str | None]]:
        """Where a row says its facts are from, each with its address."""
        return sources_of(record)

    def plan_date(self, text: str | None) -> str | None:
        """A plan date in words."""
        return numbers.plan_date(text, self.words.language) if text else None

    def day(self, when: date) -> str:
        """A day in words."""
        return numbers.day(when, self.words.language)

    def number(self, value: float) -> str:
        """A number as the language writes it."""
        return numbers.number(value, self.words.language)

    def money(self, value: float) -> str:
        """An amount in the plan's currency; without one, the number alone."""
        currency = self.about("currency")
        if currency is None:
            return self.number(value)
        return numbers.money(value, currency, self.words.language)

    def ask(self, **asked: object) -> str:
        """The address of the rows behind a number."""
        sheet = asked.get("sheet")
        if isinstance(sheet, str):
            asked["sheet"] = SheetKey(sheet)
        return self.to.rows(Question(**asked))  # pyright: ignore[reportArgumentType]
