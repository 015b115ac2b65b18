"""An indicator as a card: mark, sentence, chart, table twin, and why it has its colour."""

from collections.abc import Sequence

from dashboard.charts.trajectory import HEIGHT, base_of, drawn_in
from dashboard.components.pictures import drawing_of
from dashboard.components.printing import Chart, Group, Twin
from dashboard.components.reader import Reader
from dashboard.components.why import anchor, to_value, why_indicator
from dashboard.flows.say_ahead import say_ahead
from dashboard.flows.say_indicator import amount, describe, unit_of
from dashboard.flows.show_rows import Question, Row
from dashboard.progress.outcomes import Outcome

SHOWN = 9


def indicator_cards(
    reader: Reader, found: Sequence[Row], /, *, total: int, asked: Question | None = None
) -> Group:
    """The first indicators of a place as cards, those with values first, and a way to them all."""
    words = reader.words
    ranked = sorted(found, key=_has_no_values)[:SHOWN]
    intro = words.count("interface.indicators.intro", total) if total else ""
    if total > len(ranked):
        intro += " " + words.count("interface.indicators.some", len(ranked))
    outcomes = [row.outcome for row in ranked if row.outcome is not None]
    cards = [indicator_card(reader, outcome) for outcome in outcomes]
    used = {key for outcome in outcomes for key in legend_of(outcome)}
    legend = [key for key in LEGEND if key in used]
    heading = words("interface.tables.indicators.heading")
    more = None
    if asked is not None and total > len(ranked):
        more = words("interface.indicators.all", n=total), reader.to.rows(asked)
    return Group("indicators", heading, cards, intro, legend, more)


def indicator_card(reader: Reader, outcome: Outcome, /, *, alone: bool = False) -> Chart:
    """One indicator; `alone` on its own page, with its table unfolded and its own legend."""
    record, words = outcome.record, reader.words
    values: dict[str, object] = {
        "heading_lang": None if alone else reader.title(record).lang,
        "href": None if alone else reader.href(record),
        "why": why_indicator(reader, outcome),
        "record": record,
        "paper": drawing_of(outcome),
    }
    if alone:  # the page says what it is and how it goes, above the card
        values |= {"legend": legend_of(outcome), "opened": True, "anchors": True}
    else:
        values |= {"mark": reader.mark_of(outcome), "about": reader.text(record, "description")}
    return Chart(
        chart="trajectory",
        of=outcome.series.indicator,
        heading=words("interface.indicator.trend") if alone else reader.title(record).text,
        sentence=describe(outcome, words),
        twin=_twin(reader, outcome, linked=not alone),
        height=HEIGHT,
        drawn=len(outcome.series.observations) > 0,
        ahead=_ahead(reader, outcome),
        values=values,
    )


# What a chart may draw, in the order of its legend.
LEGEND: tuple[str, ...] = (
    "values", "hollow", "gap", "break", "path", "steps", "ambition", "band",
)  # fmt: skip


def legend_of(outcome: Outcome) -> list[str]:
    """What the chart of an indicator draws."""
    if not outcome.series.observations:
        return []
    found = drawn_in(outcome.series, base=base_of(outcome), projection=outcome.band)
    return [key for key in LEGEND if key in found]


def _has_no_values(row: Row) -> bool:
    return row.outcome is None or not row.outcome.series.observations


def _twin(reader: Reader, outcome: Outcome, *, linked: bool) -> Twin:
    words, unit = reader.words, unit_of(outcome.record, reader.words)
    rows: list[tuple[str | tuple[str, str], ...]] = [
        (
            str(o.year),
            amount(o.value, unit, words),
            words.choice(o.status) if o.status else "",
            o.breaks or "",
            (o.cell, to_value(reader, outcome.record, o.cell)) if linked else o.cell,
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
        anchors=_anchors(outcome),
    )


def _anchors(outcome: Outcome) -> list[str]:
    """An id a line; the second of two values from one cell cannot be, but must not repeat it."""
    found = [anchor(o.cell) for o in outcome.series.observations]
    return [a if a not in found[:n] else f"{a}-{n}" for n, a in enumerate(found)]


def _ahead(reader: Reader, outcome: Outcome) -> Twin | None:
    """The way to the ambition and the projection, year by year."""
    words = reader.words
    rows = say_ahead(outcome, words)
    if not rows:
        return None
    keys = ("year", "what", "value", "cell")
    return Twin(
        caption=words("interface.ahead.caption", title=reader.title(outcome.record).text),
        headers=[words(f"interface.ahead.{key}") for key in keys],
        rows=rows,
    )
