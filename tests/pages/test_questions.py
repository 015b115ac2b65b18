"""Dash's address is open to everybody: what is out of shape is refused before Dash reads it."""

import copy
import json
import random
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.pages.asking import DASH, questions
from tests.pages.conftest import Open

HOSTILE: tuple[object, ...] = (
    None, True, 0, -1, 2**63, 10**30, 0.1, 1e308, "", " ", "\0", "\ud800", "\u202e", "A" * 100_000,
    "' OR 1=1 --", "../../etc/passwd", "<img src=x onerror=1>", "{{7*7}}", "javascript:alert(1)",
    "__proto__", "__class__", [], [None], [[]], ["x"] * 5000, {}, {"": ""}, {"role": "admin"},
    {"type": "slot", "chart": "trajectory", "of": "\ud800"}, {"points": [{"x": {}}]}, "9999-99-99",
    "\r\nSet-Cookie: a=b", "१२",
)  # fmt: skip
SHAPES: tuple[object, ...] = (
    None, 1, "x", [], {}, [None], [1], [[[]]], [{"id": None}], [{"id": "x", "property": "y"}],
    {"id": "x"}, "..", "....", "a.b.c", ["x.y"] * 3, "charts.children@x", "..charts.children..",
)  # fmt: skip
KEYS = ("output", "outputs", "inputs", "changedPropIds", "state")
REFUSED = (400, 413)
ANSWERED = (200, 204)


def _ask(client: FlaskClient, question: object) -> Any:
    body = json.dumps(question).encode("utf-8", "surrogatepass")
    return client.post(DASH, data=body, content_type="application/json")


def _sound(answer: Any) -> None:
    assert answer.status_code in (*REFUSED, *ANSWERED)
    assert "Traceback" not in answer.text
    assert "site-packages" not in answer.text
    assert "Set-Cookie" not in answer.headers


def test_no_value_of_any_callback_brings_the_program_down(site: Open):
    client, chance = site("example-city"), random.Random(7)
    for question in questions(client):
        slots = [(k, n) for k in ("inputs", "state") for n in range(len(question[k]))]
        for key, n in slots:
            for value in HOSTILE:
                asked = copy.deepcopy(question)
                asked[key][n]["value"] = value
                _sound(_ask(client, asked))
        for _ in range(20):
            asked = copy.deepcopy(question)
            for key, n in slots:
                asked[key][n]["value"] = chance.choice(HOSTILE)
            _sound(_ask(client, asked))


@pytest.mark.parametrize("key", KEYS)
def test_a_question_with_a_part_out_of_shape_is_refused(site: Open, key: str):
    client = site("example-city")
    for question in questions(client):
        for shape in SHAPES:
            if shape == question[key] or (key in ("state", "changedPropIds") and shape == []):
                continue  # that is in shape
            if key == "changedPropIds" and isinstance(shape, list) and shape == ["x.y"] * 3:
                continue
            assert _ask(client, {**question, key: shape}).status_code in REFUSED, shape


@pytest.mark.parametrize("key", ["output", "outputs", "inputs", "changedPropIds"])
def test_a_question_without_one_of_its_parts_is_refused(site: Open, key: str):
    client = site("example-city")
    for question in questions(client):
        asked = {k: v for k, v in question.items() if k != key}
        assert _ask(client, asked).status_code == 400


def test_a_question_with_more_than_its_parts_is_refused(site: Open):
    client = site("example-city")
    for question in questions(client):
        for more in ("cancelJob", "job", "long", "role", "__proto__"):
            assert _ask(client, {**question, more: "x"}).status_code == 400
        asked = {**question, "inputs": question["inputs"] * 2}
        assert _ask(client, asked).status_code == 400
        named = {**question, "changedPropIds": ["a.b"] * 500}
        assert _ask(client, named).status_code == 400
        assert client.post(f"{DASH}?cancelJob=1", json=question).status_code == 400
        # Dash's script puts the number of its page into the address.
        assert client.post(f"{DASH}?endId=a~b", json=question).status_code in ANSWERED


@pytest.mark.parametrize(
    "body",
    [b"[" * 60_000, b'{"output":NaN}', '{"output":"x"}'.encode("utf-16"), b'{"a":' * 9000],
)
def test_a_body_that_is_no_question_is_refused(site: Open, body: bytes):
    answer = site("example-city").post(DASH, data=body, content_type="application/json")
    assert answer.status_code == 400


def test_a_question_that_is_too_long_is_refused_unread(site: Open):
    client = site("example-city")
    (first, *_) = questions(client)
    first["changedPropIds"] = ["a.b"] * 50_000
    assert _ask(client, first).status_code == 413


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", ""])
def test_what_another_site_can_send_without_asking_is_refused(site: Open, kind: str):
    client = site("example-city")
    for question in questions(client):
        answer = client.post(DASH, data=json.dumps(question), content_type=kind)
        assert answer.status_code == 400


@pytest.mark.parametrize("headers", [{"Origin": "https://example.org"}, {"Origin": "null"}])
def test_a_question_from_another_site_is_refused(site: Open, headers: dict[str, str]):
    client = site("example-city")
    for question in questions(client):
        assert client.post(DASH, json=question, headers=headers).status_code == 403
