"""A PostgreSQL server of the tests' own, in a temporary folder, that may be stopped and broken."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.records.postgresql import without_postgresql


@dataclass(frozen=True, slots=True)
class Cluster:
    """A server that runs: its programs, its data, its port, and who it runs as."""

    programs: Path
    data: Path
    port: int
    user: str | None
    largest: int | None = None

    @property
    def url(self) -> str:
        """The address of its database."""
        return f"postgresql://postgres@127.0.0.1:{self.port}/postgres"

    def restart(self, mode: str) -> None:
        """Stop and start it; `immediate` is a crash, after which it has to recover."""
        self.control("-m", mode, "restart")

    def control(self, *arguments: str) -> None:
        """Tell the server something and wait until it is done."""
        log = self.data.parent / "log"
        command = (self.programs / "pg_ctl", "-D", self.data, "-l", log, "-w", *arguments)
        _run(self.user, *command, largest=self.largest)


@contextmanager
def cluster(*, largest: int | None = None) -> Iterator[Cluster]:
    """A new server, gone afterwards; `largest` bytes is what none of its files may exceed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    if not found:
        without_postgresql("there are no programs in /usr/lib/postgresql/*/bin")
    folder = Path(tempfile.mkdtemp(prefix="sdg-pg-"))
    # A server never runs as root.
    user = "postgres" if os.geteuid() == 0 else None
    if user is not None:
        os.chown(folder, pwd.getpwnam(user).pw_uid, -1)
    own = Cluster(found[-1], folder / "data", _free_port(), user, largest)
    try:
        initdb = ("-D", own.data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync")
        _run(user, own.programs / "initdb", *initdb)
        with (own.data / "postgresql.conf").open("a") as settings:
            settings.write(f"port = {own.port}\nlisten_addresses = '127.0.0.1'\n")
            settings.write(f"unix_socket_directories = '{folder}'\n")
        own.control("start")
        try:
            yield own
        finally:
            own.control("-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _run(user: str | None, *command: object, largest: int | None = None) -> None:
    limited = () if largest is None else ("prlimit", f"--fsize={largest}")
    done = subprocess.run(
        [str(part) for part in (*limited, *command)],
        user=user,
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,  # the server keeps what it is given open
        stderr=subprocess.STDOUT,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, command


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]
