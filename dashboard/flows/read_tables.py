"""Reading any workbook: what each sheet is, what each column means, and every record's cells."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from dashboard.flows.report_findings import finding_as_json, finding_as_line
from dashboard.language.told import tell
from dashboard.language.words import Words
from dashboard.plan.columns import COLUMNS
from dashboard.plan.findings import Finding
from dashboard.settings import Settings
from dashboard.workbooks.gate import Unreadable
from dashboard.workbooks.gatheredrows import ReadRow
from dashboard.workbooks.limits import limits_of
from dashboard.workbooks.profiles import ImportProfile, TableProfile, as_text, profile_from
from dashboard.workbooks.reading import Step
from dashboard.workbooks.sandbox import apart
from dashboard.workbooks.tables import NONE, ReadColumn, Reading, ReadTable
from dashboard.workbooks.toldreading import reading_in

__all__ = [
    "ReadFile",
    "profile_from",
    "profile_of",
    "read_file",
    "reading_as_json",
    "reading_as_lines",
]

_KNOWN = frozenset(column.key for column in COLUMNS)


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file after reading: refused with a finding, or read."""

    filename: str
    refused: Finding | None
    reading: Reading

    @property
    def follows_profile(self) -> bool:
        """Whether any table was read as an import profile says."""
        return any("profile" in c.why for table in self.reading.tables for c in table.columns)


def read_file(
    content: bytes,
    *,
    filename: str,
    profile: ImportProfile | None = None,
    settings: Settings | None = None,
    step: Step = lambda _, __: None,
) -> ReadFile:
    """Read a workbook of any layout; bad content is a refusal, never an exception."""
    limits = None if settings is None else limits_of(settings)
    given = {"profile": None if profile is None else as_text(profile)}
    try:
        answer = apart("read", content, filename=filename, limits=limits, given=given, step=step)
    except Unreadable as unreadable:
        return ReadFile(filename, unreadable.finding, Reading((), (), ()))
    return ReadFile(filename, None, reading_in(answer.told))


def profile_of(read: ReadFile, *, given: ImportProfile | None = None) -> str:
    """How a file was understood, as the profile a person can correct and apply to the next.

    What the profile it was read by says of scores is kept: it cannot be seen in the tables.
    """
    tables = (
        TableProfile(
            tuple(column.header for column in table.columns),
            None if table.kind == NONE else table.kind,
            tuple(column.key for column in table.columns),
            _scores_from(table, given),
        )
        for table in read.reading.tables
    )
    return as_text(ImportProfile(tuple({table.shape: table for table in tables}.values())))


def _scores_from(table: ReadTable, given: ImportProfile | None) -> float | None:
    kept = given.of([column.header for column in table.columns]) if given else None
    return kept.scores_from if kept else None


def reading_as_json(read: ReadFile, words: Words) -> dict[str, Any]:
    """The whole reading for a program."""
    return {
        "readable": read.refused is None,
        "refused": _refusal(read.refused, words),
        "tables": [_table(table) for table in read.reading.tables],
        "ignored": [{"sheet": sheet, "why": why} for sheet, why in read.reading.ignored],
        "findings": [finding_as_json(finding, words) for finding in read.reading.findings],
    }


def reading_as_lines(read: ReadFile, words: Words) -> Iterator[str]:
    """The reading for a person: each sheet, its columns, and what was passed over."""
    if read.refused is not None:
        yield finding_as_line(read.refused, words)
        return
    for table in read.reading.tables:
        if table.kind != NONE:
            yield from _lines(table, words)
    for sheet, why in read.reading.ignored:
        yield words("reading.said.ignored", sheet=sheet, why=words(f"reading.ignored.{why}"))
    for finding in read.reading.findings:
        yield finding_as_line(finding, words)


def _refusal(finding: Finding | None, words: Words) -> dict[str, str] | None:
    if finding is None:
        return None
    return {"code": finding.code.value, "text": tell(finding, words).text}


def _table(table: ReadTable) -> dict[str, Any]:
    return {
        "sheet": table.sheet,
        "kind": table.kind,
        "header_rows": list(table.header_rows),
        "first_row": table.first_row,
        "last_row": table.last_row,
        "records": table.records,
        "columns": [
            {
                "header": column.header,
                "cell": column.cell,
                "key": column.key,
                "confidence": column.confidence,
                "why": list(column.why),
            }
            for column in table.columns
        ],
        "rows": [_row(row) for row in table.rows],
    }


def _row(row: ReadRow) -> dict[str, Any]:
    values = {key: {"value": v.value, "cell": v.cell} for key, v in row.values.items()}
    return {
        "row": row.row,
        "values": values,
        "goals": list(row.goals),
        "targets": list(row.targets),
    }


def _lines(table: ReadTable, words: Words) -> Iterator[str]:
    kind = words(f"workbook.sheets.{table.kind}")
    rows = ", ".join(str(row) for row in table.header_rows)
    span = f"{table.first_row or '–'}–{table.last_row or '–'}"
    yield words("reading.said.table", sheet=table.sheet, kind=kind, header=rows, span=span)
    yield "  " + words.count("reading.said.records", table.records)
    if table.rows:
        mapped = len({row.row for row in table.rows if row.goals})
        counts = {"mapped": mapped, "unmapped": table.records - mapped}
        yield "  " + words("reading.said.goals", **counts)
    for column in table.columns:
        if column.key is not None:
            yield "  " + _column(column, words)
    unread = [column.header for column in table.columns if column.key is None]
    if unread:
        yield "  " + words("reading.said.unread", headers=" · ".join(unread))


def _column(column: ReadColumn, words: Words) -> str:
    key = column.key or ""
    meaning = words.header(key) if key in _KNOWN else words(f"reading.keys.{key}")
    why = ", ".join(words(f"reading.why.{each}") for each in column.why)
    sure = f"{round(column.confidence * 100)} %"
    return f"{column.cell:<6} {column.header[:48]:<48} → {meaning}  {sure}  ({why})"
