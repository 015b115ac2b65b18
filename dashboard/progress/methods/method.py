"""What a method is: a rule with its source, its limits and what it refuses."""

from collections.abc import Callable
from dataclasses import dataclass

from dashboard.plan.indicators import MethodKey, Series
from dashboard.progress.methods.faults import first_fault
from dashboard.progress.methods.verdict import Reason, Threshold, Verdict, refusal

Rule = Callable[[Series], Verdict]


@dataclass(frozen=True, slots=True)
class Method:
    """One published way to judge an indicator.

    `source` is who published it (None: this project's own rule), with `url` where it can be
    read; `least` the fewest values it needs, `refuses` the reasons it gives for no class
    besides faults in the data, `thresholds` the rows of thresholds it holds figures against.
    """

    key: MethodKey
    rule: Rule
    source: str | None
    url: str | None
    least: int
    refuses: tuple[Reason, ...]
    thresholds: tuple[tuple[Threshold, ...], ...] = ()
    calculates: bool = True

    def judge(self, series: Series, /) -> Verdict:
        """The verdict on a series; never raises, whatever the numbers.

        Data that contradict themselves are refused before the rule is asked, and a rule
        whose numbers leave what can be counted with gives no class either.
        """
        latest = series.observations[-1] if series.observations else None
        try:
            fault = first_fault(series) if self.calculates and _has_values(series) else None
            verdict = self.rule(series) if fault is None else refusal(fault.reason, latest=latest)
        except ArithmeticError:
            return refusal(Reason.TOO_LARGE, latest=latest)
        return verdict if verdict.is_countable else refusal(Reason.TOO_LARGE, latest=latest)


def _has_values(series: Series) -> bool:
    """Whether anything was observed at all, readable or not."""
    return bool(series.observations or series.unread)
