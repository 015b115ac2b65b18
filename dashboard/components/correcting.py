"""A row whose values can be corrected: each with its cell, and the form for one of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.components.cells import written
from dashboard.components.printing import Html
from dashboard.components.reader import Reader
from dashboard.flows.correct_value import typed_text
from dashboard.flows.find_fields import Field
from dashboard.plan.kinds import Kind

# Columns of running text get a box of several lines.
_LONG = ("description_", "status_note_", "note", "reason_", "commitment_", "role_")


@dataclass(frozen=True, slots=True)
class Line:
    """A field in words; `href` leads to its form, `why` says why there is none."""

    name: str
    value: str
    place: str
    href: str
    why: str
    here: bool


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody has typed so far."""

    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class Notice:
    """Why nothing was kept: a sentence, and what is wrong by cell."""

    problem: str = ""
    findings: tuple[str, ...] = ()


def lines(
    reader: Reader, fields: Sequence[Field], chosen: Field | None, /, *, identifier: str, open: bool
) -> list[Line]:
    """Every field of a row as the table shows it."""
    words, sheet = reader.words, fields[0].record.sheet
    return [
        Line(
            name_of(reader, field),
            said(reader, field),
            field.place,
            reader.to.correct(sheet, identifier, field.key) if open and not field.fixed else "",
            words(f"correct.fixed.{field.fixed.value}") if field.fixed else "",
            field is chosen,
        )
        for field in fields
    ]


def name_of(reader: Reader, field: Field) -> str:
    """What a field is called; an observation with its year."""
    header = reader.words.header(field.column.key)
    if field.year is None:
        return header
    return reader.words("correct.observed", header=header, year=str(field.year))


def said(reader: Reader, field: Field) -> str:
    """What is published in a field."""
    return "" if field.value is None else written(reader, field.column, field.value)


def form_part(
    reader: Reader, field: Field, typed: Typed | None, notice: Notice, /, *, identifier: str
) -> Html:
    """The form that corrects one value."""
    words, column = reader.words, field.column
    old = typed_text(field.value, words.language)
    choices = [(choice.value, words.choice(choice)) for choice in column.choices]
    values = {
        "field": field,
        "name": name_of(reader, field),
        "said": said(reader, field),
        "old": old,
        "value": old if typed is None else typed.value,
        "reason": "" if typed is None else typed.reason,
        "edition": reader.opened.edition.number,
        "choices": choices,
        "required": column.required,
        "long": column.kind is Kind.TEXT and column.key.startswith(_LONG),
        "help": words(
            "correct.required" if column.required else "correct.expected",
            kind=words(f"workbook.kinds.{column.kind.value}"),
        ),
        "action": reader.to.correct(_sheet(field), identifier),
        "problem": notice.problem,
        "problems": notice.findings,
    }
    return Html("correct_form.html", values)


def _sheet(field: Field) -> str:
    """The page a field stands on: observations stand with their indicator."""
    return "indicators" if field.year is not None else field.record.sheet.value
