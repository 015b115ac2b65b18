"""Workbooks broken at random: each is read, or refused with a code, and nothing else.

    python -m tests.fuzz 100000 [seed]

The cases run in processes of their own, as files do in the product; one that kills its
process is counted and the next process goes on behind it.
"""

import random
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table
from python_calamine import CalamineWorkbook

from dashboard.errors import Trouble
from dashboard.workbooks.checking import check_here
from dashboard.workbooks.child import confine
from dashboard.workbooks.limits import Limits
from dashboard.workbooks.marked_copy import mark
from dashboard.workbooks.refusing import Unreadable
from tests.workbooks.books import saved, sound
from tests.workbooks.crafted import crafted, old_excel, old_workbook, open_document, record
from tests.workbooks.marked import WORDS, finding, rich

_MEMORY = 2_000_000_000
_PIECES = (
    *(
        b"<row>",
        b"</row>",
        b'<c r="A1">',
        b"</c>",
        b"<v>",
        b"</v>",
        b"<f>",
        b"</f>",
        b"<is>",
        b"<t>",
    ),
    *(b't="e"', b't="s"', b't="b"', b't="d"', b's="1"', b's="99999"', b'r="ZZZ9"', b'r="A0"'),
    *(b"NaN", b"-1e308", b"1e999", b"4294967295", b"99999999999999999999", b"-1", b"", b"\x00"),
    *(b"<!DOCTYPE a>", b"<!-- ", b" -->", b"<![CDATA[", b"]]>", b"&#0;", b"&#x1F;", b"&a;"),
    *(b"_x0000_", "\u202e".encode(), b"\xff\xfe", b'hidden="1"', b'ref="A1:XFD1048576"'),
    *(b'<mergeCell ref="B2:A1"/>', b"#N/A", b"#REF!", b"true", b"  ", b'xml:space="preserve"'),
)
_ROWS = (
    '<row r="1" spans="1:4"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>0.455</v></c>'
    '<c r="C1" s="2"><v>45000</v></c><c r="D1" t="e"><v>#N/A</v></c></row>'
    '<row r="2" hidden="1"><c r="A2"><f>1+1</f><v/></c><c r="B2" t="b"><v>1</v></c>'
    '<c r="C2" t="str"><f>A1</f><v>x</v></c><c r="D2" t="inlineStr"><is><t>to</t></is></c></row>'
)
_REPEATED = (
    '<table:table-column table:visibility="collapse" table:number-columns-repeated="2"/>'
    '<table:table-row table:number-rows-repeated="3"><table:table-cell '
    'office:value-type="percentage" office:value="0.5" table:number-columns-repeated="2">'
    '<text:p>50,0 %</text:p></table:table-cell><table:table-cell office:value-type="string" '
    'table:number-columns-spanned="2" table:number-rows-spanned="1"><text:p>to<text:s/>'
    "ord</text:p></table:table-cell><table:covered-table-cell/></table:table-row>"
    '<table:table-row table:visibility="filter"><table:table-cell table:formula="of:=1/0" '
    'office:value-type="string" office:string-value=""><text:p>#DIV/0!</text:p>'
    '</table:table-cell><table:table-cell office:value-type="date" '
    'office:date-value="2025-01-02"/></table:table-row>'
)
_RECORDS = (
    record(0x208, "HHHHHHL", 0, 0, 3, 300, 0, 0, 0x20),
    record(0x7D, "HHHHH", 1, 1, 2000, 0, 1, more=bytes(2)),
    record(0x203, "HHHd", 0, 0, 1, 0.455),
    record(0x205, "HHHBB", 0, 1, 0, 0x2A, 1),
    record(0x06, "HHHBBBBBBBBHLH", 1, 1, 0, 2, 0, 7, 0, 0, 0, 255, 255, 0, 0, 0),
    record(0xBD, "HHHiHiH", 2, 0, 2, 180003, 1, 203, 1),
    record(0x204, "HHHHB", 3, 0, 0, 2, 0, more=b"to"),
    record(0xE5, "HHHHH", 1, 4, 5, 0, 1),
)
# Every this many-th readable workbook is marked as well.
_MARKED = 2
Named = tuple[str, bytes]


def seeds() -> tuple[Named, ...]:
    """Sound files of each kind to start from."""
    cell = '<table:table-cell office:value-type="float" office:value="1"/>'
    return (
        (
            "a.xlsx",
            crafted(
                _ROWS,
                strings="<si><t>et</t></si><si><r><t>to</t></r></si>",
                formats=("0.0%", "yyyy-mm-dd"),  # type: ignore[arg-type]
                after='<mergeCells><mergeCell ref="A1:B2"/></mergeCells>',
            ),
        ),
        ("b.xlsx", saved(sound())),
        ("c.ods", open_document(f"<table:table-row>{cell}</table:table-row>")),
        ("d.csv", 'a;b\n1;træ\n2,5;"x"\n'.encode()),
        ("e.xls", old_excel((0x85, b"\x00" * 8), (0x0A, b""))),
        ("f.xlsx", saved(furnished())),
        ("g.ods", open_document(_REPEATED)),
        ("h.xls", old_workbook(*_RECORDS, formats=("0.0%", "yyyy-mm-dd"))),
    )


def furnished() -> Workbook:
    """A workbook with comments, rules, a table, a chart, lists to choose from and names."""
    book = rich()
    page = book["Ark"]
    page.add_table(Table(displayName="Tabel", ref="A1:E9"))
    page.add_data_validation(DataValidation(type="list", formula1='"a,b"', sqref="B2:B9"))
    chart = BarChart()
    chart.add_data(Reference(page, min_col=3, min_row=1, max_row=9), titles_from_data=True)
    page.add_chart(chart, "H2")
    page["A14"].hyperlink = "https://example.org/"
    page.row_dimensions[4].hidden = True
    page.column_dimensions["D"].hidden = True
    return book


def mutated(number: int, *, seed: int, of: Sequence[Named]) -> Named:
    """The case of a number: always the same for one seed."""
    chance = random.Random(f"{seed}/{number}")
    name, whole = chance.choice([*of[:2], *of])
    if name.endswith((".xlsx", ".ods")) and chance.random() < 0.6:
        return name, _in_part(whole, chance)
    return name, _in_bytes(whole, chance)


def _in_bytes(whole: bytes, chance: random.Random) -> bytes:
    content = bytearray(whole)
    for _ in range(chance.choice((1, 1, 2, 5, 30))):
        at = chance.randrange(len(content) + 1)
        change = chance.randrange(5)
        if change == 0:
            content[at : at + 1] = bytes([chance.randrange(256)])
        elif change == 1:
            del content[at : at + chance.choice((1, 4, 50))]
        elif change == 2:
            content[at:at] = content[at // 2 : at // 2 + chance.choice((1, 30, 200))]
        elif change == 3:
            content[at : at + 4] = chance.choice((b"\xff\xff\xff\xff", bytes(4), b"PK\x03\x04"))
        else:
            content[at : at + 1] = chance.choice(_PIECES)
    return bytes(
        content[: chance.randrange(len(content) + 1)] if chance.random() < 0.1 else content
    )


def _in_part(whole: bytes, chance: random.Random) -> bytes:
    """The same archive with the XML of one part changed, soundly packed again."""
    out = BytesIO()
    with ZipFile(BytesIO(whole)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        names = old.namelist()
        chosen = chance.choice([*names, *[n for n in names if "sheet" in n or "content" in n] * 3])
        for name in names:
            part = old.read(name)
            new.writestr(name, _xml(part, chance) if name == chosen else part)
    return out.getvalue()


def _xml(part: bytes, chance: random.Random) -> bytes:
    for _ in range(chance.choice((1, 1, 2, 4))):
        part = _changed(part, chance)
    return part


def _changed(part: bytes, chance: random.Random) -> bytes:
    places = [n for n, sign in enumerate(part) if sign in b'<>"='] or [0]
    first, second = sorted((chance.choice(places), chance.choice(places)))
    piece = chance.choice(_PIECES)
    changes: tuple[Callable[[], bytes], ...] = (
        lambda: part[:first] + piece + part[first:],
        lambda: part[: first + 1] + piece + part[first + 1 :],
        lambda: part[:first] + part[min(second, first + 200) :],
        lambda: part[:second] + part[first : min(second, first + 400)] + part[second:],
        lambda: part.replace(*chance.choice(((b"1", b"9"), (b"A", b"ZZ"), (b"v>", b"t>"))), 1),
    )
    return chance.choice(changes)()


def outcome(name: str, content: bytes) -> str:
    """`read`, the code of a refusal, the reader's own error, or the name of a fault of ours."""
    try:
        check_here(content, filename=name, limits=Limits(cells=200_000, spread=2_000_000))
        if name.endswith(".xlsx") and len(content) % _MARKED == 0:
            return marking(content)
    except Unreadable as unreadable:
        return unreadable.finding.code.value
    except BaseException as error:  # noqa: BLE001 - a panic is no Exception
        kind = type(error).__name__
        theirs = "calamine" in type(error).__module__ or kind in ("PanicException", "MemoryError")
        return "reader" if theirs else f"FAULT {kind}: {error}"
    return "read"


def marking(content: bytes) -> str:
    """`marked` where the copy says what the workbook says, for each reader that reads it."""
    name = CalamineWorkbook.from_filelike(BytesIO(content)).sheet_names[0]
    found = [finding(cell, sheet=name) for cell in ("A1", "B2", "C3", "H20")]
    try:
        copy = mark(content, found, words=WORDS)
    except Trouble:
        return "cannot be marked"
    sheets, before, after = {name}, calamine_says(content), calamine_says(copy)
    if {key: after.get(key) for key in before} != before:
        raise AssertionError(f"other values in {sheets}")
    try:
        openpyxl_says(content)
    except Exception:  # noqa: BLE001 - it reads less than we do
        return "marked"
    then, now = openpyxl_says(content), openpyxl_says(copy)
    if {key: now.get(key) for key in then} != then:
        raise AssertionError(f"openpyxl: other values in {sheets}")
    return "marked"


def calamine_says(content: bytes) -> dict[str, object]:
    """The values of each sheet, as one reader gives them; what cannot be read is None."""
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    said: dict[str, object] = {}
    for name in book.sheet_names:
        try:
            rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        except BaseException:  # noqa: BLE001 - a panic is no Exception
            said[name] = None
        else:
            said[name] = repr(_filled(rows))
    return said


def openpyxl_says(content: bytes) -> dict[str, object]:
    """The values of each sheet, as the other reader gives them."""
    book = load_workbook(BytesIO(content))
    pages = ((page.title, page.iter_rows(values_only=True)) for page in book.worksheets)
    return {title: repr(_filled(rows)) for title, rows in pages}


def _filled(rows: Iterable[Iterable[object]]) -> list[tuple[int, int, object]]:
    return [
        (n, m, value)
        for n, row in enumerate(rows)
        for m, value in enumerate(row)
        if value not in ("", None)
    ]


def work(first: int, last: int, seed: int) -> None:
    """Run cases and print one line each."""
    of = seeds()
    confine(memory=_MEMORY, seconds=3600)
    for number in range(first, last):
        print(number, outcome(*mutated(number, seed=seed, of=of)), flush=True)  # noqa: T201


def run(many: int, *, seed: int) -> Counter[str]:
    """Outcome → how often; `died` counts the cases that killed their process."""
    found: Counter[str] = Counter()
    at = 0
    while at < many:
        done = at
        asked = [sys.executable, "-m", "tests.fuzz", "--work", str(at), str(many), str(seed)]
        with subprocess.Popen(asked, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as worker:
            for line in worker.stdout or ():
                number, _, result = line.decode().strip().partition(" ")
                found[f"{result} (case {number})" if "FAULT" in result else result] += 1
                done = int(number) + 1
        if worker.returncode != 0:
            found["died"] += 1
            done += 1
        at = done if worker.returncode != 0 else many
    return found


def main(arguments: Sequence[str]) -> int:
    """Run as many cases as asked; 1 when any of them was neither read nor refused."""
    if arguments[0] == "--work":
        work(*map(int, arguments[1:4]))
        return 0
    found = run(int(arguments[0]), seed=int(arguments[1]) if len(arguments) > 1 else 1)
    for result, many in found.most_common():
        print(f"{many:8} {result}")  # noqa: T201
    return int(any("FAULT" in result for result in found))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
