"""A database as one file that can be carried: a copy of either database, restored into either.

The file is a SQLite database of the same shape. It gets its name only when it is whole.
"""

import os
import secrets
import shutil
import sqlite3
from collections.abc import Generator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Connection, Table, func, insert, inspect, select, text
from sqlalchemy.engine import URL

from dashboard.errors import Trouble
from dashboard.records import draft_tables, migrating, people_tables
from dashboard.records.database import Database
from dashboard.records.tables import metadata, trail
from dashboard.records.verifying import Verified, verify

# A table that nobody imported would be left out of a copy.
_KNOWN = (draft_tables, people_tables)
# Who was in, and which links were open, when a copy was made: some have been ended since. In a
# restored copy nobody is in, and everybody signs in anew.
_OF_ITS_TIME = (
    people_tables.sessions,
    people_tables.person_links,
    people_tables.outside_visits,
    people_tables.guesses,
)
_AT_ONCE = 8  # rows; one may be as large as a workbook
_NUMBERED_ON = (
    "SELECT setval(kept, last) FROM (SELECT pg_get_serial_sequence('{table}', '{column}') AS kept,"
    ' (SELECT max("{column}") FROM "{table}") AS last) AS found WHERE last IS NOT NULL'
)


def back_up(database: Database, out: Path, /) -> Verified:
    """Write all that is kept, as of one moment, while others go on working.

    What is wrong with what was kept is wrong with the copy as well, and is told; a copy that
    is not whole raises `Trouble` and leaves no file.
    """
    with _named_when_whole(out) as part:
        if database.is_sqlite:
            _copy_file(database, part)
        else:
            copy = Database(_at(part))
            migrating.upgrade(copy)
            database.read(lambda source: copy.write(lambda target, _: _copy(source, target)))
        _in_one_file(part)
        verified = verify(Database(_at(part)))
        _in_one_file(part)
    return verified


@contextmanager
def proved(copy: Path, /) -> Generator[Database]:
    """A copy, open and looked through; what is none, or a damaged one, is refused.

    It comes before the database that is to be filled, so that a refusal leaves none behind.
    """
    with TemporaryDirectory() as folder:
        part = Path(folder) / "copy.sqlite"
        try:
            shutil.copyfile(copy, part)
        except OSError as error:
            cause = error.strerror or str(error)
            raise Trouble("commands.trouble.file", path=str(copy), cause=cause) from error
        if not _is_ours(part):
            raise Trouble("commands.trouble.no_backup", path=str(copy))
        try:
            _in_one_file(part)
        except sqlite3.Error as error:  # cut short on its way, for one
            raise Trouble("commands.trouble.broken_backup", path=str(copy), n=1) from error
        source = Database(_at(part))
        migrating.upgrade(source)  # a copy of an older release
        found = verify(source)
        if not found.is_sound:
            n = len(found.broken)
            raise Trouble("commands.trouble.broken_backup", path=str(copy), n=n)
        yield source


def restore(database: Database, source: Database, /) -> Verified:
    """Fill an empty database from a copy that was proved, all of it or nothing.

    Nobody is signed in afterwards, and no link that was open opens anything.
    """
    source.read(lambda old: database.write(lambda new, again: _fill(database, old, new, again)))
    return verify(database)


def _at(file: Path) -> URL:
    return URL.create("sqlite", database=str(file))


@contextmanager
def _named_when_whole(out: Path) -> Generator[Path]:
    """A file beside `out` that becomes it at the end, and goes away where that never comes."""
    part = out.with_name(f".{out.name}.{secrets.token_hex(4)}.part")
    if out.exists():
        raise Trouble("commands.trouble.exists", path=str(out))
    try:
        part.open("xb").close()  # no folder is made for a name that was typed wrong
        yield part
        with part.open("rb") as whole:
            os.fsync(whole.fileno())
        os.link(part, out)  # refuses where a file has come meanwhile
    except FileExistsError as error:
        raise Trouble("commands.trouble.exists", path=str(out)) from error
    except (OSError, sqlite3.Error) as error:
        cause = getattr(error, "strerror", None) or str(error)
        raise Trouble("commands.trouble.backup", path=str(out), cause=cause) from error
    finally:
        for end in ("", "-journal", "-wal", "-shm"):
            part.with_name(part.name + end).unlink(missing_ok=True)


def _copy_file(database: Database, part: Path) -> None:
    """SQLite's own copy, in one step: page by page it would begin anew at every write."""
    raw = database.engine.raw_connection()
    try:
        source = raw.driver_connection
        assert isinstance(source, sqlite3.Connection)
        with closing(sqlite3.connect(part)) as target:
            source.backup(target)
    finally:
        raw.close()


def _in_one_file(part: Path) -> None:
    """Leave nothing of a copy in a journal beside it; raises where it is not a sound database."""
    with closing(sqlite3.connect(part)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")
        found = connection.execute("PRAGMA quick_check(1)").fetchone()
        if found != ("ok",):
            raise sqlite3.DatabaseError(*found)


def _is_ours(part: Path) -> bool:
    """Whether it has our tables; one that is too damaged to tell is taken to have them."""
    try:
        with closing(sqlite3.connect(part)) as connection:
            named = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'editions'"
            return connection.execute(named).fetchone() is not None
    except sqlite3.Error as error:
        return error.sqlite_errorcode == sqlite3.SQLITE_CORRUPT


def _copy(source: Connection, target: Connection, *, but: Sequence[Table] = ()) -> None:
    """Every row of every table, in an order in which rows that are pointed to come first."""
    unknown = set(inspect(source).get_table_names()) - set(metadata.tables) - {"alembic_version"}
    if unknown:  # a table nobody imported would be lost without a word
        raise LookupError(unknown)
    for table in metadata.sorted_tables:
        if table in but:
            continue
        rows = select(table).order_by(*table.primary_key).execution_options(yield_per=_AT_ONCE)
        for some in source.execute(rows).mappings().partitions():
            target.execute(insert(table), [dict(row) for row in some])


def _fill(database: Database, source: Connection, target: Connection, again: bool) -> None:
    if again and _head(source) == _head(target):
        return  # done before; only the answer was lost on its way
    for table in metadata.sorted_tables:
        if target.execute(select(func.count()).select_from(table)).scalar_one():
            raise Trouble("commands.trouble.not_empty", place=database.place)
    _copy(source, target, but=_OF_ITS_TIME)
    if not database.is_sqlite:
        _number_on(target)


def _head(connection: Connection) -> str | None:
    last = select(trail.c.hash).order_by(trail.c.sequence.desc()).limit(1)
    return connection.execute(last).scalar_one_or_none()


def _number_on(target: Connection) -> None:
    """Let PostgreSQL count on from the rows that brought their own numbers."""
    for table in metadata.sorted_tables:
        column = table.autoincrement_column
        if column is not None:
            asked = _NUMBERED_ON.format(table=table.name, column=column.name)
            target.execute(text(asked))
