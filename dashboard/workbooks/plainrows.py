"""Rows of plain cells, as nearly every program writes them, recognised by pattern.

`ROW` knows any plain row. Most sheets write all their rows alike, and for those a pattern of
their own is made: it proves rows to be plain and takes them apart into columns in one go.
"""

import re
from array import array
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dashboard.workbooks.raw import column_of

# Cells with their style before their type. All runs are possessive: what does not match at
# once is left to the parser, never tried another way. No sign that XML cannot hold is in them.
_SIGN = rb"[^<\x00-\x08\x0b\x0c\x0e-\x1f]"
_STYLED = rb'(?: s="(?:0|[1-9][0-9]{0,4}+)")?+'
_FORMULA = rb"(?:<f>" + _SIGN + rb"{0,8192}+</f>)?+"
_INDEX = rb"(?:0|[1-9][0-9]{0,7}+)"
_NUMBER = rb"-?+[0-9]{1,25}+(?:\.[0-9]{1,40}+|)(?:[eE][-+]?+[0-9]{1,2}+|)"
# A text that begins with a blank or with a sign in code may be blank as a whole.
_TEXT = rb"[^<\s&_\x00-\x1f]" + _SIGN + rb"{0,32766}+"
_FILLED = b"|".join(
    (
        rb' t="s"><v>' + _INDEX + b"</v>",
        rb'(?: t="n")?+>' + _FORMULA + b"<v>" + _NUMBER + b"</v>",
        rb' t="inlineStr"><is><t>' + _TEXT + b"</t></is>",
        rb' t="str">' + _FORMULA + b"<v>" + _TEXT + b"</v>",
        rb' t="b">' + _FORMULA + b"<v>[01]</v>",
    )
)
_START = (
    rb'<row r="([1-9][0-9]{0,6}+)"'
    rb'((?: [a-zA-Z0-9:]{1,20}+="[^"<>&\x00-\x1f]{0,100}+"){0,20}+)>'
)
ROW = re.compile(
    b"(" + _START + rb'(?:<c r="([A-Z]{1,2})\2"' + _STYLED + b"(?:" + _FILLED + b")</c>"
    rb'|<c r="[A-Z]{1,2}\2"' + _STYLED + rb" ?+/>)*+</row>)"
)  # fmt: skip
# The pieces `ROW` splits into: what stands between, the row, its number, attributes, last cell.
GROUPS = 5
# A cell: its column, its row, and what it holds from its style on.
CELL = re.compile(
    rb'<c r="([A-Z]{1,2})([0-9]{1,7})"([^<>/]*+>(?:<f>[^<]*+</f>)?+'
    rb"<(?:v>[^<]++</v|is><t>[^<]++</t></is)>)</c>"
)
_WRITTEN_FORMULA = re.compile(rb"<f>[^<]*+</f>")
BLANKS = b" \t\r\n"
SHARED, INLINE, VALUE = b' t="s"><v>', b"<is><t>", b"<v>"

# Wider rows, and sheets in which every block of rows is another, are not worth a pattern.
_WIDEST = 64
_MOST_PATTERNS = _MOST_MISSED = 8
_SAMPLE = 1 << 16


def parted(cell: bytes) -> tuple[bytes, bytes]:
    """What stands before the value of a cell, and the value."""
    if b"<f>" in cell:
        cell = _WRITTEN_FORMULA.sub(b"", cell)
    at = cell.find(b"<v>") + 3
    if at < 3:
        at = cell.find(b"<t>") + 3
    return cell[:at], cell[at : cell.find(b"<", at)]


@dataclass(frozen=True, slots=True)
class Form:
    """How most cells of a column are written: what stands before their values."""

    place: bytes
    before: bytes
    has_formula: bool

    @property
    def pattern(self) -> bytes:
        """A cell of this form (its value is group 1), else any plain cell (group 2), or none."""
        before = re.escape(self.before)
        if self.has_formula:
            before = before.removesuffix(VALUE) + _FORMULA + VALUE
        if self.before.endswith(SHARED):
            value = b"(" + _INDEX + b")</v>"
        elif self.before.endswith(INLINE):
            value = b"(" + _TEXT + b")</t></is>"
        elif b' t="' in self.before.replace(b' t="n"', b""):
            value = b"(" + (b"[01]" if b't="b"' in self.before else _TEXT) + b")</v>"
        else:
            value = b"(" + _NUMBER + b")</v>"
        other = b"(" + _STYLED + b"(?:" + _FILLED + b"))</c>|" + _STYLED + rb" ?+/>"
        cell = rb'<c r="' + self.place + rb'\1"(?:' + before + value + b"</c>|" + other + b")"
        # What matched is never tried another way: that would double with each column.
        return b"(?>" + cell + b"|)"


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a column: the values of the cells that have its form, and the other cells.

    Where both are None there is nothing.
    """

    form: Form
    usual: list[bytes | None]
    others: Sequence[bytes | None]

    def unusual(self) -> Iterator[int]:
        """Where a cell is written in another way, or not at all."""
        at = -1
        for _ in range(self.usual.count(None)):
            at = self.usual.index(None, at + 1)
            yield at


@dataclass(frozen=True, slots=True)
class AlikeRows:
    """Rows one below the other, as pieces of columns."""

    numbers: list[int]
    attributes: Sequence[bytes]
    pieces: tuple[Piece, ...]

    def ends(self) -> "array[int]":
        """For each row the column behind its last filled one."""
        ends = array("H", bytes(2 * len(self.numbers)))
        left: Sequence[int] = range(len(ends))
        for piece in reversed(self.pieces):
            end = column_of(piece.form.place) + 1
            for row in left:
                if piece.usual[row] is not None or piece.others[row] is not None:
                    ends[row] = end
            left = [row for row in left if not ends[row]]
            if not left:
                break
        return ends


class Alike:
    """Takes blocks of rows apart, by a pattern made of the blocks before them."""

    __slots__ = ("_forms", "_made", "_missed", "_pattern", "_sample")

    def __init__(self) -> None:
        self._forms: dict[bytes, Form] = {}
        self._pattern: re.Pattern[bytes] | None = None
        self._sample = b""
        self._made = self._missed = 0

    def learn(self, block: bytes) -> None:
        """Plain rows that were not like those before; a pattern is made when more come."""
        self._sample = block[-_SAMPLE:]

    def take(self, block: bytes) -> AlikeRows | None:
        """The rows of a block, None where one of them is written in another way."""
        if self._sample and self._made < _MOST_PATTERNS:
            self._make(_forms_in(self._sample))
        self._sample = b""
        # What is written as a code, only the parser knows.
        is_coded = b"&" in block and b"&#" in block
        if self._pattern is None or is_coded or self._missed >= _MOST_MISSED:
            return None
        found = self._split(block, self._pattern)
        self._missed = 0 if found else self._missed + 1
        return found

    def _split(self, block: bytes, pattern: "re.Pattern[bytes]") -> AlikeRows | None:
        groups = pattern.groups + 1
        pieces = pattern.split(block)
        if len(pieces) == 1 or b"".join(pieces[::groups]).strip(BLANKS):
            return None
        numbers = list(map(int, pieces[1::groups]))
        if numbers != list(range(numbers[0], numbers[0] + len(numbers))):
            return None
        columns = (
            Piece(form, pieces[n::groups], pieces[n + 1 :: groups])
            for n, form in zip(range(3, groups, 2), self._forms.values(), strict=True)
        )
        return AlikeRows(numbers, pieces[2::groups], tuple(columns))

    def _make(self, found: Mapping[bytes, Form]) -> None:
        """A pattern for rows with columns of these forms, and with those known before."""
        known = {**self._forms, **found}
        if known == self._forms:
            return
        self._made += 1
        if len(known) > _WIDEST:
            self._pattern, self._made = None, _MOST_PATTERNS
            return
        self._forms = {place: known[place] for place in sorted(known, key=column_of)}
        rows = b"".join(form.pattern for form in self._forms.values())
        self._pattern = re.compile(_START + rows + b"</row>")


def _forms_in(sample: bytes) -> dict[bytes, Form]:
    """How most cells of each column are written in some plain rows."""
    seen: dict[bytes, Counter[bytes]] = {}
    formulas: set[tuple[bytes, bytes]] = set()
    for place, _, cell in CELL.findall(sample):
        before, _ = parted(cell)
        seen.setdefault(place, Counter())[before] += 1
        if b"<f>" in cell:
            formulas.add((place, before))
    usual = ((place, befores.most_common(1)[0][0]) for place, befores in seen.items())
    return {each[0]: Form(*each, has_formula=each in formulas) for each in usual}
