"""Bands from administrations to goals: a drawing, and two lists that say the same in numbers."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dashboard.components.printing import Html
from dashboard.components.reader import GoalView, Reader
from dashboard.flows.show_flows import CARRIED, Band, Carried
from dashboard.plan.goals import GOAL_NUMBERS

# Heights in pixels: of all bands together at most, of a label at least, and between nodes.
_TALL, _LABEL, _GAP, _THICK = 520.0, 26.0, 8.0, 9.0
_Key = str | int | None


@dataclass(frozen=True, slots=True)
class Node:
    """One end of bands: from where to where it reaches, and where its label stands."""

    key: _Key
    top: float
    height: float
    middle: float
    total: int
    goal: GoalView | None


@dataclass(frozen=True, slots=True)
class Ribbon:
    """One band as a shape 100 wide, with its rows."""

    path: str
    title: str
    colour: str | None
    href: str


@dataclass(frozen=True, slots=True)
class Share:
    """One part of a bar with the way to its rows; `goal` or `code` says of what."""

    count: int
    href: str
    goal: GoalView | None = None
    code: str | None = None


def switch(reader: Reader, what: str) -> Html:
    """What is counted, to choose from."""
    ways = [
        (reader.words(f"flows.carried.{key}"), reader.to.flows(key), key == what) for key in CARRIED
    ]
    return Html("flows_switch.html", {"ways": ways})


def drawing(reader: Reader, found: Carried) -> Html | None:
    """The bands as a drawing, with a sentence; nothing where there is nothing to draw."""
    if not found.bands:
        return None
    unit = min(_THICK, _TALL / sum(b.count for b in found.bands))
    ends: tuple[_Key, ...] = (*GOAL_NUMBERS, None)
    totals = {goal: n for goal in ends if (n := _sum(b for b in found.bands if b.goal == goal))}
    left = _nodes(reader, {code: _sum(found.of(code)) for code in found.rows}, unit)
    right = _nodes(reader, totals, unit)
    height = max(nodes[-1].top + max(nodes[-1].height, _LABEL) for nodes in (left, right))
    widest = max(found.bands, key=lambda b: (b.goal is not None, b.count))
    return Html(
        "flows_drawing.html",
        {
            "left": left,
            "rows": found.rows,
            "right": right,
            "height": round(height),
            "ribbons": _ribbons(reader, found, left, right, unit),
            "sentence": _sentence(reader, widest),
        },
    )


def _sum(bands: Iterable[Band]) -> int:
    return sum(b.count for b in bands)


def _nodes(
    reader: Reader, totals: Mapping[str, int] | Mapping[int | None, int], unit: float
) -> list[Node]:
    """Nodes one under the other; a thin one still leaves room for its label."""
    nodes: list[Node] = []
    top = 0.0
    for key, total in totals.items():
        height = total * unit
        slot = max(height, _LABEL)
        at = top + (slot - height) / 2
        goal = reader.goal(key) if isinstance(key, int) else None
        nodes.append(Node(key, at, height, top + slot / 2, total, goal))
        top += slot + _GAP
    return nodes


def _ribbons(
    reader: Reader, found: Carried, left: Sequence[Node], right: Sequence[Node], unit: float
) -> list[Ribbon]:
    """Bands in the order of both ends, so that those of one node do not cross at it."""
    start = {node.key: node.top for node in left}
    end = {node.key: node.top for node in right}
    place = {node.key: n for n, node in enumerate(right)}
    ribbons: list[Ribbon] = []
    for node in left:
        own = (b for b in found.bands if b.code == node.key)
        for band in sorted(own, key=lambda b: place[b.goal]):
            thick = band.count * unit
            shape = _shape(start[band.code], end[band.goal], thick)
            start[band.code] += thick
            end[band.goal] += thick
            ribbons.append(_ribbon(reader, found, band, shape))
    return ribbons


def _shape(y: float, z: float, thick: float) -> str:
    a, b, c, d = (round(v, 1) for v in (y, z, z + thick, y + thick))
    return f"M0 {a}C45 {a} 55 {b} 100 {b}V{c}C55 {c} 45 {d} 0 {d}z"


def _ribbon(reader: Reader, found: Carried, band: Band, shape: str) -> Ribbon:
    goal = reader.goal(band.goal) if band.goal else None
    asked = found.asked(band.code, band.goal, unmapped=band.goal is None)
    title = (
        f"{reader.administration_name(band.code)} → {_goal_name(reader, band.goal)}: {band.count}"
    )
    return Ribbon(shape, title, goal.colour if goal else None, reader.to.rows(asked))


def _goal_name(reader: Reader, goal: int | None) -> str:
    if goal is None:
        return reader.words("flows.unmapped")
    name = reader.goal(goal).name
    return reader.words("interface.goal.numbered", number=str(goal), name=name)


def _sentence(reader: Reader, widest: Band) -> str:
    total = reader.words.count("flows.total", widest.count)
    facts = {
        "who": reader.administration_name(widest.code),
        "goal": _goal_name(reader, widest.goal),
    }
    return reader.words("flows.figure.sentence", n=total, **facts)


def by_administration(reader: Reader, found: Carried) -> Html:
    """Each administration with its goals, the most first."""
    lines = [
        (
            code,
            total,
            reader.to.rows(found.asked(code, None)),
            [_share(reader, found, band) for band in found.of(code)],
        )
        for code, total in sorted(found.rows.items(), key=lambda each: -each[1])
    ]
    return Html("flows_administrations.html", {"lines": lines})


def by_goal(reader: Reader, found: Carried) -> Html:
    """Each goal with the administrations that carry it, the one with most first."""
    lines = [
        (
            reader.goal(goal),
            [
                Share(b.count, reader.to.rows(found.asked(b.code, goal)), code=b.code)
                for b in found.to(goal)
            ],
        )
        for goal in GOAL_NUMBERS
    ]
    return Html("flows_goals.html", {"lines": lines})


def _share(reader: Reader, found: Carried, band: Band) -> Share:
    asked = found.asked(band.code, band.goal, unmapped=band.goal is None)
    goal = reader.goal(band.goal) if band.goal else None
    return Share(band.count, reader.to.rows(asked), goal=goal)
