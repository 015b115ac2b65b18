"""Everything that comes from a browser or a workbook is hostile input."""

import json
import logging
import unicodedata
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from dashboard.language.words import Language
from dashboard.plan.columns import columns_of
from dashboard.plan.kinds import Kind
from dashboard.plan.sheets import MAPPED, SHEETS, SheetKey
from dashboard.workbooks.template import write_workbook
from tests.pages.conftest import Open, server_on, store_with
from tests.pages.markup import Markup

QUERIES = (
    "goal=1&goal=18",
    "goal=18&goal=1",
    "goal=13&goal=13&goal=13",
    "goal=%00",
    "goal=1%00",
    "goal=%F0%9F%8C%8D",
    "goal=%C3%98",
    "goal=%FF%FE%FD",
    "goal=%E2%91%A0",
    "goal=%D9%A1",
    "goal=1e1",
    "goal=0x1",
    "goal=-1",
    "goal=+1",
    "goal=1.0",
    "goal=" + "1" * 10_000,
    "target=" + "11.6" * 2000,
    "target=11.6%0A",
    "target=%2e%2e%2f",
    "administration=%00",
    "administration=%3Cscript%3Ealert(1)%3C%2Fscript%3E",
    "administration=TMF'%20OR%201=1--",
    "contributing=" + quote("ÆØÅ" * 500),
    "sheet=ACTIONS",
    "sheet=actions%20",
    "sheet=__class__",
    "sheet=observations",
    "mark=delayed",
    "mark=on_track&sheet=indicators",
    "mark=on_track&sheet=cooperation",
    "sheet=actions&mark=achieved",
    "unmapped=0&efforts=&attention=x",
    "page=1&page=2",
    "page=00001",
    "page=1_000",
    "page=%EF%BC%91",
    "page=999999",
    "&&&===&&;;;",
    "%",
    "%zz=%zz",
    "=",
    "a" * 20_000,
    "&".join(f"k{n}=v" for n in range(3000)),
    "goal[]=1&goal[a]=2",
    "callback=alert(1)",
    "{{7*7}}=${7*7}",
    '"><img src=x onerror=alert(1)>',
    "from=%3Cscript%3Ealert(1)%3C/script%3E&to=%00&sheet=__class__&page=-1",
    "from=999999999999999999&to=-1&goal=%D9%A1",
    "what=editions&a=%3Cimg%20src=x%3E&b=%00",
    "what=administrations&a=" + "TMF" * 3000,
    "what=%3Cscript%3Ealert(1)%3C/script%3E",
)
PAGES_ASKED = (
    "/da/rows",
    "/en/rows",
    "/da/",
    "/en/goals/13",
    "/da/actions",
    "/en/indicators",
    "/da/search",
    "/da/changes",
    "/en/flows",
    "/da/compare",
    "/da/upload",
    "/da/nowhere",
)


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query[:24])
def test_no_query_brings_the_program_down_or_markup_into_a_page(site: Open, query: str):
    client = site("example-city")
    for path in PAGES_ASKED:
        answer = client.get(f"{path}?{query}")
        assert answer.status_code in (200, 404)
        assert "Traceback" not in answer.text
        assert "<script>alert" not in answer.text
        assert "<img" not in answer.text
        assert "{{7*7}}" not in Markup(answer.text).text
        assert Markup(answer.text).faults == []


@pytest.mark.parametrize("language", Language)
def test_no_control_character_that_is_asked_is_told_back(site: Open, language: Language):
    client = site("example-city")
    signs = "".join(f"{chr(n)}a" for n in (*range(32), *range(0x7F, 0xA0)))
    for path in (
        "search?q=",
        "actions?q=",
        "gaps?goal=",
        "changes?from=",
        "compare?a=",
        "?edition=",
    ):
        told = client.get(f"/{language}/{path}{quote(signs[:60])}").text
        told += client.get(f"/{language}/{path}{quote(signs[-60:])}").text
        assert [c for c in told if unicodedata.category(c) == "Cc" and c not in "\n\t"] == []
    assert client.get(f"/{language}/rows?goal=13%00").status_code == 404


HOSTILE = "<script>alert(1)</script>\"'"
LANGUAGES_SAID = (
    "",
    "xx",
    "DA",
    "da ",
    "da\x00",
    None,
    7,
    [],
    ["da"],
    {},
    True,
    "<script>",
    "x" * 9999,
)
EDITIONS_SAID = (
    "",
    "1",
    "0",
    "01",
    "9" * 400,
    "１",
    "-1",
    "1e0",
    None,
    1,
    True,
    [],
    ["1"],
    {},
    HOSTILE,
)
SLOTS = (
    {"type": "slot", "chart": "trajectory", "of": "nothing"},
    {"type": "slot", "chart": "status_by_administration", "of": ""},
    {"type": "slot", "chart": "__class__", "of": "<script>alert(1)</script>"},
    {"type": "slot", "chart": None, "of": None},
    {"type": "slot", "chart": [], "of": {}},
    {"type": "slot"},
    {},
    [],
    None,
    "slot",
    "x" * 50_000,
    7,
)
SCHEMES = ("light", "dark", "", None, True, 7, [], {}, "LIGHT", "<script>")
_MATCH = '{"chart":["MATCH"],"of":["MATCH"],"type":"slot"}'


def ask_chart(
    client: FlaskClient, scheme: object, slot: object, language: object, edition: object = ""
):
    named = {"type": "slot", "chart": "status_by_administration", "of": ""}
    state = {"id": slot, "language": language, "edition": edition}
    body = {
        "output": f"{_MATCH}.figure",
        "outputs": {"id": named, "property": "figure"},
        "inputs": [{"id": named, "property": "scheme", "value": scheme}],
        "changedPropIds": [f"{json.dumps(named, sort_keys=True)}.scheme"],
        "state": [{"id": named, "property": key, "value": value} for key, value in state.items()],
    }
    return client.post("/_dash-update-component", json=body)


def _harmless(answer) -> None:
    assert answer.status_code in (200, 204, 400, 413)
    assert "Traceback" not in answer.text
    assert "alert(1)" not in answer.text


@pytest.mark.parametrize("language", Language)
def test_an_honest_question_gets_its_chart(site: Open, language: Language):
    answer = ask_chart(site("example-city"), "light", SLOTS[1], language)
    (drawn,) = answer.json["response"].values()
    assert drawn["figure"]["data"]
    assert drawn["figure"]["layout"]["separators"] == (",." if language == "da" else ".,")
    assert drawn["figure"]["config"]["showSendToCloud"] is False


@pytest.mark.parametrize("name", ["example-city", "nothing"])
def test_no_language_or_edition_sent_to_the_charts_brings_the_program_down(site: Open, name: str):
    client = site(name)
    for language in LANGUAGES_SAID:
        answer = ask_chart(client, "light", SLOTS[1], language)
        _harmless(answer)
        assert b"figure" not in answer.data
    for edition in EDITIONS_SAID:
        answer = ask_chart(client, "light", SLOTS[1], "da", edition)
        _harmless(answer)
        drawn = name != "nothing" and edition in ("", "1")
        assert (b"figure" in answer.data) == drawn, edition


@pytest.mark.parametrize("slot", SLOTS, ids=lambda slot: repr(slot)[:32])
def test_no_slot_sent_to_the_charts_brings_the_program_down(site: Open, slot):
    for scheme in SCHEMES:
        answer = ask_chart(site("example-city"), scheme, slot, "en")
        _harmless(answer)
        assert (b"figure" in answer.data) == (slot == SLOTS[1] and scheme in ("light", "dark"))


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'"x"',
        b"{}",
        b'{"output": 7}',
        b'{"output": "nothing.children", "outputs": []}',
        b'{"output": "charts.children", "inputs": 7}',
        b'{"output": "charts.children", "outputs": {}, "inputs": [[]], "changedPropIds": 1}',
        b"\xff\xfe",
        b"[" * 5000,
    ],
)
def test_a_question_out_of_shape_is_refused_without_a_trace(
    site: Open, body: bytes, caplog: pytest.LogCaptureFixture
):
    with caplog.at_level(logging.CRITICAL):
        answer = site("example-city").post(
            "/_dash-update-component", data=body, content_type="application/json"
        )
    assert answer.status_code == 400
    for word in ("Traceback", "KeyError", "site-packages", "dash.py", 'File "'):
        assert word not in answer.text


HOSTILE = "<script>alert(1)</script>\"'"


def _hostile(sheet: SheetKey, number: int, attack: str) -> dict[str, object]:
    """A row whose every cell of text is an attack."""
    row: dict[str, object] = {c.key: attack for c in columns_of(sheet) if c.kind is Kind.TEXT}
    for column in columns_of(sheet):
        match column.kind:
            case Kind.CODE:
                row[column.key] = f"{column.key}-{number}"
            case Kind.GOALS:
                row[column.key] = [11, 13]
            case Kind.ADMINISTRATION | Kind.ADMINISTRATIONS if column.key != "predecessor":
                row[column.key] = "code-1" if column.kind is Kind.ADMINISTRATION else ["code-1"]
            case Kind.CHOICE:
                row[column.key] = column.choices[number % len(column.choices)].value
            case Kind.TARGET:
                row[column.key] = f"11.{number}"
            case Kind.TARGETS:
                row[column.key] = ["11.6"]
    return row


def hostile_workbook(attacks: tuple[str, ...] = (HOSTILE,)) -> bytes:
    """A workbook in which every text is an attack, each row another one."""
    each = [(n, attacks[(n - 1) % len(attacks)]) for n in (1, 2, 3)]
    rows = {sheet.key: [_hostile(sheet.key, n, attack) for n, attack in each] for sheet in SHEETS}
    rows[SheetKey.ABOUT] = [
        {"key": key, "text_da": attacks[0], "text_en": attacks[0]}
        for key in ("city", "plan", "notice", "currency", "contact")
    ]
    for n, row in enumerate(rows[SheetKey.OBSERVATIONS]):
        row.update({"indicator": ["id-1"], "year": 2020 + n, "value": n})
    for row in rows[SheetKey.INDICATORS]:
        row.update(
            {"ambition_value": 5, "ambition_upper": 9, "ambition_year": 2030, "direction": "up"}
        )
    for row in rows[SheetKey.ACTIONS]:
        row.update({"budget": 5, "due_date": "2020-01-01"})
    return write_workbook(rows, language=Language.EN)


@pytest.mark.parametrize("language", Language)
def test_text_from_a_workbook_is_text_on_every_page(tmp_path, language: Language):
    client = server_on(store_with(tmp_path, hostile_workbook())).test_client()
    seen = 0
    paths = ["/", "/goals/11", "/goals/13", "/administrations/code-1", "/rows", "/method"]
    paths += [f"/{sheet}/id-{n}" for sheet in MAPPED for n in (1, 2, 3)]
    paths += ["/actions", "/actions?view=timeline", "/indicators", "/indicators?view=list"]
    paths += ["/search?q=script", "/search?q=id-1", "/actions?q=script&goal=11"]
    for path in (*paths, "/upload", "/nowhere", "/rows?administration=code-1&goal=11"):
        page = client.get(f"/{language}{path}").text
        assert "<script>alert" not in page, path
        markup = Markup(page)
        assert markup.faults == [], path
        seen += markup.text.count("<script>alert(1)</script>\"'")
    assert seen > 60


def test_text_from_a_workbook_is_text_in_what_is_said_about_it(tmp_path):
    store = store_with(tmp_path, hostile_workbook())
    client = server_on(store).test_client()
    for slot in (SLOTS[1], {"type": "slot", "chart": "trajectory", "of": "id-1"}):
        answer = ask_chart(client, "dark", slot, "en")
        assert "figure" in answer.text
        assert "<script>" not in answer.text
