"""The document around every page: head, menu, notice, footer, and what charts need if any."""

from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import quote

from markupsafe import Markup

from dashboard.components.address import Address
from dashboard.components.addresses import Addresses
from dashboard.components.chart_use import Place
from dashboard.components.printing import Printed, Printer
from dashboard.components.reader import Reader
from dashboard.components.slots import Brought
from dashboard.components.terms import glossary
from dashboard.flows.explore import EXPLORERS, Wanted
from dashboard.language.glossary import led, met
from dashboard.language.words import Language, Words, words_for
from dashboard.plan.sheets import SheetKey
from dashboard.settings import assets_folder


class Shell:
    """Prints documents; knows the fingerprints of the files every page asks for."""

    def __init__(self) -> None:
        self._files = {name: asset_address(file) for name, file in _FILES.items()}

    def document(
        self,
        words: Words,
        reader: Reader | None,
        printed: Printed,
        address: Address,
        /,
        *,
        dash: Brought | None = None,
    ) -> Markup:
        """A complete document; `dash` is what a page with charts needs to draw them."""
        edition = reader.opened.edition.number if reader else None
        inside = printed.inside
        token = inside.token if inside else ""
        printer = Printer(words, reader, Place(address, edition), token=token)
        # A page for one reader has no address that others could use.
        is_found = printed.status == 200 and not token
        city = reader.about("city") if reader else None
        body = printer.sections(printed.sections, level=1 if printed.alone else 2)
        plain = printed.screens or printed.alone or printed.status != 200
        return printer.template(
            "page.html",
            page=printed,
            inside=inside,
            body=body if plain else _with_words(printer, words, printed, body),
            site=_site(words, city),
            site_city=city or words("interface.site.no_city"),
            files=self._files,
            nav=_nav(words, printer.to, address),
            foot=_foot(words, printer.to, address),
            other=_other(words, address),
            head=_head(words, address) if is_found else None,
            notice=reader.notice() if reader else None,
            fixed=_fixed(reader, address) if reader and is_found else None,
            edition=reader.opened.edition if reader else None,
            on=reader.opened.summary.on if reader else None,
            brought=dash,
        )


def _with_words(printer: Printer, words: Words, printed: Printed, body: Markup) -> Markup:
    """The page with the words of the field leading to their meanings, which stand at its end."""
    used = met(body, words.language)
    # Nothing but links is added, and they hold only what the list of terms holds.
    leading = Markup(led(body, words.language))
    if not used or not printed.explains:
        return leading
    told = glossary(words, used, every=printer.to.method("terms"))
    return leading + printer.sections([told])


_FILES = {
    "style": "style.css",
    "icon": "icon.svg",
    "theme": "theme.js",
    "newest": "newest.js",
    "meeting": "meeting.js",
    "near": "near.js",
    "filters": "filters.js",
    "sending": "sending.js",
    "charts": "charts.js",
}


_IN_ADDRESSES = ":/?&=%+,;@-._~[]"


def asset_address(name: str) -> str:
    """An address that changes when the file does, so that browsers may keep it for ever."""
    return f"/assets/{name}?v={fingerprint((assets_folder() / name).read_bytes())}"


def fingerprint(content: bytes) -> str:
    """What stands in the address of a file instead of its content."""
    return sha256(content).hexdigest()[:12]


def _site(words: Words, city: str | None) -> str:
    return f"{city or words('interface.site.no_city')} {words('interface.site.and_goals')}"


@dataclass(frozen=True, slots=True)
class Head:
    """What a page tells other programs of itself: its one address, and its other languages.

    `on_paper` is the address as paper shows it, with nothing in it but what addresses hold.
    """

    canonical: str
    on_paper: str
    alternates: tuple[tuple[str, str], ...]
    locale: str
    other_locales: tuple[str, ...]


def _head(words: Words, address: Address) -> Head:
    return Head(
        canonical=address.whole(words.language),
        on_paper=quote(address.whole(words.language), safe=_IN_ADDRESSES),
        alternates=tuple((lang.value, address.whole(lang)) for lang in Language),
        locale=str(words.language.locale),
        other_locales=tuple(str(la.locale) for la in Language if la is not words.language),
    )


@dataclass(frozen=True, slots=True)
class Fixed:
    """The ways to a page as it is in this edition for ever, and as it is in the newest.

    `here` says whether the page is the first of them.
    """

    href: str
    cited: str
    newest: str
    asks: str
    here: bool


def _fixed(reader: Reader, address: Address) -> Fixed:
    language = reader.words.language
    fixed = address.fixed(reader.opened.edition.number)
    return Fixed(
        fixed.within(language),
        fixed.whole(language),
        address.newest.within(language),
        Addresses(language).newest(),
        reader.to.edition is not None,
    )


def _foot(words: Words, to: Addresses, address: Address) -> list[tuple[str, str, bool]]:
    """The links at the end of every page, each with whether it leads here."""
    links = (
        (words("changes.title"), to.changes(), "/changes"),
        (words("flows.title"), to.flows(), "/flows"),
        (words("compare.title"), to.compare(), "/compare"),
        (words("about.nav"), to.about(), "/about"),
        (words("about.accessibility.nav"), to.accessibility(), "/accessibility"),
        (words("interface.nav.method"), to.method(), "/method"),
        (words("interface.nav.upload"), to.upload(), "/upload"),
    )
    return [(name, href, address.path == path) for name, href, path in links]


def _nav(words: Words, to: Addresses, address: Address) -> list[tuple[str, str, bool]]:
    return [
        (words("interface.nav.overview"), to.overview(), address.path == "/"),
        (words("interface.nav.goals"), to.overview("goals"), address.path.startswith("/goals/")),
        (
            words("interface.nav.administrations"),
            to.overview("administrations"),
            address.path.startswith("/administrations/"),
        ),
        *(_list(words, to, sheet, address) for sheet in EXPLORERS),
        (words("cooperation.nav"), to.cooperation(), address.path.startswith("/cooperation")),
        (words("gaps.nav"), to.gaps(), address.path == "/gaps"),
        (words("interface.nav.method"), to.method(), address.path == "/method"),
    ]


def _list(words: Words, to: Addresses, sheet: SheetKey, address: Address) -> tuple[str, str, bool]:
    """The way to all rows of a sheet; each of them is a page of that list."""
    here = address.path == f"/{sheet}" or address.path.startswith(f"/{sheet}/")
    return words(f"explore.nav.{sheet.value}"), to.explore(Wanted(sheet)), here


def _other(words: Words, address: Address) -> dict[str, str]:
    """The way to the same page in the other language."""
    other = next(lang for lang in Language if lang is not words.language)
    name = words_for(other)("interface.site.language")
    return {"code": other.value, "name": name, "href": address.within(other)}
