"""Pivot tables: each keeps a copy of the cells it counts, and only Excel makes it anew."""

from collections.abc import Iterator, Mapping

from dashboard.workbooks.patches.naming import Meaning, Names
from dashboard.workbooks.patches.references import told
from dashboard.workbooks.splicing.front import Front
from dashboard.workbooks.splicing.markup import tags
from dashboard.workbooks.splicing.package import Package
from dashboard.workbooks.splicing.relations import relations

# One area, or one of several that are counted together.
_SOURCES = ("worksheetSource", "rangeSet")


def sources(package: Package, front: Front) -> Iterator[str]:
    """What the pivot tables of a workbook count, written as a formula would write it."""
    for each in relations(package, front.part):
        if each.kind == "pivotCacheDefinition" and package.has(each.part):
            for tag in tags(package.read(each.part)):
                # What has an id lies in another workbook.
                if tag.name in _SOURCES and not any(k.endswith(":id") for k in tag.attributes):
                    yield _written(tag.attributes)


def counted(source: str, names: Names) -> Meaning:
    """The cells that a source stands for; a table is named without its brackets."""
    text = f"{source}[]" if source.casefold() in names.tables else source
    return names.meaning(told(text), sheet="", place=(0, 0))


def _written(given: Mapping[str, str]) -> str:
    if given.get("name"):
        return given["name"]
    # Where no sheet is told it may be any: so little is read as nothing, and doubted.
    sheet = given.get("sheet", "").replace("'", "''")
    return f"'{sheet}'!{given.get('ref', '')}" if sheet else f"!{given.get('ref', '')}"
