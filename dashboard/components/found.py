"""What was found, in groups: each thing with its mark, its place and the words that matched."""

from dataclasses import dataclass

from dashboard.components.printing import Html
from dashboard.components.reader import GoalView, MarkView, Reader, Text
from dashboard.flows.explore import EXPLORERS, Wanted
from dashboard.flows.find_anything import Findings, Group, Thing
from dashboard.flows.show_rows import find
from dashboard.language.spelling import excerpt
from dashboard.plan.sheets import SheetKey
from dashboard.plan.targets import goal_of

SHOWN, AT_MOST = 6, 100
_LISTED = {sheet.value: sheet for sheet in EXPLORERS}


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that was found, as it is shown."""

    href: str
    title: Text
    about: Text | None = None
    goal: GoalView | None = None
    mark: MarkView | None = None
    code: str = ""
    who: str | None = None


@dataclass(frozen=True, slots=True)
class FoundGroup:
    """The finds of one group: the best of them, how many there are, and the way to the rest."""

    key: str
    total: int
    found: tuple[Found, ...]
    more: str | None


def found(reader: Reader, findings: Findings, text: str, only: Group | None) -> Html:
    """What was found; `only` shows more of one group."""
    groups = [
        _group(reader, group, things, text, findings.answer.hits, only)
        for group, things in findings.groups.items()
        if only in (None, group)
    ]
    return Html("found.html", {"groups": groups, "hits": findings.answer.hits})


def _group(  # noqa: PLR0913, PLR0917 - a group is its finds and the question
    reader: Reader,
    group: Group,
    things: tuple[Thing, ...],
    text: str,
    hits: frozenset[str],
    only: Group | None,
) -> FoundGroup:
    shown = things[: AT_MOST if only else SHOWN]
    listed = _LISTED.get(group.value)
    more = None
    if len(things) > len(shown):
        more = reader.to.search(text, group.value)
        if listed is not None:
            more = reader.to.explore(Wanted(listed, text=text))
    return FoundGroup(
        group.value, len(things), tuple(_found(reader, thing, hits) for thing in shown), more
    )


def _found(reader: Reader, thing: Thing, hits: frozenset[str]) -> Found:
    words, to = reader.words, reader.to
    match thing.group:
        case Group.GOALS:
            goal = reader.goal(int(thing.key))
            about = Text(words(f"goals.{thing.key}.meaning"))
            return Found(goal.href, Text(goal.name), about, goal=goal)
        case Group.TARGETS:
            goal = reader.goal(goal_of(thing.key))
            href = to.target(thing.key)
            return Found(href, Text(reader.target(thing.key)), goal=goal, code=thing.key)
        case Group.ADMINISTRATIONS:
            known = reader.opened.summary.administration(thing.key)
            committee = reader.either(known.committee) if known else None
            name = reader.administration(thing.key) or Text(thing.key)
            return Found(to.administration(thing.key), name, committee, code=thing.key)
        case _:
            return _row(reader, SheetKey(thing.group.value), thing.key, hits)


def _row(reader: Reader, sheet: SheetKey, identifier: str, hits: frozenset[str]) -> Found:
    row = find(reader.opened, sheet, identifier)
    if row is None:  # an id that stands on two rows leads to the first
        return Found(reader.to.record(sheet, identifier), Text(identifier))
    about = reader.text(row.record, "description")
    return Found(
        reader.href(row.record),
        reader.title(row.record),
        Text(excerpt(about.text, hits), about.lang) if about else None,
        mark=reader.mark_at(row),
        code=identifier,
        who=row.record.text("responsible"),
    )
