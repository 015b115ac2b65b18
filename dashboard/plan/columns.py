"""Every column of the workbook, declared once.

Template, header recognition, cell checks, storage and pages all read this tuple; the
words people see for a column stand in the language files under the same key.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from dashboard.plan.indicators import (
    ChangeKind,
    Direction,
    MethodKey,
    Operator,
    Rhythm,
    ValueStatus,
)
from dashboard.plan.kinds import (
    AboutKey,
    Basis,
    Confidence,
    ContributionKind,
    CooperationKind,
    Kind,
    Relevance,
)
from dashboard.plan.sheets import MAPPED, SheetKey
from dashboard.plan.status import REPORTABLE, VERDICTS

Choices = tuple[StrEnum, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `choices` for closed sets, `refers` for the sheets an id may stand on."""

    sheet: SheetKey
    key: str
    kind: Kind
    required: bool = False
    choices: Choices = ()
    refers: tuple[SheetKey, ...] = ()


_A, _C, _H, _I, _O, _S, _R = (
    SheetKey.ADMINISTRATIONS,
    SheetKey.CONTRIBUTIONS,
    SheetKey.ACTIONS,
    SheetKey.INDICATORS,
    SheetKey.OBSERVATIONS,
    SheetKey.COOPERATION,
    SheetKey.RELEVANCE,
)


def _identity(sheet: SheetKey) -> tuple[Column, ...]:
    """What every row of the mapping is called."""
    return (
        Column(sheet, "id", Kind.CODE, required=True),
        Column(sheet, "title_da", Kind.TEXT),
        Column(sheet, "title_en", Kind.TEXT),
    )


def _mapping(sheet: SheetKey) -> tuple[Column, ...]:
    """What every row of the mapping serves, and who answers for it."""
    return (
        Column(sheet, "goals", Kind.GOALS),
        Column(sheet, "targets", Kind.TARGETS),
        Column(sheet, "responsible", Kind.ADMINISTRATION, required=True),
        Column(sheet, "contributing", Kind.ADMINISTRATIONS),
    )


def _description(sheet: SheetKey) -> tuple[Column, ...]:
    return (
        Column(sheet, "description_da", Kind.TEXT),
        Column(sheet, "description_en", Kind.TEXT),
    )


def _origin(sheet: SheetKey) -> tuple[Column, ...]:
    """Where a row was read, and how far it can be trusted."""
    bases = (
        (
            Column(sheet, "mapping_basis", Kind.CHOICE, choices=tuple(Basis)),
            Column(sheet, "administration_basis", Kind.CHOICE, choices=tuple(Basis)),
        )
        if sheet in MAPPED
        else ()
    )
    return (
        *bases,
        Column(sheet, "source_title", Kind.TEXT),
        Column(sheet, "source_url", Kind.LINK),
        Column(sheet, "confidence", Kind.CHOICE, choices=tuple(Confidence)),
        Column(sheet, "note", Kind.TEXT),
    )


COLUMNS: tuple[Column, ...] = (
    Column(SheetKey.ABOUT, "key", Kind.CHOICE, required=True, choices=tuple(AboutKey)),
    Column(SheetKey.ABOUT, "text_da", Kind.TEXT),
    Column(SheetKey.ABOUT, "text_en", Kind.TEXT),
    Column(_A, "code", Kind.CODE, required=True),
    Column(_A, "name_da", Kind.TEXT),
    Column(_A, "name_en", Kind.TEXT),
    Column(_A, "committee_da", Kind.TEXT),
    Column(_A, "committee_en", Kind.TEXT),
    Column(_A, "valid_from", Kind.DATE),
    Column(_A, "valid_to", Kind.DATE),
    Column(_A, "predecessor", Kind.ADMINISTRATION),
    *_origin(_A),
    *_identity(_C),
    Column(_C, "kind", Kind.CHOICE, required=True, choices=tuple(ContributionKind)),
    *_mapping(_C),
    *_description(_C),
    Column(_C, "valid_from", Kind.DATE),
    Column(_C, "valid_to", Kind.DATE),
    Column(_C, "successor", Kind.REFERENCE, refers=(_C,)),
    *_origin(_C),
    *_identity(_H),
    *_mapping(_H),
    *_description(_H),
    Column(_H, "contribution", Kind.REFERENCE, refers=(_C, _S)),
    Column(_H, "start_date", Kind.DATE),
    Column(_H, "due_date", Kind.DATE),
    Column(_H, "status", Kind.CHOICE, choices=REPORTABLE),
    Column(_H, "status_date", Kind.DATE),
    Column(_H, "status_note_da", Kind.TEXT),
    Column(_H, "status_note_en", Kind.TEXT),
    Column(_H, "milestones", Kind.NUMBER),
    Column(_H, "milestones_reached", Kind.NUMBER),
    Column(_H, "next_milestone_da", Kind.TEXT),
    Column(_H, "next_milestone_en", Kind.TEXT),
    Column(_H, "next_milestone_date", Kind.DATE),
    Column(_H, "budget", Kind.NUMBER),
    Column(_H, "spent", Kind.NUMBER),
    *_origin(_H),
    *_identity(_I),
    *_mapping(_I),
    *_description(_I),
    Column(_I, "measures", Kind.REFERENCE, refers=(_C, _H, _S)),
    Column(_I, "unit_da", Kind.TEXT),
    Column(_I, "unit_en", Kind.TEXT),
    Column(_I, "direction", Kind.CHOICE, choices=tuple(Direction)),
    Column(_I, "baseline_value", Kind.NUMBER),
    Column(_I, "baseline_year", Kind.YEAR),
    Column(_I, "ambition_operator", Kind.CHOICE, choices=tuple(Operator)),
    Column(_I, "ambition_value", Kind.NUMBER),
    Column(_I, "ambition_upper", Kind.NUMBER),
    Column(_I, "ambition_year", Kind.YEAR),
    Column(_I, "rhythm", Kind.CHOICE, choices=tuple(Rhythm)),
    Column(_I, "release_lag_months", Kind.NUMBER),
    Column(_I, "method", Kind.CHOICE, choices=tuple(MethodKey)),
    Column(_I, "interim_ambitions", Kind.STEPS),
    Column(_I, "natural_limit", Kind.NUMBER),
    Column(_I, "limit_threshold", Kind.NUMBER),
    Column(_I, "manual_class", Kind.CHOICE, choices=VERDICTS),
    Column(_I, "manual_reason", Kind.TEXT),
    Column(_I, "manual_name", Kind.TEXT),
    Column(_I, "change_kind", Kind.CHOICE, choices=tuple(ChangeKind)),
    Column(_I, "change_year", Kind.YEAR),
    Column(_I, "change_reason", Kind.TEXT),
    Column(_I, "across_break", Kind.TEXT),
    *_origin(_I),
    Column(_O, "indicator", Kind.REFERENCE, required=True, refers=(_I,)),
    Column(_O, "year", Kind.YEAR, required=True),
    Column(_O, "value", Kind.NUMBER, required=True),
    Column(_O, "unit", Kind.TEXT),
    Column(_O, "value_status", Kind.CHOICE, choices=tuple(ValueStatus)),
    Column(_O, "series_break", Kind.TEXT),
    *_origin(_O),
    *_identity(_S),
    Column(_S, "kind", Kind.CHOICE, required=True, choices=tuple(CooperationKind)),
    *_mapping(_S),
    *_description(_S),
    Column(_S, "since", Kind.DATE),
    Column(_S, "role_da", Kind.TEXT),
    Column(_S, "role_en", Kind.TEXT),
    Column(_S, "commitment_da", Kind.TEXT),
    Column(_S, "commitment_en", Kind.TEXT),
    Column(_S, "part_of", Kind.REFERENCE, refers=(_S,)),
    *_origin(_S),
    Column(_R, "target", Kind.TARGET, required=True),
    Column(_R, "relevance", Kind.CHOICE, required=True, choices=tuple(Relevance)),
    Column(_R, "administration", Kind.ADMINISTRATION),
    Column(_R, "reason_da", Kind.TEXT),
    Column(_R, "reason_en", Kind.TEXT),
    *_origin(_R),
)


# Numbers that are amounts in the plan's currency.
MONEY = frozenset({"budget", "spent"})


def columns_of(sheet: SheetKey) -> tuple[Column, ...]:
    """The columns of one sheet, in the order the template writes them."""
    return tuple(column for column in COLUMNS if column.sheet is sheet)


def identity_of(sheet: SheetKey) -> str | None:
    """The key of the column that names a row of this sheet, where there is one."""
    return next((c.key for c in columns_of(sheet) if c.kind is Kind.CODE), None)


# What tells one row of a sheet from the others, from one edition to the next.
NAMED_BY: Mapping[SheetKey, tuple[str, ...]] = {
    SheetKey.ABOUT: ("key",),
    _A: ("code",),
    _C: ("id",),
    _H: ("id",),
    _I: ("id",),
    _O: ("indicator", "year"),
    _S: ("id",),
    _R: ("target",),
}
