"""Which administrations carry which goals: every row as a band from one to the other."""

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.flows.say_conclusion import Conclusion
from dashboard.flows.show_rows import Question
from dashboard.language.numbers import listed
from dashboard.language.words import Words, either
from dashboard.plan.goals import GOAL_NUMBERS
from dashboard.plan.sheets import EFFORTS, SheetKey
from dashboard.progress.summary import Summary

# What can be followed from administrations to goals, the usual first.
CARRIED: Mapping[str, tuple[SheetKey, ...]] = {
    "efforts": EFFORTS,
    "actions": (SheetKey.ACTIONS,),
    "contributions": (SheetKey.CONTRIBUTIONS,),
}


@dataclass(frozen=True, slots=True)
class Band:
    """The rows one administration answers for under one goal; None for those without a goal."""

    code: str
    goal: int | None
    count: int


@dataclass(frozen=True, slots=True)
class Carried:
    """All bands, and `rows`: how many rows each administration answers for, each row once."""

    what: str
    bands: tuple[Band, ...]
    rows: Mapping[str, int]

    @property
    def all(self) -> int:
        """Every row, once."""
        return sum(self.rows.values())

    def of(self, code: str) -> list[Band]:
        """The bands of an administration, the widest first; those without a goal last."""
        found = [b for b in self.bands if b.code == code]
        return sorted(found, key=lambda b: (b.goal is None, -b.count))

    def to(self, goal: int) -> list[Band]:
        """The bands to a goal, the widest first."""
        return sorted((b for b in self.bands if b.goal == goal), key=lambda b: -b.count)

    def asked(self, code: str | None, goal: int | None, *, unmapped: bool = False) -> Question:
        """The question whose rows a number counts."""
        sheets = CARRIED[self.what]
        return Question(
            sheet=sheets[0] if len(sheets) == 1 else None,
            efforts=len(sheets) > 1,
            goal=goal,
            administration=code,
            unmapped=unmapped,
        )


def carried(summary: Summary, what: str) -> Carried:
    """The bands of an edition; administrations in the order of the goals they carry most of."""
    sheets = CARRIED[what]
    codes = [a.code for a in summary.in_charge()]
    rows = {code: sum(summary.count(s, None, code) for s in sheets) for code in codes}
    bands = [
        Band(code, goal, count)
        for code in codes
        for goal in (*GOAL_NUMBERS, None)
        if (count := _count(summary, sheets, code, goal))
    ]
    order = sorted((code for code, n in rows.items() if n), key=lambda code: _middle(bands, code))
    return Carried(what, tuple(bands), {code: rows[code] for code in order})


def _count(summary: Summary, sheets: tuple[SheetKey, ...], code: str, goal: int | None) -> int:
    if goal is not None:
        return sum(summary.count(s, goal, code) for s in sheets)
    return sum(
        len(set(summary.index[s].unmapped) & set(summary.index[s].by_responsible.get(code, ())))
        for s in sheets
    )


def _middle(bands: list[Band], code: str) -> float:
    """Where an administration's goals lie on the whole, so that bands cross less."""
    own = [b for b in bands if b.code == code]
    weight = sum(b.count for b in own) or 1
    return sum((b.goal or GOAL_NUMBERS[-1] + 1) * b.count for b in own) / weight


def conclude_flows(summary: Summary, found: Carried, words: Words) -> Conclusion:
    """Who carries most, which goals rest on one alone, and which on nobody."""
    if not found.all:
        return Conclusion(words("flows.headline.nothing"), "")
    most = max(found.rows.values())
    leaders = [_name(summary, code, words) for code, n in found.rows.items() if n == most]
    key = "most" if len(leaders) == 1 else "shared"
    facts = {"all": found.all, "what": words(f"flows.of.{found.what}")}
    who = listed(leaders, words.language)
    headline = words(f"flows.headline.{key}", who=who, n=most, **facts)
    return Conclusion(headline, " ".join(_lead(found, words)))


def _name(summary: Summary, code: str, words: Words) -> str:
    known = summary.administration(code)
    told = either(known.name, words.language) if known else None
    return told[0] if told else code


def _lead(found: Carried, words: Words) -> list[str]:
    carriers = {goal: len(found.to(goal)) for goal in GOAL_NUMBERS}
    said: list[str] = []
    for key, number in (("alone", 1), ("none", 0)):
        goals = [str(goal) for goal, n in carriers.items() if n == number]
        if goals:
            text = listed(goals, words.language)
            said.append(words.count(f"flows.lead.{key}", len(goals), goals=text))
    goal, n = max(carriers.items(), key=lambda each: each[1])
    if n > 2:
        said.append(words("flows.lead.wide", goal=str(goal), n=n))
    if unmapped := sum(b.count for b in found.bands if b.goal is None):
        said.append(words.count("flows.lead.unmapped", unmapped))
    return said
