"""Understanding a workbook: sheets with our own headers, and sheets of any other layout.

Both become the same tables, and the same checks look at them.
"""

from collections.abc import Sequence

from dashboard.plan.columns import columns_of
from dashboard.plan.sheets import SheetKey
from dashboard.workbooks.adopting import adopt, is_adoptable
from dashboard.workbooks.book import Book, Table, tables_of
from dashboard.workbooks.profiles import ImportProfile
from dashboard.workbooks.raw import Tab, Workbook
from dashboard.workbooks.recognising import Recognised, is_helper, recognise
from dashboard.workbooks.sheetfacts import facts_of
from dashboard.workbooks.tables import Judged, judge, why_ignored

# Beside a plan in another layout these may well have our own headers.
_FRAME = (SheetKey.ABOUT, SheetKey.ADMINISTRATIONS)


def understand(workbook: Workbook, *, profile: ImportProfile | None = None) -> Book:
    """The tables of a workbook; where its plan has our headers, other sheets are none of it.

    A sheet that a profile describes is read as the profile says, whatever its headers.
    """
    tabs = [tab for tab in workbook.tabs if not is_helper(tab)]
    found = {tab.name: recognised for tab in tabs if (recognised := recognise(tab))}
    judged = _of_other_layouts(workbook, tabs, found, profile)
    foreign = {each.layout.tab.name for each in judged}
    own = tables_of(each for name, each in found.items() if name not in foreign)
    adopted = adopt(judged, declared=own)
    tables = _in_order(workbook, (*own, *adopted.tables))
    taken = {table.tab for table in tables}
    unknown = tuple(tab for tab in tabs if tab.name not in taken and not tab.hidden)
    return Book(workbook, tables, unknown, adopted.findings)


def _of_other_layouts(
    workbook: Workbook,
    tabs: Sequence[Tab],
    found: dict[str, Recognised],
    profile: ImportProfile | None,
) -> list[Judged]:
    """The sheets that are to be read as somebody else laid them out."""
    ours = [each for each in found.values() if not _is_chance(each)]
    is_ours = workbook.template is not None or any(each.key not in _FRAME for each in ours)
    if is_ours and profile is None:
        return []
    facts = facts_of(workbook)
    judged: list[Judged] = []
    for tab in tabs:
        if why_ignored(tab, profile) is not None:
            continue
        strict = found.get(tab.name)
        each = judge(tab, workbook, facts, profile)
        if each is None or not is_adoptable(each):
            continue
        if each.why == "profile" or (not is_ours and (strict is None or _says_more(each, strict))):
            judged.append(each)
    return judged


def _is_chance(found: Recognised) -> bool:
    """Whether a sheet has a few of our headers only because anyone may use such words.

    Half of its headers are not ours, and what a row cannot do without is not among them.
    """
    known = set(found.columns.values())
    lacks = any(c.required and c.key not in known for c in columns_of(found.key))
    return lacks and len(found.columns) * 2 <= len(found.headers)


def _says_more(judged: Judged, strict: Recognised) -> bool:
    """Whether reading a sheet freely tells more of it than our own headers do."""
    keys = {column.key for column in judged.columns if column.key}
    return _is_chance(strict) and len(keys) > len(strict.columns)


def _in_order(workbook: Workbook, tables: Sequence[Table]) -> tuple[Table, ...]:
    """Tables as their sheets follow each other."""
    sheets = {tab.name: number for number, tab in enumerate(workbook.tabs)}
    return tuple(sorted(tables, key=lambda table: sheets[table.tab]))
