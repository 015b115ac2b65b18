"""People, what they may, and how they prove who they are."""

import secrets
import unicodedata
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Delete, Executable, Update, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from dashboard.errors import Trouble
from dashboard.plan.accounts import Account
from dashboard.plan.people import Person, Role
from dashboard.records.database import Database
from dashboard.records.keeping import hashed, now
from dashboard.records.people_tables import (
    outside_visits,
    people,
    person_links,
    recovery_codes,
    sessions,
)

LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class Keys:
    """What a person's sign-in is checked against: the hash of the password, the code's secret."""

    password: str | None
    secret: str | None


class People:
    """The people of the analysts' room, in a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, name: str, *, roles: frozenset[Role], administrations: frozenset[str]) -> Account:
        """Somebody new, who cannot sign in before a link was used; a taken name is trouble."""
        row = {
            "name": shown(name),
            "name_key": name_key(name),
            **_rights(roles, administrations),
            "last_step": 0,
            "made_at": now(),
        }

        def work(connection: Connection, again: bool) -> Account:
            mine = [people.c[key] == value for key, value in row.items()]
            kept = connection.execute(select(people).where(*mine)).first() if again else None
            if kept is None:
                try:
                    connection.execute(insert(people).values(**row))
                except IntegrityError as error:
                    raise Trouble("commands.trouble.name_taken", name=shown(name)) from error
                kept = connection.execute(select(people).where(*mine)).one()
            return account(kept)

        return self._database.write(work)

    def all(self) -> tuple[Account, ...]:
        """Everybody, in the order they came."""
        asked = select(people).order_by(people.c.id)
        return self._database.read(lambda c: tuple(map(account, c.execute(asked))))

    def exist(self) -> bool:
        """Whether there is anybody; from then on the analyst link opens nothing."""
        asked = select(people.c.id).limit(1)
        return self._database.read(lambda c: c.execute(asked).first() is not None)

    def by_number(self, number: int, /) -> Account | None:
        """Somebody by number."""
        return self._one(people.c.id == number) if 0 < number < 2**31 else None

    def by_name(self, name: str, /) -> Account | None:
        """Somebody by name, however its letters are written; never one of another system."""
        return self._one(people.c.name_key == name_key(name))

    def keys(self, number: int, /) -> Keys:
        """What a sign-in is checked against; of nobody there is nothing."""
        asked = select(people.c.password, people.c.secret).where(people.c.id == number)
        row = self._database.read(lambda c: c.execute(asked).first())
        return Keys(None, None) if row is None else Keys(row.password, row.secret)

    def give_rights(
        self, number: int, /, *, roles: frozenset[Role], administrations: frozenset[str]
    ) -> None:
        """Other roles; whoever has them signs in again."""
        changed = _rights(roles, administrations)
        self._do(
            update(people).where(people.c.id == number).values(**changed),
            delete(sessions).where(sessions.c.person == number),
        )

    def disable(self, number: int, /, *, disabled: bool = True) -> None:
        """Let somebody in no more, or again; who is in is out at once."""
        at = now() if disabled else None
        self._do(
            update(people).where(people.c.id == number).values(disabled_at=at),
            delete(sessions).where(sessions.c.person == number),
            delete(person_links).where(person_links.c.person == number),
        )

    def set_password(self, number: int, hash_: str, /) -> None:
        """Another password."""
        self._do(update(people).where(people.c.id == number).values(password=hash_))

    def set_codes(self, number: int, secret: str, /, *, step: int) -> tuple[str, ...]:
        """Another secret for one-time codes; the recovery codes, told this once."""
        codes = tuple(_recovery_code() for _ in range(10))
        rows = [{"hash": hashed(_plain(code)), "person": number} for code in codes]
        self._do(
            update(people).where(people.c.id == number).values(secret=secret, last_step=step),
            delete(recovery_codes).where(recovery_codes.c.person == number),
            insert(recovery_codes).values(rows),
        )
        return codes

    def use_step(self, number: int, step: int, /) -> bool:
        """Whether a one-time code is newer than every one used before; it is used from now on."""
        newer = (people.c.id == number) & (people.c.last_step < step)
        return self._did(update(people).where(newer).values(last_step=step))

    def use_recovery_code(self, number: int, code: str, /) -> bool:
        """Whether this was a recovery code of theirs; it is none from now on."""
        mine = (recovery_codes.c.person == number) & (recovery_codes.c.hash == hashed(_plain(code)))
        return self._did(delete(recovery_codes).where(mine))

    def recovery_codes_left(self, number: int, /) -> int:
        """How many recovery codes are not yet used."""
        asked = select(func.count()).where(recovery_codes.c.person == number)
        return self._database.read(lambda c: c.execute(asked).scalar_one())

    def make_link(self, number: int, /, *, minutes: int) -> str:
        """The secret part of a link with which somebody chooses a password, once."""
        token = secrets.token_urlsafe(32)
        row = {"hash": hashed(token), "person": number, "expires_at": now() + minutes * 60}
        self._do(
            delete(person_links).where(person_links.c.person == number),
            insert(person_links).values(**row),
        )
        return token

    def of_link(self, token: str, /) -> Account | None:
        """Whose link this is, as long as it holds."""
        holds = (person_links.c.hash == hashed(token)) & (person_links.c.expires_at > now())
        return self._one(people.c.id.in_(select(person_links.c.person).where(holds)))

    def take_link(self, token: str, password: str, /) -> Account | None:
        """Use a link: another password, one-time codes set up anew, and everybody else out."""
        found = self.of_link(token)
        if found is None or found.disabled:
            return None
        number = found.person.id
        mine = people.c.id == number

        def work(connection: Connection, _again: bool) -> Account | None:
            this = person_links.c.hash == hashed(token)
            if connection.execute(delete(person_links).where(this)).rowcount != 1:
                return None  # somebody was faster
            changed = {"password": password, "secret": None}
            connection.execute(update(people).where(mine).values(**changed))
            connection.execute(delete(recovery_codes).where(recovery_codes.c.person == number))
            connection.execute(delete(sessions).where(sessions.c.person == number))
            return account(connection.execute(select(people).where(mine)).one())

        return self._database.write(work)

    def from_outside(
        self,
        issuer: str,
        subject: str,
        /,
        *,
        name: str,
        roles: frozenset[Role],
        administrations: frozenset[str],
    ) -> Account:
        """Somebody whom another system vouches for, with the rights it gives today."""
        told = {"name": shown(name) or subject[:LONGEST_NAME], **_rights(roles, administrations)}
        whose = (people.c.issuer == issuer) & (people.c.subject == subject)

        def work(connection: Connection, _again: bool) -> Account:
            before = connection.execute(select(people).where(whose)).first()
            if before is None:
                row = {**told, "issuer": issuer, "subject": subject}
                connection.execute(insert(people).values(**row, last_step=0, made_at=now()))
            else:
                connection.execute(update(people).where(whose).values(**told))
                if any(getattr(before, key) != told[key] for key in ("roles", "administrations")):
                    connection.execute(delete(sessions).where(sessions.c.person == before.id))
            return account(connection.execute(select(people).where(whose)).one())

        return self._database.write(work)

    def begin_outside(
        self, state: str, /, *, browser: str, nonce: str, verifier: str, onward: str
    ) -> None:
        """Somebody is sent to another system to sign in, and must be back within ten minutes."""
        row = {"hash": hashed(state), "browser": hashed(browser), "nonce": nonce}
        kept = {**row, "verifier": verifier, "onward": onward, "expires_at": now() + 600}
        over = (outside_visits.c.expires_at < now()) | (outside_visits.c.hash == row["hash"])
        self._do(delete(outside_visits).where(over), insert(outside_visits).values(**kept))

    def end_outside(self, state: str, /, *, browser: str) -> tuple[str, str, str] | None:
        """Nonce, verifier and way on of who comes back; None where nobody left, or came already."""
        this = outside_visits.c.hash == hashed(state)

        def work(connection: Connection, _again: bool) -> Any:
            row = connection.execute(select(outside_visits).where(this)).first()
            connection.execute(delete(outside_visits).where(this))
            return row

        row = self._database.write(work)
        if row is None or row.expires_at < now() or row.browser != hashed(browser):
            return None
        return row.nonce, row.verifier, row.onward

    def _one(self, condition: Any) -> Account | None:
        row = self._database.read(lambda c: c.execute(select(people).where(condition)).first())
        return None if row is None else account(row)

    def _do(self, *statements: Executable) -> None:
        """Carry out statements in one transaction; done twice they come to the same."""
        self._database.write(lambda c, _: [c.execute(statement) for statement in statements])

    def _did(self, statement: Update | Delete) -> bool:
        """Whether a statement found its row; where the answer was lost, that is no.

        What is used up and not known to be is asked for again, never let through twice.
        """
        return self._database.write(lambda c, _: c.execute(statement).rowcount == 1)


def account(row: Any) -> Account:
    """A row of people as an account."""
    return Account(
        person=person_of(row),
        made_at=row.made_at,
        disabled=row.disabled_at is not None,
        has_password=row.password is not None,
        has_code=row.secret is not None,
        is_outside=row.issuer is not None,
    )


def person_of(row: Any) -> Person:
    """A row of people as who they are and what they may."""
    known = {role.value: role for role in Role}
    roles = frozenset(known[name] for name in row.roles.split() if name in known)
    administrations = frozenset(code for code in row.administrations.split("\n") if code)
    return Person(row.id, row.name, roles, administrations)


def shown(name: str) -> str:
    """A name as it is shown: without what nobody sees, and not too long."""
    plain = "".join(c for c in unicodedata.normalize("NFC", name) if c.isprintable())
    return " ".join(plain.split())[:LONGEST_NAME].strip()


def name_key(name: str) -> str:
    """What two names have in common that a person would call the same."""
    return unicodedata.normalize("NFKC", shown(name)).casefold()


def _rights(roles: frozenset[Role], administrations: frozenset[str]) -> dict[str, str]:
    return {
        "roles": " ".join(role.value for role in Role if role in roles),
        "administrations": "\n".join(sorted(administrations)),
    }


def _recovery_code() -> str:
    """Eighty bits that can be read aloud: no letter is taken for a digit."""
    signs = "".join(secrets.choice("abcdefghijkmnpqrstuvwxyz23456789") for _ in range(16))
    return "-".join(signs[n : n + 4] for n in range(0, 16, 4))


def _plain(code: str) -> str:
    return "".join(c for c in code.casefold() if c.isalnum())
