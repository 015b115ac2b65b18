"""Which kind of table a sheet is, told by what its columns hold together."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from dashboard.plan.sheets import SheetKey


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of a table: its concepts, and how many columns hold years or figures.

    `un_list` tells that the rows are the UN's own list of goals or targets.
    """

    concepts: Collection[str]
    columns: int
    year_columns: int
    figure_columns: int
    has_goals: bool
    un_list: bool

    def has(self, *concepts: str) -> bool:
        """Whether every one of these concepts has a column."""
        return all(concept in self.concepts for concept in concepts)

    def count(self, *concepts: str) -> int:
        """How many of these concepts have a column."""
        return sum(concept in self.concepts for concept in concepts)


Rule = tuple[str, SheetKey | None, Callable[[Evidence], bool]]

_PROMISE = ("status", "due_date", "start_date", "budget", "spent", "progress_percent")
_CARRIER = ("owner", "contributing", "due_date", "start_date", "budget")
_KEPT = ("status", "due_date", "budget", "spent", "progress_percent")
_MEASURED = ("unit", "baseline_value", "ambition_value", "value", "direction", "rhythm", "year")

# Read top to bottom: the first rule that holds names the kind, and itself as the reason.
RULES: tuple[Rule, ...] = (
    ("target_and_relevance", SheetKey.RELEVANCE, lambda e: e.has("targets", "relevance")),
    ("un_framework", None, lambda e: e.un_list),
    (
        "list_of_contacts",
        None,
        lambda e: e.has("contact") and not e.has_goals and not e.count(*_PROMISE, "description"),
    ),
    (
        "network_and_role",
        SheetKey.COOPERATION,
        lambda e: e.has("network") and e.count("role", "commitment", "since", "title") > 0,
    ),
    (
        "promise_with_owner",
        SheetKey.ACTIONS,
        lambda e: e.has("title") and e.count(*_CARRIER) > 1 and e.count(*_KEPT) > 0,
    ),
    (
        "promise_with_goals",
        SheetKey.ACTIONS,
        lambda e: e.has("title") and e.has_goals and e.count(*_KEPT) > 0,
    ),
    (
        "title_owner_and_goals",
        SheetKey.CONTRIBUTIONS,
        lambda e: e.has("title", "owner") and e.has_goals and not e.count(*_MEASURED),
    ),
    (
        "year_and_value",
        SheetKey.OBSERVATIONS,
        lambda e: e.has("year") and (e.has("value") or e.figure_columns > 0),
    ),
    (
        "date_and_figures",
        SheetKey.OBSERVATIONS,
        lambda e: (
            e.has("day")
            and e.figure_columns > 0
            and not e.count("title", "owner", "budget", "spent", "due_date", "status")
        ),
    ),
    (
        "money_by_year",
        SheetKey.CONTRIBUTIONS,
        lambda e: (
            e.has("title", "owner")
            and e.year_columns > 1
            and not e.count("indicator", "unit", "baseline_value", "value", "place")
        ),
    ),
    ("years_as_columns", SheetKey.INDICATORS, lambda e: e.year_columns > 1),
    (
        "indicator_and_measure",
        SheetKey.INDICATORS,
        lambda e: e.has("indicator") and (e.count(*_MEASURED) > 0 or e.figure_columns > 0),
    ),
    (
        "unit_and_measure",
        SheetKey.INDICATORS,
        lambda e: e.has("unit") and e.count("value", "baseline_value", "ambition_value") > 0,
    ),
    (
        "title_and_goals",
        SheetKey.CONTRIBUTIONS,
        lambda e: e.has("title") and e.has_goals and e.columns > 2,
    ),
    (
        "title_and_owner",
        SheetKey.CONTRIBUTIONS,
        lambda e: e.has("title") and e.count("owner", "contributing") > 0 and e.columns > 2,
    ),
    (
        "title_and_period",
        SheetKey.CONTRIBUTIONS,
        lambda e: (
            e.has("title")
            and e.count("start_date", "due_date") > 0
            and e.count("source", "description", "place") > 0
        ),
    ),
    (
        "goals_and_owner",
        SheetKey.CONTRIBUTIONS,
        lambda e: e.has_goals and e.count("owner", "contributing") > 0 and e.columns > 2,
    ),
    ("crosses_for_goals", SheetKey.CONTRIBUTIONS, lambda e: e.has("goal_matrix")),
    (
        "code_and_administration",
        SheetKey.ADMINISTRATIONS,
        lambda e: e.has("owner", "id") and e.columns <= 5 and not e.figure_columns,
    ),
    (
        "figures_by_place",
        SheetKey.INDICATORS,
        lambda e: e.figure_columns > 0 and e.has("place"),
    ),
    (
        "value_by_topic",
        SheetKey.INDICATORS,
        lambda e: e.has("value") and e.count("category", "disaggregation") > 0,
    ),
    (
        "scores_beside_owner",
        SheetKey.CONTRIBUTIONS,
        lambda e: e.has("goal_scores") and e.count("title", "owner", "contributing") > 0,
    ),
    (
        "figures_by_topic",
        SheetKey.INDICATORS,
        lambda e: e.figure_columns > 2 and e.figure_columns * 2 >= e.columns and e.has("category"),
    ),
)


def kind_of(evidence: Evidence) -> tuple[SheetKey | None, str]:
    """The kind of a table and the rule that told it; None where it is none of ours."""
    for why, kind, holds in RULES:
        if holds(evidence):
            return kind, why
    return None, "no_kind_fits"
