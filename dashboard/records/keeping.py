"""Where people and sessions are kept: any database that can be read and written."""

import hashlib
import time
from contextlib import AbstractContextManager
from typing import Protocol

from sqlalchemy import Connection


class Database(Protocol):
    """A database, as the tables beside the editions need it."""

    def reading(self) -> AbstractContextManager[Connection]:
        """A look at the database."""
        ...

    def writing(self) -> AbstractContextManager[Connection]:
        """One transaction."""
        ...


def now() -> int:
    """The time, in seconds since 1970."""
    return int(time.time())


def hashed(secret: str, /) -> str:
    """What is kept of a secret that is too long to be guessed."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
