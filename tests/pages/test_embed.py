"""A chart alone may stand in a page of somebody else, and nothing else may."""

import html
import re

import pytest
from flask.testing import FlaskClient

from dashboard.language.words import Language, words_for
from tests.pages.conftest import Open
from tests.pages.markup import Markup
from tests.pages.test_addresses import paths
from tests.samples import EXAMPLES

EMBEDS = (
    "/embed/trajectory/I-05",
    "/embed/trajectory/I-05?edition=1",
    "/embed/status_by_administration/city",
    "/embed/status_by_goal/BYM",
)


def policy(client: FlaskClient, path: str, **headers: str) -> dict[str, str]:
    told = client.get(path, headers=headers).headers["Content-Security-Policy"]
    return dict(part.strip().split(" ", 1) for part in told.split(";"))


@pytest.mark.parametrize("name", [*EXAMPLES, "nothing"])
def test_only_a_chart_alone_may_be_framed(site: Open, name: str):
    client = site(name)
    others = {p for kind, many in paths(name).items() if kind != "embed" for p in many[:3]}
    files = ("/", "/_dash-layout", "/da/newest.json", "/da/charts/trajectory/I-05.csv", "/was")
    for path in [*(f"/{lang}{p}" for lang in Language for p in others), *files, "/da/upload"]:
        assert policy(client, path)["frame-ancestors"] == "'none'", path
    for path in paths(name)["embed"]:
        assert policy(client, f"/da{path}")["frame-ancestors"] == "*", path


@pytest.mark.parametrize(
    "path", ["/embed", "/embed/", "/embed/trajectory", "/embed/trajectory/I-999",
    "/embed/nothing/I-05", "/embed/status_by_administration/BYM", "/embed/status_by_goal/city",
    "/embed/trajectory/I-05?edition=99"],
)  # fmt: skip
def test_what_is_no_chart_may_not_be_framed(site: Open, path: str):
    answer = site("example-city").get(f"/da{path}", follow_redirects=True)
    assert answer.status_code == 404
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]


def test_an_answer_that_nothing_changed_says_the_same_of_frames(site: Open):
    client = site("example-city")
    tag = client.get(f"/da{EMBEDS[0]}").headers["ETag"]
    again = client.get(f"/da{EMBEDS[0]}", headers={"If-None-Match": tag})
    assert again.status_code == 304
    assert "frame-ancestors *" in again.headers["Content-Security-Policy"]


@pytest.mark.parametrize("path", EMBEDS)
@pytest.mark.parametrize("language", Language)
def test_a_chart_alone_has_its_sentence_its_table_and_its_source(
    site: Open, language: Language, path: str
):
    client, words = site("example-city"), words_for(language)
    answer = client.get(f"/{language}{path}")
    page = Markup(answer.text)
    assert page.faults == []
    assert len(page.all("h1")) == len(page.all("figure")) == len(page.all("main")) == 1
    assert page.all("table")
    assert [g for g in page.all("div") if "data-slot" in g]
    assert words("charts.embed.home") in page.text
    assert "Eksempelby" in page.text
    assert page.all("base") == [{"target": "_top"}]
    # Nothing asks, nothing is kept, and there is no menu.
    assert "Set-Cookie" not in answer.headers
    assert not page.all("form")
    assert not page.all("nav")
    assert policy(client, f"/{language}{path}")["form-action"] == "'none'"
    onward = [a.href for a in page.links if a.href.startswith("/")]
    assert onward
    assert all(("edition=1" in href) == ("edition" in path) for href in onward)


@pytest.mark.parametrize("path", ["/da/goals/3", "/en/administrations/BYM", "/en/"])
@pytest.mark.parametrize("edition", ["", "?edition=1"])
def test_every_chart_can_be_linked_to_taken_home_and_embedded(site: Open, path: str, edition: str):
    client = site("example-city")
    text = client.get(path + edition).text
    page = Markup(text)
    figures = [given["id"] for given in page.all("figure") if "chart" in given["class"]]
    codes = re.findall(r"<textarea[^>]*>(.*?)</textarea>", text, re.DOTALL)
    links = [a.href for a in page.links if "#" in a.href and a.href.split("#")[1] in figures]
    numbers = [a.href for a in page.links if "download" in a.attributes]
    assert len(codes) == len(links) == len(numbers) > 0
    for code, link, file in zip(codes, links, numbers, strict=True):
        assert link.startswith(f"{path}?edition=1#")
        assert client.get(link).status_code == 200
        assert client.get(file).status_code == 200
        (frame,) = Markup(html.unescape(code)).all("iframe")
        assert frame["title"]
        assert frame["src"].startswith("http://localhost/")
        assert ("edition=1" in frame["src"]) == bool(edition)
        embedded = client.get(frame["src"].removeprefix("http://localhost"))
        assert embedded.status_code == 200
        assert f'id="{link.split("#")[1]}"' in embedded.text


def test_a_title_that_is_markup_stays_text_in_the_code_to_embed(site: Open):
    text = site("example-city").get("/da/").text
    for code in re.findall(r"<textarea[^>]*>(.*?)</textarea>", text, re.DOTALL):
        assert "<" not in code
