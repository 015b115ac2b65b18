"""What an explorer shows, in a headline that concludes and a lead that adds to it.

The rules are rows of a table, so that a browser can follow the same ones.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.flows.explore import Explored
from dashboard.flows.say_conclusion import Conclusion
from dashboard.language.words import Words
from dashboard.plan.sheets import SheetKey
from dashboard.plan.status import ActionStatus, Progress

MARKS: Mapping[SheetKey, str] = {SheetKey.ACTIONS: "status", SheetKey.INDICATORS: "class"}

Amount = str | int
More = tuple[Amount, Amount]  # the first is more than the second
_MARKED: More = ("marked", 0)  # a mark is chosen; `field` then counts the rows with any mark
_NARROW: More = ("narrow", 0)  # something is chosen
_NOT_ONE: More = ("count", 1)


@dataclass(frozen=True, slots=True)
class Case:
    """A sentence, and when it is said: where all of `when` and none of `unless` hold.

    `n` and `all` name the tallies it tells; where it goes by one and many, `counted` is true.
    """

    key: str
    when: tuple[More, ...] = ()
    unless: tuple[More, ...] = ()
    n: str = "count"
    all: str = "count"
    counted: bool = False

    def holds(self, tallies: Mapping[str, int]) -> bool:
        """Whether the sentence is said of these numbers."""

        def more(pair: More) -> bool:
            first, second = (a if isinstance(a, int) else tallies.get(a, 0) for a in pair)
            return first > second

        return all(map(more, self.when)) and not any(map(more, self.unless))


_ACTIONS = (
    Case("headline_none", unless=(("field", 0),)),
    Case("headline_status_none", (_MARKED,), (("count", 0),), all="field"),
    Case("headline_status", (_MARKED,), all="field", counted=True),
    Case("headline_one_late", (("late", 0),), (_NOT_ONE,)),
    Case("headline_one_unknown", (("unknown", 0),), (_NOT_ONE,)),
    Case("headline_one_fine", unless=(_NOT_ONE,)),
    Case("headline_unknown", (("unknown", "reported"),), n="unknown", counted=True),
    Case("headline_every_late", unless=(("timely", 0),)),
    Case("headline_late_all", (("late", 0),), (_NARROW,), n="late", counted=True),
    Case("headline_late_chosen", (("late", 0),), n="late", counted=True),
    Case("headline_silent", (("silent", 0),), n="silent"),
    Case("headline_none_late_all", unless=(_NARROW,)),
    Case("headline_none_late_chosen"),
)
_INDICATORS = (
    Case("headline_none", unless=(("field", 0),)),
    Case("headline_class_none", (_MARKED,), (("count", 0),), all="field"),
    Case("headline_class", (_MARKED,), all="field", counted=True),
    Case("headline_one_good", (("good", 0),), (_NOT_ONE,)),
    Case("headline_one_slow", (("judged", 0),), (_NOT_ONE,)),
    Case("headline_one_unjudged", unless=(_NOT_ONE,)),
    Case("headline_unjudged", unless=(("judged", 0),)),
    Case("headline_few", (("unjudged", "judged"),), n="judged", counted=True),
    Case("headline_good_all", (("good", 0),), (_NARROW,), n="good", counted=True),
    Case("headline_good_chosen", (("good", 0),), n="good", counted=True),
    Case("headline_none_good"),
)


def _adds(tally: str, *when: More, unless: tuple[More, ...] = ()) -> Case:
    """A part of the lead: how many, where there are any, of more rows than one."""
    there: tuple[More, ...] = ((tally, 0), _NOT_ONE, *when)
    return Case(tally, there, (_MARKED, *unless), n=tally, counted=True)


# The first headline that holds is said, and every part of the lead that does.
HEADLINES: Mapping[SheetKey, tuple[Case, ...]] = {
    SheetKey.ACTIONS: _ACTIONS,
    SheetKey.INDICATORS: _INDICATORS,
}
LEADS: Mapping[SheetKey, tuple[Case, ...]] = {
    SheetKey.ACTIONS: (
        _adds("late", ("unknown", "reported")),
        _adds("good"),
        _adds("at_risk"),
        _adds("soon"),
        _adds("unknown", unless=(("unknown", "reported"),)),
    ),
    SheetKey.INDICATORS: (
        _adds("good", ("unjudged", "judged")),
        _adds("slow"),
        _adds("away"),
        _adds("unjudged", unless=(("unjudged", "judged"),)),
    ),
}


def say_exploration(explored: Explored, words: Words, /, *, everything: int) -> Conclusion:
    """The conclusion over the rows an explorer was asked for, of `everything` there is."""
    sheet = explored.wanted.sheet
    say = sheet.value
    if not everything:
        headline = words(f"explore.{say}.headline_empty")
        return Conclusion(headline, words("explore.unmatched.nothing"))
    tallies = _tallies(explored)
    word = _word(explored, words)
    first = next(case for case in HEADLINES[sheet] if case.holds(tallies))
    lead = [_said(case, say, tallies, word, words) for case in LEADS[sheet] if case.holds(tallies)]
    return Conclusion(_said(first, say, tallies, word, words), " ".join(lead))


def say_told(explored: Explored, words: Words) -> list[str]:
    """What a reader has to know of how the words were understood."""
    found = [
        words("explore.told.meant", typed=typed, meant=meant)
        for typed, meant in explored.answer.meant
    ]
    if explored.answer.loose:
        found.append(words("explore.told.loose"))
    names = {key: words(f"explore.filter.{key}") for key, _ in explored.wanted.unknown}
    found += [
        words("explore.chosen.unknown", value=value[:60], filter=names[key])
        for key, value in explored.wanted.unknown
    ]
    return found


def templates(case: Case, say: str, words: Words, /) -> tuple[str, str]:
    """A sentence for one and for many, with its slots still open."""
    slots = {slot: f"{{{slot}}}" for slot in ("n", "all", "word")}
    keys = ("one", "other") if case.counted else ("",) * 2
    said = f"explore.{say}.{case.key}"
    one, other = (words(said + f".{key}" * bool(key), **slots) for key in keys)
    return one, other


def _tallies(explored: Explored) -> dict[str, int]:
    mark = MARKS[explored.wanted.sheet]
    return {
        **explored.tallies,
        "count": explored.count,
        "field": sum(explored.facets[mark].values()),
        "marked": int(mark in explored.wanted.chosen),
        "narrow": int(not explored.wanted.is_everything),
    }


def _said(case: Case, say: str, tallies: Mapping[str, int], word: str, words: Words) -> str:
    n, facts = tallies.get(case.n, 0), {"all": tallies.get(case.all, 0), "word": word}
    if case.counted:
        return words.count(f"explore.{say}.{case.key}", n, **facts)
    return words(f"explore.{say}.{case.key}", n=n, **facts)


def _word(explored: Explored, words: Words) -> str:
    """The mark that is chosen, in words."""
    chosen = explored.wanted.chosen
    if "status" in chosen:
        return words.choice(ActionStatus(chosen["status"]))
    return words(f"interface.progress.{Progress(chosen['class'])}") if "class" in chosen else ""
