"""The same store on either database."""

import pytest

from dashboard.records.sql import SqlStore


@pytest.fixture
def store(url: str) -> SqlStore:
    return SqlStore(url)
