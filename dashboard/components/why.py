"""Why this colour? The reasons behind one mark, every input a way to its cell."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import quote

from dashboard.components.reader import MarkView, Reader
from dashboard.flows.say_indicator import reasons, say_data, say_freshness
from dashboard.flows.say_standing import say_contradiction, say_inputs, say_rule, status_cell
from dashboard.flows.say_sum import named
from dashboard.flows.show_rows import Row
from dashboard.plan.records import Record
from dashboard.progress.outcomes import Outcome

Part = tuple[str, str | None]
Said = tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Other:
    """What another method says: its mark, or the reason it gives for none."""

    name: str
    mark: MarkView | None
    refused: str


@dataclass(frozen=True, slots=True)
class Why:
    """The reasons behind one mark; a text is a row of parts, of which cells lead on."""

    title: str
    mark: MarkView
    result: list[Said]
    method: str | None
    inputs: list[Said]
    ahead: list[Said]
    data: list[Said]
    others: list[Other]
    rule: str

    @property
    def judging(self) -> list[Other]:
        """The other methods that give a class."""
        return [other for other in self.others if other.mark is not None]

    @property
    def refusing(self) -> list[Other]:
        """Those that cannot be used here."""
        return [other for other in self.others if other.mark is None]


def why_of(reader: Reader, row: Row) -> Why | None:
    """The reasons of a row, where it has a mark."""
    if row.outcome is not None:
        return why_indicator(reader, row.outcome)
    return _why_action(reader, row) if row.standing is not None else None


def why_indicator(reader: Reader, outcome: Outcome) -> Why:
    """Formula, inputs, threshold, pace and projection; the other methods; data and freshness."""
    words, record = reader.words, outcome.record
    why = reasons(outcome, words)

    def linked(lines: Iterable[str]) -> list[Said]:
        return [_linked(reader, record, line) for line in lines]

    return Why(
        title=reader.title(record).text,
        mark=reader.mark_of(outcome),
        result=linked(why.result),
        method=why.method,
        inputs=linked(why.inputs),
        ahead=linked(why.ahead),
        data=linked([say_data(outcome, words), say_freshness(outcome, words)]),
        others=list(_others(reader, outcome)),
        rule=reader.to.method(f"method-{outcome.method.value}"),
    )


def _others(reader: Reader, outcome: Outcome) -> Iterator[Other]:
    words = reader.words
    for opinion in outcome.others:
        verdict, name = opinion.verdict, words.choice(opinion.method.key)
        if verdict.reason is not None:
            reason = words(f"interface.indicator.reason.{verdict.reason.value}")
            yield Other(name, None, reason)
        else:
            word = named(verdict.progress, verdict.grade, words)
            yield Other(name, MarkView(verdict.progress.value, "progress", word), "")


def _why_action(reader: Reader, row: Row) -> Why:
    standing, record, words = row.standing, row.record, reader.words
    assert standing is not None
    summary = reader.opened.summary
    contradiction = say_contradiction(standing, words)
    result = [say_rule(standing, record, words, on=summary.on)]
    told = status_cell(summary.tables, words)
    inputs = say_inputs(standing, record, words, on=summary.on, told=told)
    return Why(
        title=reader.title(record).text,
        mark=reader.mark(standing.status),
        result=[((line, None),) for line in (*result, *filter(None, [contradiction]))],
        method=None,
        inputs=[_linked(reader, record, line, told=told) for line in inputs],
        ahead=[],
        data=[],
        others=[],
        rule=reader.to.method("actions"),
    )


def _linked(reader: Reader, record: Record, text: str, *, told: str | None = None) -> Said:
    """A text with every address of a cell in it as a way to that cell."""
    tabs = {record.tab, *reader.observation_tabs}
    if told is not None:
        tabs.add(told.rpartition("!")[0])
    pattern = "|".join(re.escape(tab) for tab in sorted(tabs, key=len, reverse=True))
    parts: list[Part] = []
    for n, part in enumerate(re.split(rf"((?:{pattern})![A-Z]{{1,3}}[0-9]+)", text)):
        if part:
            parts.append((part, _way(reader, record, part, told) if n % 2 else None))
    return tuple(parts)


def _way(reader: Reader, record: Record, address: str, told: str | None) -> str:
    """Where a cell is shown: on its row's page, an observation on that of its indicator."""
    if address == told:
        return reader.to.method("edition")
    tab, _, cell = address.rpartition("!")
    own = tab == record.tab and cell.endswith(str(record.row))
    return f"{reader.href(record)}#{cell}" if own else to_value(reader, record, address)


def to_value(reader: Reader, record: Record, address: str) -> str:
    """The line of an observation on the page of its indicator."""
    return f"{reader.href(record)}#{quote(anchor(address), safe='!')}"


def anchor(address: str) -> str:
    """The id of an observation's line on the page of its indicator."""
    return re.sub(r"\s", "_", address)
