"""Suggest goals for the rows of a workbook that are tied to none; nothing is applied."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from dashboard.flows.publish_edition import Checked, check
from dashboard.language.words import Language, Words
from dashboard.plan.sheets import MAPPED
from dashboard.settings import Settings
from dashboard.workbooks.book import Row, Table
from dashboard.workbooks.suggesting import Suggestion, suggest


@dataclass(frozen=True, slots=True)
class Untagged:
    """A row without goals and targets: where its title stands, and the goals it may serve."""

    sheet: str
    cell: str
    title: str
    suggestions: tuple[Suggestion, ...]


@dataclass(frozen=True, slots=True)
class Suggested:
    """A workbook with the suggestions for its untagged rows."""

    checked: Checked
    rows: tuple[Untagged, ...]


def suggest_goals(
    content: bytes, /, *, filename: str, language: Language, settings: Settings
) -> Suggested:
    """Suggestions for every row that is tied to no goal; titles in a language where they can."""
    checked = check(content, filename=filename, settings=settings)
    return Suggested(checked, tuple(_untagged(checked, language)))


def as_json(suggested: Suggested, /) -> dict[str, Any]:
    """The same for a program."""
    return {
        "file": suggested.checked.filename,
        "readable": suggested.checked.readable,
        "rows": [
            {
                "sheet": row.sheet,
                "cell": row.cell,
                "title": row.title,
                "suggestions": [
                    {
                        "goal": each.goal,
                        "target": each.target,
                        "score": each.score,
                        "words": list(each.words),
                    }
                    for each in row.suggestions
                ],
            }
            for row in suggested.rows
        ],
    }


def as_lines(suggested: Suggested, words: Words, /) -> Iterator[str]:
    """A line for each row, and one below it for each suggestion."""
    for row in suggested.rows:
        yield f"{row.sheet}!{row.cell}  {row.title}"
        if not row.suggestions:
            yield f"  {words('suggestions.none')}"
        for each in row.suggestions:
            yield f"  {_said(each, words)}"


def _said(each: Suggestion, words: Words) -> str:
    named = words(f"goals.{each.goal}.name")
    led = ", ".join(each.words)
    key = "suggestions.goal" if each.target is None else "suggestions.target"
    target = each.target or ""
    short = words(f"goals.targets.{target}.short") if target else ""
    return words(
        key, goal=str(each.goal), name=named, target=target, short=short, words=led,
        score=each.score,
    )  # fmt: skip


def _untagged(checked: Checked, language: Language) -> Iterator[Untagged]:
    for table in checked.tables:
        if table.key in MAPPED:
            rows = (row for row in table.rows if _is_untagged(row))
            yield from (each for row in rows if (each := _suggestions(table, row, language)))


def _is_untagged(row: Row) -> bool:
    return row.is_empty_at("goals") and row.is_empty_at("targets")


def _suggestions(table: Table, row: Row, language: Language) -> Untagged | None:
    """What a row is like, or None where it says nothing."""
    keys = [f"title_{each}" for each in (language, *Language)]
    titled = next((key for key in keys if row.text(key)), None)
    if titled is None:
        return None
    titles = (row.text(f"title_{each}") or "" for each in Language)
    described = (row.text(f"description_{each}") or "" for each in Language)
    found = suggest("\n".join(titles), description="\n".join(described))
    return Untagged(table.tab, row.cells[titled].address, row.text(titled) or "", found)
