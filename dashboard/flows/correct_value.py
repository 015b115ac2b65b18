"""Correct one value of the published edition: in its cell of its workbook, as a draft.

The workbook that comes of it is read whole, and nothing is kept unless exactly this value is
another one then: Excel and the program never drift apart.
"""

import re
from dataclasses import dataclass
from datetime import date
from math import isclose

from dashboard.errors import Trouble
from dashboard.flows.find_fields import Field, again
from dashboard.flows.open_edition import OpenEdition
from dashboard.flows.receive_workbook import content_of
from dashboard.language.words import Language, Words, words_for
from dashboard.plan.columns import Column
from dashboard.plan.drafts import AND, Content, Draft, DraftKind, Seen
from dashboard.plan.findings import Finding, Severity
from dashboard.plan.kinds import Kind
from dashboard.plan.people import Person
from dashboard.plan.records import Value
from dashboard.progress.frame import Tables
from dashboard.records.columnar import unpack
from dashboard.records.store import Store
from dashboard.settings import Settings
from dashboard.workbooks.limits import limits_of
from dashboard.workbooks.patching import CellValue
from dashboard.workbooks.patchingapart import write_cells_apart
from dashboard.workbooks.reading import Unreadable
from dashboard.workbooks.values import parse

_FULL_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
# A number with decimals as the language of the page writes it means one thing only.
_DECIMALS = {
    Language.DA: re.compile(r"[-\u2212]?\d+,\d+"),
    Language.EN: re.compile(r"[-\u2212]?\d+\.\d+"),
}
# All reasons of a draft together; everybody reads them with the edition.
_LONGEST_NOTE = 3000
# Cells hold numbers of 15 digits; what shows per cent is divided, kept and multiplied again.
_AS_READ, _WHOLE = 1e-12, 10**15
# Whoever answers for a row may be named in words, and is known by a code.
_NAMED = (Kind.ADMINISTRATION, Kind.ADMINISTRATIONS)


@dataclass(frozen=True, slots=True)
class Correction:
    """What somebody typed for a field, why, and how it is told in the note."""

    field: Field
    typed: str
    note: str


@dataclass(frozen=True, slots=True)
class Corrected:
    """What came of it: the draft, or what is wrong with the new value."""

    draft: Draft | None
    findings: tuple[Finding, ...] = ()


def correct(  # noqa: PLR0913 - each is one fact about the correction
    store: Store,
    opened: OpenEdition,
    asked: Correction,
    /,
    *,
    by: Person,
    words: Words,
    settings: Settings,
) -> Corrected:
    """Keep a correction as a draft, or add it to the one its author has not submitted yet.

    Raises `Trouble` where the cell cannot be written, and `Refused` where the draft has moved.
    """
    field = asked.field
    expected, findings = _understood(field, asked.typed, words)
    if findings:
        return Corrected(None, findings)
    draft = store.drafts.begun(by.id, opened.edition.number)
    if draft is None and expected == field.value:
        raise Trouble("correct.same")
    if draft is not None and len(draft.reasons + AND + asked.note) > _LONGEST_NOTE:
        raise Trouble("correct.full")
    before = store.drafts.of_edition(opened.edition.number)
    workbook = (
        store.workbook(opened.edition.number)
        if draft is None
        else store.drafts.content(draft.key).workbook
    )
    profile = before.profile if before else None
    value = _cell_value(field.column, asked.typed, expected, _words_of(opened, field))
    work = _Work(workbook, opened.edition.filename, profile, settings)
    try:
        content, findings = work.written(field, value, expected)
    except Unreadable as refused:
        return Corrected(None, (refused.finding,))
    if content is None:
        return Corrected(None, findings)
    return Corrected(_kept(store, draft, content, asked, by=by, filename=work.filename))


def typed_text(value: Value | None, language: Language) -> str:
    """A value as somebody would type it."""
    if isinstance(value, tuple):
        return "; ".join(map(str, value))
    if isinstance(value, float):
        text = f"{value:.15g}" if abs(value) < 1e15 else repr(value)
        return text.replace(".", ",") if language is Language.DA else text
    return "" if value is None else str(value)


@dataclass(frozen=True, slots=True)
class _Work:
    """The workbook that is corrected, and how it is read."""

    workbook: bytes
    filename: str
    profile: str | None
    settings: Settings

    def written(
        self, field: Field, value: CellValue, expected: Value | None
    ) -> tuple[Content | None, tuple[Finding, ...]]:
        """What the corrected workbook holds, or what is wrong with it."""
        content, findings = self._with(field, value)
        if content is None:
            return None, findings
        read = _read(content, field)
        if _is_hundredfold(read, expected):
            # A cell that shows per cent holds the hundredth of what it shows.
            content, findings = self._with(field, float(str(expected)) / 100)
            read = None if content is None else _read(content, field)
        if content is not None and not _is_meant(field, read, expected):
            if read == field.value:
                raise Trouble("correct.same")
            raise Trouble("correct.not_read", place=field.place)
        return content, findings

    def _with(self, field: Field, value: CellValue) -> tuple[Content | None, tuple[Finding, ...]]:
        copy = write_cells_apart(
            self.workbook,
            {(field.record.tab, field.cell): value},
            filename=self.filename,
            limits=limits_of(self.settings),
        )
        checked, content = content_of(
            copy, filename=self.filename, settings=self.settings, profile=self.profile
        )
        if content is None or content.tables is None:
            errors = [f for f in checked.findings if f.severity is Severity.ERROR]
            here = (field.record.tab, field.cell)
            errors.sort(key=lambda each: (each.sheet, each.cell) != here)
            return None, tuple(errors or checked.findings)
        return content, ()


def _is_hundredfold(read: Value | None, expected: Value | None) -> bool:
    if not isinstance(read, float) or not isinstance(expected, float) or read == expected:
        return False
    return isclose(read, expected * 100, rel_tol=_AS_READ)


def _is_meant(field: Field, read: Value | None, expected: Value | None) -> bool:
    """Whether the workbook says what was typed; names become codes, goals follow targets."""
    if isinstance(read, float) and isinstance(expected, float):
        return isclose(read, expected, rel_tol=_AS_READ)
    can_differ = field.column.kind in _NAMED or (
        field.column.kind is Kind.GOALS and expected is None
    )
    return read == expected or (can_differ and read != field.value)


def _read(content: Content, field: Field) -> Value | None:
    """What the corrected workbook says in the field."""
    assert content.tables is not None  # there was nothing wrong with it
    record = again(Tables(*unpack(content.tables)), field)
    if record is None:
        raise Trouble("correct.not_read", place=field.place)
    return record.values.get(field.column.key)


def _understood(field: Field, typed: str, words: Words) -> tuple[Value | None, tuple[Finding, ...]]:
    """What somebody typed as a value of its column, or what is wrong with it."""
    column = field.column
    if column.kind is Kind.NUMBER and _DECIMALS[words.language].fullmatch(typed):
        return float(typed.replace(",", ".").replace("\u2212", "-")), ()
    parsed = parse(typed, column=column)
    facts = {"column": column.key, "table": column.sheet.value, "kind": column.kind.value}
    wrong = tuple(
        Finding(
            f.code, field.record.tab, field.cell, f.value or typed, f.nearest, {**facts, **f.facts}
        )
        for f in parsed.findings
        if f.severity is Severity.ERROR
    )
    return parsed.value, wrong


def _cell_value(column: Column, typed: str, value: Value | None, words: Words) -> CellValue:
    """What is written into the cell, as the sender would have written it."""
    match column.kind:
        case _ if value is None:
            return None
        case Kind.NUMBER | Kind.YEAR if isinstance(value, int | float):
            is_whole = float(value).is_integer() and abs(value) < _WHOLE
            return int(value) if is_whole else float(value)
        case Kind.DATE if isinstance(value, str) and _FULL_DATE.fullmatch(value):
            return date.fromisoformat(value)
        case Kind.DATE if isinstance(value, str) and value.isdecimal():
            return int(value)
        case Kind.CHOICE:
            chosen = next((c for c in column.choices if c.value == value), None)
            return typed if chosen is None else words.choice(chosen)
        case _:
            return typed


def _words_of(opened: OpenEdition, field: Field) -> Words:
    """The language the workbook is written in, as its sheet's name or its columns tell."""
    record = field.record
    for language in Language:
        words = words_for(language)
        if record.tab.casefold() == words(f"workbook.sheets.{record.sheet}").casefold():
            return words
    layout = opened.summary.tables.layout.values()
    is_danish = any(key.endswith("_da") for keys in layout for key in keys)
    return words_for(Language.DA if is_danish else Language.EN)


def _kept(  # noqa: PLR0913 - each is one fact about the draft
    store: Store,
    draft: Draft | None,
    content: Content,
    asked: Correction,
    /,
    *,
    by: Person,
    filename: str,
) -> Draft:
    if draft is None:
        kind = DraftKind.CORRECTION
        return store.drafts.keep(content, kind=kind, filename=filename, by=by, note=asked.note)
    seen = Seen(draft.way.checksum, draft.base)
    return store.drafts.exchange(draft.key, content, by=by, seen=seen, note=asked.note)
