"""People, sessions and guesses while PostgreSQL is restarted under them: nobody is turned away."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event

from dashboard.plan.accounts import Stage
from dashboard.plan.people import Role
from dashboard.records.guesses import Guesses
from dashboard.records.people import People
from dashboard.records.sessions import Sessions
from dashboard.records.sql import SqlStore
from tests.pages.signing import LIMITS
from tests.records.cluster import cluster

READER = frozenset({Role.READER})
NOWHERE = frozenset[str]()
MODES = ("immediate", "fast", "immediate")


def test_who_comes_in_while_postgresql_is_restarted_waits_and_is_in():
    with cluster() as own:
        store = SqlStore(own.url)
        people, sessions = People(store.database), Sessions(store.database, LIMITS)
        guesses = Guesses(store.database, "key")
        anna = people.add("Anna", roles=READER, administrations=NOWHERE).person
        token = sessions.start(anna.id, Stage.FULL, browser="x")
        numbers = iter(range(10**6))

        def look() -> None:
            found = sessions.find(token)
            assert found is not None
            assert found.person == anna

        def add() -> None:
            name = f"Bo {next(numbers)}"
            assert people.add(name, roles=READER, administrations=NOWHERE).person.name == name

        def come_in() -> None:
            name = str(next(numbers))
            assert guesses.may_guess(name=name, address=name)
            guesses.forgive(name=name)
            assert sessions.find(sessions.start(anna.id, Stage.CODE, browser="x")) is not None

        waits = _all_the_while(own.restart, look, add, come_in)
        names = [account.person.name for account in people.all()]
        assert len(names) == len(set(names)) > 1
        assert max(waits) > 0.2  # somebody was there when it was away
        assert max(waits) < 15


def _all_the_while(restart: Callable[[str], None], *works: Callable[[], None]) -> list[float]:
    """Do each work again and again while the server is restarted; how long each time took."""
    done = Event()

    def go_on(work: Callable[[], None]) -> list[float]:
        waits: list[float] = []
        while not done.is_set():
            start = time.monotonic()
            work()
            waits.append(time.monotonic() - start)
        return waits

    with ThreadPoolExecutor(len(works)) as pool:
        going = [pool.submit(go_on, work) for work in works]
        try:
            for mode in MODES:
                time.sleep(0.5)
                restart(mode)
        finally:
            done.set()
        return [wait for each in going for wait in each.result()]
