"""Actions by status as an interactive chart with its sentence and table twin."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.charts.status_bars import Bar, height_of
from dashboard.components.printing import Chart, Twin
from dashboard.components.reader import MarkView, Reader
from dashboard.flows.draw_chart import bars_by_administration, bars_by_goal
from dashboard.flows.show_rows import Question
from dashboard.language.numbers import listed
from dashboard.plan.sheets import SheetKey
from dashboard.plan.status import ActionStatus


def by_administration(reader: Reader) -> Chart:
    """The whole city, one bar an administration."""
    bars = bars_by_administration(reader.opened, reader.words)
    return _chart(reader, bars, "status_by_administration", "")


def by_goal(reader: Reader, code: str) -> Chart:
    """One administration, one bar a goal."""
    return _chart(reader, bars_by_goal(reader.opened, code, reader.words), "status_by_goal", code)


def _chart(reader: Reader, bars: Sequence[Bar], name: str, of: str) -> Chart:
    words = reader.words
    return Chart(
        chart=name,
        of=of,
        heading=words(f"interface.chart.{name}"),
        sentence=_sentence(reader, bars),
        twin=_twin(reader, bars, name),
        height=height_of(len(bars)),
        drawn=any(sum(bar.counts.values()) for bar in bars),
        values={"key": [reader.mark(s) for s in _shown(bars)], "bars": _on_paper(reader, bars)},
    )


@dataclass(frozen=True, slots=True)
class PaperBar:
    """A bar as it stands where nothing is drawn: how long it is of the longest, and its parts."""

    label: str
    share: float
    parts: list[tuple[MarkView, int]]


def _on_paper(reader: Reader, bars: Sequence[Bar]) -> list[PaperBar]:
    most = max(map(_total, bars), default=0)
    return [
        PaperBar(
            bar.label,
            round(100 * _total(bar) / most, 1),
            [(reader.mark(s), bar.counts[s]) for s in _shown([bar])],
        )
        for bar in bars
        if _total(bar)
    ]


def _sentence(reader: Reader, bars: Sequence[Bar]) -> str:
    words = reader.words
    most, late = (max(map(count, bars), default=0) for count in (_total, _late))
    if not most:
        return words("interface.chart.no_actions")
    leaders = [bar.label for bar in bars if _total(bar) == most]
    sentences = [words.count("interface.chart.most", most, who=listed(leaders, words.language))]
    if late:
        behind = listed([bar.label for bar in bars if _late(bar) == late], words.language)
        sentences.append(words.count("interface.chart.most_late", late, who=behind))
    return " ".join(sentences)


def _linked(reader: Reader, bar: Bar, status: ActionStatus | None) -> str | tuple[str, str]:
    """How many actions of a bar have a status, or any, with the way to them."""
    count = _total(bar) if status is None else bar.counts.get(status, 0)
    if not count:
        return reader.number(0)
    asked = Question(
        sheet=SheetKey.ACTIONS, goal=bar.goal, administration=bar.administration, mark=status
    )
    return reader.number(count), reader.to.rows(asked)


def _shown(bars: Sequence[Bar]) -> list[ActionStatus]:
    return [s for s in ActionStatus if any(bar.counts.get(s) for bar in bars)]


def _total(bar: Bar) -> int:
    return sum(bar.counts.values())


def _late(bar: Bar) -> int:
    return bar.counts.get(ActionStatus.DELAYED, 0)


def _twin(reader: Reader, bars: Sequence[Bar], name: str) -> Twin:
    words = reader.words
    shown = _shown(bars)
    total = words("interface.tables.total")
    return Twin(
        caption=words(f"interface.chart.{name}"),
        headers=[words(f"interface.chart.row.{name}"), *map(words.choice, shown), total],
        rows=[
            [bar.label, *(_linked(reader, bar, s) for s in shown), _linked(reader, bar, None)]
            for bar in bars
        ],
    )
