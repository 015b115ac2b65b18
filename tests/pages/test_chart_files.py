"""The numbers of a chart as a file: for everybody, kept as pages are, and nothing but numbers."""

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from dashboard.pages.packed import FRESH, YEAR
from tests.pages.conftest import Open, server_on, store_with
from tests.samples import workbook

FILES = ("trajectory/I-05", "status_by_administration/city", "status_by_goal/BYM")


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    folder: Path = tmp_path_factory.mktemp("files")
    return server_on(store_with(folder, workbook("example-city"))).test_client()


@pytest.mark.parametrize("lang", ["da", "en"])
@pytest.mark.parametrize("file", FILES)
def test_the_numbers_of_a_chart_are_a_file_to_keep(client: FlaskClient, lang: str, file: str):
    answer = client.get(f"/{lang}/charts/{file}.csv")
    assert answer.status_code == 200
    assert answer.mimetype == "text/csv"
    assert answer.data.startswith(b"\xef\xbb\xbf")
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=")
    assert answer.headers["Cache-Control"] == FRESH
    again = client.get(
        f"/{lang}/charts/{file}.csv", headers={"If-None-Match": answer.headers["ETag"]}
    )
    assert (again.status_code, again.data) == (304, b"")
    fixed = client.get(f"/{lang}/charts/{file}.csv?edition=1")
    assert fixed.headers["Cache-Control"] == YEAR
    assert fixed.data == answer.data


@pytest.mark.parametrize(
    "path",
    [
        "trajectory/I-999", "trajectory/city", "nothing/I-05", "status_by_goal/city",
        "status_by_administration/BYM", "trajectory/I-05.csv", "trajectory/..%2f..%2fx",
    ],
)  # fmt: skip
def test_what_is_no_chart_is_not_there(client: FlaskClient, path: str):
    answer = client.get(f"/da/charts/{path}.csv")
    assert answer.status_code == 404


def test_an_edition_that_is_none_has_no_file(client: FlaskClient):
    for edition in ("2", "0", "x", "-1"):
        assert client.get(f"/da/charts/{FILES[0]}.csv?edition={edition}").status_code == 404


def test_before_anything_is_published_there_is_no_file(site: Open):
    for file in FILES:
        assert site("nothing").get(f"/en/charts/{file}.csv").status_code == 404


@pytest.mark.parametrize("lang", ["da", "en"])
@pytest.mark.parametrize("file", FILES)
def test_a_picture_comes_with_its_size_its_name_and_its_source(
    client: FlaskClient, lang: str, file: str
):
    answer = client.get(f"/{lang}/charts/{file}.json")
    assert answer.status_code == 200
    told = answer.get_json()
    assert told["name"] == f"{file.rpartition('/')[2]}-1"
    assert told["layout"]["width"] > 600
    assert "Eksempelby" in told["layout"]["annotations"][-1]["text"]
    assert client.get(f"/{lang}/charts/{file}x.json").status_code == 404
