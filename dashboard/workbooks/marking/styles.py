"""Red clones of the sender's own styles, so that a marked cell keeps its format."""

from collections.abc import Iterable
from dataclasses import dataclass

from dashboard.workbooks.splicing.markup import with_attribute
from dashboard.workbooks.splicing.styles import Styles

# Both let black and white text be read; the paler one is for what need not be mended.
GRAVE, LIGHT = "FFE66A6A", "FFF7B9B9"
_LINK = "FF0563C1"


@dataclass(frozen=True, slots=True)
class ListStyles:
    """The styles of our own sheet: heading, text, text that begins as a formula, and link."""

    heading: int
    text: int
    guarded: int
    link: int


class RedStyles(Styles):
    """The styles of a workbook that is marked."""

    def red(self, style: int, *, grave: bool) -> int:
        """The number of a style that is another one in red; made once."""
        fill = self._counts["fills"] + (0 if grave else 1)
        return self.like(style, fillId=fill, applyFill=1)

    def for_list(self) -> ListStyles:
        """The styles of the sheet that lists the findings."""
        bold = self._counts["fonts"]
        wrap = b'<%salignment vertical="top" wrapText="1"/>' % self._prefix
        text = self._format(font=0, inner=wrap)
        guarded = with_attribute(text[: text.index(b">") + 1], "quotePrefix", 1)
        return ListStyles(
            self._add(self._format(font=bold, inner=wrap)),
            self._add(text),
            self._add(guarded + text[text.index(b">") + 1 :]),
            self._add(self._format(font=bold + 1, inner=wrap)),
        )

    def _besides(self) -> dict[str, tuple[bytes, int]]:
        return {
            "fonts": (self._fonts(), self._counts["fonts"] + 2),
            "fills": (self._fills(), self._counts["fills"] + 2),
        }

    def _format(self, *, font: int, inner: bytes) -> bytes:
        opening = b'<%sxf numFmtId="0" fontId="%d" fillId="0" borderId="0" xfId="0"'
        more = b' applyFont="1" applyAlignment="1">%s</%sxf>'
        return opening % (self._prefix, font) + more % (inner, self._prefix)

    def _fills(self) -> bytes:
        text = (
            '<{p}fill><{p}patternFill patternType="solid"><{p}fgColor rgb="{rgb}"/>'
            '<{p}bgColor indexed="64"/></{p}patternFill></{p}fill>'
        )
        return _each(text, self._prefix, ({"rgb": rgb} for rgb in (GRAVE, LIGHT)))

    def _fonts(self) -> bytes:
        text = '<{p}font>{how}<{p}sz val="11"/>{colour}<{p}name val="Calibri"/></{p}font>'
        prefix = self._prefix.decode()
        link = f'<{prefix}color rgb="{_LINK}"/>'
        looks = ({"how": f"<{prefix}b/>", "colour": ""}, {"how": f"<{prefix}u/>", "colour": link})
        return _each(text, self._prefix, looks)


def _each(text: str, prefix: bytes, values: Iterable[dict[str, str]]) -> bytes:
    return "".join(text.format(p=prefix.decode(), **each) for each in values).encode()
