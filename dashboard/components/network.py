"""The network over time as a drawing of lines: when each began, and what hangs on what.

Places along the years are shares of the width, so that the drawing fits a phone and a wall
while its letters keep their size. Who cannot see it has the list beside it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.components.printing import Html
from dashboard.components.reader import Reader
from dashboard.flows.say_cooperation import say_network
from dashboard.flows.show_cooperation import Cooperation
from dashboard.plan.dates import first_day
from dashboard.plan.kinds import CooperationKind

SHOWN = 40
_TOP, _ROW, _TRACK, _INDENT = 30, 50, 36, 14
# Where unknown starts stand, and between which shares of the width the years lie.
_UNKNOWN, _FIRST, _LAST = 3.3, 11.0, 96.0
_LONG, _SHORT = 96, 31
_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)


@dataclass(frozen=True, slots=True)
class Track:
    """One cooperation as a line; `start` and `due` are shares of the width, `fork` is a height."""

    kind: str
    href: str
    title: str
    long: str
    short: str
    indent: int
    text_y: int
    y: int
    start: float
    is_known: bool
    fork: int | None
    fork_to: float | None
    due: float | None
    due_year: int | None


@dataclass(frozen=True, slots=True)
class _Scale:
    """Years on the width of the drawing."""

    first: float
    last: float

    def at(self, year: float) -> float:
        share = (year - self.first) / (self.last - self.first)
        return round(_FIRST + share * (_LAST - _FIRST), 2)


def network(reader: Reader, found: Sequence[Cooperation]) -> Html:
    """The drawing with its heading, its sentence and its key."""
    shown, today = found[:SHOWN], _year(reader.opened.summary.on)
    scale = _scale(shown, today)
    titles = [reader.title(c.record).text for c in found]
    return Html(
        "network.html",
        {
            "sentence": say_network(found, titles, reader.words),
            "tracks": _tracks(reader, shown, scale),
            "ticks": [(year, scale.at(year)) for year in _ticks(scale)],
            "today": scale.at(today),
            "height": _TOP + _ROW * len(shown) + 8,
            "kinds": [k for k in CooperationKind if any(c.record.text("kind") == k for c in shown)],
            "has_due": any(c.due for c in shown),
            "has_unknown": any(c.since is None for c in shown),
            "left": len(found) - len(shown),
        },
    )


def _tracks(reader: Reader, shown: Sequence[Cooperation], scale: _Scale) -> list[Track]:
    lines: dict[str, tuple[int, float]] = {}
    tracks: list[Track] = []
    for number, one in enumerate(shown):
        y = _TOP + number * _ROW + _TRACK
        start = _UNKNOWN if one.since is None else scale.at(_year(first_day(one.since)))
        above = lines.get(one.parent or "")
        lines[one.id] = (y, start)
        title = reader.title(one.record).text
        tracks.append(
            Track(
                kind=one.record.text("kind") or "",
                href=reader.href(one.record),
                title=title,
                long=_cut(title, _LONG),
                short=_cut(title, _SHORT - 2 * min(one.depth, 4)),
                indent=_INDENT * min(one.depth, 4),
                text_y=y - 14,
                y=y,
                start=start,
                is_known=one.since is not None,
                fork=above[0] if above else None,
                # Where the line above begins later, the fork has to reach it.
                fork_to=above[1] if above and above[1] > start else None,
                due=scale.at(one.due + 1) if one.due else None,
                due_year=one.due,
            )
        )
    return tracks


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def _year(day: date) -> float:
    return day.year + (day.timetuple().tm_yday - 1) / 366


def _scale(shown: Sequence[Cooperation], today: float) -> _Scale:
    begun = [_year(first_day(c.since)) for c in shown if c.since]
    ends = [c.due + 1 for c in shown if c.due]
    first, last = min([*begun, today]), max([*begun, *ends, today])
    return _Scale(float(int(first)), float(max(int(last) + 1, int(first) + 2)))


def _ticks(scale: _Scale) -> list[int]:
    """Round years, at most six of them, so that a phone has room."""
    span = scale.last - scale.first
    step = next((s for s in _STEPS if span / s <= 5), _STEPS[-1])
    first = -(-int(scale.first) // step) * step
    return list(range(first, int(scale.last), step))
