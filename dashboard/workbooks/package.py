"""What an Excel package says of itself: its sheets, styles and shared strings.

Only parts the workbook leads to are read, and each leads to one place inside the file.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from posixpath import dirname, join, normpath

from dashboard.plan.findings import Code
from dashboard.workbooks.archive import Archive, Part
from dashboard.workbooks.gate import Kind
from dashboard.workbooks.limits import Limits
from dashboard.workbooks.refusing import damaged, refuse, unsafe, within
from dashboard.workbooks.splicing.package import Package as PartsOf
from dashboard.workbooks.texts import plain
from dashboard.workbooks.xmlwatch import Listed, Watch, watched

_TYPES = "[Content_Types].xml"
_R = "officeDocument/2006/relationships"
_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_USUAL = f"http://schemas.openxmlformats.org/{_R}"
_MAIN = ("sheet.main+xml", "macroEnabled.main+xml", "template.main+xml")
# Excel's longest number format; what is longer was not written to be shown.
_LONGEST_FORMAT = 255


@dataclass(frozen=True, slots=True)
class Sheet:
    """One worksheet: its name, its part, and whether people see it."""

    name: str
    part: Part
    hidden: bool
    has_comments: bool


@dataclass(frozen=True, slots=True)
class Package:
    """An Excel workbook before its cells are read."""

    archive: Archive
    sheets: tuple[Sheet, ...]
    strings: Part | None
    styles: Part | None
    has_links: bool
    counts_from_1904: bool
    folder: str


def open_package(archive: Archive, *, kind: Kind) -> Package:
    """The sheets of a workbook; raises `Unreadable` where it leads nowhere or twice."""
    types = watched(_listed(archive, _TYPES), _chunks(archive, _TYPES))
    declared = {each.get("ContentType", "") for each in types.named("Override", "Default")}
    _check_types(declared, kind=kind)
    main = _main(archive)
    leads = _leads(archive, main)
    book = watched(_Book(main, limits=archive.limits), _chunks(archive, main))
    sheets = _sheets(archive, book, leads)
    links = any(kind_.endswith("/externalLink") for kind_, _ in leads.values())
    folder = dirname(main)
    strings = _of_kind(archive, leads, "/sharedStrings", usual=join(folder, "sharedStrings.xml"))
    styles = _of_kind(archive, leads, "/styles", usual=join(folder, "styles.xml"))
    return Package(archive, sheets, strings, styles, links, book.counts_from_1904, join(folder, ""))


class _Book(Watch):
    """The workbook part: its sheets in order, and how many names it defines."""

    def __init__(self, part: str, *, limits: Limits) -> None:
        super().__init__(part, limits=limits)
        self.sheets: list[Mapping[str, str]] = []
        self.names = 0
        self.counts_from_1904 = False

    def started(self, name: str, attributes: Mapping[str, str]) -> None:
        """Note a sheet or a defined name."""
        if self.depth == 1 and name != "workbook":
            damaged(self.part)
        if name == "sheet":
            self.sheets.append(attributes)
            within(len(self.sheets), self.limits, "sheets", code=Code.TOO_MANY_SHEETS)
        elif name == "workbookPr":
            self.counts_from_1904 = attributes.get("date1904") in ("1", "true")
        elif name == "definedName":
            self.names += 1
            within(self.names, self.limits, "items", what="names")


def with_usual_names(package: Package, content: bytes) -> bytes:
    """The same workbook for a reader that looks for strings and styles by their usual names."""
    known = (("sharedStrings.xml", package.strings), ("styles.xml", package.styles))
    places = ((f"{package.folder}{name}", part) for name, part in known if part is not None)
    odd = [(place, part) for place, part in places if part.name.lower() != place.lower()]
    if not odd:
        return content
    copy = PartsOf(content)
    for place, part in odd:
        copy.put_large(place, package.archive.chunks(part))
    return copy.content()


def number_formats(package: Package) -> tuple[str | None, ...]:
    """The number format of each cell style, by the number cells name it with.

    `General` is the empty format; None is one that programs know by number alone, as they
    do most days.
    """
    if package.styles is None:
        return ()
    watch = _Styles(package.styles.name, limits=package.archive.limits)
    watched(watch, package.archive.chunks(package.styles))
    return tuple(watch.codes.get(each, BUILT_IN.get(each)) for each in watch.styles)


class _Styles(Watch):
    """The styles part: number formats by id, and the id each cell style uses."""

    def __init__(self, part: str, *, limits: Limits) -> None:
        super().__init__(part, limits=limits)
        self.codes: dict[str, str] = {}
        self.styles: list[str] = []
        self._inside = False
        self._many = 0

    def started(self, name: str, attributes: Mapping[str, str]) -> None:
        """Note a number format or a cell style."""
        if name == "numFmt":
            code = attributes.get("formatCode", "")
            within(len(self.codes), self.limits, "styles", what="formats")
            known = code if len(code) <= _LONGEST_FORMAT else ""
            self.codes[attributes.get("numFmtId", "")] = known
        elif name == "cellXfs":
            self._inside = True
        elif name == "xf":
            self._many += 1
            within(self._many, self.limits, "styles")
            if self._inside:
                self.styles.append(attributes.get("numFmtId", "0"))

    def ended(self, name: str) -> None:
        """Leave the list of cell styles."""
        if name == "cellXfs":
            self._inside = False


# Formats that programs know by number alone; dates among them are the reader's affair.
BUILT_IN: Mapping[str, str] = {
    "0": "",
    "1": "0",
    "2": "0.00",
    "3": "#,##0",
    "4": "#,##0.00",
    "9": "0%",
    "10": "0.00%",
    "11": "0.00E+00",
    "12": "# ?/?",
    "13": "# ??/??",
    "37": "#,##0 ;(#,##0)",
    "38": "#,##0 ;[Red](#,##0)",
    "39": "#,##0.00;(#,##0.00)",
    "40": "#,##0.00;[Red](#,##0.00)",
    "48": "##0.0E+0",
    "49": "@",
}


def _check_types(declared: set[str], *, kind: Kind) -> None:
    if any("ms-excel.sheet.binary" in each for each in declared):
        refuse(Code.MISNAMED, called=f".{kind}", found=".xlsb")
    if kind is Kind.XLSX and any("macroEnabled" in each for each in declared):
        refuse(Code.MACROS)
    if not any(each.endswith(_MAIN) for each in declared):
        refuse(Code.NOT_A_WORKBOOK)


def _main(archive: Archive) -> str:
    """The workbook part the package leads to."""
    if archive.part("_rels/.rels") is None:
        damaged("_rels/.rels")
    links = _relations(archive, "_rels/.rels", base="")
    found = [target for type_, target in links.values() if type_.endswith("/officeDocument")]
    if len(found) != 1 or archive.part(found[0]) is None:
        refuse(Code.NOT_A_WORKBOOK)
    if found[0].rpartition("/")[2].lower() != "workbook.xml":
        # Some readers look for the usual name, and may find another workbook there.
        unsafe("name", part=found[0])
    return found[0]


def _leads(archive: Archive, part: str) -> Mapping[str, tuple[str, str]]:
    """Where a part leads: the kind and the target of each of its relations, by their id."""
    folder = dirname(part)
    name = join(folder, "_rels", part.rpartition("/")[2] + ".rels")
    return {} if archive.part(name) is None else _relations(archive, name, base=folder)


def _relations(archive: Archive, name: str, *, base: str) -> Mapping[str, tuple[str, str]]:
    watch = watched(_listed(archive, name), _chunks(archive, name))
    found: dict[str, tuple[str, str]] = {}
    for each in watch.named("Relationship"):
        target, key = each.get("Target", ""), each.get("Id", "")
        if key in found:
            unsafe("twice", part=key)
        if each.get("TargetMode") == "External":
            found[key] = (each.get("Type", ""), "")
            continue
        path = target.lstrip("/") if target.startswith("/") else join(base, target)
        found[key] = (each.get("Type", ""), normpath(path.replace("\\", "/")))
    return found


def _sheets(
    archive: Archive, book: _Book, leads: Mapping[str, tuple[str, str]]
) -> tuple[Sheet, ...]:
    """The worksheets in the order of the workbook; chart sheets are passed over."""
    found: list[Sheet] = []
    names: set[str] = set()
    parts: set[str] = set()
    for each in book.sheets:
        name = each.get("name", "")
        called = plain(name).casefold()
        if called in names:
            unsafe("sheet_twice", part=name)
        names.add(called)
        # The strict form of the format keeps to its own words, or programs disagree on it.
        links = _STRICT if book.namespace.startswith("http://purl.oclc.org/") else _USUAL
        link = each.get(f"{links} id")
        if link is None:
            refuse(Code.NOT_A_WORKBOOK)
        if sum(key.rpartition(" ")[2] == "id" for key in each) > 1:
            unsafe("sheet_twice", part=name)
        type_, target = leads.get(link, ("", ""))
        if type_.endswith(("/chartsheet", "/dialogsheet", "/xlMacrosheet", "/xlIntlMacrosheet")):
            continue
        part = archive.part(target) if type_.endswith("/worksheet") else None
        if part is None:
            damaged(name)
        if part.name in parts:
            unsafe("sheet_twice", part=name)
        parts.add(part.name)
        comments = any(k.endswith("/comments") for k, _ in _leads(archive, part.name).values())
        hidden = each.get("state", "visible") != "visible"
        found.append(Sheet(name, part, hidden, comments))
    if not found:
        refuse(Code.NOT_A_WORKBOOK)
    return tuple(found)


def _of_kind(
    archive: Archive, leads: Mapping[str, tuple[str, str]], ending: str, *, usual: str
) -> Part | None:
    """The part of a kind that the workbook leads to.

    Some readers take the part of the usual name whatever the workbook says.
    """
    targets = {target.lower() for type_, target in leads.values() if type_.endswith(ending)}
    there = archive.part(usual)
    if len(targets) > 1 or (there is not None and targets - {usual.lower()}):
        unsafe("twice", part=ending.strip("/"))
    return archive.part(targets.pop()) if targets else there


def _listed(archive: Archive, name: str) -> Listed:
    return Listed(name, limits=archive.limits)


def _chunks(archive: Archive, name: str) -> Iterator[bytes]:
    part = archive.part(name)
    if part is None:
        damaged(name)
    return archive.chunks(part)
