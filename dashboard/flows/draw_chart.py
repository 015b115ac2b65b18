"""Draw a chart of an edition by its name; what is not there gives no chart."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from dashboard.charts.status_bars import Bar, status_bars
from dashboard.charts.theme import PALETTES, Figure, Palette, Scheme
from dashboard.charts.trajectory import base_of, trajectory
from dashboard.flows.open_edition import OpenEdition
from dashboard.flows.say_indicator import unit_of
from dashboard.flows.say_points import say_bars, say_outcome, voiced
from dashboard.language.words import Words, either
from dashboard.plan.administrations import Administration
from dashboard.plan.goals import GOAL_NUMBERS
from dashboard.plan.sheets import SheetKey
from dashboard.plan.status import ActionStatus
from dashboard.progress.outcomes import Outcome
from dashboard.progress.summary import Mark


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart that can be asked for: its name, what draws it `of` one thing, its traces."""

    name: str
    draw: Callable[[OpenEdition, str, Words, Palette], Figure | None]
    traces: tuple[str, ...]


def name_of(administration: Administration, words: Words) -> str:
    """The name of an administration in a language, else in the other, else its code."""
    found = either(administration.name, words.language)
    return found[0] if found else administration.code


def outcome_of(opened: OpenEdition, indicator: str) -> Outcome | None:
    """An indicator of the edition by its id."""
    position = opened.summary.index[SheetKey.INDICATORS].by_id.get(indicator)
    return None if position is None else opened.summary.outcomes[position]


def bars_by_administration(opened: OpenEdition, words: Words) -> Sequence[Bar]:
    """Each administration's own actions, every row once."""
    summary = opened.summary
    return [
        Bar(name_of(a, words), _statuses(summary.statuses(None, a.code)), administration=a.code)
        for a in summary.in_charge()
    ]


def bars_by_goal(opened: OpenEdition, administration: str, words: Words) -> Sequence[Bar]:
    """An administration's actions under each goal it has actions for."""
    summary = opened.summary
    found = [(goal, _statuses(summary.statuses(goal, administration))) for goal in GOAL_NUMBERS]
    return [
        Bar(
            words("interface.goal.numbered", number=str(goal), name=_name(goal, words)),
            counts,
            goal,
            administration,
        )
        for goal, counts in found
        if any(counts.values())
    ]


def _name(goal: int, words: Words) -> str:
    return words(f"goals.{goal}.name")


def _statuses(counts: Mapping[Mark, int]) -> dict[ActionStatus, int]:
    return {s: n for s, n in counts.items() if isinstance(s, ActionStatus)}


def _trajectory(opened: OpenEdition, of: str, words: Words, palette: Palette) -> Figure | None:
    outcome = outcome_of(opened, of)
    if outcome is None or not outcome.series.observations:
        return None
    base = base_of(outcome)
    unit = unit_of(outcome.record, words)
    figure = trajectory(
        outcome.series, words, palette, unit=unit, base=base, projection=outcome.band
    )
    return voiced(figure, say_outcome(outcome, words))


def _by_administration(
    opened: OpenEdition, of: str, words: Words, palette: Palette
) -> Figure | None:
    return None if of else _bars(bars_by_administration(opened, words), words, palette)


def _by_goal(opened: OpenEdition, of: str, words: Words, palette: Palette) -> Figure | None:
    bars = bars_by_goal(opened, of, words)
    return _bars(bars, words, palette) if bars else None


def _bars(bars: Sequence[Bar], words: Words, palette: Palette) -> Figure:
    return voiced(status_bars(bars, words, palette), say_bars(bars, words))


CHARTS: tuple[Drawing, ...] = (
    Drawing("trajectory", _trajectory, ("scatter",)),
    Drawing("status_by_administration", _by_administration, ("bar",)),
    Drawing("status_by_goal", _by_goal, ("bar",)),
)


def draw(
    opened: OpenEdition, words: Words, /, *, chart: str, of: str, scheme: Scheme = Scheme.LIGHT
) -> Figure | None:
    """The figure of a chart, or None for a name or a thing that is not there."""
    drawing = next((d for d in CHARTS if d.name == chart), None)
    return None if drawing is None else drawing.draw(opened, of, words, PALETTES[scheme])
