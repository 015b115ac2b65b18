"""The targets of a goal: which are served, by whom, and which by nobody."""

from dataclasses import dataclass

from dashboard.components.printing import Html
from dashboard.components.reader import Reader
from dashboard.components.rollups import distribution
from dashboard.flows.show_rows import Question, counts
from dashboard.plan.kinds import Relevance
from dashboard.plan.records import Record
from dashboard.plan.sheets import EFFORTS, SheetKey
from dashboard.plan.targets import targets_of
from dashboard.progress.rollup import rollup


@dataclass(frozen=True, slots=True)
class Served:
    """One target: what serves it and the administrations responsible for that."""

    code: str
    short: str
    efforts: int
    indicators: int
    served: bool
    distribution: str
    efforts_href: str
    indicators_href: str
    codes: tuple[str, ...]
    relevance: Record | None
    relevance_word: str | None

    @property
    def is_ours(self) -> bool:
        """Whether the city has not said that the target is someone else's."""
        found = self.relevance.text("relevance") if self.relevance else None
        return found != Relevance.NOT_OURS


def target_table(reader: Reader, goal: int) -> Html:
    """Every target of a goal."""
    found = [_served(reader, code) for code in targets_of(goal)]
    return Html(
        "targets.html",
        {
            "targets": found,
            "served": sum(t.served for t in found),
            "registered": any(t.relevance for t in found),
        },
    )


def _served(reader: Reader, code: str) -> Served:
    summary = reader.opened.summary
    found = counts(reader.opened, Question(target=code))
    relevance = summary.relevance.get(code)
    return Served(
        code=code,
        short=reader.target(code),
        efforts=sum(found[sheet] for sheet in EFFORTS),
        indicators=found[SheetKey.INDICATORS],
        served=code in summary.served,
        distribution=distribution(rollup(summary, target=code), reader.words),
        efforts_href=reader.to.rows(Question(target=code, efforts=True)),
        indicators_href=reader.to.rows(Question(target=code, sheet=SheetKey.INDICATORS)),
        codes=_responsible(reader, code),
        relevance=relevance,
        relevance_word=reader.choice(relevance, "relevance") if relevance else None,
    )


def _responsible(reader: Reader, target: str) -> tuple[str, ...]:
    """The administrations that work on a target today, each once."""
    summary = reader.opened.summary
    found: dict[str, None] = {}
    for sheet in EFFORTS:
        index = summary.index[sheet]
        for position in index.by_target.get(target, ()):
            if position in summary.alive[sheet]:
                found[index.responsible[position]] = None
    return tuple(code for code in found if code)
