"""The desk: takes an address, finds the page, and hands out the printed answer."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from werkzeug.exceptions import MethodNotAllowed, NotFound
from werkzeug.routing import Map, RequestRedirect, Rule

from dashboard.components.printing import Html, Printed, charts_of
from dashboard.components.reader import Reader
from dashboard.components.shell import Address, Shell
from dashboard.components.slots import Brought
from dashboard.flows.compare_editions import Compared, hold
from dashboard.flows.open_edition import Library, OpenEdition
from dashboard.language.numbers import day
from dashboard.language.words import Language, Words, words_for
from dashboard.pages.packed import FRESH, YEAR, Kept, Packed, pack
from dashboard.pages.page import Page, View
from dashboard.plan.editions import Edition
from dashboard.settings import MEGABYTE, Settings

# What charts need to be drawn, asked for only when a page has one.
DashParts = Callable[[], Brought]
Key = tuple[int, Language, Address]
# What makes the content of a file of an edition; None where there is no such file.
Make = Callable[[OpenEdition, Words], bytes | None]

LANGUAGES = "/<any({}):lang>".format(", ".join(Language))
NAMED = "edition"  # the parameter that names one
_OFFERED = 12  # editions to choose from where the one asked for is none


class Desk:
    """Answers addresses. An answer is kept under edition, language and question."""

    def __init__(self, library: Library, pages: tuple[Page, ...], settings: Settings) -> None:
        self._library = library
        self._settings = settings
        self._shell = Shell()
        self._pages = {page.name: page for page in pages}
        self._map = Map([Rule(LANGUAGES + page.rule, endpoint=page.name) for page in pages])
        self._answers: Kept[Key] = Kept(settings.page_memory_mb * MEGABYTE)

    def current(self) -> OpenEdition | None:
        """The edition the public sees."""
        return self._library.current()

    def held(self, older: Edition, newer: Edition) -> Compared:
        """Two editions held against each other."""
        return hold(self._library, older, newer)

    def seen(self, query: Mapping[str, str]) -> OpenEdition | None:
        """The edition an address names, or else the newest; None where there is none."""
        named = query.get(NAMED, "")
        if not named:
            return self.current()
        # One edition has one number, written in one way.
        whole = named.isascii() and named.isdigit() and len(named) < 10 and named[0] != "0"
        return self._library.numbered(int(named)) if whole else None

    def site(self, asked: str) -> str:
        """Where the public finds the program: the address that is set, or else the one asked."""
        return self._settings.public_url or asked.rstrip("/")

    def answer(
        self, language: Language, address: Address, query: Mapping[str, str], /, *, dash: DashParts
    ) -> tuple[Packed, str]:
        """The document at an address, and how long it may be kept."""
        opened = self.seen(query)
        if opened is None:
            return self._without(language, address, query), FRESH
        key = (opened.edition.number, language, address)
        if (kept := self._answers.get(key)) is None:
            made = self._made(opened, language, address, query, dash=dash)
            kept = self._answers.keep(key, made)
        return kept, self._cache(query)

    def file(
        self,
        language: Language,
        address: Address,
        query: Mapping[str, str],
        /,
        *,
        kind: str,
        make: Make,
    ) -> tuple[Packed, str, OpenEdition] | None:
        """A file of an edition, kept as its pages are; None where there is no such file."""
        opened = self.seen(query)
        if opened is None:
            return None
        key = (opened.edition.number, language, address)
        if (kept := self._answers.get(key)) is None:
            content = make(opened, words_for(language))
            if content is None:
                return None
            kept = self._answers.keep(key, pack(content, mimetype=kind))
        return kept, self._cache(query), opened

    @staticmethod
    def _cache(query: Mapping[str, str]) -> str:
        """How long an answer may be kept: for ever where the address names its edition."""
        return YEAR if query.get(NAMED) else FRESH

    def newest(self, language: Language) -> Mapping[str, object] | None:
        """Which edition is the newest, as a page that holds an older one says it."""
        opened = self.current()
        if opened is None:
            return None
        edition = opened.edition
        said = words_for(language)(
            "interface.as_of.is_newest",
            number=str(edition.number),
            date=day(edition.published_at, language),
        )
        return {"edition": edition.number, "said": said}

    def show(
        self, opened: OpenEdition | None, language: Language, path: str, query: Mapping[str, str]
    ) -> Printed:
        """The page at a path: 404 where nothing is there, and a word when nothing is published."""
        words = words_for(language)
        found = self._find(f"/{language}{path}")
        if found is None:
            return not_found(words)
        page, arguments = found
        if opened is None:
            return page.early(words, self._settings) if page.early else nothing_published(words)
        editions = self._library.until(opened.edition)
        reader = self._reader(opened, words, fixed=bool(query.get(NAMED)))
        view = View(words, reader, self._settings, editions, self._library, query)
        return page.show(view, **arguments) or not_found(words)

    def document(
        self,
        words: Words,
        printed: Printed,
        address: Address,
        /,
        *,
        opened: OpenEdition | None,
        dash: DashParts | None = None,
    ) -> str:
        """A page as a document, with the way to Dash only where there is a chart to fill."""
        reader = self._reader(opened, words, fixed=address.is_fixed) if opened else None
        drawn = dash is not None and any(charts_of(printed.sections))
        parts = dash() if dash is not None and drawn else None
        return str(self._shell.document(words, reader, printed, address, dash=parts))

    def _reader(self, opened: OpenEdition, words: Words, *, fixed: bool) -> Reader:
        return Reader(opened, words, with_word=self._settings.overall_word, fixed=fixed)

    def _made(
        self,
        opened: OpenEdition,
        language: Language,
        address: Address,
        query: Mapping[str, str],
        *,
        dash: DashParts,
    ) -> Packed:
        printed = self.show(opened, language, address.path, query)
        words = words_for(language)
        text = self.document(words, printed, address, opened=opened, dash=dash)
        return pack(text.encode(), status=printed.status)

    def _without(self, language: Language, address: Address, query: Mapping[str, str]) -> Packed:
        """The answer where the edition that is asked for, or any, is not there."""
        words, newest = words_for(language), self.current()
        if newest is None:
            printed = self.show(None, language, address.path, query)
        else:
            editions = self._library.until(newest.edition)
            printed = no_edition(words, query.get(NAMED, ""), address, editions)
        text = self.document(words, printed, address.newest, opened=newest)
        return pack(text.encode(), status=printed.status)

    def _find(self, path: str) -> tuple[Page, dict[str, Any]] | None:
        try:
            name, found = self._map.bind("localhost").match(path)
        except (NotFound, MethodNotAllowed, RequestRedirect):
            return None
        return self._pages[name], {key: value for key, value in found.items() if key != "lang"}


def language_of(path: str) -> Language | None:
    """The language an address begins with."""
    first = path.split("/")[1] if path.startswith("/") else ""
    return next((lang for lang in Language if lang == first), None)


def not_found(words: Words) -> Printed:
    """The page for an address that leads nowhere."""
    title = words("interface.not_found.heading")
    return Printed(title, words("interface.not_found.lead"), [Html("not_found.html")], status=404)


def no_edition(words: Words, named: str, address: Address, editions: Sequence[Edition]) -> Printed:
    """The page for an edition that is none: the same page in those there are."""
    title = words("interface.as_of.none.heading", number=named[:20])
    ways = [
        (
            words("interface.as_of.edition", number=str(e.number)),
            address.newest.fixed(e.number).within(words.language),
            day(e.published_at, words.language),
        )
        for e in editions[:_OFFERED]
    ]
    values = {"heading": title, "newest": address.newest.within(words.language), "ways": ways}
    return Printed(title, title, [Html("no_edition.html", values)], status=404)


def nothing_published(words: Words) -> Printed:
    """The page before the first edition."""
    title = words("interface.empty.heading")
    return Printed(title, words("interface.empty.lead"), [Html("empty.html")])


def failed(words: Words, number: str, /, *, status: int) -> Printed:
    """The page for a fault of ours, with the number under which it was noted."""
    title = words("interface.failed.heading")
    values = {"eyebrow": "", "headline": title, "lead": words("interface.failed.lead", id=number)}
    return Printed(title, title, [Html("conclusion.html", values)], status=status)
