"""The conclusion of a page in a sentence, made from its numbers by fixed rules."""

from dataclasses import dataclass

from dashboard.language.words import Words, sentence
from dashboard.plan.sheets import SheetKey
from dashboard.plan.status import REACHED, ActionStatus, Progress
from dashboard.progress.summary import Summary

_SLOW = (Progress.ACCELERATE, Progress.LIMITED)


@dataclass(frozen=True, slots=True)
class Conclusion:
    """A headline that says how it stands, and a lead that says on what it rests."""

    headline: str
    lead: str


@dataclass(frozen=True, slots=True)
class _Tally:
    """The numbers a conclusion may use."""

    actions: int
    unreported: int
    good: int
    late: int
    indicators: int
    judged: int
    reached: int
    slow: int
    away: int
    contributions: int
    silent: int


def conclude(
    summary: Summary, words: Words, /, *, goal: int | None = None, administration: str | None = None
) -> Conclusion:
    """How it stands at a goal, an administration or in the whole city."""
    tally = _tally(summary, goal, administration)
    lead = " ".join(map(sentence, _lead(tally, words)))
    return Conclusion(sentence(_headline(tally, words)), lead)


def _tally(summary: Summary, goal: int | None, administration: str | None) -> _Tally:
    statuses = summary.statuses(goal, administration)
    classes = summary.classes(goal, administration)
    return _Tally(
        actions=sum(statuses.values()),
        unreported=statuses[ActionStatus.UNKNOWN],
        good=statuses[ActionStatus.COMPLETED] + statuses[ActionStatus.ON_TRACK],
        late=statuses[ActionStatus.DELAYED],
        indicators=sum(classes.values()),
        judged=sum(n for p, n in classes.items() if isinstance(p, Progress) and p.is_verdict),
        reached=sum(classes[p] for p in REACHED),
        slow=sum(classes[p] for p in _SLOW),
        away=classes[Progress.MOVING_AWAY],
        contributions=summary.count(SheetKey.CONTRIBUTIONS, goal, administration),
        silent=summary.silent.get((goal, administration), 0),
    )


def _by_actions(tally: _Tally) -> bool:
    """Whether enough actions have a status for the headline to speak of them."""
    return tally.actions > tally.unreported * 2


def _headline(tally: _Tally, words: Words) -> str:
    say = "interface.conclusion"
    if _by_actions(tally):
        # "None is delayed" is not said while due dates have passed in silence.
        end = "late" if tally.late else "silent" if tally.silent else "in_time"
        if tally.actions == 1:
            key = "late" if tally.late else "good" if tally.good else "other"
            return words(f"interface.conclusion.one_action.{key}")
        late = words.count(f"{say}.late", tally.late)
        return words(
            f"{say}.actions_{end}", n=tally.actions, good=words.some(tally.good), late=late
        )
    if tally.judged and tally.judged * 2 >= tally.indicators:
        key = f"{say}.indicators" if tally.reached else f"{say}.no_indicators"
        return words.count(key, tally.judged, reached=tally.reached)
    if tally.judged:  # most are unknown, and that is the first thing to say
        return words(f"{say}.too_few", n=tally.indicators, judged=tally.judged)
    if tally.actions:
        return words.count(f"{say}.silent", tally.actions)
    if tally.contributions:
        return words.count(f"{say}.only_contributions", tally.contributions)
    return words(f"{say}.nothing")


def _lead(tally: _Tally, words: Words) -> list[str]:
    say = "interface.conclusion"
    sentences = _of_indicators(tally, words)
    if tally.silent:
        sentences.append(words.count(f"{say}.silent_overdue", tally.silent))
    if tally.unreported and tally.actions > 1:  # of one alone the headline has said it
        sentences.append(words.count(f"{say}.unreported", tally.unreported, all=tally.actions))
    return sentences


def _of_indicators(tally: _Tally, words: Words) -> list[str]:
    """How the indicators go, as far as the headline has not said it."""
    say = "interface.conclusion"
    unknown = tally.indicators - tally.judged
    few = tally.judged * 2 < tally.indicators
    if tally.indicators == 1:
        if tally.judged and not _by_actions(tally):
            return []
        classes = ("reached", tally.reached), ("slow", tally.slow), ("away", tally.away)
        key = next((key for key, n in classes if n), "unknown")
        return [words(f"interface.conclusion.one_indicator.{key}")]
    sentences: list[str] = []
    if tally.judged and _by_actions(tally):
        reached = words.some(tally.reached)
        sentences.append(words(f"{say}.of_indicators", n=tally.indicators, reached=reached))
    elif tally.reached and few:
        sentences.append(words.count(f"{say}.of_them", tally.reached))
    if tally.slow:
        sentences.append(words.count(f"{say}.slow", tally.slow))
    if tally.away:
        sentences.append(words.count(f"{say}.away", tally.away))
    if unknown:
        sentences.append(words.count(f"{say}.not_assessed", unknown, all=tally.indicators))
    return sentences
