"""The same store on either database."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard.records.sql import SqlStore
from tests.records.postgresql import own_schema


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty database."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'instance' / 'plan.sqlite'}"
    else:
        with own_schema() as address:
            yield address


@pytest.fixture
def store(url: str) -> SqlStore:
    return SqlStore(url)
