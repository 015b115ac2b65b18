"""Two goals, administrations or editions side by side, concluded in a sentence."""

from dashboard.flows.compare_editions import Side
from dashboard.flows.say_conclusion import Conclusion
from dashboard.language.words import Words
from dashboard.plan.sheets import SheetKey
from dashboard.plan.status import AS_PLANNED, REACHED, ActionStatus, Progress

# Fewer actions than these say nothing as a share.
ENOUGH = 5


def conclude_comparison(
    left: Side, right: Side, names: tuple[str, str], words: Words
) -> Conclusion:
    """Which of two is further, where that can be said; `names` tell where each is."""
    headline = _headline(left, right, names, words)
    return Conclusion(headline, " ".join(_lead(left, right, names, words)))


def _headline(left: Side, right: Side, names: tuple[str, str], words: Words) -> str:
    say = "compare.headline"
    here, there = names
    counts = left.rows(SheetKey.ACTIONS), right.rows(SheetKey.ACTIONS)
    if not any(counts):
        efforts = left.rows(SheetKey.CONTRIBUTIONS), right.rows(SheetKey.CONTRIBUTIONS)
        key = "contributions" if any(efforts) else "nothing"
        return words(f"{say}.{key}", here=here, there=there, n=efforts[0], m=efforts[1])
    if min(counts) < ENOUGH:
        return words(f"{say}.few", here=here, there=there, n=counts[0], m=counts[1])
    silent = [side.marked(ActionStatus.UNKNOWN) for side in (left, right)]
    if any(2 * n >= of for n, of in zip(silent, counts, strict=True)):
        return words(f"{say}.silent", here=here, there=there, n=silent[0], m=silent[1])
    good = _sum(left, AS_PLANNED), _sum(right, AS_PLANNED)
    first, second = good[0] * counts[1], good[1] * counts[0]
    if first < second:
        here, there, good, counts = there, here, good[::-1], counts[::-1]
    key = "equal" if first == second else "further"
    facts = {"good": good[0], "n": counts[0], "other": good[1], "m": counts[1]}
    return words(f"{say}.{key}", here=here, there=there, **facts)


def _sum(side: Side, marks: tuple[ActionStatus, ...] | tuple[Progress, ...]) -> int:
    return sum(side.marked(mark) for mark in marks)


def _lead(left: Side, right: Side, names: tuple[str, str], words: Words) -> list[str]:
    here, there = names
    late = left.marked(ActionStatus.DELAYED), right.marked(ActionStatus.DELAYED)
    found = left.rows(SheetKey.INDICATORS), right.rows(SheetKey.INDICATORS)
    said: list[str] = []
    if any(late):
        facts = {"n": late[0], "m": late[1], "here": here, "there": there}
        said.append(words("compare.lead.late", **facts))
    if any(found):
        reached = _sum(left, REACHED), _sum(right, REACHED)
        facts = {"n": found[0], "m": found[1], "a": reached[0], "b": reached[1]}
        said.append(words("compare.lead.indicators", here=here, there=there, **facts))
    return said
