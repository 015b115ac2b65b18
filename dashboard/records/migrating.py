"""Bring a database to the shape this release knows: all steps in one transaction, or none.

Several machines may start at once: the first does the work, the others wait and find it done.
"""

from pathlib import Path
from threading import Lock
from typing import Any

from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text

from dashboard.errors import Trouble
from dashboard.records.database import Database

_HERE = Path(__file__).parent / "migrations"
_FIRST = "0001"  # the shape a database had before there were migrations
EMPTY = "base"
_NAMED = "r[0-9][0-9][0-9][0-9]_*.py"
_ALONE = Lock()  # Alembic keeps its context in the module


def newest() -> str:
    """The step this release ends with."""
    return max(path.name[1:5] for path in (_HERE / "versions").glob(_NAMED))


def upgrade(database: Database, /) -> None:
    """Take every step that is missing; what is up to date is only looked at."""
    if database.read(shape_of) != newest():
        database.write(lambda connection, _: move(connection, newest()))


def shape_of(connection: Connection, /) -> str | None:
    """The step a database stands at; None where it is empty."""
    if _is_stamped(connection):
        found = connection.execute(text("SELECT version_num FROM alembic_version"))
        return found.scalar_one_or_none()
    return _FIRST if inspect(connection).has_table("editions") else None


def _is_stamped(connection: Connection) -> bool:
    return inspect(connection).has_table("alembic_version")


def move(connection: Connection, to: str, /) -> None:
    """Take the steps between where a database stands and `to`, up or down."""
    here = shape_of(connection)
    if here is not None and here > newest():
        raise Trouble("commands.trouble.newer_database", found=here, known=newest())
    config = Config()
    config.set_main_option("script_location", str(_HERE).replace("%", "%%"))
    script = ScriptDirectory.from_config(config)

    if here and not _is_stamped(connection):  # made before there were migrations: taken over
        MigrationContext.configure(connection).stamp(script, here)

    def steps(at: Any, _context: Any) -> Any:
        is_back = to == EMPTY or (here or "") > to
        return script._downgrade_revs(to, at) if is_back else script._upgrade_revs(to, at)  # pyright: ignore[reportPrivateUsage]

    with _ALONE, EnvironmentContext(config, script, fn=steps, destination_rev=to) as environment:
        environment.configure(connection=connection)
        environment.run_migrations()
