"""Let spreadsheets calculate anew what may follow from a cell that was written."""

from dashboard.workbooks.patches.formulas import formulas
from dashboard.workbooks.splicing.front import Front
from dashboard.workbooks.splicing.grid import Grid, data_span
from dashboard.workbooks.splicing.markup import Edit, edited, tags, with_attribute
from dashboard.workbooks.splicing.package import Package
from dashboard.workbooks.splicing.relations import forget, relations

# What stands before the rules of calculation in the workbook part, in the order Excel demands.
_BEFORE = frozenset(
    (
        *("fileVersion", "fileSharing", "workbookPr", "workbookProtection", "bookViews"),
        *("sheets", "functionGroups", "externalReferences", "definedNames"),
    )
)


def calculate_anew(package: Package, front: Front) -> None:
    """Have every formula calculated when the workbook is opened, where it has any."""
    if not any(_has_formula(package, part) for part in front.sheets.values()):
        return
    part = package.read(front.part)
    found = tags(part)
    there = next((tag for tag in found if tag.name == "calcPr" and tag.depth == 1), None)
    if there is not None:
        opening = with_attribute(part[there.start : there.inner], "fullCalcOnLoad", 1)
        edit = Edit(there.start, there.inner, opening)
    else:
        at = max(tag.end for tag in found if tag.depth == 1 and tag.name in _BEFORE)
        tag = f"{found[0].prefix}calcPr".encode()
        edit = Edit(at, at, b'<%s fullCalcOnLoad="1"/>' % tag)
    package.put(front.part, edited(part, (edit,)))


def forget_order(package: Package, front: Front) -> None:
    """Leave out the order of calculation, which names a cell that has no formula any more.

    Excel makes it anew, and calls a workbook damaged in which it is wrong.
    """
    for each in tuple(relations(package, front.part)):
        if each.kind == "calcChain" and package.has(each.part):
            forget(package, front.part, each.part)


def _has_formula(package: Package, part: str) -> bool:
    sheet = package.read(part) if package.has(part) else b""
    data = data_span(sheet)
    return data is not None and next(formulas(Grid(sheet, data)), None) is not None
