"""Small multiples: every indicator as one small picture with its sentence.

The picture says nothing that the sentence does not, and is passed over by screen readers.
It is drawn here and not by Plotly, for a page has two dozen of them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dashboard.components.printing import Html
from dashboard.components.reader import MarkView, Reader
from dashboard.components.why import Why, why_indicator
from dashboard.flows.say_indicator import describe
from dashboard.flows.show_rows import Row
from dashboard.plan.indicators import MethodKey, Observation, Operator, Point, Series, ValueStatus
from dashboard.plan.records import Record
from dashboard.progress.outcomes import Outcome

_WIDTH, _HEIGHT, _EDGE = 300.0, 92.0, 9.0
_HOLLOW = (ValueStatus.PROVISIONAL, ValueStatus.ESTIMATED)

Spot = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Drawing:
    """Places in the picture: lines of values, single values, the way ahead and its end.

    `dots` are place and whether the value is hollow, `breaks` places on the axis, `band` the
    upper and lower edge of an ambition that is a range.
    """

    lines: tuple[str, ...]
    dots: tuple[tuple[float, float, bool], ...]
    path: str
    goals: tuple[Spot, ...]
    breaks: tuple[float, ...]
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Picture:
    """One indicator: its mark, its sentence, why it has its mark, and its drawing where there
    are values."""

    record: Record
    mark: MarkView
    sentence: str
    drawing: Drawing | None
    why: Why


def pictures(reader: Reader, found: Sequence[Row], hits: frozenset[str]) -> Html:
    """The indicators of a page, each as a small picture."""
    words = reader.words
    drawn = [picture(reader, row.outcome) for row in found if row.outcome is not None]
    count = sum(each.drawing is not None for each in drawn)
    intro = words.count("explore.pictures.intro", count) if count else ""
    return Html("pictures.html", {"pictures": drawn, "intro": intro, "hits": hits})


def picture(reader: Reader, outcome: Outcome) -> Picture:
    """One indicator as a small picture."""
    return Picture(
        outcome.record,
        reader.mark_of(outcome),
        describe(outcome, reader.words),
        drawing_of(outcome),
        why_indicator(reader, outcome),
    )


def drawing_of(outcome: Outcome) -> Drawing | None:
    """The picture of an indicator, None where nothing was measured."""
    series = outcome.series
    if not series.observations:
        return None
    goals = list(_goals(series))
    path = _path(series, outcome.verdict.base or series.baseline, goals)
    points = [(o.year, o.value) for o in series.observations] + goals + path
    scale = _Scale(points)
    years = sorted(year for year, _ in points)
    return Drawing(
        lines=tuple(scale.line([(o.year, o.value) for o in part]) for part in _parts(series)),
        dots=tuple((*scale.spot(o.year, o.value), o.status in _HOLLOW) for o in _shown(series)),
        path=scale.line(path),
        goals=tuple(scale.spot(*goal) for goal in goals),
        breaks=tuple(scale.spot(year - 0.5, 0)[0] for year in sorted(_cuts(series))),
        first=str(years[0]),
        last=str(years[-1]) if years[-1] != years[0] else "",
    )


class _Scale:
    """From years and values to places in the picture."""

    def __init__(self, points: Sequence[tuple[float, float]]) -> None:
        years, values = zip(*points, strict=True)
        self._left, self._low = min(years), min(values)
        self._years = (max(years) - self._left) or 1.0
        self._values = max(values) - self._low

    def spot(self, year: float, value: float) -> Spot:
        """A place; values that are all the same lie in the middle."""
        x = (year - self._left) / self._years
        y = (value - self._low) / self._values if self._values else 0.5
        across, up = _WIDTH - 2 * _EDGE, _HEIGHT - 2 * _EDGE
        return round(_EDGE + x * across, 1), round(_HEIGHT - _EDGE - min(1, max(0, y)) * up, 1)

    def line(self, points: Sequence[tuple[float, float]]) -> str:
        """Points as SVG writes them; one alone makes no line."""
        spots = (self.spot(*point) for point in points)
        return " ".join(f"{x},{y}" for x, y in spots) if len(points) > 1 else ""


def _cuts(series: Series) -> set[int]:
    """The years from which values cannot be compared with those before."""
    cuts = {o.year for o in series.observations if o.breaks is not None}
    if series.change is not None and series.change.kind.breaks_series:
        cuts.add(series.change.year)
    return cuts


def _parts(series: Series) -> Iterator[Sequence[Observation]]:
    """The values in runs that hold together."""
    cuts, run = _cuts(series), list(series.observations[:1])
    for before, after in pairwise(series.observations):
        if any(before.year < cut <= after.year for cut in cuts):
            yield run
            run = []
        run.append(after)
    yield run


def _shown(series: Series) -> Iterator[Observation]:
    """The last value, and those that would otherwise not be seen or are not firm."""
    parts = list(_parts(series))
    alone = {part[0].year for part in parts if len(part) == 1}
    for seen in series.observations:
        last = seen is series.observations[-1]
        if last or seen.year in alone or seen.status in _HOLLOW:
            yield seen


def _goals(series: Series) -> Iterator[tuple[float, float]]:
    ambition = series.ambition
    if ambition is None or ambition.value is None or ambition.year is None:
        return
    yield ambition.year, ambition.value
    if ambition.operator is Operator.RANGE and ambition.upper is not None:
        yield ambition.year, ambition.upper


def _path(
    series: Series, base: Point | None, goals: Sequence[tuple[float, float]]
) -> list[tuple[float, float]]:
    """The way from the base to the nearest end, through the ambitions that bend it."""
    if base is None or base.year is None or not goals or base.year >= goals[0][0]:
        return []
    start, value, end = base.year, base.value, min(goals, key=lambda g: abs(g[1] - base.value))
    bends = series.steps if series.method is MethodKey.MILESTONES else ()
    between = [(float(s.year), s.value) for s in bends if start < s.year < end[0]]
    return [(start, value), *between, end]
