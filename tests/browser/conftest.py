"""The invented city with people who work on its plan, for tests that look at their pages."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.staff import Room, seats, staff_of
from tests.running import EXAMPLE_CITY, running

# A busy machine is slow now and then; a test must not fail for that.
expect.set_options(timeout=20_000)


@pytest.fixture(scope="session")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    """The analysts' room with a draft in each state. Only for reading."""
    folder: Path = tmp_path_factory.mktemp("room")
    with running(EXAMPLE_CITY, folder) as city:
        staff = staff_of(city)
        yield Room(staff, seats(staff, folder))
