"""Whose turn it is: workbooks are read one after the other, and readers of pages wait for none.

Every process that serves shares one line, whatever ends any of them: whoever waits holds the
lock of a file, and a lock ends with its process.
"""

import fcntl
import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp
from threading import BoundedSemaphore
from weakref import finalize

_DOOR = "door"
# Seconds between two looks at the line, for each who is before us; and at most.
_LOOK, _LONGEST = 0.1, 1.0


class Busy(Exception):
    """Others were there first, and waiting took too long."""


class Turns:
    """The line of workbooks that wait to be read.

    Made once, before there are workers: `at_once` are read at a time on this machine, and
    `places` is how many each worker takes in, the transfer counted.
    """

    def __init__(self, *, at_once: int, places: int) -> None:
        self._at_once = max(1, at_once)
        self._places = BoundedSemaphore(max(1, places))
        self._folder = shared_folder(self)

    def come_in(self) -> Callable[[], None]:
        """A place in this worker, to be given back once; raises `Busy` where all are taken."""
        if not self._places.acquire(blocking=False):
            raise Busy
        return self._places.release

    @contextmanager
    def place(self) -> Iterator[None]:
        """A place for as long as it lasts."""
        give_back = self.come_in()
        try:
            yield
        finally:
            give_back()

    @contextmanager
    def turn(
        self, *, patience: float, place: Callable[[int], None] = lambda _: None
    ) -> Iterator[None]:
        """Wait until it is our turn, and have it; raises `Busy` after so many seconds.

        `place` is told again and again which number we are, as long as we are waiting, and may
        end that by raising.
        """
        number, ticket = self._taken()
        try:
            end = time.monotonic() + patience
            while (ahead := self._ahead(number)) >= self._at_once:
                if time.monotonic() > end:
                    raise Busy
                place(ahead + 1)
                time.sleep(min(_LOOK * ahead, _LONGEST))
            yield
        finally:
            (self._folder / _name(number)).unlink(missing_ok=True)
            os.close(ticket)

    def _taken(self) -> tuple[int, int]:
        """The next number, and the file whose lock says that somebody has it."""
        with self._door():
            number = max(self._numbers(), default=0) + 1
            ticket = os.open(self._folder / _name(number), os.O_RDWR | os.O_CREAT | os.O_EXCL)
            fcntl.flock(ticket, fcntl.LOCK_EX)
        return number, ticket

    def _ahead(self, number: int) -> int:
        """How many came before us; what a process left that has ended is put away."""
        with self._door():
            before = [each for each in self._numbers() if each < number]
            return sum(self._is_there(self._folder / _name(each)) for each in before)

    def _numbers(self) -> list[int]:
        return [int(name) for name in os.listdir(self._folder) if name != _DOOR]

    @staticmethod
    def _is_there(path: Path) -> bool:
        try:
            ticket = os.open(path, os.O_RDWR)
        except FileNotFoundError:  # it has just been given back
            return False
        try:
            fcntl.flock(ticket, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        finally:
            os.close(ticket)
        path.unlink(missing_ok=True)
        return False

    @contextmanager
    def _door(self) -> Iterator[None]:
        """One at a time looks at the line or joins it."""
        door = os.open(self._folder / _DOOR, os.O_RDWR | os.O_CREAT)
        try:
            fcntl.flock(door, fcntl.LOCK_EX)
            yield
        finally:
            os.close(door)


def shared_folder(owner: object) -> Path:
    """A folder that only we can look into, put away with its owner.

    Processes that came of ours find it too, and leave it when they end.
    """
    folder = Path(mkdtemp(prefix="sdg-dashboard-"))
    finalize(owner, _end, folder, os.getpid())
    return folder


def _name(number: int) -> str:
    return f"{number:09}"


def _end(folder: Path, maker: int) -> None:
    """Put a folder away with the process that made it; workers only inherited it."""
    if os.getpid() == maker:
        shutil.rmtree(folder, ignore_errors=True)
