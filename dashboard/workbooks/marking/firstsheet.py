"""Our own sheet put before all others in the workbook part."""

from dashboard.workbooks.splicing.front import Front, sheet_tags
from dashboard.workbooks.splicing.markup import (
    Edit,
    Tag,
    Unchangeable,
    edited,
    escaped,
    tags,
    with_attribute,
)

_LONGEST_NAME = 31


def free_name(wanted: str, front: Front) -> str:
    """A name for our sheet that no sheet has; Excel does not tell case apart."""
    taken = {name.casefold() for name in front.sheets}
    name, number = wanted[:_LONGEST_NAME], 1
    while name.casefold() in taken:
        number += 1
        name = f"{wanted[: _LONGEST_NAME - 5]} ({number})"
    return name


def with_sheet_first(part: bytes, *, name: str, id: str, base: str) -> bytes:
    """The workbook part with one more sheet, and every count of sheets moved on by one."""
    found = tags(part)
    sheets = sheet_tags(found)
    if not sheets:
        raise Unchangeable
    first = sheets[0]
    number = max(int(tag.attributes.get("sheetId", 0)) for tag in sheets) + 1
    values = (first.prefix.encode(), escaped(name), number, _pointer(found[0], first, base, id))
    text = b'<%ssheet name="%s" sheetId="%d" %s/>' % values
    edits = [_opened(found), Edit(first.start, first.start, text)]
    edits += [edit for tag in found for edit in _moved(part, tag)]
    return edited(part, edits)


def _opened(found: tuple[Tag, ...]) -> Edit:
    """Where nothing says which tab is open the first one is, and that must stay the sender's."""
    holder = next(tag for tag in found if tag.name == "sheets" and tag.depth == 1)
    if any(tag.name == "workbookView" for tag in found):
        return Edit(holder.start, holder.start, b"")
    prefix = holder.prefix.encode()
    view = b'<%sbookViews><%sworkbookView activeTab="1"/></%sbookViews>' % ((prefix,) * 3)
    return Edit(holder.start, holder.start, view)


def _pointer(root: Tag, sheet: Tag, base: str, id: str) -> bytes:
    """The pointer as the sender's program writes it: some readers know one prefix only."""
    key = next((key for key in sheet.attributes if key.endswith(":id")), "r:id")
    space = f"xmlns:{key.removesuffix(':id')}"
    declared = f'{space}="{base}" ' if root.attributes.get(space) != base else ""
    return f'{declared}{key}="{id}"'.encode()


def _moved(part: bytes, tag: Tag) -> list[Edit]:
    """What counts sheets by their order: names of one sheet, and which tab is open.

    The sender's tab stays the open one: were ours open as well, both would be selected, and
    whatever is typed would go into both.
    """
    names = {"definedName": ("localSheetId",), "workbookView": ("activeTab", "firstSheet")}
    opening = new = part[tag.start : tag.inner]
    for name in names.get(tag.name, ()):
        value = tag.attributes.get(name, "0" if name == "activeTab" else "")
        # The bar of tabs shows ours too, unless it was scrolled.
        if value.isdecimal() and not (name == "firstSheet" and value == "0"):
            new = with_attribute(new, name, int(value) + 1)
    return [] if new == opening else [Edit(tag.start, tag.inner, new)]
