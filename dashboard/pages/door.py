"""Who is asking: told by the session, never by what a browser says of itself."""

import hmac
import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from flask import g, request
from werkzeug.wrappers import Response as AnyResponse

from dashboard.flows.sign_in import Caller, SignIn
from dashboard.plan.accounts import FOUNDER, Session, Stage
from dashboard.plan.people import Person
from dashboard.settings import Settings

FORM_TOKEN = "form_token"
# A browser keeps `__Host-` for this very machine, and only where nobody can listen.
_GUARDED, _PLAIN = "__Host-sdg", "sdg"
_TOKEN = re.compile(r"[\w-]{43}", re.ASCII)


def who() -> Person | None:
    """The person who is signed in, None for the public."""
    found = g.get("person")
    return found if isinstance(found, Person) else None


def session() -> Session | None:
    """The session of the browser that asks, also of somebody on the way in."""
    found = g.get("session")
    return found if isinstance(found, Session) else None


def form_token() -> str:
    """What a form of ours holds: only who sees the cookie can know it, and no other site does."""
    shown = g.get("token", "")
    return hmac.digest(shown.encode(), b"form", "sha256").hex() if shown else ""


@dataclass(frozen=True, slots=True)
class Door:
    """Lets browsers in: reads what they show, and gives them something to show."""

    sign_in: SignIn
    settings: Settings
    ticket: str = ""

    def see(self) -> None:
        """Find out who asks, before anything is answered."""
        shown = request.cookies.get(self._name, "")
        if not _TOKEN.fullmatch(shown):
            return
        g.token, g.session = shown, self.sign_in.sessions.find(shown)
        if g.session is None:
            return
        if g.session.stage is Stage.FULL:
            g.person = g.session.person
        elif g.session.stage is Stage.FOUNDER and not self.sign_in.people.exist():
            g.person = FOUNDER

    def begins(self, ticket: str) -> bool:
        """Whether this is the analyst link, and nobody is there yet to sign in."""
        is_it = bool(self.ticket) and hmac.compare_digest(ticket.encode(), self.ticket.encode())
        return is_it and not self.sign_in.people.exist()

    def give(self, answer: AnyResponse, token: str) -> AnyResponse:
        """Let the browser show this from now on."""
        answer.set_cookie(
            self._name, token, path="/", secure=self.is_guarded, httponly=True, samesite="Lax"
        )
        answer.headers["Cache-Control"] = "no-store"
        g.token = token
        return answer

    def forget(self, answer: AnyResponse) -> AnyResponse:
        """Let the browser show nothing any more."""
        answer.delete_cookie(
            self._name, path="/", secure=self.is_guarded, httponly=True, samesite="Lax"
        )
        return answer

    def caller(self) -> Caller:
        """The browser that asks."""
        browser = request.headers.get("User-Agent", "")
        return Caller(_network(request.remote_addr or ""), browser, g.get("token", ""))

    def is_ours(self) -> bool:
        """Whether a question was begun on a page of ours; browsers tell where it was."""
        origin = request.headers.get("Origin")
        site = request.headers.get("Sec-Fetch-Site", "same-origin")
        ours = (request.host, urlsplit(self.settings.public_url).netloc)
        same = origin is None or (urlsplit(origin).netloc in ours and origin != "null")
        return same and site in ("same-origin", "none")

    def holds(self, token: str) -> bool:
        """Whether a form was given to this browser."""
        own = form_token()
        return bool(own) and hmac.compare_digest(own.encode(), token.encode())

    @property
    def is_guarded(self) -> bool:
        """Whether nobody between the browser and us can listen."""
        return self.settings.is_https or request.is_secure

    @property
    def is_safe(self) -> bool:
        """Whether a password may be typed: over TLS, or on the machine itself."""
        return self.is_guarded or _is_loopback(urlsplit(f"//{request.host}").hostname or "")

    @property
    def _name(self) -> str:
        return _GUARDED if self.is_guarded else _PLAIN


def onward(asked: str, /, *, otherwise: str) -> str:
    """A way on after sign-in that stays here, however an address can be written."""
    plain = asked.isascii() and asked.isprintable() and " " not in asked
    stays = plain and re.fullmatch(r"/(da|en)(/[\w./~%-]*)?(\?[\w.~%=&+-]*)?", asked) is not None
    return asked if stays and "//" not in asked and ".." not in asked else otherwise


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _network(address: str) -> str:
    """An address, or the part of it that one household has: guesses are counted by it."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if isinstance(found, ipaddress.IPv6Address) and found.ipv4_mapped is None:
        return str(ipaddress.ip_network((found, 64), strict=False))
    return str(found)
