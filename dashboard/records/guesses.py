"""Wrong sign-ins, so that nobody can go on guessing. Neither names nor addresses are kept."""

import hmac

from sqlalchemy import Connection, delete, func, insert, select

from dashboard.records.database import Database
from dashboard.records.keeping import now
from dashboard.records.people import name_key
from dashboard.records.people_tables import guesses

# Guesses at one account, and from one address: a whole city hall may stand behind one.
MOST, MOST_TOGETHER = 5, 20
WITHIN = 900  # the seconds in which they are counted


class Guesses:
    """Counts guesses by account and by address, under a key of the program's own."""

    def __init__(self, database: Database, key: str) -> None:
        self._database = database
        self._key = key.encode()

    def may_guess(self, *, name: str, address: str) -> bool:
        """Whether there is a guess left; it is counted now, before it is known to be wrong.

        Counted afterwards, many guesses at once would all be let through.
        """
        keys, at = self._keys(name, address), now()
        asked = select(func.count()).where(guesses.c.at > at - WITHIN)

        def work(connection: Connection, _again: bool) -> bool:
            connection.execute(delete(guesses).where(guesses.c.at <= at - WITHIN))
            for key, most in zip(keys, (MOST, MOST_TOGETHER), strict=True):
                if connection.execute(asked.where(guesses.c.key == key)).scalar_one() >= most:
                    return False
            connection.execute(insert(guesses), [{"key": key, "at": at} for key in keys])
            return True

        return self._database.write(work)

    def take_back(self, *, name: str, address: str) -> None:
        """The guess just counted was right; those before it stay.

        A password that is known, or an account of one's own, buys no more guesses.
        """

        def work(connection: Connection, _again: bool) -> None:
            for key in self._keys(name, address):
                newest = select(func.max(guesses.c.id)).where(guesses.c.key == key)
                connection.execute(delete(guesses).where(guesses.c.id == newest.scalar_subquery()))

        self._database.write(work)

    def forgive(self, *, name: str) -> None:
        """Somebody is in: what was guessed at the account before is forgotten."""
        theirs = delete(guesses).where(guesses.c.key == self._hashed("name", name_key(name)))
        self._database.write(lambda connection, _: connection.execute(theirs))

    def _keys(self, name: str, address: str) -> tuple[str, str]:
        return self._hashed("name", name_key(name)), self._hashed("address", address)

    def _hashed(self, kind: str, text: str) -> str:
        content = f"{kind}\n{text}".encode("utf-8", "surrogatepass")
        return hmac.digest(self._key, content, "sha256").hex()
