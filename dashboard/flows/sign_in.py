"""Sign in: a password, then a one-time code; each wrong one is counted and noted."""

import hmac
from dataclasses import dataclass

from pyotp import random_base32
from pyotp.totp import TOTP

from dashboard.plan.accounts import Account, Problem, Session, Stage
from dashboard.plan.people import Person
from dashboard.plan.trail import DONE, Deed, Trail, refused
from dashboard.records.guesses import Guesses
from dashboard.records.keeping import now
from dashboard.records.passwords import Passwords, weakness
from dashboard.records.people import People
from dashboard.records.sessions import Sessions

STEP = 30  # seconds a one-time code holds
_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Caller:
    """The browser that asks: where it is, what it calls itself, and the cookie it shows."""

    address: str
    browser: str
    token: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """Somebody who came a step further in: what the browser shows from now on."""

    token: str
    stage: Stage


@dataclass(frozen=True, slots=True)
class SignIn:
    """Everything that signing in needs."""

    people: People
    sessions: Sessions
    guesses: Guesses
    passwords: Passwords
    trail: Trail

    def with_password(self, caller: Caller, name: str, password: str) -> Entry | Problem:
        """The first step; it takes as long for a name that nobody has."""
        if not self.guesses.may_guess(name=name, address=caller.address):
            return Problem.WAIT  # not noted: a stranger could fill the trail with it
        account = self.people.by_name(name)
        can = account is not None and not account.disabled
        # Asked for also where there is nobody: that a name is known must not show in the time.
        keys = self.people.keys(account.person.id if account else 0)
        kept = keys.password if can else None
        if not self.passwords.matches(kept, password) or account is None:
            return self._refused(account, Problem.WRONG)
        self.guesses.take_back(name=name, address=caller.address)
        return self._started(caller, account)

    def with_code(self, caller: Caller, session: Session, code: str) -> Entry | Problem:
        """The second step: a one-time code that was never used, or a recovery code."""
        person = session.person
        assert person is not None  # who has no person is asked for no code
        name, account = person.name, self.people.by_number(person.id)
        if not self.guesses.may_guess(name=name, address=caller.address):
            return Problem.WAIT
        if not self._is_right(person.id, code):
            return self._refused(account, Problem.WRONG_CODE)
        self.guesses.take_back(name=name, address=caller.address)
        return self._in(caller, person)

    def confirmed(self, session: Session, caller: Caller, password: str) -> Problem | None:
        """Whether whoever is in knows the password too, asked before keys are changed."""
        person = session.person
        assert person is not None
        if not self.guesses.may_guess(name=person.name, address=caller.address):
            return self._refused(self.people.by_number(person.id), Problem.WAIT)
        if not self.passwords.matches(self.people.keys(person.id).password, password):
            return self._refused(self.people.by_number(person.id), Problem.WRONG)
        self.guesses.take_back(name=person.name, address=caller.address)
        return None

    def set_up(
        self, caller: Caller, session: Session, code: str
    ) -> tuple[Entry, tuple[str, ...]] | Problem:
        """Set up one-time codes: the first code shows that the app counts as we do."""
        person = session.person
        assert person is not None
        if not self.guesses.may_guess(name=person.name, address=caller.address):
            return self._refused(self.people.by_number(person.id), Problem.WAIT)
        step = step_of(session.secret, code) if session.secret else None
        if step is None:
            return Problem.WRONG_CODE
        self.guesses.take_back(name=person.name, address=caller.address)
        recovery = self.people.set_codes(person.id, session.secret, step=step)
        self.sessions.end_all(person.id, but=caller.token)
        self.trail.note(person.signature, Deed.CHANGE, f"person:{person.id}", DONE)
        return self._in(caller, person), recovery

    def choose(
        self, password: str, again: str, /, *, name: str, administrations: frozenset[str]
    ) -> Problem | None:
        """Whether a password can be chosen."""
        if password != again:
            return Problem.UNEQUAL
        return weakness(password, name=" ".join((name, *administrations)))

    def by_link(self, caller: Caller, token: str, password: str) -> Entry | Problem:
        """Choose a password with a one-time link, and go on to one-time codes."""
        account = self.people.take_link(token, self.passwords.hash(password))
        if account is None:
            return self._refused(None, Problem.LINK)
        self.trail.note(account.person.signature, Deed.CHANGE, f"person:{account.person.id}", DONE)
        return self._started(caller, account)

    def begin_codes(self, caller: Caller, person: int) -> Entry:
        """Begin to set up one-time codes under a secret that only the database and the app know."""
        secret = random_base32()
        token = self.sessions.start(
            person, Stage.SETUP, browser=caller.browser, secret=secret, instead_of=caller.token
        )
        return Entry(token, Stage.SETUP)

    def change_password(self, caller: Caller, session: Session, password: str) -> Entry:
        """Another password; every other session is over, and this one gets a new name."""
        person = session.person
        assert person is not None
        self.people.set_password(person.id, self.passwords.hash(password))
        self.sessions.end_all(person.id, but=caller.token)
        self.trail.note(person.signature, Deed.CHANGE, f"person:{person.id}", DONE)
        return self._full(caller, person.id)

    def enter(self, caller: Caller, account: Account) -> Entry:
        """Let somebody in for whom another system vouches."""
        return self._in(caller, account.person)

    def _started(self, caller: Caller, account: Account) -> Entry:
        if not account.has_code:
            return self.begin_codes(caller, account.person.id)
        token = self.sessions.start(
            account.person.id, Stage.CODE, browser=caller.browser, instead_of=caller.token
        )
        return Entry(token, Stage.CODE)

    def _in(self, caller: Caller, person: Person) -> Entry:
        self.guesses.forgive(name=person.name)
        self.trail.note(person.signature, Deed.SIGN_IN, f"person:{person.id}", DONE)
        return self._full(caller, person.id)

    def _full(self, caller: Caller, number: int) -> Entry:
        token = self.sessions.start(
            number, Stage.FULL, browser=caller.browser, instead_of=caller.token
        )
        return Entry(token, Stage.FULL)

    def _is_right(self, number: int, code: str) -> bool:
        secret = self.people.keys(number).secret
        step = step_of(secret, code) if secret else None
        if step is not None:
            return self.people.use_step(number, step)
        return self.people.use_recovery_code(number, code)

    def _refused(self, account: Account | None, problem: Problem) -> Problem:
        """Noted under the person where there is one, and never under what was typed."""
        who = account.person.signature if account else "–"
        of = f"person:{account.person.id}" if account else "person:0"
        self.trail.note(who, Deed.SIGN_IN, of, refused(problem))
        return problem


def step_of(secret: str, code: str, /) -> int | None:
    """The time step of a one-time code: this one, the last or the next; None for a wrong one."""
    given = "".join(code.split())
    if len(given) != _DIGITS or not (given.isascii() and given.isdigit()):
        return None
    counted, this = TOTP(secret), now() // STEP
    near = (this - 1, this, this + 1)
    right = [s for s in near if hmac.compare_digest(counted.generate_otp(s), given)]
    return right[-1] if right else None
