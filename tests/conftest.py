"""The two cities, each served by the real program, and the browser that reads them."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, Error, sync_playwright

from tests.records.postgresql import own_schema
from tests.running import COPENHAGEN, EXAMPLE_CITY, Running, running

# A busy machine is slow now and then; a test must not fail for that.
settings.register_profile("steady", deadline=None)
settings.load_profile("steady")

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


@pytest.fixture(scope="session")
def copenhagen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Copenhagen's own rows, served. Only for reading."""
    with running(COPENHAGEN, tmp_path_factory.mktemp("copenhagen")) as city:
        yield city


@pytest.fixture(scope="session")
def example_city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The invented city, served. Only for reading."""
    with running(EXAMPLE_CITY, tmp_path_factory.mktemp("example-city")) as city:
        yield city


@pytest.fixture(scope="module")
def own_city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The invented city in a database of the module's own, to publish to."""
    with running(EXAMPLE_CITY, tmp_path_factory.mktemp("own-city")) as city:
        yield city


@pytest.fixture(params=["copenhagen", "example_city"])
def city(request: pytest.FixtureRequest) -> Running:
    """Each of the two cities in turn."""
    return request.getfixturevalue(request.param)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium, one for all tests."""
    if not CHROMIUM.exists():
        _without_browser(f"there is no browser at {CHROMIUM}")
    with sync_playwright() as playwright:
        try:
            started = playwright.chromium.launch(
                executable_path=str(CHROMIUM), args=list(ARGUMENTS)
            )
        except Error as error:
            _without_browser(f"{CHROMIUM} does not start: {error.message.splitlines()[0]}")
        yield started
        started.close()


def _without_browser(reason: str) -> NoReturn:
    """Skip, unless this run was told that a browser must be there."""
    if os.environ.get("REQUIRE_BROWSER") == "1":
        pytest.fail(f"REQUIRE_BROWSER is set, and {reason}", pytrace=False)
    pytest.skip(f"browser test: {reason}")


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty database."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'instance' / 'plan.sqlite'}"
    else:
        with own_schema() as address:
            yield address
