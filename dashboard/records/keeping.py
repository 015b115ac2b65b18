"""How times and secrets are kept beside the editions."""

import hashlib
import time


def now() -> int:
    """The time, in seconds since 1970."""
    return int(time.time())


def hashed(secret: str, /) -> str:
    """What is kept of a secret that is too long to be guessed."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
