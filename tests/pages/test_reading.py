"""What a reader who cannot see a page goes by: titles, headings, and the language of each part."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from openpyxl.workbook import Workbook

from tests.browser.places import LANGUAGES, places, workbook
from tests.pages.markup import VOID
from tests.running import COPENHAGEN, EXAMPLE_CITY, Running
from tests.samples import EXAMPLES

FILES = {"copenhagen": COPENHAGEN, "example-city": EXAMPLE_CITY}
PLACES = [(name, place) for name in EXAMPLES for place in places(Running("", "", FILES[name], ""))]
SITES = {
    ("copenhagen", "da"): "København og verdensmålene",
    ("copenhagen", "en"): "Copenhagen and the global goals",
    ("example-city", "da"): "Eksempelby og verdensmålene",
    ("example-city", "en"): "Eksempelby and the global goals",
}
_COLUMN = re.compile(r"\((dansk|Danish|engelsk|English)\)")


@dataclass
class Part:
    """An element: its tag, the language it is in, and all its text."""

    tag: str
    lang: str
    text: str = ""


@dataclass
class Spoken(HTMLParser):
    """A page as it is read out: every element after those in it, with its language."""

    parts: list[Part] = field(default_factory=list)
    _open: list[Part] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        around = self._open[-1].lang if self._open else ""
        if tag not in VOID:
            self._open.append(Part(tag, dict(attrs).get("lang") or around))

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        done = self._open.pop()
        self.parts.append(done)
        if self._open:
            self._open[-1].text += done.text

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1].tag not in ("script", "style"):
            self._open[-1].text += data.replace("\u00ad", "")


def spoken(page: str) -> list[Part]:
    reader = Spoken()
    reader.feed(page)
    return [Part(p.tag, p.lang, " ".join(p.text.split())) for p in reader.parts]


def written(book: Workbook) -> dict[str, str]:
    """Each text that stands in columns of one language only, with that language.

    Sources and remarks have no language of their own and are shown as they were written.
    """
    found: dict[str, set[str]] = {}
    for sheet in book:
        for column in sheet.iter_cols(values_only=True):
            head = _COLUMN.search(str(column[0]))
            lang = head[1][0].casefold() if head else "any"
            for value in column[1:]:
                found.setdefault(" ".join(str(value or "").split()), set()).add(lang)
    single = {text: min(in_) for text, in_ in found.items() if len(in_) == 1 and len(text) > 12}
    return {text: {"d": "da", "e": "en"}[in_] for text, in_ in single.items() if in_ != "any"}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("name", "place"), PLACES, ids=lambda v: getattr(v, "kind", v))
def test_a_page_says_its_name_its_parts_in_order_and_its_language(site, name, place, lang):
    parts = spoken(site(name).get(f"/{lang}{place.path}", follow_redirects=True).text)
    title = next(p.text for p in parts if p.tag == "title")
    own, _, rest = title.rpartition(" – ")
    assert rest == SITES[name, lang]
    assert own
    levels = [int(p.tag[1]) for p in parts if re.fullmatch(r"h[1-6]", p.tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(b <= a + 1 for a, b in pairwise(levels)), levels
    known = written(workbook(FILES[name]))
    told = [p for p in parts if p.tag != "title" and p.text in known]
    wrong = {p.text: p.lang for p in told if p.lang != known[p.text]}
    # What stands around a part in its own language is not the part.
    right = {p.text for p in told if p.lang == known[p.text]}
    assert not wrong.keys() - right


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", EXAMPLES)
def test_every_page_has_a_title_of_its_own(site, name, lang):
    own = [place for of, place in PLACES if of == name]
    pages = [site(name).get(f"/{lang}{p.path}", follow_redirects=True).text for p in own]
    titles = [re.findall("<title>(.*?)</title>", page)[0] for page in pages]
    assert len(set(titles)) == len(own)
