"""`sdg-dashboard progress`: the marks of a workbook with the cells they rest on."""

import json
from typing import Any

import pytest

from dashboard.language.words import Language
from dashboard.plan.goals import GOAL_NUMBERS
from dashboard.plan.indicators import MethodKey
from dashboard.plan.sheets import SheetKey
from dashboard.plan.status import ActionStatus, DataStatus, Freshness, Progress
from dashboard.progress.methods.verdict import Reason
from dashboard.workbooks.template import write_workbook
from tests.cli.conftest import Shell, says
from tests.samples import ADMINISTRATIONS, DATA, action

_AIM = {"ambition_operator": "at_least", "ambition_value": 35, "ambition_year": 2030}
_SOUND = {"direction": "up", "unit_da": "kg", "baseline_value": 20, "baseline_year": 2015, **_AIM}


def _book(observations: list[dict[str, object]], **indicator: object) -> bytes:
    rows = {
        SheetKey.ABOUT: [{"key": "status_date", "text_da": "2026-03-01"}],
        SheetKey.ADMINISTRATIONS: ADMINISTRATIONS,
        SheetKey.INDICATORS: [action("I-1", goals=[13], **{**_SOUND, **indicator})],
        SheetKey.OBSERVATIONS: [{"indicator": ["I-1"], **o} for o in observations],
    }
    return write_workbook(rows, language=Language.DA)


def _report(shell: Shell, content: bytes, *, code: int = 0) -> dict[str, Any]:
    said = shell("progress", shell.write(content), "--json")
    assert said.code == code
    return json.loads(said.out)


def test_the_json_has_the_promised_shape_and_its_cells(shell: Shell):
    report = _report(shell, _book([{"year": 2023, "value": 30}]))
    assert list(report) == ["indicators", "goals", "administrations"]
    (found,) = report["indicators"]
    assert list(found) == [
        "id", "method", "class", "ratio", "inputs", "others", "data_status", "freshness",
    ]  # fmt: skip
    assert (found["id"], found["method"], found["class"]) == ("I-1", "linear_path", "on_track")
    assert found["ratio"] == pytest.approx(1.25)
    inputs = found["inputs"]
    assert list(inputs) == ["baseline", "latest", "ambition"]
    assert [(i["year"], i["value"]) for i in inputs.values()] == [
        (2015, 20),
        (2023, 30),
        (2030, 35),
    ]
    assert inputs["latest"]["cell"] == "Målinger!C2"
    assert all(
        i["cell"].startswith("Indikatorer!") for i in (inputs["baseline"], inputs["ambition"])
    )
    assert (found["data_status"], found["freshness"]) == ("complete", "unknown")


def test_the_others_are_every_other_method_with_a_class_or_a_reason(shell: Shell):
    (found,) = _report(shell, _book([{"year": 2023, "value": 30}]))["indicators"]
    assert {o["method"] for o in found["others"]} == set(MethodKey) - {"linear_path"}
    for other in found["others"]:
        assert list(other) == ["method", "class", "refused"]
        assert (other["class"] is None) != (other["refused"] is None)
        assert other["class"] is None or other["class"] in set(Progress)
        assert other["refused"] is None or other["refused"] in set(Reason)


def test_goals_and_administrations_are_rolled_up(shell: Shell):
    report = _report(shell, (DATA / "example-city.xlsx").read_bytes())
    assert list(report["goals"]) == [str(n) for n in GOAL_NUMBERS]
    assert report["administrations"]
    for place in (*report["goals"].values(), *report["administrations"].values()):
        assert list(place) == ["classes", "targets", "actions"]
        assert list(place["classes"]) == list(Progress)
        assert list(place["actions"]) == list(ActionStatus)
        assert 0 <= place["targets"]["served"] <= place["targets"]["ours"]
    total = sum(sum(a["classes"].values()) for a in report["administrations"].values())
    assert total == len(report["indicators"])
    for found in report["indicators"]:
        assert found["class"] in set(Progress)
        assert found["data_status"] in set(DataStatus)
        assert found["freshness"] in set(Freshness)


_TWICE = [{"year": 2023, "value": 30}, {"year": 2023, "value": 31}]


@pytest.mark.parametrize(
    ("observations", "indicator", "code"),
    [
        (_TWICE, {}, 1),
        ([{"year": 2023, "value": 30}, {"year": 2024, "value": 30, "unit": "ton"}], {}, 0),
        ([{"year": 2022, "value": 45}, {"year": 2023, "value": 0.45}], {"unit_da": "%"}, 0),
        ([{"year": 2023, "value": 30}, {"year": 2031, "value": 30}], {}, 0),
        ([{"year": 2023, "value": 30}, {"year": 2024, "value": "NaN"}], {}, 1),
        ([{"year": 2023, "value": 30}, {"year": 2024, "value": "∞"}], {}, 1),
        ([{"year": 2023, "value": 30}], {"ambition_year": 2010}, 1),
        ([{"year": 2023, "value": 30}], {"direction": None}, 0),
    ],
)
def test_what_contradicts_itself_is_grey_and_not_guessed(
    shell: Shell, observations, indicator, code
):
    (found,) = _report(shell, _book(observations, **indicator), code=code)["indicators"]
    assert (found["class"], found["ratio"]) == ("not_assessed", None)


def test_a_chosen_method_with_its_columns_is_read(shell: Shell):
    steps = {"method": "milestones", "interim_ambitions": "2020: 24; 2025: 32"}
    (found,) = _report(shell, _book([{"year": 2022, "value": 26}], **steps))["indicators"]
    assert (found["method"], found["class"]) == ("milestones", "accelerate")
    assert found["ratio"] == pytest.approx(6 / 7.2)
    by_hand = {"manual_class": "limited", "manual_reason": "Standset", "manual_name": "A. Jensen"}
    content = _book([], method="by_hand", **by_hand)
    (found,) = _report(shell, content)["indicators"]
    assert (found["method"], found["class"], found["data_status"]) == (
        "by_hand", "limited", "missing",
    )  # fmt: skip


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("name", ["copenhagen", "example-city"])
def test_people_read_one_line_an_indicator(shell: Shell, name: str, language: Language):
    content = (DATA / f"{name}.xlsx").read_bytes()
    said = shell("progress", shell.write(content), "--language", language)
    assert said.code == 0
    lines = said.out.splitlines()
    assert len(lines) == len(_report(shell, content)["indicators"])
    assert all(line.count("\t") == 4 for line in lines)


def test_errors_are_told_beside_the_marks(shell: Shell):
    said = shell("progress", shell.write(_book(_TWICE)))
    assert said.code == 1
    assert says("said.with_errors", file="plan.xlsx") in said.err
    assert said.out.startswith("I-1\t")


def test_a_file_that_is_no_workbook_has_no_marks(shell: Shell):
    said = shell("progress", shell.write(b"text"), "--json")
    assert (said.code, said.out) == (2, "")
    assert "not_a_workbook" in said.err


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("baseline_value", "NaN"),
        ("baseline_year", "i fjor"),
        ("ambition_value", "inf"),
        ("ambition_upper", "-"),
        ("method", "Lineær vej"),
        ("interim_ambitions", "2027: 30; 2027: 33"),
        ("change_year", "nyt"),
    ],
)
def test_what_an_indicator_rests_on_and_nobody_can_read_is_grey_not_guessed(
    shell: Shell, key: str, value: str
):
    content = _book([{"year": 2015, "value": 20}, {"year": 2023, "value": 30}], **{key: value})
    (found,) = _report(shell, content, code=1)["indicators"]
    assert (found["class"], found["ratio"]) == ("not_assessed", None)
    refused = {o["method"]: o["refused"] for o in found["others"]}
    assert set(refused.values()) == {"not_read", "no_manual"}


def test_that_there_is_no_ambition_stands_in_the_cell_that_says_so(shell: Shell):
    content = _book(
        [{"year": 2023, "value": 30}],
        ambition_operator="none", ambition_value=None, ambition_year=None,
    )  # fmt: skip
    (found,) = _report(shell, content)["indicators"]
    assert found["inputs"]["ambition"] == {"year": None, "value": None, "cell": "Indikatorer!P2"}


def test_steps_that_cannot_be_read_are_not_called_missing(shell: Shell):
    content = _book(
        [{"year": 2023, "value": 30}], method="milestones", interim_ambitions="2027: 30; 2027: 33"
    )
    said = shell("check", shell.write(content), "--json")
    codes = [f["code"] for f in json.loads(said.out)["findings"]]
    assert "wrong_kind" in codes
    assert "steps_missing" not in codes
