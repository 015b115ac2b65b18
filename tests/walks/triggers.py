"""A workbook for every code of finding, and the place where it stands."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from zipfile import ZipFile

from openpyxl import Workbook, load_workbook

from dashboard.language.words import Language
from dashboard.plan.columns import columns_of
from dashboard.plan.findings import Code
from dashboard.plan.sheets import SheetKey
from dashboard.workbooks.checkingapart import Checked, check_workbook
from dashboard.workbooks.gate import Limits
from dashboard.workbooks.raw import Raw, Tab, address, columns_of_rows
from dashboard.workbooks.raw import Workbook as Workbook_
from dashboard.workbooks.tables import Reading, read_tables
from dashboard.workbooks.template import write_template
from tests.walks.foreign import FOREIGN, ROWS
from tests.walks.unheard import differing, failing
from tests.workbooks.books import book_of, check, plan_of, saved, sound
from tests.workbooks.crafted import crafted, parts, replaced, zipped

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
Trigger = tuple[Callable[[], Checked | Reading], str | None, str | None]


def _limited(limits: Limits) -> Checked:
    return check_workbook(saved(sound()), filename="plan.xlsx", limits=limits)


def _stamped(name: str, version: int) -> Checked:
    book = load_workbook(BytesIO(write_template(language=Language.DA)))
    book["_template"]["A1"], book["_template"]["B1"] = name, version
    return check(book)


def _without(header: str) -> Checked:
    book = sound()
    page = book["Handlinger"]
    place = next(cell.column for cell in page[1] if cell.value == header)
    page.delete_cols(place)
    return check(book)


def _with_cell(sheet: str, cell: str, value: object, *, shown_as: str | None = None) -> Checked:
    book = sound()
    book[sheet][cell] = value
    if shown_as:
        book[sheet][cell].number_format = shown_as
    return check(book)


def _action(**cells: object) -> Callable[[], Checked]:
    return lambda: check(sound(action=cells))


def _indicator(**cells: object) -> Callable[[], Checked]:
    return lambda: check(sound(indicator=cells))


def _observations(*rows: dict[str, object]) -> Callable[[], Checked]:
    return lambda: check(sound(more={SheetKey.OBSERVATIONS: rows}))


def _without_sheet(name: str) -> Checked:
    book = sound()
    book.remove(book[name])
    return check(book)


def _with_sheet(name: str, *rows: list[str]) -> Checked:
    book = sound()
    page = book.create_sheet(name)
    for row in rows:
        page.append(row)
    return check(book)


def _broken() -> bytes:
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook")
    return out.getvalue()


def _succession() -> Workbook:
    rows = [{"code": "A", "predecessor": "B"}, {"code": "B", "predecessor": "A"}]
    return plan_of({SheetKey.ADMINISTRATIONS: rows})


def _two_successors() -> Workbook:
    rows = [{"code": "A"}, {"code": "B", "predecessor": "A"}, {"code": "C", "predecessor": "A"}]
    return plan_of({SheetKey.ADMINISTRATIONS: rows})


def _late_baseline() -> Workbook:
    rows = [{"indicator": "I-1", "year": 2020, "value": 1}]
    baseline = {"baseline_value": 4, "baseline_year": 2020}
    return sound(indicator=baseline, more={SheetKey.OBSERVATIONS: rows})


def _cell(place: str) -> str:
    row = place.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return f'<row r="{row}"><c r="{place}"><v>1</v></c></row>'


def _linked() -> bytes:
    content = parts()
    name = "xl/_rels/workbook.xml.rels"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLink"
    link = f'<Relationship Id="r9" Type="{kind}" Target="file:///x" TargetMode="External"/>'
    end = "</Relationships>"
    return zipped({**content, name: str(content[name]).replace(end, link + end)})


def _read(*rows: tuple[Raw, ...]) -> Reading:
    """A workbook of another layout than ours, as `sdg-dashboard read` reads it."""
    return read_tables(Workbook_("plan.xlsx", (Tab("Ark1", columns_of_rows(rows)),)))


def _of_indicator(key: str, **cells: object) -> Trigger:
    return _indicator(**cells), "Indikatorer", _under(SheetKey.INDICATORS, key)


def _of_observation(key: str, *rows: dict[str, object], **indicator: object) -> Trigger:
    book = sound(indicator=indicator, more={SheetKey.OBSERVATIONS: rows})
    return lambda: check(book), "Målinger", _under(SheetKey.OBSERVATIONS, key)


def _under(sheet: SheetKey, key: str) -> str:
    """The cell of the first row below a header."""
    return address(1, [column.key for column in columns_of(sheet)].index(key))


# Code → the workbook, and the sheet and cell at which the finding stands.
TRIGGERS: dict[Code, Trigger] = {
    Code.FILE_EMPTY: (lambda: check(b""), None, None),
    Code.FILE_TOO_LARGE: (lambda: _limited(Limits(file_bytes=100)), None, None),
    Code.UNPACKED_TOO_LARGE: (lambda: _limited(Limits(unpacked_bytes=100)), None, None),
    Code.TOO_MANY_SHEETS: (lambda: _limited(Limits(sheets=2)), None, None),
    Code.TOO_MANY_CELLS: (lambda: _limited(Limits(cells=5)), None, None),
    Code.NOT_A_WORKBOOK: (lambda: check(b"Verdensm\xc3\xa5l;Bidrag\n"), None, None),
    Code.OLD_EXCEL: (lambda: check(_OLE + "Workbook".encode("utf-16-le")), None, None),
    Code.ENCRYPTED: (lambda: check(_OLE + "EncryptedPackage".encode("utf-16-le")), None, None),
    Code.DAMAGED: (lambda: check(_broken()), None, None),
    Code.MISNAMED: (lambda: check_workbook(crafted(), filename="plan.csv"), None, None),
    Code.MACROS: (lambda: check(zipped(parts(), ("xl/vbaProject.bin", b"x"))), None, None),
    Code.EMBEDDED: (
        lambda: check(zipped(parts(), ("xl/embeddings/oleObject1.bin", b"x"))),
        None,
        None,
    ),
    Code.UNSAFE_FILE: (lambda: check(zipped(parts(), ("../plan.xml", b"x"))), None, None),
    Code.DOCUMENT_TYPE: (
        lambda: check(replaced("xl/styles.xml", "<!DOCTYPE a><a/>")),
        None,
        None,
    ),
    Code.TOO_MUCH: (lambda: check(crafted(before="<a>" * 41 + "</a>" * 41)), None, None),
    Code.LYING_COUNT: (
        lambda: check(replaced("xl/sharedStrings.xml", '<sst uniqueCount="4294967295"/>')),
        None,
        None,
    ),
    Code.CELLS_FAR_APART: (lambda: check(crafted(_cell("A1") + _cell("XFD1048576"))), None, None),
    Code.OUTSIDE_GRID: (lambda: check(crafted(_cell("A1048577"))), None, None),
    Code.CELL_TWICE: (lambda: check(crafted(_cell("A1") + _cell("A1"))), None, None),
    Code.READINGS_DIFFER: (differing, None, None),
    Code.QUOTE_OPEN: (lambda: check_workbook(b'a;b\n"c;1\n', filename="a.csv"), None, None),
    Code.READER_FAILED: (failing, None, None),
    Code.READER_TIMEOUT: (lambda: _limited(Limits(seconds=0)), None, None),
    Code.READER_MEMORY: (
        lambda: check_workbook(
            crafted(_cell("A1") + _cell("ZZ30000")),
            filename="plan.xlsx",
            limits=Limits(memory_bytes=20_000_000),
        ),
        None,
        None,
    ),
    Code.EXTERNAL_LINKS: (lambda: check(_linked()), None, None),
    Code.STRAY_CELL: (lambda: check(crafted(_cell("A1") + _cell("C9000"))), "Ark1", "C9000"),
    Code.CONTROL_CHARACTER: (_action(title_da="Træ_x0007_er"), "Handlinger", "B2"),
    Code.DIRECTION_MARK: (_action(title_da="Træ\u202eer"), "Handlinger", "B2"),
    Code.NO_KNOWN_SHEET: (lambda: check(book_of({"Ark1": [["a", "b"]]})), None, None),
    Code.MISSING_SHEET: (lambda: _without_sheet("Bidrag"), None, None),
    Code.REPEATED_SHEET: (
        lambda: _with_sheet("Actions", ["Id", "Titel (dansk)"]),
        "Actions",
        None,
    ),
    Code.UNKNOWN_SHEET: (lambda: _with_sheet("Noter", ["Husk"]), "Noter", None),
    Code.NO_HEADER_ROW: (
        lambda: _with_sheet("Actions", *[["Handleplan for verdensmålene"]] * 17),
        "Actions",
        None,
    ),
    Code.EMPTY_PLAN: (lambda: check(plan_of({})), None, None),
    Code.MISSING_COLUMN: (lambda: _without("Ansvarlig forvaltning"), "Handlinger", None),
    Code.UNKNOWN_HEADER: (lambda: _with_cell("Handlinger", "AD1", "Farve"), "Handlinger", "AD1"),
    Code.BLANK_HEADER: (lambda: _with_cell("Handlinger", "AD2", "rød"), "Handlinger", "AD1"),
    Code.REPEATED_HEADER: (lambda: _with_cell("Handlinger", "AD1", "Id"), "Handlinger", "AD1"),
    Code.OLD_TEMPLATE: (lambda: _stamped("sdg-action-plan", 0), None, None),
    Code.OTHER_TEMPLATE: (lambda: _stamped("another", 1), None, None),
    Code.MISSING_VALUE: (_action(responsible=None), "Handlinger", "F2"),
    Code.MISSING_TITLE: (_action(title_da=None), "Handlinger", "B2"),
    Code.WRONG_KIND: (_action(budget="mange"), "Handlinger", "V2"),
    Code.EXCEL_ERROR: (_action(note="#REF!"), "Handlinger", "AC2"),
    Code.UNCALCULATED: (_action(budget="=1000*12"), "Handlinger", "V2"),
    Code.AMBIGUOUS_NUMBER: (_action(budget="1.234"), "Handlinger", "V2"),
    Code.NUMBER_AS_TEXT: (_action(budget="1.234,5"), "Handlinger", "V2"),
    Code.DATE_AS_TEXT: (_action(due_date="31.12.2025"), "Handlinger", "L2"),
    Code.CODE_AS_NUMBER: (_action(targets=11.6), "Handlinger", "E2"),
    Code.AMBIGUOUS_CODE: (_action(targets=8.1), "Handlinger", "E2"),
    Code.PERCENT_FORMAT: (
        lambda: _with_cell("Indikatorer", "N2", 0.455, shown_as="0.0%"),
        "Indikatorer",
        "N2",
    ),
    Code.UNKNOWN_CHOICE: (_action(status="Forsinkt"), "Handlinger", "M2"),
    Code.BAD_LINK: (_action(source_url="javascript:alert(1)"), "Handlinger", "AA2"),
    Code.NEGATIVE_AMOUNT: (_action(spent=-1), "Handlinger", "W2"),
    Code.UNKNOWN_GOAL: (_action(goals="18"), "Handlinger", "D2"),
    Code.UNKNOWN_TARGET: (_action(targets="11.66"), "Handlinger", "E2"),
    Code.TARGET_OF_OTHER_GOAL: (_action(targets="13.2"), "Handlinger", "E2"),
    Code.UNKNOWN_ADMINISTRATION: (_action(responsible="TFM"), "Handlinger", "F2"),
    Code.UNKNOWN_REFERENCE: (_action(contribution="B-9"), "Handlinger", "J2"),
    Code.UNKNOWN_INDICATOR: (
        _observations({"indicator": "I-9", "year": 2020, "value": 1}),
        "Målinger",
        "A2",
    ),
    Code.DUPLICATE_ID: (
        lambda: check(
            sound(more={SheetKey.ACTIONS: [{"id": "H-1", "title_da": "x", "responsible": "TMF"}]})
        ),
        "Handlinger",
        "A3",
    ),
    Code.DUPLICATE_OBSERVATION: (
        _observations(
            {"indicator": "I-1", "year": 2020, "value": 1},
            {"indicator": "I-1", "year": 2020, "value": 2},
        ),
        "Målinger",
        "B3",
    ),
    Code.SUCCESSION_LOOP: (lambda: check(_succession()), "Forvaltninger", "H2"),
    Code.TWO_SUCCESSORS: (lambda: check(_two_successors()), "Forvaltninger", "H4"),
    Code.DATE_ORDER: (
        _action(start_date=date(2026, 1, 1), due_date=2025),
        "Handlinger",
        "L2",
    ),
    Code.MISSING_DIRECTION: _of_indicator("direction", direction=None, ambition_operator=None),
    Code.DIRECTION_AGAINST_AMBITION: (
        _indicator(ambition_operator="Højst", ambition_value=40, ambition_year=2030),
        "Indikatorer",
        "M2",
    ),
    Code.AMBITION_INCOMPLETE: (
        _indicator(ambition_operator=None, ambition_value=40, ambition_year=2030),
        "Indikatorer",
        "P2",
    ),
    Code.RANGE_ORDER: (
        _indicator(
            ambition_operator="Mellem", ambition_value=40, ambition_upper=30, ambition_year=2030
        ),
        "Indikatorer",
        "R2",
    ),
    Code.BASELINE_INCOMPLETE: (_indicator(baseline_value=4), "Indikatorer", "O2"),
    Code.BASELINE_NOT_FIRST: (lambda: check(_late_baseline()), "Indikatorer", "O2"),
    Code.FUTURE_OBSERVATION: (
        _observations({"indicator": "I-1", "year": 2199, "value": 1}),
        "Målinger",
        "B2",
    ),
    Code.MILESTONES_ORDER: (_action(milestones=3, milestones_reached=4), "Handlinger", "R2"),
    Code.NO_GOAL: (_action(goals=None), "Handlinger", "D2"),
    Code.STATUS_CONTRADICTED: (
        _action(status="Følger planen", due_date="2020-01-31"),
        "Handlinger",
        _under(SheetKey.ACTIONS, "status"),
    ),
    Code.UNIT_CHANGE: _of_observation(
        "unit", {"indicator": "I-1", "year": 2020, "value": 1, "unit": "kg"}, unit_da="ton"
    ),
    Code.MIXED_SCALE: _of_observation(
        "value",
        {"indicator": "I-1", "year": 2020, "value": 0.45},
        {"indicator": "I-1", "year": 2021, "value": 46},
        unit_da="%",
    ),
    Code.AMBITION_UNSTATED: _of_indicator("ambition_operator", ambition_operator=None),
    Code.AMBITION_BEFORE_VALUES: (
        lambda: check(
            sound(
                indicator={
                    "ambition_operator": "Mindst",
                    "ambition_value": 3,
                    "ambition_year": 2020,
                },
                more={
                    SheetKey.OBSERVATIONS: [{"indicator": "I-1", "year": 2021, "value": 1}],
                },
            )
        ),
        "Indikatorer",
        _under(SheetKey.INDICATORS, "ambition_year"),
    ),
    Code.BASELINE_IN_FUTURE: _of_indicator("baseline_year", baseline_value=3, baseline_year=2190),
    Code.MANUAL_INCOMPLETE: _of_indicator(
        "manual_reason", method="Faglig vurdering", manual_class="På rette vej", manual_name="NN"
    ),
    Code.MANUAL_UNUSED: _of_indicator("manual_reason", manual_reason="Derfor"),
    Code.CHANGE_INCOMPLETE: _of_indicator("change_year", change_reason="Ny opgørelse"),
    Code.STEPS_MISSING: _of_indicator("interim_ambitions", method="Ambitioner med årstal"),
    Code.STEPS_ORDER: _of_indicator(
        "interim_ambitions",
        interim_ambitions="2035: 2",
        ambition_operator="Mindst",
        ambition_value=3,
        ambition_year=2030,
    ),
    Code.THRESHOLD_RANGE: _of_indicator("limit_threshold", limit_threshold=30),
    Code.ACROSS_NOTHING: _of_indicator("across_break", across_break="Fordi"),
    Code.ROWS_LEFT_OUT: (lambda: _read(*ROWS, ("I alt", None, None, 3)), "Ark1", None),
    Code.GOAL_SCORES: (
        lambda: _read(
            ("Tiltag", "Ejer", "Frist", "SDG1", "SDG2", "SDG3"), ("a", "b", 2030, 7, 8, 9)
        ),
        "Ark1",
        "D1",
    ),
    **FOREIGN,
}
