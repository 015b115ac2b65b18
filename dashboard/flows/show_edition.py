"""One edition in full: who, when, why, its checksum, what it holds and the marks it has."""

from collections.abc import Iterator
from typing import Any

from dashboard.flows.open_edition import OpenEdition
from dashboard.language.numbers import day, moment
from dashboard.language.words import Words
from dashboard.plan.editions import Edition
from dashboard.plan.sheets import SHEETS


def alone_said(edition: Edition, words: Words) -> str:
    """That one person published an edition which a second could have approved."""
    return words("changes.unapproved" if edition.rolled_back_to is None else "changes.alone")


def edition_json(opened: OpenEdition) -> dict[str, Any]:
    """An edition as data."""
    edition, summary = opened.edition, opened.summary
    return {
        "edition": edition.number,
        "checksum": edition.checksum,
        "file": edition.filename,
        "published_at": edition.published_at.isoformat(),
        "published_by": edition.published_by,
        "note": edition.note,
        "rolled_back_to": edition.rolled_back_to,
        "alone": edition.alone,
        "status_date": summary.on.isoformat(),
        "sheets": [{"sheet": s.key, "rows": len(summary.tables.records(s.key))} for s in SHEETS],
        "actions": {mark.value: n for mark, n in summary.statuses(None, None).items()},
        "indicators": {mark.value: n for mark, n in summary.classes(None, None).items()},
    }


def edition_lines(opened: OpenEdition, words: Words) -> Iterator[str]:
    """An edition as a person reads it on a terminal; what there is none of is left out."""
    edition, summary, language = opened.edition, opened.summary, words.language
    yield words(
        "commands.show.head",
        number=str(edition.number),
        when=moment(edition.published_at, language),
        who=edition.published_by,
        file=edition.filename,
    )
    if edition.note:
        yield words("commands.show.why", note=edition.note)
    if edition.rolled_back_to is not None:
        yield words("commands.said.back_to", number=str(edition.rolled_back_to))
    if edition.alone:
        yield alone_said(edition, words)
    yield words("commands.show.checksum", checksum=edition.checksum)
    yield words("commands.show.status_date", date=day(summary.on, language))
    for sheet in SHEETS:
        rows = len(summary.tables.records(sheet.key))
        yield f"{words(f'workbook.sheets.{sheet.key.value}')}\t{rows}"
    for status, n in summary.statuses(None, None).items():
        if n:
            yield f"{words('commands.show.actions')}\t{words.choice(status)}\t{n}"
    for verdict, n in summary.classes(None, None).items():
        if n:
            told = words(f"interface.progress.{verdict.value}")
            yield f"{words('commands.show.indicators')}\t{told}\t{n}"
