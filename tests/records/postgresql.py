"""A PostgreSQL for the tests: a schema of its own for each, gone afterwards."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.pool import NullPool


def without_postgresql(reason: str) -> NoReturn:
    """Skip, unless this run was told that PostgreSQL must be there."""
    if os.environ.get("REQUIRE_POSTGRES") == "1":
        pytest.fail(f"REQUIRE_POSTGRES is set, and {reason}", pytrace=False)
    pytest.skip(f"PostgreSQL test: {reason}")


@contextmanager
def own_schema() -> Iterator[str]:
    """The address of an empty schema in the test database."""
    given = os.environ.get("TEST_DATABASE_URL")
    if not given:
        without_postgresql("TEST_DATABASE_URL is not set")
    base = make_url(given).set(drivername="postgresql+psycopg")
    name = f"sdg_{secrets.token_hex(6)}"
    _tell(base, f"CREATE SCHEMA {name}")
    try:
        own = base.update_query_dict({"options": f"-csearch_path={name}"})
        yield own.set(drivername="postgresql").render_as_string(hide_password=False)
    finally:
        _tell(base, f"DROP SCHEMA {name} CASCADE")


def _tell(place: URL, statement: str) -> None:
    engine = create_engine(place, poolclass=NullPool)
    with engine.begin() as connection:
        connection.execute(text(statement))
