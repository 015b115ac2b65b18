"""A small OpenID Connect provider on the machine itself, which can be told to lie."""

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlsplit

from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey

CLIENT, SECRET = "sdg", "a secret of the provider's"
Claims = dict[str, Any]


@dataclass
class Provider:
    """What the provider knows, and how it answers; `forge` changes what a token says."""

    issuer: str = ""
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "one"}))
    groups: tuple[str, ...] = ("sdg-editors",)
    forge: Callable[[Claims], Claims] = lambda claims: claims
    sign: Callable[["Provider", Claims], str] = lambda p, claims: jwt.encode(
        {"alg": "RS256", "kid": "one"}, claims, p.key
    )
    visits: dict[str, dict[str, str]] = field(default_factory=dict[str, dict[str, str]])

    def metadata(self) -> dict[str, Any]:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
        }

    def arrive(self, address: str) -> dict[str, str]:
        """Somebody is sent here, signs in, and goes back with a code and the state."""
        asked = dict(parse_qsl(urlsplit(address).query))
        assert asked["response_type"] == "code"
        assert asked["code_challenge_method"] == "S256"
        assert asked["client_id"] == CLIENT
        code = secrets.token_hex(8)
        self.visits[code] = asked
        return {"code": code, "state": asked["state"]}

    def token(self, form: dict[str, list[str]]) -> dict[str, Any] | None:
        """A token for a code, once, for who has the verifier."""
        visit = self.visits.pop(form["code"][0], None)
        digest = hashlib.sha256(form["code_verifier"][0].encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        if visit is None or challenge != visit["code_challenge"]:
            return None
        at = int(time.time())
        claims: Claims = {
            "iss": self.issuer,
            "aud": CLIENT,
            "sub": "u-17",
            "name": "Karen fra kommunen",
            "groups": list(self.groups),
            "nonce": visit["nonce"],
            "iat": at,
            "exp": at + 300,
        }
        signed = self.sign(self, self.forge(claims))
        return {"access_token": "x", "token_type": "Bearer", "id_token": signed}


class _Answers(BaseHTTPRequestHandler):
    provider: Provider

    def log_message(self, format: str, *args: Any) -> None:
        """A test says what it has to say."""

    def do_GET(self) -> None:
        if self.path.endswith("openid-configuration"):
            self._tell(self.provider.metadata())
        else:
            self._tell({"keys": [self.provider.key.as_dict(private=False)]})

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        told = self.provider.token(parse_qs(body))
        self._tell(told or {"error": "invalid_grant"}, 200 if told else 400)

    def _tell(self, what: Any, status: int = 200) -> None:
        content = json.dumps(what).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


@contextmanager
def provider() -> Iterator[Provider]:
    """A provider that answers, and is gone afterwards."""
    told = Provider()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Answers", (_Answers,), {"provider": told}))
    told.issuer = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield told
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def unsigned(_: Provider, claims: Claims) -> str:
    """A token that names no algorithm and has no signature."""
    parts = ({"alg": "none", "typ": "JWT"}, claims)
    return (
        ".".join(
            base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=")
            for part in parts
        )
        + "."
    )


def by_public_key(told: Provider, claims: Claims) -> str:
    """A token signed with what everybody can read, as if it were a shared secret."""
    public = told.key.as_pem(private=False)
    return jwt.encode({"alg": "HS256"}, claims, OctKey.import_key(public), algorithms=["HS256"])


def by_another_key(_: Provider, claims: Claims) -> str:
    """A token signed with a key that is not the provider's, under the name of its own."""
    return jwt.encode({"alg": "RS256", "kid": "one"}, claims, RSAKey.generate_key(2048))


def changed(told: Provider, claims: Claims) -> str:
    """A token in which something was changed after it was signed."""
    head, _, sign = jwt.encode({"alg": "RS256", "kid": "one"}, claims, told.key).split(".")
    more = json.dumps({**claims, "groups": ["sdg-admins"]}).encode()
    return ".".join((head, base64.urlsafe_b64encode(more).decode().rstrip("="), sign))
