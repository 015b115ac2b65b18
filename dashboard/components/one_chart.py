"""One chart by its name, as it stands alone: with the way to the page it belongs to."""

from dataclasses import replace

from dashboard.components import status_charts
from dashboard.components.addresses import CITY
from dashboard.components.indicators import indicator_card, legend_of
from dashboard.components.printing import Chart
from dashboard.components.reader import Reader
from dashboard.flows.draw_chart import outcome_of
from dashboard.progress.outcomes import Outcome


def one_chart(reader: Reader, name: str, of: str) -> Chart | None:
    """A chart by the two parts of its address; None where there is no such chart."""
    match name:
        case "trajectory":
            outcome = outcome_of(reader.opened, of)
            return None if outcome is None else _indicator(reader, outcome)
        case "status_by_administration" if of == CITY:
            return _alone(status_charts.by_administration(reader), reader.to.overview())
        case "status_by_goal" if reader.opened.summary.administration(of) is not None:
            return _alone(status_charts.by_goal(reader, of), reader.to.administration(of))
        case _:
            return None


def _indicator(reader: Reader, outcome: Outcome) -> Chart:
    card = indicator_card(reader, outcome)
    return _alone(card, reader.href(outcome.record), legend=legend_of(outcome))


def _alone(chart: Chart, home: str, **given: object) -> Chart:
    """The chart without the row of ways to use it, its heading a way to its page."""
    return replace(chart, values={**chart.values, **given, "href": home, "use": None})
