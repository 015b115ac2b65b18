"""What the numbers of the international cooperation say, by fixed rules."""

from collections import Counter
from collections.abc import Sequence

from dashboard.flows.say_conclusion import Conclusion
from dashboard.flows.show_cooperation import Cooperation
from dashboard.language.numbers import listed
from dashboard.language.words import Words, sentence
from dashboard.plan.kinds import CooperationKind
from dashboard.plan.status import AS_PLANNED, REACHED, ActionStatus, Progress


def conclude_cooperation(found: Sequence[Cooperation], words: Words) -> Conclusion:
    """Whether the city keeps what it promised there, as far as anybody has said."""
    return Conclusion(_headline(found, words), " ".join(_lead(found, words)))


def _headline(found: Sequence[Cooperation], words: Words) -> str:
    promises = [c for c in found if c.is_promise]
    known = sum(c.is_reported for c in promises)
    if not found:
        return words("cooperation.headline.nothing")
    if not promises:
        return words.count("cooperation.headline.no_promise", len(found))
    if not known:
        return words.count("cooperation.headline.silent", len(promises))
    return words.count("cooperation.headline.known", len(promises), known=known)


def _lead(found: Sequence[Cooperation], words: Words) -> list[str]:
    if not found:
        return []
    kinds = Counter(c.record.text("kind") for c in found)
    parts = [words.count(f"cooperation.kind.{k.value}", kinds[k]) for k in CooperationKind]
    named = [part for k, part in zip(CooperationKind, parts, strict=True) if kinds[k]]
    goals = {goal for c in found for goal in c.record.goals()}
    return [
        words.count("cooperation.lead.kinds", len(found), kinds=listed(named, words.language)),
        words.count("cooperation.lead.goals", len(goals)),
        *_marks(found, words),
    ]


def _marks(found: Sequence[Cooperation], words: Words) -> list[str]:
    """How the actions and the indicators tied to cooperation go, each told for itself."""
    said: list[str] = []
    actions = {r.record.text("id"): r.mark for c in found for r in c.actions}
    if actions:
        n = sum(mark in AS_PLANNED for mark in actions.values())
        only = next(iter(actions.values())) or ActionStatus.UNKNOWN
        facts = {"status": words.choice(only), "good": words.some(n)}
        said.append(words.count("cooperation.lead.actions", len(actions), **facts))
    indicators = {r.record.text("id"): r.mark for c in found for r in c.indicators}
    judged = [m for m in indicators.values() if isinstance(m, Progress) and m.is_verdict]
    if judged:
        n = sum(mark in REACHED for mark in judged)
        key = "indicators" if n else "no_indicators"
        said.append(words.count(f"cooperation.lead.{key}", len(judged), good=n))
    elif indicators:
        said.append(words.count("cooperation.lead.not_judged", len(indicators)))
    return [sentence(text) for text in said]


def say_network(found: Sequence[Cooperation], titles: Sequence[str], words: Words) -> str:
    """What the picture shows: the oldest, what hangs on what, and when promises fall due."""
    begun = [(c.since, title) for c, title in zip(found, titles, strict=True) if c.since]
    unknown = len(found) - len(begun)
    said: list[str] = []
    if begun:
        since, title = min(begun)
        said.append(words("cooperation.picture.oldest", title=title, year=since[:4]))
    if unknown:
        said.append(words.count("cooperation.picture.unknown", unknown, all=len(found)))
    if parts := sum(c.depth > 0 for c in found):
        said.append(words.count("cooperation.picture.parts", parts))
    if due := [c.due for c in found if c.is_promise and c.due]:
        first, last = str(min(due)), str(max(due))
        key = "due_same" if first == last else "due"
        said.append(words.count(f"cooperation.picture.{key}", len(due), first=first, last=last))
    return " ".join(said)


def conclude_one(one: Cooperation, parts: Sequence[Cooperation], words: Words) -> str:
    """How far one cooperation is, in a sentence; `parts` are those that are part of it."""
    promises = [c for c in parts if c.is_promise]
    if one.is_reported:
        return " ".join(_marks([one], words))
    if one.is_promise:
        return words("cooperation.one.silent")
    if not promises:
        return words("cooperation.one.no_promise")
    known = sum(c.is_reported for c in promises)
    key = "known_parts" if known else "silent_parts"
    return words.count(f"cooperation.one.{key}", len(promises), known=known)
