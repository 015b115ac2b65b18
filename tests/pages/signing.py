"""People for the tests: who signs in as anybody would, with forms and one-time codes."""

import hmac
import re
from dataclasses import dataclass, field
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from pyotp.totp import TOTP
from werkzeug.test import TestResponse

from dashboard.plan.accounts import Stage
from dashboard.plan.people import Role
from dashboard.records.keeping import hashed
from dashboard.records.people import People
from dashboard.records.people_tables import people as people_table
from dashboard.records.people_tables import sessions as sessions_table
from dashboard.records.sessions import Limits, Sessions
from dashboard.records.sql import SqlStore

PASSWORD = "gul sten hopper højt"
LIMITS = Limits(idle=1800, absolute=8 * 3600, founder=12 * 3600)
_SECRET = re.compile(r'class="secret"><code>([^<]+)')


class Noted(SqlStore):
    """A store whose trail a test can read."""

    def note(self, who: str, what: str, of: str, result: str) -> None:
        self.trail = [*getattr(self, "trail", []), (who, str(what), of, result)]


@dataclass
class House:
    server: Flask
    store: Noted

    def last(self) -> tuple[str, str, str, str]:
        return self.store.trail[-1]


class Browser(FlaskClient):
    """A browser whose forms are the ones it was given: it sends the token along."""

    def shown(self) -> str:
        """The cookie it shows."""
        cookie = self.get_cookie("sdg")
        return cookie.value if cookie else ""

    def send(self, path: str, data: dict[str, Any] | None = None, **more: Any) -> TestResponse:
        token = hmac.digest(self.shown().encode(), b"form", "sha256").hex()
        return self.post(path, data={"form_token": token, **(data or {})}, **more)


def browser(server: Flask) -> Browser:
    server.test_client_class = Browser
    found = server.test_client()
    assert isinstance(found, Browser)
    return found


@dataclass
class Somebody:
    """A person with a browser, a password and an app for one-time codes."""

    number: int
    name: str
    browser: Browser
    secret: str = ""
    recovery: list[str] = field(default_factory=list[str])

    def code(self) -> str:
        return TOTP(self.secret).now()

    def is_in(self) -> bool:
        return self.browser.get("/da/me").status_code == 200


def invited(
    server: Flask, store: SqlStore, name: str, *roles: Role, administrations: tuple[str, ...] = ()
) -> tuple[Somebody, str]:
    """Somebody new, and the secret part of the link that was sent."""
    people = People(store.database)
    added = people.add(name, roles=frozenset(roles), administrations=frozenset(administrations))
    link = people.make_link(added.person.id, minutes=60)
    return Somebody(added.person.id, name, browser(server)), link


def set_up(somebody: Somebody, link: str) -> TestResponse:
    """Choose a password and set up one-time codes, as the invitation asks."""
    there = somebody.browser
    there.get(f"/da/sign-in/{link}")
    chosen = {"password": PASSWORD, "again": PASSWORD}
    assert there.send(f"/da/sign-in/{link}", chosen).headers["Location"] == "/da/sign-in/codes"
    found = _SECRET.search(there.get("/da/sign-in/codes").text)
    assert found is not None
    somebody.secret = found.group(1).replace(" ", "")
    answer = there.send("/da/sign-in/codes", {"code": somebody.code()})
    somebody.recovery = re.findall(r"<li><code>(.*?)</code>", answer.text)
    return answer


def let_code_be_new(store: SqlStore, number: int) -> None:
    """As if half a minute had gone: the code of this moment was not used before."""
    change = people_table.update().where(people_table.c.id == number).values(last_step=0)
    store.database.write(lambda connection, _: connection.execute(change))


def sign_in(somebody: Somebody, *, name: str = "", password: str = PASSWORD) -> TestResponse:
    """The first step: name and password."""
    there = somebody.browser
    there.get("/da/sign-in")
    return there.send("/da/sign-in", {"name": name or somebody.name, "password": password})


def signed_in(
    server: Flask, store: SqlStore, name: str, *roles: Role, administrations: tuple[str, ...] = ()
) -> Somebody:
    """Somebody who is in, without the forms: those have tests of their own."""
    somebody, _ = invited(server, store, name, *roles, administrations=administrations)
    token = Sessions(store.database, LIMITS).start(
        somebody.number, Stage.FULL, browser="Firefox Linux"
    )
    somebody.browser.set_cookie("sdg", token)
    return somebody


def grown_older(store: SqlStore, token: str, *, by: int, seen: bool = True) -> None:
    """As if a session had begun, or was used last, so many seconds earlier."""
    table = sessions_table
    column = table.c.seen_at if seen else table.c.started_at
    change = table.update().where(table.c.hash == hashed(token)).values({column: column - by})
    store.database.write(lambda connection, _: connection.execute(change))
