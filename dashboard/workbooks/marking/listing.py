"""The first sheet of a marked copy: every finding, with a link to its cell."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from dashboard.language.told import tell_alike
from dashboard.language.words import Words
from dashboard.plan.findings import Finding
from dashboard.workbooks.marking.styles import ListStyles
from dashboard.workbooks.raw import address, letters
from dashboard.workbooks.splicing.markup import document, escaped

HEADERS = ("severity", "sheet", "cell", "text", "value", "expected", "nearest")
# By this our sheet is known again when a marked copy is marked once more.
MARK = "SdgFindings"
_WIDTHS = (11, 22, 9, 70, 28, 42, 24)
# Below the last row that Excel has, with room for a word that there are more.
_MOST = 1_000_000
_LONGEST = 32_767
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
_TITLE_ROWS = 2
# Excel reads _x0041_ in a text as the sign A.
_CODED, _NOT_CODED = "_x", "_x005F_x"
_LETTERS = tuple(letters(column) for column in range(len(HEADERS)))
_WITH_LINK = HEADERS.index("cell")


@dataclass(frozen=True, slots=True)
class Line:
    """One finding in words; `link` is the place in the workbook it leads to, if any."""

    texts: tuple[str, ...]
    link: str | None


def list_sheet(
    findings: Sequence[Finding], *, words: Words, styles: ListStyles, space: str
) -> bytes:
    """The sheet as XML; `space` is the namespace that the sender's sheets are written in."""
    lines = [_line(finding, words) for finding in findings[:_MOST]]
    title = words.count("marked.title", len(findings))
    rest = len(findings) - len(lines)
    note = words("marked.more", n=rest) if rest else words("marked.note")
    rows = [_row(0, (title,), styles.heading), _row(1, (note,), styles.text)]
    rows.append(_row(_TITLE_ROWS, tuple(words(f"marked.{h}") for h in HEADERS), styles.heading))
    rows += [
        _row(number, line.texts, styles.text, styles=styles, linked=line.link is not None)
        for number, line in enumerate(lines, start=_TITLE_ROWS + 1)
    ]
    area = f"A1:{address(len(rows) - 1, len(HEADERS) - 1)}"
    parts = (
        f'<worksheet xmlns="{space}"><sheetPr codeName="{MARK}"/>',
        f'<dimension ref="{area}"/>{_view()}{_columns()}<sheetData>',
        *rows,
        '</sheetData><mergeCells count="2"><mergeCell ref="A1:G1"/><mergeCell ref="A2:G2"/>',
        f"</mergeCells>{_links(lines)}",
        '<pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/>',
        '<pageSetup orientation="landscape"/></worksheet>',
    )
    return document("".join(parts).encode("utf-8"))


def place_of(finding: Finding, *, words: Words) -> str:
    """Where a finding is, as a person would say it."""
    return finding.sheet or words("marked.file")


def _line(finding: Finding, words: Words) -> Line:
    told = tell_alike(finding, words)
    texts = (
        words(f"findings.severity.{finding.severity.value}"),
        place_of(finding, words=words),
        finding.cell or "",
        told.text,
        finding.value or "",
        told.expected,
        finding.nearest or "",
    )
    return Line(texts, _link(finding))


def _link(finding: Finding) -> str | None:
    if finding.sheet is None:
        return None
    name = finding.sheet.replace("'", "''")
    return f"'{name}'!{finding.cell or 'A1'}"


def _view() -> str:
    first = _TITLE_ROWS + 1
    return (
        '<sheetViews><sheetView workbookViewId="0">'
        f'<pane ySplit="{first}" topLeftCell="A{first + 1}" activePane="bottomLeft" '
        'state="frozen"/></sheetView></sheetViews>'
    )


def _columns() -> str:
    each = (
        f'<col min="{n}" max="{n}" width="{width}" customWidth="1"/>'
        for n, width in enumerate(_WIDTHS, start=1)
    )
    return f"<cols>{''.join(each)}</cols>"


def _row(
    number: int,
    texts: tuple[str, ...],
    style: int,
    *,
    styles: ListStyles | None = None,
    linked: bool = False,
) -> str:
    cells = [
        _cell(number, column, text, _style(column, text, style, styles=styles, linked=linked))
        for column, text in enumerate(texts)
        if text
    ]
    return f'<row r="{number + 1}">{"".join(cells)}</row>'


def _style(column: int, text: str, style: int, *, styles: ListStyles | None, linked: bool) -> int:
    """A text that begins as a formula is told to stay a text even when it is edited."""
    if styles is None:
        return style
    if linked and column == _WITH_LINK:
        return styles.link
    return styles.guarded if text.startswith(_FORMULA_SIGNS) else style


def _cell(row: int, column: int, text: str, style: int) -> str:
    return f'<c r="{_LETTERS[column]}{row + 1}" s="{style}" t="inlineStr">{_held(text)}</c>'


@lru_cache(maxsize=4096)  # severities, sheets and expectations come again and again
def _held(text: str) -> str:
    held = escaped(text[:_LONGEST].replace(_CODED, _NOT_CODED)).decode()
    return f'<is><t xml:space="preserve">{held}</t></is>'


def _links(lines: Sequence[Line]) -> str:
    """Links into the workbook itself; Excel follows at most 65,530 on a sheet."""
    linked = [(n, line) for n, line in enumerate(lines, start=_TITLE_ROWS + 1) if line.link]
    each = (
        f'<hyperlink ref="{address(n, _place(line))}" location="{_held_link(line)}"/>'
        for n, line in linked[:65_000]
    )
    text = "".join(each)
    return f"<hyperlinks>{text}</hyperlinks>" if text else ""


def _held_link(line: Line) -> str:
    return escaped(line.link or "").decode()


def _place(line: Line) -> int:
    """The cell's address carries the link, or the sheet's name where there is no cell."""
    return _WITH_LINK if line.texts[_WITH_LINK] else _WITH_LINK - 1
