"""The marked copy of a large workbook, as a ratio to unpacking the same parts.

    python -m tests.bench_marked [ROWS]

Both sides are measured in one run, best of three; 20 columns, one cell in a hundred wrong.
"""

import sys
import time
import zlib
from collections.abc import Callable
from io import BytesIO
from random import Random
from zipfile import ZipFile

from openpyxl import Workbook

from dashboard.language.words import Language, words_for
from dashboard.plan.findings import Code, Finding
from dashboard.workbooks.marked_copy import mark
from dashboard.workbooks.raw import address

COLUMNS, BAD = 20, 100
_WORDS = ("cykelsti", "vand", "klima", "skole", "energi", "byrum", "affald", "bolig", "træer")


def large(rows: int) -> bytes:
    """A workbook of ids, words, days and amounts, as a register would be exported."""
    book, chance = Workbook(write_only=True), Random(rows)
    page = book.create_sheet("Handlinger")
    page.append([f"Kolonne {n}" for n in range(COLUMNS)])
    for row in range(rows):
        texts = [" ".join(chance.choices(_WORDS, k=4)) for _ in range(8)]
        numbers = [round(chance.uniform(0, 1e6), 2) for _ in range(5)]
        codes = [f"{chance.randint(1, 17)}.{chance.randint(1, 9)}" for _ in range(4)]
        years = [chance.randint(2015, 2035) for _ in range(2)]
        page.append([f"H-{row:06}", *texts, *codes, *numbers, *years])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def findings(rows: int) -> list[Finding]:
    """One cell in a hundred, spread over the whole sheet."""
    places = (divmod(n, COLUMNS) for n in range(7, rows * COLUMNS, BAD))
    facts = {"column": "title_da", "table": "actions", "kind": "number"}
    return [
        Finding(Code.WRONG_KIND, "Handlinger", address(row + 1, column), "mange", None, facts)
        for row, column in places
    ]


def inflated(content: bytes) -> int:
    """Unpack every part with zlib alone, and count the bytes."""
    with ZipFile(BytesIO(content)) as archive:
        infos = archive.infolist()
    starts = (_start(content, info.header_offset) for info in infos)
    return sum(
        len(zlib.decompress(content[start : start + info.compress_size], -15))
        for start, info in zip(starts, infos, strict=True)
    )


def _start(content: bytes, at: int) -> int:
    name, extra = (int.from_bytes(content[at + n : at + n + 2], "little") for n in (26, 28))
    return at + 30 + name + extra


def best(work: Callable[[], object], *, rounds: int = 3) -> float:
    """The shortest of a few runs, in seconds of this process."""
    times: list[float] = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def main(rows: int) -> None:
    """Print the ratio."""
    content, found = large(rows), findings(rows)
    words = words_for(Language.DA)
    base = best(lambda: inflated(content))
    marked = best(lambda: mark(content, found, words=words))
    print(  # noqa: T201
        f"marked copy, {rows} x {COLUMNS}, {len(found)} bad cells: "
        f"{marked:.2f} s, inflate {base:.2f} s, ratio {marked / base:.1f} (aim at most 6)"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
