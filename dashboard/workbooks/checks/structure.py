"""Is the workbook laid out as a plan: template, sheets, headers?"""

from collections.abc import Iterator

from dashboard.plan.columns import columns_of
from dashboard.plan.findings import Code, Finding
from dashboard.plan.sheets import SHEETS, SheetKey
from dashboard.workbooks.book import Book, Table
from dashboard.workbooks.likeness import nearest
from dashboard.workbooks.raw import Tab, address, is_blank, letters
from dashboard.workbooks.recognising import LOOK_AT, known_headers, known_sheets, sheet_named
from dashboard.workbooks.stamp import OURS

# Without a row on any of these there is nothing to show.
_HEART = (SheetKey.CONTRIBUTIONS, SheetKey.ACTIONS, SheetKey.INDICATORS)
_EXAMPLES = 3


def template_ours(book: Book) -> Iterator[Finding]:
    """The hidden mark, where there is one, names a template we know."""
    stamp = book.workbook.template
    if stamp is None or stamp == OURS:
        return
    is_old = stamp.template == OURS.template and stamp.version < OURS.version
    facts = {
        "template": stamp.template,
        "version": str(stamp.version),
        "our_template": OURS.template,
        "our_version": str(OURS.version),
    }
    yield Finding(Code.OLD_TEMPLATE if is_old else Code.OTHER_TEMPLATE, facts=facts)


def sheets_present(book: Book) -> Iterator[Finding]:
    """The workbook has the sheets of a plan, or at least one of them."""
    if not book.tables:
        yield Finding(Code.NO_KNOWN_SHEET)
    if not book.tables or book.is_foreign:
        return
    without_headers = {sheet_named(tab.name) for tab in book.unknown}
    for sheet in SHEETS:
        if sheet.expected and not book.of(sheet.key) and sheet.key not in without_headers:
            yield Finding(Code.MISSING_SHEET, facts={"table": sheet.key.value})


def plan_filled(book: Book) -> Iterator[Finding]:
    """A plan has a contribution, an action or an indicator at least."""
    if book.tables and not any(table.numbers for table in book.of(*_HEART)):
        facts = {"tables": ";".join(key.value for key in _HEART)}
        yield Finding(Code.EMPTY_PLAN, facts=facts)


def sheets_once(book: Book) -> Iterator[Finding]:
    """Each table stands on one sheet only."""
    for sheet in SHEETS:
        tables = book.of(sheet.key)
        for table in tables[1:]:
            if table.is_foreign:
                # People write one sheet for each office, or one for each goal.
                continue
            facts = {"table": sheet.key.value, "first": tables[0].tab}
            yield Finding(Code.REPEATED_SHEET, table.tab, facts=facts)


def sheets_known(book: Book) -> Iterator[Finding]:
    """Sheets that are none of ours are not read, and that is said."""
    for tab in book.unknown:
        claimed = sheet_named(tab.name)
        if claimed is not None:
            yield _without_headers(tab, claimed)
            continue
        near = nearest(tab.name, known_sheets())
        yield Finding(Code.UNKNOWN_SHEET, tab.name, value=tab.name, nearest=near)


def columns_present(book: Book) -> Iterator[Finding]:
    """Every required column is there."""
    for table in book.tables:
        present = {column.key for column in table.columns()}
        for column in columns_of(table.key):
            if column.required and column.key not in present and table.is_asked(column.key):
                yield table.finding(Code.MISSING_COLUMN, at=None, column=column.key)


def headers_known(book: Book) -> Iterator[Finding]:
    """Every column with something in it has a header we understand."""
    for table in book.tables:
        yield from _unknown(table)
        if not table.is_foreign:
            yield from _blank(table)


def headers_once(book: Book) -> Iterator[Finding]:
    """No column is there twice."""
    for table in book.tables:
        found = table.recognised
        for place, first in found.repeated:
            facts = {"table": table.key.value, "first": address(found.header_row, first)}
            cell, text = address(found.header_row, place), found.headers[place]
            yield Finding(Code.REPEATED_HEADER, table.tab, cell, text, facts=facts)


def _without_headers(tab: Tab, key: SheetKey) -> Finding:
    """A sheet with one of our names is meant to be read: its headers are what is wrong."""
    ranked = sorted(columns_of(key), key=lambda column: not column.required)
    columns = ";".join(column.key for column in ranked[:_EXAMPLES])
    facts = {"table": key.value, "columns": columns, "rows": LOOK_AT}
    return Finding(Code.NO_HEADER_ROW, tab.name, facts=facts)


def _unknown(table: Table) -> Iterator[Finding]:
    found = table.recognised
    taken = set(found.columns.values())
    free = tuple(h for h, key in known_headers(table.key).items() if key not in taken)
    for place in found.unknown:
        cell, text = address(found.header_row, place), found.headers[place][:80]
        facts = {"table": table.key.value}
        near = nearest(text, free)
        yield Finding(Code.UNKNOWN_HEADER, table.tab, cell, text, near, facts)


def _blank(table: Table) -> Iterator[Finding]:
    """A column with content and no header at all would be lost without a word."""
    found = table.recognised
    first = found.header_row + 1
    for place, cells in enumerate(found.tab.columns):
        if place in found.headers:
            continue
        number = next((n for n in range(first, len(cells)) if not is_blank(cells[n])), None)
        if number is not None:
            facts = {"letters": letters(place), "first": address(number, place)}
            cell = address(found.header_row, place)
            yield Finding(Code.BLANK_HEADER, table.tab, cell, facts=facts)
