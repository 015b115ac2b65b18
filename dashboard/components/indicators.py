"""An indicator as a card: mark, sentence, chart, table twin, and why it has its colour."""

from collections.abc import Sequence

from dashboard.charts.trajectory import HEIGHT
from dashboard.components.printing import Chart, Group, Twin
from dashboard.components.reader import Reader
from dashboard.flows.say_indicator import (
    amount,
    describe,
    explain,
    say_data,
    say_freshness,
    say_others,
    unit_of,
)
from dashboard.flows.show_rows import Row
from dashboard.progress.outcomes import Outcome


def indicator_cards(reader: Reader, found: Sequence[Row], /, *, shown: int, total: int) -> Group:
    """The indicators of a place as cards, those with values first."""
    words = reader.words
    ranked = sorted(found, key=_has_no_values)[:shown]
    intro = words.count("interface.indicators.intro", total) if total else ""
    if total > len(ranked):
        intro += " " + words.count("interface.indicators.some", len(ranked))
    cards = [indicator_card(reader, row.outcome) for row in ranked if row.outcome is not None]
    return Group("indicators", words("interface.tables.indicators.heading"), cards, intro)


def indicator_card(reader: Reader, outcome: Outcome, /, *, linked: bool = True) -> Chart:
    """One indicator."""
    record = outcome.record
    return Chart(
        chart="trajectory",
        of=outcome.series.indicator,
        heading=reader.title(record).text,
        sentence=describe(outcome, reader.words),
        twin=_twin(reader, outcome),
        height=HEIGHT,
        drawn=len(outcome.series.observations) > 0,
        values={
            "heading_lang": reader.title(record).lang,
            "mark": reader.mark_of(outcome),
            "href": reader.href(record) if linked else None,
            "about": reader.text(record, "description"),
            "why": explain(outcome, reader.words),
            "data": (say_data(outcome, reader.words), say_freshness(outcome, reader.words)),
            "others": say_others(outcome, reader.words),
            "record": record,
        },
    )


def _has_no_values(row: Row) -> bool:
    return row.outcome is None or not row.outcome.series.observations


def _twin(reader: Reader, outcome: Outcome) -> Twin:
    words, unit = reader.words, unit_of(outcome.record, reader.words)
    rows = [
        (
            str(o.year),
            amount(o.value, unit, words),
            words.choice(o.status) if o.status else "",
            o.breaks or "",
            o.cell,
        )
        for o in outcome.series.observations
    ]
    keys = ("year", "value", "value_status", "series_break")
    headers = [words.header(key) for key in keys]
    used = [i for i in range(4) if any(row[i] for row in rows)] + [4]
    headers.append(words("interface.tables.cell"))
    return Twin(
        caption=words("interface.chart.twin", title=reader.title(outcome.record).text),
        headers=[headers[i] for i in used],
        rows=[[row[i] for i in used] for row in rows],
    )
