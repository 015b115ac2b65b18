"""What reading a workbook costs, as ratios of one run.

python -m tests.bench_workbooks [rows]
"""

# ruff: noqa: T201 - the figures are printed for people
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
import zlib
from collections.abc import Callable
from pathlib import Path

from dashboard.language.words import Language, words_for
from dashboard.workbooks.archive import open_archive
from dashboard.workbooks.limits import Limits
from dashboard.workbooks.raw import letters
from tests.workbooks.crafted import SHEET, parts, sheet, zipped

_NUMBERS = ("milestones", "milestones_reached", "budget", "spent")
_KEYS = (
    *("id", "title_da", "title_en", "goals", "description_da", "description_en"),
    *("status_note_da", "status_note_en", "next_milestone_da", "next_milestone_en"),
    *("source_title", "note", "start_date", "due_date", "status_date", "next_milestone_date"),
    *_NUMBERS,
)
_COLUMNS = len(_KEYS)
_TEXTS = 20_000
# One cell in a hundred is wrong: what a workbook has that was never checked before.
_WRONG = 0.01


def workbook(rows: int) -> bytes:
    """Actions in twenty columns: an id, ten texts, a goal, four days, four numbers.

    It is recognised as what it is, so that checking it means checking every cell.
    """
    chance = random.Random(1)
    names = [letters(column) for column in range(_COLUMNS)]
    words = words_for(Language.DA)
    heads = [_text(f"{n}1", words.header(key)) for n, key in zip(names, _KEYS, strict=True)]
    lines = [f'<row r="1">{"".join(heads)}</row>']
    for row in range(2, rows + 2):
        cells = [_cell(f"{n}{row}", key, chance) for n, key in zip(names, _KEYS, strict=True)]
        lines.append(f'<row r="{row}" spans="1:20">{"".join(cells)}</row>')
    texts = "".join(f"<si><t>Tekst {n} om cykelstier og træer</t></si>" for n in range(_TEXTS))
    small = parts(strings=texts, formats=("yyyy-mm-dd",))
    return zipped({**small, SHEET: sheet("".join(lines))})


def _cell(place: str, key: str, chance: random.Random) -> str:
    if key not in ("id", "note") and chance.random() < _WRONG:
        return _text(place, "#REF!")
    if key == "id":
        return _text(place, f"H-{place}")
    if key == "goals":
        return f'<c r="{place}"><v>{chance.randint(1, 17)}</v></c>'
    if key.endswith("_date"):
        day = (46_000 if key != "start_date" else 44_000) + chance.randrange(900)
        return f'<c r="{place}" s="1"><v>{day}</v></c>'
    if key in _NUMBERS:
        least = 0 if key == "milestones_reached" else 1000
        return f'<c r="{place}"><v>{least + chance.random() * 1000:.3f}</v></c>'
    return f'<c r="{place}" t="s"><v>{chance.randrange(_TEXTS)}</v></c>'


def _text(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def inflate(content: bytes) -> int:
    """The least that reading can cost: every part inflated at once."""
    archive = open_archive(content, limits=Limits())
    found = (content[part.start : part.start + part.packed] for part in archive.parts)
    return sum(len(zlib.decompress(each, -zlib.MAX_WBITS)) for each in found)


def seconds(work: Callable[[], object], *, times: int = 3) -> float:
    """The processor's time of this process and its readers, the least of some runs."""
    return min(_once(work) for _ in range(times))


def _once(work: Callable[[], object]) -> float:
    before = os.times()
    work()
    after = os.times()
    return sum(after[n] - before[n] for n in range(4))


def _apart(code: str, path: str) -> tuple[float, float]:
    """Seconds and megabytes of a piece of code in a process of its own, readers included."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    told = f"import sys, resource\ncontent = open(sys.argv[1], 'rb').read()\n{code}\n" + (
        "mine = next(line for line in open('/proc/self/status') if line.startswith('VmHWM'))\n"
        "print(mine.split()[1], resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    out = subprocess.run(
        [sys.executable, "-c", told, path], check=True, capture_output=True, text=True
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return used, max(map(int, out.stdout.split())) / 1024


READ = (
    "from dashboard.workbooks.reading import read_workbook\n"
    "book = read_workbook(content, filename='plan.xlsx')"
)
CHECK = (
    "from dashboard.workbooks.checking import check_workbook\n"
    "checked = check_workbook(content, filename='plan.xlsx')\n"
    "records = sum(table.records for table in checked.sheets)\n"
    "assert records >= 1, checked.findings"
)
PANDAS = "import io, pandas\nframe = pandas.read_excel(io.BytesIO(content), engine='openpyxl')"


def main(rows: int) -> None:
    """Measure and print."""
    from dashboard.workbooks.reading import read_workbook  # noqa: PLC0415

    content = workbook(rows)
    size = inflate(content) / 1_000_000
    floor = seconds(lambda: inflate(content))
    ours = seconds(lambda: read_workbook(content, filename="plan.xlsx"))
    print(f"{rows} rows x {_COLUMNS}: {len(content) / 1e6:.1f} MB, inflated {size:.0f} MB")
    print(f"inflate {floor:.3f} s; gate + read {ours:.2f} s = {ours / floor:.1f} x inflate")
    small = workbook(rows // 10)
    few = seconds(lambda: read_workbook(small, filename="plan.xlsx"))
    none = seconds(lambda: read_workbook(workbook(1), filename="plan.xlsx"), times=1)
    print(f"{rows // 10} rows {few:.3f} s, one row {none:.3f} s: the process itself")
    print(f"growth of 10 x the rows: {(ours - none) / max(few - none, 0.001):.0f} x the time")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plan.xlsx"
        path.write_bytes(content)
        for name, code in (("read", READ), ("read + recognise + check", CHECK), ("pandas", PANDAS)):
            used, memory = _apart(code, str(path))
            print(
                f"{name}: {used:.2f} s = {used / floor:.1f} x, {memory / size:.1f} x inflated XML"
            )
            if name == "pandas":
                print(f"pandas with openpyxl against gate + read: {used / ours:.1f} x")
    start = time.perf_counter()
    read_workbook(workbook(1), filename="plan.xlsx")
    print(
        f"a workbook of one row, start of the reader included: {time.perf_counter() - start:.2f} s"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
