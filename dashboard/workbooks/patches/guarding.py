"""What may not be written over: Excel would call the workbook damaged, or show it nowhere."""

from collections.abc import Iterable, Iterator, Mapping

from dashboard.errors import Trouble
from dashboard.workbooks.patches.pen import CellValue
from dashboard.workbooks.raw import Area, Place, address
from dashboard.workbooks.splicing.frame import Frame, area_of
from dashboard.workbooks.splicing.markup import tags
from dashboard.workbooks.splicing.package import Package
from dashboard.workbooks.splicing.relations import relations

_SIGNATURES = "_xmlsignatures/"
_YES = ("1", "true")


def refuse_signed(package: Package) -> None:
    """Refuse a workbook that somebody signed: the signature would no longer hold."""
    if any(name.startswith(_SIGNATURES) for name in package.names):
        raise Trouble("patching.signed")


def refuse_protected(frame: Frame, *, sheet: str) -> None:
    """Refuse a sheet that was locked against changes."""
    tag = frame.of("sheetProtection")
    if tag is not None and tag.attributes.get("sheet") in _YES:
        raise Trouble("patching.protected", sheet=sheet)


def refuse_merged(frame: Frame, places: Iterable[Place], *, sheet: str) -> None:
    """Refuse a cell that lies hidden under another it is merged with."""
    areas = [
        area
        for tag in frame.found
        if tag.name == "mergeCell" and (area := area_of(tag.attributes.get("ref", "")))
    ]
    for place in places:
        for area in areas:
            if _holds(area, place) and place != area[:2]:
                facts = {"cell": address(*place), "first": address(*area[:2])}
                raise Trouble("patching.merged", sheet=sheet, **facts)


def refuse_edges(
    package: Package, part: str, cells: Mapping[Place, CellValue], *, sheet: str
) -> None:
    """Refuse the heading and the totals of a table: Excel keeps them in two places."""
    for edge in _edges(package, part):
        for place in cells:
            if _holds(edge, place):
                raise Trouble("patching.edge", sheet=sheet, cell=address(*place))


def _edges(package: Package, part: str) -> Iterator[Area]:
    for each in relations(package, part):
        if each.kind != "table" or not package.has(each.part):
            continue
        table = tags(package.read(each.part))[0].attributes
        area = area_of(table.get("ref", ""))
        if area is None:
            continue
        top, left, bottom, right = area
        if (heads := int(table.get("headerRowCount", 1))) > 0:
            yield top, left, top + heads - 1, right
        if (totals := int(table.get("totalsRowCount", 0))) > 0:
            yield bottom - totals + 1, left, bottom, right


def _holds(area: Area, place: Place) -> bool:
    top, left, bottom, right = area
    return top <= place[0] <= bottom and left <= place[1] <= right
