"""A page is a list of sections, and one printer turns them into complete HTML.

Nothing else makes HTML. Templates escape whatever they print, so text from a workbook
is text everywhere. A `Chart` prints its sentence, its table twin and an empty slot;
Dash puts the figure into the slot, and the rest of the page stays as it was printed.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from dashboard.components.address import Address
from dashboard.components.addresses import Addresses
from dashboard.components.chart_use import Place
from dashboard.components.reader import Reader
from dashboard.language.hyphens import soft
from dashboard.language.spelling import pieces
from dashboard.language.words import Words


@dataclass(frozen=True, slots=True)
class Html:
    """Read-only content: the name of a template and the values it prints."""

    template: str
    values: Mapping[str, object] = field(default_factory=dict[str, object])


@dataclass(frozen=True, slots=True)
class Twin:
    """The table that says what a chart draws; a cell is a text, or a text that leads on.

    `anchors` are the ids of its lines where something leads to them.
    """

    caption: str
    headers: Sequence[str]
    rows: Sequence[Sequence[str | tuple[str, str]]]
    anchors: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Chart:
    """An interactive figure with its heading, its sentence, its twin and its reasons.

    `ahead` is the twin of what is drawn that nobody measured: the path and the projection.
    """

    chart: str
    of: str
    heading: str
    sentence: str
    twin: Twin
    height: int
    drawn: bool = True
    ahead: Twin | None = None
    values: Mapping[str, object] = field(default_factory=dict[str, object])

    @property
    def anchor(self) -> str:
        """The id of the chart in its page, and what the link to it ends with."""
        return re.sub(r"\s", "_", f"{self.chart}-{self.of}" if self.of else self.chart)

    @property
    def slot(self) -> str:
        """The name of the place in the page that the figure goes to."""
        return f"{self.chart}:{self.of}"


@dataclass(frozen=True, slots=True)
class Group:
    """Sections under one heading, side by side where there is room; `more` leads to the rest."""

    part: str
    heading: str
    sections: Sequence[Html | Chart]
    intro: str = ""
    legend: Sequence[str] = ()
    more: tuple[str, str] | None = None


Section = Html | Chart | Group


@dataclass(frozen=True, slots=True)
class Inside:
    """What a page of the analysts' room knows of who reads it: `token` is for its forms."""

    token: str
    name: str = ""
    ways: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Printed:
    """One page: what it is called, what it says in a line, and its sections.

    `screens` is set where every section fills a screen of its own: the page they belong to;
    `alone` where the page is to stand within another and has no menu and no foot.
    `explains` says whether the end of the page explains the words of the field it uses,
    `narrows` whether its form narrows a list without leaving the page where scripts run.
    `sends` whether a workbook can be sent from it. `inside` is set where a page is for one
    reader only.
    """

    title: str
    description: str
    sections: Sequence[Section]
    status: int = 200
    screens: str = ""
    alone: bool = False
    explains: bool = True
    narrows: bool = False
    sends: bool = False
    inside: Inside | None = None


def charts_of(sections: Sequence[Section]) -> Iterator[Chart]:
    """Every chart of a page that has something to draw."""
    for section in sections:
        if isinstance(section, Group):
            yield from charts_of(section.sections)
        elif isinstance(section, Chart) and section.drawn:
            yield section


class Printer:
    """Prints sections in one language; `reader` is None before anything is published.

    `token` is what a form holds to show that it came from us; public pages have none.
    """

    def __init__(
        self,
        words: Words,
        reader: Reader | None,
        place: Place | None = None,
        *,
        token: str = "",
    ) -> None:
        self.to = reader.to if reader else Addresses(words.language)
        self._place = place or Place(Address("/", ""), None)
        self._frame = {
            "w": words,
            "lang": words.language.value,
            "to": self.to,
            "r": reader,
            "token": token,
            "pieces": pieces,
            "soft": partial(soft, language=words.language),
        }

    def sections(self, sections: Sequence[Section], *, level: int = 2) -> Markup:
        """Sections as HTML, one after the other; `level` is that of their headings."""
        return Markup("\n").join(self._section(section, level=level) for section in sections)

    def template(self, name: str, /, **values: object) -> Markup:
        """One template as HTML."""
        printed = _TEMPLATES.get_template(name).render({**self._frame, **values})
        return Markup(printed)

    def _section(self, section: Section, *, level: int = 2) -> Markup:
        """A section; `level` is that of its heading where it stands."""
        match section:
            case Html():
                return self.template(section.template, **section.values)
            case Chart():
                use = self._place.use_of(section.chart, section.of, section.anchor, self.to)
                values = {"use": use, **section.values}
                return self.template("chart.html", chart=section, level=level, **values)
            case Group():
                inner = [self._section(part, level=3) for part in section.sections]
                return self.template("group.html", group=section, inner=inner)


_TEMPLATES = Environment(
    loader=PackageLoader("dashboard.components"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
