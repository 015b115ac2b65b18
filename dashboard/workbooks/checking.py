"""Checking a workbook: everything that is wrong with it, in one pass."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.plan.findings import Code, Finding, Severity
from dashboard.plan.sheets import SheetKey
from dashboard.plan.tables import PlanTable
from dashboard.workbooks.answers import finding_in, told_finding
from dashboard.workbooks.checks import CHECKS
from dashboard.workbooks.limits import Limits
from dashboard.workbooks.profiles import ImportProfile
from dashboard.workbooks.raw import Workbook
from dashboard.workbooks.reading import Step, read_workbook
from dashboard.workbooks.sheetreports import SheetReport, reports_of, sheets_in, told_sheets
from dashboard.workbooks.understanding import understand
from dashboard.workbooks.untagged import (
    NONE_UNTAGGED,
    Untagged,
    told_untagged,
    untagged_in,
    untagged_told,
)


@dataclass(frozen=True, slots=True)
class Checked:
    """A workbook after checking: what was understood, what is wrong, and its tables."""

    filename: str
    readable: bool
    sheets: tuple[SheetReport, ...]
    findings: tuple[Finding, ...]
    tables: tuple[PlanTable, ...]
    untagged: Untagged = NONE_UNTAGGED

    @property
    def has_errors(self) -> bool:
        """Whether anything stands in the way of publishing."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)

    @property
    def can_publish(self) -> bool:
        """Whether there is a plan to publish: it was read, has no errors and is not empty."""
        is_empty = any(finding.code is Code.EMPTY_PLAN for finding in self.findings)
        return self.readable and not self.has_errors and not is_empty


def check_here(
    content: bytes,
    *,
    filename: str,
    limits: Limits,
    profile: ImportProfile | None = None,
    step: Step = lambda _, __: None,
) -> Checked:
    """Check a workbook in this process; raises `Unreadable`, or whatever the reader raises."""
    workbook = read_workbook(content, filename=filename, limits=limits, step=step)
    step("recognise", 0)
    understood = understand(workbook, profile=profile)
    book = understood.book
    findings = [*workbook.findings, *book.findings]
    for done, check in enumerate(CHECKS):
        step("check", done / len(CHECKS))
        findings += check(book)
    tables = tuple(table.plan for table in book.tables)
    return Checked(
        filename,
        True,
        reports_of(book, understood.judged),
        _in_order(findings, workbook),
        tables,
        untagged_in(tables),
    )


def told_of(checked: Checked, *, tables: bool) -> dict[str, Any]:
    """A readable workbook after checking, as it is sent from one process to the other."""
    return {
        "sheets": told_sheets(checked.sheets),
        "findings": [told_finding(finding) for finding in checked.findings],
        "tables": [_told_table(table) for table in checked.tables] if tables else [],
        "untagged": told_untagged(checked.untagged),
    }


def _told_table(table: PlanTable) -> dict[str, Any]:
    values = {key: list(values) for key, values in table.values.items()}
    numbers = list(table.numbers)
    return {
        "key": table.key,
        "tab": table.tab,
        "numbers": numbers,
        "places": dict(table.places),
        "values": values,
        "cells": {key: dict(cells) for key, cells in table.cells.items()},
    }


def unreadable(finding: Finding, *, filename: str) -> Checked:
    """A file that was refused, and why."""
    return Checked(filename, False, (), (finding,), ())


def checked_in(told: Mapping[str, Any], *, filename: str) -> Checked:
    """A workbook after checking, as it was sent."""
    findings = tuple(finding_in(each) for each in told["findings"])
    sheets, untagged = sheets_in(told["sheets"]), untagged_told(told["untagged"])
    return Checked(filename, True, sheets, findings, tables_in(told["tables"]), untagged)


def tables_in(told: Sequence[Mapping[str, Any]]) -> tuple[PlanTable, ...]:
    """Tables of a plan, as they were sent."""
    return tuple(
        PlanTable(
            SheetKey(t["key"]), t["tab"], t["numbers"], t["places"], t["values"], _cells_in(t)
        )
        for t in told
    )


def _cells_in(told: Mapping[str, Any]) -> dict[str, dict[int, str]]:
    """Cells by column and row; what is sent has only texts for names."""
    return {
        key: {int(row): cell for row, cell in each.items()} for key, each in told["cells"].items()
    }


def _in_order(findings: Iterable[Finding], workbook: Workbook) -> tuple[Finding, ...]:
    """Without repetitions, and as a person walks through the workbook."""
    sheets = {tab.name: number for number, tab in enumerate(workbook.tabs)}
    single = {_same(finding): finding for finding in findings}

    def place(finding: Finding) -> tuple[int, int, int]:
        sheet = -1 if finding.sheet is None else sheets[finding.sheet]
        return (sheet, *_place(finding.cell))

    return tuple(sorted(single.values(), key=place))


def _same(finding: Finding) -> tuple[object, ...]:
    facts = tuple(sorted(finding.facts.items()))
    return (finding.code, finding.sheet, finding.cell, finding.value, finding.nearest, facts)


def _place(cell: str | None) -> tuple[int, int]:
    """Row and column of an address, for sorting; the sheet as a whole comes first."""
    if cell is None:
        return (0, 0)
    letters = cell.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return (int(cell[len(letters) :]), column)
