"""A sheet read on the way and the same sheet read whole say the same."""

import os
import random
from pathlib import Path

import pytest

from dashboard.workbooks import archive
from dashboard.workbooks.plaincells import Keys, PlainCells
from dashboard.workbooks.plainrows import Alike, AlikeRows
from dashboard.workbooks.raw import Raw, Tab, Workbook, letters
from dashboard.workbooks.reading import read_workbook
from dashboard.workbooks.refusing import Unreadable
from tests.samples import EXAMPLES, workbook
from tests.workbooks.crafted import crafted

_CORPUS = os.environ.get("CORPUS_DIR")
_REAL = sorted(Path(_CORPUS).glob("*/*.xls[xm]")) if _CORPUS else []
_STRINGS = "<si><t>et</t></si><si><t>to &amp; tre</t></si><si><r><t>fi</t></r><r><t>re</t></r></si>"
_FORMATS = ("0.00", "yyyy-mm-dd", "0%", "General", "hh:mm")
_CELLS = (
    *('t="s"><v>0</v>', 't="s"><v>1</v>', 't="s"><v>2</v>', 't="b"><v>1</v>', "><v>1</v>"),
    *("><v>-0.5</v>", "><v>1E3</v>", "><v>1_0</v>", "><v>7 </v>", "><v>nan</v>", "><v>-</v>"),
    *('s="1"><v>8.1</v>', 's="2"><v>45000</v>', 's="2"><v>45000.25</v>', 's="3"><v>0.4</v>'),
    *(
        's="5"><v>0.5</v>',
        's="2"><v>60</v>',
        's="2"><v>NaN</v>',
        't="n"><v>4</v>',
        's="9"><v>3</v>',
    ),
    *('t="inlineStr"><is><t>æ&#38;ø</t></is>', 't="str"><f>A1</f><v>x_x0041_</v>'),
    *("><f>1+1</f><v>2</v>", 't="inlineStr"><is><t>#N/A</t></is>', 't="d"><v>2025-01-02</v>'),
    *('t="inlineStr"><is><t>a\u202eb</t></is>', 't="inlineStr"><is><t>_x0007_b</t></is>'),
)


def _kinds(tab: Tab) -> list[list[tuple[type, Raw]]]:
    return [[(type(cell), cell) for cell in column] for column in tab.columns]


def _said(book: Workbook) -> object:
    return [(tab.name, _kinds(tab)) for tab in book.tabs], sorted(map(repr, book.findings))


def _outcome(content: bytes) -> object:
    try:
        return _said(read_workbook(content, filename="plan.xlsm"))
    except Unreadable as refused:
        return refused.finding.code


def _both(content: bytes, monkeypatch: pytest.MonkeyPatch) -> tuple[object, object]:
    on_the_way = _outcome(content)
    with monkeypatch.context() as patched:
        patched.setattr(PlainCells, "take", lambda self, block: self.give_up())
        return on_the_way, _outcome(content)


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_examples_are_read_the_same_both_ways(name: str, monkeypatch: pytest.MonkeyPatch):
    one, other = _both(workbook(name), monkeypatch)
    assert one == other


@pytest.mark.skipif(not _CORPUS, reason="CORPUS_DIR does not say where the workbooks lie")
@pytest.mark.parametrize("path", _REAL, ids=lambda path: path.name)
def test_workbooks_of_other_people_are_read_the_same_both_ways(
    path: Path, monkeypatch: pytest.MonkeyPatch
):
    one, other = _both(path.read_bytes(), monkeypatch)
    assert one == other


@pytest.mark.parametrize("seed", range(60))
def test_cells_of_every_kind_are_read_the_same_both_ways(
    seed: int, monkeypatch: pytest.MonkeyPatch
):
    chance = random.Random(seed)
    rows: list[str] = []
    for row in range(1, chance.randrange(2, 30)):
        places = [c for c in "ABCDE" if seed % 3 or chance.random() < 0.8]
        cells = (_cell(f"{c}{row}", c, chance, even=seed % 2 == 0) for c in places)
        rows.append(f'<row r="{row * (1 + seed % 4 // 3)}">{"".join(cells)}</row>')
    if seed % 4 // 3:
        rows = [line.replace(f'{n}"', f'{n * 2}"') for n, line in enumerate(rows, 1)]
    content = crafted("".join(rows), strings=_STRINGS, formats=_FORMATS)
    one, other = _both(content, monkeypatch)
    assert one == other


def _cell(place: str, column: str, chance: random.Random, *, even: bool) -> str:
    """A cell; in an even sheet all of a column but a few are of one kind."""
    if chance.random() < 0.04:
        return f'<c r="{place}" s="1"/>'
    usual = _CELLS[ord(column) % len(_CELLS)] if even and chance.random() < 0.9 else None
    held = usual or chance.choice(_CELLS)
    return f'<c r="{place}"{"" if held.startswith(">") else " "}{held}</c>'


def test_a_cell_that_stands_twice_is_not_plain():
    cells = PlainCells(Keys(), plain_styles=())
    block = b'<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>1</v></c><c r="A1"><v>2</v></c></row>'
    cells.take(block)
    assert cells.given_up


def test_cells_too_far_apart_are_left_to_the_reader():
    cells = PlainCells(Keys(), plain_styles=())
    for n, place in enumerate("ABCDEFGH"):
        row = 1_000_000 + n
        cells.take(f'<row r="{row}"><c r="{place}{row}"><v>1</v></c></row>'.encode())
    assert cells.given_up


# What the pattern of a sheet's own rows has to take, and what it must leave alone.
_PLAIN = (
    *('t="s"><v>0</v>', 't="s"><v>1</v>', 's="1" t="s"><v>2</v>', "><v>-0.50</v>", "><v>007</v>"),
    *("><v>-0</v>", "><v>1E3</v>", "><v>12345678901234567890123</v>", 't="n"><v>4</v>'),
    *('s="1"><v>8.10</v>', 's="2"><v>45000</v>', 's="3"><v>0.4</v>', 't="b"><v>1</v>', "/>"),
    *('t="inlineStr"><is><t>a > b</t></is>', 't="inlineStr"><is><t>7</t></is>', 's="2"/>'),
    *('t="str"><f>A1&amp;"</f><v>to</v>', "><f>1+1</f><v>2</v>", 't="b"><f>1=1</f><v>1</v>'),
)
_RARE = (
    *('t="s"><v>3</v>', 't="s"><v>01</v>', "><v>1_0</v>", "><v>1.</v>", 't="e"><v>#N/A</v>'),
    *('t="inlineStr"><is><t>&#38;</t></is>', 't="inlineStr"><is><t>a\x0bb</t></is>', "><f>1</f>"),
    't="inlineStr"><is><t> b</t></is>',
)


def _lines(chance: random.Random) -> list[str]:
    """Rows that are written alike but for a cell here and there."""
    usual = {column: chance.choice(_PLAIN) for column in "ABCDE"}
    row, lines = 0, list[str]()
    for _ in range(chance.randrange(40, 90)):
        row += 2 if chance.random() < 0.005 else 1
        held = {column: _held(kept, chance) for column, kept in usual.items()}
        cells = [_written(f"{column}{row}", each) for column, each in held.items() if each]
        if chance.random() < 0.003:
            cells.append(cells[0] if chance.random() < 0.5 else _written(f"F{row}", "><v>1</v>"))
        between = chance.choice(("", "", "", "", "", "\n", "\x0b" if row > 60 else ""))
        lines.append(f'<row r="{row}" spans="1:5">{"".join(cells)}</row>{between}')
    return lines


def _held(usual: str, chance: random.Random) -> str:
    dice = chance.random()
    if dice < 0.001:
        return chance.choice(_RARE)
    return "" if dice < 0.03 else chance.choice(_PLAIN) if dice < 0.1 else usual


def _written(place: str, held: str) -> str:
    gap = "" if held.startswith((">", "/")) else " "
    return f'<c r="{place}"{gap}{held}{"" if held.endswith("/>") else "</c>"}'


@pytest.mark.parametrize("seed", range(120))
def test_rows_taken_apart_by_a_pattern_of_their_own_are_read_the_same_both_ways(
    seed: int, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(archive, "CHUNK", 1_000)
    content = crafted("".join(_lines(random.Random(seed))), strings=_STRINGS, formats=_FORMATS)
    one, other = _both(content, monkeypatch)
    assert one == other


def test_most_rows_of_a_long_sheet_are_taken_apart_by_a_pattern(monkeypatch: pytest.MonkeyPatch):
    taken: list[int] = []
    take = PlainCells.take_alike

    def told(self: PlainCells, rows: AlikeRows) -> int:
        taken.append(len(rows.numbers))
        return take(self, rows)

    monkeypatch.setattr(PlainCells, "take_alike", told)
    monkeypatch.setattr(archive, "CHUNK", 4_000)
    lines = (
        f'<row r="{n}"><c r="A{n}" t="s"><v>{n % 2}</v></c>'
        + (f'<c r="B{n}"><v>{n}.5</v></c></row>' if n % 7 else "</row>")
        for n in range(1, 1_001)
    )
    (tab,) = read_workbook(crafted("".join(lines), strings=_STRINGS), filename="a.xlsx").tabs
    assert sum(taken) > 900
    assert [tab.at(row, 0) for row in range(3)] == ["to & tre", "et", "to & tre"]
    assert [tab.at(6, 1), tab.at(999, 1)] == [None, 1000.5]


def test_rows_that_nearly_match_a_wide_pattern_cost_no_more_than_their_length():
    alike = Alike()
    cells = "".join(f'<c r="{letters(n)}{{0}}"><v>1</v></c>' for n in range(60))
    row = f'<row r="{{0}}">{cells}</row>'
    alike.learn(row.format(1).encode())
    assert alike.take(row.format(2).encode()) is not None
    assert alike.take(row.format(3).replace("</row>", "<odd/></row>").encode()) is None
