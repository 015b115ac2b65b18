"""Sign in with another system: OpenID Connect, the code flow with PKCE.

Nothing of the provider is believed unread: its metadata must be of the issuer that is set, its
token signed by RS256 or ES256 with a key of its own, for us, for this visit, and still in time.
"""

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import urlsplit

from authlib.common.errors import AuthlibBaseError
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from dashboard.errors import Trouble
from dashboard.flows.sign_in import Caller, Entry, SignIn
from dashboard.plan.accounts import Problem, rights_problem
from dashboard.plan.people import Role
from dashboard.plan.trail import Deed, refused
from dashboard.settings import Provider

_SCOPE = " ".join(("openid", "profile"))
_WAIT = 10  # seconds for each answer of the provider
_LARGEST = 512 * 1024  # bytes of one
# Never what a token names itself: `none` needs no key, and HS256 is signed with what is public.
_ALGORITHMS = ["RS256", "ES256"]
_LEEWAY = 60  # seconds by which clocks may differ


@dataclass(frozen=True, slots=True)
class Grant:
    """What a group of the provider gives."""

    group: str
    role: Role
    administrations: frozenset[str]


@dataclass(frozen=True, slots=True)
class Outside:
    """The other system as it is set."""

    provider: Provider
    grants: tuple[Grant, ...]

    def begin(self, sign_in: SignIn, caller: Caller, *, back: str, onward: str) -> str | Problem:
        """The address to send a browser to; only this browser can come back from there."""
        state, nonce, verifier = (secrets.token_urlsafe(48) for _ in range(3))
        try:
            with self._client(back) as client:
                address, _ = client.create_authorization_url(
                    self._metadata()["authorization_endpoint"],
                    state=state,
                    nonce=nonce,
                    code_verifier=verifier,
                )
        except (OSError, ValueError, KeyError, AuthlibBaseError) as error:
            return _refused(sign_in, type(error).__name__)
        sign_in.people.begin_outside(
            state, browser=caller.token, nonce=nonce, verifier=verifier, onward=onward
        )
        return address

    def end(
        self, sign_in: SignIn, caller: Caller, told: Mapping[str, str], *, back: str
    ) -> tuple[Entry, str] | Problem:
        """Let in who comes back with a code; where they wanted to go."""
        visit = sign_in.people.end_outside(told.get("state", ""), browser=caller.token)
        if visit is None:
            return _refused(sign_in, "state")
        nonce, verifier, onward = visit
        if not told.get("code"):
            return _refused(sign_in, "no_code")
        try:
            claims = self._claims(told["code"], back=back, nonce=nonce, verifier=verifier)
        except (OSError, ValueError, KeyError, TypeError, AuthlibBaseError, JoseError) as error:
            return _refused(sign_in, type(error).__name__)
        if told.get("iss", self.provider.issuer) != self.provider.issuer:
            return _refused(sign_in, "iss")
        return self._let_in(sign_in, caller, claims, onward)

    def _let_in(
        self, sign_in: SignIn, caller: Caller, claims: Mapping[str, Any], onward: str
    ) -> tuple[Entry, str] | Problem:
        held = _texts(claims.get(self.provider.groups))
        given = [grant for grant in self.grants if grant.group in held]
        roles = frozenset(grant.role for grant in given)
        where = frozenset(code for grant in given for code in grant.administrations)
        if rights_problem(roles, where) is not None:
            sign_in.trail.note("–", Deed.SIGN_IN, "person:0", refused(Problem.NO_GROUP))
            return Problem.NO_GROUP
        name = str(claims.get("name") or claims.get("preferred_username") or claims["sub"])
        account = sign_in.people.from_outside(
            self.provider.issuer, str(claims["sub"]), name=name, roles=roles, administrations=where
        )
        if account.disabled:
            return _refused(sign_in, "disabled")
        return sign_in.enter(caller, account), onward

    def _claims(self, code: str, *, back: str, nonce: str, verifier: str) -> Mapping[str, Any]:
        """What a provider says of somebody, once everything about it is right."""
        with self._client(back) as client:
            known = self._metadata()
            token = client.fetch_token(
                known["token_endpoint"], code=code, code_verifier=verifier, timeout=_WAIT
            )
            keys = KeySet.import_key_set(cast("Any", _answer(known["jwks_uri"])))
        read = jwt.decode(token["id_token"], keys, algorithms=_ALGORITHMS)
        wanted: Any = {
            "iss": {"essential": True, "value": self.provider.issuer},
            "aud": {"essential": True, "value": self.provider.client_id},
            "sub": {"essential": True},
            "exp": {"essential": True},
            "nonce": {"essential": True, "value": nonce},
        }
        params = {"nonce": nonce, "client_id": self.provider.client_id}
        claims = CodeIDToken(read.claims, read.header, wanted, params)
        claims.validate(leeway=_LEEWAY)
        return claims

    def _client(self, back: str) -> Any:
        # Importing it opens a socket, and who signs in with a password needs none.
        from authlib.integrations.requests_client import OAuth2Session  # noqa: PLC0415

        return OAuth2Session(
            self.provider.client_id,
            self.provider.client_secret or None,
            scope=_SCOPE,
            redirect_uri=back,
            code_challenge_method="S256",
        )

    def _metadata(self) -> Mapping[str, str]:
        """What the provider says of itself; addresses of another kind than its own are refused."""
        issuer = self.provider.issuer
        found = _answer(f"{issuer.rstrip('/')}/.well-known/openid-configuration")
        if found.get("issuer") != issuer:
            raise ValueError("issuer")
        for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
            if urlsplit(found[name]).scheme != urlsplit(issuer).scheme:
                raise ValueError(name)
        return found


def outside_of(provider: Provider) -> Outside | None:
    """The other system, where one is set; half of the settings is trouble."""
    if not (provider.issuer or provider.client_id or provider.roles):
        return None
    parts = urlsplit(provider.issuer)
    # Without TLS anybody on the way could sign in as anybody.
    if parts.scheme != "https" and parts.hostname not in ("127.0.0.1", "::1", "localhost"):
        raise Trouble("commands.trouble.oidc", name="OIDC_ISSUER", value=provider.issuer)
    if not provider.client_id:
        raise Trouble("commands.trouble.oidc", name="OIDC_CLIENT_ID", value="")
    return Outside(
        provider, tuple(_grant(part) for part in provider.roles.split(";") if part.strip())
    )


def _grant(text: str) -> Grant:
    """`group=role` or `group=role:CODE,CODE`."""
    group, _, given = text.strip().rpartition("=")
    name, _, codes = given.partition(":")
    role = next((role for role in Role if role == name.strip()), None)
    administrations = frozenset(code.strip() for code in codes.split(",") if code.strip())
    if not group or role is None or (role is Role.ANALYST) != bool(administrations):
        raise Trouble("commands.trouble.oidc", name="OIDC_ROLES", value=text.strip())
    return Grant(group.strip(), role, administrations)


def _answer(address: str) -> dict[str, Any]:
    """A small JSON answer of the provider; it leads to no other address."""
    import requests  # noqa: PLC0415 - as above

    with requests.get(address, timeout=_WAIT, allow_redirects=False, stream=True) as answer:
        answer.raise_for_status()
        content = answer.raw.read(_LARGEST, decode_content=True)
    found = json.loads(content)
    if not isinstance(found, dict):
        raise TypeError
    return found


def _texts(value: object) -> frozenset[str]:
    many = value if isinstance(value, list) else [value]
    return frozenset(text for text in many if isinstance(text, str))


def _refused(sign_in: SignIn, reason: str) -> Problem:
    sign_in.trail.note("–", Deed.SIGN_IN, "person:0", refused(f"outside_{reason}"))
    return Problem.OUTSIDE
