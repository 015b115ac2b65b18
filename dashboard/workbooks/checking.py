"""Checking a workbook: everything that is wrong with it, in one pass."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.plan.findings import Code, Finding, Severity
from dashboard.plan.sheets import SheetKey
from dashboard.plan.tables import PlanTable
from dashboard.workbooks.answers import finding_in, told_finding
from dashboard.workbooks.book import Book, Table
from dashboard.workbooks.checks import CHECKS
from dashboard.workbooks.limits import Limits
from dashboard.workbooks.profiles import ImportProfile
from dashboard.workbooks.raw import Workbook
from dashboard.workbooks.reading import Step, read_workbook
from dashboard.workbooks.understanding import understand


@dataclass(frozen=True, slots=True)
class SheetReport:
    """What was understood of one sheet; `columns` maps their headers to our column keys.

    `recognised_as` and `header_row` are None for a sheet that is none of ours; header rows
    are numbered as Excel numbers them, `records` counts the rows that hold something.
    """

    name: str
    recognised_as: SheetKey | None
    header_row: int | None
    records: int
    columns: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Checked:
    """A workbook after checking: what was understood, what is wrong, and its tables."""

    filename: str
    readable: bool
    sheets: tuple[SheetReport, ...]
    findings: tuple[Finding, ...]
    tables: tuple[PlanTable, ...]

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
    book = understand(workbook, profile=profile)
    findings = [*workbook.findings, *book.findings]
    for done, check in enumerate(CHECKS):
        step("check", done / len(CHECKS))
        findings += check(book)
    tables = tuple(table.plan for table in book.tables)
    return Checked(filename, True, _reports(book), _in_order(findings, workbook), tables)


def told_of(checked: Checked, *, tables: bool) -> dict[str, Any]:
    """A readable workbook after checking, as it is sent from one process to the other."""
    return {
        "sheets": [
            [s.name, s.recognised_as, s.header_row, s.records, dict(s.columns)]
            for s in checked.sheets
        ],
        "findings": [told_finding(finding) for finding in checked.findings],
        "tables": [_told_table(table) for table in checked.tables] if tables else [],
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
    sheets = (
        SheetReport(name, key and SheetKey(key), row, records, columns)
        for name, key, row, records, columns in told["sheets"]
    )
    findings = tuple(finding_in(each) for each in told["findings"])
    return Checked(filename, True, tuple(sheets), findings, tables_in(told["tables"]))


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


def _reports(book: Book) -> tuple[SheetReport, ...]:
    """One report for every sheet that is not ours to skip, in the order of the workbook."""
    # What was derived from a sheet of another layout stands behind the table itself.
    reports = {table.tab: _report(table) for table in reversed(book.tables)}
    strangers = {tab.name: SheetReport(tab.name, None, None, 0, {}) for tab in book.unknown}
    known = {**reports, **strangers}
    return tuple(known[tab.name] for tab in book.workbook.tabs if tab.name in known)


def _report(table: Table) -> SheetReport:
    found = table.recognised
    columns = {found.headers[place]: key for place, key in found.columns.items()}
    return SheetReport(table.tab, table.key, found.header_row + 1, len(table.numbers), columns)


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
