"""How each sheet of a draft was read, column by column, and the forms that correct it."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.components.printing import Html
from dashboard.flows.correct_reading import (
    MOST,
    Choice,
    Fault,
    SheetReport,
    kinds_for,
    options_for,
)
from dashboard.flows.publish_edition import Checked
from dashboard.language.words import Words
from dashboard.plan.columns import COLUMNS
from dashboard.plan.drafts import Draft
from dashboard.plan.sheets import SheetKey

# With more columns than this, one sheet is corrected at a time: a page stays light.
_AT_ONCE = 60
_KNOWN = frozenset(column.key for column in COLUMNS)


@dataclass(frozen=True, slots=True)
class Asked:
    """The sheet somebody wants to correct, and what they chose where it was not saved."""

    number: int
    choice: Choice | None = None
    faults: Sequence[Fault] = ()


@dataclass(frozen=True, slots=True)
class ColumnView:
    """A column as it was read: `chosen` is our key for it, empty where it is not read."""

    number: int
    header: str
    cell: str
    said: str
    sure: str
    why: str
    chosen: str
    options: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class SheetView:
    """A sheet as it was read, with a form where it can be corrected here."""

    number: int
    name: str
    said: str
    facts: str
    told: bool
    is_open: bool
    form: bool
    kinds: Sequence[tuple[str, str, bool]]
    columns: Sequence[ColumnView]
    more: int
    problems: Sequence[str]


def read_part(
    words: Words, checked: Checked, draft: Draft, /, *, may_change: bool, asked: Asked | None
) -> Html:
    """How each sheet was read; whoever may change the draft can correct it in place."""
    sheets = checked.sheets
    at_once = sum(len(sheet.read) for sheet in sheets) <= _AT_ONCE
    views: list[SheetView] = []
    for number, sheet in enumerate(sheets):
        here = asked if asked and asked.number == number else None
        form = may_change and bool(sheet.read) and (at_once or here is not None)
        views.append(_view(words, sheet, number, form=form, asked=here))
    nothing = not any(sheet.recognised_as for sheet in sheets)
    values = {
        "sheets": views,
        "draft": draft,
        "may_change": may_change,
        "nothing": nothing,
        "untagged": checked.untagged.total,
    }
    return Html("understood.html", values)


def _view(
    words: Words, sheet: SheetReport, number: int, /, *, form: bool, asked: Asked | None
) -> SheetView:
    choice = (asked and asked.choice) or Choice(
        sheet.recognised_as, tuple(column.key for column in sheet.read)
    )
    kinds = [
        (kind.value, words(f"workbook.sheets.{kind}"), kind is choice.kind)
        for kind in kinds_for(sheet)
    ]
    return SheetView(
        number,
        sheet.name,
        _said(words, sheet),
        _facts(words, sheet),
        sheet.is_told,
        asked is not None,
        form,
        kinds,
        _columns(words, sheet, choice, form=form),
        max(0, len(sheet.read) - MOST),
        [fault_said(words, each, choice.kind) for each in (asked.faults if asked else ())],
    )


def _columns(
    words: Words, sheet: SheetReport, choice: Choice, /, *, form: bool
) -> list[ColumnView]:
    offered = options_for(sheet, choice.kind or _likely(sheet))
    named = sorted(((key, _name(words, key)) for key in offered), key=lambda each: each[1].lower())
    found: list[ColumnView] = []
    for number, column in enumerate(sheet.read[:MOST]):
        key = choice.keys[number] or ""
        own = [] if key in offered or not key else [(key, _name(words, key))]
        said = _name(words, column.key) if column.key else ""
        sure = f"{round(column.confidence * 100)} %" if column.key else ""
        why = "; ".join(_why(words, each) for each in column.why)
        options = (*own, *named) if form else ()
        cell = f"{sheet.name}!{column.cell}"
        found.append(ColumnView(number, column.header, cell, said, sure, why, key, options))
    return found


def _likely(sheet: SheetReport) -> SheetKey:
    """The table whose columns are offered until somebody says what a sheet is."""
    kinds = kinds_for(sheet)
    fits = {kind: sum(c.key in options_for(sheet, kind) for c in sheet.read) for kind in kinds}
    return max(kinds, key=lambda kind: (fits[kind], kind is SheetKey.ACTIONS))


def _said(words: Words, sheet: SheetReport) -> str:
    if sheet.recognised_as:
        return words("recognised.as", kind=words(f"workbook.sheets.{sheet.recognised_as}"))
    known = words.under("reading.ignored")
    if sheet.is_told:
        return words("recognised.left")
    why = known.get(sheet.why, words("recognised.unsure"))
    return words("recognised.ignored", why=why)


def _facts(words: Words, sheet: SheetReport) -> str:
    unread = sum(column.key is None for column in sheet.read)
    if not sheet.recognised_as:
        return ""
    facts = [words.count("reading.said.records", sheet.records)]
    facts.append(words.count("recognised.columns", len(sheet.read)))
    if unread:
        facts.append(words.count("recognised.unread", unread))
    return " · ".join(facts)


def _name(words: Words, key: str) -> str:
    return words.header(key) if key in _KNOWN else words(f"reading.keys.{key}")


def _why(words: Words, each: str) -> str:
    return words("recognised.told" if each == "profile" else f"reading.why.{each}")


def fault_said(words: Words, fault: Fault, kind: SheetKey | None, /) -> str:
    """What is wrong with a choice, in words."""
    quoted = [words("recognised.quoted", name=_name(words, key)) for key in fault.keys[:2]]
    facts = {
        "names": words("findings.or").join(quoted),
        "cells": ", ".join(fault.cells),
        "kind": words(f"workbook.sheets.{kind}") if kind else "",
    }
    return words(f"recognised.fault.{fault.kind.value}", **facts)
