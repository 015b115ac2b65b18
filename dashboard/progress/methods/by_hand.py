"""By hand: a person's judgement, which counts only with a reason and a name."""

from dashboard.plan.indicators import MethodKey, Series
from dashboard.progress.methods.method import Method
from dashboard.progress.methods.verdict import Reason, Verdict, refusal


def assess(series: Series, /) -> Verdict:
    """The class somebody stands by with a reason and a name; nothing is computed."""
    manual = series.manual
    latest = series.observations[-1] if series.observations else None
    if manual is None:
        return refusal(Reason.NO_MANUAL, latest=latest)
    if manual.progress is None or not manual.progress.is_verdict:
        return refusal(Reason.MANUAL_INCOMPLETE, latest=latest)
    if not (manual.reason and manual.name):
        return refusal(Reason.MANUAL_INCOMPLETE, latest=latest)
    return Verdict(manual.progress, latest=latest)


METHOD = Method(
    key=MethodKey.BY_HAND,
    rule=assess,
    source=None,
    url=None,
    least=0,
    refuses=(Reason.NO_MANUAL, Reason.MANUAL_INCOMPLETE),
    calculates=False,
)
