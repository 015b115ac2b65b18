"""The parts of the pages where people sign in, and where their rights are given."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import segno

from dashboard.components.printing import Html, Printed
from dashboard.language.numbers import day, moment
from dashboard.language.words import Words
from dashboard.plan.accounts import Account, Problem, Session
from dashboard.plan.people import EVERY_ADMINISTRATION, Person, Role

_MARGIN = 4  # modules of white around the picture: a camera needs them
# A browser calls itself many things; these are what people call it, the more special first.
_BROWSERS = ("Edg", "OPR", "SamsungBrowser", "Firefox", "Chrome", "Safari")
_NAMES = {"Edg": "Edge", "OPR": "Opera", "SamsungBrowser": "Samsung"}
_SYSTEMS = ("Windows", "Android", "iPhone", "iPad", "Macintosh", "Linux")


@dataclass(frozen=True, slots=True)
class Picture:
    """A QR code as one path, in modules."""

    size: int
    path: str


@dataclass(frozen=True, slots=True)
class Given:
    """What was typed into the form that invites somebody."""

    name: str = ""
    roles: frozenset[str] = frozenset()
    codes: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """What a page says of what was just done: that it is done, or why it is not."""

    done: str = ""
    problem: str = ""
    link: str = ""

    @property
    def status(self) -> int:
        """What the answer says to programs."""
        return 422 if self.problem else 200


@dataclass(frozen=True, slots=True)
class PersonLine:
    """Somebody in the list of people."""

    number: int
    name: str
    state: str
    roles: str
    held: frozenset[str]
    where: str
    codes: str
    sessions: str
    is_me: bool
    outside: bool
    deeds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SessionLine:
    """One browser somebody is signed in with; `here` is the one that asks."""

    number: int
    browser: str
    since: str
    seen: str
    here: bool


@dataclass(frozen=True, slots=True)
class OwnAccess:
    """Where somebody is signed in, for how long (minutes, hours), and recovery codes left."""

    account: Account
    sessions: Sequence[SessionLine]
    left: int
    idle: int
    hours: int


def sign_in_page(
    words: Words, *, onward: str, provider: str = "", name: str = "", problem: Problem | None = None
) -> Printed:
    """Where a name and a password are typed, or another system is chosen."""
    values = {"onward": onward, "provider": provider, "name": name, **_problem(words, problem)}
    return _page(words, "people.sign_in", "sign_in.html", values, problem)


def code_page(words: Words, *, onward: str, problem: Problem | None = None) -> Printed:
    """Where a one-time code is typed."""
    values = {"onward": onward, **_problem(words, problem)}
    return _page(words, "people.code", "sign_in_code.html", values, problem)


def codes_page(
    words: Words, *, secret: str, address: str, onward: str, problem: Problem | None = None
) -> Printed:
    """Where one-time codes are set up: the secret as a picture and as text."""
    spaced = " ".join(secret[n : n + 4] for n in range(0, len(secret), 4))
    values = {"secret": spaced, "picture": picture(address), "onward": onward}
    values |= _problem(words, problem)
    return _page(words, "people.codes", "sign_in_codes.html", values, problem)


def recovery_page(words: Words, codes: Sequence[str], *, onward: str) -> Printed:
    """The recovery codes, this once."""
    values = {"codes": codes, "onward": onward}
    return _page(words, "people.recovery", "recovery_codes.html", values)


def link_page(words: Words, *, name: str, link: str, problem: Problem | None = None) -> Printed:
    """Where somebody who was invited chooses a password."""
    values = {"name": name, "link": link, **_problem(words, problem)}
    title = words("people.link.heading", name=name)
    status = _status(problem)
    return Printed(title, words("people.link.lead"), [Html("one_time_link.html", values)], status)


def stopped_page(words: Words, key: str, /, *, status: int, **facts: int) -> Printed:
    """A page that says why it goes no further, and what to do."""
    title, lead = words(f"{key}.heading"), words(f"{key}.lead", **facts)
    values = {"heading": title, "lead": lead}
    return Printed(title, lead, [Html("stopped.html", values)], status)


def me_page(words: Words, seen: OwnAccess, said: Said, /) -> Printed:
    """What concerns whoever is signed in."""
    person, title = seen.account.person, words("people.me.heading")
    where = where_of(words, person)
    facts = {"name": person.name, "roles": roles_of(words, person)}
    lead = (
        words("people.me.lead_where", **facts, where=where)
        if where
        else words("people.me.lead", **facts)
    )
    values = {
        "lead": lead,
        "name": person.name,
        "sessions": seen.sessions,
        "keys": not seen.account.is_outside,
        "left": words.count("people.me.codes_left", seen.left),
        "idle": seen.idle,
        "hours": seen.hours,
        "done": said.done,
        "problem": said.problem,
    }
    return Printed(title, lead, [Html("me.html", values)], said.status)


def people_page(
    words: Words, people: Sequence[PersonLine], given: Given, said: Said, /, *, minutes: int
) -> Printed:
    """Everybody who may come in, and a form that invites more."""
    title = words.count("people.list.count", len(people))
    values = {
        "heading": title,
        "people": people,
        "given": given,
        "choices": [role.value for role in Role],
        "minutes": minutes,
        "done": said.done,
        "problem": said.problem,
        "link": said.link,
    }
    name = words("people.inside.people")
    return Printed(name, title, [Html("people.html", values)], said.status)


def person_line(
    words: Words, account: Account, sessions: Sequence[Session], /, *, me: Person
) -> PersonLine:
    """Somebody as the list tells of them."""
    person = account.person
    is_open = ("disable",) if account.is_outside else ("link", "disable")
    signed_in = ("sign_out",) if sessions else ()
    return PersonLine(
        number=person.id,
        name=person.name,
        state=state_of(account),
        roles=roles_of(words, person),
        held=frozenset(role.value for role in person.roles),
        where=where_of(words, person),
        codes="; ".join(sorted(person.administrations)),
        sessions=words.count("people.list.sessions", len(sessions))
        if sessions
        else words("people.list.signed_in.none"),
        is_me=person.id == me.id,
        outside=account.is_outside,
        deeds=("enable",) if account.disabled else (*is_open, *signed_in),
    )


def session_line(words: Words, session: Session, /, *, here: int) -> SessionLine:
    """A session as its owner knows it."""
    since, seen = (
        moment(datetime.fromtimestamp(at, UTC), words.language)
        for at in (session.started_at, session.seen_at)
    )
    browser = browser_of(session.browser) or words("people.me.unknown_browser")
    return SessionLine(session.number, browser, since, seen, session.number == here)


def state_of(account: Account) -> str:
    """How it stands with an account, in the word's key."""
    if account.disabled:
        return "disabled"
    if account.is_outside:
        return "outside"
    return "ready" if account.has_password and account.has_code else "invited"


def roles_of(words: Words, person: Person) -> str:
    """The roles of somebody, in words."""
    held = [words(f"people.role.{role}") for role in Role if role in person.roles]
    return ", ".join(held)


def where_of(words: Words, person: Person) -> str:
    """What an analyst answers for."""
    if Role.ANALYST not in person.roles:
        return ""
    if EVERY_ADMINISTRATION in person.administrations:
        return words("people.list.every_administration")
    return ", ".join(sorted(person.administrations))


def since_of(words: Words, account: Account) -> str:
    """The day somebody came."""
    return day(datetime.fromtimestamp(account.made_at, UTC), words.language)


def browser_of(told: str) -> str:
    """What people call a browser and its system, empty where it cannot be told."""
    name = next((each for each in _BROWSERS if each in told), "")
    system = next((each for each in _SYSTEMS if each in told), "")
    return ", ".join(part for part in (_NAMES.get(name, name), system) if part)


def picture(text: str) -> Picture:
    """A text as a QR code."""
    rows = [list(row) for row in segno.make(text, micro=False).matrix]
    path = "".join(
        f"M{x + _MARGIN} {y + _MARGIN}h1v1h-1z"
        for y, row in enumerate(rows)
        for x, dark in enumerate(row)
        if dark
    )
    return Picture(len(rows) + 2 * _MARGIN, path)


def told(words: Words, problem: Problem) -> str:
    """Why something is not done, in words."""
    return words(f"people.problem.{problem}")


def _problem(words: Words, problem: Problem | None) -> dict[str, object]:
    return {"problem": told(words, problem) if problem else ""}


def _page(
    words: Words,
    key: str,
    template: str,
    values: dict[str, object],
    problem: Problem | None = None,
) -> Printed:
    title, lead = words(f"{key}.heading"), words(f"{key}.lead")
    return Printed(title, lead, [Html(template, values)], _status(problem))


def _status(problem: Problem | None) -> int:
    match problem:
        case None:
            return 200
        case Problem.WAIT:
            return 429
        case Problem.WRONG | Problem.WRONG_CODE | Problem.LINK:
            return 403
        case Problem.OUTSIDE | Problem.NO_GROUP:
            return 403
        case _:
            return 422
