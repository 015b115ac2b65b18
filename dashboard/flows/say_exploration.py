"""What an explorer shows, in a headline that concludes and a lead that adds to it."""

from collections.abc import Mapping

from dashboard.flows.explore import Explored
from dashboard.flows.say_conclusion import Conclusion
from dashboard.language.words import Words
from dashboard.plan.sheets import SheetKey
from dashboard.plan.status import ActionStatus, Progress

_GOOD_ACTIONS = (ActionStatus.COMPLETED, ActionStatus.ON_TRACK)
_GOOD = (Progress.ACHIEVED, Progress.ON_TRACK)
_SLOW = (Progress.ACCELERATE, Progress.LIMITED)
_UNJUDGED = (Progress.NOT_ASSESSED, Progress.NO_DATA)

Counts = Mapping[str, int]


def say_exploration(explored: Explored, words: Words, /, *, everything: int) -> Conclusion:
    """The conclusion over the rows an explorer was asked for, of `everything` there is."""
    sheet = explored.wanted.sheet
    key = f"explore.{sheet.value}"
    if not everything:
        return Conclusion(words(f"{key}.headline_empty"), words("explore.unmatched.nothing"))
    if sheet is SheetKey.ACTIONS:
        return _actions(explored, words)
    return _indicators(explored, words)


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


def _actions(explored: Explored, words: Words) -> Conclusion:
    counts, say = explored.facets["status"], "explore.actions"
    if (chosen := explored.wanted.chosen.get("status")) is not None:
        word = words.choice(ActionStatus(chosen))
        return _of_one_mark(explored, counts, "status", word, words)
    total = explored.count
    late, unknown = counts.get(ActionStatus.DELAYED, 0), counts.get(ActionStatus.UNKNOWN, 0)
    many = "all" if explored.wanted.is_everything else "chosen"
    unreported = unknown * 2 > total
    if not total:
        headline = words(f"{say}.headline_none")
    elif total == 1:
        how = "late" if late else "unknown" if unknown else "fine"
        headline = words(f"{say}.headline_one_{how}")
    elif unreported:
        headline = words.count(f"{say}.headline_unknown", unknown, all=total)
    elif late == total:
        headline = words(f"{say}.headline_every_late", all=total)
    elif late:
        headline = words.count(f"{say}.headline_late_{many}", late, all=total)
    elif explored.silent:
        headline = words(f"{say}.headline_silent", n=explored.silent)
    else:
        headline = words(f"{say}.headline_none_late_{many}", all=total)
    lead = {
        "late": late if unreported else 0,
        "good": _sum(counts, _GOOD_ACTIONS),
        "at_risk": counts.get(ActionStatus.AT_RISK, 0),
        "soon": explored.soon,
        "unknown": 0 if unreported else unknown,
    }
    return Conclusion(headline, _lead(say, lead if total > 1 else {}, words))


def _indicators(explored: Explored, words: Words) -> Conclusion:
    counts, say = explored.facets["class"], "explore.indicators"
    if (chosen := explored.wanted.chosen.get("class")) is not None:
        word = words(f"interface.progress.{chosen}")
        return _of_one_mark(explored, counts, "class", word, words)
    total, good = explored.count, _sum(counts, _GOOD)
    judged = total - _sum(counts, _UNJUDGED)
    many = "all" if explored.wanted.is_everything else "chosen"
    few = judged * 2 < total
    if not total:
        headline = words(f"{say}.headline_none")
    elif total == 1:
        how = "good" if good else "slow" if judged else "unjudged"
        headline = words(f"{say}.headline_one_{how}")
    elif not judged:
        headline = words(f"{say}.headline_unjudged", all=total)
    elif few:
        headline = words.count(f"{say}.headline_few", judged, all=total)
    elif good:
        headline = words.count(f"{say}.headline_good_{many}", good, all=total)
    else:
        headline = words(f"{say}.headline_none_good", all=total)
    lead = {
        "good": good if few else 0,
        "slow": _sum(counts, _SLOW),
        "away": counts.get(Progress.MOVING_AWAY, 0),
        "unjudged": 0 if few else total - judged,
    }
    return Conclusion(headline, _lead(say, lead if total > 1 else {}, words))


def _of_one_mark(
    explored: Explored, counts: Counts, mark: str, word: str, words: Words
) -> Conclusion:
    """How many of the rows have the mark that was chosen."""
    total, say = sum(counts.values()), f"explore.{explored.wanted.sheet.value}"
    if not total:
        return Conclusion(words(f"{say}.headline_none"), "")
    if not explored.count:
        return Conclusion(words(f"{say}.headline_{mark}_none", all=total, word=word), "")
    headline = words.count(f"{say}.headline_{mark}", explored.count, all=total, word=word)
    return Conclusion(headline, "")


def _lead(say: str, counts: Counts, words: Words) -> str:
    return " ".join(words.count(f"{say}.{key}", n) for key, n in counts.items() if n)


def _sum(counts: Counts, marks: tuple[ActionStatus | Progress, ...]) -> int:
    return sum(counts.get(mark.value, 0) for mark in marks)
