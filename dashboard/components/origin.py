"""The parts of the page about the data: editions, sheets, sources and how sure each row is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.components.printing import Html
from dashboard.components.reader import Reader
from dashboard.flows.show_origin import Sent, bases, sent, sources, sureness
from dashboard.flows.show_rows import Question, Row, rows
from dashboard.plan.editions import Edition
from dashboard.plan.kinds import Confidence
from dashboard.plan.sheets import SheetKey

_SOURCES = 20
_EDITIONS = 50


@dataclass(frozen=True, slots=True)
class Sure:
    """How many rows are how sure, and the way to them."""

    key: str
    word: str
    count: int
    width: float
    href: str


def editions_table(reader: Reader, editions: Sequence[Edition], /, *, may_fetch: bool) -> Html:
    """Every edition, the newest first, with its file where it may be fetched."""
    return Html(
        "about_editions.html",
        {
            "editions": editions[:_EDITIONS],
            "total": len(editions),
            "may_fetch": may_fetch,
            "newest": reader.opened.edition,
        },
    )


def sheets_table(found: Sequence[Sent]) -> Html:
    """How many rows and cells were read from each sheet."""
    return Html(
        "about_sheets.html",
        {
            "sheets": found,
            "rows": sum(s.rows for s in found),
            "cells": sum(s.cells for s in found),
        },
    )


def counted(reader: Reader) -> list[Sent]:
    """The sheets as they were sent."""
    return sent(reader.opened)


def sure_table(reader: Reader) -> Html:
    """How sure the rows are, each number a way to its rows; and who tied them to the goals."""
    found = sureness(reader.opened)
    basis = bases(reader.opened)
    return Html(
        "about_sure.html",
        {
            "sure": _sure(reader, found),
            "total": sum(found.values()),
            "basis": [
                (reader.words.choice(key) if key else reader.words("about.sure.unstated"), n)
                for key, n in basis.items()
                if n
            ],
        },
    )


def _sure(reader: Reader, found: Mapping[Confidence | None, int]) -> list[Sure]:
    total, words = max(sum(found.values()), 1), reader.words
    return [
        Sure(
            key.value if key else "unstated",
            words.choice(key) if key else words("about.sure.unstated"),
            n,
            100 * n / total,
            reader.to.rows(Question(confidence=key, unsourced=key is None)),
        )
        for key, n in found.items()
        if n
    ]


def sources_table(reader: Reader) -> Html:
    """The sources that the rows name."""
    found = sources(reader.opened)
    return Html("about_sources.html", {"first": found[:_SOURCES], "rest": found[_SOURCES:]})


def following(reader: Reader) -> Html:
    """How a number is followed back, shown on one of the edition's own."""
    asked = Question(sheet=SheetKey.INDICATORS)
    found = rows(reader.opened, asked).get(SheetKey.INDICATORS, [])
    row = next((r for r in found if _has_values(r)), None)
    return Html("about_following.html", {"example": _example(reader, row) if row else None})


def _has_values(row: Row) -> bool:
    return bool(row.outcome and row.outcome.series.observations)


def _example(reader: Reader, row: Row) -> dict[str, object]:
    cell = row.outcome.series.observations[-1].cell if row.outcome else None
    return {"record": row.record, "latest": reader.latest(row), "cell": cell}
