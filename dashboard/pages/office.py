"""Pages that only their reader sees: nobody keeps them, and their forms know who got them."""

import secrets
from dataclasses import dataclass, replace

from flask import Response, g, request

from dashboard.components.addresses import Addresses
from dashboard.components.people import stopped_page
from dashboard.components.printing import Inside, Printed
from dashboard.components.shell import Address
from dashboard.language.words import Language, Words, words_for
from dashboard.pages.desk import Desk, language_of
from dashboard.pages.door import Door, form_token, who
from dashboard.plan.accounts import FOUNDER
from dashboard.plan.people import Right
from dashboard.settings import Settings

AGAIN = 10  # seconds after which whoever was sent away may ask again


@dataclass(frozen=True, slots=True)
class Office:
    """What the pages of the analysts' room need."""

    desk: Desk
    door: Door
    settings: Settings

    def page(self, words: Words, printed: Printed, /) -> Response:
        """A page as an answer that nobody keeps."""
        return private_page(self.desk, words, printed)

    def form(self, words: Words, printed: Printed, /) -> Response:
        """A page with a form, for a browser that may not be known yet."""
        if form_token():
            return self.page(words, printed)
        g.token = secrets.token_urlsafe(32)
        answer = self.page(words, printed)
        self.door.give(answer, g.token)
        return answer

    def refuse(self, key: str, status: int, **facts: int) -> Response:
        """The page that says why a question was not answered."""
        words = words_for(language_of(request.path) or Language.DA)
        answer = self.page(words, stopped_page(words, key, status=status, **facts))
        if status == 503:
            answer.headers["Retry-After"] = str(AGAIN)
        return answer


def private_page(desk: Desk, words: Words, printed: Printed, /) -> Response:
    """A page with who reads it on it, as an answer that nobody keeps."""
    path = request.path.removeprefix(f"/{words.language}")
    address = Address(path, "", desk.site(request.host_url))
    title = printed.title
    if printed.status >= 400:
        title = words("interface.site.failed", title=title)
    own = replace(printed, inside=inside(words), title=title)
    text = desk.document(words, own, address, opened=desk.current())
    answer = Response(text, status=printed.status, mimetype="text/html")
    answer.headers["Cache-Control"] = "no-store"
    return answer


def inside(words: Words) -> Inside:
    """Who reads a page, and where they can go."""
    person, to = who(), Addresses(words.language)
    if person is None or person == FOUNDER:
        return Inside(form_token())
    ways = [(words("people.inside.me"), to.me())]
    if person.may(Right.SEE_DRAFTS):
        ways.insert(0, (words("drafts.title"), to.drafts()))
    if person.may(Right.SEND):
        ways.insert(0, (words("interface.nav.upload"), to.upload()))
        ways.insert(1, (words("correct.title"), to.correct()))
    if person.may(Right.MANAGE_PEOPLE):
        ways.append((words("people.inside.people"), to.people()))
        ways.append((words("people.settings.heading"), to.settings()))
    return Inside(form_token(), person.name, tuple(ways))
