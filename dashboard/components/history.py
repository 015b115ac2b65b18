"""What the editions said of one thing: a row with its cells, or a place with its conclusion."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dashboard.components.differences import Line, lines_of, mark_view, value_lines
from dashboard.components.printing import Html
from dashboard.components.reader import MarkView, Reader
from dashboard.flows.compare_editions import Said, Span, history_of, stands
from dashboard.flows.open_edition import Library
from dashboard.flows.say_conclusion import conclude
from dashboard.flows.say_indicator import say_data, say_freshness
from dashboard.flows.show_rows import Row
from dashboard.plan.editions import Edition
from dashboard.progress.compare import Shift


@dataclass(frozen=True, slots=True)
class Entry:
    """What one edition said of a row; `unchanged` stands for a run of editions without news."""

    edition: Edition
    cell: str
    href: str | None
    mark: MarkView | None
    lines: list[Line]
    said: str | None
    changes: str | None
    unchanged: str | None = None
    data: str = ""


@dataclass(frozen=True, slots=True)
class Stood:
    """How it stood at a place in one edition, and how much of it the edition changed."""

    edition: Edition
    headline: str
    changed: int | None
    href: str | None


def row_history(reader: Reader, library: Library, editions: Sequence[Edition], row: Row, /) -> Html:
    """What the editions said of one row."""
    on = reader.opened.summary.on
    told = history_of(library, editions, row, on=on)
    entries: list[Entry] = []
    quiet: list[Said] = []
    for said in told:
        if not said.is_news and said.edition.number != editions[0].number:
            quiet.append(said)
            continue
        entries += _quiet(reader, quiet)
        quiet = []
        entries.append(_entry(reader, editions, row, said))
    if row.outcome is not None and entries:  # what the newest edition says of the data
        told = say_data(row.outcome, reader.words), say_freshness(row.outcome, reader.words)
        entries[0] = replace(entries[0], data=" ".join(told))
    return Html("history.html", {"entries": entries, "older": len(editions) > len(told)})


def _entry(reader: Reader, editions: Sequence[Edition], row: Row, said: Said) -> Entry:
    linked = said.edition.number == editions[0].number
    place = f"{reader.href(row.record)}#{said.cell.rpartition('!')[2]}" if linked else None
    lines = lines_of(reader, row.record, said.change.fields, linked=linked) if said.change else []
    lines += value_lines(reader, said.values)
    mark = mark_view(reader, said.mark, said.grade) if said.mark else None
    at = next(n for n, e in enumerate(editions) if e.number == said.edition.number)
    before = editions[at + 1] if at + 1 < len(editions) else None
    span = Span(before.number, said.edition.number) if before else None
    href = reader.to.changes(span) if span and said.is_news else None
    return Entry(said.edition, said.cell, place, mark, lines, _sentence(reader, said, before), href)


def _sentence(reader: Reader, said: Said, before: Edition | None) -> str | None:
    """What an edition did to a row, where the lines do not say it."""
    words = reader.words
    if said.is_first:
        is_older = before is not None and said.change is None
        return words("changes.history.there" if is_older else "changes.history.came")
    if said.shift is not None and not _explained(said.shift):
        return words("changes.history.calendar", date=reader.day(said.on))
    return None if said.is_news else words("changes.history.unchanged")


def _explained(shift: Shift) -> bool:
    return bool(shift.fields or shift.values)


def _quiet(reader: Reader, quiet: Sequence[Said]) -> list[Entry]:
    """A run of editions that said nothing new, in one line."""
    if not quiet:
        return []
    last, first = quiet[0], quiet[-1]
    key = "same_one" if first is last else "same_many"
    facts = {"first": str(first.edition.number), "last": str(last.edition.number)}
    said = reader.words(f"changes.history.{key}", **facts)
    return [Entry(first.edition, first.cell, None, None, [], None, None, said)]


def place_history(
    reader: Reader,
    library: Library,
    editions: Sequence[Edition],
    /,
    *,
    goal: int | None = None,
    code: str | None = None,
) -> Html:
    """How it stood at a goal or with an administration in each edition."""
    now = reader.opened.summary
    found = stands(library, editions, now, goal=goal, administration=code)
    entries = [
        Stood(
            stand.edition,
            conclude(stand.summary, reader.words, goal=goal, administration=code).headline,
            stand.changed,
            reader.to.changes(Span(stand.before.number, stand.edition.number, goal, code))
            if stand.before
            else None,
        )
        for stand in found
    ]
    return Html("place_history.html", {"entries": entries, "older": len(editions) > len(found)})


def place_ways(reader: Reader, /, *, goal: int | None = None, code: str | None = None) -> Html:
    """Sideways from a goal or an administration: beside another one, and what it changed."""
    words, kind = reader.words, "goals" if goal else "administrations"
    here = str(goal) if goal else code or ""
    ways = [
        (words(f"compare.ways.{kind}"), reader.to.compare(kind, here)),
        (words("changes.title"), reader.to.changes(Span(goal=goal, administration=code))),
        (words("flows.title"), reader.to.flows(part=f"g-{goal}" if goal else f"a-{code}")),
    ]
    return Html("place_ways.html", {"ways": ways})
