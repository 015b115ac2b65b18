"""Gaps in words: the conclusion of the page, how each stands, and what would close it."""

from collections import Counter
from collections.abc import Iterator, Sequence

from dashboard.flows.draw_chart import name_of
from dashboard.flows.open_edition import OpenEdition
from dashboard.flows.say_conclusion import Conclusion
from dashboard.flows.show_gaps import GapQuestion, tally
from dashboard.language.numbers import listed, plan_date
from dashboard.language.words import Words
from dashboard.plan.records import Record
from dashboard.plan.sheets import MAPPED
from dashboard.progress.gaps import Gap, GapKind
from dashboard.progress.rollup import rollup
from dashboard.progress.summary import Summary

_SAY = "gaps.headline"


def conclude_gaps(
    opened: OpenEdition, found: Sequence[Gap], question: GapQuestion, words: Words
) -> Conclusion:
    """What is missing, the most pressing first, and with whom most of it lies."""
    if not any(opened.summary.tables.count(sheet) for sheet in MAPPED):
        return Conclusion(words(f"{_SAY}.empty"), words("gaps.lead.empty"))
    said = _sentences(opened.summary, found, question, words)
    headed = _headed([*said])
    headline = words(f"{_SAY}.{'none_here' if question.is_narrow else 'none'}")
    if headed:
        headline = said[headed[0]]
    if len(headed) > 1:
        headline = words(f"{_SAY}.joined", one=headline, other=said[headed[1]])
    rest = [text for kind, text in said.items() if kind not in headed]
    lead = [f"{_capital(text)}." for text in rest]
    lead += _most(opened.summary, found, question, words)
    if not opened.summary.relevance and question.kind in (None, GapKind.UNSERVED):
        lead.append(words("gaps.lead.unregistered"))
    return Conclusion(_capital(headline), " ".join(lead))


def _headed(kinds: list[GapKind]) -> list[GapKind]:
    """The kinds a headline speaks of: the most pressing, and targets nobody serves or the last."""
    if GapKind.UNSERVED in kinds[1:]:
        return [kinds[0], GapKind.UNSERVED]
    return kinds if len(kinds) < 2 else [kinds[0], kinds[-1]]


def _sentences(
    summary: Summary, found: Sequence[Gap], question: GapQuestion, words: Words
) -> dict[GapKind, str]:
    place = rollup(summary, goal=question.goal, administration=question.administration)
    is_city = question.goal is None and question.administration is None
    facts = {"ours": place.targets.ours, "all": place.indicators}
    names = {GapKind.UNSERVED: "unserved" if is_city else "unserved_here"}
    return {
        kind: words.count(f"{_SAY}.{names.get(kind, kind.value)}", n, **facts)
        for kind, n in tally(found).items()
        if n
    }


def _most(summary: Summary, found: Sequence[Gap], question: GapQuestion, words: Words) -> list[str]:
    """With whom most of it lies, where that says something."""
    counted = Counter(gap.administration for gap in found if gap.administration)
    if question.administration is not None or len(counted) < 2:
        return []
    (code, n), (_, second) = counted.most_common(2)
    known = summary.administration(code)
    if known is None or n == second:
        return []
    return [words("gaps.lead.most", who=name_of(known, words), n=n)]


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


def how_it_stands(summary: Summary, gap: Gap, record: Record | None, words: Words) -> list[str]:
    """What is known of a gap, in short sentences without a full stop."""
    return list(_stands(summary, gap, record, words))


def _stands(summary: Summary, gap: Gap, record: Record | None, words: Words) -> Iterator[str]:
    say = "gaps.state"
    match gap.kind:
        case GapKind.OVERDUE:
            yield from _overdue(summary, gap, record, words)
        case GapKind.UNSERVED:
            relevance = record.text("relevance") if record else None
            yield words(f"workbook.choices.Relevance.{relevance}")
        case GapKind.UNUSED:
            if gap.targets:
                yield words(f"{say}.given", codes=listed(gap.targets, words.language))
            if gap.shares:
                yield words.count(f"{say}.shares", gap.shares)
            if gap.watches:
                yield words.count(f"{say}.watches", gap.watches)
        case GapKind.UNMEASURED:
            yield words(f"{say}.unmeasured")
        case GapKind.INCOMPLETE:
            if gap.lacks:
                yield words(f"{say}.lacks", what=_lacking(gap, words))
            if gap.is_late and (year := _newest(summary, gap)):
                yield words(f"{say}.newest", year=year)


def _overdue(summary: Summary, gap: Gap, record: Record | None, words: Words) -> Iterator[str]:
    due = record.text("due_date") if record else None
    yield words("gaps.state.due", date=plan_date(due or "", words.language))
    yield words.count("gaps.state.late", gap.days_late)
    reported = summary.standings[gap.position or 0].reported
    told = words("gaps.state.reported", status=words.choice(reported))
    yield told if reported.is_reported else words("gaps.state.silent")


def _lacking(gap: Gap, words: Words) -> str:
    return listed([words(f"interface.indicator.lack.{x.value}") for x in gap.lacks], words.language)


def _newest(summary: Summary, gap: Gap) -> str:
    seen = summary.outcomes[gap.position or 0].series.observations
    return str(seen[-1].year) if seen else ""


def what_closes(summary: Summary, gap: Gap, words: Words) -> str:
    """What the one who owes it would have to do."""
    say = "gaps.closes"
    if gap.kind is GapKind.OVERDUE:
        is_told = summary.standings[gap.position or 0].reported.is_reported
        return words(f"{say}.{'overdue' if is_told else 'silent'}")
    if gap.kind is GapKind.UNSERVED and gap.administration is None:
        return words(f"{say}.unnamed")
    if gap.kind is not GapKind.INCOMPLETE:
        return words(f"{say}.{gap.kind.value}")
    parts = [words(f"{say}.incomplete", what=_lacking(gap, words))] if gap.lacks else []
    if gap.is_late:
        parts.append(words(f"{say}.newer", year=_newest(summary, gap)))
    return " ".join(parts)


def sheet_row(summary: Summary, gap: Gap) -> Record | None:
    """The row a gap is about, the register's for a target; None for a goal."""
    if gap.sheet is not None and gap.position is not None:
        return summary.tables.record(gap.sheet, gap.position)
    return summary.relevance.get(gap.target) if gap.target else None
