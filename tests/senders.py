"""Analysts who send workbooks through the real form, all at once: the other side of a bench."""

import http.client
import json
import os
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from threading import Thread
from zipfile import ZIP_DEFLATED, ZipFile

from dashboard.plan.columns import columns_of
from dashboard.plan.sheets import SheetKey
from dashboard.workbooks.raw import letters
from tests.bench_server import _place
from tests.workbooks.books import saved, sound
from tests.workbooks.crafted import crafted, old_excel, parts, zipped

HOSTILE, LARGE = 20, 5
LONGEST, TRIES = 240.0, 40  # seconds of it all, and how often each workbook is sent
_TOKEN = re.compile(r'name="form_token" value="([0-9a-f]+)"')


def large(rows: int) -> bytes:
    """A plan without a mistake: so many actions in twenty columns."""
    keys = [column.key for column in columns_of(SheetKey.ACTIONS)]
    texts = ("description_da", "description_en", "status_note_da", "status_note_en", "note")
    texts += ("next_milestone_da", "next_milestone_en", "source_title", "title_en")
    chance, places = random.Random(1), {key: letters(at) for at, key in enumerate(keys)}
    lines: list[str] = []
    for row in range(3, rows + 3):
        values = {"id": f"H-{row}", "title_da": f"Handling {row}", "goals": 1 + row % 17}
        values |= {"responsible": "TMF", "budget": chance.randrange(10**6)}
        values |= {key: f"Tekst {chance.randrange(20_000)} om træer" for key in texts}
        cells = [_cell(f"{places[key]}{row}", values[key]) for key in keys if key in values]
        lines.append(f'<row r="{row}">{"".join(cells)}</row>')
    out = BytesIO()
    with ZipFile(BytesIO(saved(sound()))) as plan, ZipFile(out, "w", ZIP_DEFLATED) as archive:
        names = re.findall(r'<sheet [^>]*name="([^"]+)"', plan.read("xl/workbook.xml").decode())
        actions = f"xl/worksheets/sheet{names.index('Handlinger') + 1}.xml"
        for name in plan.namelist():
            part = plan.read(name).decode()
            if name == actions:
                part = part.replace("</sheetData>", "".join(lines) + "</sheetData>")
            archive.writestr(name, part)
    return out.getvalue()


def _cell(place: str, value: object) -> str:
    if isinstance(value, int):
        return f'<c r="{place}"><v>{value}</v></c>'
    return f'<c r="{place}" t="inlineStr"><is><t>{value}</t></is></c>'


def hostile() -> Iterator[bytes]:
    """Workbooks that mean harm, or are none: from HOSTILE_DIR where it is set, else made here."""
    given = os.environ.get("HOSTILE_DIR")
    if given:
        paths = sorted(p for p in Path(given).iterdir() if p.suffix in (".xlsx", ".xlsm"))
        yield from (path.read_bytes() for path in paths[:: max(1, len(paths) // HOSTILE)][:HOSTILE])
        return
    sheet = "xl/worksheets/sheet1.xml"
    bomb = zipped({**parts(), sheet: b" " * 150_000_000})
    laughs = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]>'
    far = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"/></row>'
    kinds = (
        b"no workbook at all",
        crafted()[:-40],
        bomb,
        zipped({**parts(), sheet: laughs + "<worksheet/>"}),
        crafted(far + "<row/>" * 500_000),
        old_excel(),
        crafted("<row><c><v>1</v></c></row>" * 200_000),
        zipped(parts(), ("xl/vbaProject.bin", b"x")),
        crafted('<row r="1"><c r="A1" t="s"><v>99999999</v></c></row>'),
        b"PK\x03\x04" + b"\x00" * 2_000_000,
    )
    yield from (kinds[number % len(kinds)] for number in range(HOSTILE))


def send_all() -> None:
    """Every analyst sends one workbook, all at once; what came of them, as JSON."""
    os.nice(10)
    address, folder = sys.argv[1], Path(sys.argv[2])
    tokens = [sys.stdin.readline().strip() for _ in range(HOSTILE + LARGE)]
    harmful = sorted(folder.glob("h-*.xlsx"))
    paths = [folder / "z-large.xlsx"] * LARGE + [harmful[n % len(harmful)] for n in range(HOSTILE)]
    told: Counter[str] = Counter()
    threads = [
        Thread(target=_send, args=(address, token, path, told), daemon=True)
        for token, path in zip(tokens, paths, strict=True)
    ]
    for thread in threads:
        thread.start()
    end = time.monotonic() + LONGEST - 20
    for thread in threads:
        thread.join(max(0.0, end - time.monotonic()))
    sys.stdout.write(json.dumps(told))


def _send(address: str, token: str, path: Path, told: "Counter[str]") -> None:
    """Through the form, as often as it takes; then what it became."""
    shown = {"Cookie": f"sdg={token}"}
    _, _, form = _ask(address, "GET", "/da/upload", shown)
    found = _TOKEN.search(form.decode())
    assert found is not None
    body, kind = _multipart({"form_token": found[1]}, path)
    for _ in range(TRIES):
        status, head, _ = _ask(address, "POST", "/da/upload", shown | {"Content-Type": kind}, body)
        if status in (503, 0):
            told["times told to come again"] += 1
            time.sleep(float(head.get("Retry-After", 10)))
            continue
        if status == 303:
            told["drafts"] += 1
            opened = _opened(address, head["Location"], shown)
            told["drafts opened" if opened == 200 else f"drafts answered {opened}"] += 1
        else:
            told["unreadable" if status == 422 else f"answered {status}"] += 1
        return
    told["given up"] += 1


def _opened(address: str, path: str, shown: dict[str, str]) -> int:
    """How a draft was answered, at once or when it was asked for again."""
    for _ in range(TRIES):
        status, head, _ = _ask(address, "GET", path, shown)
        if status != 503:
            return status
        time.sleep(float(head["Retry-After"]))
    return 503


def _ask(
    address: str, method: str, path: str, head: dict[str, str], body: bytes | None = None
) -> tuple[int, dict[str, str], bytes]:
    """An answer; 0 where the connection ended before one came."""
    connection = http.client.HTTPConnection(*_place(address), timeout=LONGEST)
    with suppress(OSError):  # told before all of it was sent
        connection.request(method, path, body=body, headers=head)
    try:
        answer = connection.getresponse()
        return answer.status, dict(answer.headers), answer.read()
    except (OSError, http.client.HTTPException):
        return 0, {}, b""
    finally:
        connection.close()


def _multipart(fields: dict[str, str], path: Path) -> tuple[bytes, str]:
    edge = "edge-of-the-form-" + "x" * 20
    lines = [
        f'--{edge}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in fields.items()
    ]
    lines.append(
        f"--{edge}\r\nContent-Disposition: form-data; "
        f'name="workbook"; filename="{path.name}"\r\n\r\n'
    )
    body = "".join(lines).encode() + path.read_bytes() + f"\r\n--{edge}--\r\n".encode()
    return body, f"multipart/form-data; boundary={edge}"
