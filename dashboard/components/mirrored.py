"""Two sides of a comparison as bars that mirror each other, every number a way to its rows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dashboard.components.printing import Html
from dashboard.components.reader import MarkView, Reader
from dashboard.flows.compare_editions import Pair, Side, pairs
from dashboard.flows.show_rows import Question
from dashboard.plan.sheets import SheetKey
from dashboard.progress.summary import Mark


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to compare, as the form offers it."""

    value: str
    name: str


@dataclass(frozen=True, slots=True)
class Chosen:
    """One side that was chosen: its name, where it is in a sentence, and its page.

    `rows` gives the way to the rows of a sheet, with a mark or without.
    """

    value: str
    name: str
    here: str
    href: str
    side: Side
    rows: Callable[[SheetKey, Mark | None], str]


@dataclass(frozen=True, slots=True)
class Mirror:
    """One number on both sides, with the lengths of its bars, the longest being 1."""

    name: str
    mark: MarkView | None
    left: int
    right: int
    widths: tuple[float, float]
    hrefs: tuple[str | None, str | None]


def mirrored(reader: Reader, left: Chosen, right: Chosen, kind: str) -> Html:
    """The numbers of both sides, sheet by sheet."""
    found = pairs(left.side, right.side)
    most = {p.sheet: max(p.left, p.right, 1) for p in found if p.mark is None}
    lines = [_line(reader, pair, left, right, most[pair.sheet]) for pair in found]
    return Html("mirrored.html", {"lines": lines, "left": left, "right": right, "kind": kind})


def _line(reader: Reader, pair: Pair, left: Chosen, right: Chosen, most: int) -> Mirror:
    hrefs = (
        left.rows(pair.sheet, pair.mark) if pair.left else None,
        right.rows(pair.sheet, pair.mark) if pair.right else None,
    )
    return Mirror(
        reader.words(f"workbook.sheets.{pair.sheet.value}"),
        reader.mark(pair.mark) if pair.mark else None,
        pair.left,
        pair.right,
        (pair.left / most, pair.right / most),
        hrefs,
    )


def rows_at(
    reader: Reader, *, goal: int | None = None, code: str | None = None
) -> Callable[[SheetKey, Mark | None], str]:
    """The way to rows at a goal or with an administration."""

    def rows(sheet: SheetKey, mark: Mark | None) -> str:
        return reader.to.rows(Question(sheet=sheet, goal=goal, administration=code, mark=mark))

    return rows


def chooser(
    reader: Reader, kind: str, options: Sequence[Option], chosen: tuple[str, str], /
) -> Html:
    """The form that chooses two of a kind, and the ways to the other kinds."""
    kinds = [(k, reader.to.compare(k), k == kind) for k in KINDS]
    return Html(
        "compare_form.html",
        {"kind": kind, "kinds": kinds, "options": options, "chosen": chosen},
    )


KINDS: tuple[str, ...] = ("goals", "administrations", "editions")
