"""The desk: takes an address, finds the page, and hands out the printed answer."""

from collections import OrderedDict
from collections.abc import Callable, Mapping
from threading import Lock
from typing import Any

from werkzeug.exceptions import MethodNotAllowed, NotFound
from werkzeug.routing import Map, RequestRedirect, Rule

from dashboard.components.printing import Html, Printed, charts_of
from dashboard.components.reader import Reader
from dashboard.components.shell import Address, Shell
from dashboard.flows.open_edition import Library, OpenEdition
from dashboard.language.words import Language, Words, words_for
from dashboard.pages.page import Page, View
from dashboard.settings import Settings

# Dash's own parts of a document, asked for only when a page has a chart.
DashParts = Callable[[], Mapping[str, str]]
Key = tuple[int, Language, Address]

LANGUAGES = "/<any({}):lang>".format(", ".join(Language))
_KEPT = 512


class Desk:
    """Answers addresses. An answer is kept under edition, language and question."""

    def __init__(self, library: Library, pages: tuple[Page, ...], settings: Settings) -> None:
        self._library = library
        self._settings = settings
        self._shell = Shell()
        self._pages = {page.name: page for page in pages}
        self._map = Map([Rule(LANGUAGES + page.rule, endpoint=page.name) for page in pages])
        self._answers: OrderedDict[Key, tuple[str, int]] = OrderedDict()
        self._lock = Lock()

    def current(self) -> OpenEdition | None:
        """The edition the public sees."""
        return self._library.current()

    def site(self, asked: str) -> str:
        """Where the public finds the program: the address that is set, or else the one asked."""
        return self._settings.public_url or asked.rstrip("/")

    def answer(
        self, language: Language, address: Address, query: Mapping[str, str], /, *, dash: DashParts
    ) -> tuple[str, int]:
        """The document at an address and its status."""
        opened = self.current()
        if opened is None:
            return self._made(None, language, address, query, dash=dash)
        key = (opened.edition.number, language, address)
        with self._lock:
            if key in self._answers:
                self._answers.move_to_end(key)
                return self._answers[key]
        made = self._made(opened, language, address, query, dash=dash)
        with self._lock:
            self._answers[key] = made
            while len(self._answers) > _KEPT:
                self._answers.popitem(last=False)
        return made

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
        reader, library = self._reader(opened, words), self._library
        view = View(words, reader, self._settings, editions, library, query)
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
        """A page as a document, with Dash's scripts only where there is a chart to fill."""
        reader = self._reader(opened, words) if opened else None
        drawn = dash is not None and any(charts_of(printed.sections))
        parts = dash() if dash is not None and drawn else None
        return str(self._shell.document(words, reader, printed, address, dash=parts))

    def _reader(self, opened: OpenEdition, words: Words) -> Reader:
        return Reader(opened, words, with_word=self._settings.overall_word)

    def _made(
        self,
        opened: OpenEdition | None,
        language: Language,
        address: Address,
        query: Mapping[str, str],
        *,
        dash: DashParts,
    ) -> tuple[str, int]:
        printed = self.show(opened, language, address.path, query)
        words = words_for(language)
        return self.document(words, printed, address, opened=opened, dash=dash), printed.status

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


def nothing_published(words: Words) -> Printed:
    """The page before the first edition."""
    title = words("interface.empty.heading")
    return Printed(title, words("interface.empty.lead"), [Html("empty.html")])


def failed(words: Words, number: str, /, *, status: int) -> Printed:
    """The page for a fault of ours, with the number under which it was noted."""
    title = words("interface.failed.heading")
    values = {"eyebrow": "", "headline": title, "lead": words("interface.failed.lead", id=number)}
    return Printed(title, title, [Html("conclusion.html", values)], status=status)
