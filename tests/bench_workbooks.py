"""What reading and checking a workbook costs, as ratios of one run.

    python -m tests.bench_workbooks [rows]

The floor is inflating the same parts with zlib; every other side runs in a process of its
own, with the readers it starts counted in. The sides take turns, and each ratio is that of
the medians.
"""

# ruff: noqa: T201 - the figures are printed for people
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
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
_ROUNDS = 3
# The side with fewer rows; with fewer still, the time is that of starting a process.
_FEWER = 10
# What the ratios may be: gate, read, recognise and check; memory; pandas against all of it.
_CHAIN, _MEMORY, _PANDAS, _GROWTH = 18, 3.5, 6, 1.5


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


def _seconds(work: Callable[[], object]) -> float:
    """The processor's time of this process."""
    before = os.times()
    work()
    after = os.times()
    return after.user + after.system - before.user - before.system


def _apart(code: str, path: Path) -> tuple[float, float]:
    """Seconds and megabytes of a piece of code in a process of its own, readers included."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    told = f"import sys, resource\ncontent = open(sys.argv[1], 'rb').read()\n{code}\n" + (
        "mine = next(line for line in open('/proc/self/status') if line.startswith('VmHWM'))\n"
        "print(mine.split()[1], resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    out = subprocess.run(
        [sys.executable, "-c", told, str(path)], check=True, capture_output=True, text=True
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return used, max(map(int, out.stdout.split())) / 1024


NOTHING = "from dashboard.workbooks.checkingapart import check_workbook"
CHECK = (
    f"{NOTHING}\n"
    "checked = check_workbook(content, filename='plan.xlsx', tables=False)\n"
    "assert sum(sheet.records for sheet in checked.sheets) >= 1, checked.findings"
)
PANDAS = "import io, pandas\nframe = pandas.read_excel(io.BytesIO(content), engine='openpyxl')"


def main(rows: int) -> int:
    """Measure and print; 1 when a ratio is beyond what it may be."""
    with tempfile.TemporaryDirectory() as folder:
        large, small = Path(folder) / "plan.xlsx", Path(folder) / "small.xlsx"
        content = workbook(rows)
        large.write_bytes(content)
        small.write_bytes(workbook(rows // _FEWER))
        size = inflate(content) / 1_000_000
        print(f"{rows:,} rows x {_COLUMNS}: {len(content) / 1e6:.1f} MB, inflated {size:.0f} MB")
        return _report(content, large, small, size=size)


def _report(content: bytes, large: Path, small: Path, *, size: float) -> int:
    floors, starts, chains, fews = [], [], [], []
    memory = 0.0
    for _ in range(_ROUNDS):
        floors.append(min(_seconds(lambda: inflate(content)) for _ in range(3)))
        starts.append(_apart(NOTHING, large)[0])
        used, memory = _apart(CHECK, large)
        chains.append(used)
        fews.append(_apart(CHECK, small)[0])
    floor, start = statistics.median(floors), statistics.median(starts)
    chain, few = statistics.median(chains) - start, statistics.median(fews) - start
    pandas = _apart(PANDAS, large)[0]
    empty = _apart(CHECK, _one_row(small))[0] - start
    growth = (chain - empty) / max(few - empty, 0.001) / _FEWER
    print(f"inflate {floor:.3f} s; importing the program {start:.2f} s is not counted")
    results = (
        _line("gate + read + recognise + check / inflate", chain / floor, most=_CHAIN),
        _line("memory of it / inflated XML", memory / size, most=_MEMORY),
        _line("pandas with openpyxl / all of it", pandas / chain, least=_PANDAS),
        _line(f"cost a row at {_FEWER} x the rows / before", growth, most=_GROWTH),
    )
    return 0 if all(results) else 1


def _one_row(path: Path) -> Path:
    path.write_bytes(workbook(1))
    return path


def _line(
    name: str, ratio: float, *, most: float | None = None, least: float | None = None
) -> bool:
    kept = (most is None or ratio <= most) and (least is None or ratio >= least)
    aim = f"at most {most}" if most is not None else f"at least {least}"
    print(f"{name:<44} {ratio:6.1f}  ({aim}: {'kept' if kept else 'BROKEN'})")
    return kept


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000))
