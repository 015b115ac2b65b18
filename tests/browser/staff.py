"""The people of a running city, and what they have sent: signed in, or with keys to sign in."""

from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import BrowserContext, Page
from pyotp import random_base32
from pyotp.totp import TOTP
from sqlalchemy import delete

from dashboard.flows.receive_workbook import receive_workbook, restore_edition
from dashboard.plan.accounts import Stage
from dashboard.plan.drafts import Draft, DraftKind, DraftStep, Seen
from dashboard.plan.people import Person, Role
from dashboard.records.passwords import Passwords
from dashboard.records.people import People
from dashboard.records.people_tables import guesses
from dashboard.records.sessions import Sessions
from dashboard.records.sql import SqlStore
from dashboard.settings import read_settings
from tests.browser.places import Place
from tests.browser.workbooks import mended, with_mistakes
from tests.pages.signing import LIMITS, PASSWORD
from tests.running import Running


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody with a password and an app for one-time codes."""

    person: Person
    secret: str

    def code(self) -> str:
        """What the app shows now."""
        return TOTP(self.secret).now()


@dataclass(frozen=True, slots=True)
class Staff:
    """Those who work on the plan of a running city, by way of its database."""

    city: Running
    store: SqlStore

    def add(self, name: str, *roles: Role, administrations: tuple[str, ...] = ()) -> Colleague:
        """Somebody new who has chosen a password and set up one-time codes."""
        people, secret = People(self.store.database), random_base32()
        added = people.add(name, roles=frozenset(roles), administrations=frozenset(administrations))
        people.set_password(added.person.id, Passwords().hash(PASSWORD))
        people.set_codes(added.person.id, secret, step=0)
        return Colleague(added.person, secret)

    def let_in(self, context: BrowserContext, colleague: Colleague) -> None:
        """Let a browser show that somebody is in, without the forms: those have tests."""
        sessions = Sessions(self.store.database, LIMITS)
        token = sessions.start(colleague.person.id, Stage.FULL, browser="Firefox Linux")
        context.add_cookies([{"name": "sdg", "value": token, "url": self.city.address}])

    def let_a_quarter_pass(self) -> None:
        """As if a quarter of an hour had gone: wrong attempts count no more."""
        self.store.database.write(lambda connection, _: connection.execute(delete(guesses)))

    def sent(self, workbook: Path, by: Colleague, *, name: str = "") -> Draft:
        """A draft, as if somebody had sent the workbook."""
        received = receive_workbook(
            self.store,
            workbook.read_bytes(),
            filename=name or workbook.name,
            by=by.person,
            settings=read_settings({}),
        )
        assert received.draft is not None
        return received.draft

    def step(self, draft: Draft, step: DraftStep, by: Colleague, *, note: str = "") -> Draft:
        """A draft after a step, taken on what is to be seen now."""
        newest = self.store.latest()
        seen = Seen(draft.way.checksum, newest.number if newest else 0)
        return self.store.drafts.move(draft.key, step, by=by.person, seen=seen, note=note)

    def restored(self, number: int, by: Colleague, *, note: str) -> Draft:
        """A draft that would bring an edition back."""
        settings = read_settings({})
        return restore_edition(self.store, number, by=by.person, note=note, settings=settings)


def staff_of(city: Running) -> Staff:
    """Those who work on the plan of a running city."""
    return Staff(city, SqlStore(city.database))


@dataclass(frozen=True, slots=True)
class Seat:
    """A page of the analysts' room, and who reads it there; None for whoever comes by."""

    place: Place
    by: Colleague | None


def seats(staff: Staff, folder: Path) -> tuple[Seat, ...]:
    """Every kind of page of the analysts' room, with a draft in each state."""
    admin = staff.add("Anna Berg", Role.ADMIN)
    analyst = staff.add("Bo Lund", Role.ANALYST, administrations=("FAM", "SKO"))
    editor = staff.add("Carla Holm", Role.EDITOR)
    other = staff.add("Dorte Krogh", Role.EDITOR)
    staff.add("Erik Vang", Role.READER)
    invited = People(staff.store.database).add(
        "Freja Møller", roles=frozenset({Role.READER}), administrations=frozenset()
    )
    link = People(staff.store.database).make_link(invited.person.id, minutes=60)
    wrong = staff.sent(with_mistakes(folder)[0], analyst, name="Status efterår.xlsx")
    first = staff.sent(mended(folder, title="Fritidspas for alle"), analyst, name="Status 1.xlsx")
    second = staff.sent(mended(folder, title="Fritidspas til alle børn"), analyst)

    def new(like: Draft, name: str) -> Draft:
        content = staff.store.drafts.content(like.key)
        kind, by = DraftKind.WORKBOOK, analyst.person
        return staff.store.drafts.keep(content, kind=kind, filename=name, by=by)

    def submitted(draft: Draft) -> Draft:
        return staff.step(draft, DraftStep.SUBMIT, analyst, note="Status for efteråret")

    def published(draft: Draft) -> Draft:
        approved = staff.step(submitted(draft), DraftStep.APPROVE, editor)
        return staff.step(approved, DraftStep.PUBLISH, editor)

    superseded = published(first)
    published(second)
    back = staff.restored(1, other, note="Februar havde gamle tal")
    emergency = staff.step(
        staff.restored(2, other, note="Tallene var forkerte"),
        DraftStep.RESTORE_NOW,
        other,
        note="Tallene var forkerte, og pressen spurgte",
    )
    ready, waiting = new(first, "Status marts.xlsx"), submitted(new(first, "Status april.xlsx"))
    approved = staff.step(submitted(new(first, "Status maj.xlsx")), DraftStep.APPROVE, editor)
    returned = submitted(new(first, "Status juni.xlsx"))
    returned = staff.step(returned, DraftStep.SEND_BACK, editor, note="Ret H-001 først")
    sent_by_mistake = new(first, "Status juli.xlsx")
    withdrawn = staff.step(sent_by_mistake, DraftStep.WITHDRAW, analyst, note="Sendt ved en fejl")

    def at(kind: str, draft: Draft, by: Colleague, part: str = "") -> Seat:
        return Seat(Place(kind, f"/upload/{draft.key}{part}"), by)

    return (
        Seat(Place("link", f"/sign-in/{link}"), None),
        Seat(Place("link-over", "/sign-in/used-before"), None),
        Seat(Place("me", "/me"), analyst),
        Seat(Place("people", "/people"), admin),
        Seat(Place("settings", "/settings"), admin),
        Seat(Place("send", "/upload"), analyst),
        Seat(Place("drafts", "/drafts"), analyst),
        Seat(Place("drafts-of-editor", "/drafts"), editor),
        at("draft-with-errors", wrong, analyst),
        at("draft-ready", ready, analyst),
        at("draft-returned", returned, analyst),
        at("draft-submitted", waiting, analyst),
        at("draft-to-approve", waiting, editor),
        at("draft-approved", approved, analyst),
        at("draft-to-publish", approved, editor),
        at("draft-published", emergency, editor),
        at("draft-superseded", superseded, editor),
        at("draft-withdrawn", withdrawn, analyst),
        at("draft-restoring", back, editor),
        at("difference", waiting, editor, "/difference"),
        at("difference-of-sheet", waiting, editor, "/difference?sheet=actions"),
        Seat(Place("restore", "/restore/1"), editor),
        Seat(Place("changes-restored", "/changes"), None),
        Seat(Place("about-restored", "/about"), None),
    )


@dataclass(frozen=True, slots=True)
class Room:
    """The analysts' room of a running city, with all its pages."""

    staff: Staff
    seats: tuple[Seat, ...]

    def open(self, page: Page, seat: Seat, lang: str) -> None:
        """Open a page as the one who reads it there."""
        if seat.by is not None:
            self.staff.let_in(page.context, seat.by)
        page.goto(self.staff.city.at(f"/{lang}{seat.place.path}"))
