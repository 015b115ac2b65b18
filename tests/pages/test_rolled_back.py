"""An edition that brought an earlier one back says so wherever editions are told."""

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from dashboard.flows.publish_edition import publish_workbook
from dashboard.flows.roll_back import roll_back
from dashboard.language.words import Language, words_for
from tests.pages.conftest import server_on
from tests.samples import store_in
from tests.workbooks.books import saved, sound


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    folder: Path = tmp_path_factory.mktemp("rolled-back")
    store = store_in(folder)
    for title in ("Den første", "Den anden"):
        content = saved(sound(action={"title_da": title}))
        done = publish_workbook(store, content, filename="plan.xlsx", by="anna", note=title)
        assert done.edition is not None
    first = store.edition(1)
    assert first is not None
    back = roll_back(store, first, by="eva", note="Den anden var forkert")
    assert (back.number, back.rolled_back_to) == (3, 1)
    return server_on(store).test_client()


@pytest.mark.parametrize("language", Language)
def test_the_list_of_editions_says_what_an_edition_brought_back(
    client: FlaskClient, language: Language
):
    said = words_for(language)("changes.restored", number="1")
    assert client.get(f"/{language}/about").text.count(said) == 1


@pytest.mark.parametrize("language", Language)
def test_the_changes_say_what_an_edition_brought_back(client: FlaskClient, language: Language):
    said = words_for(language)("changes.restored", number="1")
    assert said in client.get(f"/{language}/changes").text
    assert said in client.get(f"/{language}/changes?from=1&to=3").text
    assert said not in client.get(f"/{language}/changes?from=1&to=2").text


def test_what_was_brought_back_is_shown_as_it_was(client: FlaskClient):
    assert "Den første" in client.get("/da/actions").text
    assert "Den anden" not in client.get("/da/actions").text
