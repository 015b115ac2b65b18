"""Suggest goals for the rows of a workbook that are tied to none; nothing is applied."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.flows.read_tables import read_file
from dashboard.language.words import Language, Words
from dashboard.plan.findings import Finding
from dashboard.plan.records import Record
from dashboard.plan.sheets import MAPPED
from dashboard.settings import Settings
from dashboard.workbooks.gatheredrows import ReadRow
from dashboard.workbooks.reading import Step
from dashboard.workbooks.suggesting import Suggestion, suggest
from dashboard.workbooks.tables import ReadTable


@dataclass(frozen=True, slots=True)
class Untagged:
    """A row without goals and targets: where its title stands, and the goals it may serve."""

    sheet: str
    cell: str
    title: str
    suggestions: tuple[Suggestion, ...]


@dataclass(frozen=True, slots=True)
class Suggested:
    """A workbook with the suggestions for its untagged rows; `refused` says why it has none."""

    filename: str
    refused: Finding | None
    rows: tuple[Untagged, ...]


def suggest_goals(
    content: bytes,
    /,
    *,
    filename: str,
    language: Language,
    settings: Settings,
    step: Step = lambda _, __: None,
) -> Suggested:
    """Suggestions for every row that is tied to no goal, whatever the layout of the workbook.

    Titles are those of `language` where there are any.
    """
    read = read_file(content, filename=filename, settings=settings, step=step)
    tables = [table for table in read.reading.tables if table.kind in MAPPED]
    return Suggested(filename, read.refused, tuple(_untagged(tables, language, step)))


def suggestions_for(record: Record, /) -> tuple[Suggestion, ...]:
    """The goals that a published row without any may serve; nothing of it is applied."""
    titles, described = (
        "\n".join(filter(None, (record.text(f"{key}_{language}") for language in Language)))
        for key in ("title", "description")
    )
    return suggest(titles, description=described)


def as_json(suggested: Suggested, /) -> dict[str, Any]:
    """The same for a program."""
    return {
        "file": suggested.filename,
        "readable": suggested.refused is None,
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


def _untagged(tables: Sequence[ReadTable], language: Language, step: Step) -> Iterator[Untagged]:
    many = sum(len(table.rows) for table in tables)
    done = 0
    for table in tables:
        known: set[int] = set()
        for row in table.rows:
            done += 1
            step("suggest", done / many)
            # A record whose years stand as columns has a row for each of them.
            if row.row not in known and not row.goals and not row.targets:
                known.add(row.row)
                if (each := _suggestions(table, row, language)) is not None:
                    yield each


def _suggestions(table: ReadTable, row: ReadRow, language: Language) -> Untagged | None:
    """What a row is like, or None where it says nothing."""
    keys = [f"title_{each}" for each in (language, *Language)]
    titled = next((row.values[key] for key in keys if key in row.values), None)
    if titled is None:
        return None
    titles, described = (_texts(row, key) for key in ("title", "description"))
    found = suggest(titles, description=described)
    return Untagged(table.sheet, titled.cell, str(titled.value), found)


def _texts(row: ReadRow, key: str) -> str:
    """What a row says in all languages."""
    keys = (f"{key}_{language}" for language in Language)
    return "\n".join(str(row.values[each].value) for each in keys if each in row.values)
