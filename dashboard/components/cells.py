"""A row cell by cell: each value with the cell it came from."""

from collections.abc import Iterator
from dataclasses import dataclass

from dashboard.components.printing import Html
from dashboard.components.reader import Reader
from dashboard.flows.show_rows import find
from dashboard.plan.columns import MONEY, Column, columns_of
from dashboard.plan.kinds import Kind
from dashboard.plan.records import Record, Value
from dashboard.plan.steps import steps_read

_SAFE = ("https://", "http://", "mailto:")


@dataclass(frozen=True, slots=True)
class Line:
    """One cell in words: its header, its value or its links, and its address."""

    header: str
    value: str
    cell: str
    lang: str | None = None
    links: tuple[tuple[str, str], ...] = ()
    outside: bool = False


def cell_table(reader: Reader, record: Record) -> Html:
    """Every filled cell of a row with its address, and the empty ones, which are led to as well."""
    words = reader.words
    return Html(
        "cells.html",
        {
            "record": record,
            "edition": reader.opened.edition,
            "lines": list(_lines(reader, record)),
            "missing": [
                (words.header(c.key), record.cells[c.key])
                for c in _columns(record)
                if c.key not in record.values
            ],
        },
    )


def _columns(record: Record) -> Iterator[Column]:
    """The columns that stood in the workbook, so that an empty cell can be told from none."""
    return (c for c in columns_of(record.sheet) if c.key in record.cells)


def _lines(reader: Reader, record: Record) -> Iterator[Line]:
    for column in _columns(record):
        if column.key in record.values:
            yield _line(reader, record, column)


def _line(reader: Reader, record: Record, column: Column) -> Line:
    header, cell = reader.words.header(column.key), record.cells[column.key]
    value = record.values[column.key]
    match column.kind:
        case Kind.GOALS:
            goals = [reader.goal(n) for n in record.goals()]
            links = tuple((f"{g.number} {g.name}", g.href) for g in goals)
        case Kind.ADMINISTRATION | Kind.ADMINISTRATIONS:
            codes = record.codes(column.key) or (str(value),)
            links = tuple(_administration(reader, code) for code in codes)
        case Kind.TARGETS | Kind.TARGET:
            codes = record.codes(column.key) or (str(value),)
            links = tuple((code, reader.to.target(code)) for code in codes)
        case Kind.REFERENCE:
            links = tuple(_reference(reader, column, i) for i in record.codes(column.key))
        case Kind.LINK:
            parts = [part.strip() for part in str(value).split("|")]
            links = tuple((part, part) for part in parts if part.startswith(_SAFE))
        case _:
            links = ()
    outside = column.kind is Kind.LINK
    lang = column.key[-2:] if column.key.endswith(("_da", "_en")) else None
    lang = None if lang == reader.words.language else lang
    return Line(header, written(reader, column, value), cell, lang, links, outside)


def _administration(reader: Reader, code: str) -> tuple[str, str]:
    name = reader.administration(code)
    return (
        f"{code} – {name.text}" if name and name.text != code else code
    ), reader.administration_href(code)


def _reference(reader: Reader, column: Column, identifier: str) -> tuple[str, str]:
    for sheet in column.refers:
        row = find(reader.opened, sheet, identifier)
        if row is not None:
            return f"{identifier} {reader.title(row.record).text}", reader.href(row.record)
    return identifier, reader.to.overview()


def written(reader: Reader, column: Column, value: Value) -> str:
    """A value as people read it, whatever its column holds."""
    if column.kind is Kind.CHOICE:
        found = next((c for c in column.choices if c.value == value), None)
        return reader.words.choice(found) if found else str(value)
    if column.kind is Kind.DATE:
        return reader.plan_date(str(value)) or str(value)
    if column.kind is Kind.STEPS:
        return "; ".join(f"{s.year}: {reader.number(s.value)}" for s in steps_read(str(value)))
    if column.kind is Kind.NUMBER and isinstance(value, int | float):
        return reader.money(value) if column.key in MONEY else reader.number(value)
    return "; ".join(map(str, value)) if isinstance(value, tuple) else str(value)
