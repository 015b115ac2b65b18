"""What is packed is packed once, kept within a limit, and comes out as it went in."""

import gzip

import brotli
import pytest
from flask import Flask

from dashboard.pages.packed import YEAR, Kept, Packed, pack
from tests.pages.conftest import Open
from tests.pages.markup import Markup

UNPACK = {"br": brotli.decompress, "gzip": gzip.decompress, "identity": bytes}
TEXT = "Rødgrød med fløde. ".encode() * 200


@pytest.mark.parametrize("way", UNPACK)
def test_what_went_in_comes_out_in_every_way(way: str):
    server, packed = Flask("test"), pack(TEXT)
    with server.test_request_context(headers={"Accept-Encoding": way}):
        answer = packed.answer(YEAR)
    assert UNPACK[way](answer.data) == TEXT
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert ("Content-Encoding" in answer.headers) == (way != "identity")


def test_the_ways_have_marks_of_their_own_and_each_is_known_again():
    server, packed = Flask("test"), pack(TEXT)
    marks = set()
    for way in UNPACK:
        with server.test_request_context(headers={"Accept-Encoding": way}):
            marks.add(packed.answer(YEAR).headers["ETag"])
    assert len(marks) == 3
    for mark in marks:
        with server.test_request_context(headers={"If-None-Match": f'"x", W/{mark}'}):
            assert (packed.answer(YEAR).status_code, packed.answer(YEAR).data) == (304, b"")


def test_a_page_that_is_not_there_is_told_again_each_time():
    server, packed = Flask("test"), pack(TEXT, status=404)
    with server.test_request_context(headers={"If-None-Match": "*"}):
        assert packed.answer(YEAR).status_code == 404


def _of(size: int) -> Packed:
    return Packed(b"x" * size, b"", "mark", 200, "text/html")


def test_what_was_asked_for_longest_ago_makes_room():
    kept = Kept[int](10_000)
    for n in range(4):
        kept.keep(n, _of(1_000))
        kept.get(0)
    assert kept.size <= 10_000
    for n in range(4, 50):
        kept.keep(n, _of(1_000))
        kept.get(0)
    assert kept.size <= 10_000
    assert kept.get(0) is not None
    assert kept.get(1) is None
    before = kept.size
    assert kept.keep(99, _of(20_000)).size > 10_000  # more than there is room for
    assert kept.size == before


def test_keeping_the_same_twice_counts_it_once():
    kept = Kept[int](10_000)
    for _ in range(50):
        kept.keep(1, _of(1_000))
    assert kept.size == _of(1_000).size


def test_every_script_and_style_of_a_page_is_packed_once_and_kept_for_ever(site: Open):
    client = site("example-city")
    page = Markup(client.get("/da/").text)
    wanted = [g["src"] for g in page.all("script") if g.get("src")]
    wanted += [g["href"] for g in page.all("link") if g["rel"] in ("stylesheet", "icon")]
    for address in wanted:
        plain = client.get(address)
        assert plain.headers["Cache-Control"] == YEAR, address
        for way, unpack in UNPACK.items():
            answer = client.get(address, headers={"Accept-Encoding": way})
            assert unpack(answer.data) == plain.data
            again = client.get(address, headers={"If-None-Match": answer.headers["ETag"]})
            assert again.status_code == 304


@pytest.mark.parametrize(
    "address",
    ["/assets/style.css", "/assets/style.css?v=000000000000", "/assets/style.css?v="],
)
def test_a_file_under_an_address_that_is_not_its_own_is_not_kept_for_ever(site: Open, address: str):
    for _ in range(2):
        answer = site("copenhagen").get(address)
        assert answer.status_code == 200
        assert answer.headers["Cache-Control"] == "no-cache"


def test_a_file_that_is_not_there_stays_so(site: Open):
    for _ in range(2):
        assert site("copenhagen").get("/assets/nothing.js").status_code == 404
        assert site("copenhagen").head("/assets/style.css").data == b""


def test_what_dash_says_travels_packed_too(site: Open):
    answer = site("example-city").get("/_dash-layout", headers={"Accept-Encoding": "br"})
    assert answer.is_json
    long = site("example-city").get("/da/upload", headers={"Accept-Encoding": "br"})
    assert long.headers["Content-Encoding"] == "br"
    assert long.headers["Cache-Control"] == "no-store"
    assert b"<main" in brotli.decompress(long.data)
