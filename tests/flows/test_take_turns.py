"""Workbooks are read one after the other, whatever becomes of those who wait."""

import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event, Thread

import pytest

from dashboard.flows.take_turns import Busy, Turns

HOLD = """
import sys
from pathlib import Path
from dashboard.flows.take_turns import Turns
turns = Turns(at_once=1, places=1)
turns._folder = Path(sys.argv[1])
with turns.turn(patience=30):
    print("mine", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def turns() -> Turns:
    return Turns(at_once=1, places=2)


@contextmanager
def another(turns: Turns) -> Iterator["subprocess.Popen[str]"]:
    """Another process that has its turn."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(turns._folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "mine\n"
        yield process
        process.kill()


def test_who_has_nobody_before_them_does_not_wait(turns: Turns):
    for _ in range(3):
        with turns.turn(patience=0):
            pass


def test_another_process_has_its_turn_first(turns: Turns):
    with another(turns) as process:
        told: list[int] = []
        with pytest.raises(Busy), turns.turn(patience=0.3, place=told.append):
            pass
        assert set(told) == {2}
        process.communicate("")  # it has done
        with turns.turn(patience=10):
            pass


def test_a_process_that_was_killed_holds_nobody_up(turns: Turns):
    with another(turns) as process:
        process.kill()
        process.wait()
        with turns.turn(patience=5):
            pass


def test_everybody_is_served_in_the_order_in_which_they_came_and_one_at_a_time(turns: Turns):
    served: list[int] = []
    inside: list[int] = []
    waits = [Event() for _ in range(4)]

    def come(number: int) -> None:
        with turns.turn(patience=30, place=lambda _: waits[number].set()):
            inside.append(number)
            assert len(inside) == 1
            served.append(number)
            inside.remove(number)

    with ThreadPoolExecutor(4) as pool:
        with turns.turn(patience=0):
            jobs = []
            for number in range(4):
                jobs.append(pool.submit(come, number))
                assert waits[number].wait(10)
        for job in jobs:
            job.result(30)
    assert served == [0, 1, 2, 3]


def test_two_at_once_where_the_machine_can():
    turns = Turns(at_once=2, places=2)
    with (
        turns.turn(patience=0),
        turns.turn(patience=0),
        pytest.raises(Busy),
        turns.turn(patience=0),
    ):
        pass


def test_who_gives_up_while_waiting_makes_room(turns: Turns):
    class GoneHome(Exception):
        pass

    def leave(_: int) -> None:
        raise GoneHome

    with turns.turn(patience=0), pytest.raises(GoneHome), turns.turn(patience=9, place=leave):
        pass
    with turns.turn(patience=0):
        pass


def test_a_worker_takes_in_so_many_and_no_more(turns: Turns):
    with turns.place():
        give_back = turns.come_in()
        with pytest.raises(Busy):
            turns.come_in()
        give_back()
        with turns.place():
            pass


def test_the_line_is_put_away_with_its_maker():
    code = "from dashboard.flows.take_turns import Turns; print(Turns(at_once=1, places=1)._folder)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("/")
    listed = subprocess.run(["ls", done.stdout.strip()], capture_output=True, check=False)
    assert listed.returncode != 0


def test_many_at_once_from_many_threads(turns: Turns):
    count = [0]

    def come() -> None:
        for _ in range(3):
            with turns.turn(patience=60):
                seen = count[0]
                Event().wait(0.001)
                count[0] = seen + 1

    threads = [Thread(target=come) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert count == [15]
