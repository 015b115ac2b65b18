"""Yes or no: the ambition is met by the latest value, or it is not; nothing lies between.

The rule of the UN's progress chart for binary indicators, as Eustat states it: yes is the
target met, no is stagnation. Here "no" has the colour of limited progress.
"""

from dashboard.plan.indicators import MethodKey, Series
from dashboard.plan.status import Progress
from dashboard.progress.methods.ground import aim_of, gap, stand
from dashboard.progress.methods.method import Method
from dashboard.progress.methods.verdict import Grade, Reason, Verdict


def assess(series: Series, /) -> Verdict:
    """Judge one indicator by whether its ambition is met."""
    ground = stand(series)
    if isinstance(ground, Verdict):
        return ground
    aim = aim_of(series, ground)
    if isinstance(aim, Verdict):
        return aim
    year, latest = aim.ambition.year, ground.latest
    is_met = gap(latest.value, aim.ambition) == 0
    if not is_met and year is not None and latest.year < year < ground.now:
        return ground.refuse(Reason.YEAR_PASSED)
    return Verdict(
        progress=Progress.ACHIEVED if is_met else Progress.LIMITED,
        grade=Grade.YES if is_met else Grade.NO,
        latest=latest,
        since_break=ground.since_break,
    )


METHOD = Method(
    key=MethodKey.YES_NO,
    rule=assess,
    source="UNSD: Sustainable Development Goals Progress Chart 2023, technical note (Eustat)",
    url="https://unstats.un.org/sdgs/files/report/2023/Progress_Chart_Technical_Note_2023.pdf",
    least=1,
    refuses=(
        Reason.NO_DATA,
        Reason.AMBITION_UNSTATED,
        Reason.NO_AMBITION,
        Reason.NO_DIRECTION,
        Reason.DIRECTION_CONFLICT,
        Reason.SERIES_BREAK,
        Reason.YEAR_PASSED,
    ),
)
