"""The program on each example, and on a database in which nothing was published."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from dashboard.app import create_app
from dashboard.flows.publish_edition import publish_workbook
from dashboard.records.sql import SqlStore
from tests.pages.signing import House, Noted
from tests.samples import settings, store_in, workbook

TICKET = "the-analyst-ticket"
Open = Callable[[str], FlaskClient]


def server_on(store: SqlStore) -> Flask:
    return create_app(settings(UPLOAD_LIMIT_MB="1"), store, ticket=TICKET)


def store_with(folder: Path, content: bytes | None) -> SqlStore:
    store = store_in(folder)
    if content is not None:
        done = publish_workbook(store, content, filename="plan.xlsx", by="test", note="")
        assert done.edition is not None, done.checked.findings
    return store


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Open:
    """A visitor of `copenhagen`, of `example-city`, or of `nothing`."""

    @cache
    def served(name: str) -> Flask:
        content = None if name == "nothing" else workbook(name)
        return server_on(store_with(tmp_path_factory.mktemp(name), content))

    return lambda name: served(name).test_client()


@pytest.fixture
def house(tmp_path: Path) -> House:
    """A program in which nothing was published and nobody is yet."""
    store = Noted(f"sqlite:///{tmp_path / 'plan.sqlite'}")
    return House(create_app(settings(), store), store)
