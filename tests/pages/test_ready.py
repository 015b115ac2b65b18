"""What is answered before Flask is what Flask would have answered, and never an old edition."""

from pathlib import Path

import pytest

from dashboard.language.words import Language
from tests.editions import second
from tests.pages.conftest import Open, server_on, store_with
from tests.samples import workbook


@pytest.mark.parametrize("way", ["br", "gzip", "identity"])
@pytest.mark.parametrize("language", Language)
def test_a_ready_answer_is_the_same_as_the_first(site: Open, language: Language, way: str):
    client = site("example-city")
    for path in ("", "goals/13", "actions?goal=13", "goals/13?edition=1", "newest.json"):
        asked = f"/{language}/{path}"
        first, again = (client.get(asked, headers={"Accept-Encoding": way}) for _ in range(2))
        assert (first.status, first.data) == (again.status, again.data)
        assert first.headers == again.headers
        known = {"Accept-Encoding": way, "If-None-Match": again.headers["ETag"]}
        assert client.get(asked, headers=known).status_code == 304
        head = client.head(asked, headers={"Accept-Encoding": way})
        assert (head.status_code, head.data) == (200, b"")
        assert head.headers["ETag"] == again.headers["ETag"]


def test_another_host_and_a_page_that_is_not_there_have_answers_of_their_own(site: Open):
    client = site("example-city")
    for _ in range(2):
        assert "http://one.example/da/" in client.get("/da/", base_url="http://one.example").text
        assert "one.example" not in client.get("/da/", base_url="http://two.example").text
        assert client.get("/da/nowhere").status_code == 404
        assert client.post("/da/").status_code in (404, 405)


def test_a_new_edition_is_seen_although_answers_are_ready(tmp_path: Path):
    client = server_on(store_with(tmp_path, workbook("example-city"))).test_client()
    before = [client.get("/da/").headers["ETag"] for _ in range(2)]
    store_with(tmp_path, second())
    after = [client.get("/da/").headers["ETag"] for _ in range(2)]
    assert len(set(before)) == len(set(after)) == 1
    assert before != after
