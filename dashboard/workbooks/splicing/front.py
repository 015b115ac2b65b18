"""The workbook part: which sheet is which."""

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.workbooks.splicing.markup import Tag, Unchangeable, tags
from dashboard.workbooks.splicing.package import Package
from dashboard.workbooks.splicing.relations import relations
from dashboard.workbooks.texts import plain

_ROOT = ""


@dataclass(frozen=True, slots=True)
class Front:
    """The workbook part with its sheets: name → part, in the order of the tabs.

    `space` is the namespace of the main parts and `base` that of the pointers between
    them; both differ in workbooks saved as "strict".
    """

    part: str
    sheets: Mapping[str, str]
    space: str
    base: str


def front_of(package: Package) -> Front:
    """Find the workbook part and its sheets."""
    start = next((r for r in relations(package, _ROOT) if r.kind == "officeDocument"), None)
    if start is None:
        raise Unchangeable
    found = tags(package.read(start.part))
    root = found[0]
    space = root.attributes.get(f"xmlns:{root.prefix[:-1]}" if root.prefix else "xmlns")
    if root.name != "workbook" or space is None:
        raise Unchangeable
    parts = {each.id: each.part for each in relations(package, start.part)}
    # By the names that findings know them by.
    named = {plain(tag.attributes.get("name", "")): _id(tag) for tag in sheet_tags(found)}
    sheets = {name: parts[id] for name, id in named.items() if id in parts}
    return Front(start.part, sheets, space, start.base)


def sheet_tags(found: tuple[Tag, ...]) -> list[Tag]:
    """Every sheet as the workbook part lists it."""
    holder = next((tag for tag in found if tag.name == "sheets" and tag.depth == 1), None)
    return [] if holder is None else [tag for tag in found if tag.under(holder)]


def _id(sheet: Tag) -> str | None:
    """The id of a sheet's pointer, whichever prefix its program writes."""
    keys = (key for key in sheet.attributes if key.endswith(":id"))
    return next((sheet.attributes[key] for key in keys), None)
