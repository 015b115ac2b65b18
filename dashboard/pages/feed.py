"""The editions as an Atom feed, each with what changed in plain language."""

from functools import partial
from itertools import pairwise

from flask import Flask, Response, abort, request

from dashboard.components.addresses import Addresses
from dashboard.components.printing import Printer
from dashboard.flows.compare_editions import REACH, Span, hold
from dashboard.flows.open_edition import Library, OpenEdition
from dashboard.flows.say_changes import conclude_changes
from dashboard.language.words import Language, Words, words_for
from dashboard.pages.desk import LANGUAGES, Desk
from dashboard.pages.packed import FRESH, pack
from dashboard.pages.queries import whole
from dashboard.plan.editions import Edition
from dashboard.plan.goals import GOAL_NUMBERS
from dashboard.plan.kinds import AboutKey

_ATOM = "application/atom+xml"
Entry = tuple[Edition, str, str, str]


def register(server: Flask, desk: Desk, library: Library, /) -> None:
    """Put the address on the server."""
    server.add_url_rule(f"{LANGUAGES}/changes.atom", "feed", partial(_feed, desk, library))


def _feed(desk: Desk, library: Library, lang: str) -> Response:
    words, opened = words_for(Language(lang)), desk.current()
    site = desk.site(request.host_url)
    asked, code = (request.args.get(key, "").strip() for key in ("goal", "administration"))
    goal = whole(asked) if asked else None
    known = opened.summary.current.get(code) if opened else None
    if (asked and goal not in GOAL_NUMBERS) or (code and known is None):
        abort(404)  # a reader of feeds shows no sentence that says that all is shown instead
    entries = _entries(library, opened, words, goal=goal, code=known) if opened else []
    to = Addresses(words.language)
    values = {
        "site": site,
        "own": site + to.feed(goal, known),
        "page": site + to.changes(Span(goal=goal, administration=known)),
        "author": opened.told(AboutKey.CITY, words.language) if opened else None,
        "entries": entries,
        "updated": entries[0][0].published_at.isoformat() if entries else "1970-01-01T00:00:00Z",
    }
    text = Printer(words, None).template("changes.atom", **values)
    return pack(str(text).encode(), mimetype=_ATOM).answer(FRESH)


def _entries(
    library: Library, opened: OpenEdition, words: Words, *, goal: int | None, code: str | None
) -> list[Entry]:
    """The newest editions with their conclusion, and the page that shows the difference."""
    editions = library.until(opened.edition)
    to, found = Addresses(words.language), list[Entry]()
    for newer, older in pairwise(editions[: REACH + 1]):
        held = hold(library, older, newer, goal=goal, administration=code)
        said = conclude_changes(held, words)
        found.append((newer, said.headline, said.lead, to.changes(held.span)))
    if len(editions) <= REACH:
        first = conclude_changes(None, words)
        found.append((editions[-1], first.headline, "", to.changes()))
    return found
