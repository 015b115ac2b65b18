"""One UN target: what an edition has on it, what it goes with, and what that says."""

from collections import Counter
from collections.abc import Iterable

from dashboard.flows.open_edition import OpenEdition
from dashboard.flows.say_conclusion import Conclusion
from dashboard.flows.show_rows import Question, counts
from dashboard.language.numbers import listed
from dashboard.language.words import Words, sentence
from dashboard.plan.kinds import Relevance
from dashboard.plan.records import Record
from dashboard.plan.sheets import MAPPED, SheetKey
from dashboard.plan.status import ActionStatus, Progress
from dashboard.plan.targets import TARGETS
from dashboard.progress.rollup import Rollup, rollup


def related(opened: OpenEdition, code: str, /, *, most: int = 8) -> list[tuple[str, int]]:
    """The targets that share rows with a target, with how many, the closest first."""
    found: Counter[str] = Counter()
    for sheet in MAPPED:
        index = opened.summary.index[sheet]
        here = set(index.by_target.get(code, ()))
        if here:
            found.update({c: len(here.intersection(at)) for c, at in index.by_target.items()})
    del found[code]
    return [(c, n) for c, n in found.most_common(most) if n and c in TARGETS]


def conclude_target(opened: OpenEdition, code: str, words: Words) -> Conclusion:
    """Whether the target is the city's, who works for it, and how it goes."""
    found = rollup(opened.summary, target=code)
    have = counts(opened, Question(target=code))
    row = opened.summary.relevance.get(code)
    return Conclusion(
        _headline(have[SheetKey.CONTRIBUTIONS], found, _relevance(row), words),
        " ".join(map(sentence, _lead(found, words))),
    )


def _relevance(row: Record | None) -> str | None:
    return row.text("relevance") if row else None


def _headline(contributions: int, found: Rollup, relevance: str | None, words: Words) -> str:
    actions = sum(found.actions.values())
    parts = _parts((("contributions", contributions), ("actions", actions)), words)
    if parts:
        text = listed(parts, words.language)
        return words.count("targets.headline.served", contributions + actions, what=text)
    if relevance == Relevance.NOT_OURS:
        return words("targets.headline.not_ours")
    return words("targets.headline.nobody")


def _parts(numbers: Iterable[tuple[str, int]], words: Words) -> list[str]:
    return [words.count(f"interface.contributing.{sheet}", n) for sheet, n in numbers if n]


def _lead(found: Rollup, words: Words) -> list[str]:
    """The marks, each told for itself; what nobody reported is said too."""
    said: list[str] = []
    actions = sum(found.actions.values())
    if actions:
        good = found.actions[ActionStatus.COMPLETED] + found.actions[ActionStatus.ON_TRACK]
        late = found.actions[ActionStatus.DELAYED]
        key = "late" if late else "actions"
        facts = {"good": words.some(good), "late": words.count("interface.conclusion.late", late)}
        facts["status"] = words.choice(max(found.actions, key=lambda s: found.actions[s]))
        said.append(words.count(f"targets.lead.{key}", actions, **facts))
        if (silent := found.actions[ActionStatus.UNKNOWN]) and actions > 1:
            said.append(words.count("interface.conclusion.unreported", silent, all=actions))
    if found.assessed:
        reached = found.classes[Progress.ACHIEVED] + found.classes[Progress.ON_TRACK]
        key = "indicators" if reached else "no_reached"
        said.append(words.count(f"targets.lead.{key}", found.assessed, reached=reached))
    if unknown := found.indicators - found.assessed:
        said.append(words.count("targets.lead.unknown", unknown))
    if not found.indicators:
        said.append(words("targets.lead.no_indicators"))
    return said
