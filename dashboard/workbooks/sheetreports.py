"""What was understood of each sheet, column by column, as it is shown to whoever sent it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.plan.sheets import SheetKey
from dashboard.workbooks.book import Book, Table
from dashboard.workbooks.raw import Tab, address
from dashboard.workbooks.recognising import Recognised
from dashboard.workbooks.tables import TOLD, Judged, ReadColumn


@dataclass(frozen=True, slots=True)
class SheetReport:
    """What was understood of one sheet; `columns` maps their headers to our column keys.

    `recognised_as` and `header_row` are None for a sheet that is none of ours; header rows
    are numbered as Excel numbers them, `records` counts the rows that hold something.
    `read` are all its columns with what each was taken for, also where the sheet is none of
    ours. `why` is the rule that told what it is, `is_own` whether its headers are those of our
    template, and `free` the first column in which nothing stands, from 0.
    """

    name: str
    recognised_as: SheetKey | None
    header_row: int | None
    records: int
    columns: Mapping[str, str]
    read: tuple[ReadColumn, ...] = ()
    why: str = ""
    is_own: bool = False
    free: int = 0

    @property
    def is_told(self) -> bool:
        """Whether it is read as somebody said."""
        return self.why == TOLD


def reports_of(book: Book, judged: Mapping[str, Judged]) -> tuple[SheetReport, ...]:
    """One report for every sheet that is not ours to skip, in the order of the workbook.

    `judged` are the sheets that were looked at as somebody else laid them out.
    """
    # What was derived from a sheet of another layout stands behind the table itself.
    reports = {t.tab: _of_table(t, judged.get(t.tab), book.told) for t in reversed(book.tables)}
    for tab in (*book.unknown, *book.left):
        reports[tab.name] = _of_stranger(tab, judged.get(tab.name), is_left=tab in book.left)
    return tuple(reports[tab.name] for tab in book.workbook.tabs if tab.name in reports)


def columns_seen(found: Recognised, *, told: bool) -> tuple[ReadColumn, ...]:
    """Every column of a sheet with our own headers."""
    return tuple(_seen(found, place, told=told) for place in found.headers)


def told_sheets(sheets: Iterable[SheetReport]) -> list[list[Any]]:
    """Reports as they are sent."""
    return [
        [
            [s.name, s.recognised_as, s.header_row, s.records, dict(s.columns)],
            [[c.header, c.place, c.cell, c.key, c.confidence, c.why] for c in s.read],
            [s.why, s.is_own, s.free],
        ]
        for s in sheets
    ]


def sheets_in(told: Sequence[Sequence[Any]]) -> tuple[SheetReport, ...]:
    """Reports as they were sent."""
    return tuple(
        SheetReport(
            name,
            key and SheetKey(key),
            row,
            records,
            columns,
            tuple(_column_in(*facts) for facts in read),
            *beside,
        )
        for (name, key, row, records, columns), read, beside in told
    )


def _column_in(  # noqa: PLR0913, PLR0917 - in the order they are sent
    header: str, place: int, cell: str, key: str | None, sure: float, why: Sequence[str]
) -> ReadColumn:
    return ReadColumn(header, place, cell, key, sure, tuple(why))


def _of_table(table: Table, judged: Judged | None, told: Iterable[str]) -> SheetReport:
    found = table.recognised
    is_told = table.tab in told
    own = not table.is_foreign
    return SheetReport(
        table.tab,
        table.key,
        found.header_row + 1,
        len(table.numbers),
        {found.headers[place]: key for place, key in found.columns.items()},
        columns_seen(found, told=is_told) if own or judged is None else judged.columns,
        TOLD if is_told else ("template" if own or judged is None else judged.why),
        own,
        len(found.tab.columns),
    )


def _of_stranger(tab: Tab, judged: Judged | None, *, is_left: bool) -> SheetReport:
    why = TOLD if is_left else (judged.why if judged else "no_table")
    if judged is None:
        return SheetReport(tab.name, None, None, 0, {}, why=why, free=len(tab.columns))
    row = judged.layout.region.header_rows[-1] + 1
    return SheetReport(tab.name, None, row, 0, {}, judged.columns, why, free=len(tab.columns))


def _seen(found: Recognised, place: int, *, told: bool) -> ReadColumn:
    key = found.columns.get(place)
    cell = address(found.header_row, place)
    if told:
        return ReadColumn(found.headers[place], place, cell, key, 1.0, (TOLD,))
    why = "template" if key else "header_unknown"
    return ReadColumn(found.headers[place], place, cell, key, float(key is not None), (why,))
