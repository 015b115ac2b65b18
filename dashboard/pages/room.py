"""The analysts' room: drafts, and pages that nobody keeps."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import Flask, Response, abort
from werkzeug.wrappers import Response as AnyResponse

from dashboard.components.printing import Printed
from dashboard.components.reader import Reader
from dashboard.flows.open_draft import Proposals
from dashboard.flows.take_turns import Turns
from dashboard.language.words import Language, Words, words_for
from dashboard.pages.desk import LANGUAGES, Desk
from dashboard.pages.door import who
from dashboard.pages.office import Office
from dashboard.plan.drafts import Draft, may_see
from dashboard.plan.people import Person
from dashboard.plan.trail import Deed, refused
from dashboard.records.store import Store
from dashboard.settings import Settings

View = Callable[..., AnyResponse]
# Name, address below the language, view, method.
Route = tuple[str, str, View, str]

PATIENCE = 60.0  # seconds that an answer may wait for other workbooks to be read
# Views that read a workbook which is here already; the one that is sent waits by itself.
_READS = (
    "marked",
    "restore_edition",
    "correct_value",
    "correct_reading",
    "forget_reading",
    "accept_goals",
)


@dataclass(frozen=True, slots=True)
class Room:
    """What the pages of drafts need."""

    office: Office
    store: Store
    proposals: Proposals
    turns: Turns

    @property
    def desk(self) -> Desk:
        """Where editions are opened."""
        return self.office.desk

    @property
    def settings(self) -> Settings:
        """The settings of this run."""
        return self.office.settings

    def page(self, words: Words, printed: Printed, /) -> Response:
        """A page as an answer that nobody keeps."""
        return self.office.page(words, printed)

    def reader(self, words: Words, /) -> Reader | None:
        """The published edition for those who read a draft against it."""
        opened = self.desk.current()
        return Reader(opened, words) if opened else None

    def person(self) -> Person:
        """Whoever asks; who may, stands in pages/rights.py and was asked before."""
        person = who()
        if person is None:
            abort(404)
        return person

    def draft(self, key: str, /) -> tuple[Draft, Person]:
        """A draft and who asks for it; for those who may not know of it there is none."""
        person, draft = self.person(), self.store.drafts.draft(key)
        if draft is None:
            abort(404)
        if not may_see(draft, person):
            self.store.note(person.signature, Deed.REFUSED, draft.name, refused("rights"))
            abort(404)
        return draft, person


def put(server: Flask, room: Room, routes: tuple[Route, ...], /) -> None:
    """Put addresses on the server; who may use which stands in pages/rights.py."""
    for name, rule, view, method in routes:
        bound = _bound(_in_turn(view) if name in _READS else view, room)
        server.add_url_rule(LANGUAGES + rule, name, bound, methods=[method])


def _in_turn(view: View) -> View:
    """A view that waits until no other workbook is being read; raises `Busy` after a while."""

    def answer(room: Room, words: Words, **arguments: str) -> AnyResponse:
        with room.turns.place(), room.turns.turn(patience=PATIENCE):
            return view(room, words, **arguments)

    return answer


def _bound(view: View, room: Room) -> View:
    """A view with its room."""

    def answer(lang: str, **arguments: str) -> AnyResponse:
        return view(room, words_for(Language(lang)), **arguments)

    return answer
